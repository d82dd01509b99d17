"""What the directory does for the layers above it."""

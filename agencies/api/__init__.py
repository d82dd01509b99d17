"""The REST door to the directory: tokens, organisations and notifications."""

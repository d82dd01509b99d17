"""What the demo tells of this app, through the one door."""

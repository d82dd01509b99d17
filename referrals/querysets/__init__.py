"""Who sees which rows."""

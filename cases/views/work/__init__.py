"""A person's own work: the list, the calendar and its feed."""

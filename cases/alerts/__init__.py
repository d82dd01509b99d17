"""Alerts by rules that those who lead set: set and dismissed by people, raised by the worker."""

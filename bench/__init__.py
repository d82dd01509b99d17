"""Measurements: what must stay true under load, and how much work costs. Run with ``make bench``."""

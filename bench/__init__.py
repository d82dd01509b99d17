"""Measurements: what must stay true under load, and what work costs. Run with ``make bench``."""

"""Preparing a checkout: `make setup`."""

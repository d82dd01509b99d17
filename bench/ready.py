"""Importing this makes Django ready; for the benches, which are programs of their own."""

import django

django.setup()

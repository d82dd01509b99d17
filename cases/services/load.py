"""What presses in the cases people have. A figure counts by the same condition by which the list it
links to is narrowed.
"""

import datetime as dt

from django.db.models import Q

WEEK = dt.timedelta(days=7)


def is_overdue(today: dt.date) -> Q:
    """Cases in which the day of what falls due next has passed."""
    return Q(next_due_on__lt=today)


def falls_due(today: dt.date) -> Q:
    """Cases in which something falls due within a week, and nothing is overdue."""
    return Q(next_due_on__gte=today, next_due_on__lte=today + WEEK)

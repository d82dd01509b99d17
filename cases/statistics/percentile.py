"""Percentiles of lengths of time, counted by the database."""

import datetime as dt
from typing import Any, Final

from django.db.models import Aggregate, DurationField

HALF: Final = 0.5
NINE_TENTHS: Final = 0.9


class Percentile(Aggregate):
    """``percentile_cont``: between two rows it takes what lies between them."""

    function = "PERCENTILE_CONT"
    name = "Percentile"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
    output_field = DurationField()

    def __init__(self, expression: str, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, **extra)


def days(length: dt.timedelta | None) -> float | None:
    """A length of time in days, to a tenth; ``None`` of nothing."""
    return None if length is None else round(length / dt.timedelta(days=1), 1)

"""Numbers of documents and cases: no gap, no repeat, per procuratorate, series and year."""

import datetime as dt

from agencies.models import Organisation
from cases.models import NumberSeries


def give_number(procuratorate: Organisation, series: str, on: dt.date) -> str:
    """Give the next number of a series, such as ``京朝检行公建〔2026〕12号``.

    ``on`` is the Beijing date of the decision; its year is the number's. The series is locked until
    the transaction ends, so a decision rolled back consumes no number and two at once get different
    ones.
    """
    NumberSeries.objects.bulk_create(
        [NumberSeries(procuratorate=procuratorate, series=series, year=on.year)],
        ignore_conflicts=True,
    )
    row = NumberSeries.objects.select_for_update().get(
        procuratorate=procuratorate, series=series, year=on.year
    )
    row.last += 1
    row.save(update_fields=["last"])
    return f"{procuratorate.number_prefix}{series}〔{on.year}〕{row.last}号"

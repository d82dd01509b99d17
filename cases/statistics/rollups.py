"""Deltas folded into rollups, and rollups checked against the clues and cases themselves."""

import datetime as dt
from typing import Any, Final

from django.db import connection, transaction

from cases.models import Reconciliation
from cases.statistics.tally import NIL, Cells, Key, Sum, cells_query, write

BATCH: Final = 5000
KEPT: Final = 200
"""Differences written down, at most."""

# One statement, so that a worker killed in it has done nothing. In one order, so that two of them
# wait for each other and not in a circle.
_FOLD: Final = """
WITH taken AS (
    DELETE FROM cases_figuredelta
     WHERE id IN (SELECT id FROM cases_figuredelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
 RETURNING procuratorate_id, month, figure, kind, domain, count, amount
), added AS (
    INSERT INTO cases_figurerollup
           (procuratorate_id, month, figure, kind, domain, count, amount)
    SELECT procuratorate_id, month, figure, kind, domain, sum(count), sum(amount)
      FROM taken
     GROUP BY procuratorate_id, month, figure, kind, domain
     ORDER BY procuratorate_id, month, figure, kind, domain
        ON CONFLICT (procuratorate_id, month, figure, kind, domain)
        DO UPDATE SET count = cases_figurerollup.count + excluded.count,
                      amount = cases_figurerollup.amount + excluded.amount
)
SELECT count(*) FROM taken
"""

# One statement sees one state of the database: what is being written meanwhile is in both or in
# neither.
_COMPARE: Final = """
SELECT figure, place, month, kind, domain, sum(count)::bigint, sum(yuan)
  FROM (
    SELECT * FROM ({fresh}) AS counted (figure, place, month, kind, domain, count, yuan)
    UNION ALL
    SELECT figure, procuratorate_id, month, kind, domain, -count, -amount FROM cases_figurerollup
    UNION ALL
    SELECT figure, procuratorate_id, month, kind, domain, -count, -amount FROM cases_figuredelta
  ) AS both_sides
 GROUP BY figure, place, month, kind, domain
"""


def fold(batch: int = BATCH) -> int:
    """Fold the deltas written so far, so many at a time; returns how many. Any number may do it at
    once.
    """
    folded = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_FOLD, [batch])
            taken = int(cursor.fetchone()[0])
        folded += taken
        if taken < batch:
            return folded


def reconcile(at: dt.datetime) -> Reconciliation:
    """Compare every cell with a fresh count, write down the differences and put them right."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # One at a time: two would each put the same difference right.
            cursor.execute("LOCK TABLE cases_reconciliation IN SHARE ROW EXCLUSIVE MODE")
        compared = compare()
        wrong = {key: change for key, change in compared.items() if change != NIL}
        write(wrong)
        return Reconciliation.objects.create(
            at=at,
            cells=len(compared),
            differences=len(wrong),
            details=[_written(key, wrong[key]) for key in sorted(wrong)[:KEPT]],
        )


def compare() -> Cells:
    """By how much a fresh count is more than rollups and deltas, cell by cell; all should be 0."""
    fresh = cells_query()
    if fresh is None:
        return {}
    sql, params = fresh.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE.format(fresh=sql), params)
        return {Key(*row[:5]): Sum(*row[5:]) for row in cursor.fetchall()}


def _written(key: Key, change: Sum) -> dict[str, Any]:
    return {
        **key._asdict(),
        "month": key.month.isoformat(),
        "count": change.count,
        "amount": str(change.amount),
    }

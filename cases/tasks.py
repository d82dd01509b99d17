"""What beat wakes: thin, without arguments, and safe to run twice or at once.

The database says what is due; a task that is lost delays and loses nothing.
"""

import logging

from celery import shared_task
from django.utils import timezone
from redis import RedisError

from cases.alerts.digest import send_digests
from cases.alerts.raising import raise_alerts
from cases.services.arrangements import catch_up
from cases.services.file_export import delete_expired, make_waiting
from cases.services.files import delete_unused
from cases.services.outbox import deliver
from cases.services.page_counts import count_waiting
from cases.services.waiting_files import delete_encrypted
from cases.statistics.rollups import fold, reconcile
from cases.sweep import sweep_batches
from pilit.health import SWEEP, leave_mark

#: One run makes what waits for so long at most; a later one goes on.
EXPORT_SECONDS = 1800
#: Documents set by one run to count their pages, a tenth of a second each.
MOST_COUNTED = 100

log = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def sweep_deadlines() -> None:
    """Note what ended, remind people, and recompute what a known calendar makes certain."""
    now = timezone.now()
    for _batch in sweep_batches(now):
        _leave_mark()
    _leave_mark()
    catch_up(now)


@shared_task  # type: ignore[untyped-decorator]
def deliver_outbox() -> None:
    """Send the mails that wait."""
    deliver(timezone.now())


@shared_task  # type: ignore[untyped-decorator]
def delete_unused_files() -> None:
    """Delete what was uploaded long ago and put into no case; and what lay encrypted of files that
    are in one.
    """
    at = timezone.now()
    deleted = delete_unused(at)
    if deleted:
        log.info("Deleted %d files that were uploaded and never used", deleted)
    delete_encrypted(at)


@shared_task(  # type: ignore[untyped-decorator]
    soft_time_limit=EXPORT_SECONDS, time_limit=EXPORT_SECONDS + 60
)
def make_exports() -> None:
    """Make the exports of case files that wait, and those whose worker was killed."""
    make_waiting(timezone.now)


@shared_task  # type: ignore[untyped-decorator]
def count_pages() -> None:
    """Count the pages of documents decided since; of many at once the rest later."""
    count_waiting(MOST_COUNTED)


@shared_task  # type: ignore[untyped-decorator]
def delete_old_exports() -> None:
    """Delete the exports whose hours are over."""
    deleted = delete_expired(timezone.now())
    if deleted:
        log.info("Deleted %d exports whose hours are over", deleted)


@shared_task  # type: ignore[untyped-decorator]
def fold_figures() -> None:
    """Fold what actions changed in the figures into their rollups."""
    fold()


@shared_task  # type: ignore[untyped-decorator]
def reconcile_figures() -> None:
    """Check the figures against the clues and cases themselves; a difference is an error."""
    checked = reconcile(timezone.now())
    if checked.differences:
        log.error("%d of %d figures differed", checked.differences, checked.cells)


@shared_task  # type: ignore[untyped-decorator]
def watch_rules() -> None:
    """Raise the alerts that the rules of those who lead ask for."""
    raised = raise_alerts(timezone.now())
    if raised:
        log.info("Raised %d alerts", raised)


@shared_task  # type: ignore[untyped-decorator]
def send_weekly_digests() -> None:
    """Send the digests of this week that are still to be sent."""
    sent = send_digests(timezone.now())
    if sent:
        log.info("Sent %d weekly digests", sent)


def _leave_mark() -> None:
    """Tell the health page that the sweep is alive; the sweep goes on where no cache listens."""
    try:
        leave_mark(SWEEP, timezone.now())
    except RedisError as fault:
        log.warning("The mark of the sweep could not be left: %s", fault)

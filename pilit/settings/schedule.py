"""What the worker does by the clock, in Beijing time."""

from typing import Any

from celery.schedules import crontab, schedule

WAKE_UPS: dict[str, dict[str, Any]] = {
    "heartbeat": {"task": "pilit.heartbeat", "schedule": schedule(60.0)},
    "sweep": {"task": "cases.tasks.sweep_deadlines", "schedule": schedule(120.0)},
    "outbox": {"task": "cases.tasks.deliver_outbox", "schedule": schedule(60.0)},
    # By the hour, for beat forgets when it is started anew.
    "files": {"task": "cases.tasks.delete_unused_files", "schedule": schedule(3600.0)},
    # What a lost wake-up or a killed worker left undone.
    "exports": {"task": "cases.tasks.make_exports", "schedule": schedule(60.0)},
    "pages": {"task": "cases.tasks.count_pages", "schedule": schedule(60.0)},
    "old exports": {"task": "cases.tasks.delete_old_exports", "schedule": schedule(600.0)},
    "figures": {"task": "cases.tasks.fold_figures", "schedule": schedule(300.0)},
    "figures checked": {
        "task": "cases.tasks.reconcile_figures",
        "schedule": crontab(hour=3, minute=30),
    },
    # Each day from six, each week from Monday at seven; later where an outage kept it: what was
    # raised or sent is not raised or sent again.
    "alerts": {"task": "cases.tasks.watch_rules", "schedule": crontab(hour="6-18", minute=0)},
    "digests": {
        "task": "cases.tasks.send_weekly_digests",
        "schedule": crontab(hour="7-18", minute=5),
    },
}
# Wake-ups that nobody took in time are not worth keeping: the next one finds the same work.
for _entry in WAKE_UPS.values():
    _entry["options"] = {"expires": 300}

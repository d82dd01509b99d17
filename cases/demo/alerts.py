"""The rules for alerts that the demo's procuratorates set, and what they have found."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from agencies.actor import Actor
from agencies.models import Organisation, User
from cases.alerts.raising import raise_alerts
from cases.alerts.rules import dismiss, set_rule
from cases.models import Alert, AlertRule, OutboxMail
from pilit.web.clock import beijing_date

RULES: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("bj", AlertRule.Kind.OVERDUE, {"days": "60"}),
    ("bj", AlertRule.Kind.REPLY_RATE, {"months": "6", "percent": "90"}),
    ("bj", AlertRule.Kind.RELAPSE, {}),
    ("cy", AlertRule.Kind.OVERDUE, {"days": "7"}),
)
SET_BEFORE: Final = dt.timedelta(days=20)
REASON: Final = "已电话督办，承办人本周内办结。"


def make_alerts(at: dt.datetime) -> None:
    """Set the rules and look at them once, unless there are rules; one alert is dismissed."""
    if AlertRule.objects.exists():
        return
    for code, kind, values in RULES:
        place = Organisation.objects.get(code=code)
        set_rule(kind, place, values, _chief(code, at), at - SET_BEFORE)
    raise_alerts(at)
    # Nobody is to get mail of a demo.
    OutboxMail.objects.filter(notification__kind="alert", created_at__lte=at).delete()
    first = Alert.objects.visible_to(_chief("cy", at)).order_by("id").first()
    if first is not None:
        dismiss(first, REASON, _chief("cy", at), at)


def _chief(code: str, at: dt.datetime) -> Actor:
    return Actor.of(User.objects.get(username=f"{code}.chief"), beijing_date(at))

"""Alerts: rules set in the page, each thing raised once, nothing told of what is not seen."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.models import Notification, Organisation, User
from cases.alerts import raising
from cases.alerts.raising import raise_alerts
from cases.alerts.rules import set_rule
from cases.demo.alerts import make_alerts
from cases.models import Alert, AlertRule, Deadline, OutboxMail
from cases.statistics.overdue import waiting
from cases.statistics.scope import Area
from tests.cases.conftest import Story, actor_of, moment
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
AT = moment(LATER)
FOUND = moment("2026-09-09")
"""The day after a look-back found a relapse."""
RULES, ALERTS = reverse("cases:alert_rules"), reverse("cases:alerts")
Open = Callable[[str], Browser]


def rule(kind: str, place: str = "bj", **values: str) -> AlertRule:
    chief = actor_of(f"{place}.chief", AT)
    return set_rule(kind, Organisation.objects.get(code=place), values, chief, AT)


def seen(who: str) -> int:
    return Alert.objects.visible_to(actor_of(who, AT)).count()


def test_a_rule_is_set_and_ended_in_the_page(open_as: Open) -> None:
    chief, head = open_as("cy.chief").at(AT), open_as("cy.head").at(AT)
    typed = {"kind": "reply_rate", "at": "cy", "months": "25", "percent": "abc"}
    page = chief.send(RULES, typed)
    assert page.status == 422
    for text in ("from 1 to 24", "from 1 to 100", 'value="25"', 'value="abc"'):
        assert text in page
    assert chief.send(RULES, typed | {"at": "hd", "months": "3", "percent": "80"}).status == 422
    assert chief.send(RULES, {}).status == 422
    page = chief.send(RULES, typed | {"months": "3", "percent": "80"})
    assert "over the last 3 months is below 80 %" in page
    assert "set already" in head.send(RULES, typed | {"months": "3", "percent": "80"})
    row = AlertRule.objects.get()
    end = reverse("cases:alert_rule_end", args=[row.pk])
    assert open_as("hd.chief").send(end, {}).status == 404
    assert open_as("cy.handler").open(RULES).status == 404
    assert "The rule is ended" in head.send(end, {})
    row.refresh_from_db()
    assert row.ended_by == head.user


def test_what_is_overdue_for_long_is_raised_once(told: None) -> None:
    days = 30
    rule("overdue", days=str(days))
    area = Area.under([Organisation.objects.get(code="bj")])
    everything = waiting(actor_of("bj.chief", AT), area, opens=True)
    last = timezone.localdate(AT) - dt.timedelta(days=days)
    expected = set(everything.filter(due_on__lt=last).values_list("pk", flat=True))
    assert expected
    assert raise_alerts(AT) == len(expected)
    assert set(Alert.objects.values_list("deadline", flat=True)) == expected
    assert raise_alerts(AT) == 0
    message = Notification.objects.get(recipient__username="bj.chief", kind=raising.KIND)
    assert message.params["number"] == len(expected)
    assert set(message.params) == {"number", "rule"}
    assert OutboxMail.objects.filter(notification=message).count() == 1
    assert seen("bj.chief") == seen("bj.head") == len(expected)
    assert seen("cy.chief") == seen("bj.handler") == 0


def test_more_than_the_days_and_not_as_many(story: Story) -> None:
    story.to_registered()
    due = Deadline.objects.filter(clue=story.clue, due_on__isnull=False).first()
    assert due is not None
    assert due.due_on is not None
    rule("overdue", "cy", days="3")
    at = moment(due.due_on.isoformat())
    days = [dt.timedelta(days=number) for number in (3, 4)]
    assert [raise_alerts(at + each) for each in days] == [0, 1]


def test_a_relapse_is_raised_once_and_not_for_ever(told: None) -> None:
    rule("relapse")
    assert raise_alerts(AT) == 0, "more than a year ago"
    assert [raise_alerts(FOUND), raise_alerts(FOUND)] == [1, 0]
    look_back = Alert.objects.get().look_back
    assert look_back is not None
    assert look_back.conclusion == "relapsed"


def test_too_few_replies_are_counted_for_each_procuratorate(
    told: None, monkeypatch: pytest.MonkeyPatch, open_as: Open
) -> None:
    rule("reply_rate", months="24", percent="50")
    assert raise_alerts(AT) == 0, "of so few a rate says nothing"
    monkeypatch.setattr(raising, "FEWEST_REPLIES", 1)
    assert raise_alerts(AT) > 0
    alert = Alert.objects.get(place__code="hd")
    assert (alert.replied, alert.due) == (0, 1)
    assert alert.month == timezone.localdate(AT).replace(month=11, day=1)
    assert raise_alerts(AT) == 0
    page = open_as("bj.chief").at(AT).open(ALERTS)
    assert "0 of 1 replies due came (0 %)" in page
    assert "at=hd&amp;own=1" in page


def test_the_database_keeps_what_was_raised_once(told: None) -> None:
    made = rule("relapse")
    raise_alerts(FOUND)
    row = Alert.objects.get()
    again = {"rule": made, "raised_at": AT, "look_back": row.look_back}
    for wrong in (again, {**again, "deadline": Deadline.objects.all()[0]}, {**again, "due": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.create(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertRule.objects.create(
            kind="relapse", procuratorate=made.procuratorate, set_by=made.set_by, set_at=AT
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(dismissed_at=AT, dismissed_by=made.set_by)


def test_who_is_recused_is_alerted_to_nothing_of_the_case(open_as: Open, story: Story) -> None:
    case = story.to_awaiting_reply().case
    assert case is not None
    chief = User.objects.get(username="cy.chief")
    case.recusals.create(person=chief, decided_on=AT.date(), ground="近亲属")
    rule("overdue", "cy", days="30")
    raised = raise_alerts(AT)
    assert raised > 0
    assert seen("cy.head") == raised
    assert seen("cy.chief") == 0
    told = Notification.objects.filter(kind=raising.KIND)
    assert [each.recipient.username for each in told] == ["cy.head"]
    page = open_as("cy.chief").at(AT).open(ALERTS)
    assert case.title not in page
    alert = Alert.objects.all()[0]
    assert open_as("cy.chief").open(reverse("cases:alert", args=[alert.pk])).status == 404


def test_an_alert_is_dismissed_with_a_reason(open_as: Open, story: Story) -> None:
    case = story.to_awaiting_reply().case
    assert case is not None
    rule("overdue", "cy", days="30")
    raise_alerts(AT)
    chief = open_as("cy.chief").at(AT)
    assert "Open alerts: " in chief.open(reverse("cases:figures"))
    assert case.title in chief.open(ALERTS)
    alert = Alert.objects.order_by("id")[0]
    url = reverse("cases:alert", args=[alert.pk])
    long = "长" * 2001
    pages = [chief.send(url, {"reason": reason}) for reason in (" ", long)]
    for page in pages:
        assert page.status == 422
        assert "invalid-feedback" in page
    assert long in pages[1]
    assert "The alert is dismissed" in chief.send(url, {"reason": "已督办"})
    assert "已督办" in chief.open(ALERTS, state="dismissed")
    assert open_as("cy.head").at(AT).send(url, {"reason": "重复"}).status == 409
    alert.refresh_from_db()
    assert (alert.reason, alert.dismissed_by) == ("已督办", chief.user)
    assert raise_alerts(AT) == 0, "what was dismissed is not raised again"


def test_the_list_costs_the_same_however_many(open_as: Open, told: None) -> None:
    rule("overdue", days="1")
    raise_alerts(AT)
    assert Alert.objects.count() > 1
    chief = open_as("bj.chief").at(AT)
    many = chief.queries(ALERTS)
    Alert.objects.exclude(pk=Alert.objects.order_by("id")[0].pk).delete()
    assert chief.queries(ALERTS) == many


def test_the_demo_shows_alerts_and_sends_no_mail(told: None) -> None:
    make_alerts(FOUND)
    kinds = set(Alert.objects.values_list("rule__kind", flat=True))
    assert {"overdue", "relapse"} <= kinds
    assert Alert.objects.filter(dismissed_at__isnull=False).count() <= 1
    assert not OutboxMail.objects.filter(notification__kind=raising.KIND).exists()
    before = AlertRule.objects.count(), Alert.objects.count()
    make_alerts(FOUND + dt.timedelta(days=1))
    assert (AlertRule.objects.count(), Alert.objects.count()) == before

"""Alerts: the rules that those who lead set for their procuratorates, and what they have found."""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.actor import Actor
from agencies.models import Post
from cases.models.deadline import Deadline
from cases.models.lookback import LookBack
from pilit.law.texts import N_, Text

ALERTED_POSTS: Final = (Post.HEAD, Post.CHIEF)
"""Who sets rules for a procuratorate with all below it, and is alerted by them (Opinions 3(3))."""
MOST_DAYS: Final = 365
MOST_MONTHS: Final = 24


class AlertRuleQuerySet(models.QuerySet["AlertRule"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rules of the procuratorates of which the actor is head of department or chief."""
        return self.filter(procuratorate__in=actor.places(*ALERTED_POSTS))

    def in_force(self) -> Self:
        """Those that have not been ended."""
        return self.filter(ended_at__isnull=True)


class AlertRule(models.Model):
    """What a procuratorate wants to be alerted to, at itself and everywhere below it.

    It is not altered: it is ended, and another set.
    """

    class Kind(models.TextChoices):
        """What is watched."""

        OVERDUE = "overdue", _("A duty is overdue")
        REPLY_RATE = "reply_rate", _("Too few replies")
        RELAPSE = "relapse", _("A relapse")

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    # Overdue for more than so many days.
    days = models.PositiveSmallIntegerField(null=True)
    # Of the replies due in the last so many months that are over, fewer than so many per cent came.
    months = models.PositiveSmallIntegerField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = AlertRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Alert rule")
        constraints = (
            models.CheckConstraint(
                name="alert_rule_has_what_its_kind_needs",
                condition=Q(
                    kind="overdue",
                    days__range=(1, MOST_DAYS),
                    months__isnull=True,
                    percent__isnull=True,
                )
                | Q(
                    kind="reply_rate",
                    days__isnull=True,
                    months__range=(1, MOST_MONTHS),
                    percent__range=(1, 100),
                )
                | Q(kind="relapse", days__isnull=True, months__isnull=True, percent__isnull=True),
            ),
            models.CheckConstraint(
                name="alert_rule_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="alert_rule_set_once",
                fields=("procuratorate", "kind", "days", "months", "percent"),
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> Text:
        """The rule in words."""
        match self.kind:
            case self.Kind.OVERDUE:
                return Text(
                    N_("a duty is overdue for more than %(days)s days"), {"days": self.days or 0}
                )
            case self.Kind.REPLY_RATE:
                return Text(
                    N_(
                        "a procuratorate's reply rate over the last %(months)s months is below "
                        "%(percent)s %%"
                    ),
                    {"months": self.months or 0, "percent": self.percent or 0},
                )
            case _:
                return Text(N_("a look-back finds a relapse"))


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's rules, of duties and look-backs they see."""
        rules = AlertRule.objects.visible_to(actor)
        deadlines = Deadline.objects.visible_to(actor)
        look_backs = LookBack.objects.visible_to(actor)
        return self.filter(rule__in=rules.values("pk")).filter(
            Q(place__isnull=False)
            | Q(deadline__in=deadlines.values("pk"))
            | Q(look_back__in=look_backs.values("pk"))
        )

    def open(self) -> Self:
        """Those nobody has dismissed."""
        return self.filter(dismissed_at__isnull=True)


def _about(subject: str) -> Q:
    """Rows about one sort of thing and no other; of replies with their numbers."""
    subjects = ("deadline", "look_back", "place")
    replies = ("month", "replied", "due")
    found = {f"{name}__isnull": name != subject for name in subjects}
    return Q(**found, **{f"{name}__isnull": subject != "place" for name in replies})


class Alert(models.Model):
    """What a rule has found: a duty, a look-back, or the replies at one procuratorate up to a
    month. It is raised once, and stays until somebody dismisses it with a reason.
    """

    rule = models.ForeignKey(AlertRule, on_delete=models.PROTECT, related_name="alerts")
    raised_at = models.DateTimeField(_("Raised"))
    deadline = models.ForeignKey(
        Deadline, null=True, on_delete=models.CASCADE, related_name="alerts"
    )
    look_back = models.ForeignKey(
        LookBack, null=True, on_delete=models.CASCADE, related_name="alerts"
    )
    place = models.ForeignKey(
        "agencies.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The first day of the last month counted; of the replies due then, how many came.
    month = models.DateField(null=True)
    replied = models.PositiveIntegerField(null=True)
    due = models.PositiveIntegerField(null=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("Reason"), blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("Alert")
        constraints = (
            models.UniqueConstraint(fields=("rule", "deadline"), name="alert_once_a_deadline"),
            models.UniqueConstraint(fields=("rule", "look_back"), name="alert_once_a_look_back"),
            models.UniqueConstraint(
                fields=("rule", "place", "month"), name="alert_once_a_place_and_month"
            ),
            models.CheckConstraint(
                name="alert_is_about_one_thing",
                condition=_about("deadline") | _about("look_back") | _about("place"),
            ),
            models.CheckConstraint(
                name="alert_dismissed_for_a_reason",
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True, reason="")
                | (Q(dismissed_at__isnull=False, dismissed_by__isnull=False) & ~Q(reason="")),
            ),
        )
        indexes = (
            models.Index(
                fields=("rule", "-id"), name="alert_open", condition=Q(dismissed_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"alert {self.pk} of rule {self.rule_id}"

"""A campaign (专项监督活动): what is set, and the cases and clues that are put into it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Case, Clue, Matter
from referrals.domain.campaign import CAMPAIGN_STATES, CampaignState
from referrals.querysets.campaign import CampaignQuerySet

_PERSON = settings.AUTH_USER_MODEL


class Campaign(Matter):
    """A campaign of the procuratorate (of the matter) in ``place`` and all procuratorates below it.

    ``from_on`` and ``until_on`` are Beijing dates, both within it: what happens in its cases on
    these days counts towards its goals.
    """

    name = models.CharField(_("Name of the campaign"), max_length=100)
    theme = models.TextField(_("Theme"))
    domains = ArrayField(models.CharField(max_length=24), verbose_name=_("Domains"))
    place = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("Place")
    )
    from_on = models.DateField(_("From"))
    until_on = models.DateField(_("Last day"))
    opened_by = models.ForeignKey(
        _PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    findings = models.TextField(_("Main findings"), blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.TextField(blank=True)

    objects = CampaignQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Campaign")
        verbose_name_plural = _("Campaigns")
        constraints = (
            models.CheckConstraint(
                name="campaign_ends_after_it_begins",
                condition=models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="campaign_opened_by_somebody",
                condition=models.Q(opened_by__isnull=True, opened_on__isnull=True)
                | models.Q(opened_by__isnull=False, opened_on__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_closed_once_opened_with_findings",
                condition=models.Q(closed_on__isnull=True, findings="")
                | (
                    models.Q(opened_on__isnull=False, closed_on__gte=models.F("opened_on"))
                    & ~models.Q(findings="")
                ),
            ),
            models.CheckConstraint(
                name="campaign_dropped_before_it_was_opened",
                condition=models.Q(dropped_on__isnull=True, dropped_reason="")
                | (
                    models.Q(dropped_on__isnull=False, opened_on__isnull=True)
                    & ~models.Q(dropped_reason="")
                ),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return CAMPAIGN_STATES[CampaignState(self.state)]

    @property
    def domain_labels(self) -> list[str]:
        """What its domains are called, message ids."""
        return [DOMAIN_LABELS[Domain(each)] for each in self.domains]


class CampaignGoal(models.Model):
    """So many of a figure (``cases.statistics.figures``) are to be reached."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="goals")
    figure = models.CharField(max_length=40)
    goal = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "figure"), name="campaign_goal_once"),
            models.CheckConstraint(
                name="campaign_goal_is_a_number", condition=models.Q(goal__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.figure}: {self.goal}"


class CampaignEntry(models.Model):
    """That a case or clue is in a campaign, who put it in, and that it was taken out again."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="entries")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns"
    )
    clue = models.ForeignKey(
        Clue, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns"
    )
    put_in_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    put_in_on = models.DateField()
    taken_out_on = models.DateField(null=True, blank=True)
    taken_out_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="campaign_entry_of_one_thing",
                condition=models.Q(case__isnull=False, clue__isnull=True)
                | models.Q(case__isnull=True, clue__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("campaign", "case"),
                condition=models.Q(taken_out_on__isnull=True),
                name="campaign_case_once",
            ),
            models.UniqueConstraint(
                fields=("campaign", "clue"),
                condition=models.Q(taken_out_on__isnull=True),
                name="campaign_clue_once",
            ),
            models.CheckConstraint(
                name="campaign_entry_taken_out_for_a_reason",
                condition=models.Q(taken_out_on__isnull=True, taken_out_reason="")
                | (
                    models.Q(taken_out_on__gte=models.F("put_in_on"))
                    & ~models.Q(taken_out_reason="")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.case_id or self.clue_id}"

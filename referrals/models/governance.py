"""A governance recommendation (社会治理检察建议), its items, its reply and what was followed up."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Matter, ServiceMethod
from referrals.domain.governance import ANSWERS, GOVERNANCE_STATES, Answer, GovernanceState
from referrals.models.campaign import Campaign
from referrals.querysets.governance import GovernanceQuerySet

_PERSON = settings.AUTH_USER_MODEL
ANSWER_CHOICES = [(each.value, each.value) for each in Answer]
"""Named for the API's document."""


class Governance(Matter):
    """What is recommended to ``receiver`` beyond any single case.

    The receiver sees it from the day of service: its own text, its own reply, a withdrawal with its
    reason. The campaign and cases behind it, how it was decided, what was followed up, ``remark``
    (why it was sent back) and ``outcome_note`` are the procuratorate's own.
    """

    receiver = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Receiver"),
    )
    from_campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    cases = models.ManyToManyField(Case, related_name="governance")
    heading = models.CharField(_("Title"), max_length=200)
    background = models.TextField(_("What the cases show"))
    reply_by = models.DateField(_("To be answered by"))
    drafted_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    remark = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        _PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        _PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_on = models.DateField(null=True, blank=True)
    letter_number = models.CharField(_("Number of the document"), max_length=60, blank=True)
    served_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=ServiceMethod.choices, blank=True)
    signed_by = models.CharField(_("Signed for by"), max_length=200, blank=True)
    statement = models.TextField(_("Statement"), blank=True)
    replied_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=ANSWER_CHOICES, blank=True)
    outcome_note = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = GovernanceQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Governance recommendation")
        verbose_name_plural = _("Governance recommendations")
        constraints = (
            models.CheckConstraint(
                name="governance_reviewed_by_another",
                condition=models.Q(reviewed_by__isnull=True, reviewed_on__isnull=True)
                | (
                    models.Q(reviewed_by__isnull=False, reviewed_on__gte=models.F("drafted_on"))
                    & ~models.Q(reviewed_by=models.F("drafted_by"))
                ),
            ),
            models.CheckConstraint(
                name="governance_issued_by_another",
                condition=models.Q(
                    decided_by__isnull=True, issued_on__isnull=True, letter_number=""
                )
                | (
                    models.Q(decided_by__isnull=False, issued_on__gte=models.F("drafted_on"))
                    & ~models.Q(decided_by=models.F("drafted_by"))
                    & (
                        models.Q(reviewed_by__isnull=True)
                        | ~models.Q(decided_by=models.F("reviewed_by"))
                    )
                    & ~models.Q(letter_number="")
                ),
            ),
            models.CheckConstraint(
                name="governance_served_once_issued",
                condition=models.Q(served_on__isnull=True, method="")
                | (
                    models.Q(issued_on__isnull=False, served_on__gte=models.F("issued_on"))
                    & ~models.Q(method="")
                ),
            ),
            models.CheckConstraint(
                name="governance_answered_after_service",
                condition=models.Q(served_on__isnull=True)
                | models.Q(reply_by__gte=models.F("served_on")),
            ),
            models.CheckConstraint(
                name="governance_reply_whole",
                condition=models.Q(replied_on__isnull=True, statement="")
                | (
                    models.Q(served_on__isnull=False, replied_on__gte=models.F("served_on"))
                    & ~models.Q(statement="")
                ),
            ),
            models.CheckConstraint(
                name="governance_closed_with_an_outcome",
                condition=models.Q(closed_on__isnull=True, outcome="")
                | (
                    models.Q(served_on__isnull=False, closed_on__gte=models.F("served_on"))
                    & ~models.Q(outcome="")
                ),
            ),
            models.CheckConstraint(
                name="governance_withdrawn_for_a_reason",
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_reason="")),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Its heading."""
        return self.heading

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return GOVERNANCE_STATES[GovernanceState(self.state)]

    @property
    def outcome_label(self) -> str:
        """What came of it in all, a message id; empty before it is closed."""
        return ANSWERS[Answer(self.outcome)] if self.outcome else ""

    @property
    def letter(self) -> str:
        """The number its receiver knows it by; that of the draft before it is issued."""
        return self.letter_number or self.number


class GovernanceItem(models.Model):
    """One problem, why it comes back, what is proposed; and what the receiver answers."""

    governance = models.ForeignKey(Governance, on_delete=models.CASCADE, related_name="items")
    no = models.PositiveSmallIntegerField()
    problem = models.TextField()
    cause = models.TextField()
    proposal = models.TextField()
    answer = models.CharField(max_length=12, choices=ANSWER_CHOICES, blank=True)
    measure = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("governance", "no"), name="governance_item_once"),
            models.CheckConstraint(
                name="governance_item_says_what_is_done",
                condition=~models.Q(answer__in=(Answer.ADOPTED.value, Answer.PARTLY.value))
                | ~models.Q(measure=""),
            ),
            models.CheckConstraint(
                name="governance_item_says_why_not",
                condition=~models.Q(answer__in=(Answer.PARTLY.value, Answer.NOT_ADOPTED.value))
                | ~models.Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.governance_id} {self.no}"

    @property
    def answer_label(self) -> str:
        """What became of it, a message id; empty before the reply."""
        return ANSWERS[Answer(self.answer)] if self.answer else ""


class GovernanceFollowUp(models.Model):
    """That the procuratorate looked after it, and what it found."""

    governance = models.ForeignKey(Governance, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    note = models.TextField()
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="governance_follow_up_says_what", condition=~models.Q(note="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.governance_id} {self.on}"

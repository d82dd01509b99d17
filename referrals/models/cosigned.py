"""Documents that members of a mechanism sign together (会签文件; Opinions 7), and their reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from referrals.domain.mechanism import (
    DOCUMENT_STATES,
    REVIEW_OUTCOMES,
    DocumentState,
    ReviewOutcome,
)


class CosignedDocument(models.Model):
    """What was signed, by whom, and the day by which the document says it is to be reviewed.

    ``no`` counts within the mechanism.
    ``deadline`` is that day in the ledger of the mechanism; empty once nothing is to be reviewed.
    """

    mechanism = models.ForeignKey(
        "referrals.Mechanism", on_delete=models.CASCADE, related_name="cosigned"
    )
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField()
    signatories = models.ManyToManyField(
        "agencies.Organisation", related_name="+", verbose_name=_("Signatories")
    )
    files = models.ManyToManyField("cases.StoredFile", related_name="+", verbose_name=_("Files"))
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in DocumentState]
    )
    review_by = models.DateField()
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    deadline = models.ForeignKey(
        "cases.Deadline", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Co-signed document")
        verbose_name_plural = _("Co-signed documents")
        ordering = ("signed_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("mechanism", "no"), name="cosigned_no"),
            models.CheckConstraint(
                name="cosigned_reviewed_after_it_was_signed",
                condition=models.Q(review_by__gt=models.F("signed_on")),
            ),
            models.CheckConstraint(
                name="cosigned_replaced_by_another",
                condition=models.Q(state="replaced", replaced_by__isnull=False)
                | ~models.Q(state="replaced") & models.Q(replaced_by__isnull=True),
            ),
            models.CheckConstraint(
                name="cosigned_ended_on_a_day",
                condition=models.Q(state="in_force", ended_on__isnull=True)
                | ~models.Q(state="in_force") & models.Q(ended_on__gte=models.F("signed_on")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return DOCUMENT_STATES[DocumentState(self.state)]

    @property
    def is_in_force(self) -> bool:
        """Whether it still holds."""
        return self.state == DocumentState.IN_FORCE


class DocumentReview(models.Model):
    """That a document was reviewed, and what came of it."""

    document = models.ForeignKey(CosignedDocument, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    outcome = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in ReviewOutcome]
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.document_id} {self.on}"

    @property
    def outcome_label(self) -> str:
        """What came of it, a message id."""
        return REVIEW_OUTCOMES[ReviewOutcome(self.outcome)]

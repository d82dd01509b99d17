"""Recusal (回避): the application, its decision, and whom it keeps from the case (Rules 19-23)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.models.deadline import Deadline
from cases.querysets import CaseChildQuerySet


class Recusal(CaseChild):
    """A person who is recused from a case: they neither see it nor act on it (Rules 19-23)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals"
    )
    decided_on = models.DateField()
    ground = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "person"), name="recused_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} recused from {self.case_id}"


class RecusalApplication(CaseChild):
    """An application for the recusal of one person, and the one reconsideration (Rules 23).

    Until it is decided, and while it is reconsidered, the person goes on working (Rules 21, 23).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusal_applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    ground = models.TextField(_("Ground"))
    received_on = models.DateField(_("Received on"))
    # Applications against several people have a clock each.
    deadline = models.ForeignKey(Deadline, null=True, on_delete=models.PROTECT, related_name="+")
    upheld = models.BooleanField(null=True)
    decided_on = models.DateField(null=True, blank=True)
    reconsideration_received_on = models.DateField(null=True, blank=True)
    reconsideration_deadline = models.ForeignKey(
        Deadline, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reconsideration_upheld = models.BooleanField(null=True)
    reconsidered_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "person"),
                condition=models.Q(decided_on__isnull=True),
                name="one_open_application_for_recusal",
            ),
            models.CheckConstraint(
                name="recusal_decided_after_received",
                condition=models.Q(decided_on__isnull=True)
                | models.Q(decided_on__gte=models.F("received_on")),
            ),
        )

    def __str__(self) -> str:
        return f"recusal of {self.person_id} from {self.case_id}"

    @property
    def is_reversed(self) -> bool:
        """Whether the reconsideration reversed the decision."""
        return bool(self.reconsideration_upheld)

    @property
    def recused_in_the_end(self) -> bool:
        """Whether the person is recused, the reconsideration taken into account."""
        return bool(self.upheld) != self.is_reversed

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The party that applied."""
        return models.Q(applicant__in=organisation_ids)

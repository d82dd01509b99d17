"""What who leads or supervises asks about a duty of a case, and the answer (Rules 5, 7, 10, 11)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.models.deadline import Deadline
from cases.querysets import CaseChildQuerySet


class CaseQuestionQuerySet(CaseChildQuerySet["CaseQuestion"]):
    """Questions and what has become of them."""

    def open(self) -> "CaseQuestionQuerySet":
        """Those that still wait for an answer."""
        return self.filter(answered_on__isnull=True, lifted_on__isnull=True)


class CaseQuestion(CaseChild):
    """A question about one duty, or about the case as a whole, to whoever handles it (询问).

    Internal like a draft: neither a party nor an entrusted procuratorate sees one.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="questions")
    about = models.ForeignKey(
        Deadline, null=True, on_delete=models.PROTECT, related_name="questions"
    )
    question = models.TextField(_("Question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The procuratorate whose head, chief or procurator asks.
    place = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    # Several may ask at once, each with a clock of its own.
    deadline = models.ForeignKey(Deadline, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The case passed out of sight of the procuratorate that asked.
    lifted_on = models.DateField(null=True, blank=True)

    objects = CaseQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "asked_by", "about"),
                condition=models.Q(answered_on__isnull=True, lifted_on__isnull=True),
                nulls_distinct=False,
                name="one_open_question_about_a_duty",
            ),
            models.CheckConstraint(
                name="question_answered_whole",
                condition=models.Q(answered_on=None, answered_by=None, answer="")
                | models.Q(
                    answered_on__gte=models.F("asked_on"),
                    answered_by__isnull=False,
                )
                & ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="nobody_answers_their_own_question",
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("asked_by")),
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_on is None and self.lifted_on is None

    def __str__(self) -> str:
        return f"question {self.pk} on {self.case_id}"

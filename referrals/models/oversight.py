"""Oversight by the party committee, the people's congress and the political conference, with the
follow-up of its opinions (Opinions 8(1), 8(2)).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Deadline, FigureReport, Matter
from referrals.domain.oversight import (
    BY_FORM,
    OVERSIGHT_STATES,
    FormRow,
    Origin,
    OversightForm,
    OversightState,
)
from referrals.querysets.oversight import OversightQuerySet

OVERSIGHT_FORM_CHOICES = [(each.value, each.value) for each in OversightForm]
OVERSIGHT_ORIGIN_CHOICES = [(each.value, each.value) for each in Origin]
"""Named for the API's document."""


class Oversight(Matter):
    """One use of a form of oversight: what is wanted, when, the materials, the opinions.

    ``procuratorate`` is the one overseen. Both sides see all of it; of a case nothing stands here
    but what somebody writes. ``begun_on`` is the day it was asked for or offered, ``wanted_on`` the
    day the overseer proposed, ``planned_on`` the day fixed; all Beijing dates.
    """

    overseer = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Overseer"),
    )
    form = models.CharField(_("Form"), max_length=20, choices=OVERSIGHT_FORM_CHOICES)
    origin = models.CharField(max_length=8, choices=OVERSIGHT_ORIGIN_CHOICES)
    subject = models.CharField(_("Subject"), max_length=200)
    request = models.TextField()
    begun_on = models.DateField()
    wanted_on = models.DateField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    materials_by = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reports = models.ManyToManyField(FigureReport, related_name="+", blank=True)
    held_on = models.DateField(null=True, blank=True)
    opinions = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)
    # Why an offer was declined, or it was withdrawn, and when.
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = OversightQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Oversight")
        verbose_name_plural = _("Oversight")
        constraints = (
            models.CheckConstraint(
                name="oversight_materials_before_the_day",
                condition=models.Q(materials_by__isnull=True)
                | models.Q(planned_on__isnull=False, materials_by__lte=models.F("planned_on")),
            ),
            models.CheckConstraint(
                name="oversight_held_has_opinions",
                condition=models.Q(held_on__isnull=True, opinions="")
                | (models.Q(held_on__gte=models.F("begun_on")) & ~models.Q(opinions="")),
            ),
            models.CheckConstraint(
                name="oversight_ended_for_a_reason",
                condition=models.Q(ended_on__isnull=True, ended_reason="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_reason="")),
            ),
            models.CheckConstraint(
                name="oversight_answer_whole",
                condition=models.Q(answered_on__isnull=True, answer="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(answer="")),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What it is about."""
        return self.subject

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return OVERSIGHT_STATES[OversightState(self.state)]

    @property
    def entry(self) -> FormRow:
        """Its form, with who uses it and on which basis."""
        return BY_FORM[OversightForm(self.form)]

    @property
    def form_label(self) -> str:
        """The form as a message id."""
        return self.entry.label

    @property
    def is_offered(self) -> bool:
        """Whether the procuratorate offered it."""
        return self.origin == Origin.OFFERED

    @property
    def is_on_paper(self) -> bool:
        """Whether the procuratorate entered it for the body, which asked outside the system."""
        return self.origin == Origin.ON_PAPER


class OversightTask(models.Model):
    """What is to be done on an opinion, until when, by whom, and what came of it.

    ``owner`` is one person of the procuratorate; nobody: the procuratorate as a whole.
    """

    oversight = models.ForeignKey(Oversight, on_delete=models.CASCADE, related_name="tasks")
    no = models.PositiveSmallIntegerField()
    what = models.TextField(_("Task"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Person responsible"),
    )
    set_on = models.DateField()
    due_on = models.DateField()
    deadline = models.OneToOneField(
        Deadline, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    result = models.TextField(_("Result"), blank=True)
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("oversight", "no"), name="oversight_task_number"),
            models.CheckConstraint(
                name="oversight_task_due_after_it_was_set",
                condition=models.Q(due_on__gte=models.F("set_on")),
            ),
            models.CheckConstraint(
                name="oversight_task_result_whole",
                condition=models.Q(reported_on__isnull=True, result="")
                | (models.Q(reported_on__isnull=False) & ~models.Q(result="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.no} of {self.oversight_id}"

"""The public notice before a civil suit, and who answered it (Interp. 13; Rules 91-93)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class PublicNotice(CaseChild):
    """A notice in a medium of national reach, 30 days, with the parts Rules 91 requires."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    number = models.CharField(_("Number"), max_length=40, unique=True)
    medium = models.CharField(_("Medium"), max_length=200)
    published_on = models.DateField(_("Published on"))
    facts = models.TextField(_("Facts of the harm"))
    contact = models.CharField(_("Contact"), max_length=200)
    decided_on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Public notice")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("case",), name="one_notice_on_a_case"),)

    def __str__(self) -> str:
        return self.number


class ResponseKind(models.TextChoices):
    """What an eligible plaintiff, right-holder or relative said to the notice (Rules 93)."""

    SUES = "sues", _("Sues")
    STARTS_COMPENSATION = "starts_compensation", _("Starts compensation")
    DECLINES = "declines", _("Declines")
    AGREES = "agrees", _("Agrees to the procuratorate's suit")
    OBJECTS = "objects", _("Objects to the procuratorate's suit")


class Relative(CaseChild):
    """A near relative of a hero or martyr, asked instead of a notice (Rules 92)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relatives")
    name = models.CharField(_("Name"), max_length=200)
    asked_on = models.DateField(_("Asked on"))
    answer = models.CharField(_("Answer"), max_length=24, choices=ResponseKind.choices, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("case", "name"), name="relative_asked_once"),
            models.CheckConstraint(
                name="relative_answered_on_a_day",
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__gte=models.F("asked_on"))),
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlaintiffResponse(CaseChild):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="responses")
    who = models.CharField(_("Who"), max_length=200)
    what = models.CharField(_("Response"), max_length=24, choices=ResponseKind.choices)
    on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"

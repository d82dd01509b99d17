"""The look-back (回头看): was it really put right? (Rules 77; Opinions 3(2))"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class Finding(models.TextChoices):
    """The four problems the Opinions name, part 3(2), and the good result."""

    EFFECTIVE = "effective", _("Effective")
    INCOMPLETE = "incomplete", _("Incomplete")
    FALSE = "false", _("False")
    NOT_CONSOLIDATED = "not_consolidated", _("Not consolidated")
    RELAPSED = "relapsed", _("Relapsed")


def told_q(path: str, organisation_ids: frozenset[int]) -> models.Q:
    """Rows whose case, at the end of ``path``, has come to its end or to court, for its organ."""
    of_organ = models.Q(**{f"{path}respondent__in": organisation_ids})
    closed = models.Q(**{f"{path}closed_on__isnull": False})
    sued = models.Q(**{f"{path}suits__docketed_on__isnull": False})
    return of_organ & (closed | sued)


class LookBack(CaseChild):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="look_backs")
    on = models.DateField()
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    conclusion = models.CharField(max_length=16, choices=Finding.choices)
    # Where and when the photos were taken.
    address = models.CharField(_("Address"), max_length=300, blank=True)
    lng = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(_("Latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    taken_at = models.DateTimeField(_("Photos taken at"), null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Look-back")
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"look-back {self.on}: {self.conclusion}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The organ, once the case is closed or in court: then it has been told what was found."""
        return told_q("case__", organisation_ids)


class LookBackItem(CaseChild):
    case_path = "look_back__case"

    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="items")
    no = models.PositiveSmallIntegerField()
    finding = models.CharField(max_length=16, choices=Finding.choices)
    note = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("no",)
        constraints = (
            models.UniqueConstraint(fields=("look_back", "no"), name="look_back_item_once"),
        )

    def __str__(self) -> str:
        return f"{self.no}: {self.finding}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """As the look-back itself."""
        return told_q("look_back__case__", organisation_ids)

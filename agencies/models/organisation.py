"""Organisations: procuratorates, organs, courts and all who take part in a case."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is in the procedure."""

    PROCURATORATE = "procuratorate", _("procuratorate")
    ORGAN = "organ", _("organ")
    COURT = "court", _("court")
    COMMISSION = "commission", _("discipline commission")
    CONGRESS = "congress", _("people's congress")
    CONFERENCE = "conference", _("political consultative conference")
    COMMITTEE = "committee", _("political and legal affairs committee")
    SOCIAL = "social", _("social organisation")


class Level(models.TextChoices):
    """The level an organisation stands on, from the top down.

    A directly governed city and its organs are provincial; its districts are of the district
    level, and the branches of its procuratorate and its intermediate courts are municipal.
    """

    NATIONAL = "national", _("national")
    PROVINCIAL = "provincial", _("provincial")
    MUNICIPAL = "municipal", _("municipal")
    DISTRICT = "district", _("district")


JUSTICE_KINDS = (OrganisationKind.PROCURATORATE, OrganisationKind.COURT)
"""The justice organs: their members need a second factor to log in."""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """One verb per filter, to be chained into sentences."""

    def active(self) -> OrganisationQuerySet:
        """Those that exist today."""
        return self.filter(is_active=True)

    def of_kind(self, *kinds: OrganisationKind) -> OrganisationQuerySet:
        """Those of any of the kinds."""
        return self.filter(kind__in=kinds)

    def at_level(self, level: Level) -> OrganisationQuerySet:
        """Those standing on a level."""
        return self.filter(level=level)

    def in_region(self, region: str) -> OrganisationQuerySet:
        """Those of exactly this region code."""
        return self.filter(region=region)

    def under(self, superior: Organisation) -> OrganisationQuerySet:
        """The superior itself and everything of its kind beneath it.

        An organisation of the district level has nobody beneath it.
        """
        if superior.level == Level.DISTRICT:
            return self.filter(pk=superior.pk)
        return self.filter(**{f"{superior.level}_id": superior.pk})

    def corresponding_to(self, other: Organisation) -> OrganisationQuerySet:
        """The counterparts of a procuratorate or court: same level, same region.

        Legal basis: a suit is brought at the court of the procuratorate's own level and region
        (rules of procedure of the procuratorates, article 16).
        """
        counterpart = _COUNTERPART.get(OrganisationKind(other.kind))
        if counterpart is None:
            return self.none()
        return self.of_kind(counterpart).filter(level=other.level, region=other.region)


_COUNTERPART = {
    OrganisationKind.PROCURATORATE: OrganisationKind.COURT,
    OrganisationKind.COURT: OrganisationKind.PROCURATORATE,
}


class Organisation(models.Model):
    """One institution of the directory.

    ``parent`` is the next higher one of the same kind and empty at the top. ``national``,
    ``provincial`` and ``municipal`` are the ancestors on those levels, itself included at its own
    level; :func:`agencies.services.tree.replant` copies them from the parents.
    """

    code = models.SlugField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("full name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    region = models.CharField(
        _("region"),
        max_length=8,
        help_text=_(
            "Six-digit code of the region; a branch that shares it adds a point and its number."
        ),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("next higher"),
    )
    national = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    provincial = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    municipal = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    number_prefix = models.CharField(
        _("docket number prefix"),
        max_length=12,
        blank=True,
        help_text=_("What the docket numbers of this procuratorate begin with."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("code",)
        indexes = (models.Index(fields=("kind", "level", "region"), name="organisation_place"),)
        constraints = (
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=models.Q(kind__in=OrganisationKind.values),
            ),
            models.CheckConstraint(
                name="organisation_level_known", condition=models.Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="organisation_region_code",
                condition=models.Q(region__regex=r"^[0-9]{6}(\.[0-9])?$"),
                violation_error_message=_("A region is a six-digit code."),
            ),
            models.CheckConstraint(
                name="organisation_not_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message=_("An organisation does not stand above itself."),
            ),
            models.CheckConstraint(
                name="organisation_no_ancestor_below",
                condition=(
                    models.Q(level=Level.NATIONAL, provincial=None, municipal=None)
                    | models.Q(level=Level.PROVINCIAL, municipal=None)
                    | models.Q(level__in=(Level.MUNICIPAL, Level.DISTRICT))
                ),
            ),
            models.CheckConstraint(
                name="organisation_procuratorate_has_prefix",
                condition=(
                    ~models.Q(kind=OrganisationKind.PROCURATORATE) | ~models.Q(number_prefix="")
                ),
                violation_error_message=_("A procuratorate needs a docket number prefix."),
            ),
            models.UniqueConstraint(
                name="organisation_prefix_unique",
                fields=("number_prefix",),
                condition=~models.Q(number_prefix=""),
                violation_error_message=_("Another organisation has this docket number prefix."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check what needs another row: the next higher one is of the same kind and higher.

        Raises ``ValidationError`` with the field that is wrong.
        """
        if self.parent is None:
            return
        if self.parent.kind != self.kind:
            raise ValidationError({"parent": _("The next higher one is of the same kind.")})
        if _RANK[self.parent.level] >= _RANK.get(self.level, 0):
            raise ValidationError({"parent": _("The next higher one stands on a higher level.")})


_RANK: dict[str, int] = {level.value: rank for rank, level in enumerate(Level)}


def corresponds_to(court: Organisation, procuratorate: Organisation) -> bool:
    """Whether a court is the one of the procuratorate's own level and region.

    Legal basis: rules of procedure of the procuratorates, article 16. Anything but a court and a
    procuratorate corresponds to nothing.
    """
    return (
        court.kind == OrganisationKind.COURT
        and procuratorate.kind == OrganisationKind.PROCURATORATE
        and court.level == procuratorate.level
        and court.region == procuratorate.region
    )

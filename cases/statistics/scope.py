"""Whose figures a person is shown: of the procuratorates below their seats, or of their region."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import Level, Organisation, OrganisationKind, Post
from cases.querysets import INSIDE_POSTS

#: Those who watch over the work from outside: numbers only, no case behind them (Opinions 8).
READER_POSTS: Final = frozenset({Post.DEPUTY, Post.MEMBER, Post.READER})
#: Those who answer for the figures of a procuratorate: they draft its reports.
LEADING_POSTS: Final = frozenset({Post.HEAD, Post.CHIEF, Post.REGISTRAR})
_COLUMN: Final = {
    Level.NATIONAL: "national_id",
    Level.PROVINCIAL: "provincial_id",
    Level.MUNICIPAL: "municipal_id",
    Level.DISTRICT: "procuratorate_id",
}
_NOTHING: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Area:
    """Procuratorates with all below them, as the ancestor columns of clues and cases name them."""

    roots: tuple[tuple[str, int], ...]

    @classmethod
    def under(cls, places: Iterable[Organisation]) -> Self:
        """Some procuratorates and what is below them."""
        return cls(tuple((_COLUMN[Level(place.level)], place.pk) for place in places))

    @classmethod
    def only(cls, place: Organisation) -> Self:
        """One procuratorate, without those below it."""
        return cls((("procuratorate_id", place.pk),))

    def of_targets(self, owner: str = "") -> Q:
        """Rows whose clue or case, at the end of a path, is in the area."""
        prefix = f"{owner}__" if owner else ""
        return self._any((prefix + column, pk) for column, pk in self.roots)

    def of_cells(self) -> Q:
        """Cells of the figures that are in the area."""
        return self._any(
            (column if column == "procuratorate_id" else f"procuratorate__{column}", pk)
            for column, pk in self.roots
        )

    def has(self, place: Organisation) -> bool:
        """Whether a procuratorate is in the area."""
        return any(
            pk == (place.pk if column == "procuratorate_id" else getattr(place, column))
            for column, pk in self.roots
        )

    @staticmethod
    def _any(conditions: Iterable[tuple[str, int]]) -> Q:
        found = Q()
        for column, pk in conditions:
            found |= Q(**{column: pk})
        return found or _NOTHING


@dataclass(frozen=True, slots=True)
class Scope:
    """The procuratorates whose figures a person may ask for, and whether they see the cases."""

    roots: tuple[Organisation, ...]
    opens: bool

    @classmethod
    def of(cls, actor: Actor) -> Self | None:
        """By the seats of a person; ``None`` for those who are shown no figures."""
        seats = actor.seats_in(OrganisationKind.PROCURATORATE)
        inside = [seat.organisation_id for seat in seats if seat.post in INSIDE_POSTS]
        if inside:
            return cls(tuple(Organisation.objects.filter(pk__in=inside).order_by("pk")), opens=True)
        readers = [seat.organisation_id for seat in actor.seats if seat.post in READER_POSTS]
        if not readers:
            return None
        places = Organisation.objects.none()
        for home in Organisation.objects.filter(pk__in=readers):
            places |= Organisation.objects.of_kind(OrganisationKind.PROCURATORATE).filter(
                level=home.level, region=home.region
            )
        return cls(tuple(places.order_by("pk")), opens=False)

    @classmethod
    def led_by(cls, actor: Actor, posts: frozenset[Post] = LEADING_POSTS) -> Self | None:
        """The procuratorates a person leads, with those below them; ``None`` for none."""
        seats = actor.seats_in(OrganisationKind.PROCURATORATE)
        led = [seat.organisation_id for seat in seats if seat.post in posts]
        if not led:
            return None
        return cls(tuple(Organisation.objects.filter(pk__in=led).order_by("pk")), opens=True)

    @property
    def area(self) -> Area:
        """All of it."""
        return Area.under(self.roots)

    def places(self) -> QuerySet[Organisation]:
        """Its procuratorates, from the top down."""
        below = Q()
        for root in self.roots:
            column = _COLUMN[Level(root.level)]
            below |= Q(pk=root.pk) if column == "procuratorate_id" else Q(**{column: root.pk})
        rows = Organisation.objects.of_kind(OrganisationKind.PROCURATORATE)
        return rows.filter(below or _NOTHING).order_by("region", "pk")

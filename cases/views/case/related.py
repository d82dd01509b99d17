"""What belongs together: the cases of one clue and clues merged into it (Rules 69); and what else
is known of the same organ or the same place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Model, Q, QuerySet

from agencies.actor import Actor
from cases.actions.base import File
from cases.models import Case, Clue


@dataclass(frozen=True, slots=True)
class Related:
    """What a viewer sees of the harm beside the case itself."""

    cases: list[Case]
    clues: list[Clue]

    def __bool__(self) -> bool:
        return bool(self.cases or self.clues)


def related_to(case: Case, actor: Actor) -> Related:
    """The sister cases and the merged clues that the actor sees from inside."""
    sisters = Case.objects.internal_to(actor).filter(clue=case.clue_id).exclude(pk=case.pk)
    found = sisters.select_related("respondent", "procuratorate").order_by("id")
    merged = Clue.objects.visible_to(actor).filter(pk__in=_merged_into(case.clue_id))
    return Related(list(found), list(merged.order_by("id")))


def _merged_into(clue_id: int) -> set[int]:
    """The clues merged into a clue, and into those in their turn."""
    found: set[int] = set()
    latest: Iterable[int] = (clue_id,)
    while (
        latest := set(Clue.objects.filter(merged_into__in=latest).values_list("pk", flat=True))
        - found
    ):
        found |= latest
    return found


AT_MOST = 5
"""Shown of one sort."""
AROUND = Decimal("0.005")
"""Degrees of longitude and latitude within which a place is the same: some five hundred metres."""


@dataclass(frozen=True, slots=True)
class Few[M: Model]:
    """The newest of some rows, and whether there are others."""

    rows: list[M]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.rows)

    @classmethod
    def of(cls, rows: Iterable[M]) -> "Few[M]":
        """The first of them."""
        found = list(rows)
        return cls(found[:AT_MOST], len(found) > AT_MOST)


@dataclass(frozen=True, slots=True)
class Near:
    """Other clues and cases of the same organ and of the same place."""

    organ_cases: Few[Case]
    organ_clues: Few[Clue]
    place_cases: Few[Case]
    place_clues: Few[Clue]

    def __bool__(self) -> bool:
        return any((self.organ_cases, self.organ_clues, self.place_cases, self.place_clues))


def near(target: File, actor: Actor) -> Near:
    """What the actor sees from inside of the same organ or place, without what is one harm anyway:
    the cases of the clue, and the clue itself. What is both stands under its place. By two queries.
    """
    clue_id = target.clue_id if isinstance(target, Case) else target.pk
    organ_id = target.respondent_id if isinstance(target, Case) else target.organ_id
    here = _here(target)
    cases = Case.objects.internal_to(actor).exclude(clue=clue_id)
    # A clue that has become a case is told by the case.
    clues = Clue.objects.visible_to(actor).exclude(pk=clue_id).exclude(merged_into=clue_id)
    clues = clues.exclude(cases__isnull=False)
    found = _newest(cases, here, respondent=organ_id)
    heard = _newest(clues, here, organ=organ_id)
    return Near(
        organ_cases=Few.of(row for row in found if not _is_here(row, target)),
        organ_clues=Few.of(row for row in heard if not _is_here(row, target)),
        place_cases=Few.of(row for row in found if _is_here(row, target)),
        place_clues=Few.of(row for row in heard if _is_here(row, target)),
    )


def _newest[M: Model](rows: QuerySet[M], here: Q, **organ: int | None) -> list[M]:
    """The newest of the place and the newest of the organ: each by its own index."""
    newest = rows.order_by("-id")
    found = newest.filter(here)[: AT_MOST + 1]
    if None not in organ.values():
        found = found.union(newest.filter(**organ)[: AT_MOST + 1])
    return sorted(found, key=lambda row: -row.pk)


def _here(target: File) -> Q:
    """The same address, or a point close by, in the same region."""
    same = Q(address=target.address)
    if target.lng is not None and target.lat is not None:
        same |= Q(
            lng__range=(target.lng - AROUND, target.lng + AROUND),
            lat__range=(target.lat - AROUND, target.lat + AROUND),
        )
    return Q(region=target.region) & same


def _is_here(row: File, target: File) -> bool:
    """What :func:`_here` asks, of a row that is there already."""
    if row.region != target.region:
        return False
    return row.address == target.address or (
        _close(row.lng, target.lng) and _close(row.lat, target.lat)
    )


def _close(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= AROUND

"""What belongs together: the cases of one clue, and clues merged into it (Rules 69)."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.actor import Actor
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

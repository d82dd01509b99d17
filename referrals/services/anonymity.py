"""What the system knows of a case that must not be told outside, and where a text tells it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from agencies.models import User
from cases.models import Case, Informant, Offender
from referrals.domain.anonymity import Known, Mark, MarkKind, marks_in, may_be_names
from referrals.models import TypicalCase
from referrals.services.sealing import unseal

LONGEST_NAME = 4
"""Characters of a person's name, at most; what is longer is an organisation's."""


@dataclass(frozen=True, slots=True)
class Open:
    """Words of a text about which nobody has decided yet: what they may tell, how often."""

    kind: MarkKind
    words: str
    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text as the page shows it; ``label`` (a message id) where it is marked."""

    words: str
    label: str = ""
    kept: bool = False


def known_of(case: Case, text: str) -> Known:
    """What must not stand in ``text``. Of the directory only names that may be in the text are
    asked for.

    Who reported the clue is opened here by the machine, to be compared; it is shown to nobody, and
    a name that is found is marked like any other.
    """
    named = list(_named(case))
    clue = case.clue
    everybody = User.objects.filter(name__in=may_be_names(text)).values_list("name", flat=True)
    people = {*everybody, *_informant(case), *(name for name in named if _is_short(name))}
    numbers = {case.number, clue.number, case.criminal_number}
    numbers.update(case.recommendations.values_list("number", flat=True))
    numbers.update(case.notices.values_list("number", flat=True))
    return Known(
        people=frozenset(people),
        companies=frozenset(name for name in named if not _is_short(name)),
        addresses=frozenset({case.address, clue.address}),
        numbers=frozenset(filter(None, numbers)),
    )


def _named(case: Case) -> Iterator[str]:
    """Everybody outside the procuratorates whom the file names in a field of its own."""
    yield from Offender.objects.filter(case=case).values_list("name", flat=True)
    yield from case.relatives.values_list("name", flat=True)
    yield from case.negotiations.values_list("obligor", flat=True)
    yield from case.supported_suits.values_list("plaintiff", flat=True)
    for service in case.services.prefetch_related("present"):
        yield from (service.proxy_name, service.witness)
        yield from (each.name for each in service.present.all())
    for panel, parties in case.public_hearings.values_list("panel", "parties"):
        yield from (str(each) for each in (*panel, *parties))


def _is_short(name: str) -> bool:
    return len(name) <= LONGEST_NAME


def _informant(case: Case) -> frozenset[str]:
    row = Informant.objects.filter(clue=case.clue_id, anonymous=False).first()
    if row is None or not row.sealed:
        return frozenset()
    return frozenset(filter(None, unseal(row.sealed).values()))


def _found(row: TypicalCase) -> dict[str, tuple[Mark, ...]]:
    texts = row.texts
    known = known_of(row.case, "\n".join(texts.values()))
    return {name: marks_in(text, known) for name, text in texts.items()}


def open_marks(row: TypicalCase) -> list[Open]:
    """What is marked in a typical case and neither replaced nor kept for a reason."""
    kept = set(row.kept.values_list("words", flat=True))
    first: dict[str, Mark] = {}
    times: Counter[str] = Counter()
    for marks in _found(row).values():
        for mark in marks:
            if mark.words not in kept:
                first.setdefault(mark.words, mark)
                times[mark.words] += 1
    return [Open(mark.kind, words, mark.label, times[words]) for words, mark in first.items()]


def pieces(row: TypicalCase) -> dict[str, list[Piece]]:
    """Its texts by name, cut where something is marked."""
    kept = set(row.kept.values_list("words", flat=True))
    cut = {}
    for name, marks in _found(row).items():
        text, at = row.texts[name], 0
        found: list[Piece] = []
        for mark in marks:
            found.append(Piece(text[at : mark.start]))
            found.append(Piece(mark.words, mark.label, mark.words in kept))
            at = mark.end
        found.append(Piece(text[at:]))
        cut[name] = [piece for piece in found if piece.words]
    return cut

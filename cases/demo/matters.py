"""What the stories are about, by domain: failures of organs (``data/matters``), and wrongs of
companies and people (``data/wrongs``).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from cases.demo.places import DATA
from cases.domain.vocabulary import CaseKind, Domain


@dataclass(frozen=True, slots=True)
class Item:
    """One recommended item: what is asked, what the organ reports done, what a look-back finds."""

    ask: str
    done: str
    found: str


@dataclass(frozen=True, slots=True)
class Appraisal:
    """An appraisal that belongs to a matter: by whom, of what, with what conclusion."""

    institution: str
    matter: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a civil suit: what the wrongdoer is to do, after 判令被告 and its name.

    ``percent`` of the story's sum of money is claimed, of nothing else where it is 0.
    """

    kind: str
    text: str
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Matter:
    """One sort of harm to the public interest.

    Texts hold placeholders (see ``texts``). ``place`` is the kind of place it happens at. ``organ``
    is the last part of the code of an organ: the one that fails; of a wrong the one that supervises
    the wrongdoer and may claim compensation. ``offender`` is the end of a company's name, empty
    where there is none or where ``offender_person`` is true.

    A failure has a ``duty``, the ``failure``, the ``law`` and ``items``; a wrong a ``cause``,
    ``claims`` and how the harm is mended (``restoration``), and ``crime`` what it is prosecuted
    for, where it is.
    """

    domain: Domain
    code: str
    organ: str
    place: str
    title: str
    spot: str
    subject: str
    narrative: str
    truth: str
    harm: str
    facts: str
    evidence: tuple[str, str]
    duty: str = ""
    failure: str = ""
    law: str = ""
    items: tuple[Item, ...] = ()
    cause: str = ""
    crime: str = ""
    restoration: str = ""
    claims: tuple[Claim, ...] = ()
    offender: str = ""
    offender_person: bool = False
    appraisal: Appraisal | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether it is what a company or person did, not what an organ left undone."""
        return bool(self.claims)

    def suits(self, kind: CaseKind) -> bool:
        """Whether a case of this kind can be about it."""
        match kind:
            case CaseKind.ADMINISTRATIVE:
                return not self.is_wrong
            case CaseKind.CIVIL:
                return self.is_wrong
            case CaseKind.INCIDENTAL:
                return bool(self.crime)
            case CaseKind.SUPPORT:
                return self.is_wrong and self.domain in SUPPORTED
            case CaseKind.COMPENSATION:
                return self.is_wrong and self.domain is Domain.ENVIRONMENT


SUPPORTED: Final = {
    Domain.ENVIRONMENT: "social_organisation",
    Domain.HEROES: "relative",
    Domain.MILITARY_HONOUR: "serviceman",
    Domain.CONSUMERS: "other",
}
"""Where somebody else sues and is supported, and what kind of plaintiff that is."""


@cache
def matters() -> tuple[Matter, ...]:
    """Every matter, failures before wrongs, by domain in the order of the vocabulary."""
    return tuple(
        matter
        for folder in ("matters", "wrongs")
        for domain in Domain
        for matter in _of(folder, domain)
    )


def _of(folder: str, domain: Domain) -> tuple[Matter, ...]:
    path = DATA / folder / f"{domain}.toml"
    if not path.exists():
        return ()
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["matter"]
    return tuple(_matter(domain, row) for row in rows)


def _matter(domain: Domain, row: dict[str, Any]) -> Matter:
    first, second = row.pop("evidence")
    appraisal = row.pop("appraisal", None)
    return Matter(
        domain=domain,
        evidence=(first, second),
        items=tuple(Item(**item) for item in row.pop("items", ())),
        claims=tuple(Claim(**claim) for claim in row.pop("claims", ())),
        appraisal=Appraisal(*appraisal) if appraisal else None,
        **row,
    )

"""What the stories are about: matters by domain, as told in ``data/matters``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from cases.demo.places import DATA
from cases.domain.vocabulary import Domain


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
class Matter:
    """One sort of harm to the public interest.

    Texts hold placeholders (see ``texts``). ``organ`` is the last part of the code of the organ
    that fails, ``place`` the kind of place it happens at. ``offender`` is the end of a company's
    name, empty where there is none or where ``offender_person`` is true.
    """

    domain: Domain
    code: str
    organ: str
    place: str
    title: str
    spot: str
    subject: str
    duty: str
    narrative: str
    truth: str
    harm: str
    facts: str
    failure: str
    law: str
    evidence: tuple[str, str]
    items: tuple[Item, ...]
    offender: str = ""
    offender_person: bool = False
    appraisal: Appraisal | None = None


@cache
def matters() -> tuple[Matter, ...]:
    """Every matter, by domain in the order of the vocabulary."""
    return tuple(matter for domain in Domain for matter in _of(domain))


def _of(domain: Domain) -> tuple[Matter, ...]:
    path = DATA / "matters" / f"{domain}.toml"
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["matter"]
    return tuple(_matter(domain, row) for row in rows)


def _matter(domain: Domain, row: dict[str, Any]) -> Matter:
    first, second = row.pop("evidence")
    appraisal = row.pop("appraisal", None)
    items = tuple(Item(**item) for item in row.pop("items"))
    return Matter(
        domain=domain,
        evidence=(first, second),
        items=items,
        appraisal=Appraisal(*appraisal) if appraisal else None,
        **row,
    )

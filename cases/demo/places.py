"""Where the stories happen: the districts of Beijing with streets, rivers and towns."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from agencies.directory.rows import OrganisationRow, organisations
from cases.services.regions import seats

DATA: Final = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class District:
    """A district: ``code`` as in the directory, ``name`` such as 朝阳区, ``region`` six digits.

    ``centre`` is longitude and latitude in degrees; ``places`` are names by kind (street, water,
    market, rural, lane).
    """

    code: str
    name: str
    region: str
    branch: str
    centre: tuple[float, float]
    places: Mapping[str, tuple[str, ...]]


@cache
def directory() -> Mapping[str, OrganisationRow]:
    """The organisations of the demo directory by their codes."""
    return {row.code: row for row in organisations()}


@cache
def districts() -> tuple[District, ...]:
    """All districts, in the order of the file."""
    source = tomllib.loads((DATA / "places.toml").read_text(encoding="utf-8"))
    return tuple(_district(code, row) for code, row in source.items())


def _district(code: str, row: dict[str, Any]) -> District:
    own, government = directory()[code], directory()[f"{code}-gov"]
    if own.parent is None:
        raise ValueError(f"{code} stands under no branch")
    return District(
        code=code,
        name=government.name.removeprefix("北京市").removesuffix("人民政府"),
        region=own.region,
        branch=own.parent,
        centre=seats()[own.region].at,
        places={kind: tuple(names) for kind, names in row.items()},
    )

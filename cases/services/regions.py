"""Where regions lie: the seats of those whose position is known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("regions.toml")


@dataclass(frozen=True, slots=True)
class Seat:
    """The seat of a region; ``at`` is longitude and latitude in degrees."""

    region: str
    name: str
    at: tuple[float, float]


@cache
def seats() -> Mapping[str, Seat]:
    """The seats by the six digits of their region."""
    source = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        region: Seat(region, row["name"], (row["at"][0], row["at"][1]))
        for region, row in source.items()
    }

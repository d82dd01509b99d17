"""The rows of the demo directory, spelled out from ``beijing.toml``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agencies.directory.names import name_people
from agencies.models import POSTS_BY_KIND, Level, OrganisationKind, Post

ADMINISTRATOR = "admin"
MAIL_DOMAIN = "demo.invalid"
"""A domain that can never exist: nothing sent from a demo reaches anybody."""

_SOURCE = Path(__file__).with_name("beijing.toml")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation; ``parent`` is the code of the next higher one."""

    code: str
    name: str
    short_name: str
    kind: OrganisationKind
    level: Level
    region: str
    parent: str | None = None
    number_prefix: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person and the one post they hold; the administrator holds none."""

    username: str
    name: str
    organisation: str | None
    post: Post | None


@cache
def organisations() -> tuple[OrganisationRow, ...]:
    """Every organisation, each after the one above it."""
    source = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    return (
        *(_listed(row, "procuratorate") for row in source["procuratorates"]),
        *(_listed(row, "court") for row in source["courts"]),
        *(_listed(row, row["kind"]) for row in source["others"]),
        *(_city_office(office) for office in source["offices"]),
        *(row for district in source["districts"] for row in _district(district, source)),
    )


@cache
def people() -> tuple[PersonRow, ...]:
    """Everybody who can log in: ``<organisation>.<post>``, and the administrator."""
    posts = {
        f"{row.code}.{seat}": (row.code, post)
        for row in organisations()
        for seat, post in _seats(row.kind)
    }
    names = name_people(posts)
    return (
        *(PersonRow(username, names[username], *held) for username, held in posts.items()),
        PersonRow(ADMINISTRATOR, "系统管理员", None, None),
    )


def _seats(kind: OrganisationKind) -> Iterator[tuple[str, Post]]:
    """The last part of each user name at an organisation, with its post: handlers come in twos."""
    for post in POSTS_BY_KIND[kind]:
        yield post.value, post
        if post == Post.HANDLER:
            yield "handler2", post


def _listed(row: dict[str, Any], kind: str) -> OrganisationRow:
    return OrganisationRow(
        **{**row, "kind": OrganisationKind(kind), "level": Level(row["level"])},
    )


def _city_office(office: dict[str, Any]) -> OrganisationRow:
    name, short_name = office["city"]
    return OrganisationRow(
        code=f"bj-{office['suffix']}",
        name=name,
        short_name=short_name,
        kind=OrganisationKind(office["kind"]),
        level=Level.PROVINCIAL,
        region="110000",
    )


def _district(district: dict[str, Any], source: dict[str, Any]) -> Iterator[OrganisationRow]:
    code, short, region = district["code"], district["short"], district["region"]
    full = f"{short}区"
    yield OrganisationRow(
        code=code,
        name=f"北京市{full}人民检察院",
        short_name=f"{short}院",
        kind=OrganisationKind.PROCURATORATE,
        level=Level.DISTRICT,
        region=region,
        parent=district["branch"],
        number_prefix=district["number_prefix"],
    )
    yield OrganisationRow(
        code=f"{code}-court",
        name=f"北京市{full}人民法院",
        short_name=f"{short}法院",
        kind=OrganisationKind.COURT,
        level=Level.DISTRICT,
        region=region,
        parent=f"{district['branch']}-court",
    )
    for office in source["offices"]:
        name, short_name = (text.format(full=full, short=short) for text in office["district"])
        yield OrganisationRow(
            code=f"{code}-{office['suffix']}",
            name=name,
            short_name=short_name,
            kind=OrganisationKind(office["kind"]),
            level=Level.DISTRICT,
            region=region,
            parent=f"bj-{office['suffix']}",
        )

"""The table of contents of a file as it is archived (Rules 106)."""

from collections.abc import Mapping
from typing import Any

from cases.documents.facts import Facts
from cases.services.archive import missing_pieces
from cases.services.case_index import contents
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import Found
from pilit.web.texts import shown


def table(asked: Asked) -> Found:
    """Everything in the file as it stands, and why something is not in it."""
    found = contents(asked.case)
    author = asked.author
    return {
        "entries": found.rows(),
        "entries_count": len(found.entries),
        "pages_count": asked.given.get("pages"),
        "archive.number": asked.effects.get("archive"),
        "archive.on": asked.day("on"),
        "archive.volumes": asked.given.get("volumes"),
        "archive.by": author.name if author else None,
        "missing": _missing(asked),
    }


def _missing(asked: Asked) -> list[Facts]:
    told: Any = asked.effects.get("missing")
    if told is None:
        names = {each.code: shown(each.text) for each in missing_pieces(asked.case)}
        rows = asked.rows("missing_reason")
        told = [{"name": names.get(str(row.get("piece")), ""), **row} for row in rows]
    return [_reasoned(row) for row in told]


def _reasoned(row: Mapping[str, Any]) -> Facts:
    return {"title": row["name"], "reason": row.get("reason", "")}

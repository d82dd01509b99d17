"""The lifecycle tables as a document: a state diagram (Mermaid) and a table of rows each."""

from collections.abc import Iterable

from cases.domain.lifecycle import (
    AGREEMENT_TABLE,
    ANY_CASE,
    CLUE_TABLE,
    COMMON_TABLE,
    DEFENDANT_TABLE,
    ENFORCEMENT_TABLE,
    NEGOTIATION_TABLE,
    NEW,
    NOTICE_TABLE,
    OPEN_CASE,
    ORGAN_TABLE,
    RECOMMENDATION_TABLE,
    REVIEW_TABLE,
    SUPPORT_TABLE,
    TRIAL_TABLE,
    Decision,
    Transition,
)
from cases.domain.lifecycle.table import Table

_HEADING = """# Lifecycle

Generated from `cases/domain/lifecycle/` by `manage.py lifecycle --write`; `make check` refuses a
stale copy. An action marked ⚖ is a decision of the chief procurator: drafted by the handler,
reviewed by the head of department, decided by the chief (Rules 5-8), three different people.
"""


def document(others: Iterable[tuple[str, Table]] = ()) -> str:
    """The whole document, as it must stand in ``docs/lifecycle.md``; ``others`` are tables of the
    apps above, by heading.
    """
    parts = [
        _HEADING,
        _section("Clue", CLUE_TABLE),
        _section("Administrative case: recommendation and review", RECOMMENDATION_TABLE),
        _section("Civil and incidental case: notice and review", NOTICE_TABLE + REVIEW_TABLE),
        _section("Support of a suit: also within a civil or compensation case", SUPPORT_TABLE),
        _section("Compensation: negotiation and agreement", NEGOTIATION_TABLE + AGREEMENT_TABLE),
        _section("Litigation", TRIAL_TABLE),
        _section("Litigation: what the respondent organ does", ORGAN_TABLE),
        _section("Litigation: what is entered for a private defendant", DEFENDANT_TABLE),
        _section("Enforcement", ENFORCEMENT_TABLE),
        _section("Any case", COMMON_TABLE),
        *(_section(title, table) for title, table in others),
    ]
    return "\n".join(parts)


def _section(title: str, table: tuple[Transition, ...]) -> str:
    arrows = "\n".join(f"    {line}" for line in _arrows(table))
    rows = "\n".join(_row(entry) for entry in table)
    return (
        f"## {title}\n\n```mermaid\nstateDiagram-v2\n{arrows}\n```\n\n"
        "| from | action | to | who | decision | basis |\n|---|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def _arrows(table: tuple[Transition, ...]) -> Iterable[str]:
    for entry in table:
        label = entry.action + (" ⚖" if entry.decision is not Decision.OWN else "")
        for target in (entry.target, entry.otherwise):
            if target is None:
                continue
            for source in sorted(entry.sources):
                yield f"{source or '[*]'} --> {target} : {label}"


def _row(entry: Transition) -> str:
    who = ", ".join(str(part) for part in entry.who)
    target = entry.target or "–"
    if entry.otherwise:
        target += f" or {entry.otherwise}"
    mark = "⚖" if entry.decision is not Decision.OWN else ""
    cells = (_states(entry.sources), f"`{entry.action}`", target, who, mark, entry.basis)
    return "| " + " | ".join(cells) + " |"


def _states(sources: frozenset[str]) -> str:
    if sources == frozenset({NEW}):
        return "(new)"
    if sources == ANY_CASE:
        return "any"
    if sources == OPEN_CASE:
        return "any open"
    return ", ".join(sorted(sources))

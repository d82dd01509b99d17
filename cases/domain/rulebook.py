"""Statutory periods as data: one TOML file per source of law and date of effect.

A file in `rulebooks/` holds the rules that one source put in force on one day. New law is a new
file with a later `valid_from`; older files are not edited, and a clock keeps the version it started
under.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from pilit.law.calendar import Calendar
from pilit.law.citations import is_known
from pilit.law.explain import GRANTORS
from pilit.law.extensions import Extension, ExtensionStep
from pilit.law.lengths import Length
from pilit.law.periods import Computation, Kind, compute
from pilit.law.suspensions import Suspension

DIRECTORY: Final = Path(__file__).parent / "rulebooks"


class UnknownRule(LookupError):  # noqa: N818 (a name of its own, not one more error)
    """No rule of this code is in force on this day, or no rule has this version."""


class RulebookError(ValueError):
    """A rule book file does not say what it must; the message names file, rule and fault."""


class Procedure(StrEnum):
    """The procedural law a case follows; incidental, support and compensation cases are civil."""

    ADMINISTRATIVE = "administrative"
    CIVIL = "civil"

    @classmethod
    def of(cls, kind: str) -> Self:
        """The procedure of a case of this kind (`administrative`, `civil`, `incidental`, …)."""
        return cls("administrative" if kind == "administrative" else "civil")


class Responsible(StrEnum):
    """Who must act before the period ends."""

    PROCURATORATE = "procuratorate"
    ENTRUSTED_PROCURATORATE = "entrusted_procuratorate"
    ORGAN = "organ"
    COURT = "court"
    DEFENDANT = "defendant"
    PLAINTIFF = "plaintiff"
    PARTIES = "parties"
    BENEFICIARY = "beneficiary"
    RECEIVER = "receiver"


@dataclass(frozen=True)
class Rule:
    """One statutory (or house) period as one version of the law has it.

    `label`, `start` (the event whose date starts the clock) and `who` (who must do what) are
    English message ids. `length` is None where the decision names the date; of a house period as
    stated it is what is proposed for that date. `basis` are all citations, `basis_in` those of one
    procedure. `procedures` is empty where the rule holds in both. `house` marks a period that the
    procuratorate set for itself.
    """

    code: str
    label: str
    start: str
    who: str
    responsible: Responsible
    kind: Kind
    length: Length | None
    basis: tuple[str, ...]
    valid_from: date
    valid_until: date | None = None
    extensions: tuple[ExtensionStep, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    basis_civil: tuple[str, ...] = ()
    basis_administrative: tuple[str, ...] = ()
    house: bool = False

    @property
    def version(self) -> str:
        """The name under which a case keeps this rule: "code@valid_from"."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def basis_in(self, procedure: Procedure | None) -> tuple[str, ...]:
        """The citations that hold in `procedure`; all of them where none is given."""
        if procedure is Procedure.CIVIL:
            return self.basis_civil or self.basis
        if procedure is Procedure.ADMINISTRATIVE:
            return self.basis_administrative or self.basis
        return self.basis

    def extensions_in(self, procedure: Procedure | None) -> tuple[ExtensionStep, ...]:
        """The extension steps of `procedure` in their order; all where none is given."""
        return tuple(
            step
            for step in self.extensions
            if procedure is None or step.procedure in (None, procedure)
        )

    def is_in_force(self, on: date, procedure: Procedure | None = None) -> bool:
        """Whether this version may govern a clock that starts `on` (Beijing date)."""
        if procedure is not None and self.procedures and procedure not in self.procedures:
            return False
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def compute(
        self,
        start: date,
        calendar: Calendar,
        *,
        suspensions: Sequence[Suspension] = (),
        extensions: Sequence[Extension] = (),
        fixed_end: date | None = None,
        length: Length | None = None,
        procedure: Procedure | None = None,
    ) -> Computation:
        """Compute the end of this period from its start fact; see `pilit.law.periods.compute`.

        `length` is a procuratorate's own length for a house period; `fixed_end` the date a judgment
        names. Raises `ValueError` if a length is given for a period the law fixes.
        """
        if length is not None and not self.house:
            raise ValueError(f"{self.code}: the law fixes the length of this period")
        return compute(
            start=start,
            calendar=calendar,
            length=length or self.length,
            kind=self.kind,
            fixed_end=fixed_end,
            suspensions=suspensions,
            extensions=extensions,
            basis=self.basis_in(procedure),
        )

    def proposed_end(self, start: date, calendar: Calendar, length: Length | None = None) -> date:
        """The date proposed where one is to be named: the end of the length counted from `start`,
        not on a rest day. `length` is a procuratorate's own. Raises `ValueError` without any.
        """
        end = compute(start=start, calendar=calendar, length=length or self.length).end
        if end is None:
            raise ValueError(f"{self.code}: nothing suspends a date that is only proposed")
        return end


@dataclass(frozen=True)
class Rulebook:
    """All versions of all rules."""

    rules: tuple[Rule, ...]

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read every `*.toml` of `directory`. Raises `RulebookError`."""
        rules = [rule for path in sorted(directory.glob("*.toml")) for rule in _read(path)]
        versions = [rule.version for rule in rules]
        twice = sorted({version for version in versions if versions.count(version) > 1})
        if twice:
            raise RulebookError(f"{directory}: given twice: {', '.join(twice)}")
        return cls(tuple(sorted(rules, key=lambda rule: (rule.code, rule.valid_from))))

    def rule(self, code: str, on: date, procedure: Procedure | None = None) -> Rule:
        """The rule of `code` for a clock that starts `on`: the latest version in force that day.

        Give the case's `procedure` where it is known: before 2024 some rules are here for
        administrative cases only. Raises `UnknownRule`.
        """
        found = [
            rule for rule in self.rules if rule.code == code and rule.is_in_force(on, procedure)
        ]
        if not found:
            raise UnknownRule(f"no rule {code} in force on {on}")
        return max(found, key=lambda rule: rule.valid_from)

    def rule_version(self, version: str) -> Rule:
        """The rule stored as `version` ("code@valid_from"). Raises `UnknownRule`."""
        found = next((rule for rule in self.rules if rule.version == version), None)
        if found is None:
            raise UnknownRule(f"no rule version {version}")
        return found

    def msgids(self) -> frozenset[str]:
        """Every text of the rules that is shown, for the translators."""
        return frozenset(text for rule in self.rules for text in (rule.label, rule.start, rule.who))


@cache
def book() -> Rulebook:
    """The rule book that comes with the program, read once."""
    return Rulebook.load(DIRECTORY)


def rule(code: str, on: date, procedure: Procedure | None = None) -> Rule:
    """See `Rulebook.rule`. Raises `UnknownRule`."""
    return book().rule(code, on, procedure)


def rule_version(version: str) -> Rule:
    """See `Rulebook.rule_version`. Raises `UnknownRule`."""
    return book().rule_version(version)


def all_rules() -> tuple[Rule, ...]:
    """Every version of every rule, by code and date of effect."""
    return book().rules


_TEXT_FIELDS: Final = ("code", "label", "start", "who")
_BASIS_FIELDS: Final = ("basis", "basis_civil", "basis_administrative")


def _read(path: Path) -> Iterable[Rule]:
    with path.open("rb") as file:
        document = tomllib.load(file)
    for row in document["rule"]:
        try:
            yield _rule({"valid_from": document["valid_from"], **row})
        except (KeyError, TypeError, ValueError) as fault:
            name = row.get("code", "?")
            raise RulebookError(f"{path.name}: {name}: {fault}") from fault


def _rule(row: Mapping[str, Any]) -> Rule:
    unknown = set(row) - {field.name for field in fields(Rule)}
    if unknown:
        raise ValueError(f"unknown entries {sorted(unknown)}")
    values = {
        **row,
        "responsible": Responsible(row["responsible"]),
        "kind": Kind(row.get("kind", "from")),
        "length": Length(**row["length"]) if "length" in row else None,
        "extensions": tuple(_step(step) for step in row.get("extensions", ())),
        "procedures": tuple(Procedure(name) for name in row.get("procedures", ())),
        **{name: tuple(row.get(name, ())) for name in _BASIS_FIELDS},
    }
    rule = Rule(**values)
    _check(rule)
    return rule


def _step(row: Mapping[str, Any]) -> ExtensionStep:
    if row["by"] not in GRANTORS:
        raise ValueError(f"unknown grantor {row['by']!r}")
    procedure = Procedure(row["procedure"]) if "procedure" in row else None
    length = Length(**row["length"]) if "length" in row else None
    return ExtensionStep(row["by"], length, procedure)


def _check(rule: Rule) -> None:
    if not all(isinstance(getattr(rule, n), str) and getattr(rule, n) for n in _TEXT_FIELDS):
        raise ValueError("code, label, start and who must be texts")
    if (rule.length is None) != (rule.kind is Kind.AS_STATED and not rule.house):
        raise ValueError("a length is missing, or given where the decision names the date")
    unknown = [c for name in _BASIS_FIELDS for c in getattr(rule, name) if not is_known(c)]
    if unknown or not rule.basis:
        raise ValueError(f"basis missing or unknown: {unknown}")
    if not set(rule.basis_civil) | set(rule.basis_administrative) <= set(rule.basis):
        raise ValueError("basis must hold the citations of both procedures")
    if rule.valid_until is not None and rule.valid_until < rule.valid_from:
        raise ValueError("valid_until lies before valid_from")

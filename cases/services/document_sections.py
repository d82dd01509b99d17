"""The sections of the documents an action makes, as whoever takes or drafts it edits them: what is
known, and what was written over it.

A section that is a field of the action's form is written there and nowhere else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from cases.documents.facts import (
    Facts,
    UnknownName,
    Value,
    clean,
    is_empty,
    lists,
    look_up,
    names,
    written,
)
from cases.documents.nodes import Section, Template
from cases.models import Case, Clue
from cases.services.document_facts import facts_for
from cases.services.documents import composed, documents_of, issuer_of, number_to_come
from pilit.law.errors import Invalid

if TYPE_CHECKING:
    from cases.actions.base import Action

type Texts = Mapping[str, Mapping[str, str]]
"""What stands in the sections, by template and name."""
type Written = Mapping[str, Mapping[str, Value]]
"""What was written over what the system knows, by template and name; a draft keeps it, and the text
of what takes effect at once.
"""

LONGEST: Final = 20_000
#: Between the cells of a list's row, which is a line.
CELLS: Final = "｜"

#: Sections that are fields of the action's form.
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "clue_transfer_notice": {"receiver.name": "to", "reasons": "reason"},
    "no_filing_decision": {"reasons": "reason"},
    "filing_decision_administrative": {"case.cause": "cause"},
    "filing_decision_civil": {"case.cause": "cause"},
    "recommendation": {
        "source_of_case": "source_of_case",
        "facts": "facts",
        "failure": "failure",
        "legal_basis": "legal_basis",
        "items": "items",
        "other": "other_matters",
    },
    "review_suspension": {"reasons": "reason", "from": "from"},
    "review_resumption": {"from": "on"},
    "closing_decision": {"closing.ground": "ground"},
    "public_notice": {"facts": "facts", "contact.name": "contact", "contact.phone": "contact"},
    "administrative_complaint": {"court.name": "court", "claims": "claims"},
    "civil_complaint": {"court.name": "court", "claims": "claims"},
    "incidental_complaint": {
        "court.name": "court",
        "claims": "claims",
        "criminal.number": "criminal_case",
    },
    "claims_alteration": {"reasons": "reason", "claims": "claims"},
    "suit_withdrawal": {"reasons": "reason"},
    "appeal": {"reasons": "reason"},
    "inquiry_plan": {"approach": "approach", "evidence_sought": "evidence_sought"},
    "evidence_notice": {"holder.name": "from_whom", "officers": "officers"},
    "evidence_list": {"holder.name": "from_whom", "officers": "officers"},
    "questioning_record": {"person.name": "from_whom", "officers": "officers"},
    "inspection_record": {"officers": "officers", "findings": "record"},
    "commission_letter": {
        "institution.name": "institution",
        "matter": "matter",
        "materials": "materials",
    },
    "inquiry_report": {"facts": "findings"},
    "designation_decision": {"receiver.name": "to", "reasons": "reason"},
    "hand_down_letter": {"receiver.name": "to", "reasons": "reason"},
    "supervision_letter": {"reasons": "reason", "report_by": "report_by"},
    "support_opinion": {"court.name": "court", "plaintiff.name": "plaintiff"},
    "support_withdrawal": {"ground": "ground"},
}


@dataclass(slots=True)
class Passage:
    """One section of a document as it stands in the form."""

    code: str
    section: Section
    text: str
    known: str
    """What the system knows, or the house wording."""
    written_in: str = ""
    """The field of the form it is written in."""
    remark: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """How errors and the form name it."""
        return path_of(self.code, self.section.name)

    @property
    def was(self) -> str:
        """How the form names what the system said here when it was shown."""
        return f"was.{self.code}.{self.section.name}"

    @property
    def remark_name(self) -> str:
        """How the form of a reviewer names the remark at it."""
        return f"remark.{self.code}.{self.section.name}"

    @property
    def rows(self) -> int:
        """How many lines its control shows."""
        return min(max(self.text.count("\n") + 1 + len(self.text) // 60, 1), 12)

    @property
    def is_missing(self) -> bool:
        """Whether it is required and nothing stands there."""
        return self.section.required and not clean(self.text)

    @property
    def cells(self) -> str:
        """What stands in the cells of each line, where a line has several."""
        meanings = (names()[f"{self.section.name}[].{each}"] for each in columns(self.section.name))
        said = [each.partition("：")[0] for each in meanings]
        return CELLS.join(said) if len(said) > 1 else ""

    @property
    def is_list(self) -> bool:
        """Whether each line is an entry."""
        return self.section.name in lists()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sections of one document."""

    template: Template
    passages: tuple[Passage, ...]

    @property
    def above(self) -> str:
        """What is written in the fields of the form, by what the document calls it."""
        return "、".join(each.section.label for each in self.passages if each.written_in)

    @property
    def is_missing(self) -> bool:
        """Whether a required content is still to be written here."""
        return any(each.is_missing for each in self.passages if not each.written_in)


def path_of(code: str, name: str) -> str:
    """How errors and the form name a section."""
    return f"sections.{code}.{name}"


def sheets(action: "Action", over: Written) -> list[Sheet]:
    """The documents of an action with their sections, those others write left out."""
    return [
        Sheet(template, tuple(_passages(template, action, over.get(template.code, {}))))
        for template in _written(action)
    ]


def _written(action: "Action") -> list[Template]:
    """The documents of an action somebody writes in: none of a matter, whose form says it all."""
    if not isinstance(action.target, Clue | Case):
        return []
    return [template for template in documents_of(action) if template.written]


def _passages(template: Template, action: "Action", over: Mapping[str, Value]) -> Iterator[Passage]:
    facts = facts_for(template.code, action, action.file, action.at)
    fields = _FIELDS.get(template.code, {})
    for section in template.written:
        known = _known(section, facts)
        text = text_of(section.name, over[section.name]) if section.name in over else known
        yield Passage(template.code, section, text, known, fields.get(section.name, ""))


def _known(section: Section, facts: Facts) -> str:
    try:
        value = look_up(facts, section.name)
    except UnknownName:
        value = section.default
    return text_of(section.name, value)


def text_of(name: str, value: Value) -> str:
    """A value as it is edited: a list one entry a line, the cells of a row apart."""
    if is_empty(value):
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(_line(name, row) for row in value)
    return value if isinstance(value, str) else written(value)


def texts_of(over: Written) -> Texts:
    """What was written, as it is edited."""
    return {
        code: {name: text_of(name, value) for name, value in below.items()}
        for code, below in over.items()
    }


def _line(name: str, row: Facts) -> str:
    cells = [written(row.get(column)).replace("\n", " ") for column in columns(name)]
    while cells and not cells[-1]:
        cells.pop()
    return CELLS.join(cells)


def columns(name: str) -> list[str]:
    """The cells of a list's row, in the order in which they are edited."""
    return [each.partition("[].")[2] for each in names() if each.startswith(f"{name}[].")]


def value_of(name: str, text: str) -> Value:
    """A value from its edited text."""
    text = clean(text)
    if name not in lists():
        return text
    rows = [line.replace("|", CELLS) for line in text.splitlines() if line.strip()]
    return [_row(name, line) for line in rows]


def _row(name: str, line: str) -> Facts:
    wanted = columns(name)
    # What is too much stays in the last cell: nothing written is lost.
    cells = [cell.strip() for cell in line.split(CELLS, len(wanted) - 1)]
    return dict(zip(wanted, cells + [""] * (len(wanted) - len(cells)), strict=True))


def edits(action: "Action", texts: Texts) -> Written:
    """What of ``texts`` differs from what the system knows.

    Raises :class:`Invalid` at a section the documents of the action do not have, or that is too
    long; what is a field of the form is not looked at.
    """
    found: dict[str, dict[str, Value]] = {}
    known = {
        (sheet.template.code, each.section.name): each
        for sheet in sheets(action, {})
        for each in sheet.passages
    }
    for code, name, text in _each(texts):
        passage = known.get((code, name))
        if passage is None:
            raise Invalid(errors={path_of(code, name): [_("There is no such section.")]})
        if len(text) > LONGEST:
            message = _("Too long: at most %(max_length)s characters.") % {"max_length": LONGEST}
            raise Invalid(errors={passage.path: [message]})
        if not passage.written_in and clean(text) != clean(passage.known):
            found.setdefault(code, {})[name] = value_of(name, text)
    return found


def _each(texts: Any) -> Iterator[tuple[str, str, str]]:
    """Every section of what came in from outside. Raises :class:`Invalid` where it is none."""
    for code, below in texts.items() if isinstance(texts, Mapping) else [("", None)]:
        if not isinstance(below, Mapping):
            raise Invalid(errors={"sections": [_("Sections are texts by document and name.")]})
        for name, text in below.items():
            if not isinstance(text, str):
                raise Invalid(errors={path_of(code, name): [_("Enter text.")]})
            yield str(code), str(name), text


def refuse_missing(action: "Action", over: Written) -> None:
    """Raise :class:`Invalid`, naming each, where required contents are still to be written."""
    errors: dict[str, list[str]] = {}
    for template in _written(action):
        number = number_to_come(template, issuer_of(action, template), action.at)
        composition = composed(template, action, number, over.get(template.code))
        fields = _FIELDS.get(template.code, {})
        for section in composition.missing_before_review:
            if section.by_system:
                continue
            path = fields.get(section.name) or path_of(template.code, section.name)
            message = _("The document must contain this: %(label)s.") % {"label": section.label}
            errors.setdefault(path, []).append(message)
    if errors:
        raise Invalid(errors=errors)


def checked(action: "Action", texts: Texts) -> Written:
    """What was written over the documents. Raises :class:`Invalid` as the two it is made of."""
    found = edits(action, texts)
    refuse_missing(action, found)
    return found

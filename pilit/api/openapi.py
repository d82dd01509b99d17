"""What the OpenAPI document says beyond the views: each action on its own, and the refusals."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.actions.base import Action
from cases.actions.drafts import STEPS
from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.api.action import KEY_HEADER, KEY_LENGTH, Envelope
from cases.api.schemas import components_of, schema_of
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, NEW, Decision, Transition, Who, rows_for
from pilit.law.texts import N_
from pilit.web.problems import MEDIA_TYPE
from pilit.web.texts import basis_text, translated
from referrals.sort import (
    ASSISTANCE,
    CAMPAIGN,
    CIRCULATION,
    GOVERNANCE,
    INTERFERENCE,
    INVITATION,
    JOINT_MEETING,
    MECHANISM,
    OVERSIGHT,
    REFERRAL,
    TYPICAL,
)

type Document = dict[str, Any]

_CASE_TABLE = tuple(row for table in CASE_TABLES.values() for row in table)
_SORTS = (
    *(REFERRAL, INTERFERENCE, CIRCULATION, ASSISTANCE, TYPICAL),
    *(OVERSIGHT, INVITATION, MECHANISM, JOINT_MEETING),
    *(CAMPAIGN, GOVERNANCE),
)
_TEMPLATES: Final = {
    "/api/v1/clues/{number}/actions/{name}/": (CLUE_ACTIONS, CLUE_TABLE, "clue"),
    "/api/v1/cases/{number}/actions/{name}/": (CASE_ACTIONS, _CASE_TABLE, "case"),
    "/api/v1/clues/actions/{name}/": (CLUE_ACTIONS, CLUE_TABLE, "new"),
    **{
        f"/api/v1/{sort.name}s/{where}actions/{{name}}/": (sort.actions, sort.table, on)
        for sort in _SORTS
        for where, on in (("{number}/", sort.name), ("", "new"))
    },
}
_PROBLEM: Final[Document] = {
    "type": "object",
    "description": "A problem document (RFC 9457). Programs read `code`, people read `detail`.",
    "required": ["type", "title", "status", "code", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; see the list of refusals."},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "Messages by dotted path of the field.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
_EVERYWHERE: Final = {
    "400": N_("Malformed"),
    "401": N_("Not logged in"),
    "403": N_("Not permitted"),
    "429": N_("Too many requests"),
}
_ON_ONE: Final = {"404": N_("Not there, or not for the asker")}
_ON_ACTIONS: Final = {
    **_ON_ONE,
    "409": N_("Not at this stage, or somebody was faster"),
    "422": N_("Fields are missing or wrong"),
}
SUMMARIES: Final = {
    "token_create": N_("Get a token for user name and password"),
    "organisations_list": N_("Organisations of the directory"),
    "organisations_retrieve": N_("One organisation"),
    "notifications_list": N_("My notifications"),
    "notification_read": N_("Mark a notification as read"),
    "notifications_read": N_("Mark all notifications as read"),
    "clues_list": N_("Clues"),
    "new_clue_actions": N_("What may be done before there is a clue"),
    "clue": N_("One clue"),
    "clue_events": N_("History of a clue"),
    "cases_list": N_("Cases"),
    "case": N_("One case: the file, or the facet of a party"),
    "case_events": N_("History of a case"),
    "deadlines_list": N_("Deadlines"),
    "deadline": N_("One deadline, explained step by step"),
    "drafts_list": N_("Drafts that wait for me"),
    "draft": N_("One draft"),
    "referrals_list": N_("Referrals"),
    "new_referral_actions": N_("What may be done before there is a referral"),
    "referral_file": N_("Fetch a file of a referral"),
    "referral": N_("One referral, as its side sees it"),
    "assistances_list": N_("Requests for assistance"),
    "new_assistance_actions": N_("What may be done before there is a request"),
    "assistance": N_("One request for assistance, as its side sees it"),
    "circulations_list": N_("Circulation statements"),
    "new_circulation_actions": N_("What may be done before there is a statement"),
    "circulation": N_("One circulation statement: its sums, and the rows they are counted from"),
    "interferences_list": N_("Records of attempts to intervene"),
    "new_interference_actions": N_("What may be done before there is a record"),
    "interference": N_("That there is a record of an attempt to intervene, and where it is"),
    "mechanisms_list": N_("Joint mechanisms"),
    "new_mechanism_actions": N_("What may be done before there is a mechanism"),
    "mechanism": N_("One joint mechanism, as its side sees it; whether it lives"),
    "joint_meetings_list": N_("Joint meetings"),
    "joint_meeting": N_("One joint meeting: attendance, and tasks with what was reported"),
    "typical_cases_list": N_("Typical cases"),
    "new_typical_case_actions": N_("What may be done before there is a typical case"),
    "typical_case": N_("One typical case: its text, and what is marked in it"),
    "campaigns_list": N_("Campaigns"),
    "new_campaign_actions": N_("What may be done before there is a campaign"),
    "campaign": N_("One campaign: its goals, and what the asker sees in it"),
    "governances_list": N_("Governance recommendations"),
    "new_governance_actions": N_("What may be done before there is a governance recommendation"),
    "governance": N_("One governance recommendation, as its side sees it"),
    "oversights_list": N_("Oversight"),
    "new_oversight_actions": N_("What may be done before there is oversight"),
    "oversight": N_("One report, inspection, inquiry or visit, as both sides see it"),
    "invitations_list": N_("Invitations"),
    "new_invitation_actions": N_("What may be done before there is an invitation"),
    "invitation": N_("One invitation, as its side sees it"),
    "documents_list": N_("Decided documents"),
    "document": N_("One decided document: its text in blocks"),
    "document_pdf": N_("Fetch a document as PDF"),
    "document_docx": N_("Fetch a document as Word file"),
    "exports_list": N_("Exports of case files I asked for"),
    "export_ask": N_("Ask for a case file as one PDF or as a ZIP"),
    "export": N_("How far an export is"),
    "export_download": N_("Fetch an export"),
    "file_upload": N_("Send a file"),
    "file_download": N_("Fetch a file"),
}
"""What the operations that are no actions are called, by their id."""
_OUTCOMES: Final = {
    "200": N_("It was done."),
    "201": N_("It was done and made something: a clue, a case, or a draft that waits."),
}


def describe_actions(result: Document, **kwargs: Any) -> Document:
    """Put one path for each action in the place of the one that takes any name."""
    del kwargs
    paths: Document = {}
    for template, item in result["paths"].items():
        known = _TEMPLATES.get(template)
        if known is None:
            paths[template] = item
            continue
        book, table, on = known
        for name, kind, rows in _for_people(book, table, on):
            paths[template.replace("{name}", name)] = _path_of(item, name, kind, rows, on)
            result["components"]["schemas"].update(_components(kind))
    result["paths"] = paths
    return result


def _for_people(
    book: Mapping[str, type[Action]], table: tuple[Transition, ...], on: str
) -> Iterator[tuple[str, type[Action], list[Transition]]]:
    """The actions that people take: the clock has its own."""
    for name, kind in book.items():
        rows = [row for row in rows_for(table, name) if row.who != (Who.CLOCK,)]
        rows = [row for row in rows if (NEW in row.sources) == (on == "new")]
        if rows:
            yield name, kind, rows


def _path_of(
    item: Document, name: str, kind: type[Action], rows: list[Transition], on: str
) -> Document:
    post = dict(item["post"])
    post["operationId"] = f"{on}_{name}"
    post["tags"] = ["actions"]
    for status, meaning in _OUTCOMES.items():
        post["responses"][status] = {
            **post["responses"][status],
            "description": translated(meaning),
        }
    post["summary"] = translated(kind.label)
    post["description"] = _description(kind, rows)
    named = [each for each in post.get("parameters", ()) if each["name"] != "name"]
    post["parameters"] = [*named, _key()]
    post["requestBody"] = {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}Request"}}
        },
    }
    return {"post": post}


def _key() -> Document:
    return {
        "name": KEY_HEADER,
        "in": "header",
        "description": _("A request sent twice with the same key acts once."),
        "schema": {"type": "string", "maxLength": KEY_LENGTH},
    }


def _description(kind: type[Action], rows: list[Transition]) -> str:
    basis = dict.fromkeys(row.basis for row in rows)
    lines = [translated(kind.consequence), *(basis_text(each) for each in basis)]
    if kind.name not in STEPS and any(row.decision is not Decision.OWN for row in rows):
        lines.append(_("Makes a draft, which the head reviews and the chief decides."))
    return "\n\n".join(line for line in lines if line)


def _components(kind: type[Action]) -> Document:
    envelope = dict(schema_of(Envelope))
    del envelope["$schema"]
    data = {"$ref": f"#/components/schemas/{kind.__name__}Data"}
    envelope["properties"] = {**envelope["properties"], "data": data}
    return {f"{kind.__name__}Request": envelope, **components_of(kind.Data, kind.__name__)}


def describe_problems(result: Document, **kwargs: Any) -> Document:
    """Add summaries, and the refusals every address may answer with; drop the generator's marks."""
    del kwargs
    result["components"]["schemas"]["Problem"] = _PROBLEM
    for path, item in result["paths"].items():
        for operation in item.values():
            summary = SUMMARIES.get(operation["operationId"])
            if summary:
                operation["summary"] = translated(summary)
            refusals = dict(_EVERYWHERE)
            if "/actions/" in path:
                refusals |= _ON_ACTIONS
            elif "{" in path:
                refusals |= _ON_ONE
            for status, meaning in sorted(refusals.items()):
                operation["responses"].setdefault(status, _refusal(translated(meaning)))
    _drop_marks(result)
    return result


def _drop_marks(node: Any) -> None:
    """The generator marks choices for a step of its own that is not taken here."""
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
        for inner in node.values():
            _drop_marks(inner)
    elif isinstance(node, list):
        for inner in node:
            _drop_marks(inner)


def _refusal(meaning: str) -> Document:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": meaning, "content": {MEDIA_TYPE: problem}}

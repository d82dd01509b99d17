"""A form between browser and ``perform``: what stands in it, what came of sending it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from agencies.actor import Actor
from cases.actions.base import Action, Target
from cases.models import FormDraft
from cases.services.document_sections import Sheet, Texts, Written, texts_of
from cases.services.documents import documents_of
from cases.views import timeline
from cases.views.access import user_of
from cases.views.documents.preview import typed_into
from cases.views.file import receive_uploads
from cases.views.forms import form_drafts
from cases.views.forms.form import WHOLE, Fault, Form, describe
from cases.views.forms.options import initial_for, options_for, target_kind
from cases.views.forms.reading import add_row, read, remove_row
from cases.views.forms.section_reading import typed
from cases.views.forms.sections import shown
from pilit.law.errors import Conflict, DomainError
from pilit.web.texts import errors_of, message_of

KEY_LENGTH = 64


@dataclass(slots=True)
class FormState:
    """What a form shows, beside what its action says of itself."""

    action: Action
    kept_as: str
    """The name under which what was typed is kept."""
    values: Mapping[str, Any]
    version: int | None
    key: str
    seen: int
    """The last event there was when the form was opened."""
    errors: dict[str, list[str]] = field(default_factory=dict)
    restored: FormDraft | None = None
    changed_since: list[timeline.Entry] = field(default_factory=list)
    sections: Written | None = None
    """What was written over the documents; ``None`` where the form did not hold their sections."""
    holds_sections: bool = False
    """Whether the form holds the text of documents, once it says which."""
    sheets: list[Sheet] = field(default_factory=list)
    """The documents whose sections the form holds."""

    @property
    def kind(self) -> str:
        """What the action is on, as addresses say it; empty where there is nothing yet."""
        return target_kind(self.action.target) if self.action.target is not None else ""

    @property
    def number(self) -> str:
        """The number of the clue or case."""
        return self.action.target.number if self.action.target is not None else ""

    def form(self) -> Form:
        """The fields to be drawn."""
        act = self.action
        passages = [each for sheet in self.sheets for each in sheet.passages]
        paths = {each.path for each in passages}
        form = describe(
            act.Data,
            self.values,
            options_for(act),
            {path: said for path, said in self.errors.items() if path not in paths},
            kind=act.case_kind,
            without=act.unasked(),
        )
        faults = [
            Fault(message, each.section.label, each.path)
            for each in passages
            for message in each.errors
        ]
        return Form(form.controls, form.faults + faults)

    @property
    def texts(self) -> Texts | None:
        """What was written over the documents, as ``perform`` takes it: what was written into one
        the fields no longer make (another measure was chosen) is kept with the form alone.
        """
        if self.sections is None:
            return None
        made = {each.code for each in documents_of(typed_into(self.action, self.values))}
        return texts_of({code: over for code, over in self.sections.items() if code in made})

    @property
    def sections_missing(self) -> bool:
        """Whether a document still lacks something it must contain."""
        return any(sheet.is_missing for sheet in self.sheets)

    @property
    def opens_sections(self) -> bool:
        """Whether something in the sections waits for the drafter."""
        passages = [each for sheet in self.sheets for each in sheet.passages]
        return any(each.errors or each.remark for each in passages)

    def show_sections(self, remarks: Mapping[str, Mapping[str, str]]) -> None:
        """Let the form hold the sections of the documents, with the remarks made at them."""
        self.holds_sections = True
        self.sheets = shown(self.action, self.values, self.sections or {}, remarks, self.errors)

    def refuse(self, refusal: DomainError) -> None:
        """Show why the action was refused; everything typed stays."""
        self.errors = errors_of(refusal)
        if not self.errors or refusal.code != "invalid":
            self.errors.setdefault(WHOLE, []).insert(0, message_of(refusal))

    def bring_up_to_date(self, target: Target | None, actor: Actor) -> None:
        """After a conflict: say what others did, and let the form be sent on what stands now."""
        if target is None:
            return
        newer = timeline.events_of(target, actor).filter(pk__gt=self.seen)[: timeline.FIRST]
        self.changed_since = timeline.entries(newer)
        self.version, self.seen = target.version, last_event(target, actor)


def opened(
    request: HttpRequest,
    action: Action,
    kept_as: str,
    values: Mapping[str, Any] | None,
    sections: Written | None = None,
) -> FormState:
    """The form as first shown: what was typed and not sent, else ``values``."""
    kept = form_drafts.load(user_of(request), kept_as, action.target)
    base = kept.data if kept else values if values is not None else initial_for(action)
    target = action.target
    return FormState(
        action=action,
        kept_as=kept_as,
        values=base,
        version=target.version if target else None,
        key=uuid.uuid4().hex,
        seen=last_event(target, action.actor) if target else 0,
        restored=kept,
        sections=kept.sections if kept else sections,
    )


def sent(request: HttpRequest, action: Action, kept_as: str, at: dt.datetime) -> FormState:
    """The form as it was sent, with the files that came along received."""
    post = request.POST.copy()
    upload_errors = receive_uploads(request, post, at)
    version, seen = post.get("_version", ""), post.get("_seen", "")
    return FormState(
        action=action,
        kept_as=kept_as,
        values=edited(action, post),
        version=int(version) if version.isdecimal() else None,
        key=post.get("_key", "")[:KEY_LENGTH] or uuid.uuid4().hex,
        seen=int(seen) if seen.isdecimal() else 0,
        errors=upload_errors,
        sections=typed(post),
    )


def edited(action: Action, post: QueryDict) -> dict[str, Any]:
    """What stands in the form after the button that adds or removes a row or a file."""
    file_name, _, file_id = post.get("_drop", "").partition("=")
    if file_id:
        kept = [each for each in post.getlist(file_name) if each != file_id]
        post.setlist(file_name, kept)
    values = read(action.Data, post, keep_empty=is_edit(post))
    added = post.get("_add", "")
    if added:
        values = add_row(values, added)
    name, _, index = post.get("_remove", "").rpartition("-")
    if index.isdecimal():
        values = remove_row(values, name, int(index))
    return values


def is_edit(post: Mapping[str, Any]) -> bool:
    """Whether the form was sent only to be shown again with a row or a file more or less."""
    return any(
        name in post for name in ("_add", "_remove", "_drop", "_upload", "_save", "_preview")
    )


def last_event(target: Target, actor: Actor) -> int:
    """The number of the last event the actor may read: of others it must not tell."""
    return timeline.events_of(target, actor).values_list("pk", flat=True).first() or 0


def is_conflict(refusal: DomainError) -> bool:
    """Whether somebody else was faster."""
    return isinstance(refusal, Conflict)

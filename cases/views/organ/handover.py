"""A reply on its way inside the organ: the officer prepares it, the leader confirms and sends it.

The leader gets a copy of what the officer typed, with a note of who prepared it; it waits under the
leader's name until it is sent, changed or returned.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import transaction
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import Organisation, Post, User
from agencies.request import actor_of
from agencies.services.notifications import notify
from cases.models import Case, FormDraft, StoredFile
from cases.services.outbox import queue_mail
from cases.services.people import holders
from cases.views.access import page, user_of
from cases.views.file import attachment
from cases.views.forms import form_drafts
from pilit.law.errors import NotFound
from pilit.law.texts import N_

REPLY: Final = "submit_reply"
CONFIRM: Final = "submit_reply:confirm"
"""The name under which a reply waits for its leader, beside the leader's own forms."""
PAGE: Final = "cases:organ_reply_confirm"


@dataclass(frozen=True, slots=True)
class Handover:
    """A reply that waits for a leader's confirmation."""

    case: Case
    values: Mapping[str, Any]
    by_id: int
    by_name: str
    leader: User
    at: dt.datetime

    @classmethod
    def of(cls, row: FormDraft) -> Self:
        """Read from where it is kept."""
        if row.case is None:
            raise LookupError("a reply is on a case")
        data = row.data
        return cls(row.case, data["values"], data["by"], data["by_name"], row.person, row.saved_at)

    @classmethod
    def to_leader(cls, case: Case, leader: User) -> Self | None:
        """What waits for this leader on a case."""
        row = _rows(case).filter(person=leader).first()
        return cls.of(row) if row else None

    @classmethod
    def of_case(cls, case: Case, actor: Actor) -> Self | None:
        """What waits on a case and concerns the reader: as its leader, or as who prepared it."""
        user = actor.user
        found = [cls.of(row) for row in _rows(case)] if user else []
        return next(
            (each for each in found if user and user.pk in (each.leader.pk, each.by_id)), None
        )

    @classmethod
    def waiting_for(cls, leader: User, actor: Actor) -> list[Self]:
        """Everything that waits for a leader, on cases they still see."""
        rows = FormDraft.objects.filter(
            person=leader, action=CONFIRM, case__in=Case.objects.facet_of(actor).values("pk")
        )
        return [cls.of(row) for row in rows.select_related("case", "person").order_by("saved_at")]


def _rows(case: Case) -> Any:
    return FormDraft.objects.filter(case=case, action=CONFIRM).select_related("case", "person")


def leaders_of(organ: Organisation, but: User, on: dt.date) -> list[User]:
    """The leaders of an organ on a Beijing date, without the person who asks them."""
    return [person for person in holders(organ.pk, (Post.LEADER,), on) if person != but]


@transaction.atomic
def hand_over(
    case: Case, values: Mapping[str, Any], by: User, leaders: Iterable[User], at: dt.datetime
) -> None:
    """Put a reply before the leaders and tell them, in place of what waited there before."""
    people = list(leaders)
    for leader in people:
        data = {"values": dict(values), "by": by.pk, "by_name": by.name}
        form_drafts.save(leader, CONFIRM, case, data, at)
    title = N_("%(who)s asks you to confirm the reply to the recommendation: %(number)s")
    _tell(people, "reply_to_confirm", title, {"who": by.name}, case, at)


@transaction.atomic
def give_back(handover: Handover, reason: str, at: dt.datetime) -> None:
    """Return a reply to the person who prepared it, with what is to be changed."""
    settle(handover.case, handover.by_id)
    officer = User.objects.filter(pk=handover.by_id)
    title = N_("The reply was returned to you: %(reason)s")
    _tell(
        officer, "reply_returned", title, {"reason": reason}, handover.case, at, "cases:organ_reply"
    )


def confirmed(handover: Handover, at: dt.datetime) -> None:
    """Tell the person who prepared a reply that it was sent; nothing of it is kept."""
    settle(handover.case, handover.by_id)
    officer = User.objects.filter(pk=handover.by_id)
    for person in officer:
        form_drafts.discard(person, REPLY, handover.case)
    title = N_("%(who)s confirmed and sent the reply: %(number)s")
    _tell(officer, "reply_confirmed", title, {"who": handover.leader.name}, handover.case, at)


def settle(case: Case, by_id: int) -> None:
    """Forget what a person has put before the leaders on a case."""
    _rows(case).filter(data__by=by_id).delete()


def _tell(
    people: Iterable[User],
    kind: str,
    title: str,
    params: Mapping[str, str],
    case: Case,
    at: dt.datetime,
    url_name: str = "",
) -> None:
    values = {**params, "number": case.number}
    name = url_name or (PAGE if kind == "reply_to_confirm" else "cases:case")
    queue_mail(notify(people, kind, title, values, name, {"number": case.number}, at), at)


def adopt(handover: Handover, leader: User) -> None:
    """Make the attachments of a prepared reply the leader's, who now sends them.

    An attachment is taken only from the hands of the person who sends it.
    """
    files = handover.values.get("files", ())
    StoredFile.objects.filter(
        pk__in=list(files), uploaded_by=handover.by_id, attached_at__isnull=True
    ).update(uploaded_by=leader)


@page
@require_safe
def prepared_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """An attachment of a reply that waits for the reader's confirmation, as an attachment."""
    actor = actor_of(request)
    case = Case.objects.facet_of(actor).filter(number=number).first()
    handover = Handover.to_leader(case, user_of(request)) if case else None
    if handover is None or str(pk) not in handover.values.get("files", ()):
        raise NotFound
    row = StoredFile.objects.filter(pk=pk, uploaded_by=handover.by_id).first()
    if row is None:
        raise NotFound
    return attachment(row)

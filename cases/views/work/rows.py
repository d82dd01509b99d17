"""What a work list is made of: rows under headings, each with its button."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import Post
from cases.actions.base import Target
from cases.actions.registry import actions_on, table_of
from cases.domain.lifecycle import Who
from cases.models import Case, Matter
from cases.services.outbox import page_of
from cases.sorts import Subject
from cases.views.deadlines import Due
from cases.views.forms.options import target_kind

AT_MOST = 50
"""Rows of one group."""
FEW = 5
"""So many rows of a quiet group stand open."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: on what, what, until when, and the button for it."""

    target: Target | None
    url: str
    title: str
    what: str
    due: Due | None = None
    by: str = ""
    at: dt.datetime | None = None
    button: str = ""
    button_url: str = ""
    primary: bool = False


@dataclass(slots=True)
class Group:
    """Rows under one heading. ``quiet``: nothing the reader can hasten."""

    name: str
    label: str
    rows: list[Row] = field(default_factory=list)
    late: bool = False
    quiet: bool = False
    more: bool = False

    @property
    def folded(self) -> bool:
        """Whether it is closed at first: many rows that ask nothing of the reader."""
        return self.quiet and len(self.rows) > FEW


def may_take(name: str, target: Target, actor: Actor) -> bool:
    """Whether the table gives an action to a handler here and now, asked without a query; of a
    matter, which waits for none but who may answer it, whether it is at that point.

    Only for the button of a list: the page of the action asks the whole policy.
    """
    if isinstance(target, Matter):
        return any(row.action == name and target.state in row.sources for row in table_of(target))
    if (
        name not in actions_on(target)
        or (isinstance(target, Case) and target.handler_id is None)
        or actor.holds(Post.HANDLER, organisation_id=target.procuratorate_id) is None
    ):
        return False
    return any(
        entry.action == name and target.state in entry.sources and Who.HANDLER in entry.who
        for entry in table_of(target)
    )


def page_url(target: Target) -> str:
    """Where a clue, case or matter is."""
    name, given = page_of(target)
    return reverse(name, kwargs=given)


def action_url(target: Target, name: str, about: Subject | None = None) -> str:
    """The address of the form of an action, opened with what it is about."""
    kwargs = {"kind": target_kind(target), "number": target.number, "name": name}
    query = {about.field: about.value} if about is not None else {}
    return reverse("cases:action", kwargs=kwargs, query=query)


def with_subject(what: str, about: Subject | None) -> str:
    """What is to be done, and about what where there are several such things."""
    if about is None:
        return what
    return _("%(what)s: %(about)s") % {"what": what, "about": about.words}

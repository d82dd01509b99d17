"""My work: everything that waits for a person, the most urgent first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from agencies.request import actor_of
from cases.actions.base import Target
from cases.actions.registry import actions_on, table_of
from cases.domain.ladder import RIGHTS
from cases.domain.lifecycle import Who
from cases.models import Case, Clue, Deadline, Draft, FormDraft, TeamMember
from cases.querysets import INSIDE_POSTS
from cases.views.access import now, page, user_of
from cases.views.deadlines import Due, due_of
from cases.views.entrusted import ANSWER, letters, told
from cases.views.facets import facet_of
from cases.views.form_options import target_kind
from cases.views.wording import AFTER_MISS, MEETS, action_label
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

WEEK = dt.timedelta(days=7)
AT_MOST = 50
"""Rows of one group."""
PRESSING = ("late", "handler", "week", "review", "decide", "sent_back")
"""The groups that want something of the reader, in their order."""


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


@page
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The work list of a person of a procuratorate; organs and courts have theirs."""
    actor, at = actor_of(request), now()
    facet = facet_of(actor)
    if facet is not None:
        return facet.work(request)
    today = beijing_date(at)
    groups = _merged(
        [
            _without_handler(actor),
            *_deadline_groups(actor, today),
            *_entrusted(actor, today),
            *_draft_groups(actor),
        ]
    )
    order = (*PRESSING, "unsent", "others", "later")
    if actor.user is not None:
        groups.append(_unsent(request, actor))
    groups = sorted(
        (group for group in groups if group.rows), key=lambda group: order.index(group.name)
    )
    pressing = [group for group in groups if group.name in PRESSING]
    context = {
        "groups": groups,
        "count": sum(len(group.rows) for group in pressing),
        "today": today,
        "inside": bool(actor.seats_in(OrganisationKind.PROCURATORATE)),
        "may_register": any(seat.post in INSIDE_POSTS for seat in actor.seats),
    }
    return respond(request, "cases/work.html", context, fragment="list")


def _merged(groups: list[Group]) -> list[Group]:
    """Groups of the same name as one."""
    found: dict[str, Group] = {}
    for group in groups:
        kept = found.setdefault(group.name, group)
        if kept is not group:
            kept.rows += group.rows
            kept.more |= group.more
    return list(found.values())


def _without_handler(actor: Actor) -> Group:
    """Cases that came from elsewhere or whose handler was recused: the head names another."""
    heads = {seat.organisation_id for seat in actor.seats if seat.post == Post.HEAD}
    group = Group("handler", _("Waiting for a handler"))
    waiting = Case.objects.internal_to(actor).open().filter(handler=None, procuratorate__in=heads)
    rows = list(waiting.select_related("procuratorate", "respondent").order_by("id")[: AT_MOST + 1])
    group.more = len(rows) > AT_MOST
    for row in rows[:AT_MOST]:
        group.rows.append(
            Row(
                target=row,
                url=reverse("cases:case", kwargs={"number": row.number}),
                title=row.title,
                what=_("No handler yet"),
                button=action_label("assign_team"),
                button_url=action_url(row, "assign_team"),
                primary=True,
            )
        )
    return group


def _deadline_groups(actor: Actor, today: dt.date) -> list[Group]:
    """What is overdue, due within a week or later; and what others have to do in time."""
    own = {seat.organisation_id for seat in actor.seats_in(OrganisationKind.PROCURATORATE)}
    late = Group("late", _("Overdue"), late=True)
    week = Group("week", _("Within a week"))
    later = Group("later", _("Later"), quiet=True)
    others = Group("others", _("Waiting for others"), quiet=True)
    rows = list(_deadlines(actor, own, today)[: 4 * AT_MOST])
    for row in rows:
        due_on = row.due_on
        if due_on is None or (row.code in RIGHTS and due_on < today):
            continue
        if due_on < today:
            group = late
        elif row.responsible_id not in own:
            group = others
        else:
            group = week if due_on <= today + WEEK else later
        if len(group.rows) < AT_MOST:
            group.rows.append(_deadline_row(row, actor, own, today))
        else:
            group.more = True
    return [late, week, later, others]


def _entrusted(actor: Actor, today: dt.date) -> list[Group]:
    """Inquiries one's procuratorate is entrusted with; of the case nothing but its title."""
    posts = {seat.organisation_id for seat in actor.seats if seat.post in (Post.HANDLER, Post.HEAD)}
    late = Group("late", _("Overdue"), late=True)
    week = Group("week", _("Within a week"))
    later = Group("later", _("Later"), quiet=True)
    waiting = letters(actor).filter(to__in=posts, answered_on__isnull=True)
    for letter in told(waiting[:AT_MOST]):
        end = letter.due.row.due_on if letter.due else None
        if letter.due is None or end is None:
            continue
        group = late if end < today else week if end <= today + WEEK else later
        group.rows.append(
            Row(
                target=None,
                url=letter.url,
                title=letter.row.case.title,
                what=letter.due.label,
                due=letter.due,
                button=action_label(ANSWER),
                button_url=letter.answer_url,
                primary=end < today,
            )
        )
    return [late, week, later]


def _deadlines(actor: Actor, own: set[int], today: dt.date) -> QuerySet[Deadline]:
    """Those of one's cases and clues, also of those one stands in on; of the whole procuratorate
    for who leads or registers.
    """
    leads = {
        seat.organisation_id
        for seat in actor.seats
        if seat.post in (Post.HEAD, Post.CHIEF, Post.REGISTRAR)
    }
    team = TeamMember.objects.on(today).filter(person=actor.user).values("case")
    cases = Case.objects.internal_to(actor).filter(Q(pk__in=team) | Q(procuratorate__in=leads))
    handles = {seat.organisation_id for seat in actor.seats if seat.post in INSIDE_POSTS} & own
    clues = Clue.objects.visible_to(actor).filter(procuratorate__in=handles)
    return (
        Deadline.objects.pending()
        .filter(Q(case__in=cases.values("pk")) | Q(clue__in=clues.values("pk")))
        .filter(due_on__isnull=False, fires_at__isnull=False)
        .select_related(
            "case__procuratorate",
            "case__respondent",
            "clue__procuratorate",
            "clue__organ",
            "responsible",
        )
        .order_by("due_on", "id")
    )


def _deadline_row(row: Deadline, actor: Actor, own: set[int], today: dt.date) -> Row:
    target = row.case or row.clue
    if target is None:
        raise LookupError("a deadline is of a clue or a case")
    due = due_of(row)
    mine = row.responsible_id in own
    late = row.due_on is not None and row.due_on < today
    what = due.label
    if not mine:
        what = _("Waiting for: %(what)s") % {"what": due.label}
        follow = AFTER_MISS.get(row.code, ())
        if late and follow:
            what = _("No reply: follow up, review whether to sue")
    names = (AFTER_MISS if late and not mine else MEETS).get(row.code, ())
    name = next((name for name in names if may_take(name, target, actor)), "")
    url = reverse(f"cases:{target_kind(target)}", kwargs={"number": target.number})
    return Row(
        target=target,
        url=url,
        title=target.title,
        what=what,
        due=due,
        button=action_label(name) if name else "",
        button_url=action_url(target, name) if name else "",
        primary=late,
    )


def may_take(name: str, target: Target, actor: Actor) -> bool:
    """Whether the table gives an action to a handler here and now, asked without a query.

    Only for the button of a list: the page of the action asks the whole policy.
    """
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


def action_url(target: Target, name: str) -> str:
    """The address of the form of an action."""
    kwargs = {"kind": target_kind(target), "number": target.number, "name": name}
    return reverse("cases:action", kwargs=kwargs)


def _draft_groups(actor: Actor) -> Iterator[Group]:
    """Drafts by whom they wait for."""
    heads = {seat.organisation_id for seat in actor.seats if seat.post == Post.HEAD}
    chiefs = {seat.organisation_id for seat in actor.seats if seat.post == Post.CHIEF}
    user = actor.user
    groups = {
        "review": Group("review", _("Waiting for my review")),
        "decide": Group("decide", _("Waiting for my decision")),
        "sent_back": Group("sent_back", _("Sent back to me")),
        "others": Group("others", _("Waiting for others"), quiet=True),
    }
    rows = (
        Draft.objects.visible_to(actor)
        .open()
        .filter(
            Q(status=Draft.Status.DRAFTED, review_at__in=heads)
            | Q(status=Draft.Status.REVIEWED, decide_at__in=chiefs)
            | Q(drafter=user)
        )
        .select_related("case__procuratorate", "clue__procuratorate", "drafter")
        .order_by("id")[: 4 * AT_MOST]
    )
    for row in rows:
        groups[_waits_in(row, user.pk if user else 0)].rows.append(_draft_row(row))
    return iter(groups.values())


def _waits_in(row: Draft, user_id: int) -> str:
    if row.drafter_id == user_id:
        return "sent_back" if row.status == Draft.Status.SENT_BACK else "others"
    return "review" if row.status == Draft.Status.DRAFTED else "decide"


_WAITS = {
    Draft.Status.DRAFTED: N_("Review, then submit to the chief"),
    Draft.Status.REVIEWED: N_("Decide"),
    Draft.Status.SENT_BACK: N_("Revise and submit again"),
}


def _draft_row(row: Draft) -> Row:
    target = row.case or row.clue
    if target is None:
        raise LookupError("a draft is of a clue or a case")
    url = reverse("cases:draft", kwargs={"pk": row.pk})
    title = _("%(action)s: %(title)s") % {"action": action_label(row.action), "title": target.title}
    return Row(
        target=target,
        url=url,
        title=title,
        what=_(_WAITS[Draft.Status(row.status)]),
        by=row.drafter.name,
        at=row.drafted_at,
        button=_("Open"),
        button_url=url,
    )


def _unsent(request: HttpRequest, actor: Actor) -> Group:
    """Forms begun and not sent, on what one still sees."""
    group = Group("unsent", _("Begun and not sent"), quiet=True)
    rows = (
        FormDraft.objects.filter(person=user_of(request))
        .filter(
            Q(case=None, clue=None)
            | Q(case__in=Case.objects.visible_to(actor).values("pk"))
            | Q(clue__in=Clue.objects.visible_to(actor).values("pk"))
        )
        .select_related("case__procuratorate", "clue__procuratorate")
        .order_by("-saved_at")[:AT_MOST]
    )
    for row in rows:
        target = row.case or row.clue
        revised = row.action.removeprefix("revise:")
        if revised != row.action:
            url = reverse("cases:revise", kwargs={"pk": int(revised)})
            label = _("Revise and submit again")
        else:
            url = action_url(target, row.action) if target else reverse("cases:register_clue")
            label = action_label(row.action)
        title = target.title if target else str(row.data.get("title", "")) or _("New clue")
        group.rows.append(
            Row(target, url, title, label, at=row.saved_at, button=_("Go on"), button_url=url)
        )
    return group

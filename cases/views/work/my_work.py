"""My work: everything that waits for a person, the most urgent first."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from agencies.request import actor_of
from cases.domain.ladder import RIGHTS
from cases.models import Case, Deadline, Matter
from cases.querysets import INSIDE_POSTS
from cases.sorts import Subject, headlines, sort_of, subjects
from cases.views.access import now, page
from cases.views.case.entrusted import ANSWER, told
from cases.views.deadlines import due_of
from cases.views.facets import facet_of
from cases.views.wording import AFTER_MISS, MEETS, action_label
from cases.views.work.deadlines import letters_to_answer, own_deadlines, own_procuratorates
from cases.views.work.drafts import draft_groups, matters_to_decide, unsent
from cases.views.work.questions import asked_group, asks_me
from cases.views.work.rows import (
    AT_MOST,
    Group,
    Row,
    action_url,
    may_take,
    page_url,
    with_subject,
)
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

WEEK = dt.timedelta(days=7)
PRESSING = ("asked", "late", "handler", "week", "review", "decide", "sent_back")
"""The groups that want something of the reader, in their order."""
LEADING = ("asked", "review", "decide", "handler", "late", "week", "sent_back")
"""The same for who leads: what waits for them comes before what others are late with."""


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
            *draft_groups(actor),
            *matters_to_decide(actor),
        ]
    )
    leads = actor.holds(Post.HEAD, Post.CHIEF) is not None
    order = (*(LEADING if leads else PRESSING), "unsent", "others", "later")
    if actor.user is not None:
        groups.append(unsent(request, actor))
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
    own = own_procuratorates(actor)
    late = Group("late", _("Overdue"), late=True)
    week = Group("week", _("Within a week"))
    later = Group("later", _("Later"), quiet=True)
    others = Group("others", _("Waiting for others"), quiet=True)
    rows = list(own_deadlines(actor, today)[: 4 * AT_MOST])
    titles = headlines(row.matter for row in rows if row.matter is not None)
    about = subjects(rows)
    asked = [row for row in rows if asks_me(row, actor)]
    for row in rows:
        if row in asked:
            continue
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
            shown = titles.get(row.matter_id or 0, "")
            group.rows.append(_deadline_row(row, actor, own, today, shown, about.get(row.pk)))
        else:
            group.more = True
    return [asked_group(asked[:AT_MOST]), late, week, later, others]


def _entrusted(actor: Actor, today: dt.date) -> list[Group]:
    """Inquiries one's procuratorate is entrusted with; of the case nothing but its title."""
    late = Group("late", _("Overdue"), late=True)
    week = Group("week", _("Within a week"))
    later = Group("later", _("Later"), quiet=True)
    for letter in told(letters_to_answer(actor)[:AT_MOST]):
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


def _deadline_row(
    row: Deadline,
    actor: Actor,
    own: set[int],
    today: dt.date,
    title: str,
    about: Subject | None,
) -> Row:
    """The row of a deadline; of a matter ``title`` is what it is called, ``about`` what it is
    about.
    """
    target = row.case or row.clue or row.matter
    if target is None:
        raise LookupError("a deadline is of a clue, a case or a matter")
    due = due_of(row)
    mine = row.responsible_id in own
    late = row.due_on is not None and row.due_on < today
    what = with_subject(due.label, about)
    if not mine:
        what = _("Waiting for: %(what)s") % {"what": what}
        follow = AFTER_MISS.get(row.code, ())
        if late and follow:
            what = _("No reply: follow up, review whether to sue")
    names = (AFTER_MISS if late and not mine else MEETS).get(row.code, ())
    if isinstance(target, Matter):
        names = sort_of(target).meets.get(row.code, ()) if mine else ()
    name = next((name for name in names if may_take(name, target, actor)), "")
    return Row(
        target=target,
        url=page_url(target),
        title=title if isinstance(target, Matter) else target.title,
        what=what,
        due=due,
        button=action_label(name) if name else "",
        button_url=action_url(target, name, about) if name else "",
        primary=late,
    )

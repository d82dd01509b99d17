"""Of the work list: decisions under way by whom they wait for, and forms begun and not sent."""

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import Post
from cases.domain.lifecycle import Who
from cases.domain.lifecycle.table import rows_for
from cases.models import Case, Clue, Draft, FormDraft
from cases.sorts import SORTS, beginning
from cases.views.access import user_of
from cases.views.wording import action_label
from cases.views.work.rows import AT_MOST, Group, Row, action_url, page_url
from pilit.law.texts import N_


def draft_groups(actor: Actor) -> Iterator[Group]:
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


def matters_to_decide(actor: Actor) -> Iterator[Group]:
    """Matters that wait for the actor's review or decision, under the headings of drafts."""
    for sort in SORTS.values():
        for action, waiting in sort.steps(actor).items():
            rows = list(waiting.order_by("id")[:AT_MOST])
            titles = sort.headlines(row.pk for row in rows) if rows else {}
            heads = any(Who.HEAD in entry.who for entry in rows_for(sort.table, action))
            group = (
                Group("review", _("Waiting for my review"))
                if heads
                else Group("decide", _("Waiting for my decision"))
            )
            for row in rows:
                url = page_url(row)
                label = action_label(action)
                group.rows.append(
                    Row(row, url, titles[row.pk], label, button=_("Open"), button_url=url)
                )
            yield group


def _beginning_url(action: str) -> str:
    """Where the form is of what makes something new: a clue, or a matter."""
    sort = beginning(action)
    return reverse(sort.form_of(action) if sort else "cases:register_clue")


def unsent(request: HttpRequest, actor: Actor) -> Group:
    """Forms begun and not sent, on what one still sees."""
    group = Group("unsent", _("Begun and not sent"), quiet=True)
    rows = (
        FormDraft.objects.filter(person=user_of(request))
        .filter(
            Q(case=None, clue=None, matter=None)
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
            url = action_url(target, row.action) if target else _beginning_url(row.action)
            label = action_label(row.action)
        title = target.title if target else str(row.data.get("title", "")) or label
        group.rows.append(
            Row(target, url, title, label, at=row.saved_at, button=_("Go on"), button_url=url)
        )
    return group

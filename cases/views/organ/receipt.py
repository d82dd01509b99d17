"""The receipt of a reply, and the recommendation as it was served: pages to keep and to print."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.models import Case, Event, EventStage, Reply, ReplyKind
from cases.views.access import now, page
from cases.views.facets import own_dues
from cases.views.organ.asks import REPLY as REPLY_CLOCKS
from cases.views.organ.facet import ItemLine, addressed_to
from cases.views.organ.handover import REPLY
from cases.views.organ.reply import item_heading, organ_case_for
from cases.views.organ.story import REPLY_KINDS
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import translated


@page
@require_safe
def receipt(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was sent, when it arrived, and the digests of what came with it."""
    actor = actor_of(request)
    case = organ_case_for(actor, number)
    card = next(
        (each for each in addressed_to(actor, case) if pk in {reply.pk for reply in each.replies}),
        None,
    )
    if card is None:
        raise NotFound
    reply = next(each for each in card.replies if each.pk == pk)
    texts = {item.no: item for item in card.row.items.all()}
    event = event_of(reply, case)
    due = next((due for due in own_dues(actor, case) if due.row.code in REPLY_CLOCKS), None)
    context = {
        "case": case,
        "recommendation": card.row,
        "reply": reply,
        "kind": translated(REPLY_KINDS[ReplyKind(reply.kind)]),
        "lines": [
            (item_heading(row.no), ItemLine(texts[row.no], row, reply))
            for row in reply.items.all()
            if row.no in texts
        ],
        "position": card.replies.index(reply) + 1,
        "event": event,
        "document": card.papers.get(reply.pk),
        "may_seal": card.may_seal,
        "due": due,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/organ/receipt.html", context)


def event_of(reply: Reply, case: Case) -> Event | None:
    """The entry of the log under which a reply arrived: the first reply by the first event."""
    earlier = Reply.objects.filter(recommendation__case=case, pk__lt=reply.pk).count()
    events = Event.objects.filter(case=case, action=REPLY, stage=EventStage.DONE)
    return events.order_by("id")[earlier : earlier + 1].first()


@page
@require_safe
def recommendation(request: HttpRequest, number: str, document: str) -> HttpResponse:
    """The full text of a recommendation, in the parts Rules 75 gives it."""
    actor = actor_of(request)
    case = organ_case_for(actor, number)
    cards = addressed_to(actor, case)
    card = next((each for each in cards if each.row.number == document), None)
    if card is None:
        raise NotFound
    due = next((due for due in own_dues(actor, case) if due.row.code in REPLY_CLOCKS), None)
    context = {
        "case": case,
        "card": card,
        "items": [(item_heading(line.item.no), line) for line in card.lines],
        "due": due if card.row.withdrawn_on is None else None,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/organ/recommendation.html", context)

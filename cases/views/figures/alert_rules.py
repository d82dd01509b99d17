"""The rules for alerts of those who lead: set, and ended."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import Organisation
from agencies.request import actor_of
from cases.alerts.rules import LIMITS, end_rule, set_rule
from cases.models import AlertRule
from cases.models.alert import ALERTED_POSTS
from cases.views.access import now, page
from cases.views.forms.form import Choice
from pilit.law.errors import Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.texts import errors_of, translated

ENDED_SHOWN: Final = 20
_USUAL: Final = {"days": "30", "months": "3", "percent": "80"}
_LABELS: Final = {
    "days": N_("Overdue for more than so many days"),
    "months": N_("Last months counted"),
    "percent": N_("Reply rate below, in per cent"),
}
_EXPLAINED: Final = {
    AlertRule.Kind.OVERDUE: N_(
        "Any duty of a clue or case, whoever it is of: the procuratorate's, the organ's, the "
        "court's."
    ),
    AlertRule.Kind.REPLY_RATE: N_(
        "Replies to recommendations, in time or late, of those due in whole months that are over. "
        "Each procuratorate is counted by itself, from five replies due on."
    ),
    AlertRule.Kind.RELAPSE: N_("Any look-back of the last year whose conclusion is a relapse."),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a form, with what is wrong with it."""

    name: str
    label: str
    value: str
    most: int
    errors: list[str]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one kind of rule."""

    kind: str
    label: str
    explained: str
    numbers: list[Number]
    errors: list[str]


@page
@require_http_methods(["GET", "POST"])
def alert_rules(request: HttpRequest) -> HttpResponse:
    """The rules in force and those that were; a POST sets one."""
    actor, at, post = actor_of(request), now(), request.POST
    led = actor.places(*ALERTED_POSTS)
    if not led:
        raise NotFound
    places = {row.code: row for row in Organisation.objects.filter(pk__in=led).order_by("pk")}
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            place = places.get(post.get("at", ""))
            if place is None or post.get("kind") not in LIMITS:
                raise Invalid(errors={"": [N_("Choose a rule and a procuratorate.")]})
            set_rule(post["kind"], place, post.dict(), actor, at)
        except Invalid as refusal:
            wrong = errors_of(refusal)
        else:
            messages.success(
                request, _("The rule is set. It is looked at every morning, from tomorrow on.")
            )
            return redirect("cases:alert_rules")
    rules = AlertRule.objects.visible_to(actor).select_related(
        "procuratorate", "set_by", "ended_by"
    )
    typed = post.dict()
    context = {
        "rules": rules.in_force().order_by("id"),
        "ended": rules.exclude(ended_at__isnull=True).order_by("-ended_at", "-id")[:ENDED_SHOWN],
        "wrong": wrong.get("", []),
        "forms": [_form(kind, typed, wrong) for kind in AlertRule.Kind],
        "places": [
            Choice(code, row.short_name, code == typed.get("at", ""))
            for code, row in places.items()
        ],
        "today": beijing_date(at),
    }
    status = 422 if wrong else 200
    return render(request, "cases/figures/alert_rules.html", context, status=status)


def _form(kind: AlertRule.Kind, typed: dict[str, str], wrong: dict[str, list[str]]) -> Form:
    """With what was typed into it, where it was sent."""
    sent = typed.get("kind") == kind
    numbers = [
        Number(
            name,
            translated(_LABELS[name]),
            typed.get(name, "") if sent else _USUAL[name],
            most,
            wrong.get(name, []) if sent else [],
        )
        for name, most in LIMITS[kind].items()
    ]
    errors = wrong.get("kind", []) if sent else []
    return Form(kind.value, str(kind.label), translated(_EXPLAINED[kind]), numbers, errors)


@page
@require_POST
def alert_rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule; what it has raised stays."""
    actor = actor_of(request)
    row = AlertRule.objects.visible_to(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound
    end_rule(row, actor, now())
    messages.success(request, _("The rule is ended. Its alerts stay until they are dismissed."))
    return redirect("cases:alert_rules")

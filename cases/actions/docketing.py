"""At the court's door: the suit is docketed or refused (CPL 126; ALL 51)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.fields import ActionData, Ask, FactDay, Line, OptionalLine, Prose
from cases.actions.litigation import OnSuit
from cases.actions.registry import register
from cases.domain.vocabulary import CaseKind, Domain
from cases.models import Case
from pilit.law.texts import N_


def is_environmental_civil(case: Case) -> bool:
    """Whether other plaintiffs may join and the supervising department is told (Env-I 10, 12)."""
    return case.kind == CaseKind.CIVIL and case.domain == Domain.ENVIRONMENT


@register
class Docket(OnSuit):
    """The court registers the suit within seven days (CPL 126; ALL 51)."""

    name = "docket"
    label = N_("Docket the suit")
    consequence = N_(
        "The trial period of six months starts; the complaint is served on the defendant within "
        "five days."
    )
    occurs_on = "docketed_on"

    class Data(ActionData):
        docketed_on: Annotated[FactDay, Ask(_("Docketed on"))]
        court_number: Annotated[
            Line, Ask(_("Docket number"), _("Such as （2026）京0108行初321号."))
        ]

    def initial(self) -> dict[str, Any]:
        return {"docketed_on": self.today.isoformat()}

    def guard(self) -> None:
        suit = self.suit()
        self.refuse_before(
            "docketed_on", suit.delivered_on, str(_("Before the complaint was delivered."))
        )
        self.refuse_before(
            "docketed_on", suit.refusal_set_aside_on, str(_("Before the refusal was set aside."))
        )

    def effect(self) -> None:
        suit, data = self.suit(), self.data
        suit.docketed_on, suit.court_number = data.docketed_on, data.court_number
        suit.save()
        self.ledger.meet("docketing", data.docketed_on)
        self.ledger.start("complaint_service", data.docketed_on)
        self.ledger.start("first_instance", data.docketed_on)
        if is_environmental_civil(self.case):
            self.ledger.start("co_plaintiff_joining", data.docketed_on)
            self.ledger.start("department_informing", data.docketed_on)
        self.tell_parties("docketed", N_("The suit was docketed: %(number)s – %(title)s"))


@register
class RefuseDocketing(OnSuit):
    """The court refuses the suit by ruling, which can be appealed (CPL 126, 171; ALL 51); the case
    returns to follow-up.
    """

    name = "refuse_docketing"
    label = N_("Refuse to docket")
    consequence = N_(
        "The case returns to follow-up. The procuratorate may appeal the ruling within ten days, "
        "or sue again."
    )
    occurs_on = "on"

    class Data(ActionData):
        on: Annotated[FactDay, Ask(_("Ruling of"))]
        court_number: Annotated[
            OptionalLine, Field(max_length=60), Ask(_("Number of the ruling"))
        ] = ""
        served_on: Annotated[
            FactDay | None,
            Ask(
                _("Served on"),
                _("The appeal period starts with this day; empty: the day of the ruling."),
            ),
        ] = None
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def initial(self) -> dict[str, Any]:
        return {"on": self.today.isoformat(), "served_on": self.today.isoformat()}

    def guard(self) -> None:
        suit = self.suit()
        self.refuse_before("on", suit.delivered_on, str(_("Before the complaint was delivered.")))
        self.refuse_before(
            "on", suit.refusal_set_aside_on, str(_("Before the refusal was set aside."))
        )
        self.refuse_before("served_on", self.data.on, str(_("Before it was given.")))

    def effect(self) -> None:
        suit, data = self.suit(), self.data
        served_on = data.served_on or data.on
        self.tell_parties(
            "docketing_refused", N_("The court refused to docket: %(number)s – %(title)s")
        )
        suit.refused_on, suit.refusal_reason = data.on, data.reason
        suit.refusal_number, suit.refusal_served_on = data.court_number, served_on
        suit.refusal_set_aside_on = None
        suit.save()
        self.ledger.meet("docketing", data.on)
        self.ledger.start("judgment_record", served_on)
        self.ledger.start("appeal_ruling", served_on)

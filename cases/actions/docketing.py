"""At the court's door: the suit is docketed or refused (CPL 126; ALL 51)."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from cases.actions.fields import ActionData, Ask, FactDay, Line, Prose
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
        self.refuse_before(
            "docketed_on", self.suit().delivered_on, str(_("Before the complaint was delivered."))
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
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def guard(self) -> None:
        self.refuse_before(
            "on", self.suit().delivered_on, str(_("Before the complaint was delivered."))
        )

    def effect(self) -> None:
        suit = self.suit()
        self.tell_parties(
            "docketing_refused", N_("The court refused to docket: %(number)s – %(title)s")
        )
        suit.refused_on, suit.refusal_reason = self.data.on, self.data.reason
        suit.save()
        self.ledger.meet("docketing", self.data.on)
        self.ledger.start("appeal_ruling", self.data.on)

"""Before a civil suit: the notice or the relatives asked, who answers, and the end (Interp. 13;
Rules 91-93).
"""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import CaseAction
from cases.actions.clue import Row
from cases.actions.fields import ActionData, Ask, FactDay, Line, Prose
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.actions.review_clock import start_review, start_review_on
from cases.domain.clocks import NOTICE, REVIEW_CIVIL
from cases.domain.lifecycle import Transition
from cases.domain.vocabulary import CaseState, Domain
from cases.models import Conclusion, PlaintiffResponse, PublicNotice, Relative, ResponseKind
from cases.services.numbering import give_number
from pilit.law.errors import Invalid, WrongState
from pilit.law.texts import N_


def last_answer(action: CaseAction) -> dt.date | None:
    """The day the last relative answered; ``None`` where one is still to, or none was asked."""
    days = list(action.case.relatives.values_list("answered_on", flat=True))
    return max((day for day in days if day), default=None) if all(days) else None


class BeforeNotice(CaseAction):
    """What lets others take the suit over. The inquiry has been concluded (Rules 89)."""

    def precheck(self) -> None:
        concluded = self.case.conclusions.filter(stage=Conclusion.Stage.INQUIRY)
        if self.case.state == CaseState.INQUIRING and not concluded.exists():
            raise WrongState(N_("Conclude the inquiry first (Rules 89)."))


class AnsweredByRelatives(CaseAction):
    """What may bring the answer of the last relative: then nothing more is waited for (Rules 92).

    A notice published besides is waited for to its end.
    """

    def start_review(self) -> None:
        """Start the review for suit with the last answer."""
        answered = last_answer(self)
        if answered is not None and not self.case.notices.exists():
            start_review_on(self, REVIEW_CIVIL, answered)

    def leads_to(self, entry: Transition) -> str | None:
        """On to follow-up with the last answer."""
        done = last_answer(self) is not None and not self.case.notices.exists()
        return entry.otherwise if done else entry.target


@register
class PublishNotice(BeforeNotice):
    """In a medium of national reach, for thirty days (Interp. 13; Rules 91)."""

    name = "publish_notice"
    label = N_("Publish the notice")
    consequence = N_(
        "The notice gets its number. For thirty days eligible plaintiffs may sue and the "
        "right-holder may start compensation; then the review for suit starts."
    )
    occurs_on = "published_on"

    class Data(ActionData):
        medium: Annotated[Line, Ask(_("Medium"), _("One of national reach (Rules 91)."))]
        published_on: Annotated[FactDay, Ask(_("Published on"))]
        facts: Annotated[Prose, Ask(_("Facts of the harm"), widget="textarea")]
        contact: Annotated[Line, Ask(_("Contact"), _("Person and telephone."))]

    def initial(self) -> dict[str, Any]:
        ended = self.case.conclusions.filter(stage=Conclusion.Stage.INQUIRY).order_by("-id").first()
        return {
            "published_on": self.today.isoformat(),
            "facts": ended.findings if ended else "",
        }

    def precheck(self) -> None:
        super().precheck()
        if self.case.notices.exists():
            raise WrongState(N_("The notice has been published already."))

    def guard(self) -> None:
        self.refuse_before("published_on", self.case.filed_on, str(_("Before the case was filed.")))

    def effect(self) -> None:
        data = self.data
        row = PublicNotice.objects.create(
            case=self.case,
            number=give_number(self.case.procuratorate, "民公告", self.today),
            medium=data.medium,
            published_on=data.published_on,
            facts=data.facts,
            contact=data.contact,
            decided_on=self.today,
        )
        self.effects["number"] = row.number
        self.ledger.start(NOTICE, data.published_on)


class RelativeRow(Row):
    name: Annotated[Line, Ask(_("Name"))]
    answer: Annotated[
        ResponseKind | None, Ask(_("Answer"), _("Empty until there is one."), "choice")
    ] = None


@register
class AskRelatives(BeforeNotice, AnsweredByRelatives):
    """Near relatives of heroes and martyrs may be asked directly (Rules 92)."""

    name = "ask_relatives"
    label = N_("Ask the relatives")
    consequence = N_(
        "With the answer of the last relative the review for suit starts. Where a relative objects "
        "to the suit the case is closed."
    )
    occurs_on = "asked_on"

    class Data(ActionData):
        relatives: Annotated[
            tuple[RelativeRow, ...], Field(min_length=1, max_length=30), Ask(_("Near relatives"))
        ]
        asked_on: Annotated[FactDay, Ask(_("Asked on"))]

    def initial(self) -> dict[str, Any]:
        return {"asked_on": self.today.isoformat(), "relatives": [{"name": ""}]}

    def precheck(self) -> None:
        super().precheck()
        if self.case.domain != Domain.HEROES:
            raise WrongState(
                N_("Relatives are asked in cases of heroes and martyrs. Publish the notice.")
            )

    def guard(self) -> None:
        self.refuse_before("asked_on", self.case.filed_on, str(_("Before the case was filed.")))
        names = [row.name for row in self.data.relatives]
        if len(set(names)) < len(names):
            raise Invalid(errors={"relatives": [str(_("Each relative is named once."))]})

    def effect(self) -> None:
        day = self.data.asked_on
        answered = [row for row in self.data.relatives if row.answer is not None]
        Relative.objects.bulk_create(
            Relative(
                case=self.case,
                name=row.name,
                asked_on=day,
                answer=row.answer or "",
                answered_on=day if row.answer else None,
            )
            for row in self.data.relatives
        )
        PlaintiffResponse.objects.bulk_create(
            PlaintiffResponse(case=self.case, who=row.name, what=row.answer, on=day)
            for row in answered
        )
        self.start_review()


@register
class RecordPlaintiffResponse(AnsweredByRelatives):
    """What an eligible plaintiff, the right-holder or a relative answered (Rules 93)."""

    name = "record_plaintiff_response"
    label = N_("Record a response")
    occurs_on = "on"

    class Data(ActionData):
        who: Annotated[Line, Ask(_("Who"), _("Relatives by the name under which they were asked."))]
        what: Annotated[ResponseKind, Ask(_("Response"))]
        on: Annotated[FactDay, Ask(_("Day"))]

    def initial(self) -> dict[str, Any]:
        waiting = self.case.relatives.filter(answer="").first()
        return {"on": self.today.isoformat(), "who": waiting.name if waiting else ""}

    def guard(self) -> None:
        asked = self.case.relatives.filter(name=self.data.who).first()
        notice = self.case.notices.first()
        if asked is not None:
            self.refuse_before("on", asked.asked_on, str(_("Before they were asked.")))
        elif notice is not None:
            published = str(_("Before the notice was published."))
            self.refuse_before("on", notice.published_on, published)

    def effect(self) -> None:
        data = self.data
        PlaintiffResponse.objects.create(case=self.case, who=data.who, what=data.what, on=data.on)
        asked = self.case.relatives.filter(name=data.who)
        asked.update(answer=data.what, answered_on=data.on)
        self.start_review()


@register
class NoticeEnds(CaseAction):
    """The clock: the notice has ended; the review for suit starts (Interp. 13; Rules 47)."""

    name = "notice_ends"
    label = N_("The notice ended")

    def effect(self) -> None:
        clock = self.ledger.find(NOTICE)
        if clock is None:
            raise LookupError("no notice runs")
        start_review(self, REVIEW_CIVIL, clock)
        tell(
            self,
            team_of(self.case, self.today),
            "notice_ended",
            N_("The notice has ended, the review for suit starts: %(number)s – %(title)s"),
        )

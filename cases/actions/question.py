"""A question of who leads or supervises, and the handler's answer (Rules 5, 7, 10, 11)."""

from typing import Annotated, Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agencies.actor import Actor
from cases.actions.base import CaseAction, Options, choices
from cases.actions.fields import ActionData, Ask, FactDay, OptionalLine, Prose
from cases.actions.notices import team_of, tell
from cases.actions.registry import register
from cases.domain.rulebook import all_rules
from cases.models import Case, CaseQuestion, Deadline
from cases.models.question import CaseQuestionQuerySet
from pilit.law.errors import Invalid, SamePerson, WrongState
from pilit.law.texts import N_
from pilit.web.texts import full_date, translated

ANSWER_CLOCK: Final = "question_answer"
EXCERPT: Final = 80
"""So many characters of a question tell it from others in a choice."""


class Asked(CaseAction):
    """An action on the questions about a case. It leaves the version as it is: the parties see the
    version, and must not sense that somebody asked.
    """

    aside = True

    def open(self) -> CaseQuestionQuerySet:
        """The questions that still wait for their answer."""
        rows = CaseQuestion.objects.open().filter(case=self.case)
        return rows.select_related("asked_by", "deadline", "about").order_by("id")


@register
class AskAbout(Asked):
    """Who leads or supervises asks about a duty; who handles the case answers."""

    name = "ask_about"
    label = N_("Ask about it")
    consequence = N_(
        "Whoever handles the case is told at once and answers within the house period. Question "
        "and answer stand in the history of the case; no party sees them."
    )
    from_address = frozenset({"duty"})

    class Data(ActionData):
        duty: Annotated[
            OptionalLine, Ask(_("About the duty"), _("Empty: the case as a whole."), "choice")
        ] = ""
        question: Annotated[Prose, Ask(_("Question"), widget="textarea")]

    def duties(self) -> list[Deadline]:
        """What waits to be done in the case, the most urgent first; no answers to questions."""
        rows = Deadline.objects.pending().filter(Q(case=self.case), due_on__isnull=False)
        return list(rows.exclude(code=ANSWER_CLOCK).order_by("due_on", "id"))

    def options(self) -> Options:
        labels = {rule.code: rule.label for rule in all_rules()}
        found: dict[str, str] = {}
        for row in self.duties():
            day = full_date(row.due_on) if row.due_on else ""
            told = {"what": translated(labels[row.code]), "day": day}
            found.setdefault(row.code, _now("%(what)s: until %(day)s") % told)
        return {"duty": choices(found.items())}

    def unasked(self) -> frozenset[str]:
        return self.by_clock() | (frozenset() if self.duties() else {"duty"})

    def precheck(self) -> None:
        if self.case.handler_id is None:
            raise WrongState(
                N_("Nobody handles the case yet who could answer; the head names somebody first.")
            )

    def guard(self) -> None:
        if self.person() in team_of(self.case, self.today):
            raise SamePerson(N_("You work on the case yourself: there is nobody else to ask."))
        if self.open().filter(asked_by=self.person(), about=self._about()).exists():
            said = str(_("You have asked about this already; the answer is awaited."))
            raise WrongState(errors={"duty": [said]})

    def effect(self) -> None:
        if self.seat is None:
            raise LookupError("whoever asks acts for a procuratorate")
        about = self._about()
        CaseQuestion.objects.create(
            case=self.case,
            about=about,
            question=self.data.question,
            asked_by=self.person(),
            place_id=self.seat.organisation_id,
            asked_on=self.today,
            deadline=self.ledger.start(ANSWER_CLOCK, self.today),
        )
        if about is not None:
            self.effects["code"] = about.code
        tell(
            self,
            team_of(self.case, self.today),
            "case_asked",
            N_("%(who)s asks about the case: %(number)s – %(title)s"),
            who=self.person().name,
        )

    def _about(self) -> Deadline | None:
        """The duty asked about. Raises :class:`Invalid` for one that does not wait."""
        if not self.data.duty:
            return None
        found = next((row for row in self.duties() if row.code == self.data.duty), None)
        if found is None:
            raise Invalid(errors={"duty": [str(_("This does not wait to be done in the case."))]})
        return found


@register
class AnswerQuestion(Asked):
    """The answer goes to who asked, and ends the period for it."""

    name = "answer_question"
    label = N_("Answer the question")
    consequence = N_("The answer goes to whoever asked; it stands in the history of the case.")
    occurs_on = "on"
    from_address = frozenset({"question"})

    class Data(ActionData):
        question: Annotated[
            OptionalLine,
            Ask(_("Question"), _("Where several wait; else the one there is."), "choice"),
        ] = ""
        answer: Annotated[Prose, Ask(_("Answer"), widget="textarea")]
        on: Annotated[FactDay, Ask(_("Answered on"))]

    def options(self) -> Options:
        return {"question": choices((row.pk, _in_a_line(row)) for row in self.open())}

    def initial(self) -> dict[str, Any]:
        first = self.open().first()
        return {"on": self.today.isoformat(), "question": str(first.pk) if first else ""}

    def precheck(self) -> None:
        # Asked of rows that the page of the case has at hand.
        if not any(row.is_open for row in self.case.questions.all()):
            raise WrongState(N_("No question about the case waits for an answer."))

    def guard(self) -> None:
        row = self._row()
        if row.asked_by == self.person():
            raise SamePerson(N_("Nobody answers their own question."))
        self.refuse_before("on", row.asked_on, str(_("Before the question was asked.")))

    def effect(self) -> None:
        row = self._row()
        row.answered_on, row.answer = self.data.on, self.data.answer
        row.answered_by = self.person()
        row.save(update_fields=["answered_on", "answer", "answered_by"])
        if row.deadline is not None and row.deadline.cancelled_on is None:
            self.ledger.fulfil(row.deadline, self.data.on)
        self.effects["asked_by"] = row.asked_by.username
        asker = Actor.of(row.asked_by, self.today)
        if Case.objects.internal_to(asker).filter(pk=self.case.pk).exists():
            tell(
                self,
                [row.asked_by],
                "question_answered",
                N_("%(who)s answered your question: %(number)s – %(title)s"),
                who=self.person().name,
            )

    def _row(self) -> CaseQuestion:
        """The question answered. Raises :class:`Invalid` where it is not clear which."""
        rows = list(self.open())
        if self.data.question:
            rows = [row for row in rows if str(row.pk) == self.data.question]
        if len(rows) != 1:
            raise Invalid(errors={"question": [str(_("Say which question this answers."))]})
        return rows[0]


def _in_a_line(row: CaseQuestion) -> str:
    text = " ".join(row.question.split())
    short = text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    return _now("%(who)s asks: %(question)s") % {"who": row.asked_by.name, "question": short}

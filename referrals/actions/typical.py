"""A typical case is chosen, written, made anonymous and sent for review (Opinions 9)."""

from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from agencies.models import Organisation, Post
from cases.actions.base import Action, Options
from cases.actions.fields import (
    ActionData,
    Ask,
    Line,
    OptionalLine,
    OptionalProse,
    Prose,
    Sealed,
)
from cases.actions.notices import tell
from cases.domain.vocabulary import CaseState
from cases.models import Case
from cases.services.numbering import give_number
from cases.services.people import holders, unrecused
from pilit.law.errors import Invalid, NotPermitted, WrongState
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain.anonymity import LONGEST
from referrals.domain.theme_days import BY_CODE, THEME_DAYS
from referrals.domain.typical import PARTS, TypicalState
from referrals.models import KeptMark, TypicalCase
from referrals.services.anonymity import open_marks
from referrals.services.typical import drafted
from referrals.sort import TYPICAL
from referrals.standing import WRITING_POSTS

SERIES = "公典"
HEADING_LENGTH = 200


def theme_options() -> list[tuple[str, str]]:
    """The theme days with their dates, for a form."""
    return [
        (each.code, f"{translated(each.label)} ({each.month:02}-{each.day:02})")
        for each in THEME_DAYS
    ]


def refuse_unknown_theme(code: str) -> None:
    """Raise :class:`Invalid` at ``theme_day`` where there is no such day."""
    if code and code not in BY_CODE:
        raise Invalid(errors={"theme_day": [N_("There is no such theme day.")]})


class TypicalAction(Action):
    """An action on a typical case."""

    @property
    def row(self) -> TypicalCase:
        """The typical case acted on."""
        if not isinstance(self.target, TypicalCase):
            raise TypeError(f"{self.name} acts on a typical case")
        return self.target

    def tell_post(self, post: Post, message: str) -> None:
        """Tell who holds a post there and is not recused from the case."""
        row = self.row
        people = holders(row.procuratorate_id, (post,), self.today)
        tell(self, unrecused(row.case, people), self.name, message)

    def tell_author(self, message: str) -> None:
        """Tell who wrote it, unless they are recused from the case by now."""
        row = self.row
        tell(self, unrecused(row.case, [row.writer]), self.name, message)

    def refuse_open_marks(self) -> None:
        """Raise :class:`WrongState` while something is marked that nobody has decided about."""
        if open_marks(self.row):
            raise WrongState(
                N_("Something is marked in the text: replace it, or say why it may stand.")
            )


@TYPICAL.register
class ChooseTypicalCase(TypicalAction):
    """Who works on cases chooses one that is closed."""

    name = "choose_typical_case"
    label = N_("Choose a typical case")
    consequence = N_(
        "Its text is drafted from the facts of the case. Nothing is public before the head has "
        "reviewed it and the chief procurator has decided."
    )

    class Data(ActionData):
        case: Annotated[Line, Ask(_("Number of the case"), _("A case that is closed."))]
        theme_day: Annotated[OptionalLine, Ask(_("Theme day"), widget="choice")] = ""

    def options(self) -> Options:
        return {"theme_day": theme_options()}

    @cached_property
    def place(self) -> Organisation:
        """The procuratorate of who chooses."""
        seat = self.seat or self.actor.holds(*WRITING_POSTS)
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    @cached_property
    def case(self) -> Case:
        """The case. Raises :class:`Invalid` at ``case``."""
        rows = Case.objects.internal_to(self.actor).filter(procuratorate=self.place)
        row = rows.filter(number=self.data.case).first()
        if row is None:
            raise Invalid(errors={"case": [N_("You see no case of this number here.")]})
        return row

    def guard(self) -> None:
        refuse_unknown_theme(self.data.theme_day)
        if self.case.state != CaseState.CLOSED:
            raise Invalid(errors={"case": [N_("This case is not closed yet.")]})
        if TypicalCase.objects.filter(case=self.case, withdrawn_on=None).exists():
            raise Invalid(errors={"case": [N_("This case has been chosen already.")]})

    def effect(self) -> None:
        self.made = TypicalCase.objects.create(
            sort=TYPICAL.name,
            procuratorate=self.place,
            number=give_number(self.place, SERIES, self.today),
            state=TypicalState.DRAFTED,
            author=self.person(),
            case=self.case,
            theme_day=self.data.theme_day,
            chosen_on=self.today,
            **drafted(self.case),
        )


@TYPICAL.register
class WriteTypicalCase(TypicalAction):
    """Its author writes on."""

    name = "write_typical_case"
    label = N_("Write the text")
    consequence = N_(
        "What may tell who somebody is, is looked for and marked when you have sent it."
    )

    class Data(ActionData):
        heading: Annotated[Line, Ask(_("Title"))]
        harm: Annotated[Prose, Ask(_("The harm"), widget="textarea")]
        done: Annotated[Prose, Ask(_("What was done"), widget="textarea")]
        result: Annotated[OptionalProse, Ask(_("The result"), widget="textarea")] = ""
        significance: Annotated[OptionalProse, Ask(_("What it stands for"), widget="textarea")] = ""
        theme_day: Annotated[OptionalLine, Ask(_("Theme day"), widget="choice")] = ""

    def options(self) -> Options:
        return {"theme_day": theme_options()}

    def initial(self) -> dict[str, Any]:
        return {**self.row.texts, "theme_day": self.row.theme_day}

    def guard(self) -> None:
        refuse_unknown_theme(self.data.theme_day)

    def effect(self) -> None:
        for name in ("heading", *PARTS, "theme_day"):
            setattr(self.row, name, getattr(self.data, name))


class SettledRow(BaseModel):
    """What is done with words that are marked: either is given, or neither for now."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    mark: Annotated[str, Field(min_length=1, max_length=LONGEST), Ask(_("Marked"))]
    replacement: Annotated[OptionalLine, Ask(_("Words in its place"))] = ""
    reason: Annotated[OptionalLine, Ask(_("Or: why it may stand"))] = ""


@TYPICAL.register
class SettleMarks(TypicalAction):
    """The checklist: each thing that is marked is replaced, or kept for a reason."""

    name = "settle_marks"
    label = N_("Go through what is marked")
    consequence = N_(
        "A replacement is made wherever the words stand. What you keep is shown, with your reason, "
        "to who reviews and decides."
    )

    class Data(ActionData):
        marks: Annotated[
            tuple[SettledRow, ...],
            Field(min_length=1, max_length=200),
            Ask(_("What is marked"), _("What you leave empty stays marked.")),
            Sealed(),
        ]

    def precheck(self) -> None:
        if not open_marks(self.row):
            raise WrongState(N_("Nothing is marked in the text."))

    def options(self) -> Options:
        found = open_marks(self.row)
        return {
            "marks.mark": [
                (each.words, f"{each.words} · {translated(each.label)}") for each in found
            ]
        }

    def initial(self) -> dict[str, Any]:
        return {"marks": [{"mark": each.words} for each in open_marks(self.row)]}

    @cached_property
    def _open(self) -> dict[str, str]:
        return {each.words: each.kind for each in open_marks(self.row)}

    def guard(self) -> None:
        errors: dict[str, list[str]] = {}
        for index, each in enumerate(self.data.marks):
            if each.mark not in self._open:
                errors[f"marks.{index}.mark"] = [N_("This is not marked in the text.")]
            elif each.replacement and each.reason:
                errors[f"marks.{index}.reason"] = [N_("Replace it or keep it, not both.")]
            elif each.mark in each.replacement:
                errors[f"marks.{index}.replacement"] = [N_("The replacement still tells it.")]
        if not errors and not any(each.replacement or each.reason for each in self.data.marks):
            errors["marks"] = [N_("Replace one of them at least, or say why it may stand.")]
        if not errors and len(self._replaced()["heading"]) > HEADING_LENGTH:
            errors["marks"] = [N_("With these words the title is too long.")]
        if errors:
            raise Invalid(errors=errors)

    def _replaced(self) -> dict[str, str]:
        """The texts with every replacement made, the longest words first."""
        texts = dict(self.row.texts)
        swaps = [each for each in self.data.marks if each.replacement]
        for each in sorted(swaps, key=lambda swap: -len(swap.mark)):
            for name, text in texts.items():
                texts[name] = text.replace(each.mark, each.replacement)
        return texts

    def effect(self) -> None:
        row, person = self.row, self.person()
        for name, text in self._replaced().items():
            setattr(row, name, text)
        kept = [each for each in self.data.marks if each.reason]
        for each in kept:
            KeptMark.objects.create(
                typical=row,
                kind=self._open[each.mark],
                words=each.mark,
                reason=each.reason,
                by=person,
                on=self.today,
            )
        self.effects["replaced"] = sum(bool(each.replacement) for each in self.data.marks)
        self.effects["kept"] = len(kept)


@TYPICAL.register
class SubmitTypicalCase(TypicalAction):
    """Its author has finished: the head reviews it."""

    name = "submit_typical_case"
    label = N_("Send for review")
    consequence = N_("The head of department reviews it; you no longer change it.")

    def precheck(self) -> None:
        if not all(text.strip() for text in self.row.texts.values()):
            raise WrongState(N_("A part of the text is still empty."))
        self.refuse_open_marks()

    def effect(self) -> None:
        self.row.remark = ""
        self.tell_post(Post.HEAD, N_("A typical case waits for your review: %(title)s"))

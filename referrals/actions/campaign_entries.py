"""Cases and clues are put into a campaign and taken out of it, each by a person (Opinions 3(2))."""

from functools import cached_property
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import Options
from cases.actions.fields import ActionData, Ask, Line, Prose
from cases.models import Case, Clue
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from referrals.actions.campaign import CampaignAction
from referrals.models import CampaignEntry
from referrals.services.campaign import entries_of, suggested
from referrals.sort import CAMPAIGN

MOST = 200


@CAMPAIGN.register
class AddToCampaign(CampaignAction):
    """Somebody of the leading procuratorate or one below puts in what they see."""

    name = "add_to_campaign"
    label = N_("Put cases and clues in")
    consequence = N_(
        "They count towards the goals from now on. Their own people and whoever leads the campaign "
        "see them in it; nothing of them is shown to anybody who does not see them anyway."
    )

    class Data(ActionData):
        chosen: Annotated[
            tuple[Line, ...],
            Field(max_length=MOST),
            Ask(
                _("What may belong to it"),
                _(
                    "Filed or registered on its days in its domains, of a cause that is in it, or "
                    "of a clue that is; you decide which belong to it."
                ),
                "people",
            ),
        ] = ()
        numbers: Annotated[
            tuple[Line, ...],
            Field(max_length=MOST),
            Ask(_("Others"), _("Numbers of cases or clues that you see.")),
        ] = ()

    def options(self) -> Options:
        found = suggested(self.campaign, self.actor)
        rows: list[Case | Clue] = [*found.cases, *found.clues]
        return {"chosen": [_option(row) for row in rows]}

    @cached_property
    def named(self) -> list[Case | Clue]:
        """What is to be put in and is not in yet. Raises :class:`Invalid`."""
        place = self.campaign.place
        found = {
            _key(row): row
            for field in ("chosen", "numbers")
            for row in self.seen(field, getattr(self.data, field), place)
        }
        held = set(entries_of(self.campaign).values_list("case", "clue"))
        new = [row for key, row in found.items() if key not in held]
        if not new:
            raise Invalid(errors={"numbers": [N_("All of them are in the campaign already.")]})
        return new

    def guard(self) -> None:
        if not self.data.chosen and not self.data.numbers:
            raise Invalid(errors={"chosen": [N_("Choose one at least, or write its number.")]})
        _found = self.named

    def effect(self) -> None:
        self.put_in(self.named)


@CAMPAIGN.register
class TakeOutOfCampaign(CampaignAction):
    """What does not belong to it is taken out, by who sees it; that it was in it stays known."""

    name = "take_out_of_campaign"
    label = N_("Take cases and clues out")
    consequence = N_("They count no longer. That they were in the campaign stays in its history.")

    class Data(ActionData):
        numbers: Annotated[
            tuple[Line, ...],
            Field(min_length=1, max_length=MOST),
            Ask(_("Which"), widget="people"),
        ]
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def options(self) -> Options:
        held = entries_of(self.campaign)
        cases = Case.objects.internal_to(self.actor).filter(pk__in=held.values("case"))
        clues = Clue.objects.visible_to(self.actor).filter(pk__in=held.values("clue"))
        rows: list[Case | Clue] = [*cases, *clues]
        return {"numbers": [_option(row) for row in rows]}

    @cached_property
    def rows(self) -> list[CampaignEntry]:
        """What is taken out. Raises :class:`Invalid` at ``numbers``."""
        # Wherever a case is by now: one that has moved away may be taken out.
        named = self.seen("numbers", self.data.numbers)
        held = {(row.case_id, row.clue_id): row for row in entries_of(self.campaign)}
        keys = {_key(row) for row in named}
        if keys - held.keys():
            raise Invalid(errors={"numbers": [N_("One of them is not in the campaign.")]})
        return [held[key] for key in keys]

    def guard(self) -> None:
        _found = self.rows

    def effect(self) -> None:
        for row in self.rows:
            row.taken_out_on, row.taken_out_reason = self.today, self.data.reason
            row.save(update_fields=["taken_out_on", "taken_out_reason"])
        self.effects["taken_out"] = len(self.rows)


def _key(row: Case | Clue) -> tuple[int | None, int | None]:
    return (row.pk, None) if isinstance(row, Case) else (None, row.pk)


def _option(row: Case | Clue) -> tuple[str, str]:
    return row.number, f"{row.title} · {row.number}"

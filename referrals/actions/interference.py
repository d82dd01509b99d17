"""An attempt to intervene in a case is recorded and supplemented, by whoever works on the case
(Opinions 5(5), 8(1)). Nobody alters or withdraws what was recorded.
"""

import json
import secrets
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind, Post, User
from cases.actions.base import Action, Options
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    Line,
    OptionalLine,
    OptionalProse,
    Prose,
    Sealed,
)
from cases.actions.notices import tell
from cases.models import Case
from cases.services.people import holders, named
from pilit.law.errors import Conflict, Invalid, NotPermitted
from pilit.law.texts import N_
from referrals.domain.interference import InterferenceState
from referrals.models import Account, Interference
from referrals.querysets.interference import COMMISSION_POSTS, RECORDER, SHUT_OUT
from referrals.services.interference import addressees, chief_place, commission_for
from referrals.services.keys import digest_of, keyed, mark
from referrals.services.sealed_files import take_sealed
from referrals.services.sealing import seal
from referrals.sort import INTERFERENCE

SERIES = "公干预记"


class InterferenceAction(Action):
    """An action on a record of an attempt to intervene."""

    @property
    def record(self) -> Interference:
        """The record acted on."""
        if not isinstance(self.target, Interference):
            raise TypeError(f"{self.name} acts on a record of an attempt to intervene")
        return self.target

    def add(self, row: Interference, told: dict[str, str], files: Sequence[UUID]) -> None:
        """Add an account under seal, its digest into the event."""
        sealed = seal(told)
        Account.objects.create(interference=row, sealed=sealed, recorded_at=self.at)
        self.effects["account"] = digest_of(sealed)
        if files:
            take_sealed(self, files, "files", row)


@INTERFERENCE.register
class RecordInterference(InterferenceAction):
    """Somebody tried to intervene in a case."""

    name = "record_interference"
    label = N_("Record an attempt to intervene")
    consequence = N_(
        "It goes, sealed, to the chief procurator and the discipline commission only. It cannot be "
        "altered or withdrawn, only supplemented. Your name is opened only with the approval of a "
        "second person."
    )
    unnamed = True

    class Data(ActionData):
        case: Annotated[Line, Ask(_("Number of the case")), Sealed()]
        who: Annotated[Line, Ask(_("Who tried to intervene")), Sealed()]
        post: Annotated[Line, Ask(_("Their organisation and post")), Sealed()]
        person: Annotated[
            OptionalLine,
            Ask(
                _("Is it one of those to whom the record goes?"),
                _("Then it is kept from them; in place of a chief the next higher one has it."),
                "choice",
            ),
            Sealed(),
        ] = ""
        happened_on: Annotated[FactDay, Ask(_("When")), Sealed()]
        how: Annotated[
            Prose,
            Ask(
                _("How"),
                _("Words, deeds, who was there. Do not write who you are: that is sealed apart."),
                "textarea",
            ),
            Sealed(),
        ]
        evidence: Annotated[
            OptionalProse,
            Ask(_("Evidence"), _("Where it is, if not among the files."), "textarea"),
            Sealed(),
        ] = ""
        files: Annotated[Files, Ask(_("Files"), widget="files"), Sealed()] = ()

    @cached_property
    def place(self) -> Organisation:
        """The recorder's procuratorate."""
        seats = self.actor.seats_in(OrganisationKind.PROCURATORATE)
        seat = self.seat or next(iter(seats), None)
        if seat is None:
            raise NotPermitted
        return Organisation.objects.get(pk=seat.organisation_id)

    def options(self) -> Options:
        place = self.place
        people = holders(place.pk, (Post.CHIEF,), self.today)
        if (commission := commission_for(place)) is not None:
            people += holders(commission.pk, COMMISSION_POSTS, self.today)
        others = [person for person in people if person != self.actor.user]
        return {"person": [(person.username, person.name) for person in others]}

    @cached_property
    def case(self) -> Case:
        """The case. Raises :class:`Invalid` for one the actor does not work on."""
        row = Case.objects.internal_to(self.actor).filter(number=self.data.case).first()
        if row is None:
            raise Invalid(errors={"case": [N_("You see no case of this number from inside.")]})
        return row

    @cached_property
    def kept_from(self) -> list[User]:
        """Those from whom it is kept although it would go to them: the person it tells of, who
        recorded it, and who is recused from the case.
        """
        told_of = named("person", [self.data.person]) if self.data.person else []
        recused = User.objects.filter(pk__in=self.case.recusals.values("person"))
        return [*told_of, self.person(), *recused]

    @cached_property
    def goes_to(self) -> tuple[Organisation, Organisation]:
        """The procuratorate to whose chief it goes, and the discipline commission."""
        found = chief_place(self.place, self.kept_from, self.today), commission_for(self.place)
        chief_at, commission = found
        if chief_at is None or commission is None:
            raise NotPermitted(N_("There is no chief or no commission to whom it could go."))
        return chief_at, commission

    @cached_property
    def told(self) -> dict[str, str]:
        """The account."""
        data = self.data
        return {
            "case": self.case.number,
            "who": data.who,
            "post": data.post,
            "happened_on": data.happened_on.isoformat(),
            "how": data.how,
            "evidence": data.evidence,
        }

    @cached_property
    def twin(self) -> str:
        """What is the same for the same account by the same person, and tells nothing."""
        return keyed(json.dumps([self.person().pk, self.told], ensure_ascii=False, sort_keys=True))

    def guard(self) -> None:
        if Interference.objects.filter(twin=self.twin).exists():
            raise Conflict(N_("You have recorded this already. Supplement the record."))

    def effect(self) -> None:
        person, (chief_at, commission) = self.person(), self.goes_to
        row = Interference.objects.create(
            sort=INTERFERENCE.name,
            procuratorate=self.place,
            # Drawn, not counted: a series would tell how many there are.
            number=f"{self.place.number_prefix}{SERIES}〔{self.today.year}〕{_drawn()}号",
            state=InterferenceState.RECORDED,
            confined=True,
            addressed=chief_at,
            commission=commission,
            recorder=mark(RECORDER, person),
            shut_out=sorted({mark(SHUT_OUT, each) for each in self.kept_from}),
            sealed=seal({"name": person.name, "username": person.username}),
            twin=self.twin,
            recorded_on=self.today,
        )
        self.made = row
        self.add(row, self.told, self.data.files)
        tell(
            self,
            addressees(row, self.today),
            self.name,
            N_("An attempt to intervene was recorded: %(number)s"),
        )


def _drawn() -> str:
    """A number that tells nothing."""
    return secrets.token_hex(4).upper()


@INTERFERENCE.register
class SupplementInterference(InterferenceAction):
    """Who recorded it adds to it."""

    name = "supplement_interference"
    label = N_("Supplement the record")
    consequence = N_("What you add goes where the record went; nothing of it can be taken back.")
    unnamed = True

    class Data(ActionData):
        how: Annotated[Prose, Ask(_("What is added"), widget="textarea"), Sealed()]
        files: Annotated[Files, Ask(_("Files"), widget="files"), Sealed()] = ()

    def effect(self) -> None:
        row = self.record
        self.add(row, {"how": self.data.how}, self.data.files)
        tell(self, addressees(row, self.today), self.name, N_("%(title)s was supplemented"))

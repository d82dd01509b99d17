"""Sending a referral (Opinions 3(1), 5(2), 6; Rules 26)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from agencies.models import Appointment, Organisation, OrganisationKind, User
from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    Files,
    OptionalLine,
    OptionalProse,
    OrganisationCode,
    Prose,
    Sealed,
    UserName,
    When,
)
from cases.actions.notices import tell
from cases.models import Case, Clue
from cases.services.files import take
from cases.services.numbering import give_number
from cases.services.people import holders, named, organisation
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from referrals.actions.base import ReferralAction
from referrals.domain.directions import Body, Direction, direction, kinds_of, receivers_of
from referrals.domain.vocabulary import (
    KIND_LABELS,
    SECRECY_LABELS,
    SIGNING,
    ReferralKind,
    ReferralState,
    Secrecy,
)
from referrals.models import Referral
from referrals.querysets.referral import BODIES, DECIDING_POSTS, LEADING_POSTS
from referrals.services.sealed_files import take_sealed
from referrals.services.sealing import seal
from referrals.sort import REFERRAL

SERIES = "公移送"
ENOUGH = 2
"""People named in a secret referral at least: one opens, another approves."""


@REFERRAL.register
class SendReferral(ReferralAction):
    """A clue or matter is handed to whom it concerns."""

    name = "send_referral"
    label = N_("Send a referral")
    consequence = N_(
        "The receiver is told at once and has the house period to sign for it; you will see its "
        "state and its result."
    )

    class Data(ActionData):
        kind: Annotated[ReferralKind, Ask(_("What is referred"))]
        to: Annotated[OrganisationCode, Ask(_("Receiver"), widget="organisation")]
        case: Annotated[
            OptionalLine,
            Ask(_("Number of the case"), _("Where it came up in handling a case.")),
        ] = ""
        clue: Annotated[
            OptionalLine, Ask(_("Number of the clue"), _("Where it came up in a clue."))
        ] = ""
        secrecy: Annotated[Secrecy, Ask(_("Secrecy"))] = Secrecy.ORDINARY
        named: Annotated[
            tuple[UserName, ...],
            Ask(
                _("For these people of the receiver only"),
                _("At least two, one of whom leads: one opens it, another approves."),
                "people",
            ),
            When("secrecy", frozenset({Secrecy.SECRET})),
        ] = ()
        narrative: Annotated[
            Prose,
            Ask(
                _("Facts"),
                _("The receiver sees what you write here, and nothing else."),
                "textarea",
            ),
            Sealed(),
        ]
        penalty_decision: Annotated[
            OptionalProse,
            Ask(
                _("Penalty decision"),
                _("Number and content, where an organ has given one (Opinions 5(2))."),
                "textarea",
            ),
            Sealed(),
        ] = ""
        files: Annotated[
            Files,
            Ask(_("Files"), _("The penalty decision and the evidence go along."), "files"),
        ] = ()

    @classmethod
    def keepable(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is to be sealed is kept nowhere in clear, not even while it is written."""
        if values.get("secrecy") != Secrecy.SECRET:
            return values
        return {
            name: value
            for name, value in values.items()
            if name not in {"narrative", "penalty_decision"}
        }

    def initial(self) -> dict[str, Any]:
        return {"secrecy": Secrecy.ORDINARY.value}

    def unasked(self) -> frozenset[str]:
        """Only procuratorates have cases and clues here, only organs decide on penalties."""
        kind = self.sender.kind if self.sender is not None else ""
        if kind == OrganisationKind.PROCURATORATE:
            return frozenset({"penalty_decision"})
        origin = frozenset({"case", "clue"})
        return origin if kind == OrganisationKind.ORGAN else origin | {"penalty_decision"}

    def options(self) -> Options:
        kinds = {str(seat.organisation_kind) for seat in self.actor.seats_in(*BODIES)}
        return {
            "kind": choices((each.value, _(KIND_LABELS[each])) for each in kinds_of(kinds)),
            "secrecy": choices(
                (each.value, _(SECRECY_LABELS[each]))
                for each in Secrecy
                if self.may_name or each is not Secrecy.SECRET
            ),
            **self._people_and_places(kinds),
        }

    def _people_and_places(self, kinds: set[str]) -> dict[str, Any]:
        """Those of the own region come first; people may be named there."""
        own = self.sender
        region = own.region.partition(".")[0] if own is not None else ""
        rows = Organisation.objects.active().filter(kind__in=receivers_of(kinds))
        rows = rows.exclude(pk__in=[own.pk] if own is not None else []).order_by("region", "id")
        here, elsewhere = translate("Own region"), translate("Elsewhere")
        found = [(row.code, row.name, here if row.region == region else elsewhere) for row in rows]
        near = [row for row in rows if row.region == region]
        held = Appointment.objects.active_on(self.today).in_post(*DECIDING_POSTS)
        people = held.filter(organisation__in=near if self.may_name else [])
        people = people.select_related("person", "organisation")
        return {
            "to": sorted(found, key=lambda row: row[2] != here),
            "named": [
                (
                    each.person.username,
                    f"{each.person.name} · {each.get_post_display()}",
                    each.organisation.short_name,
                )
                for each in people.order_by("organisation", "id")
            ],
        }

    @property
    def may_name(self) -> bool:
        """Whether the sender knows whom to name: who works on cases is not told to organs and
        courts.
        """
        kind = self.sender.kind if self.sender is not None else ""
        return kind in {OrganisationKind.PROCURATORATE, OrganisationKind.COMMISSION}

    @cached_property
    def sender(self) -> Organisation | None:
        """Whose referral it is: that of the seat in which the actor sends it."""
        seats = [seat for seat in self.actor.seats_in(*BODIES) if seat.post in DECIDING_POSTS]
        seat = self.seat or next(iter(seats), None)
        return Organisation.objects.get(pk=seat.organisation_id) if seat else None

    @cached_property
    def receiver(self) -> Organisation:
        """To whom it goes."""
        return organisation("to", self.data.to)

    @cached_property
    def people(self) -> list[User]:
        """The people named."""
        return named("named", self.data.named)

    @cached_property
    def case(self) -> Case | None:
        """The case it came up in. Raises :class:`Invalid` for one the actor does not see."""
        if not self.data.case:
            return None
        row = Case.objects.internal_to(self.actor).filter(number=self.data.case).first()
        if row is None or self.sender is None or row.procuratorate_id != self.sender.pk:
            raise Invalid(errors={"case": [N_("Your procuratorate has no case of this number.")]})
        return row

    @cached_property
    def clue(self) -> Clue | None:
        """The clue it came up in. Raises :class:`Invalid` for one the actor does not see."""
        if not self.data.clue:
            return None
        row = Clue.objects.visible_to(self.actor).filter(number=self.data.clue).first()
        if row is None or self.sender is None or row.procuratorate_id != self.sender.pk:
            raise Invalid(errors={"clue": [N_("Your procuratorate has no clue of this number.")]})
        return row

    def guard(self) -> None:
        way = self._way()
        data = self.data
        if data.kind in way.from_case and self.case is None:
            said = N_("Such a clue comes up in handling a case: name the case (Opinions 6).")
            raise Invalid(errors={"case": [said]})
        if data.penalty_decision and way.sender is not Body.ORGAN:
            said = N_("Only an organ sends its penalty decision along.")
            raise Invalid(errors={"penalty_decision": [said]})
        if data.secrecy == Secrecy.SECRET:
            self._check_named()

    def _way(self) -> Direction:
        sender, receiver = self.sender, self.receiver
        way = direction(sender.kind, receiver.kind) if sender is not None else None
        if way is None or sender is None or sender.pk == receiver.pk:
            raise Invalid(errors={"to": [N_("You cannot refer anything to this organisation.")]})
        if self.data.kind not in way.kinds:
            raise Invalid(errors={"kind": [N_("This is not referred to such a receiver.")]})
        return way

    def _check_named(self) -> None:
        if not self.may_name:
            said = N_("Only procuratorates and discipline commissions send what is secret.")
            raise Invalid(errors={"secrecy": [said]})
        there = holders(self.receiver.pk, DECIDING_POSTS, self.today)
        leading = holders(self.receiver.pk, LEADING_POSTS, self.today)
        people = self.people
        if any(person not in there for person in people):
            said = N_("Name people of the receiver only.")
        elif len(people) < ENOUGH or not any(person in leading for person in people):
            said = N_("Name at least two people, one of whom leads.")
        else:
            return
        raise Invalid(errors={"named": [said]})

    def effect(self) -> None:
        if self.sender is None:
            raise LookupError("a referral has a sender")
        row = self._written(self.sender)
        row.named.set(self.people)
        self.made = row
        self.effects["number"] = row.number
        self._take_files(row)
        self.ledger_of(row).start(SIGNING, self.today, responsible=self.receiver)
        people = self.people or holders(self.receiver.pk, DECIDING_POSTS, self.today)
        tell(self, people, "referral_came", N_("A referral has come: %(title)s"))

    def _take_files(self, row: Referral) -> None:
        if row.is_secret:
            take_sealed(self, self.data.files, "files", row)
        elif self.data.files:
            take(self, list(dict.fromkeys(self.data.files)), "files", matter=row)

    def _written(self, sender: Organisation) -> Referral:
        data, receiver = self.data, self.receiver
        texts = {"narrative": data.narrative, "penalty_decision": data.penalty_decision}
        secret = data.secrecy == Secrecy.SECRET
        receives = receiver.kind == OrganisationKind.PROCURATORATE
        return Referral.objects.create(
            sort=REFERRAL.name,
            procuratorate=receiver if receives else sender,
            number=self._number(sender),
            state=ReferralState.SENT,
            author=self.person(),
            confined=secret,
            sender=sender,
            receiver=receiver,
            kind=data.kind,
            secrecy=data.secrecy,
            case=self.case,
            clue=self.clue,
            sent_on=self.today,
            **({"sealed": seal(texts)} if secret else texts),
        )

    def _number(self, sender: Organisation) -> str:
        """Of a procuratorate its own series; others, who have no prefix, by their short name, or by
        their code where another has the same.
        """
        number = give_number(sender, SERIES, self.today)
        if sender.number_prefix:
            return number
        same = Organisation.objects.filter(short_name=sender.short_name).exclude(pk=sender.pk)
        return f"{sender.code if same.exists() else sender.short_name}{number}"

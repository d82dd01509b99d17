"""Documents that members sign together, and their reviews (会签文件; Opinions 7)."""

import datetime as dt
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cases.actions.base import Options, choices
from cases.actions.fields import (
    ActionData,
    Ask,
    FactDay,
    Files,
    Line,
    OptionalLine,
    OptionalProse,
    OrganisationCode,
    PlannedDay,
    Wanted,
    When,
)
from cases.domain.rulebook import rule
from cases.services.calendars import current_calendar
from cases.services.duties import length_set_by
from cases.services.files import take
from pilit.law.errors import DateOutOfOrder, Invalid, WrongState
from pilit.law.lengths import Length
from pilit.law.texts import N_
from referrals.actions.in_mechanism import CHOOSE, InMechanism
from referrals.domain.mechanism import (
    REVIEW,
    REVIEW_OUTCOMES,
    DocumentState,
    ReviewOutcome,
)
from referrals.models import CosignedDocument, DocumentReview
from referrals.sort import MECHANISM

REVIEW_LATER: Final = N_("The review comes after the document was signed or reviewed.")


class OnDocuments(InMechanism):
    """An action on co-signed documents."""

    def proposed_review(self) -> str:
        """The day proposed for the next review: a house rule, which a procuratorate may set."""
        entry = rule(REVIEW, self.today)
        own = length_set_by(self.mechanism.procuratorate_id, entry)
        length = Length(**own) if own else None
        return entry.proposed_end(self.today, current_calendar(), length).isoformat()

    def expect_review(self, row: CosignedDocument, since: dt.date) -> None:
        """Let the period until the day named run from the day of signing, or of the last review."""
        row.deadline = self.ledger_of(self.mechanism).start(
            REVIEW, since, stated_end=row.review_by, responsible=self.mechanism.procuratorate
        )
        row.save(update_fields=["deadline"])

    def take_files(self, row: CosignedDocument) -> None:
        """Put the files uploaded to the document."""
        wanted = list(dict.fromkeys(self.data.files))
        if wanted:
            take(self, wanted, "files", matter=self.mechanism)
            row.files.set(wanted)


@MECHANISM.register
class CosignDocument(OnDocuments):
    """A document was signed by several participants."""

    name = "cosign_document"
    label = N_("Enter a co-signed document")
    consequence = N_(
        "All members see it. Its review by the day it names stands in the work of the "
        "procuratorate, with reminders."
    )
    occurs_on = "signed_on"

    class Data(ActionData):
        title: Annotated[Line, Ask(_("Title of the document"))]
        document_number: Annotated[OptionalLine, Ask(_("Reference number of the document"))] = ""
        signed_on: Annotated[FactDay, Ask(_("Signed on"))]
        signatories: Annotated[
            tuple[OrganisationCode, ...],
            Field(min_length=2, max_length=50),
            Ask(_("Signatories"), widget="people"),
        ]
        review_by: Annotated[
            PlannedDay, Ask(_("To be reviewed by"), _("The day the document names for it."))
        ]
        files: Annotated[
            Files, Wanted(), Ask(_("The document as signed"), widget="files", only_scans=True)
        ] = ()

    def options(self) -> Options:
        return {"signatories": self.participant_choices()}

    def initial(self) -> dict[str, Any]:
        return {
            "signed_on": self.today.isoformat(),
            "signatories": list(self.participants),
            "review_by": self.proposed_review(),
        }

    def guard(self) -> None:
        for code in self.data.signatories:
            self.participant("signatories", code)
        if self.data.review_by <= self.data.signed_on:
            raise DateOutOfOrder(errors={"review_by": [REVIEW_LATER]})

    def effect(self) -> None:
        data = self.data
        row = CosignedDocument.objects.create(
            mechanism=self.mechanism,
            no=self.mechanism.cosigned.count() + 1,
            title=data.title,
            number=data.document_number,
            signed_on=data.signed_on,
            state=DocumentState.IN_FORCE,
            review_by=data.review_by,
        )
        row.signatories.set(self.participants[code] for code in data.signatories)
        self.take_files(row)
        self.expect_review(row, data.signed_on)
        self.effects["document"] = row.no
        self.tell_members(N_("%(title)s: a co-signed document was entered"))


_GOES_ON: Final = frozenset({ReviewOutcome.KEPT.value, ReviewOutcome.REPLACED.value})
_NEW: Final = frozenset({ReviewOutcome.REPLACED.value})


@MECHANISM.register
class ReviewDocument(OnDocuments):
    """A document is reviewed: it stays, is replaced by another, or ends."""

    name = "review_document"
    label = N_("Record the review of a document")
    consequence = N_(
        "The period for the review is met. Where the document stays or is replaced, the next "
        "review stands in the work list by the day you name."
    )
    occurs_on = "on"

    class Data(ActionData):
        document: Annotated[int, Ask(_("Co-signed document"), widget="choice")]
        on: Annotated[FactDay, Ask(_("Reviewed on"))]
        outcome: Annotated[ReviewOutcome, Ask(_("What comes of it"))]
        title: Annotated[
            OptionalLine, Wanted(), When("outcome", _NEW), Ask(_("Title of the new document"))
        ] = ""
        document_number: Annotated[
            OptionalLine, When("outcome", _NEW), Ask(_("Number of the new document"))
        ] = ""
        files: Annotated[
            Files,
            When("outcome", _NEW),
            Ask(_("The new document as signed"), widget="files", only_scans=True),
        ] = ()
        next_review_by: Annotated[
            PlannedDay | None,
            Wanted(),
            When("outcome", _GOES_ON),
            Ask(_("To be reviewed next by")),
        ] = None
        note: Annotated[OptionalProse, Ask(_("Note"), widget="textarea")] = ""

    def documents(self) -> list[CosignedDocument]:
        """Those in force, the first to be reviewed first."""
        rows = self.mechanism.cosigned.filter(state=DocumentState.IN_FORCE)
        return list(rows.select_related("deadline").order_by("review_by", "id"))

    def precheck(self) -> None:
        if not self.documents():
            raise WrongState(N_("No co-signed document is in force."))

    def options(self) -> Options:
        return {
            "document": choices((row.no, row.title) for row in self.documents()),
            "outcome": choices((each.value, _(REVIEW_OUTCOMES[each])) for each in ReviewOutcome),
        }

    def initial(self) -> dict[str, Any]:
        return {
            "document": next((str(row.no) for row in self.documents()), ""),
            "on": self.today.isoformat(),
            "next_review_by": self.proposed_review(),
        }

    def document(self) -> CosignedDocument:
        """The document chosen. Raises :class:`Invalid` at ``document``."""
        for row in self.documents():
            if row.no == self.data.document:
                return row
        raise Invalid(errors={"document": [CHOOSE]})

    def guard(self) -> None:
        data, row = self.data, self.document()
        self.refuse_before("on", row.signed_on)
        if data.outcome in _NEW and not data.title:
            raise Invalid(errors={"title": [N_("Give the title of the new document.")]})
        if data.outcome in _GOES_ON and data.next_review_by is None:
            raise Invalid(errors={"next_review_by": [N_("Name the day of the next review.")]})
        if data.next_review_by is not None and data.next_review_by <= data.on:
            raise DateOutOfOrder(errors={"next_review_by": [REVIEW_LATER]})

    def effect(self) -> None:
        data, row = self.data, self.document()
        DocumentReview.objects.create(
            document=row, on=data.on, outcome=data.outcome, note=data.note
        )
        if row.deadline is not None:
            self.ledger_of(self.mechanism).fulfil(row.deadline, data.on)
        if data.outcome == ReviewOutcome.KEPT:
            row.review_by = data.next_review_by
            row.save(update_fields=["review_by"])
            self.expect_review(row, data.on)
        else:
            self._end(row)
        self.tell_members(N_("%(title)s: a co-signed document was reviewed"))

    def _end(self, row: CosignedDocument) -> None:
        data = self.data
        row.state, row.ended_on, row.deadline = DocumentState.ENDED, data.on, None
        if data.outcome == ReviewOutcome.REPLACED:
            row.state = DocumentState.REPLACED
            row.replaced_by = CosignedDocument.objects.create(
                mechanism=self.mechanism,
                no=self.mechanism.cosigned.count() + 1,
                title=data.title,
                number=data.document_number,
                signed_on=data.on,
                state=DocumentState.IN_FORCE,
                review_by=data.next_review_by,
            )
            row.replaced_by.signatories.set(row.signatories.all())
            self.take_files(row.replaced_by)
            self.expect_review(row.replaced_by, data.on)
        row.save(update_fields=["state", "ended_on", "deadline", "replaced_by"])

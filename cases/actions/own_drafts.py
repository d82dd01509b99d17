"""The steps of the drafter on their own draft: revised, withdrawn."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Post, User
from cases.actions.drafts import DraftStep
from cases.actions.fields import Ask, OptionalProse
from cases.actions.notices import tell
from cases.actions.registry import register
from cases.models import Draft, DraftVersion, EventStage
from cases.services.document_sections import Texts
from cases.services.people import holders
from pilit.law.errors import NotPermitted
from pilit.law.texts import N_


class OwnStep(DraftStep):
    """A step of the drafter on their own draft."""

    def refuse_person(self) -> None:
        if self.actor.user != self.draft.drafter:
            raise NotPermitted(N_("Only the person who drafted this may do that."))
        self.seat = self.actor.seats[0] if self.actor.seats else None


@register
class ReviseDraft(OwnStep):
    name = "revise_draft"
    label = N_("Revise and submit again")
    stage = EventStage.DRAFTED
    rechecks = True
    statuses = (Draft.Status.SENT_BACK, Draft.Status.DRAFTED)

    class Data(DraftStep.Data):
        data: Annotated[dict[str, Any], Ask(_("The fields of the drafted action"), widget="hidden")]
        sections: Annotated[
            dict[str, dict[str, OptionalProse]] | None,
            Ask(
                _("The sections of its documents"),
                _("By document and section; where they are given, none required may be empty."),
                "hidden",
            ),
        ] = None

    @property
    def revised(self) -> dict[str, Any]:
        return dict(self.data.data)

    @property
    def sections(self) -> Texts | None:
        given: Texts | None = self.data.sections
        return given

    def effect(self) -> None:
        before = self.draft
        DraftVersion.objects.create(
            draft=before,
            no=before.versions.count() + 1,
            data=before.data,
            sections=before.sections,
            until=self.at,
        )
        self.draft.data = self.data.data
        if self.written is not None:
            self.draft.sections = self.written
        self.draft.remarks = {}
        self.draft.status = Draft.Status.DRAFTED
        self.draft.save()
        reviewers: list[User] = holders(self.draft.review_at_id, [Post.HEAD], self.today)
        tell(
            self,
            reviewers,
            "draft_to_review",
            N_("For your review: %(action)s – %(title)s"),
            action_label=self.drafted_label(),
        )


@register
class WithdrawDraft(OwnStep):
    name = "withdraw_draft"
    label = N_("Withdraw the draft")
    stage = EventStage.WITHDRAWN
    statuses = tuple(Draft.OPEN)

    def effect(self) -> None:
        self.draft.status = Draft.Status.WITHDRAWN
        self.draft.save()

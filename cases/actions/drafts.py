"""The way of a decision: drafted by the handler, reviewed by the head, decided by the chief (Rules
5-8).

The five steps are actions like any other; ``perform`` carries out the drafted action with the
decision.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from agencies.models import Post
from cases.actions.base import Action
from cases.actions.fields import ActionData, Ask, OptionalProse, Prose, dumped
from cases.actions.notices import tell
from cases.actions.registry import actions_on, register
from cases.documents.facts import clean
from cases.models import Case, Clue, Draft, EventStage
from cases.services.document_sections import Texts, Written
from cases.services.people import holders
from pilit.law.errors import Conflict, NotFound, NotPermitted, SamePerson
from pilit.law.texts import N_

STEPS = frozenset(
    {"revise_draft", "withdraw_draft", "review_draft", "send_back_draft", "decide_draft"}
)


def open_draft(action: Action) -> Draft:
    """Write a draft for an action whose decision is the chief's, and tell those who review.

    Raises :class:`Conflict` where one already waits: two clerks at once make one draft.
    """
    target = action.file
    if target.drafts.open().filter(action=action.name).exists():
        raise Conflict(
            N_("A draft of this decision already waits. Open it instead of writing another.")
        )
    draft = Draft.objects.create(
        case=target if isinstance(target, Case) else None,
        clue=target if isinstance(target, Clue) else None,
        action=action.name,
        data=dumped(action.data),
        sections=action.wording,
        review_at=action.review_place(),
        decide_at=action.decision_place(),
        drafter=action.person(),
        drafted_at=action.at,
    )
    reviewers = holders(draft.review_at_id, [Post.HEAD], action.today)
    tell(
        action,
        reviewers,
        "draft_to_review",
        N_("For your review: %(action)s – %(title)s"),
        action_label=action.label,
    )
    return draft


def people_of(draft: Draft) -> dict[str, Any]:
    """Drafter and reviewer, by user name, for the event of the decision."""
    return {
        "drafter": draft.drafter.username,
        "reviewer": draft.reviewer.username if draft.reviewer else "",
        "draft": draft.pk,
        "opinion": draft.decision_opinion,
    }


class DraftStep(Action):
    """A step on a draft; ``load`` finds it and refuses who may not take the step."""

    stage: ClassVar[EventStage] = EventStage.DONE
    carries_out: ClassVar[bool] = False
    """The drafted action takes effect with this step."""
    rechecks: ClassVar[bool] = False
    """The drafted action's guard is asked again."""
    statuses: ClassVar[tuple[str, ...]] = ()
    draft: Draft
    written: Written | None = None
    """What the drafter wrote over the documents, checked; ``None`` where it stays as it was."""

    class Data(ActionData):
        draft: Annotated[int, Ask(_("Draft"), widget="hidden")]

    @property
    def opinion(self) -> str:
        """What the person said of the draft."""
        return str(getattr(self.data, "opinion", "") or getattr(self.data, "reason", ""))

    @property
    def revised(self) -> dict[str, Any] | None:
        """The data that replaces the draft's."""
        return None

    @property
    def sections(self) -> Texts | None:
        """What stands in the documents, where the step opened them."""
        return None

    def load(self) -> Draft:
        """The draft, if it waits for this step by this person."""
        target = self.target
        if not isinstance(target, Clue | Case):
            raise NotFound
        rows = Draft.objects.visible_to(self.actor).filter(pk=self.data.draft)
        draft = (
            rows.filter(pk__in=target.drafts.all()).select_related("drafter", "reviewer").first()
        )
        if draft is None:
            raise NotFound
        if draft.status not in self.statuses:
            raise Conflict(N_("Someone else has taken this step already. Reload the page."))
        self.draft = draft
        self.refuse_person()
        return draft

    def refuse_person(self) -> None:
        """Refuse whoever the draft does not wait for.

        Raises :class:`NotPermitted` where it waits for another post, :class:`SamePerson` where the
        three people would not be three.
        """
        if self.draft.status == Draft.Status.DRAFTED:
            self.seat = self.actor.holds(Post.HEAD, organisation_id=self.draft.review_at_id)
        else:
            self.seat = self.actor.holds(Post.CHIEF, organisation_id=self.draft.decide_at_id)
        if self.seat is None:
            raise NotPermitted
        if self.actor.user in (self.draft.drafter, self.draft.reviewer):
            raise SamePerson

    def tell_drafter(self, kind: str, title: str) -> None:
        """Tell the drafter what became of the draft."""
        tell(self, [self.draft.drafter], kind, title, action_label=self.drafted_label())

    def drafted_label(self) -> str:
        """The label of the drafted action, a message id."""
        return self.drafted.label

    @property
    def drafted(self) -> type[Action]:
        """The action that was drafted."""
        if self.target is None:
            raise NotFound
        return actions_on(self.target)[self.draft.action]


@register
class ReviewDraft(DraftStep):
    name = "review_draft"
    label = N_("Review: agree and submit to the chief")
    stage = EventStage.REVIEWED
    rechecks = True
    statuses = (Draft.Status.DRAFTED,)

    class Data(DraftStep.Data):
        opinion: Annotated[OptionalProse, Ask(_("Opinion of the head"), widget="textarea")] = ""

    def effect(self) -> None:
        self.draft.status = Draft.Status.REVIEWED
        self.draft.reviewer, self.draft.reviewed_at = self.actor.user, self.at
        self.draft.review_opinion = self.data.opinion
        self.draft.save()
        chiefs = holders(self.draft.decide_at_id, [Post.CHIEF], self.today)
        tell(
            self,
            chiefs,
            "draft_to_decide",
            N_("For your decision: %(action)s – %(title)s"),
            action_label=self.drafted_label(),
        )


@register
class DecideDraft(DraftStep):
    name = "decide_draft"
    label = N_("Decide: approve")
    carries_out = True
    statuses = (Draft.Status.REVIEWED,)

    class Data(DraftStep.Data):
        opinion: Annotated[OptionalProse, Ask(_("Opinion of the chief"), widget="textarea")] = ""

    def effect(self) -> None:
        self.draft.status = Draft.Status.DECIDED
        self.draft.decider, self.draft.decided_at = self.actor.user, self.at
        self.draft.decision_opinion = self.data.opinion
        self.draft.save()
        self.tell_drafter("draft_decided", N_("Approved by the chief: %(action)s – %(title)s"))


@register
class SendBackDraft(DraftStep):
    name = "send_back_draft"
    label = N_("Send back with reason")
    stage = EventStage.SENT_BACK
    statuses = (Draft.Status.DRAFTED, Draft.Status.REVIEWED)

    class Data(DraftStep.Data):
        reason: Annotated[
            Prose,
            Ask(_("Reason"), _("What must be changed before it can be approved."), "textarea"),
        ]
        remarks: Annotated[
            dict[str, dict[str, OptionalProse]],
            Ask(
                _("Remarks at the passages"),
                _("By document and section: what must be changed there."),
                "hidden",
            ),
        ] = Field(default_factory=dict)

    def effect(self) -> None:
        self.draft.remarks = {
            code: said for code, given in self.data.remarks.items() if (said := _said(given))
        }
        self.draft.status = Draft.Status.SENT_BACK
        self.draft.sent_back_by, self.draft.sent_back_at = self.actor.user, self.at
        self.draft.sent_back_reason = self.data.reason
        self.draft.reviewer, self.draft.reviewed_at = None, None
        self.draft.save()
        self.tell_drafter("draft_sent_back", N_("Sent back to you: %(action)s – %(title)s"))


def _said(given: Mapping[str, str]) -> dict[str, str]:
    return {name: said for name, text in given.items() if (said := clean(text))}

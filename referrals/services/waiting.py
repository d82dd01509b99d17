"""What of this app stands in a person's work: to answer, and what one waits for."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import Post, User
from cases.models import Case, Recusal
from pilit.law.texts import N_
from pilit.web.texts import translated
from referrals.domain.assistance import ANSWER, AssistanceState
from referrals.domain.typical import TypicalState
from referrals.domain.vocabulary import KIND_LABELS, RESULT, SIGNING, ReferralKind
from referrals.models import Assistance, Circulation, Referral, TypicalCase
from referrals.querysets.assistance import organs_of
from referrals.querysets.referral import DECIDING_POSTS, ReferralQuerySet, places

MEETS: Final = {SIGNING: ("receive_referral",), RESULT: ("accept_referral", "report_result")}
"""The actions that meet a period of a referral."""
ASSISTANCE_MEETS: Final = {ANSWER: ("answer_assistance",)}
"""The action that meets the period of a request for assistance."""
LEADING: Final = frozenset({Post.HEAD, Post.CHIEF})


def waiting_for(actor: Actor) -> ReferralQuerySet:
    """What was sent to an organisation in which the actor may answer it; and whose result the actor
    waits for: as its author, or as who leads the organisation that sent it.
    """
    mine = Q(receiver__in=places(actor, DECIDING_POSTS))
    owed = Q(author=actor.user) | Q(sender__in=places(actor, LEADING))
    return Referral.objects.visible_to(actor).open().filter(mine | owed)


def headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What is referred, and between whom."""
    rows = Referral.objects.filter(pk__in=list(keys)).select_related("sender", "receiver")
    return {row.pk: _headline(row) for row in rows}


def _headline(row: Referral) -> str:
    kind = translated(N_("%(kind)s: %(sender)s → %(receiver)s"))
    return kind % {
        "kind": translated(KIND_LABELS[ReferralKind(row.kind)]),
        "sender": row.sender.short_name,
        "receiver": row.receiver.short_name,
    }


def statements_waiting(actor: Actor) -> QuerySet[Circulation]:
    """The statements after whose agreement the next is due, to both sides."""
    return Circulation.objects.visible_to(actor)


def statement_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """Between whom a statement is, and of which quarter."""
    rows = Circulation.objects.filter(pk__in=list(keys))
    sides = rows.select_related("procuratorate", "commission")
    return {row.pk: f"{row.title} {row.quarter.written}" for row in sides}


def assistance_waiting(actor: Actor) -> QuerySet[Assistance]:
    """What an organ of the actor is asked for; and whose answer the actor waits for: as its author,
    as the handler of the case, or as who leads the procuratorate that has it now.
    """
    asked = Q(organ__in=organs_of(actor))
    owed = Q(author=actor.user) | Q(case__handler=actor.user)
    owed |= Q(case__procuratorate__in=places(actor, LEADING))
    rows = Assistance.objects.visible_to(actor).filter(asked | owed)
    return rows.exclude(state__in=(AssistanceState.CLOSED, AssistanceState.WITHDRAWN))


def assistance_owed_to(keys: Iterable[int]) -> Mapping[int, list[User]]:
    """Who asked, while the case is there still; then the handler who has it now, if one is named.
    Nobody recused from it.
    """
    rows = Assistance.objects.filter(pk__in=list(keys)).select_related("case__handler", "author")
    owed = {
        row.pk: (
            row.author if row.case.procuratorate_id == row.procuratorate_id else row.case.handler,
            row.case_id,
        )
        for row in rows
    }
    recused = set(
        Recusal.objects.filter(case__in={case for _person, case in owed.values()}).values_list(
            "case_id", "person_id"
        )
    )
    return {
        key: [person] if person is not None and (case, person.pk) not in recused else []
        for key, (person, case) in owed.items()
    }


def assistance_from(actor: Actor, case: Case) -> QuerySet[Assistance]:
    """What organs were asked for in a case, the newest first."""
    return Assistance.objects.visible_to(actor).filter(case=case).order_by("-id")


def assistance_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What is asked for, and between whom."""
    rows = Assistance.objects.filter(pk__in=list(keys)).select_related("procuratorate", "organ")
    asked = translated(N_("%(kind)s: %(sender)s → %(receiver)s"))
    return {
        row.pk: asked
        % {
            "kind": translated(row.kind_label),
            "sender": row.procuratorate.short_name,
            "receiver": row.organ.short_name,
        }
        for row in rows
    }


def typical_steps(actor: Actor) -> Mapping[str, QuerySet[TypicalCase]]:
    """What waits for the head's review and for the chief's decision: three different people."""
    found = {}
    rows = TypicalCase.objects.visible_to(actor).select_related("procuratorate")
    rows = rows.exclude(author=actor.user)
    if heads := actor.places(Post.HEAD):
        found["review_typical_case"] = rows.filter(
            state=TypicalState.IN_REVIEW, procuratorate__in=heads
        )
    if chiefs := actor.places(Post.CHIEF):
        found["publish_typical_case"] = rows.filter(
            state=TypicalState.REVIEWED, procuratorate__in=chiefs
        ).exclude(reviewed_by=actor.user)
    return found


def typical_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What typical cases are called."""
    return dict(TypicalCase.objects.filter(pk__in=list(keys)).values_list("pk", "heading"))

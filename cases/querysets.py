"""The one rule of visibility, and verbs that read as sentences.

Who sees what (DESIGN, idea 5):

* *from inside*: people of the procuratorate that has the case and of the procuratorates above it,
  and whoever holds an exceptional grant to this one case; never a person recused from it;
* *a facet*: organs and courts that are party to the case see that it exists and, of its parts, what
  was addressed to them or what they sent; a procuratorate entrusted with an inquiry sees the letter
  of entrustment, its own answer and the period for it;
* everybody else: nothing. A foreign id answers like a missing one.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.actor import Actor
from agencies.models import Level, OrganisationKind, Post
from cases.domain.vocabulary import CaseState, ClueState

if TYPE_CHECKING:
    # Named in the base classes below; the models import this module.
    from cases.models import (  # noqa: F401
        Case,
        Clue,
        Deadline,
        Draft,
        Event,
        LegalDocument,
        Report,
    )

#: Posts of a procuratorate that work with clues and case files.
INSIDE_POSTS = frozenset({Post.HANDLER, Post.ASSISTANT, Post.HEAD, Post.CHIEF, Post.REGISTRAR})
#: Posts that take in what the public reports.
INTAKE_POSTS = frozenset({Post.REGISTRAR, Post.HEAD})
#: Posts of organs and courts that a case may be shown to.
PARTY_POSTS = frozenset({Post.OFFICER, Post.LEADER, Post.JUDGE, Post.CLERK})


def _rows(model: str) -> Any:
    """The default manager of a model of this app, named because the models import this module."""
    return apps.get_model("cases", model)._default_manager


_SCOPE_COLUMN = {
    Level.NATIONAL: "national_id",
    Level.PROVINCIAL: "provincial_id",
    Level.MUNICIPAL: "municipal_id",
    Level.DISTRICT: "procuratorate_id",
}


def subtree_q(actor: Actor, prefix: str = "") -> Q | None:
    """Rows of the procuratorates the actor sits in and of those below them; ``None`` for no such
    seat.

    A procuratorate above district level has cases of its own too; its own ancestor column names
    itself.
    """
    scope = Q()
    for seat in actor.seats:
        if seat.organisation_kind == OrganisationKind.PROCURATORATE and seat.post in INSIDE_POSTS:
            scope |= Q(
                **{prefix + _SCOPE_COLUMN[Level(seat.organisation_level)]: seat.organisation_id}
            )
    return scope or None


def party_ids(actor: Actor) -> frozenset[int]:
    """The organs and courts the actor may act for."""
    outside = actor.seats_in(OrganisationKind.ORGAN, OrganisationKind.COURT)
    return frozenset(seat.organisation_id for seat in outside if seat.post in PARTY_POSTS)


def entrusted_ids(actor: Actor) -> frozenset[int]:
    """The procuratorates the actor may see letters of entrustment for (Rules 43)."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return frozenset(seat.organisation_id for seat in seats if seat.post in INSIDE_POSTS)


def _inside_q(actor: Actor) -> Q:
    """Cases of the actor's subtree, and those granted to them one by one."""
    granted = Q(
        pk__in=_rows("CaseGrant")
        .filter(user=actor.user, permission__codename="work_on_case")
        .values("content_object")
    )
    scope = subtree_q(actor)
    return granted if scope is None else scope | granted


def _facet_q(actor: Actor) -> Q | None:
    """Cases an organisation of the actor is party to; ``None`` for no such organisation."""
    parties = Q()
    if outside := party_ids(actor):
        parties |= Q(organisation__in=outside)
    if entrusted := entrusted_ids(actor):
        parties |= Q(organisation__in=entrusted, role="entrusted")
    return Q(pk__in=_rows("CaseParty").filter(parties).values("case")) if parties else None


class ClueQuerySet(models.QuerySet["Clue"]):
    """Clues are the procuratorates' own; no outsider sees one."""

    def visible_to(self, actor: Actor) -> Self:
        """The clues of the actor's subtree, and those of cases that have moved into it, with what
        was merged into them.
        """
        scope = subtree_q(actor)
        if scope is None:
            return self.none()
        moved = _rows("CaseMove").filter(subtree_q(actor, "case__")).values("case__clue")
        seen = scope | Q(pk__in=moved) | Q(merged_into__in=moved)
        return self.filter(seen).exclude_recused(actor)

    def exclude_recused(self, actor: Actor) -> Self:
        """Without the clues whose every case the actor is recused from: they tell the same."""
        recused = _rows("Recusal").filter(person=actor.user)
        others = _rows("Case").filter(clue=OuterRef("pk")).exclude(pk__in=recused.values("case"))
        return self.exclude(~Exists(others), pk__in=recused.values("case__clue"))

    def open(self) -> Self:
        """Clues that still wait for a decision."""
        return self.filter(state__in=(ClueState.REGISTERED, ClueState.ASSESSED))


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports of the public are read where they are taken in, and nowhere else."""

    def visible_to(self, actor: Actor) -> Self:
        """Those for the procuratorates whose registrar or head of department the actor is."""
        own = {seat.organisation_id for seat in actor.seats if seat.post in INTAKE_POSTS}
        return self.filter(procuratorate__in=own) if own else self.none()


class CaseQuerySet(models.QuerySet["Case"]):
    def internal_to(self, actor: Actor) -> Self:
        """The cases the actor sees from inside."""
        if actor.user is None:
            return self.none()
        return self.filter(_inside_q(actor)).exclude_recused(actor)

    def exclude_recused(self, actor: Actor) -> Self:
        """Without the cases the actor is recused from."""
        return self.filter(~Exists(_rows("Recusal").filter(case=OuterRef("pk"), person=actor.user)))

    def facet_of(self, actor: Actor) -> Self:
        """The cases to which an organ or court of the actor is party, or with an inquiry of which
        their procuratorate is entrusted.
        """
        facet = _facet_q(actor)
        return self.none() if facet is None else self.filter(facet).exclude_recused(actor)

    def visible_to(self, actor: Actor) -> Self:
        """The cases whose page the actor may open, from inside or as a facet."""
        facet = _facet_q(actor)
        if facet is None or actor.user is None:
            return self.internal_to(actor)
        return self.filter(_inside_q(actor) | facet).exclude_recused(actor)

    def open(self) -> Self:
        """Cases that are not closed."""
        return self.exclude(state=CaseState.CLOSED)


class CaseChildQuerySet[M: models.Model](models.QuerySet[M]):
    """Children inherit the case's visibility by naming their path to it."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of cases seen from inside, and the rows of the actor's facet."""
        cases = _rows("Case")
        path: str = self.model.case_path  # type: ignore[attr-defined]  # every child names it
        seen = Q(**{f"{path}__in": cases.internal_to(actor).values("pk")})
        facet = self._facet(actor)
        if facet is not None:
            own = self.model._default_manager.filter(facet).filter(
                **{f"{path}__in": cases.facet_of(actor).values("pk")}
            )
            seen |= Q(pk__in=own.values("pk"))
        return self.filter(seen)

    def _facet(self, actor: Actor) -> Q | None:
        """What the model shows of itself to the organisations of the actor."""
        found = None
        if outside := party_ids(actor):
            found = self.model.facet_q(outside)  # type: ignore[attr-defined]  # every child has it
        if entrusted := entrusted_ids(actor):
            letters = self.model.entrusted_q(entrusted)  # type: ignore[attr-defined]  # so has this
            if letters is not None:
                found = letters if found is None else found | letters
        return found


class LegalDocumentQuerySet(CaseChildQuerySet["LegalDocument"]):
    def visible_to(self, actor: Actor) -> Self:
        """As every part of a case file; those of a clue for whoever sees the clue."""
        of_cases = super().visible_to(actor).values("pk")
        of_clues = Q(clue__in=_rows("Clue").visible_to(actor).values("pk"))
        return self.filter(Q(pk__in=of_cases) | of_clues)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, actor: Actor) -> Self:
        """Deadlines of cases and clues seen from inside, and those a party itself is responsible
        for.
        """
        seen = Q(case__in=_rows("Case").internal_to(actor).values("pk")) | Q(
            clue__in=_rows("Clue").visible_to(actor).values("pk")
        )
        organisations = party_ids(actor)
        if organisations:
            facet = _rows("Case").facet_of(actor).values("pk")
            seen |= Q(responsible__in=organisations, case__in=facet)
        if entrusted := entrusted_ids(actor):
            facet = _rows("Case").facet_of(actor).values("pk")
            letters = _rows("Entrustment").filter(to__in=entrusted, case__in=facet)
            seen |= Q(pk__in=letters.values("deadline"))
        return self.filter(seen)

    def pending(self) -> Self:
        """Running, suspended or missed and not yet made good: what still asks for something.

        What was missed and has lost its point, as when the case was closed, fires no more.
        """
        return self.filter(status__in=("running", "suspended")) | self.filter(
            status="missed", met_on__isnull=True, fires_at__isnull=False
        )

    def to_fire(self, at: dt.datetime) -> Self:
        """Deadlines the sweep has something to do with at ``at``, oldest first."""
        return self.filter(fires_at__lte=at).order_by("fires_at", "id")


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor) -> Self:
        """The history is for those who see the case or clue from inside."""
        return self.filter(
            Q(case__in=_rows("Case").internal_to(actor).values("pk"))
            | Q(
                case__isnull=True,
                clue__in=_rows("Clue").visible_to(actor).values("pk"),
            )
        )


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Internal opinions: only those who see the clue or case from inside."""
        return self.filter(
            Q(case__in=_rows("Case").internal_to(actor).values("pk"))
            | Q(clue__in=_rows("Clue").visible_to(actor).values("pk"))
        )

    def open(self) -> Self:
        """Drafts that still wait for somebody."""
        return self.filter(status__in=self.model.OPEN)

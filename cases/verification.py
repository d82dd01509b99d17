"""Walks the chains of events and names the first link that does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from agencies.models import Organisation
from cases.models import Event, EventChain
from cases.services.record import digest_of
from pilit.law.texts import N_

CHUNK: Final = 1000
"""How many events are held in memory at once."""

GAP: Final = N_("an event is missing before it")
PREDECESSOR: Final = N_("it does not name the digest of the event before it")
DIGEST: Final = N_("its content does not give its digest")
CUT_OFF: Final = N_("events are missing at the end of the chain")
HEAD: Final = N_("the head of the chain names another digest")
BEYOND: Final = N_("it stands beyond the end of the chain")


@dataclass(frozen=True, slots=True)
class Break:
    """The first link of a chain that does not hold.

    ``seq`` is its place in the chain and ``event`` its key, 0 where there is no such event;
    ``what`` is a message id.
    """

    seq: int
    event: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one procuratorate's chain: how many events hold, and where it breaks.

    ``head`` is the digest of the last event that holds. Kept elsewhere, it also proves that nobody
    has cut off or rewritten the end of the chain together with its head.
    """

    code: str
    name: str
    events: int
    head: str
    broken: Break | None


def verify() -> Iterator[Verdict]:
    """Verify every chain, by the code of its procuratorate, reading each event once."""
    shards = Organisation.objects.filter(
        pk__in=EventChain.objects.values("shard").union(Event.objects.values("shard"))
    )
    for shard in shards.order_by("code"):
        yield _verify(shard)


def _verify(shard: Organisation) -> Verdict:
    # The head is read first: what is appended meanwhile lies beyond it and is not looked at.
    chain = EventChain.objects.filter(pk=shard.pk).first() or EventChain(shard=shard)
    seq, digest = 0, ""
    broken: Break | None = None
    events = Event.objects.filter(shard=shard, seq__lte=chain.length).order_by("seq")
    for event in events.iterator(chunk_size=CHUNK):
        broken = _fault(event, seq + 1, digest)
        if broken is not None:
            break
        seq, digest = event.seq, event.digest
    if broken is None:
        broken = _fault_at_end(chain, seq, digest)
    return Verdict(shard.code, shard.name, seq, digest, broken)


def _fault(event: Event, seq: int, previous: str) -> Break | None:
    if event.seq != seq:
        return Break(event.seq, event.pk, GAP)
    if event.previous != previous:
        return Break(seq, event.pk, PREDECESSOR)
    if digest_of(event) != event.digest:
        return Break(seq, event.pk, DIGEST)
    return None


def _fault_at_end(chain: EventChain, seq: int, digest: str) -> Break | None:
    if seq < chain.length:
        return Break(seq + 1, 0, CUT_OFF)
    if digest != chain.head:
        last = Event.objects.filter(shard=chain.shard_id, seq=seq).first()
        return Break(seq, last.pk if last else 0, HEAD)
    # One statement sees the chain and its head as of one moment.
    length = EventChain.objects.filter(pk=OuterRef("shard")).values("length")
    beyond = Event.objects.filter(
        shard=chain.shard_id, seq__gt=chain.length, seq__gte=1 + Coalesce(Subquery(length), 0)
    )
    first = beyond.order_by("seq").first()
    return Break(first.seq, first.pk, BEYOND) if first else None

"""Appending to the event log: one chain per procuratorate, each event sealed with SM3."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import transaction

from cases.models import Event, EventChain


def digest_of(event: Event) -> str:
    """The SM3 digest, in hexadecimal, of an event's canonical text and its predecessor's digest."""
    text = json.dumps(
        [
            event.previous,
            event.shard_id,
            event.seq,
            event.case_id,
            event.clue_id,
            event.action,
            event.stage,
            event.actor_id,
            event.actor_name,
            event.actor_post,
            _utc(event.occurred_at),
            _utc(event.recorded_at),
            event.data,
            event.effects,
            # Only where there is one: the digests of all others stay what they were.
            *((event.matter_id,) if event.matter_id is not None else ()),
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    digest = Hash(SM3())
    digest.update(text.encode())
    return digest.finalize().hex()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def append(event: Event) -> Event:
    """Append one event; see :func:`append_all`."""
    return append_all([event])[0]


def append_all(events: Sequence[Event]) -> list[Event]:
    """Append events to the chains of their shards, in order, and return them saved.

    The chains are locked until the transaction ends, in the order of their ids so that two sweeps
    cannot wait for each other; append last in a transaction. Raises ``TransactionManagementError``
    outside one.
    """
    chains = _lock_chains({event.shard_id for event in events})
    for event in events:
        chain = chains[event.shard_id]
        chain.length += 1
        event.seq = chain.length
        event.previous = chain.head
        event.data = _plain(event.data)
        event.effects = _plain(event.effects)
        event.digest = chain.head = digest_of(event)
    saved = Event.objects.bulk_create(events)
    EventChain.objects.bulk_update(chains.values(), ["length", "head"])
    return saved


def _lock_chains(shards: Iterable[int]) -> dict[int, EventChain]:
    wanted = sorted(shards)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("events are appended inside a transaction")
    EventChain.objects.bulk_create(
        [EventChain(shard_id=shard) for shard in wanted], ignore_conflicts=True
    )
    rows = EventChain.objects.select_for_update().filter(shard__in=wanted).order_by("shard_id")
    return {chain.shard_id: chain for chain in rows}


def _plain(value: Any) -> Any:
    """What a round trip through JSON leaves, so that the digest of the stored row is the same."""
    return json.loads(json.dumps(value, ensure_ascii=False, default=str))

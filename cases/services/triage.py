"""The score of clues, from what the reader sees: by the same few statements, however many clues."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count

from agencies.actor import Actor
from cases.domain.clocks import REPLY_CLOCKS
from cases.domain.triage import WEIGHTS, Score, Signs, score
from cases.domain.vocabulary import ClueState
from cases.models import (
    Case,
    Clue,
    ClueSource,
    Deadline,
    DeadlineStatus,
    Finding,
    Informant,
    LookBack,
    StoredFile,
    Verdict,
)

type Counts = Mapping[Any, int]


def scores(clues: Sequence[Clue], actor: Actor, today: dt.date) -> dict[int, Score]:
    """The score of each of some clues the actor sees; by seven statements.

    The record of the organ and other clues are counted among what the actor sees, so that a score
    tells nobody of cases that are not shown to them.
    """
    if not clues:
        return {}
    since = today - dt.timedelta(days=365 * WEIGHTS.years)
    keys = [clue.pk for clue in clues]
    organs = {clue.organ_id for clue in clues if clue.organ_id is not None}
    inside = Case.objects.internal_to(actor).values("pk")
    seen = Clue.objects.visible_to(actor)
    others = seen.exclude(state=ClueState.MERGED).filter(reported_on__gte=since)
    named = Informant.objects.filter(clue__in=keys, anonymous=False)
    files = StoredFile.objects.filter(clue__in=keys)
    late = Deadline.objects.filter(
        responsible__in=organs,
        code__in=REPLY_CLOCKS,
        status=DeadlineStatus.MISSED,
        due_on__gte=since,
        case__in=inside,
    )
    wanting = LookBack.objects.exclude(conclusion=Finding.EFFECTIVE).filter(
        case__respondent__in=organs, on__gte=since, case__in=inside
    )
    known: dict[str, Counts] = {
        "named": _counts(named, "clue"),
        "files": _counts(files, "clue"),
        "merged": _counts(seen.filter(merged_into__in=keys), "merged_into"),
        "late": _counts(late, "responsible"),
        "wanting": _counts(wanting, "case__respondent"),
        "organ": _counts(others.filter(organ__in=organs), "organ", "domain"),
        "place": _counts(
            others.filter(
                region__in={clue.region for clue in clues},
                address__in={clue.address for clue in clues},
            ),
            "region",
            "address",
        ),
    }
    return {clue.pk: score(_signs(clue, known, since)) for clue in clues}


def _signs(clue: Clue, known: Mapping[str, Counts], since: dt.date) -> Signs:
    # The clue itself is among those of its place and organ.
    itself = int(clue.state != ClueState.MERGED and clue.reported_on >= since)
    place = known["place"].get((clue.region, clue.address), 0)
    organ = known["organ"].get((clue.organ_id, clue.domain), 0)
    return Signs(
        text="\n".join((clue.title, clue.narrative, clue.harm)),
        counts={
            "named_informant": int(clue.pk in known["named"]),
            "photos": int(clue.pk in known["files"]),
            "organ": int(clue.organ_id is not None),
            "point": int(clue.lng is not None),
            "penalty_decision": int(bool(clue.penalty_decision)),
            "assessed": int(clue.verdict in (Verdict.FILE, Verdict.INQUIRE)),
            "late_replies": known["late"].get(clue.organ_id, 0),
            "not_rectified": known["wanting"].get(clue.organ_id, 0),
            "same_place": max(0, place - itself),
            "same_organ": max(0, organ - itself),
            "media": int(clue.source == ClueSource.MEDIA),
            "forwarded": int(clue.source == ClueSource.FORWARDED),
            "merged": known["merged"].get(clue.pk, 0),
        },
    )


def _counts(rows: Any, *by: str) -> Counts:
    """How many rows there are of each value of some columns."""
    found = rows.order_by().values_list(*by).annotate(number=Count("pk"))
    return {(row[0] if len(by) == 1 else row[:-1]): row[-1] for row in found}

"""Who may call what: every address and method of the API for every post, against ``matrix.csv``.

The file is read as a table: one line for an address, one column for a person. Case ``a`` is
Chaoyang's against its water bureau, ``d`` is on trial in Haidian (see ``world``); ``cy.handler2``
is recused from ``a``, ``tz.handler`` was granted it. Bodies are empty: 422 means permitted, had it
been filled in.
"""

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver
from django.utils import timezone
from rest_framework.test import APIClient

from agencies.models import User
from agencies.services.notifications import notify
from cases.models import Deadline, FileExport, LegalDocument, StoredFile
from pilit.law.texts import N_
from referrals.models import Referral
from tests.cases.api.conftest import ROOT, As, take
from tests.cases.api.test_openapi import routes
from tests.cases.api.world import World

TABLE = Path(__file__).with_name("matrix.csv")


def places(world: World, as_: As) -> dict[str, str]:
    """What the placeholders of the table stand for."""
    case = world.cases["a"]
    draft = take(as_("cy.handler"), "cases", case.number, "close_case", ground="no_failure")
    now = timezone.now()
    handler = User.objects.get(username="cy.handler")
    file = StoredFile(
        case=case,
        name="笔录.txt",
        media_type="text/plain",
        size=1,
        sha256="0" * 64,
        uploaded_by=handler,
        uploaded_at=now,
        attached_at=now,
    )
    file.content.save("x.bin", ContentFile(b"x"))
    reply = Deadline.objects.get(case=case, code="recommendation_reply")
    recommendation = LegalDocument.objects.get(case=case, code="recommendation")
    export = FileExport(
        case=case,
        asked_by=handler,
        kind=FileExport.Kind.ZIP,
        status=FileExport.Status.READY,
        asked_at=now,
        expires_at=now + dt.timedelta(hours=1),
    )
    export.content.save("x.zip", ContentFile(b"x"))
    as_("cy-water.officer").post(
        f"{ROOT}referrals/actions/send_referral/",
        {"data": {"kind": "civil_clue", "to": "cy", "narrative": "违法取水"}},
        format="json",
    )
    sent = Referral.objects.get()
    referred = StoredFile(
        matter=sent,
        name="证据.txt",
        media_type="text/plain",
        size=1,
        sha256="0" * 64,
        uploaded_by=sent.author,
        uploaded_at=now,
        attached_at=now,
    )
    referred.content.save("y.bin", ContentFile(b"x"))
    told = notify([handler], "test", N_("Case"), {}, "", {}, now)
    return {
        "a": case.number,
        "d": world.cases["d"].number,
        "clue": world.clue.number,
        "draft": str(draft.json()["draft"]["id"]),
        "file": str(file.pk),
        "document": str(recommendation.pk),
        "export": str(export.pk),
        "referral": sent.number,
        "referred": str(referred.pk),
        "deadline": str(reply.pk),
        "notification": str(told[0].pk),
    }


def answer_of(client: APIClient, method: str, route: str, known: dict[str, str]) -> int:
    """The status a person gets."""
    path = re.sub(r"\{(\w+)\}", lambda found: known[found[1]], route)
    answer: Any
    if method == "get":
        answer = client.get(ROOT + path)
    else:
        form = "multipart" if path == "files/" else "json"
        answer = client.post(ROOT + path, {}, format=form)
    if answer.streaming:
        assert b"".join(answer.streaming_content) == b"x"
    return int(answer.status_code)


def test_every_post_at_every_address(
    world: World,
    as_: As,
    settings: Any,
    tmp_path: Path,
    clean_cache: None,
    subtests: pytest.Subtests,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    known = places(world, as_)
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    people = [name for name in table[0] if name not in ("method", "route")]
    clients = {name: as_("" if name == "nobody" else name) for name in people}
    for line in table:
        method, route = line.pop("method"), line.pop("route")
        with subtests.test(route=f"{method} {route}"):
            found = {
                name: str(answer_of(client, method, route, known))
                for name, client in clients.items()
            }
            assert found == line


def test_the_table_has_every_address() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        named = {line["route"] for line in csv.DictReader(lines)}
    shapes = {re.sub(r"(?<=actions/)\w+(?=/$)|\{\w+\}", "*", route) for route in named}
    shapes |= {re.sub(r"^organisations/[\w-]+/$", "organisations/*/", route) for route in named}
    for route in routes(get_resolver()):
        if route.startswith("api/v1/"):
            shape = re.sub(r"<[^>]+>", "*", route.removeprefix("api/v1/"))
            assert shape in shapes, shape

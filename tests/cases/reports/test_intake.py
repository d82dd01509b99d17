"""What the intake decides, who may, and what of it stands in the log."""

import json
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from cases.models import Clue, Event, Informant, Report, StoredFile
from cases.reports.intake import accept, decline, mark_spam, take_back
from cases.verification import verify
from pilit.law.errors import Invalid, NotFound, WrongState
from tests.cases.conftest import actor_of, moment
from tests.cases.reports.conftest import FIELDS, NOW, photo, report

AT = moment("2026-03-21T09:00")
REGISTRAR = "cy.registrar"
TITLE: dict[str, Any] = {"title": "工厂夜间排放污水", "domain": "environment"}


def test_accepted_it_is_a_clue_with_its_text_place_and_photos(directory: None) -> None:
    mine = report(NOW, photo(), photo(), lng="116.46", lat="39.95").report
    clue = accept(mine, actor_of(REGISTRAR, AT), TITLE | {"organ": "cy-water"}, AT)
    assert (clue.title, clue.source, clue.narrative) == (
        TITLE["title"],
        "report",
        FIELDS["narrative"],
    )
    assert (clue.address, clue.region) == (FIELDS["address"], "110105")
    assert clue.procuratorate.code == "cy"
    assert clue.reported_on.isoformat() == NOW[:10]
    assert clue.deadlines.filter(code="clue_assessment").exists()
    files = StoredFile.objects.filter(clue=clue).order_by("name")
    assert [row.name for row in files] == ["举报照片1.jpg", "举报照片2.jpg"]
    with files[0].content.open("rb") as content:
        assert content.read(3) == b"\xff\xd8\xff"
    mine.refresh_from_db()
    assert (mine.state, mine.clue) == ("accepted", clue)


def test_the_reporter_goes_over_sealed_and_is_nowhere_else(directory: None) -> None:
    mine = report(name="张三丰", phone="13900001234").report
    clue = accept(mine, actor_of(REGISTRAR, AT), TITLE, AT)
    informant = Informant.objects.get(clue=clue)
    opened = Fernet(settings.PILIT_FIELD_KEY).decrypt(bytes(informant.sealed))
    assert json.loads(opened) == {"name": "张三丰", "phone": "13900001234"}
    assert not Report.objects.get(pk=mine.pk).sealed
    for event in Event.objects.all():
        assert "张三丰" not in json.dumps([event.data, event.effects], ensure_ascii=False)


def test_an_anonymous_reporter_stays_so(directory: None) -> None:
    clue = accept(report().report, actor_of(REGISTRAR, AT), TITLE, AT)
    assert (clue.informant.anonymous, bytes(clue.informant.sealed)) == (True, b"")


def test_every_step_is_in_the_log(directory: None) -> None:
    actor = actor_of(REGISTRAR, AT)
    one, two = report().report, report().report
    mark_spam(one, actor, AT)
    take_back(one, actor, AT)
    accept(one, actor, TITLE, AT)
    decline(two, actor, {"reason": "too_vague", "note": "没有地点"}, AT)
    steps = Event.objects.filter(effects__report__isnull=False).order_by("id")
    assert list(steps.values_list("action", "effects__report")) == [
        ("receive_report", one.pk),
        ("receive_report", two.pk),
        ("mark_report_spam", one.pk),
        ("take_report_back", one.pk),
        ("accept_report", one.pk),
        ("decline_report", two.pk),
    ]
    assert set(steps[2:].values_list("actor__username", flat=True)) == {REGISTRAR}
    assert all(verdict.broken is None for verdict in verify())


def test_it_is_decided_on_once(directory: None) -> None:
    actor, mine = actor_of(REGISTRAR, AT), report().report
    decline(mine, actor, {"reason": "known"}, AT)
    for step in (
        lambda: decline(mine, actor, {"reason": "known"}, AT),
        lambda: accept(mine, actor, TITLE, AT),
        lambda: mark_spam(mine, actor, AT),
    ):
        with pytest.raises(WrongState):
            step()
    take_back(mine, actor, AT)
    accept(mine, actor, TITLE, AT)
    with pytest.raises(WrongState):
        take_back(mine, actor, AT)


def test_what_is_missing_is_refused_at_its_field_and_nothing_changes(directory: None) -> None:
    actor, mine = actor_of(REGISTRAR, AT), report().report
    for data, field in ((TITLE | {"title": ""}, "title"), (TITLE | {"organ": "x"}, "organ")):
        with pytest.raises(Invalid) as refused:
            accept(mine, actor, data, AT)
        assert field in refused.value.errors
    with pytest.raises(Invalid) as refused:
        decline(mine, actor, {}, AT)
    assert "reason" in refused.value.errors
    mine.refresh_from_db()
    assert mine.state == "received"
    assert not Clue.objects.exists()


@pytest.mark.parametrize(
    "who", ["cy.handler", "cy.assistant", "cy.chief", "hd.registrar", "bj3.head", "cy-water.leader"]
)
def test_nobody_else_finds_it(directory: None, who: str) -> None:
    mine = report().report
    with pytest.raises(NotFound):
        accept(mine, actor_of(who, AT), TITLE, AT)
    assert not Report.objects.visible_to(actor_of(who, AT)).filter(pk=mine.pk).exists()


def test_the_head_takes_in_too(directory: None) -> None:
    assert accept(report().report, actor_of("cy.head", AT), TITLE, AT).pk

"""The public door as a browser without scripts sees it, and as the script on the page sends it."""

import datetime as dt
import hashlib
import re
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.services import throttle
from cases.models import Report, ReportPhoto
from cases.reports.ticket import Ticket, code_hash
from tests.cases.conftest import moment
from tests.cases.reports.conftest import FIELDS, NOW, photo, solve

ADDRESS = "203.0.113.77"


class Visitor:
    """Somebody without an account."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **headers: str) -> None:
        self.client = Client(REMOTE_ADDR=ADDRESS, headers=headers)
        self.monkeypatch = monkeypatch
        self.at(NOW)

    def at(self, text: str) -> "Visitor":
        when = moment(text)
        self.monkeypatch.setattr(timezone, "now", lambda: when)
        return self

    def ticket(self) -> Ticket:
        page = self.client.get("/report/").content.decode()
        found = re.search(r'name="_ticket" value="([^"]+)"', page)
        assert found
        return Ticket.read(found[1])

    def send(self, ticket: Ticket, **fields: Any) -> HttpResponse:
        data = {"_ticket": ticket.text, "_answer": str(ticket.first + ticket.second)}
        return cast(HttpResponse, self.client.post("/report/", FIELDS | data | fields))


@pytest.fixture
def visitor(directory: None, clean_cache: None, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return Visitor(monkeypatch)


def code_in(answer: HttpResponse) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", answer.content.decode())
    assert found
    return found[1]


def test_a_report_without_scripts(visitor: Visitor) -> None:
    answer = visitor.send(visitor.ticket(), photos=[photo(), photo()], photo_place="true")
    assert answer.status_code == 201
    code = code_in(answer)
    assert "data:image/svg+xml" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    row = Report.objects.get(code_hash=code_hash(code))
    assert (row.narrative, row.procuratorate.code, row.anonymous) == (
        FIELDS["narrative"],
        "cy",
        True,
    )
    assert row.photos.count() == 2
    shown = visitor.client.post("/report/status/", {"code": code.lower()})
    assert "您的举报已收到" in shown.content.decode()


def test_the_proof_of_work_takes_the_place_of_the_sum(visitor: Visitor) -> None:
    ticket = visitor.ticket()
    refused = visitor.send(ticket, _answer="1")
    assert refused.status_code == 422
    assert "计算结果不对" in refused.content.decode()
    answer = visitor.send(ticket, _answer="", _proof=solve(ticket.key))
    assert answer.status_code == 201


def test_sent_twice_it_is_one_report_and_the_code_is_the_same(visitor: Visitor) -> None:
    ticket = visitor.ticket()
    first, again = visitor.send(ticket), visitor.send(ticket)
    assert code_in(first) == code_in(again)
    assert Report.objects.count() == 1
    # Days later, when the lost answer is asked for again, too.
    assert code_in(visitor.at("2026-04-02").send(ticket)) == code_in(first)


def test_other_words_under_the_same_key_are_not_swallowed(visitor: Visitor) -> None:
    ticket = visitor.ticket()
    visitor.send(ticket)
    answer = visitor.send(ticket, narrative="另一个窗口里写的是完全不同的一件事情")
    assert answer.status_code == 422
    assert "完全不同的一件事情" in answer.content.decode()
    found = re.search(r'name="_ticket" value="([^"]+)"', answer.content.decode())
    assert found
    fresh = Ticket.read(found[1])
    assert fresh.key != ticket.key
    assert visitor.send(fresh, narrative="另一个窗口里写的是完全不同的一件事情").status_code == 201
    assert Report.objects.count() == 2


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(visitor: Visitor) -> None:
    ticket = visitor.ticket()
    answer = visitor.send(ticket, address="", narrative="我打了很多字", lng="200", photos=[])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "我打了很多字" in page
    assert 'id="f-address-error"' in page
    assert 'id="f-lng-error"' in page
    assert "请填写度数" in visitor.send(ticket, lat="北纬").content.decode()
    assert ticket.text in page
    broken = photo("x.jpg")
    broken.write(b"")
    answer = visitor.send(ticket, photos=[photo("brief.pdf")])
    assert answer.status_code == 422
    assert 'id="photos-error"' in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"district": "999999"},
        {"district": "x"},
        {"domain": "x"},
        {"lat": "abc"},
        {"lat": "NaN"},
        {"narrative": "字" * 5001},
        {"narrative": "\x00"},
        {"address": "\x00\x01"},
        {"_ticket": ""},
        {"_ticket": "x:y"},
    ],
)
def test_bad_input_is_never_a_fault_of_ours(visitor: Visitor, fields: dict[str, str]) -> None:
    assert visitor.send(visitor.ticket(), **fields).status_code == 422
    assert not Report.objects.exists()


def test_a_form_open_for_days_gets_a_new_puzzle_under_its_key(visitor: Visitor) -> None:
    old = visitor.ticket()
    answer = visitor.at("2026-03-23").send(old)
    assert answer.status_code == 422
    found = re.search(r'name="_ticket" value="([^"]+)"', answer.content.decode())
    assert found
    new = Ticket.read(found[1])
    assert new.key == old.key
    assert visitor.send(new).status_code == 201


def test_too_many_reports_have_to_wait_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    for _ in range(throttle.REPORTER.free):
        assert visitor.send(visitor.ticket()).status_code == 201
    visitor.send(visitor.ticket())
    answer = visitor.send(visitor.ticket(), narrative="第十二件举报的文字")
    assert answer.status_code == 429
    assert "第十二件举报的文字" in answer.content.decode()
    assert visitor.at("2026-03-20T11:30").send(visitor.ticket()).status_code == 201


def test_guessing_codes_has_to_wait(visitor: Visitor) -> None:
    answers = [
        visitor.client.post("/report/status/", {"code": f"GUESS{number}"}).status_code
        for number in range(throttle.REPORT_STATUS.free + 2)
    ]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_sender_is_known_nowhere(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    answer = visitor.send(visitor.ticket(), photos=[photo()])
    visitor.client.post("/report/status/", {"code": code_in(answer)})
    store = cache._cache.get_client()  # type: ignore[attr-defined]  # the client behind the cache
    keys = store.keys(f"{settings.CACHES['default']['KEY_PREFIX']}:*")
    assert keys
    plain = hashlib.sha256(ADDRESS.encode()).hexdigest()
    for told in (repr(keys), repr([store.get(key) for key in keys]), caplog.text):
        assert ADDRESS not in told
        assert plain not in told
        assert code_in(answer).replace(" ", "") not in told
    assert "pilit_session" not in visitor.client.cookies
    assert ADDRESS not in repr([*Report.objects.values(), *ReportPhoto.objects.values()])


def test_the_same_address_is_another_visitor_tomorrow(
    clean_cache: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def noted(gates: list[tuple[throttle.Gate, str]], at: dt.datetime) -> int:
        seen.append(gates[0][1])
        return 0

    monkeypatch.setattr(throttle, "_admit", noted)
    for at in ("2026-03-20", "2026-03-20T18:00", "2026-03-21"):
        throttle.admit_unnamed(throttle.REPORTER, ADDRESS, moment(at))
    assert seen[0] == seen[1] != seen[2]

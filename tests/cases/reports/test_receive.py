"""A report comes in: once a form, sealed, with nothing of its sender, and somebody is told."""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.contrib.auth.hashers import make_password
from django.core.serializers import serialize
from django.db import connection

from agencies.directory import write_directory
from agencies.models import Notification
from cases.models import Event, Report, ReportPhoto
from cases.reports.receive import ReportData, receive
from cases.reports.ticket import Ticket, code_hash
from cases.verification import verify
from pilit.law.errors import Invalid
from tests.cases.conftest import moment
from tests.cases.reports.conftest import FIELDS, NOW, photo, report

NAME, PHONE = "张三丰", "13900001234"


def test_it_is_for_the_procuratorate_of_the_district(directory: None) -> None:
    done = report(district="110108")
    assert done.report.procuratorate.code == "hd"
    with pytest.raises(Invalid) as refused:
        report(district="999999")
    assert "district" in refused.value.errors


def test_the_code_is_kept_as_a_digest_alone(directory: None) -> None:
    done = report()
    assert Report.objects.get(code_hash=code_hash(done.code)) == done.report
    assert done.code not in serialize("json", Report.objects.all())


def test_a_form_sent_twice_makes_one_report_with_one_code(directory: None) -> None:
    ticket, data = Ticket.issue(moment(NOW)), ReportData.model_validate(FIELDS)
    first = receive(ticket, data, [photo()], moment(NOW))
    again = receive(ticket, data, [photo()], moment(NOW))
    assert (again.report, again.code) == (first.report, first.code)
    assert Report.objects.count() == ReportPhoto.objects.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_one_all_the_same() -> None:
    write_directory(make_password("x"))
    ticket, data = Ticket.issue(moment(NOW)), ReportData.model_validate(FIELDS)

    def send(_: int) -> str:
        try:
            return receive(ticket, data, [photo()], moment(NOW)).code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1
    assert Report.objects.count() == ReportPhoto.objects.count() == 1


def test_contact_is_sealed_and_anonymity_keeps_nothing(directory: None) -> None:
    named = report(name=NAME, phone=PHONE).report
    assert named.sealed
    assert not named.anonymous
    nobody = report().report
    assert (nobody.sealed, nobody.anonymous) == (b"", True)
    everything = serialize("json", [*Report.objects.all(), *Event.objects.all()])
    everything += serialize("json", Notification.objects.all())
    assert NAME not in everything
    assert PHONE not in everything


def test_the_log_says_that_it_came_and_nothing_of_it(directory: None) -> None:
    done = report(name=NAME)
    event = Event.objects.get()
    assert (event.action, event.actor, event.actor_name) == ("receive_report", None, "")
    assert (event.case_id, event.clue_id, event.data) == (None, None, {})
    assert event.effects == {"report": done.report.pk, "signs": [], "photos": 0}
    assert all(verdict.broken is None for verdict in verify())


def test_the_registrar_is_told_without_a_word_of_it(directory: None) -> None:
    report()
    told = Notification.objects.get()
    assert told.recipient.username == "cy.registrar"
    assert FIELDS["address"] not in json.dumps(told.params) + told.title
    assert told.url.startswith("/intake/")


def test_the_place_of_a_photo_is_used_where_asked(directory: None) -> None:
    typed = {"lng": "116.4", "lat": "39.9"}
    seen = photo(spot=(116.46, 39.95))
    asked = report(NOW, seen, photo_place=True, **typed).report
    assert (asked.lng, asked.lat) == (Decimal("116.46"), Decimal("39.95"))
    seen.seek(0)
    silent = report(NOW, seen, narrative="另一件事情，写得足够长了。", **typed).report
    assert (silent.lng, silent.lat) == (Decimal("116.4"), Decimal("39.9"))


def test_signs_of_spam_stand_beside_and_drop_nothing(directory: None) -> None:
    report("2026-03-19")
    again = report(narrative=FIELDS["narrative"] + "！！").report
    assert again.signs == ["same_text"]
    advert = report(narrative="代开发票 https://example.com").report
    assert set(advert.signs) == {"links", "advertising"}
    assert again.state == advert.state == "received"
    late = report("2026-04-20").report
    assert late.signs == []

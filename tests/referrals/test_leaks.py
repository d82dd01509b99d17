"""For each level of secrecy: exactly who sees row, text, file, count, notification and search."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse

from agencies.models import Notification, Organisation, User
from cases.models import Event, FormDraft, LegalDocument, OutboxMail, StoredFile
from cases.verification import verify
from referrals.domain.vocabulary import Secrecy
from referrals.models import Referral
from tests.cases.conftest import actor_of
from tests.cases.services.test_documents import altered
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import SECRET_WORDS, Sent

BOTH_SIDES = {
    *(f"cy.{post}" for post in ("handler", "handler2", "head", "chief")),
    "cy-disc.officer",
    "cy-disc.leader",
}
HELPERS = {"cy.assistant", "cy.registrar"}
ABOVE = {
    f"{place}.{post}"
    for place in ("bj", "bj3")
    for post in ("handler", "handler2", "assistant", "head", "chief", "registrar")
}
SEES = {
    Secrecy.ORDINARY: BOTH_SIDES | HELPERS | ABOVE,
    Secrecy.INTERNAL: BOTH_SIDES,
    # Its author, and those it names.
    Secrecy.SECRET: {"cy-disc.officer", "cy.head", "cy.chief"},
}
NOT_ALL = ("cy.handler2", "cy.assistant", "bj3.head", "hd.handler", "cy-env.officer", "admin")
type Open = Callable[[str], Browser]


def _sent(sent: Sent, secrecy: str, **more: object) -> Referral:
    named = ["cy.head", "cy.chief"] if secrecy == Secrecy.SECRET else []
    return sent.send(
        "cy-disc.officer",
        kind="public_interest_clue",
        to="cy",
        secrecy=secrecy,
        **({"named": named} if named else {}),
        **more,
    )


def _url(row: Referral, name: str = "referral") -> str:
    return reverse(f"referrals:{name}", kwargs={"number": row.number})


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_exactly_these_see_the_row(sent: Sent, secrecy: Secrecy) -> None:
    row = _sent(sent, secrecy)
    people = User.objects.filter(is_active=True).values_list("username", flat=True)
    seen = {
        name
        for name in people
        if Referral.objects.visible_to(actor_of(name, sent.clock)).filter(pk=row.pk).exists()
    }
    assert seen == SEES[secrecy]


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_page_list_letter_api_and_search_show_nothing_to_others(
    sent: Sent, browser: Open, secrecy: Secrecy
) -> None:
    row = _sent(sent, secrecy)
    for name in NOT_ALL:
        if name in SEES[secrecy]:
            continue
        person = browser(name).at(sent.clock)
        for url in (_url(row), _url(row, "letter"), _url(row, "letter_pdf")):
            assert person.open(url).status in {302, 404}
        answer = person.open(f"/api/v1/referrals/{row.number}/")
        assert answer.status in {401, 403, 404}
        for url in (reverse("referrals:referrals") + "?state=all", "/"):
            assert row.number not in person.open(url)
        assert SECRET_WORDS not in person.open(reverse("cases:search"), q=row.number[-6:])


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_who_is_told_sees_it_and_is_told_no_content(sent: Sent, secrecy: Secrecy) -> None:
    _sent(sent, secrecy)
    told = Notification.objects.filter(kind="referral_came")
    assert set(told.values_list("recipient__username", flat=True)) <= SEES[secrecy]
    assert told.exists()
    text = " ".join(f"{each.text} {each.params}" for each in told)
    assert SECRET_WORDS not in text
    assert ("→" in text) is (secrecy != Secrecy.SECRET)


def test_a_secret_stands_nowhere_in_clear(sent: Sent, browser: Open) -> None:
    row = _sent(sent, Secrecy.SECRET)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{SECRET_WORDS}%"]
            )
            assert cursor.fetchone() == (0,), table
    for name in SEES[Secrecy.SECRET]:
        page = browser(name).at(sent.clock).open(_url(row))
        assert page.status == 200
        assert SECRET_WORDS not in page
        assert SECRET_WORDS not in browser(name).open(_url(row, "letter"))
        assert SECRET_WORDS not in browser(name).open(f"/api/v1/referrals/{row.number}/")


def test_an_opening_needs_a_second_person_and_is_told(sent: Sent, browser: Open) -> None:
    row = _sent(sent, Secrecy.SECRET)
    sent.act("cy.head", "receive_referral", on="2026-03-02")
    head = browser("cy.head").at(sent.clock)
    assert SECRET_WORDS not in head.send(_url(row, "sealed"), {})
    sent.act("cy.head", "ask_to_open", reason="审查")
    assert SECRET_WORDS not in head.send(_url(row, "sealed"), {})
    sent.act("cy.chief", "approve_opening")
    assert SECRET_WORDS in head.send(_url(row, "sealed"), {})
    # The approval is for who asked.
    assert SECRET_WORDS not in browser("cy.chief").send(_url(row, "sealed"), {})
    opened = Event.objects.filter(matter=row, action="open_sealed")
    assert [event.actor_name for event in opened] == [head.user.name]
    assert opened.get().effects["approved_by"]
    assert not any(verdict.broken for verdict in verify())


def test_a_file_goes_with_its_referral(sent: Sent, browser: Open) -> None:
    row = _sent(sent, Secrecy.SECRET)
    author = User.objects.get(username="cy-disc.officer")
    file = StoredFile.objects.create(
        matter=row,
        name="证据.txt",
        media_type="text/plain",
        size=2,
        sha256="0" * 64,
        uploaded_by=author,
        uploaded_at=sent.clock,
        attached_at=sent.clock,
    )
    url = reverse("referrals:file", kwargs={"number": row.number, "pk": file.pk})
    for name in (*SEES[Secrecy.SECRET], *NOT_ALL):
        person = browser(name).at(sent.clock)
        assert person.open(url).status in {302, 403, 404, 409}
        assert person.open(reverse("cases:file", kwargs={"pk": file.pk})).status in {302, 404}
        assert file.name not in person.open(_url(row))


def test_each_side_sees_its_own(sent: Sent, browser: Open) -> None:
    row = _sent(sent, Secrecy.ORDINARY)
    sent.act("cy.handler", "receive_referral", on="2026-03-02")
    sent.act(
        "cy.handler",
        "accept_referral",
        on="2026-03-02",
        clue_title="危险废物",
        clue_domain="environment",
        clue_address="朝阳区",
    )
    sent.act("cy.handler", "report_progress", on="2026-03-02", note="内部情况")
    sent.act("cy.handler", "report_result", on="2026-03-02", result="case_filed", note="已立案")
    assert sent.row is not None
    assert sent.row.registered is not None
    own = sent.row.registered.number
    page = browser("cy-disc.officer").at(sent.clock).open(_url(row))
    assert "已立案" in page
    assert "A case was filed" in page
    assert "内部情况" not in page
    assert own not in page
    answer = browser("cy-disc.officer").at(sent.clock).open(f"/api/v1/referrals/{row.number}/")
    assert "内部情况" not in answer
    assert own not in answer
    inside = browser("cy.handler2").at(sent.clock).open(_url(row))
    assert "内部情况" in inside
    assert own in inside


def test_no_form_keeps_a_secret(sent: Sent, browser: Open) -> None:
    person = browser("cy-disc.officer").at(sent.clock)
    form = {
        "_kind": "",
        "_number": "",
        "_action": "send_referral",
        "_as": "send_referral",
        "kind": "public_interest_clue",
        "to": "cy",
        "narrative": SECRET_WORDS,
        "secrecy": "secret",
    }
    assert person.send(reverse("cases:autosave"), form).status == 200
    assert SECRET_WORDS not in str(FormDraft.objects.get().data)
    person.send(reverse("cases:autosave"), form | {"secrecy": "internal"})
    assert SECRET_WORDS in str(FormDraft.objects.get().data)


def test_a_mail_names_no_secret(sent: Sent) -> None:
    User.objects.update(email="someone@example.org")
    _sent(sent, Secrecy.SECRET)
    assert {mail.recipient.username for mail in OutboxMail.objects.all()} == {"cy.head", "cy.chief"}


def test_organs_of_one_name_have_numbers_of_their_own(sent: Sent) -> None:
    name = Organisation.objects.get(code="cy-env").short_name
    Organisation.objects.filter(code="hd-env").update(short_name=name)
    numbers = {
        sent.send(f"{place}-env.officer", kind="civil_clue", to="cy").number
        for place in ("cy", "hd")
    }
    assert len(numbers) == 2
    assert LegalDocument.objects.filter(number__in=numbers).count() == 2


def test_a_letter_altered_in_the_store_says_so_as_other_documents_do(
    sent: Sent, browser: Open
) -> None:
    row = _sent(sent, Secrecy.ORDINARY)
    letter = row.documents.get(code="referral_letter")
    altered(letter, text=letter.text.replace(SECRET_WORDS, "无"))
    reader = browser("cy.head").at(sent.clock)
    for name in ("letter_pdf", "letter_word"):
        page = reader.open(_url(row, name))
        assert page.status == 409
        assert "was changed after it was decided" in page
        assert _url(row, "letter") in page

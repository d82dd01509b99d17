"""For each level of secrecy: exactly who sees row, text, file, count, notification and search."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import Notification, Organisation, User
from cases.actions import perform
from cases.models import Event, FormDraft, LegalDocument, OutboxMail, StoredFile
from cases.verification import verify
from pilit.law.errors import Invalid
from referrals.domain.vocabulary import Secrecy
from referrals.models import Referral
from tests.cases.conftest import actor_of
from tests.cases.services.test_documents import altered
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import (
    FILE_NAME,
    FILE_WORDS,
    SECRET_WORDS,
    Sent,
    stands_nowhere,
    uploaded,
)

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
type Capture = Callable[..., AbstractContextManager[Any]]


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


def test_a_secretstands_nowhere_in_clear(sent: Sent, browser: Open) -> None:
    row = _sent(sent, Secrecy.SECRET)
    stands_nowhere(SECRET_WORDS)
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


def test_a_sealed_file_is_kept_under_seal_and_opened_with_approval(
    sent: Sent, browser: Open, django_capture_on_commit_callbacks: Capture
) -> None:
    file = uploaded("cy-disc.officer", sent.clock)
    lay = Path(file.waiting.path)
    assert FILE_WORDS.encode() not in lay.read_bytes(), "an upload that waits lies encrypted"
    with django_capture_on_commit_callbacks(execute=True):
        row = _sent(sent, Secrecy.SECRET, files=[file.pk])
    assert not lay.exists()
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    kept = row.sealed_files.get()
    under_seal = Path(kept.content.path).read_bytes()
    assert FILE_WORDS.encode() not in under_seal
    stands_nowhere(FILE_NAME)
    url = reverse("referrals:file", kwargs={"number": row.number, "pk": kept.pk})
    for name in (*SEES[Secrecy.SECRET], *NOT_ALL):
        person = browser(name).at(sent.clock)
        assert person.open(url).status in {302, 403, 404, 409}
        assert FILE_NAME not in person.open(_url(row))
    sent.act("cy.head", "receive_referral", on="2026-03-02")
    sent.act("cy.head", "ask_to_open", reason="审查")
    sent.act("cy.chief", "approve_opening")
    head = browser("cy.head").at(sent.clock)
    assert FILE_NAME in head.send(_url(row, "sealed"), {})
    answer: Any = head.client.get(url)
    assert b"".join(answer.streaming_content).decode() == FILE_WORDS
    assert browser("cy.chief").open(url).status == 403
    assert Event.objects.filter(matter=row, action="open_sealed").count() == 2


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


def test_a_letter_has_no_sections_to_write_over(sent: Sent) -> None:
    with pytest.raises(Invalid) as refused:
        perform(
            "send_referral",
            None,
            actor_of("cy-disc.officer", sent.clock),
            {"kind": "public_interest_clue", "to": "cy", "narrative": "线索"},
            sent.clock,
            sections={"referral_letter": {"facts": "别的"}},
        )
    assert list(refused.value.errors) == ["sections.referral_letter.facts"]


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

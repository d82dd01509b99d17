"""The organ's reply under seal: printed, sealed, scanned, and put beside the reply."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from cases.models import Deadline, Event, LegalDocument, Reply, StoredFile
from cases.services.case_index import contents
from cases.views.file import visible_files
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import action_url, case_url
from tests.cases.views.organ.forms import LEADER, OFFICER, Open, address, case_of, pdf

pytestmark = pytest.mark.django_db

NAME = "盖章回复.pdf"
MISSING = "The sealed scan is still missing"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    """Files go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def replied(story: Story) -> Story:
    """The organ replied an hour ago."""
    story.to_following_up()
    return story


def url(story: Story) -> str:
    return action_url(case_of(story), "attach_signed_reply")


def sealed(browser: Open, story: Story, who: str = OFFICER, **more: object) -> None:
    """Upload the scan through the form."""
    person = browser(who).at(story.clock)
    form = person.open(url(story))
    page = person.send(
        url(story), form.hidden() | {"reply": "1", "files__upload": pdf(NAME), **more}
    )
    assert page.url == case_url(case_of(story)), page.html


def test_the_page_says_how_the_sealed_reply_comes_about(browser: Open, replied: Story) -> None:
    case, reply = case_of(replied), Reply.objects.get()
    document = LegalDocument.objects.get(code="organ_reply")
    person = browser(OFFICER).at(replied.clock)
    for page in (
        person.open(case_url(case)),
        person.open(address(replied, "organ_receipt", pk=reply.pk)),
    ):
        assert MISSING in page
        assert reverse("cases:document_pdf", args=[document.pk]) in page
        assert url(replied) in page
    assert "Not yet handed in under seal." in browser("cy.handler").open(case_url(case))


def test_before_a_reply_there_is_nothing_to_seal(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    person = browser(OFFICER).at(story.clock)
    page = person.open(case_url(case_of(story)))
    assert MISSING not in page
    assert "attach_signed_reply" not in page
    assert "First reply in writing" in person.open(url(story))


def test_the_officer_uploads_the_scan_and_no_period_moves(browser: Open, replied: Story) -> None:
    before = list(Deadline.objects.order_by("pk").values())
    sealed(browser, replied)
    assert list(Deadline.objects.order_by("pk").values()) == before
    scan = StoredFile.objects.get()
    assert scan.scan_of == Reply.objects.get()
    assert (scan.reply, scan.name, len(scan.sha256)) == (None, NAME, 64)
    event = Event.objects.get(action="attach_signed_reply")
    assert event.effects["reply"] == 1
    case = case_of(replied)
    for who in (OFFICER, LEADER):
        page = browser(who).open(case_url(case))
        assert NAME in page
        assert MISSING not in page
    inside = browser("cy.handler").open(case_url(case))
    assert NAME in inside
    assert "Not yet handed in under seal." not in inside
    assert "The organ handed in its reply under seal" in inside


def test_the_table_of_contents_has_the_scan_beside_the_reply(browser: Open, replied: Story) -> None:
    sealed(browser, replied)
    entries = contents(case_of(replied)).entries
    at = next(no for no, each in enumerate(entries) if each.file is not None)
    assert (entries[at].title, entries[at].attached) == (NAME, True)
    legal = entries[at - 1].legal
    assert legal is not None
    assert legal.code == "organ_reply"


def test_nobody_else_finds_the_scan(browser: Open, replied: Story) -> None:
    sealed(browser, replied)
    file = reverse("cases:file", args=[StoredFile.objects.get().pk])
    for who in (OFFICER, LEADER, "cy.handler", "bj3.head"):
        assert visible_files(actor_of(who, replied.clock)).exists(), who
    for who in ("cy-env.officer", "cy-court.clerk", "hd.handler", "cy-disc.leader"):
        person = browser(who).at(replied.clock)
        assert person.open(file).status == 404, who
        assert NAME not in person.open(reverse("cases:work")), who


def test_the_court_does_not_get_it_with_the_suit(browser: Open, story: Story) -> None:
    story.to_on_trial()
    sealed(browser, story)
    clerk = browser("cy-court.clerk").at(story.clock)
    page = clerk.open(case_url(case_of(story)))
    assert page.status == 200
    assert NAME not in page


def test_others_may_not(browser: Open, replied: Story) -> None:
    for who, status in (("cy.handler", 403), ("cy-env.officer", 404), ("cy-court.clerk", 404)):
        assert browser(who).at(replied.clock).open(url(replied)).status == status, who


def test_what_is_no_scan_is_refused_at_the_field(browser: Open, replied: Story) -> None:
    person = browser(OFFICER).at(replied.clock)
    form = person.open(url(replied))
    text = SimpleUploadedFile("回复.txt", "回复".encode(), "text/plain")
    assert "PDF and pictures, up to 50 MB each." in form
    assert "Excel" not in form
    for files, told in (
        ({}, "This field is required."),
        ({"files__upload": text}, "A scan is a PDF or a picture."),
    ):
        page = person.send(url(replied), form.hidden() | {"reply": "1"} | files)
        assert page.status == 422
        assert told in page
    assert not StoredFile.objects.filter(scan_of__isnull=False).exists()


def test_of_several_replies_it_is_said_which(browser: Open, replied: Story) -> None:
    replied.later(5).reply(kind="rectified")
    person = browser(OFFICER).at(replied.clock)
    form = person.open(url(replied))
    assert "Reply no. 2 of" in form
    for chosen, told in (("", "Say which."), ("3", "")):
        page = person.send(
            url(replied), form.hidden() | {"reply": chosen, "files__upload": pdf(NAME)}
        )
        assert page.status == 422
        assert told in page
    sealed(browser, replied, reply="2")
    first, second = Reply.objects.order_by("pk")
    assert (first.scans.count(), second.scans.count()) == (0, 1)
    page = person.open(case_url(case_of(replied)))
    assert page.html.count(MISSING) == 1
    assert 'value="1" selected' in person.open(url(replied)).html.replace("  ", " ")


def test_not_on_a_closed_case(browser: Open, replied: Story) -> None:
    replied.later(3).act(".handler", "conclude_review", proposal="close")
    replied.decided("close_case", ground="organ_performed")
    person = browser(OFFICER).at(replied.clock)
    assert MISSING not in person.open(case_url(case_of(replied)))
    assert person.open(url(replied)).status == 409

"""Search and files: what is found and sent, and to whom."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case, StoredFile
from cases.services import search
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def test_search_finds_by_two_characters_and_jumps_by_number(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    person = browser("cy.handler").at(story.clock)
    url = reverse("cases:search")
    assert case.number in person.open(url, q="取水")
    assert case.number in person.open(url, q="某混凝土有限")
    assert "Type at least two characters" in person.open(url, q="取")
    assert "Nothing found" in person.open(url, q="不存在的词")
    found = person.client.get(url, {"q": case.number})
    assert found.status_code == 302
    assert found["Location"] == case_url(case)


@pytest.mark.parametrize("who", ["hd.handler", "cy-env.officer", "npc.deputy"])
def test_search_finds_nothing_foreign(browser: Open, story: Story, who: str) -> None:
    case = case_of(story.to_awaiting_reply())
    person = browser(who).at(story.clock)
    for wanted in ("取水", case.number, "混凝土"):
        page = person.open(reverse("cases:search"), q=wanted)
        assert case_url(case) not in page


def test_an_organ_does_not_learn_what_is_in_the_file(browser: Open, story: Story) -> None:
    case = case_of(story.to_awaiting_reply())
    search.index(case, case.number, case.title, "密不外传的名字")
    person = browser("cy-water.officer").at(story.clock)
    assert case.number in person.open(reverse("cases:search"), q="混凝土")
    assert case.number not in person.open(reverse("cases:search"), q="密不外传")


def test_a_file_is_sent_as_an_attachment_to_who_may_see_it(browser: Open, story: Story) -> None:
    story.to_inquiring()
    row = receive(
        SimpleUploadedFile("笔录.pdf", b"%PDF-1.7\n"),
        actor_of("cy.handler", story.clock),
        story.clock,
    )
    url = reverse("cases:file", kwargs={"pk": row.pk})
    assert "笔录" not in str(row.content.name)
    assert browser("cy.handler2").at(story.clock).open(url).status == 404, "not yet attached"
    story.act(
        ".handler",
        "add_evidence",
        kind="documentary",
        title="笔录",
        obtained_on=story.today,
        source="x",
        files=[str(row.pk)],
    )
    answer = browser("cy.handler2").at(story.clock).client.get(url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n"  # type: ignore[attr-defined]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    for who in ("hd.handler", "cy-water.officer", "cy-court.clerk"):
        assert browser(who).at(story.clock).open(url).status == 404


def test_upload_answers_with_the_receipt_or_a_problem(browser: Open, story: Story) -> None:
    person = browser("cy.handler").at("2026-08-03")
    url = reverse("cases:upload")
    good = person.client.post(url, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")})
    assert good.status_code == 201
    assert StoredFile.objects.get(pk=good.json()["id"]).uploaded_by == person.user
    bad = person.client.post(url, {"file": SimpleUploadedFile("a.exe", b"MZ" + bytes(99))})
    assert bad.status_code == 422
    assert bad.json()["code"] == "invalid"
    nobody = browser("admin").at("2026-08-03").client
    refused = nobody.post(url, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")})
    assert refused.status_code == 403, "without a post nobody uploads"
    assert StoredFile.objects.count() == 1

"""The reply: filled in, kept, confirmed, sent once; and its receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Deadline, FormDraft, Reply, StoredFile
from tests.cases.conftest import Story
from tests.cases.views.conftest import case_url
from tests.cases.views.organ.forms import LEADER, OFFICER, Open, address, case_of, pdf, send, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(story: Story) -> Story:
    """A recommendation served a month ago."""
    story.to_awaiting_reply().later(30)
    return story


def test_the_form_says_what_is_asked_and_goes_item_by_item(browser: Open, served: Story) -> None:
    page = browser(OFFICER).at(served.clock).open(address(served))
    assert "Please reply in writing by" in page
    assert "must perform your duty by law within two months" in page
    assert "We have rectified" in page
    assert "For objective reasons we cannot finish in time" in page
    assert "Item 1" in page
    assert "依法处罚" in page
    assert 'name="items-1-status"' in page
    assert 'name="received_on"' not in page, "the day of receipt is not the organ's to choose"


def test_it_is_checked_before_anything_is_sent(browser: Open, served: Story) -> None:
    person = browser(OFFICER).at(served.clock)
    page = person.send(address(served), typed(statement="", _check="1"))
    assert page.status == 422
    assert "罚款20000元" in page, "what was typed stays"
    assert "This field is required" in page
    assert not Reply.objects.exists()
    kept = FormDraft.objects.get(person=person.user)
    assert kept.data["kind"] == "rectified"
    assert "罚款20000元" in person.open(address(served))


def test_a_plan_says_by_when(browser: Open, served: Story) -> None:
    page = browser(OFFICER).at(served.clock).send(address(served), typed(kind="plan", _check="1"))
    assert page.status == 422
    assert "A plan says by when." in page


def test_the_confirmation_says_what_follows_and_does_nothing(browser: Open, served: Story) -> None:
    page = browser(OFFICER).at(served.clock).send(address(served), typed(_check="1"))
    assert page.url == address(served, "organ_reply_confirm")
    assert "cannot be taken back" in page
    assert "It is in time" in page
    assert "罚款20000元" in page
    assert not Reply.objects.exists(), "looking is not sending"
    assert Deadline.objects.get(code="recommendation_reply").status == "running"


def test_the_officer_sends_and_gets_a_receipt(browser: Open, served: Story) -> None:
    page = send(browser, served)
    reply = Reply.objects.get()
    assert page.url == address(served, "organ_receipt", pk=reply.pk)
    assert reply.received_on.isoformat() == served.today
    assert reply.submitted_by.username == OFFICER
    assert Deadline.objects.get(code="recommendation_reply").status == "met"
    event = case_of(served).events.get(action="submit_reply")
    for shown in ("replied in time", "罚款20000元", "已依法查处", event.digest, "09:00"):
        assert shown in page
    assert not FormDraft.objects.exists()


def test_what_the_browser_says_of_the_day_of_receipt_is_not_believed(
    browser: Open, served: Story
) -> None:
    served.later(60)
    send(browser, served, received_on="2026-03-01")
    assert Reply.objects.get().received_on.isoformat() == served.today
    assert Deadline.objects.get(code="recommendation_reply").status == "missed"


def test_being_late_is_said_before_sending(browser: Open, served: Story) -> None:
    served.later(60)
    page = browser(OFFICER).at(served.clock).send(address(served), typed(_check="1"))
    assert "It is late" in page


def test_a_postmark_in_time_counts(browser: Open, served: Story) -> None:
    served.later(60)
    data = typed(_check="1", posted_on="2026-03-30")
    page = browser(OFFICER).at(served.clock).send(address(served), data)
    assert "It is in time" in page


def test_a_denial_needs_no_answer_to_each_item(browser: Open, served: Story) -> None:
    nothing = {
        "items-0-status": "",
        "items-0-measure": "",
        "items-1-status": "",
        "items-1-measure": "",
    }
    send(browser, served, kind="no_violation", **nothing)
    assert Reply.objects.get().items.count() == 0


def test_sent_twice_acts_once(browser: Open, served: Story) -> None:
    person = browser(OFFICER).at(served.clock)
    confirm = person.send(address(served), typed(_check="1"))
    data = confirm.hidden() | {"_send": "1"}
    person.send(confirm.url, data)
    again = person.send(confirm.url, data)
    assert again.url == case_url(case_of(served))
    assert Reply.objects.count() == 1


def test_a_colleague_was_faster(browser: Open, served: Story) -> None:
    officer = browser(OFFICER).at(served.clock)
    confirm = officer.send(address(served), typed(_check="1"))
    send(browser, served, LEADER)
    page = officer.send(confirm.url, confirm.hidden() | {"_send": "1"})
    assert page.status == 422
    assert "A colleague has sent a reply meanwhile" in page
    assert Reply.objects.count() == 1


def test_work_of_the_procuratorate_meanwhile_does_not_hinder(browser: Open, served: Story) -> None:
    person = browser(OFFICER).at(served.clock)
    confirm = person.send(address(served), typed(_check="1"))
    served.act(
        ".handler",
        "record_measure",
        measure="inspect",
        on=served.today,
        officers=["cy.handler", "cy.assistant"],
        record="勘验",
    )
    person.send(confirm.url, confirm.hidden() | {"_send": "1"})
    assert Reply.objects.count() == 1


def test_a_further_reply_opens_with_the_last_answers(browser: Open, served: Story) -> None:
    send(browser, served)
    page = browser(OFFICER).at(served.later(10).clock).open(address(served))
    assert "Further reply to the recommendation" in page
    assert "罚款20000元" in page
    assert "The answers you gave last stand in the form" in page


def test_files_are_added_and_removed_without_javascript(browser: Open, served: Story) -> None:
    person = browser(OFFICER).at(served.clock)
    page = person.send(address(served), typed(files__upload=pdf(), _upload="1"))
    file = StoredFile.objects.get()
    assert page.hidden()["files"] == str(file.pk)
    removed = person.send(address(served), typed(files=str(file.pk), _drop=f"files={file.pk}"))
    assert "处罚决定书.pdf" not in removed
    assert "罚款20000元" in removed


def test_a_file_that_is_not_taken_is_said_and_nothing_is_lost(browser: Open, served: Story) -> None:
    bad = SimpleUploadedFile("x.exe", b"MZ", "application/octet-stream")
    page = (
        browser(OFFICER)
        .at(served.clock)
        .send(address(served), typed(files__upload=bad, _check="1"))
    )
    assert page.status == 422
    assert "files of this kind are not taken" in page
    assert "罚款20000元" in page


def test_it_is_kept_for_later(browser: Open, served: Story) -> None:
    person = browser(OFFICER).at(served.clock)
    page = person.send(address(served), typed(statement="", _save="1"))
    assert page.url == case_url(case_of(served))
    assert "Begun and not sent" in person.open(reverse("cases:work"))
    discarded = person.send(address(served), {"_discard": "1"})
    assert "罚款20000元" not in discarded
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("name", ["organ_reply", "organ_reply_confirm"])
def test_nobody_else_replies(browser: Open, served: Story, name: str) -> None:
    for who in ("cy-env.officer", "hd-water.leader", "cy-court.clerk", "cy.handler"):
        assert browser(who).at(served.clock).open(address(served, name)).status == 404


def test_before_service_there_is_nothing_to_answer(browser: Open, story: Story) -> None:
    story.to_recommended()
    assert browser(OFFICER).at(story.clock).open(address(story)).status == 409


def test_a_receipt_is_the_organs_own(browser: Open, served: Story) -> None:
    send(browser, served)
    url = address(served, "organ_receipt", pk=Reply.objects.get().pk)
    assert browser(LEADER).at(served.clock).open(url).status == 200
    assert browser("cy-env.officer").at(served.clock).open(url).status == 404
    assert (
        browser(LEADER).at(served.clock).open(address(served, "organ_receipt", pk=9999)).status
        == 404
    )

"""The reply inside the organ: the officer prepares it, the leader confirms and sends it."""

import pytest
from django.urls import reverse

from agencies.models import Appointment, Notification
from cases.models import FormDraft, Reply, StoredFile
from tests.cases.conftest import Story
from tests.cases.views.conftest import case_url
from tests.cases.views.organ.forms import LEADER, OFFICER, Open, address, case_of, pdf, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(story: Story) -> Story:
    """A recommendation served a month ago."""
    story.to_awaiting_reply().later(30)
    return story


def test_the_leader_confirms_what_the_officer_prepared(browser: Open, served: Story) -> None:
    officer = browser(OFFICER).at(served.clock)
    uploaded = officer.send(address(served), typed(files__upload=pdf(), _upload="1"))
    assert "处罚决定书.pdf" in uploaded
    file = StoredFile.objects.get()
    handed = officer.send(address(served), typed(files=str(file.pk), _hand="1"))
    assert handed.url == case_url(case_of(served))
    assert "to confirm it" in handed
    assert not Reply.objects.exists(), "nothing is sent before the leader says so"

    leader = browser(LEADER).at(served.clock)
    told = Notification.objects.get(recipient=leader.user, kind="reply_to_confirm")
    assert told.url == address(served, "organ_reply_confirm")
    inbox = leader.open(reverse("cases:work"))
    assert "Confirm a reply and send it" in inbox
    assert "Write the reply" not in inbox, "it is written: what is asked is to confirm it"
    page = leader.open(told.url)
    assert officer.user.name in page
    assert "罚款20000元" in page
    attachment = address(served, "organ_prepared_file", pk=file.pk)
    answer = leader.client.get(attachment)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert officer.open(attachment).status == 404, "only the leader it waits for"

    sent = leader.send(told.url, page.hidden() | {"_send": "1"})
    reply = Reply.objects.get()
    assert reply.submitted_by == leader.user
    assert list(reply.files.all()) == [file]
    assert file.sha256 in sent
    assert Notification.objects.filter(recipient=officer.user, kind="reply_confirmed").exists()
    assert not FormDraft.objects.exists()


def test_the_leader_returns_it_with_a_word(browser: Open, served: Story) -> None:
    officer = browser(OFFICER).at(served.clock)
    officer.send(address(served), typed(_hand="1"))
    leader = browser(LEADER).at(served.clock)
    leader.send(address(served, "organ_reply_confirm"), {"_return": "1", "reason": "补充凭证"})
    told = Notification.objects.get(recipient=officer.user, kind="reply_returned")
    assert "补充凭证" in told.text
    assert not Reply.objects.exists()
    assert "罚款20000元" in officer.open(address(served)), "the officer's text is still there"
    assert "Confirm a reply" not in leader.open(reverse("cases:work"))


def test_the_leader_changes_it_and_sends(browser: Open, served: Story) -> None:
    officer = browser(OFFICER).at(served.clock)
    officer.send(address(served), typed(files__upload=pdf(), _upload="1"))
    file = StoredFile.objects.get()
    officer.send(address(served), typed(files=str(file.pk), _hand="1"))
    leader = browser(LEADER).at(served.clock)
    form = leader.send(address(served, "organ_reply_confirm"), {"_edit": "1"})
    assert form.url == address(served)
    assert "罚款20000元" in form
    assert "处罚决定书.pdf" in form
    data = typed(statement="局长改定", files=str(file.pk), _check="1")
    confirm = leader.send(address(served), data)
    leader.send(confirm.url, confirm.hidden() | {"_send": "1"})
    reply = Reply.objects.get()
    assert reply.statement == "局长改定"
    assert list(reply.files.all()) == [file]


def test_a_leader_who_is_none_any_more_sends_nothing(browser: Open, served: Story) -> None:
    browser(OFFICER).at(served.clock).send(address(served), typed(_hand="1"))
    leader = browser(LEADER).at(served.clock)
    Appointment.objects.filter(person=leader.user).delete()
    page = leader.send(address(served, "organ_reply_confirm"), {"_send": "1"})
    assert page.status == 404
    assert not Reply.objects.exists()


def test_an_organ_without_a_leader_sends_itself(browser: Open, served: Story) -> None:
    Appointment.objects.filter(person__username=LEADER).delete()
    page = browser(OFFICER).at(served.clock).open(address(served))
    assert 'name="_hand"' not in page
    assert 'name="_check"' in page

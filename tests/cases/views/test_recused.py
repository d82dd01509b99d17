"""Whoever is recused has lost sight of the case everywhere, from the same moment on."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.models import Notification, User
from cases.actions import perform
from cases.models import Case, CaseGrant, Deadline, Draft, Event, FormDraft, StoredFile
from cases.sweep import sweep
from cases.views.file import receive
from pilit.law.errors import Recused
from tests.cases.api.conftest import As, Clock, address
from tests.cases.api.conftest import as_ as as_
from tests.cases.api.conftest import clock as clock
from tests.cases.builders_sweep import await_reply, deadline_of, due_at, reminded
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, action_url, case_url

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
WHO = "cy.handler"


@pytest.fixture
def recused(story: Story) -> Story:
    """A served recommendation, evidence, a draft, a form begun; then its handler is recused."""
    await_reply(story)
    upload = SimpleUploadedFile("台账.pdf", b"%PDF-1.4\n", "application/pdf")
    file = receive(upload, actor_of(WHO, story.clock), story.clock)
    story.act(
        ".handler",
        "add_evidence",
        kind="documentary",
        title="台账",
        obtained_on=story.today,
        source="水务局",
        files=[str(file.pk)],
    )
    story.act(".handler", "close_case", ground="no_failure")
    assert story.case is not None
    person = User.objects.get(username=WHO)
    FormDraft.objects.create(
        person=person, action="record_follow_up", case=story.case, data={}, saved_at=story.clock
    )
    CaseGrant.objects.create(
        user=person, content_object=story.case, permission_id=_permission("work_on_case")
    )
    story.act(".head", "apply_for_recusal", person=WHO, ground="近亲属", received_on=story.today)
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    return story


def _permission(name: str) -> int:
    model = CaseGrant._meta.get_field("permission").related_model
    assert isinstance(model, type)
    return int(model.objects.get(codename=name).pk)  # type: ignore[attr-defined]  # a model


def _case(story: Story) -> Case:
    assert story.case is not None
    return story.case


def test_pages(browser: Open, recused: Story) -> None:
    case, person = _case(recused), browser(WHO).at(recused.clock)
    draft, deadline = Draft.objects.latest("id"), deadline_of(recused)
    assert recused.clue is not None
    file = StoredFile.objects.get()
    for url, status in (
        (case_url(case), 403),
        (action_url(case, "record_follow_up"), 403),
        (reverse("cases:draft", kwargs={"pk": draft.pk}), 403),
        (reverse("cases:deadline_explanation", args=[deadline.pk]), 404),
        (reverse("cases:clue", kwargs={"number": recused.clue.number}), 404),
        (reverse("cases:file", kwargs={"pk": file.pk}), 404),
    ):
        page = person.open(url)
        assert page.status == status, url
        assert case.title not in page


def test_lists_search_and_my_work(browser: Open, recused: Story) -> None:
    case, person = _case(recused), browser(WHO).at(recused.clock)
    for url, query in (
        (reverse("cases:cases"), {"state": "all"}),
        (reverse("cases:cases"), {"mine": "1"}),
        (reverse("cases:clues"), {"state": "all"}),
        (reverse("cases:search"), {"q": "混凝土"}),
        (reverse("cases:search"), {"q": case.number}),
        (reverse("cases:work"), {}),
        (reverse("agencies:notifications"), {}),
    ):
        page = person.open(url, **query)
        assert page.status == 200, url
        assert case.title not in page, url
        assert case_url(case) not in page, url


def test_messages_say_nothing_of_it_any_more(recused: Story) -> None:
    case = _case(recused)
    told = Notification.objects.filter(recipient__username=WHO)
    assert told.filter(kind="recused").exists()
    for message in told:
        assert case.number not in message.text
        assert case.title not in message.text
        assert message.url == ""


def test_api(as_: As, clock: Clock, recused: Story) -> None:
    case = _case(recused)
    assert recused.clue is not None
    clock.moment = recused.clock
    client = as_(WHO)
    assert client.get(address("cases", case.number)).status_code == 403
    assert client.get(address("cases", case.number, "events")).status_code in (403, 404)
    assert client.get(address("clues", recused.clue.number)).status_code == 404
    file = StoredFile.objects.get()
    assert client.get(f"/api/v1/files/{file.pk}/").status_code == 404
    draft = Draft.objects.latest("id")
    assert client.get(f"/api/v1/drafts/{draft.pk}/").status_code in (403, 404)
    for path in ("cases", "clues", "deadlines", "drafts"):
        body = client.get(f"/api/v1/{path}/").content.decode()
        assert case.number not in body, path
    assert case.number in as_("cy.head").get("/api/v1/cases/").content.decode()


def test_querysets(recused: Story) -> None:
    actor = actor_of(WHO, recused.clock)
    for rows in (
        Case.objects.visible_to(actor),
        Deadline.objects.visible_to(actor),
        Draft.objects.visible_to(actor),
        Event.objects.visible_to(actor),
        StoredFile.objects.visible_to(actor),
    ):
        assert not rows.exists()


def test_actions_and_reminders(recused: Story) -> None:
    case = _case(recused)
    with pytest.raises(Recused):
        perform("record_follow_up", case, actor_of(WHO, recused.clock), {}, recused.clock)
    deadline = deadline_of(recused)
    sweep(due_at(deadline, 1))
    assert WHO not in reminded(deadline, "o1")
    assert "cy.head" in reminded(deadline, "o1")


def test_a_sister_case_keeps_the_clue_in_sight(browser: Open, story: Story) -> None:
    story.to_inquiring()
    first, clue = _case(story), story.clue
    assert clue is not None
    story.case = None
    story.decided("file_case", kind="administrative", respondent="cy-env", cause="怠于履职")
    story.case = first
    story.act(".head", "apply_for_recusal", person=WHO, ground="近亲属", received_on=story.today)
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    person = browser(WHO).at(story.clock)
    page = person.open(reverse("cases:clue", kwargs={"number": clue.number}))
    assert page.status == 200
    assert first.number not in page


def test_lifted_the_case_is_open_again(browser: Open, recused: Story) -> None:
    recused.act(".head", "request_reconsideration", received_on=recused.today)
    recused.act(".chief", "decide_reconsideration", upheld=True, on=recused.today)
    assert browser(WHO).at(recused.clock).open(case_url(_case(recused))).status == 200

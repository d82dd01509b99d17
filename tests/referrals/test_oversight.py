"""Oversight: both sides see all of it, nobody else that there is any; an invitation shows the
invited what is written in it and nothing of the case.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import Notification, User
from cases.actions import perform
from cases.actions.base import Target
from cases.models import Case, Recusal
from referrals.domain.oversight import BY_FORM, FORMS, Overseer, OversightForm, forms_of
from referrals.models import Invitation, Oversight
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import FILE_NAME, FILE_WORDS, uploaded

type Open = Callable[[str], Browser]
DEPUTY, HANDLER, WORK = "npc.deputy", "cy.handler", reverse("cases:work")
WANTED, HEARING = "整改现场视察", "整改方案公开听证"


def act(story: Story, who: str, action: str, on: Target | None = None, /, **data: Any) -> Any:
    """Take an action as somebody; what it made, where it made something."""
    made = perform(action, on, actor_of(who, story.clock), data, story.clock).made
    if on is not None:
        on.refresh_from_db()
    return made


def asked(story: Story) -> Oversight:
    """The deputy asks for a visit, a day is fixed, a file is handed in."""
    said = {"form": "visit", "subject": WANTED, "request": "实地察看整改现场。"}
    row = act(story, DEPUTY, "ask_oversight", to="cy", **said)
    assert isinstance(row, Oversight)
    act(story, "cy.head", "schedule_oversight", row, planned_on=story.today)
    files = [uploaded("cy.head", story.clock).pk]
    act(story, "cy.head", "hand_in_materials", row, answer="现提交。", files=files)
    return row


def invited(story: Story, who: str = DEPUTY) -> Invitation:
    """Somebody is invited to a hearing in four days."""
    assert story.case is not None
    said = {"occasion": "hearing", "subject": HEARING, "place": "听证室", "invitee": who}
    at = story.clock.replace(day=story.clock.day + 4).isoformat()
    row = act(story, HANDLER, "invite_overseer", case=story.case.number, starts_at=at, **said)
    assert isinstance(row, Invitation)
    return row


@pytest.mark.django_db
def test_both_sides_see_it_and_nobody_else(browser: Open, directory: None) -> None:
    story = Story()
    row = asked(story)
    page = reverse("referrals:oversight", args=[row.number])
    file = reverse("referrals:oversight_file", args=[row.number, row.files.get().pk])
    api = f"/api/v1/oversights/{row.number}/"
    for name in (DEPUTY, HANDLER):
        person = browser(name).at(story.clock)
        for url in (page, api):
            shown = person.open(url)
            assert "现提交。" in shown
            assert FILE_NAME in shown
        fetched: Any = person.client.get(file)
        assert b"".join(fetched.streaming_content).decode() == FILE_WORDS
        assert row.number in person.open("/api/v1/oversights/")
    for name in ("cppcc.member", "hd.head", "bj.head", "cy-water.officer", "cy-disc.officer"):
        person = browser(name).at(story.clock)
        assert {person.open(url).status for url in (page, file, api)} == {404}, name
        assert row.number not in person.open("/api/v1/oversights/")
        assert WANTED not in person.open(WORK)


@pytest.mark.django_db
def test_the_invited_sees_the_invitation_and_nothing_of_the_case(browser: Open) -> None:
    story = Story().to_inquiring()
    assert story.case is not None
    row = invited(story)
    page, api = reverse("referrals:invitation", args=[row.number]), "/api/v1/invitations/"
    of_the_case = (story.case.number, story.case.title, "水务局", "/cases/")
    deputy = browser(DEPUTY).at(story.clock)
    for url in (page, WORK, api, f"{api}{row.number}/", reverse("agencies:notifications")):
        shown = deputy.open(url)
        assert HEARING in shown
        assert not [word for word in of_the_case if word in shown], url
    case = reverse("cases:case", args=[story.case.number])
    assert deputy.open(case).status == 404
    handler = browser(HANDLER).at(story.clock)
    assert story.case.number in handler.open(page)
    file = handler.open(case)
    assert row.number in file
    assert "/assistances/ask/" in file
    person = User.objects.get(username="cy.handler2")
    Recusal.objects.create(case=story.case, person=person, decided_on=story.today, ground="亲属")
    for name in ("cppcc.member", "hd.handler", "cy.handler2", "cy-water.officer"):
        stranger = browser(name).at(story.clock)
        assert {stranger.open(url).status for url in (page, f"{api}{row.number}/")} == {404}, name
        assert row.number not in stranger.open(api)


@pytest.mark.django_db
def test_a_recused_deputy_neither_sees_it_nor_is_told(browser: Open) -> None:
    story = Story().to_inquiring()
    row = invited(story)
    person = User.objects.get(username=DEPUTY)
    Recusal.objects.create(case=row.case, person=person, decided_on=story.today, ground="亲属")
    page = reverse("referrals:invitation", args=[row.number])
    assert browser(DEPUTY).at(story.clock).open(page).status == 404
    told = Notification.objects.filter(recipient=person).count()
    act(story, HANDLER, "cancel_invitation", row, reason="改期")
    assert Notification.objects.filter(recipient=person).count() == told


@pytest.mark.django_db
def test_the_deputy_answers_in_their_own_workspace(browser: Open) -> None:
    story = Story().to_inquiring()
    row, matter = invited(story), asked(story)
    deputy = browser(DEPUTY).at(story.clock)
    inbox = deputy.open(WORK)
    assert "2 things wait for you" in inbox
    assert "Read the materials" in inbox
    form = reverse("cases:action", args=["invitation", row.number, "accept_invitation"])
    assert form in inbox
    deputy.send(form, {**deputy.open(form).hidden(), "note": "准时参加"})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert "1 thing waits for you" in deputy.open(WORK)
    empty = browser("plac.reader").at(story.clock).open(WORK)
    assert "Nothing waits for you" in empty
    assert matter.number not in empty
    like = f"{reverse('referrals:invite')}?like={row.number}"
    assert HEARING in browser(HANDLER).at(story.clock).open(like)
    assert HEARING not in browser("hd.handler").at(story.clock).open(like)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "offered"), [("inquiring", True), ("recommended", False)])
def test_the_file_offers_what_may_be_begun_as_it_stands(
    browser: Open, kind: str, offered: bool
) -> None:
    story: Story = getattr(Story(), f"to_{kind}")()
    assert isinstance(story.case, Case)
    file = browser(HANDLER).at(story.clock).open(reverse("cases:case", args=[story.case.number]))
    assert ("/assistances/ask/" in file) is offered
    assert "/invitations/invite/" in file
    assert "/publicity/choose/" not in file


def test_each_form_stands_once_and_each_body_has_some() -> None:
    assert [each.form for each in FORMS] == list(OversightForm)
    assert all(forms_of(body) for body in Overseer)
    assert not forms_of("procuratorate")
    party = {each.form for each in FORMS if each.basis == "Opinions 8(1)"}
    assert {each.form for each in forms_of(Overseer.COMMITTEE)} == party
    asked_only = {form for form, each in BY_FORM.items() if not each.offered}
    assert asked_only == {
        OversightForm.SPECIAL_INSPECTION,
        OversightForm.LAW_INSPECTION,
        OversightForm.SPECIAL_INQUIRY,
    }

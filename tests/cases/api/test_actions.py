"""Taking actions over the API: what is answered, once and again, and what is refused."""

import datetime as dt
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.models import Clue, Draft, Event
from tests.cases.api.conftest import ROOT, As, Clock, address, take
from tests.cases.conftest import Story

FACTS: dict[str, Any] = {
    "title": "河道排污",
    "narrative": "夜间排放废水。",
    "source": "report",
    "domain": "environment",
    "place": {"address": "某工业园", "region": "110105"},
    "reported_on": "2026-01-10",
    "reporter": {"name": "赵六", "phone": "13800000000"},
    "organ": "cy-env",
}


@pytest.mark.parametrize("path", ["clues/", "clues/actions/register_clue/"])
def test_a_clue_is_registered(path: str, directory: None, clock: Clock, as_: As) -> None:
    answer = as_("cy.handler").post(ROOT + path, {"data": FACTS}, format="json")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    clue = Clue.objects.get()
    where = {"kind": "clue", "number": clue.number, "state": "registered", "version": 1}
    assert told["made"] == told["target"] == where
    assert (told["draft"], told["repeated"]) == (None, False)
    assert told["event"]["action"] == "register_clue"
    assert told["event"]["actor"] == "cy.handler"
    assert "赵六" not in answer.content.decode()


def test_the_informant_is_in_no_answer(directory: None, clock: Clock, as_: As) -> None:
    client = as_("cy.handler")
    number = client.post(f"{ROOT}clues/", {"data": FACTS}, format="json").json()["made"]["number"]
    whole = client.get(address("clues", number))
    assert whole.json()["informant"] == "sealed"
    for answer in (whole, client.get(address("clues", number, "events"))):
        assert "赵六" not in answer.content.decode()
        assert "13800000000" not in answer.content.decode()
    assert client.get(f"{ROOT}clues/?q=赵六").json()["results"] == []


def test_a_decision_passes_through_three_people(story: Story, clock: Clock, as_: As) -> None:
    story.to_assessed()
    clock.moment = story.clock
    number = story.clue.number if story.clue else ""
    data = {"kind": "administrative", "respondent": "cy-water", "cause": "怠于履职"}
    drafted = take(as_("cy.handler"), "clues", number, "file_case", **data)
    assert drafted.status_code == 201
    assert drafted.json()["draft"]["status"] == "drafted"
    assert (drafted.json()["made"], drafted.json()["event"]["stage"]) == (None, "drafted")
    draft = drafted.json()["draft"]["id"]

    steps = as_("cy.head").get(address("clues", number)).json()["available_actions"]
    assert {each["name"]: each["draft"]["id"] for each in steps if each["draft"]} == {
        "review_draft": draft,
        "send_back_draft": draft,
    }
    waiting = as_("cy.head").get(f"{ROOT}drafts/").json()["results"]
    assert [(row["action"], row["target"]["number"], row["data"]) for row in waiting] == [
        ("file_case", number, data)
    ]
    own = take(as_("cy.handler"), "clues", number, "review_draft", draft=draft)
    assert (own.status_code, own.json()["code"]) == (403, "not_permitted")
    sent_back = take(as_("cy.head"), "clues", number, "send_back_draft", draft=draft, reason="补正")
    assert sent_back.json()["draft"]["status"] == "sent_back"
    back = as_("cy.handler").get(f"{ROOT}drafts/").json()["results"]
    assert [row["sent_back_reason"] for row in back] == ["补正"]
    revised = take(
        as_("cy.handler"),
        "clues",
        number,
        "revise_draft",
        draft=draft,
        data=data | {"cause": "怠于监管"},
    )
    assert revised.status_code == 200, revised.content
    reviewed = take(as_("cy.head"), "clues", number, "review_draft", draft=draft, opinion="同意")
    assert (reviewed.status_code, reviewed.json()["draft"]["status"]) == (200, "reviewed")
    decided = take(as_("cy.chief"), "clues", number, "decide_draft", draft=draft)
    assert decided.status_code == 201
    made = decided.json()["made"]
    assert (made["kind"], made["state"]) == ("case", "inquiring")
    assert decided.json()["target"]["state"] == "filed"
    case = as_("cy.handler").get(address("cases", made["number"])).json()
    assert case["cause"] == "怠于监管"
    detail = as_("cy.chief").get(f"{ROOT}drafts/{draft}/").json()
    assert (detail["status"], detail["decider"]["username"]) == ("decided", "cy.chief")


def test_a_key_makes_a_request_act_once(directory: None, clock: Clock, as_: As) -> None:
    client = as_("cy.handler")

    def send(key: str, **change: Any) -> Any:
        return client.post(
            f"{ROOT}clues/",
            {"data": FACTS | change},
            format="json",
            headers={"Idempotency-Key": key},
        )

    first, again = send("k-1"), send("k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert {**again.json(), "repeated": False} == first.json()
    assert Clue.objects.count() == 1
    other = send("k-1", title="另一线索")
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert send("k-2").status_code == 201
    assert Clue.objects.count() == 2
    too_long = send("k" * 65)
    assert too_long.status_code == 422
    assert list(too_long.json()["errors"]) == ["Idempotency-Key"]


def test_a_stale_version_is_a_conflict(story: Story, clock: Clock, as_: As) -> None:
    story.to_inquiring()
    clock.moment = story.clock
    case = story.case
    assert case is not None
    facts = {"approach": "现场勘验", "evidence_sought": "取水许可"}
    client = as_("cy.handler")
    stale = take(client, "cases", case.number, "plan_inquiry", version=case.version - 1, **facts)
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")
    fresh = take(client, "cases", case.number, "plan_inquiry", version=case.version, **facts)
    assert fresh.status_code == 200
    assert fresh.json()["target"]["version"] == case.version + 1


def test_it_may_have_occurred_earlier_and_not_later(story: Story, clock: Clock, as_: As) -> None:
    story.to_inquiring()
    clock.moment = story.clock
    number = story.case.number if story.case else ""
    facts = {"approach": "现场勘验", "evidence_sought": "取水许可"}
    client = as_("cy.handler")
    early = take(client, "cases", number, "plan_inquiry", occurred_at="2026-01-19T08:30", **facts)
    assert early.status_code == 200, early.content
    assert early.json()["event"]["occurred_at"] == "2026-01-19T08:30:00+08:00"
    later = (story.clock + dt.timedelta(days=1)).isoformat()
    refused = take(client, "cases", number, "plan_inquiry", occurred_at=later, **facts)
    assert (refused.status_code, refused.json()["code"]) == (422, "date_in_future")
    assert list(refused.json()["errors"]) == ["occurred_at"]
    odd = take(client, "cases", number, "plan_inquiry", occurred_at="0001-01-01T00:00", **facts)
    assert (odd.status_code, odd.json()["code"]) == (422, "invalid")


def test_refusals_leave_nothing_behind(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    number = story.case.number if story.case else ""
    events, drafts = Event.objects.count(), Draft.objects.count()
    handler = as_("cy.handler")
    suit = {
        "court": "cy-court",
        "claims": [{"kind": "perform", "text": "判令履行"}],
        "delivered_on": story.today,
    }
    for name, body, status, code in (
        ("file_suit", suit, 409, "reply_period_running"),
        ("docket", {}, 403, "not_permitted"),
        ("issue_recommendation", {}, 409, "wrong_state"),
        ("record_follow_up", {"on": story.today, "officers": [], "note": "x"}, 422, None),
        ("no_such_action", {}, 404, "not_found"),
        ("register_clue", FACTS, 404, "not_found"),
        ("reply_period_ends", {}, 403, "not_permitted"),
        ("decide_draft", {"draft": 10**30}, 404, "not_found"),
    ):
        answer = take(handler, "cases", number, name, **body)
        assert answer.status_code == status, (name, answer.content)
        assert code in {None, answer.json()["code"]}, (name, answer.content)
    assert (Event.objects.count(), Draft.objects.count()) == (events, drafts)


def test_nested_fields_are_named_by_their_path(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    number = story.case.number if story.case else ""
    answer = take(
        as_("cy-water.officer"),
        "cases",
        number,
        "submit_reply",
        kind="plan",
        statement="方案",
        received_on=story.today,
        items=[{"no": 1, "measure": "处罚"}, {"no": 2, "status": "done", "extra": 1}],
    )
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert set(answer.json()["errors"]) == {
        "items.0.status",
        "items.1.measure",
        "items.1.extra",
    }


def test_what_is_offered_says_everything_needed(story: Story, clock: Clock, as_: As) -> None:
    story.to_inquiring()
    clock.moment = story.clock
    path = address("cases", story.case.number if story.case else "")
    client = as_("cy.handler")
    offered = {each["name"]: each for each in client.get(path).json()["available_actions"]}
    close = offered["close_case"]
    assert (close["decision"], offered["record_measure"]["decision"]) == ("chief", "own")
    assert close["basis"][0] == "Rules 74, 80, 90, 95"
    assert close["options"]["ground"][0]["value"] == "no_failure"
    assert "issue_recommendation" not in offered, "it waits for the conclusion of the inquiry"
    for each in offered.values():
        Draft202012Validator.check_schema(each["schema"])
        assert each["schema"]["type"] == "object"
    measure = offered["record_measure"]["schema"]["properties"]["officers"]
    assert measure["title"] == "Officers"
    chinese = client.get(path, headers={"accept-language": "zh-hans"}).json()
    basis = {each["name"]: each["basis"] for each in chinese["available_actions"]}
    assert basis["record_measure"] == ["《人民检察院公益诉讼办案规则》第三十五条、第三十六条"]


def test_the_schema_takes_what_the_action_takes(story: Story, clock: Clock, as_: As) -> None:
    """A program that trusts the schema is not refused for the form of its data."""
    client = as_("cy.handler")
    offered = client.get(f"{ROOT}clues/actions/").json()
    assert [each["name"] for each in offered] == ["register_clue"]
    validator = Draft202012Validator(offered[0]["schema"])
    assert list(validator.iter_errors(FACTS)) == []
    changes: tuple[dict[str, Any], ...] = (
        {"source": "rumour"},
        {"titel": "x"},
        {"place": {}},
        {"title": ""},
    )
    for wrong in changes:
        assert list(validator.iter_errors(FACTS | wrong)), wrong
        answer = client.post(f"{ROOT}clues/", {"data": FACTS | wrong}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert as_("cy-water.officer").get(f"{ROOT}clues/actions/").json() == []


def test_words_of_choices_come_in_the_language_of_the_reader(
    directory: None, clock: Clock, as_: As
) -> None:
    def labels(language: str) -> dict[str, str]:
        answer = as_("cy.handler").get(
            f"{ROOT}clues/actions/", headers={"accept-language": language}
        )
        schema = answer.json()[0]["schema"]
        found: dict[str, str] = schema["$defs"]["Domain"]["x-labels"]
        return found

    assert labels("en")["heroes"] == "Heroes and martyrs"
    assert labels("zh-hans") != labels("en")


def test_every_action_has_a_schema_that_is_one() -> None:
    for book in (CLUE_ACTIONS, CASE_ACTIONS):
        for kind in book.values():
            Draft202012Validator.check_schema(kind.Data.model_json_schema())

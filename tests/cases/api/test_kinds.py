"""What the API tells of the kinds of case beside the administrative: inside and to the parties."""

from typing import Any

import pytest

from cases.models import Case, PartyRole
from tests.cases.api.conftest import ROOT, As, Clock, address
from tests.cases.views.kinds import Told, tell

pytestmark = pytest.mark.usefixtures("directory")


def file_of(told: Told, as_: As, clock: Clock, who: str = "") -> dict[str, Any]:
    """The case as its handler, or as somebody else, is told it."""
    clock.moment = told.clock
    handler = told.case.handler
    client = as_(who or (handler.username if handler else ""))
    answer = client.get(address("cases", told.case.number))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def court_of(case: Case) -> str:
    """A clerk of the court that has a part in the case."""
    return f"{case.parties.get(role=PartyRole.COURT).organisation.code}.clerk"


def test_a_civil_file_has_its_notice_claims_and_moves(as_: As, clock: Clock) -> None:
    told = tell("civil-environment", "admit_plaintiff")
    found = file_of(told, as_, clock)
    assert found["notices"][0]["medium"] == "检察日报"
    assert found["responses"][0]["what"] == "declines"
    assert [move["kind"] for move in found["moves"]] == ["transfer_for_suit"]
    suit = found["suits"][0]
    assert suit["claims"][0]["amount"] == "1860000.00"
    assert len(suit["co_plaintiffs"]) == 1
    assert suit["department"]["code"]
    assert found["evidence"][0]["criminal_number"]


def test_a_compensation_file_has_its_agreement_and_costs(as_: As, clock: Clock) -> None:
    told = tell("compensation-confirmed", "confirm_agreement")
    found = file_of(told, as_, clock)
    agreement = found["negotiations"][0]["agreements"][0]
    assert (agreement["amount"], bool(agreement["confirmed_on"])) == ("2360000.00", True)
    assert found["costs"][0]["budget_year"] == 2026


def test_a_supported_suit_has_its_checklist_inside_alone(as_: As, clock: Clock) -> None:
    told = tell("support-social-organisation", "support_suit")
    inside = file_of(told, as_, clock)["supported_suits"][0]
    assert all(check["met"] for check in inside["checks"])
    outside = file_of(told, as_, clock, court_of(told.case))
    assert outside["facet"] is True
    assert "checks" not in outside["supported_suits"][0]
    assert outside["defendants"] == []


def test_the_court_is_not_told_of_a_withdrawal_before_it_is_submitted(
    as_: As, clock: Clock
) -> None:
    told = tell("support-withdrawn-then-own-case", "withdraw_support")
    court = court_of(told.case)
    found = file_of(told, as_, clock, court)
    opinion = found["supported_suits"][0]
    assert (opinion["withdrawal_number"], opinion["withdrawal_ground"]) == ("", "")
    assert (found["state"], found["state_label"]) == ("supporting", "Supporting a suit")
    assert told.case.state == "following_up"
    for state, rows in (("supporting", [told.case.number]), ("following_up", [])):
        listed = as_(court).get(f"{ROOT}cases/?state={state}").json()["results"]
        assert [row["number"] for row in listed] == rows
    told = tell("support-withdrawn-then-own-case", "submit_support_withdrawal")
    found = file_of(told, as_, clock, court)
    assert found["supported_suits"][0]["withdrawal_ground"] == "claims_dropped"
    assert found["state"] == "following_up"


def test_right_holder_and_court_are_told_the_agreement(as_: As, clock: Clock) -> None:
    told = tell("compensation-confirmed", "publish_agreement")
    holder = told.case.parties.get(role=PartyRole.RIGHT_HOLDER).organisation.code
    for who in (f"{holder}.officer", court_of(told.case)):
        found = file_of(told, as_, clock, who)
        assert found["negotiations"][0]["agreements"][0]["amount"] == "2360000.00"
        assert "costs" not in found


def test_defendants_are_named_to_the_court(as_: As, clock: Clock) -> None:
    told = tell("incidental", "file_suit")
    found = file_of(told, as_, clock, court_of(told.case))
    assert [row["name"] for row in found["defendants"]] == ["张某"]


def test_a_recusal_is_told_inside(as_: As, clock: Clock) -> None:
    told = tell("people-recusal-upheld", "decide_recusal")
    who = f"{told.case.procuratorate.code}.head"
    found = file_of(told, as_, clock, who)
    assert found["handler"] is None
    assert found["recusal_applications"][0]["upheld"] is True


def test_a_clue_tells_whence_it_came(as_: As, clock: Clock) -> None:
    told = tell("clue-transferred-accepted")
    clock.moment = told.clock
    clue = told.case.clue
    found = as_(f"{clue.procuratorate.code}.handler").get(address("clues", clue.number)).json()
    assert found["transferred_from"]["code"]
    assert found["accepted_on"]
    assert found["merged"] == []


def test_the_lists_are_narrowed_to_a_kind(as_: As, clock: Clock) -> None:
    told = tell("compensation-confirmed", "record_agreement")
    clock.moment = told.clock
    handler = told.case.handler
    assert handler is not None
    for who in (handler.username, court_of(told.case)):
        rows = as_(who).get(f"{ROOT}cases/?kind=compensation").json()["results"]
        assert [row["number"] for row in rows] == [told.case.number]
        assert as_(who).get(f"{ROOT}cases/?kind=civil").json()["results"] == []

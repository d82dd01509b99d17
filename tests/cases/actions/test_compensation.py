"""Negotiation, agreement, confirmation and performance of ecological compensation."""

import datetime as dt
from typing import Any

import pytest

from cases.models import Agreement, Evidence, Payment, PerformanceReport
from pilit.law.errors import DomainError
from tests.cases.compensation_story import COURT, HOLDER, Compensation

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(directory: None) -> Compensation:
    """Polluted ground in Chaoyang."""
    return Compensation()


def refusal(story: Compensation, who: str, action: str, **data: Any) -> tuple[str, set[str]]:
    """The code of a refusal and the fields it names."""
    with pytest.raises(DomainError) as refused:
        story.act(who, action, **data)
    return refused.value.code, set(refused.value.errors)


@pytest.mark.parametrize(
    ("right_holder", "wrong"),
    [
        ("cy-env", False),
        ("cy-gov", False),
        ("bj-gov", False),
        ("ngo-fon", True),
        ("cy-court", True),
        ("nobody", True),
    ],
)
def test_who_may_be_right_holder(story: Compensation, right_holder: str, wrong: bool) -> None:
    story.filed()
    data = {"right_holder": right_holder, "obligor": "某化工有限公司", "on": story.today}
    if wrong:
        found = refusal(story, ".handler", "start_negotiation", **data)
        assert found == ("invalid", {"right_holder"})
    else:
        story.act(".handler", "start_negotiation", **data)


def test_a_right_holder_negotiates_for_itself_only(story: Compensation) -> None:
    story.filed(right_holder="cy-env")
    data = {"obligor": "某化工有限公司", "on": story.today}
    other = refusal(story, HOLDER, "start_negotiation", right_holder="cy-gov", **data)
    assert other == ("invalid", {"right_holder"})
    story.act(HOLDER, "start_negotiation", right_holder="cy-env", **data)
    assert story.case is not None
    assert story.case.state == "negotiating"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"court": "cy-court"}, "court_not_corresponding", "court"),
        ({"court": "cy-env"}, "invalid", "court"),
        ({"amount": "0", "restoration": ""}, "invalid", "restoration"),
        ({"amount": "-1"}, "invalid", "amount"),
        ({"amount": "1.234"}, "invalid", "amount"),
        ({"perform_by": "2026-01-01"}, "date_out_of_order", "perform_by"),
        ({"on": "2026-01-01"}, "date_out_of_order", "on"),
        ({"court": None, "published_on": "2026-02-11"}, "invalid", "court"),
    ],
)
def test_agreements_that_are_refused(
    story: Compensation, changed: dict[str, Any], code: str, field: str
) -> None:
    story.negotiating().later(20)
    data = {"on": story.today, "amount": "5.00", "restoration": "修复", "court": "bj3-court"}
    assert refusal(story, HOLDER, "record_agreement", **(data | changed)) == (code, {field})


def test_a_court_confirms_once_the_notice_has_ended(story: Compensation) -> None:
    story.agreed()
    number = {"court_number": "（2026）京03民特12号"}
    assert refusal(story, COURT, "confirm_agreement", on=story.today, **number)[0] == "wrong_state"
    story.later(5).act(COURT, "publish_agreement", published_on=story.today)
    assert refusal(story, COURT, "publish_agreement", published_on=story.today)[0] == "wrong_state"
    published = story.today
    story.later(20)
    running = refusal(story, COURT, "confirm_agreement", on=story.today, **number)
    assert running[0] == "notice_running"
    story.later(30)
    early = refusal(story, COURT, "confirm_agreement", on=published, **number)
    assert early == ("date_out_of_order", {"on"})
    story.act(COURT, "confirm_agreement", on=story.today, **number)
    assert story.case is not None
    assert story.case.state == "in_force"


def test_an_agreement_published_before_it_was_entered(story: Compensation) -> None:
    story.negotiating().later(60)
    story.act(
        ".handler",
        "record_agreement",
        on="2026-02-09",
        amount="1000.00",
        court="bj3-court",
        published_on="2026-02-16",
    )
    story.act(COURT, "confirm_agreement", on=story.today, court_number="（2026）京03民特12号")
    assert Agreement.objects.get().perform_by is None


def test_it_is_performed_as_a_whole(story: Compensation) -> None:
    story.confirmed()
    named = refusal(story, COURT, "report_performance", items=[{"order": 1, "on": story.today}])
    assert named == ("invalid", {"items.0.order"})
    story.act(COURT, "report_performance", items=[{"done": False, "on": story.today}])
    assert Agreement.objects.get().performed_on is None
    story.later(3).act(COURT, "report_performance", items=[{"done": True, "on": story.today}])
    agreement = Agreement.objects.get()
    assert agreement.performed_on is not None
    assert agreement.performed_on.isoformat() == story.today
    assert PerformanceReport.objects.count() == 2
    done = refusal(story, HOLDER, "apply_for_enforcement", by="区生态环境局", on=story.today)
    assert done[0] == "wrong_state"


def test_what_was_paid_early_or_never(story: Compensation) -> None:
    story.confirmed()
    story.act(".handler", "record_payment", amount="5.00", on=story.today, account="treasury")
    assert str(Payment.objects.get().amount) == "5.00"
    nothing = refusal(
        story, ".handler", "record_payment", amount="0", on=story.today, account="treasury"
    )
    assert nothing == ("invalid", {"amount"})
    before = refusal(story, COURT, "transfer_to_enforcement", on="2026-01-01")
    assert before == ("date_out_of_order", {"on"})


def test_the_right_holder_sues_only_after_the_failure(story: Compensation) -> None:
    story.failed()
    basic = refusal(story, HOLDER, "right_holder_sues", court="cy-court", on=story.today)
    assert basic == ("court_not_corresponding", {"court"})
    early = refusal(story, HOLDER, "right_holder_sues", court="bj3-court", on="2026-01-20")
    assert early == ("date_out_of_order", {"on"})
    story.act(HOLDER, "right_holder_sues", court="bj3-court", on=story.today)
    twice = refusal(story, HOLDER, "right_holder_sues", court="bj3-court", on=story.today)
    assert twice[0] == "wrong_state"


def test_evidence_of_a_right_holder_is_filed_by_it(story: Compensation) -> None:
    story.negotiating().act(
        HOLDER,
        "add_evidence",
        kind="appraisal",
        title="环境损害鉴定评估报告",
        obtained_on=story.today,
        source="区生态环境局委托",
    )
    assert Evidence.objects.get().filed_by.code == "cy-env"


def test_others_have_no_part(story: Compensation) -> None:
    story.negotiating()
    assert refusal(story, "cy-water.officer", "fail_negotiation", on=story.today, reason="无")[
        0
    ] == ("not_found")
    assert refusal(story, HOLDER, "record_cost", kind="other", amount="1", on=story.today)[0] == (
        "not_permitted"
    )


def test_an_agreement_made_without_a_court_is_sent_to_one_later(story: Compensation) -> None:
    story.agreed(court=None).later(10)
    data = {"court": "cy-court", "on": story.today}
    wrong = refusal(story, HOLDER, "ask_for_confirmation", **data)
    assert wrong == ("court_not_corresponding", {"court"})
    earlier = refusal(story, HOLDER, "ask_for_confirmation", court="bj3-court", on="2026-01-12")
    assert earlier == ("date_out_of_order", {"on"})
    story.act(HOLDER, "ask_for_confirmation", court="bj3-court", on=story.today)
    row = Agreement.objects.get()
    assert row.court is not None
    assert (row.court.code, row.asked_on) == ("bj3-court", story.clock.date())
    again = refusal(story, ".handler", "ask_for_confirmation", court="bj3-court", on=story.today)
    assert again[0] == "wrong_state"
    before = (story.clock - dt.timedelta(days=1)).date().isoformat()
    early = refusal(story, COURT, "publish_agreement", published_on=before)
    assert early == ("date_out_of_order", {"published_on"})
    story.act(COURT, "publish_agreement", published_on=story.today)
    story.later(40)
    facts = {"on": story.today, "court_number": "（2026）京03民特12号"}
    story.act("bj3-court.judge", "confirm_agreement", **facts)
    assert story.case is not None
    assert story.case.state == "in_force"


def test_what_names_its_court_is_asked_for_on_the_day_it_was_agreed(story: Compensation) -> None:
    story.agreed()
    row = Agreement.objects.get()
    assert row.asked_on == row.on
    data = {"court": "bj3-court", "on": story.today}
    assert refusal(story, HOLDER, "ask_for_confirmation", **data)[0] == "wrong_state"

"""Service by each method: what it asks for, which day it makes the day of service, who confirms."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.documents.registry import make
from cases.models import Case, Deadline, ServiceRecord, StoredFile
from cases.services.archive import archive_check
from cases.services.serving import facts_of, to_serve
from cases.views.file import receive
from pilit.law.errors import DateInFuture, DateOutOfOrder, DomainError, Invalid, WrongState
from tests.cases.conftest import Story, actor_of

pytestmark = pytest.mark.django_db

SERVE = "serve_recommendation"
PEOPLE = [{"name": "李代表", "role": "deputy"}, {"name": "王监督", "role": "supervisor"}]


@pytest.fixture
def story(directory: None) -> Story:
    """The recommendation was decided on 5 February 2026 and is served on the 10th."""
    return Story().to_recommended().at("2026-02-10T15:00")


def case_of(story: Story) -> Case:
    assert story.case is not None
    return story.case


def reply_clock(story: Story) -> Deadline:
    return Deadline.objects.get(case=case_of(story), code="recommendation_reply")


def proof_of(story: Story, document: str = "recommendation") -> ServiceRecord:
    return ServiceRecord.objects.get(case=case_of(story), document=document)


def photo(story: Story) -> StoredFile:
    upload = SimpleUploadedFile("留置现场.pdf", b"%PDF-1.4\n", "application/pdf")
    return receive(upload, actor_of("cy.handler", story.clock), story.clock)


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ({"method": "direct"}, "2026-02-10"),
        ({"method": "direct", "signed_by": "张某，办公室主任", "place": "机关大厅"}, "2026-02-10"),
        ({"method": "post"}, "2026-02-10"),
        ({"method": "post", "posted_on": "2026-02-06", "tracking_number": "EMS1"}, "2026-02-10"),
        ({"method": "post", "return_slip_on": "2026-02-09"}, "2026-02-09"),
        ({"method": "left"}, "2026-02-10"),
        ({"method": "left", "witness": "社区居委会赵某"}, "2026-02-10"),
        ({"method": "announced"}, "2026-02-10"),
        ({"method": "announced", "present": PEOPLE, "signed_by": "局长"}, "2026-02-10"),
        ({"method": "electronic"}, "2026-02-10"),
        ({"method": "electronic", "reached_at": "2026-02-09T23:30"}, "2026-02-09"),
    ],
)
def test_the_method_says_which_day_starts_the_clock(
    story: Story, data: dict[str, Any], day: str
) -> None:
    done = story.act(".handler", SERVE, served_on="2026-02-10", **data)
    proof, clock = proof_of(story), reply_clock(story)
    assert proof.served_on.isoformat() == day
    assert clock.start_on == proof.served_on
    assert clock.proof == proof
    assert case_of(story).recommendations.get().served_on == proof.served_on
    assert done.event is not None
    assert case_of(story).state_since == proof.served_on


@pytest.mark.parametrize(
    ("data", "refusal", "field"),
    [
        ({"method": "left", "witness": "赵某", "posted_on": "2026-02-10"}, Invalid, "posted_on"),
        ({"method": "direct", "tracking_number": "EMS1"}, Invalid, "tracking_number"),
        ({"method": "direct", "present": PEOPLE}, Invalid, "present"),
        ({"method": "electronic", "signed_by": "张某"}, Invalid, "signed_by"),
        ({"method": "post", "refusal_reason": "拒收"}, Invalid, "refusal_reason"),
        ({"method": "announced", "present": [{"name": "李代表"}]}, Invalid, "present.0.role"),
        ({"method": "carrier pigeon"}, Invalid, "method"),
        ({"method": "post", "posted_on": "2026-02-11"}, DateInFuture, "posted_on"),
        (
            {"method": "post", "posted_on": "2026-02-10", "return_slip_on": "2026-02-09"},
            DateOutOfOrder,
            "posted_on",
        ),
        ({"method": "post", "posted_on": "2026-01-20"}, DateOutOfOrder, "posted_on"),
        ({"method": "post", "return_slip_on": "2026-01-20"}, DateOutOfOrder, "return_slip_on"),
        ({"method": "electronic", "reached_at": "2026-01-20T09:00"}, DateOutOfOrder, "reached_at"),
        ({"method": "electronic", "reached_at": "2026-02-11T09:00"}, DateInFuture, "reached_at"),
        ({"method": "direct", "served_on": "2026-01-20"}, DateOutOfOrder, "served_on"),
        (
            {"method": "left", "photos": ["6f1c1b9e-8d0b-4a63-8f0c-0f6d3c8f3b11"]},
            Invalid,
            "photos",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    story: Story, data: dict[str, Any], refusal: type[DomainError], field: str
) -> None:
    with pytest.raises(refusal) as caught:
        story.act(".handler", SERVE, **({"served_on": "2026-02-10"} | data))
    assert list(caught.value.errors) == [field]
    assert not ServiceRecord.objects.filter(document="recommendation").exists()


def test_a_document_left_with_nothing_to_show_it_is_missed_in_the_file(story: Story) -> None:
    story.act(".handler", SERVE, served_on="2026-02-10", method="left")
    assert any("Witness or photos" in text.msgid for text in archive_check(case_of(story)))
    proof_of(story).files.add(photo(story))
    assert not any("Witness or photos" in text.msgid for text in archive_check(case_of(story)))


def test_a_photo_stands_for_the_witness(story: Story) -> None:
    data = {"method": "left", "photos": [str(photo(story).pk)], "refusal_reason": "拒绝签收。"}
    story.act(".handler", SERVE, served_on="2026-02-10", **data)
    proof = proof_of(story)
    assert [file.name for file in proof.files.all()] == ["留置现场.pdf"]
    served = facts_of(proof)["served"]
    assert isinstance(served, dict)
    assert served["receipt"] == (
        "受送达人拒绝签收，理由：拒绝签收。2026年2月10日将文书留在受送达人的住所地。"
        "送达过程已拍照、录像，附件1件。"
    )


@pytest.mark.parametrize(
    ("data", "receipt"),
    [
        ({"method": "direct", "signed_by": "张某"}, "2026年2月10日由张某签收。"),
        ({"method": "post", "posted_on": "2026-02-06"}, "邮件回执注明2026年2月10日收件。"),
        (
            {"method": "left", "witness": "赵某"},
            "受送达人拒绝签收。2026年2月10日将文书留在受送达人的住所地。",
        ),
        ({"method": "announced", "present": PEOPLE}, "2026年2月10日当场宣告。由受送达人签收。"),
        (
            {"method": "electronic", "reached_at": "2026-02-10T09:05"},
            "2026年2月10日09:05到达受送达人的特定系统。",
        ),
    ],
)
def test_the_proof_says_how_it_was_received(
    story: Story, data: dict[str, Any], receipt: str
) -> None:
    story.act(".handler", SERVE, served_on="2026-02-10", **data)
    proof = proof_of(story)
    composition = make("proof_of_service", facts_of(proof))
    assert composition.missing == ()
    text = composition.document.canonical()
    for expected in (receipt, proof.number, "检察建议书", proof.to):
        assert expected in text
    if data["method"] == "announced":
        assert "李代表（人大代表）、王监督（人民监督员）" in text


def test_the_organ_confirms_and_no_day_moves(story: Story) -> None:
    story.act(".handler", SERVE, served_on="2026-02-10", method="electronic")
    due = reply_clock(story).due_on
    story.at("2026-02-12T10:20").act("cy-water.officer", "confirm_receipt")
    proof, clock = proof_of(story), reply_clock(story)
    assert proof.received_by is not None
    assert (proof.received_by.username, proof.received_at) == ("cy-water.officer", story.clock)
    assert (proof.served_on, clock.start_on, clock.due_on) == (
        dt.date(2026, 2, 10),
        dt.date(2026, 2, 10),
        due,
    )
    served = facts_of(proof)["served"]
    assert isinstance(served, dict)
    assert "于2026年2月12日10:20在系统中确认收悉。" in str(served["receipt"])
    with pytest.raises(WrongState):
        story.act("cy-water.leader", "confirm_receipt")


def test_only_what_came_electronically_is_confirmed(story: Story) -> None:
    story.act(".handler", SERVE, served_on="2026-02-10", method="direct")
    with pytest.raises(WrongState):
        story.act("cy-water.officer", "confirm_receipt")


@pytest.mark.parametrize("who", ["cy.handler", "cy-env.officer", "cy-court.clerk"])
def test_nobody_else_confirms(story: Story, who: str) -> None:
    story.act(".handler", SERVE, served_on="2026-02-10", method="electronic")
    with pytest.raises(DomainError) as caught:
        story.act(who, "confirm_receipt")
    assert caught.value.code in {"not_permitted", "not_found"}


def test_where_several_wait_the_organ_says_which(directory: None) -> None:
    story = Story().to_inquiring().later(2)
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="electronic")
    story.act(".handler", "conclude_inquiry", findings="x", proposal="recommend")
    parts = dict.fromkeys(("source_of_case", "facts", "failure", "legal_basis"), "x")
    story.decided("issue_recommendation", urgent=False, items=[{"text": "依法处罚"}], **parts)
    story.act(".handler", SERVE, served_on=story.today, method="electronic")
    with pytest.raises(Invalid) as caught:
        story.act("cy-water.officer", "confirm_receipt")
    assert list(caught.value.errors) == ["document"]
    story.act("cy-water.officer", "confirm_receipt", document="recommendation")
    with pytest.raises(Invalid):
        story.act("cy-water.officer", "confirm_receipt", document="recommendation")
    story.act("cy-water.officer", "confirm_receipt")
    assert ServiceRecord.objects.filter(received_at__isnull=True).count() == 0


def test_decisions_on_the_review_and_the_closing_are_served(directory: None) -> None:
    story = Story().to_following_up().later(1)
    assert to_serve(case_of(story)) == []
    story.decided("suspend_review", reason="汛期无法施工", **{"from": story.today})
    story.later(1).act(
        ".handler",
        "serve_document",
        document="review_suspension",
        addressee="cy-water",
        served_on=story.today,
        method="direct",
    )
    with pytest.raises(WrongState):
        story.act(
            ".handler",
            "serve_document",
            document="review_suspension",
            served_on=story.today,
            method="direct",
        )
    story.later(20).decided("resume_review", on=story.today)
    story.later(1).decided("close_case", ground="organ_performed")
    kinds = [str(row.kind) for row in to_serve(case_of(story))]
    assert kinds == ["review_resumption", "closing_decision"]
    before = case_of(story).deadlines.count()
    for kind in kinds:
        story.act(
            ".handler", "serve_document", document=kind, served_on=story.today, method="direct"
        )
    assert case_of(story).deadlines.count() == before
    closing = proof_of(story, "closing_decision")
    assert closing.legal is not None
    assert closing.number == closing.legal.number
    assert closing.legal.released_at == story.clock


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"document": "closing_decision"}, "document"),
        ({"document": "recommendation"}, "document"),
        ({"document": "review_suspension", "addressee": "cy-env"}, "addressee"),
    ],
)
def test_what_was_not_decided_is_not_served(
    directory: None, data: dict[str, Any], field: str
) -> None:
    story = Story().to_following_up().later(1)
    story.decided("suspend_review", reason="汛期无法施工", **{"from": story.today})
    with pytest.raises(Invalid) as caught:
        story.act(
            ".handler", "serve_document", **({"served_on": story.today, "method": "direct"} | data)
        )
    assert list(caught.value.errors) == [field]


CONSENT = {"on": "2026-02-10", "by": "程某，办公室主任"}
PROXY = {"name": "白某", "relation": "负责收件的人"}


def test_the_consent_to_electronic_service_is_on_the_proof(story: Story) -> None:
    story.act(".handler", SERVE, served_on=story.today, method="electronic", consent=CONSENT)
    row = proof_of(story)
    assert (row.consent_on, row.consent_by) == (dt.date(2026, 2, 10), CONSENT["by"])
    proof = make("proof_of_service", facts_of(row)).document.canonical()
    assert "2026年2月10日，程某，办公室主任同意以电子方式送达" in proof


def test_a_late_entry_may_lack_consent_and_then_the_file_does(story: Story) -> None:
    story.act(".handler", SERVE, served_on=story.today, method="electronic")
    lacking = [text.msgid for text in archive_check(case_of(story))]
    assert any("Consent of the addressee" in each for each in lacking)


@pytest.mark.parametrize("method", ["direct", "left"])
def test_who_took_delivery_is_on_the_proof(story: Story, method: str) -> None:
    story.act(".handler", SERVE, served_on=story.today, method=method, proxy=PROXY)
    proof = make("proof_of_service", facts_of(proof_of(story))).document.canonical()
    assert "白某，负责收件的人" in proof


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"method": "electronic", "consent": {"by": "程某"}}, "consent.on"),
        ({"method": "electronic", "consent": {"on": "2026-02-10"}}, "consent.by"),
        ({"method": "electronic", "consent": {**CONSENT, "on": "2026-02-11"}}, "consent.on"),
        (
            {"method": "electronic", "consent": CONSENT, "reached_at": "2026-02-09T10:00"},
            "consent.on",
        ),
        ({"method": "direct", "consent": CONSENT}, "consent"),
        ({"method": "post", "proxy": PROXY}, "proxy"),
        ({"method": "direct", "proxy": {"name": "白某"}}, "proxy.relation"),
    ],
)
def test_half_a_ground_is_told_at_its_field(story: Story, data: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        story.act(".handler", SERVE, served_on=story.today, **data)
    assert field in refused.value.errors

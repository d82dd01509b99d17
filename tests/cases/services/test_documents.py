"""Documents are made with the decision, kept as decided, and found changed where they were."""

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from cases.documents.blocks import Document
from cases.models import Event, LegalDocument
from cases.services.authenticity import authenticity_of
from tests.cases.conftest import Story, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

REFUSED = (DatabaseError, InternalError, ProgrammingError)


def of(story: Story, code: str) -> LegalDocument:
    assert story.case is not None
    return LegalDocument.objects.get(case=story.case, code=code)


def altered(row: LegalDocument, **fields: str) -> LegalDocument:
    """The row as somebody with all rights over the database left it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_legaldocument DISABLE TRIGGER USER")
    LegalDocument.objects.filter(pk=row.pk).update(**fields)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_legaldocument ENABLE TRIGGER USER")
    return LegalDocument.objects.get(pk=row.pk)


def test_a_decision_makes_its_document_and_the_event_tells_its_digest() -> None:
    story = Story().to_recommended()
    row = of(story, "recommendation")
    event = Event.objects.get(pk=row.event_id)
    assert row.number == "京朝检行公建〔2026〕1号"
    assert row.document.number == row.number
    assert row.document.digest() == row.digest
    assert {"code": row.code, "number": row.number, "digest": row.digest} in event.effects[
        "documents"
    ]
    assert row.draft is not None
    assert row.draft.action == "issue_recommendation"
    assert "依法处罚" in row.text
    assert row.addressee is not None
    assert row.addressee.code == "cy-water"
    assert authenticity_of(row).is_intact


def test_filing_makes_the_decision_of_its_kind_and_the_approval_form() -> None:
    story = Story().to_inquiring()
    assert story.case is not None
    codes = set(story.case.documents.values_list("code", flat=True))
    assert codes == {"filing_approval", "filing_decision_administrative"}
    assert of(story, "filing_decision_administrative").number == story.case.number
    assert of(story, "filing_approval").number == ""


def test_a_clue_has_documents_too() -> None:
    story = Story().to_assessed().later(1)
    story.decided("decline_clue", reason="不属于公益诉讼范围")
    row = LegalDocument.objects.get(clue=story.clue)
    assert (row.code, row.number) == ("no_filing_decision", "京朝检不立〔2026〕1号")
    assert LegalDocument.objects.visible_to(actor_of("cy.head", story.clock)).get() == row
    assert not LegalDocument.objects.visible_to(actor_of("hd.head", story.clock)).exists()
    assert not LegalDocument.objects.visible_to(actor_of("cy-water.officer", story.clock)).exists()


def test_contents_nobody_wrote_are_marked_and_listed() -> None:
    story = Story().to_inquiring().later(1)
    story.act(
        ".handler",
        "record_measure",
        measure="question",
        on=story.today,
        officers=["cy.handler", "cy.handler2"],
        record="向企业负责人了解取水情况",
    )
    row = of(story, "questioning_record")
    assert "被询问人" in row.missing
    assert "〔待填：被询问人〕" in row.text


def test_a_decision_rolled_back_leaves_neither_number_nor_document() -> None:
    story = Story().to_inquiring().later(15)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    before = LegalDocument.objects.count()

    parts = {
        "source_of_case": "履行职责中发现",
        "facts": "违法取水",
        "failure": "未依法查处",
        "legal_basis": "《水法》第四十八条",
        "items": [{"text": "依法处罚"}],
    }
    with transaction.atomic():
        story.decided("issue_recommendation", **parts)
        assert LegalDocument.objects.count() == before + 1
        transaction.set_rollback(True)
    assert LegalDocument.objects.count() == before
    story.decided("issue_recommendation", **parts)
    assert of(story, "recommendation").number == "京朝检行公建〔2026〕1号"


@pytest.mark.parametrize("field", ["text", "digest", "number", "missing", "made_at", "token"])
def test_the_database_refuses_to_change_a_document(field: str) -> None:
    row = of(Story().to_recommended(), "recommendation")
    values = {"missing": ["x"], "made_at": "2020-01-01T00:00Z"}
    with pytest.raises(REFUSED, match="frozen"), transaction.atomic():
        LegalDocument.objects.filter(pk=row.pk).update(**{field: values.get(field, "x")})
    with pytest.raises(REFUSED, match="frozen"), transaction.atomic():
        LegalDocument.objects.filter(pk=row.pk)._raw_delete("default")


def test_the_organ_sees_a_recommendation_once_it_is_served() -> None:
    story = Story().to_recommended()
    officer = actor_of("cy-water.officer", story.clock)
    assert not LegalDocument.objects.visible_to(officer).filter(code="recommendation").exists()
    story.later(1).act(".handler", "serve_recommendation", served_on=story.today, method="direct")
    seen = LegalDocument.objects.visible_to(officer)
    assert [row.code for row in seen.filter(code="recommendation")] == ["recommendation"]
    assert not seen.filter(code__in=("inquiry_report", "filing_approval")).exists()
    other = actor_of("cy-env.officer", story.clock)
    assert not LegalDocument.objects.visible_to(other).exists()


def test_the_organ_sees_the_closing_decision_once_it_is_served() -> None:
    story = Story().to_following_up().later(10)
    story.act(".handler", "conclude_review", proposal="close")
    story.decided("close_case", ground="organ_performed", note="已整改到位")
    officer = actor_of("cy-water.officer", story.clock)
    seen = LegalDocument.objects.visible_to(officer).filter(code="closing_decision")
    assert not seen.exists()
    story.act(
        ".handler",
        "serve_document",
        document="closing_decision",
        served_on=story.today,
        method="direct",
        signed_by="赵某",
    )
    assert seen.exists()
    assert not LegalDocument.objects.visible_to(officer).filter(code="review_report").exists()


def test_the_court_sees_the_complaint_and_not_what_is_inside() -> None:
    story = Story().to_suit_filed()
    judge = actor_of("cy-court.judge", story.clock)
    seen = set(LegalDocument.objects.visible_to(judge).values_list("code", flat=True))
    assert seen == {"administrative_complaint"}


def test_a_recused_person_sees_no_document() -> None:
    story = Story().to_recommended()
    assert story.case is not None
    handler = actor_of("cy.handler2", story.clock)
    assert LegalDocument.objects.visible_to(handler).exists()
    assert handler.user is not None
    story.case.recusals.create(person=handler.user, ground="x", decided_on=story.clock.date())
    assert not LegalDocument.objects.visible_to(handler).filter(case=story.case).exists()


def test_a_changed_text_is_found_even_where_its_digest_was_changed_with_it() -> None:
    row = of(Story().to_recommended(), "recommendation")
    text = row.text.replace("依法处罚", "不予处罚")
    changed = altered(row, text=text)
    assert not authenticity_of(changed).is_intact
    changed = altered(row, digest=Document.restored(text).digest())
    found = authenticity_of(changed)
    assert not found.is_intact
    assert found.recorded == row.digest
    assert found.found == changed.digest


def test_a_changed_number_is_found() -> None:
    row = of(Story().to_recommended(), "recommendation")
    found = authenticity_of(altered(row, number="京朝检行公建〔2026〕99号"))
    assert found.found == found.recorded
    assert not found.is_intact


def test_a_decision_missing_from_the_log_is_found() -> None:
    row = of(Story().to_recommended(), "recommendation")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_event DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM cases_event WHERE id = %s", [row.event_id])
        cursor.execute("ALTER TABLE cases_event ENABLE TRIGGER USER")
    found = authenticity_of(LegalDocument.objects.get(pk=row.pk))
    assert not found.is_intact
    assert (found.recorded, found.event_kept) == ("", False)

"""Proof of service on the pages: of the handler, of the addressee, of nobody else."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument
from pypdf import PdfReader

from agencies.models import User
from cases.models import Case, Deadline, Recusal, ServiceRecord
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, action_url, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
FACES = ("service", "service_pdf", "service_docx")
STRANGERS = ("cy-env.officer", "hd-water.leader", "cy-court.clerk", "hd.handler", "npc.deputy")


@pytest.fixture
def served(directory: None) -> Story:
    """A recommendation served electronically; the filing decision was served by hand."""
    story = Story().to_recommended().later(2)
    story.act(".handler", "serve_recommendation", served_on=story.today, method="electronic")
    return story


def case_of(story: Story) -> Case:
    assert story.case is not None
    return story.case


def proof_of(story: Story, document: str = "recommendation") -> ServiceRecord:
    return ServiceRecord.objects.get(case=case_of(story), document=document)


def word_cells(person: Browser, proof: ServiceRecord) -> str:
    """What the Word file of a proof says in its table."""
    answer = person.client.get(reverse("cases:service_docx", args=[proof.pk]))
    tables = WordDocument(BytesIO(answer.content)).tables
    return "".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def test_the_case_file_has_a_card_of_services(browser: Open, served: Story) -> None:
    page = browser("cy.handler").at(served.clock).open(case_url(case_of(served)))
    proof = proof_of(served)
    for text in ('id="service"', proof.number, "Electronic service", "not confirmed yet"):
        assert text in page
    assert reverse("cases:service", args=[proof.pk]) in page


def test_every_clock_names_its_proof(browser: Open, served: Story) -> None:
    clock = Deadline.objects.get(case=case_of(served), code="recommendation_reply")
    link = reverse("cases:service", args=[proof_of(served).pk])
    for who in ("cy.handler", "cy-water.officer"):
        person = browser(who).at(served.clock)
        assert link in person.open(reverse("cases:deadline_explanation", args=[clock.pk]))
        assert reverse("cases:deadline_explanation", args=[clock.pk]) in person.open(link)


def test_the_proof_is_printed(browser: Open, served: Story) -> None:
    proof = proof_of(served)
    person = browser("cy.handler").at(served.clock)
    expected = ("送达回证", proof.number, "北京市朝阳区水务局", "电子送达")
    page = person.open(reverse("cases:service", args=[proof.pk]))
    pdf = person.client.get(reverse("cases:service_pdf", args=[proof.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    sheets = PdfReader(BytesIO(pdf.content)).pages
    assert len(sheets) == 1
    printed = "".join(sheet.extract_text() for sheet in sheets)
    cells = word_cells(person, proof)
    for text in expected:
        assert text in page
        assert text in "".join(printed.split())
        if text != "送达回证":
            assert text in cells


def test_the_organ_sees_what_was_served_and_confirms(browser: Open, served: Story) -> None:
    served.later(1)
    person = browser("cy-water.officer").at(served.clock)
    page = person.open(case_url(case_of(served)))
    assert 'id="served"' in page
    assert page.html.count("/actions/confirm_receipt/") >= 2  # its card, and what one can do
    answer = person.client.post(
        reverse("cases:action", args=["case", case_of(served).number, "confirm_receipt"]),
        {"document": "recommendation"},
    )
    assert answer.status_code == 302
    proof = proof_of(served)
    assert proof.received_by is not None
    assert proof.received_by.username == "cy-water.officer"
    after = person.open(case_url(case_of(served)))
    assert "receipt confirmed by" in after
    assert "/actions/confirm_receipt/" not in after
    handler = browser("cy.handler").at(served.clock).open(case_url(case_of(served)))
    assert "confirmed by" in handler


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("face", FACES)
def test_strangers_find_nothing(browser: Open, served: Story, who: str, face: str) -> None:
    proof = proof_of(served)
    person = browser(who).at(served.clock)
    assert person.open(reverse(f"cases:{face}", args=[proof.pk])).status == 404


def test_a_recused_handler_finds_nothing(browser: Open, served: Story) -> None:
    proof = proof_of(served)
    recused = User.objects.get(username="cy.handler2")
    day = served.clock.date()
    Recusal.objects.create(case=case_of(served), person=recused, decided_on=day, ground="x")
    person = browser("cy.handler2").at(served.clock)
    for face in FACES:
        assert person.open(reverse(f"cases:{face}", args=[proof.pk])).status == 404


def test_the_addressee_is_not_told_who_works_on_the_case(browser: Open, directory: None) -> None:
    story = Story().to_recommended().later(2)
    upload = SimpleUploadedFile("留置.pdf", b"%PDF-1.4\n", "application/pdf")
    photo = receive(upload, actor_of("cy.handler", story.clock), story.clock)
    story.act(
        ".handler",
        "serve_recommendation",
        served_on=story.today,
        method="left",
        photos=[str(photo.pk)],
    )
    proof = proof_of(story)
    inside = browser("cy.handler").at(story.clock).open(reverse("cases:service", args=[proof.pk]))
    name = proof.recorded_by.name
    link = reverse("cases:file", args=[photo.pk])
    assert name in inside
    assert link in inside
    organ = browser("cy-water.officer").at(story.clock)
    page = organ.open(reverse("cases:service", args=[proof.pk]))
    assert page.status == 200
    assert name not in page
    assert link not in page
    assert organ.open(link).status == 404
    assert name not in word_cells(organ, proof)


def test_the_form_asks_by_method_and_says_what_is_wrong(browser: Open, directory: None) -> None:
    story = Story().to_recommended().later(2)
    path = reverse("cases:action", args=["case", case_of(story).number, "serve_recommendation"])
    person = browser("cy.handler").at(story.clock)
    form = person.open(path)
    for name in ("tracking_number", "reached_at", "refusal_reason", "photos__upload"):
        assert f'name="{name}"' in form
    assert 'data-when="method"' in form
    answer = person.client.post(path, {"served_on": "2020-01-01", "method": "left"})
    assert answer.status_code == 422
    assert 'id="f-served_on-error"' in answer.content.decode()


def test_a_closed_case_offers_the_service_of_its_decision(browser: Open, directory: None) -> None:
    story = Story().to_following_up().later(1)
    name = quote(case_of(story).number) + "/actions/serve_document/"
    handler = browser("cy.handler")
    assert name not in handler.at(story.clock).open(case_url(case_of(story)))
    story.decided("close_case", ground="organ_performed")
    page = handler.at(story.clock).open(case_url(case_of(story)))
    assert name in page
    assert "waits to be served" in page
    person = handler.at(story.clock)
    path = reverse("cases:action", args=["case", case_of(story).number, "serve_document"])
    form = person.open(path)
    assert 'value="closing_decision"' in form
    answer = person.client.post(
        path,
        {"document": "closing_decision", "served_on": story.today, "method": "direct"},
    )
    assert answer.status_code == 302
    organ = browser("cy-water.leader").at(story.clock).open(case_url(case_of(story)))
    assert "Closing decision" in organ


def test_the_form_asks_for_consent_to_electronic_service(browser: Open, directory: None) -> None:
    story = Story().to_recommended().later(2)
    handler = browser("cy.handler").at(story.clock)
    url = action_url(case_of(story), "serve_recommendation")
    sent = {**handler.open(url).hidden(), "served_on": story.today, "method": "electronic"}
    refused = handler.send(url, sent)
    assert refused.status == 422
    assert 'id="f-consent-error"' in refused
    assert not ServiceRecord.objects.filter(document="recommendation").exists()
    consent = {"consent-on": story.today, "consent-by": "程某，办公室主任"}
    assert handler.send(url, sent | consent).status == 200
    assert proof_of(story).consent_by == "程某，办公室主任"

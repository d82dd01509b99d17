"""The whole file in the browser: its table of contents, an export fetched, the archive."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone

from cases.models import Archive, Case
from cases.services.file_export import make_waiting
from cases.tasks import make_exports
from tests.browser.conftest import Clock, Town
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def case(
    town: Town,
    clock: Clock,
    settings: LazySettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Case:
    """A closed case that was not looked back on; no worker is woken by itself."""
    del town
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(make_exports, "apply_async", lambda **_more: None)
    story = Story().to_following_up().later(5)
    story.act(".handler", "conclude_review", proposal="close")
    story.decided("close_case", ground="organ_performed")
    clock.now = story.later(2).clock
    assert story.case is not None
    return story.case


def test_exported_then_archived_with_reasons(town: Town, case: Case) -> None:
    registrar = town.person("cy.registrar")
    page = registrar.open(reverse("cases:papers", args=[case.number]))
    assert "检察建议书" in registrar.text

    page.locator("button[name=kind][value=pdf]").click()
    page.wait_for_selector("#progress progress")
    registrar.look()
    assert make_waiting(timezone.now) == 1
    # The page asks by itself.
    fetch = page.locator("#progress a.btn-primary")
    fetch.wait_for(timeout=15_000)
    registrar.look()
    with page.expect_download() as fetched:
        fetch.click()
    assert fetched.value.path().read_bytes().startswith(b"%PDF")

    registrar.open(reverse("cases:papers", args=[case.number]))
    registrar.follow("archive_case")
    assert int(page.input_value("[name=pages]")) > 5, "known since the export"
    assert "回头看" in registrar.text
    page.locator("main form .btn-primary").last.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".alert-danger").first.is_visible()
    assert not Archive.objects.exists()
    registrar.look()
    for reason in page.locator("input[name^=missing_reason][name$=reason]").all():
        reason.fill("期限未届满")
    registrar.send()
    assert Archive.objects.get().number in registrar.text
    registrar.open(reverse("cases:papers", args=[case.number]))
    assert "归档" in registrar.text
    # The browser notes the refusal above.
    assert [fault for fault in registrar.faults if "status of 422" not in fault] == []

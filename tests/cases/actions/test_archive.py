"""The archive: whole or with reasons, frozen, supplemented."""

from typing import Any

import pytest
from django.utils import translation

from cases.models import Archive, LegalDocument
from cases.services.archive import archived, missing_pieces
from cases.services.authenticity import authenticity_of
from cases.services.case_index import contents
from cases.sweep import sweep
from pilit.law.errors import DomainError, Invalid
from tests.cases.conftest import Story

REGISTRAR = ".registrar"


@pytest.fixture
def closed(story: Story) -> Story:
    """A case that was closed after the organ's reply, without a look-back."""
    story.to_following_up().later(5)
    story.act(".handler", "conclude_review", proposal="close")
    story.decided("close_case", ground="organ_performed")
    return story.later(3)


def reasons(story: Story) -> list[dict[str, str]]:
    """A reason for everything the file lacks."""
    assert story.case is not None
    return [{"piece": each.code, "reason": "未届满"} for each in missing_pieces(story.case)]


def archive(story: Story, who: str = REGISTRAR, **more: Any) -> Archive:
    story.act(
        who,
        "archive_case",
        **{"on": story.today, "volumes": 2, "pages": 120, "missing_reason": reasons(story), **more},
    )
    assert story.case is not None
    return story.case.archives.latest("version")


def test_what_is_missing_is_named(closed: Story) -> None:
    with translation.override("zh-hans"), pytest.raises(Invalid) as refused:
        archive(closed, missing_reason=[])
    said = refused.value.errors["missing_reason"][0]
    assert "回头看" in said
    assert "送达回证：终结案件决定书" in said
    assert not Archive.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"missing_reason": [{"piece": "nothing", "reason": "x"}]}, "missing_reason.0.piece"),
        ({"volumes": 0}, "volumes"),
        ({"pages": 0}, "pages"),
        ({"on": "2020-01-01"}, "on"),
    ],
)
def test_bad_input_is_told_at_its_field(closed: Story, change: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        archive(closed, **change)
    assert field in refused.value.errors


def test_the_table_of_contents_is_frozen(closed: Story) -> None:
    row = archive(closed)
    case = closed.case
    assert case is not None
    assert (row.version, row.volumes, row.pages) == (1, 2, 120)
    assert row.number == "京朝检公档〔2026〕1号"
    assert {each["reason"] for each in row.missing} == {"未届满"}
    table = LegalDocument.objects.get(case=case, code="file_contents")
    event = case.events.latest("id")
    assert event.effects["documents"][0]["digest"] == table.digest
    assert authenticity_of(table).is_intact
    assert row.number in table.text
    assert "检察建议书" in table.text
    assert "回头看" in table.text
    state = archived(case)
    assert state is not None
    assert state.is_current
    assert state.contents == table
    with pytest.raises(DomainError) as refused:
        archive(closed)
    assert refused.value.code == "wrong_state"


def test_what_comes_later_is_archived_as_the_next_version(closed: Story) -> None:
    first = archive(closed)
    case = closed.case
    assert case is not None
    closed.later(20)
    items = [{"no": no, "finding": "effective"} for no in (1, 2)]
    officers = ["cy.handler", "cy.handler2"]
    closed.act(
        ".handler",
        "look_back",
        on=closed.today,
        officers=officers,
        items=items,
        conclusion="effective",
    )
    state = archived(case)
    assert state is not None
    assert not state.is_current
    second = archive(closed.later(1), who=".handler", pages=126)
    assert (second.version, second.number) == (2, first.number)
    assert second.entries > first.entries
    texts = LegalDocument.objects.filter(case=case, code="file_contents").order_by("id")
    assert len({each.digest for each in texts}) == 2
    names = [each.title for each in contents(case).entries]
    assert "案卷目录" not in names


def test_what_only_the_clock_notes_needs_no_supplement(closed: Story) -> None:
    archive(closed)
    case = closed.case
    assert case is not None
    sweep(closed.later(120).clock)
    assert case.events.latest("id").actor is None
    state = archived(case)
    assert state is not None
    assert state.is_current


@pytest.mark.parametrize("who", [".head", ".chief", ".assistant", "hd.registrar"])
def test_registrar_and_handler_archive_nobody_else(closed: Story, who: str) -> None:
    with pytest.raises(DomainError) as refused:
        archive(closed, who=who)
    assert refused.value.code in ("not_permitted", "not_found")

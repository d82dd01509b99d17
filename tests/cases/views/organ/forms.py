"""A reply as typed into its form, for the tests of the organ's pages."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page

Open = Callable[[str], Browser]
OFFICER, LEADER = "cy-water.officer", "cy-water.leader"


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def address(story: Story, name: str = "organ_reply", **more: Any) -> str:
    """One of the pages of the reply."""
    return reverse(f"cases:{name}", kwargs={"number": case_of(story).number, **more})


def typed(**more: Any) -> dict[str, Any]:
    """A reply as typed into the form."""
    return {
        "kind": "rectified",
        "statement": "已依法查处",
        "items-0-no": "1",
        "items-0-status": "done",
        "items-0-measure": "罚款20000元",
        "items-1-no": "2",
        "items-1-status": "in_progress",
        "items-1-measure": "追缴中",
        **more,
    }


def pdf(name: str = "处罚决定书.pdf") -> SimpleUploadedFile:
    """A small file of an allowed kind."""
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


def send(browser: Open, story: Story, who: str = OFFICER, **more: Any) -> Page:
    """Fill in, check and send, as one person."""
    person = browser(who).at(story.clock)
    confirm = person.send(address(story), typed(_check="1", **more))
    assert confirm.url == address(story, "organ_reply_confirm")
    return person.send(confirm.url, confirm.hidden() | {"_send": "1"})

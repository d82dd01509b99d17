"""What went between the organs in the case ``here``: referrals of each level of secrecy, a record
of interference with the quarter's statement, and a request for assistance.
"""

import datetime as dt
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions import perform
from cases.views.file import receive
from referrals.domain.circulation import Quarter
from referrals.domain.vocabulary import Secrecy
from referrals.models import Assistance, Circulation, Interference, Referral
from tests.cases.conftest import Story, actor_of


def uploaded(who: str, at: dt.datetime) -> UUID:
    """A file somebody has uploaded for a form."""
    upload = SimpleUploadedFile("笔录.txt", "内容".encode(), "text/plain")
    return receive(upload, actor_of(who, at), at).pk


def referred(story: Story) -> dict[str, str]:
    """What the handler referred to the discipline commission, of each level of secrecy; what is
    sealed in the last its officer may open, as the leader approved.
    """
    open_, internal, secret = (
        _referral(story, secrecy, named)
        for secrecy, named in (
            (Secrecy.ORDINARY, ()),
            (Secrecy.INTERNAL, ()),
            (Secrecy.SECRET, ("cy-disc.officer", "cy-disc.leader")),
        )
    )
    for who, name, data in (
        ("officer", "receive_referral", {"on": story.today}),
        ("officer", "ask_to_open", {"reason": "核实"}),
        ("leader", "approve_opening", {}),
    ):
        perform(name, secret, actor_of(f"cy-disc.{who}", story.clock), data, story.clock)
    return {
        "referral": open_.number,
        "referral_file": str(open_.files.get().pk),
        "referral_deadline": str(open_.deadlines.get().pk),
        "letter": str(open_.documents.get().pk),
        "internal_referral": internal.number,
        "secret_referral": secret.number,
        "secret_file": str(secret.sealed_files.get().pk),
    }


def recorded(story: Story) -> dict[str, str]:
    """The handler's record of an attempt to intervene; the officer of the commission may see who
    recorded it, as the chief approved. And the statement of the last quarter, agreed by both.
    """
    assert story.case is not None
    at, who = story.clock, "cy.handler"
    facts = {"who": "某人", "post": "某局", "happened_on": story.today, "how": "要求停止调查"}
    data = {**facts, "case": story.case.number, "files": [uploaded(who, at)]}
    made = perform("record_interference", None, actor_of(who, at), data, at).made
    assert isinstance(made, Interference)
    asked = {"reason": "核实"}
    perform("ask_for_recorder", made, actor_of("cy-disc.officer", at), asked, at)
    perform("approve_recorder", made, actor_of("cy.chief", at), {}, at)
    last = {"quarter": str(Quarter.of(at.date()).before)}
    statement = perform("draw_up_circulation", None, actor_of(who, at), last, at).made
    assert isinstance(statement, Circulation)
    for name in ("cy.head", "cy-disc.leader"):
        step = "confirm_circulation" if name == "cy.head" else "agree_circulation"
        perform(step, statement, actor_of(name, at), {}, at)
    return {
        "record": made.number,
        "record_file": str(made.sealed_files.get().pk),
        "circulation": statement.number,
    }


def assisted(story: Story) -> dict[str, str]:
    """What the respondent organ was asked for, and has answered with a file."""
    assert story.case is not None
    at, organ = story.clock, f"{story.organ}.officer"
    facts = {"organ": story.organ, "kind": "files", "request": "调阅卷宗"}
    data = {**facts, "case": story.case.number, "answer_by": story.today}
    made = perform("ask_assistance", None, actor_of("cy.handler", at), data, at).made
    assert isinstance(made, Assistance)
    told = {"answer": "已提供", "files": [uploaded(organ, at)]}
    perform("answer_assistance", made, actor_of(organ, at), told, at)
    return {"assistance": made.number, "assistance_file": str(made.files.get().pk)}


def _referral(story: Story, secrecy: Secrecy, named: tuple[str, ...]) -> Referral:
    assert story.case is not None
    who, at = "cy.handler", story.clock
    facts = {"kind": "discipline_clue", "to": "cy-disc", "narrative": "收受管理对象礼金"}
    more = {"case": story.case.number, "secrecy": secrecy, "files": [uploaded(who, at)]}
    data = facts | more | ({"named": named} if named else {})
    made = perform("send_referral", None, actor_of(who, at), data, at).made
    assert isinstance(made, Referral)
    return made

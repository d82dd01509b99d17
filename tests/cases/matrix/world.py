"""The cases of the matrix and the things in them; who stands how to them is in ``people.toml``."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from agencies.models import Appointment, Organisation, Post, User
from agencies.services import feeds, tokens
from agencies.services.notifications import notify
from cases.models import (
    Case,
    CaseGrant,
    Clue,
    Deadline,
    FileExport,
    LegalDocument,
    Recommendation,
    Recusal,
    Reply,
    Seal,
    ServiceRecord,
)
from cases.services.file_export import ask
from pilit.law.texts import N_
from tests.cases.compensation_story import Compensation
from tests.cases.conftest import Story
from tests.cases.matrix import mechanism
from tests.cases.matrix.between import LED_NOWHERE, led_on
from tests.cases.matrix.counted import counted
from tests.cases.matrix.overseen import overseen
from tests.cases.matrix.referred import assisted, recorded, referred, uploaded
from tests.cases.matrix.typical import typical_cases
from tests.cases.reports.conftest import photo, report

INFORMANT = ("密举报人", "13800009999")
"""Who reported the clue of the case ``here``: sealed, and in no answer to anybody."""
LAPSED, REVOKED = "x.lapsed", "tz.handler2"
THINGS = (
    *("case", "clue", "draft", "file", "organ_file", "deadline", "organ_deadline"),
    *("court_deadline", "proof", "recommendation", "reply", "document", "inside_document", "token"),
    *("export", "notification", "api_token", "report", "photo", "feed"),
    *("referral", "referral_file", "referral_deadline", "letter", "internal_referral"),
    *("secret_referral", "secret_file", "record", "record_file", "circulation"),
    *("typical", "public_typical", "assistance", "assistance_file", "figure_report", "alert"),
    *("alert_rule", "oversight", "oversight_file", "oversight_report", "invitation"),
    *LED_NOWHERE,
    *mechanism.NOWHERE,
)
"""What there is in the case ``here``; the other cases have some of it."""
UNUSED = "999999999"
NOWHERE = {
    **mechanism.NOWHERE,
    "case": "京朝检行公立〔2026〕9999号",
    "clue": "京朝检公线〔2026〕9999号",
    "recommendation": "京朝检行公建〔2026〕9999号",
    "referral": "京朝检公移送〔2026〕9999号",
    "internal_referral": "京朝检公移送〔2026〕9998号",
    "secret_referral": "京朝检公移送〔2026〕9997号",
    "record": "京朝检公干预记〔2026〕00000000号",
    "oversight": "京朝检公监督〔2026〕9999号",
    "oversight_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a21",
    "invitation": "京朝检公邀〔2026〕9999号",
    "assistance": "京朝检公协查〔2026〕9999号",
    "assistance_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a20",
    "circulation": "京朝检公通报〔1999〕第一季度",
    "typical": "京朝检公典〔1999〕1号",
    "public_typical": "京朝检公典〔1999〕2号",
    **LED_NOWHERE,
    "record_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1f",
    "file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1a",
    "organ_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1b",
    "export": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1c",
    "referral_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1d",
    "secret_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1e",
    "token": "nirgends",
}
"""What is not there, by the thing asked for; whatever has a plain number is ``UNUSED``."""

type Things = dict[str, str]

MISSING: Things = {name: NOWHERE.get(name, UNUSED) for name in THINGS}
"""A thing of every sort that is not there."""


@dataclass
class World:
    """The things of each case, by the names that ``routes.toml`` uses."""

    things: dict[str, Things]
    at: dt.datetime
    """The moment at which it is looked at."""


class Reported(Story):
    """A case that began with somebody's report."""

    def to_registered(self, **data: Any) -> Story:
        """The clue is registered, and who reported it sealed."""
        return super().to_registered(reporter=dict(zip(("name", "phone"), INFORMANT, strict=True)))


def tell() -> World:
    """Tell the stories and seat the people."""
    here, beside, above = _tried(Reported()), Story("hd", "env"), Story("bj")
    above.organ = "bj-water"
    for story in (beside, above):
        story.to_awaiting_reply().act(".handler", "close_case", ground="no_failure")
    civil = Compensation("cy", start="2026-01-12").noticed().agreed()
    apart = Story("cy", "urban").to_registered(title="建筑垃圾堆放")
    stories = {"here": here, "beside": beside, "above": above}
    things = {name: _things(story) for name, story in stories.items()}
    assert civil.case is not None
    assert civil.clue is not None
    assert apart.clue is not None
    things["civil"] = {"case": civil.case.number, "clue": civil.clue.number}
    things["here"] |= _own(here) | _reported() | referred(here) | counted(here)
    things["here"] |= recorded(here) | assisted(here) | typical_cases(here, civil.case)
    things["here"] |= led_on(here) | mechanism.joint(here)
    things["here"] |= overseen(here, uploaded("cy.head", here.clock))
    things["apart"] = {"clue": apart.clue.number}
    _seat(here)
    return World(things, here.clock)


def _tried(story: Story) -> Story:
    """On trial, with a file of either side and a draft that waits."""
    story.to_on_trial()
    story.act(f"{story.place}-court.clerk", "serve_complaint", served_on=story.today)
    for who in (f"{story.place}.handler", f"{story.organ}.officer"):
        facts = {"kind": "documentary", "title": "台账", "source": "水务局"}
        files = [uploaded(who, story.clock)]
        story.act(who, "add_evidence", obtained_on=story.today, files=files, **facts)
    claims = [{"kind": "confirm_illegal", "text": "确认违法"}]
    story.act(".handler", "alter_claims", claims=claims, reason="已履行")
    return story


def _things(story: Story) -> Things:
    case, clue = story.case, story.clue
    assert isinstance(case, Case)
    assert isinstance(clue, Clue)
    due = {row.code: row.pk for row in Deadline.objects.filter(case=case)}
    papers = LegalDocument.objects.filter(case=case)
    letters = Recommendation.objects.filter(case=case)
    files = {
        row.uploaded_by.username.partition("-")[1]: row.pk
        for row in case.files.select_related("uploaded_by")
    }
    found: dict[str, Any] = {
        "case": case.number,
        "clue": clue.number,
        "draft": case.drafts.values_list("pk", flat=True).last(),
        "file": files.get(""),
        "organ_file": files.get("-"),
        "deadline": due.get("review_for_suit_administrative"),
        "organ_deadline": due.get("defence"),
        "court_deadline": due.get("first_instance"),
        "proof": ServiceRecord.objects.filter(case=case, document="recommendation")
        .values_list("pk", flat=True)
        .first(),
        "recommendation": letters.values_list("number", flat=True).first(),
        "reply": Reply.objects.filter(recommendation__in=letters)
        .values_list("pk", flat=True)
        .first(),
        "document": papers.filter(code="recommendation").values_list("pk", flat=True).first(),
        "inside_document": papers.filter(code="filing_approval")
        .values_list("pk", flat=True)
        .first(),
        "token": papers.values_list("token", flat=True).first(),
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _own(story: Story) -> Things:
    """What belongs to the handler alone; and the seal of their procuratorate."""
    case, at = story.case, story.clock
    handler = User.objects.get(username="cy.handler")
    assert case is not None
    export = ask(case, handler, FileExport.Kind.PDF, at)
    export.status, export.expires_at = FileExport.Status.READY, at + dt.timedelta(days=1)
    export.content.save("file.bin", ContentFile(b"%PDF-1.4"))
    place = Organisation.objects.get(code=story.place)
    seal = Seal(procuratorate=place, sha256="0" * 64, uploaded_by=handler, uploaded_at=at)
    seal.content.save("seal.bin", ContentFile(photo(form="PNG").read()))
    told = notify([handler], "test", N_("Case"), {}, "", {}, at)
    token, _secret = tokens.issue(handler, at)
    return {
        "export": str(export.pk),
        "notification": str(told[0].pk),
        "api_token": str(token.pk),
        "feed": feeds.renew(handler, at),
    }


def _reported() -> Things:
    """What the public reported to Chaoyang, with a photo."""
    row = report("2026-03-20T10:00", photo()).report
    return {"report": str(row.pk), "photo": str(row.photos.get().pk)}


def _seat(here: Story) -> None:
    """The recused, the granted, whose grant was taken back, whose loan is over."""
    person = User.objects.get
    day = here.clock.date()
    assert here.case is not None
    permission = Permission.objects.get(codename="work_on_case")
    Recusal.objects.create(
        case=here.case, person=person(username="cy.handler2"), decided_on=day, ground="近亲属"
    )
    for name in ("tz.handler", REVOKED):
        CaseGrant.objects.create(
            content_object=here.case, user=person(username=name), permission=permission
        )
    CaseGrant.objects.filter(user__username=REVOKED).delete()
    lapsed = User.objects.create(username=LAPSED, name="王静", password=make_password(None))
    Appointment.objects.create(
        person=lapsed,
        organisation=Organisation.objects.get(code="cy"),
        post=Post.HANDLER,
        starts_on=dt.date(2026, 1, 1),
        ends_on=day - dt.timedelta(days=1),
        loaned_from=Organisation.objects.get(code="hd"),
        loan_decision="京检借〔2026〕1号",
    )

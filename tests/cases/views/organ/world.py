"""A case in which everything has happened that outsiders are not told of, and a way to read every
page that somebody can reach.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.models import User
from cases.models import Case, Draft
from cases.sweep import sweep
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser, case_url

OFFICER, LEADER, COURT, ABOVE = (
    "cy-water.officer",
    "cy-water.leader",
    "cy-court.clerk",
    "bj3-court.clerk",
)
STRANGERS = (
    "cy-env.officer",
    "cy-gov.leader",
    "hd-water.officer",
    "hd-court.judge",
    "cy-disc.leader",
)
MISSING = "京朝检行公立〔2026〕9999号"

#: The people of the procuratorate, by names found nowhere else.
TEAM = {
    "cy.handler": "机密承办",
    "cy.handler2": "机密协办",
    "cy.assistant": "机密助理",
    "cy.head": "机密部门",
    "cy.chief": "机密检长",
}
APPEARS = TEAM["cy.handler"]
"""Whom the procuratorate names to the court; nobody else is told of them."""
NAMED = (TEAM["cy.handler"], "密证据名")
"""What a document served on an organ tells it: whom to turn to, on what evidence it rests."""
SECRETS = (
    "密举报人",
    "13800009999",
    "密叙述",
    "密真实性",
    "密可查性",
    "密损害",
    "密违法人",
    "密退回",
    "密审核意见",
    "密磋商",
    "密思路",
    "密取证",
    "密勘验",
    "密证据名",
    "密证据源",
    "密附件",
    "密鉴定机构",
    "密鉴定事项",
    "密鉴定意见",
    "密听证意见",
    "密调查结论",
    "密跟进",
    "密回头看",
    "密中止",
    "密恢复",
    "密撤诉草稿",
    "密询问",
    "密答复询问",
    "密工时",
)


class Full(Story):
    """A case in which everything has happened that outsiders are not told of."""

    def inquired(self) -> "Full":
        """Up to the end of the inquiry, with the filing decision served."""
        self.to_registered(
            reporter={"name": "密举报人", "phone": "13800009999"},
            narrative="密叙述",
            title="混凝土企业取水",
        )
        self.act(
            ".handler",
            "assess_clue",
            truth="密真实性",
            viability="密可查性",
            harm="密损害",
            verdict="file",
        )
        self._filed()
        self.act(".handler", "serve_filing_decision", served_on=self.today, method="direct")
        self.act(
            ".handler", "record_consultation", held_on=self.today, form="meeting", minutes="密磋商"
        )
        self.act(".handler", "plan_inquiry", approach="密思路", evidence_sought="密取证")
        self.measure("密勘验")
        self._evidence()
        self.act(
            ".handler",
            "hold_hearing",
            on=self.today,
            panel=["密听证意见员"],
            opinion="密听证意见",
        )
        self.asked()
        self.act(".handler", "conclude_inquiry", findings="密调查结论", proposal="recommend")
        return self

    def asked(self) -> None:
        """Who supervises has asked and was answered, asks again; hours were noted."""
        self.act("bj3.head", "ask_about", question="密询问")
        self.act(".handler", "answer_question", answer="密答复询问", on=self.today)
        self.act("bj3.chief", "ask_about", question="密询问仍未答")
        self.act(".handler", "record_hours", hours="3", on=self.today, note="密工时")

    def _filed(self) -> None:
        data = {
            "kind": "administrative",
            "respondent": self.organ,
            "cause": "怠于履职",
            "offenders": [{"name": "密违法人", "kind": "company"}],
        }
        draft = self.act(".handler", "file_case", **data).draft
        assert isinstance(draft, Draft)
        self.act(".head", "send_back_draft", draft=draft.pk, reason="密退回")
        self.act(".handler", "revise_draft", draft=draft.pk, data=data)
        self.act(".head", "review_draft", draft=draft.pk, opinion="密审核意见")
        made = self.act(".chief", "decide_draft", draft=draft.pk).made
        assert isinstance(made, Case)
        self.case = made

    def measure(self, record: str) -> None:
        """Two officers take a measure."""
        self.act(
            ".handler",
            "record_measure",
            measure="inspect",
            on=self.today,
            officers=["cy.handler", "cy.assistant"],
            record=record,
        )

    def _evidence(self) -> None:
        upload = SimpleUploadedFile("密附件.pdf", b"%PDF-1.4\n", "application/pdf")
        file = receive(upload, actor_of("cy.handler", self.clock), self.clock)
        self.act(
            ".handler",
            "add_evidence",
            kind="documentary",
            title="密证据名",
            obtained_on=self.today,
            source="密证据源",
            files=[str(file.pk)],
        )

    def served(self) -> "Full":
        """The recommendation is served, the organ has replied, the procuratorate follows up."""
        self.inquired().later(2)
        self.decided(
            "issue_recommendation",
            source_of_case="履职中发现",
            facts="公开事实",
            failure="公开怠于履职事实",
            legal_basis="《水法》",
            items=[{"text": "公开建议一"}, {"text": "公开建议二"}],
        )
        self.act(".handler", "serve_recommendation", served_on=self.today, method="direct")
        self.later(30).reply()
        self.act(
            ".handler",
            "commission_appraisal",
            institution="密鉴定机构",
            matter="密鉴定事项",
            commissioned_on=self.today,
        )
        self.later(3)
        self.act(".handler", "receive_appraisal", received_on=self.today, conclusion="密鉴定意见")
        officers = ["cy.handler", "cy.handler2"]
        self.act(".handler", "record_follow_up", on=self.today, officers=officers, note="密跟进")
        self.decided("suspend_review", reason="密中止", **{"from": self.today})
        self.later(2).decided("resume_review", on=self.today)
        self.act(
            ".handler",
            "look_back",
            on=self.today,
            officers=officers,
            items=[{"no": 1, "finding": "false", "note": "密回头看"}],
            conclusion="false",
        )
        sweep(self.clock)
        return self

    def sued(self) -> "Full":
        """A complaint is delivered."""
        self.served().later(60)
        self.act(".handler", "conclude_review", proposal="sue", failure_kind="partly_rectified")
        self.decided(
            "file_suit",
            court="cy-court",
            claims=[{"kind": "perform", "text": "判令履行之请求"}],
            delivered_on=self.today,
        )
        return self

    def tried(self) -> "Full":
        """On trial, a withdrawal drafted and not decided."""
        self.sued().later(2)
        number = "（2026）京0105行初9号"
        self.act(COURT, "docket", docketed_on=self.today, court_number=number)
        self.act(COURT, "serve_complaint", served_on=self.today)
        hearing = f"{self.today}T15:00"
        self.act(COURT, "give_hearing_notice", hearing_at=hearing, received_on=self.today)
        self.act(".handler", "reply_appearance", attendants=["cy.handler"], on=self.today)
        self.act(".handler", "withdraw_suit", reason="密撤诉草稿")
        sweep(self.clock)
        return self

    def appealed(self) -> "Full":
        """Judged, and appealed by the organ."""
        self.tried().later(20)
        self.act(
            "cy-court.judge",
            "enter_judgment",
            on=self.today,
            court_number="（2026）京0105行初9号",
            served_on=self.today,
            outcome="perform",
            orders=[{"text": "责令履行之主文"}],
        )
        self.act(OFFICER, "appeal", on=self.today, reason="不服")
        return self


def full_case() -> Full:
    """The story, among people with names of their own; the directory must be there."""
    for username, name in TEAM.items():
        User.objects.filter(username=username).update(name=name)
    return Full()


def number_of(story: Story) -> str:
    """The number of a story's case."""
    assert story.case is not None
    return story.case.number


def reachable(person: Browser, start: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every page a person comes to by following links from where they start: address and text."""
    waiting, seen = list(start), set(start)
    while waiting:
        url = waiting.pop()
        response = person.client.get(url, follow=True)
        if response.streaming or "html" not in response.get("Content-Type", ""):
            b"".join(getattr(response, "streaming_content", ()))
            continue
        html = response.content.decode()
        yield url, html
        for link in re.findall(r'href="(/[^"#]*)', html):
            if not link.startswith(("/static/", "/admin/", "/api/")) and link not in seen:
                seen.add(link)
                waiting.append(link)


def crawl(person: Browser, story: Story, *, hidden: tuple[str, ...]) -> str:
    """Everything a person can reach, which must not hold what is hidden; returned as one text."""
    case = story.case
    assert case is not None
    start = ("/", f"{reverse('cases:cases')}?state=all", case_url(case), "/notifications/")
    texts = []
    for url, html in reachable(person, start):
        told = NAMED if url.startswith("/documents/") else ()
        found = [secret for secret in hidden if secret in html and secret not in told]
        assert not found, f"{unquote(url)} shows {found}"
        texts.append(html)
    assert len(texts) > len(start), "links were followed"
    return "\n".join(texts)


def finds(person: Browser, wanted: str, story: Story) -> bool:
    """Whether a search leads to the case."""
    page = person.open(reverse("cases:search"), q=wanted)
    return page.status == 302 or f'href="/cases/{quote(number_of(story))}/' in page

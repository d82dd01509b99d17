"""A civil case told through ``perform``, by a branch whose court may hear it."""

from typing import Any

from cases.actions import Outcome
from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.shelf import kept

CLAIMS = [
    {"kind": "restoration_cost", "text": "判令支付修复费用", "amount": "860000.00"},
    {"kind": "apologise", "text": "判令公开赔礼道歉"},
]


class Civil(Story):
    """A civil case at the third branch, before the third intermediate court."""

    def __init__(self, place: str = "bj3", domain: str = "environment") -> None:
        super().__init__(place, "env")
        self.domain = domain
        self.court = f"{place}-court"

    @kept
    def filed(self, **data: Any) -> "Civil":
        """The case is filed and its inquiry concluded."""
        self.to_registered(domain=self.domain, organ=None).later(1)
        self.act(
            ".handler", "assess_clue", truth="属实", viability="可查", harm="受损", verdict="file"
        )
        facts = {
            "kind": "civil",
            "cause": "破坏生态环境",
            "offenders": [{"name": "某公司", "kind": "company"}],
        }
        made = self.decided("file_case", **(facts | data)).made
        assert isinstance(made, Case)
        self.case = made
        self.act(".handler", "conclude_inquiry", findings="已查明", proposal="notice")
        return self

    @kept
    def noticed(self) -> "Civil":
        """The notice is published on 2 March 2026; it ends on 1 April."""
        self.filed().at("2026-03-02")
        self.publish()
        return self

    def publish(self) -> Outcome:
        """Publish the notice on the clock's day."""
        return self.decided(
            "publish_notice",
            medium="检察日报",
            published_on=self.today,
            facts="非法倾倒",
            contact="检察官 010-59550000",
        )

    def sue(self, **data: Any) -> Outcome:
        """File the suit on the clock's day."""
        facts = {"court": self.court, "claims": CLAIMS, "delivered_on": self.today}
        return self.decided("file_suit", **(facts | data))

    @kept
    def on_trial(self) -> "Civil":
        """Sued on 2 April 2026, docketed on the 7th."""
        self.noticed().at("2026-04-02")
        self.sue()
        self.at("2026-04-07")
        self.act(
            f"{self.court}.clerk",
            "docket",
            docketed_on=self.today,
            court_number="（2026）京03民初1号",
        )
        return self

    @kept
    def judged(self, **data: Any) -> "Civil":
        """Judged on 1 June 2026."""
        self.on_trial().at("2026-06-01")
        facts = {
            "on": self.today,
            "court_number": "（2026）京03民初1号",
            "served_on": self.today,
            "outcome": "upheld",
            "orders": [{"text": "支付修复费用", "amount": "860000.00"}],
        }
        self.act(f"{self.court}.judge", "enter_judgment", **(facts | data))
        return self

    def due(self, code: str) -> str | None:
        """The last day of the latest period under a code that counts, ISO."""
        assert self.case is not None
        row = self.case.deadlines.filter(code=code).exclude(status="cancelled").last()
        return row.due_on.isoformat() if row and row.due_on else None

    def status(self, code: str) -> str:
        """What became of the latest period under a code."""
        assert self.case is not None
        row = self.case.deadlines.filter(code=code).last()
        return row.status if row else ""

"""Cases on compensation, civil ones that wait for it, and supported suits, told through
``perform``.
"""

from typing import Any

from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.shelf import kept

HOLDER, COURT = "cy-env.officer", "bj3-court.clerk"
CHECKLIST = [
    {"criterion": "registered", "met": True, "proof": "北京市民政局社会团体法人登记证书"},
    {"criterion": "purpose", "met": True, "proof": "章程第三条"},
    {"criterion": "five_years", "met": True, "proof": "2020年至2025年年度工作报告书"},
    {"criterion": "no_violation", "met": True, "proof": "北京市民政局年检合格证明"},
    {"criterion": "related", "met": True, "proof": "章程第六条业务范围"},
]


class Compensation(Story):
    """A case of any civil kind on polluted ground in Chaoyang, the environment bureau its
    right-holder.
    """

    @kept
    def filed(self, kind: str = "compensation", **data: Any) -> "Compensation":
        """A case of a kind is filed."""
        self.to_assessed().later(4)
        facts = {
            "kind": kind,
            "cause": "非法倾倒危险废物造成土壤污染",
            "offenders": [{"name": "某化工有限公司", "kind": "company"}],
        }
        made = self.decided("file_case", **(facts | data)).made
        assert isinstance(made, Case)
        self.case = made
        return self

    @kept
    def noticed(self) -> "Compensation":
        """A civil case, its notice published on the clock's day."""
        self.filed("civil").later(3)
        self.act(".handler", "conclude_inquiry", findings="土壤受到污染", proposal="notice")
        self.decided(
            "publish_notice",
            medium="检察日报",
            published_on=self.today,
            facts="非法倾倒危险废物",
            contact="朝阳区人民检察院公益诉讼检察部门",
        )
        return self

    @kept
    def negotiating(self) -> "Compensation":
        """The right-holder negotiates with the obligor."""
        if self.case is None:
            self.filed()
        self.later(3).act(
            ".handler",
            "start_negotiation",
            right_holder="cy-env",
            obligor="某化工有限公司",
            on=self.today,
        )
        return self

    @kept
    def agreed(self, **data: Any) -> "Compensation":
        """They agree; the third intermediate court is asked to confirm it."""
        self.negotiating().later(20)
        facts = {
            "on": self.today,
            "amount": "1200000.00",
            "restoration": "清运污染土壤并回填",
            "court": "bj3-court",
            "perform_by": "2026-12-31",
        }
        self.act(HOLDER, "record_agreement", **(facts | data))
        return self

    @kept
    def published(self, **data: Any) -> "Compensation":
        """The court has published the agreement."""
        self.agreed(**data).later(5)
        self.act(COURT, "publish_agreement", published_on=self.today)
        return self

    @kept
    def confirmed(self, **data: Any) -> "Compensation":
        """The court has confirmed it."""
        self.published(**data).later(40)
        self.act(
            "bj3-court.judge",
            "confirm_agreement",
            on=self.today,
            court_number="（2026）京03民特12号",
        )
        return self

    @kept
    def failed(self) -> "Compensation":
        """The negotiation failed after twenty days."""
        self.negotiating().later(20)
        self.act(HOLDER, "fail_negotiation", on=self.today, reason="对修复费用分歧较大")
        return self

    @kept
    def supported(self, kind: str = "support", **data: Any) -> "Compensation":
        """The suit of a social organisation is supported."""
        if self.case is None:
            self.filed(kind)
        self.later(5)
        facts = {
            "plaintiff": "自然之友环境研究所",
            "plaintiff_kind": "social_organisation",
            "court": "bj4-court",
            "means": ["opinion", "evidence_help"],
            "submitted_on": self.today,
            "checklist": CHECKLIST,
        }
        self.decided("support_suit", **(facts | data))
        return self

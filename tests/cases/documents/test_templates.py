"""Templates: what the registry lists, how facts are put in, and what is wrong where."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from cases.documents.blocks import Heading, Item, Number, Paragraph, Table
from cases.documents.compose import Composition, compose, placeholder
from cases.documents.facts import Facts, Value, names, overlaid, period, written
from cases.documents.nodes import TemplateError
from cases.documents.registry import UnknownDocument, made_by, make, template, templates
from cases.documents.template import read_template
from cases.documents.text import plain_text
from pilit.law.lengths import Length
from tests.cases.documents.samples import codes, sample

#: Series and action of each document, as the law folder lists them.
LISTED: Final = {
    "filing_approval": ("", "file_case"),
    "filing_decision_administrative": ("行公立", "file_case"),
    "filing_decision_civil": ("民公立", "file_case"),
    "no_filing_decision": ("不立", "decline_clue"),
    "clue_transfer_notice": ("公移", "transfer_clue"),
    "inquiry_plan": ("", "plan_inquiry"),
    "evidence_notice": ("公调", "record_measure"),
    "evidence_list": ("", "record_measure"),
    "questioning_record": ("", "record_measure"),
    "inspection_record": ("", "record_measure"),
    "commission_letter": ("公委", "commission_appraisal"),
    "inquiry_report": ("", "conclude_inquiry"),
    "recommendation": ("行公建", "issue_recommendation"),
    "proof_of_service": ("", ""),
    "review_suspension": ("公中", "suspend_review"),
    "review_resumption": ("公恢", "resume_review"),
    "review_report": ("", "conclude_review"),
    "closing_decision": ("公终", "close_case"),
    "public_notice": ("民公告", "publish_notice"),
    "administrative_complaint": ("行公诉", "file_suit"),
    "civil_complaint": ("民公诉", "file_suit"),
    "incidental_complaint": ("刑附民公诉", "file_suit"),
    "support_opinion": ("支诉", "support_suit"),
    "support_withdrawal": ("撤支", "withdraw_support"),
    "appearance_notice": ("公出", "reply_appearance"),
    "suit_withdrawal": ("公撤", "withdraw_suit"),
    "claims_alteration": ("公变", "alter_claims"),
    "appeal": ("公上", "appeal"),
    "referral_letter": ("公移送", "send_referral"),
    "referral_receipt": ("", "receive_referral"),
    "supervision_letter": ("督", "supervise"),
    "hand_down_letter": ("交", "hand_down"),
    "designation_decision": ("指", "designate"),
    "file_contents": ("", "archive_case"),
    "organ_reply": ("", "submit_reply"),
    "special_report": ("", ""),
    "monthly_statistics": ("", ""),
    "funds_statement": ("", ""),
    "circulation_statement": ("", "agree_circulation"),
    "campaign_report": ("", "close_campaign"),
    "governance_recommendation": ("社治建", "issue_governance"),
    "joint_meeting_minutes": ("", "draw_up_minutes"),
}

HEAD: Final = "名称: 试验\n依据: Rules 75\n"

type Make = Callable[[str, Facts], Composition]


@pytest.fixture
def tried(tmp_path: Path) -> Make:
    """Compose a template given as text; the head is there already, its three lines included."""

    def compose_text(text: str, facts: Facts) -> Composition:
        path = tmp_path / "tried.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        return compose(read_template(path), facts)

    return compose_text


class TestRegistry:
    def test_lists_every_document(self) -> None:
        found = {code: (t.series, " ".join(t.actions)) for code, t in templates().items()}
        assert found == LISTED
        assert codes() == set(LISTED)

    def test_documents_of_an_action(self) -> None:
        made = {template.code for template in made_by("file_suit")}
        assert made == {"administrative_complaint", "civil_complaint", "incidental_complaint"}

    def test_unknown_document(self) -> None:
        with pytest.raises(UnknownDocument):
            template("../names")

    def test_every_name_is_used(self) -> None:
        text = "".join(t.path.read_text(encoding="utf-8") for t in templates().values())
        assert [name for name in names() if name.rpartition(".")[2] not in text] == []

    @pytest.mark.parametrize("code", sorted(LISTED))
    def test_numbered_exactly_where_there_is_a_series(self, code: str) -> None:
        document = make(code, sample(code)).document
        own_number = document.number if code != "organ_reply" else ""
        assert bool(own_number) == bool(template(code).series)
        assert template(code).series in own_number


class TestRequired:
    @pytest.mark.parametrize("code", sorted(LISTED))
    def test_nothing_missing_in_the_sample(self, code: str) -> None:
        assert make(code, sample(code)).missing == ()

    @pytest.mark.parametrize(
        ("code", "name"), [(t.code, s.name) for t in templates().values() for s in t.required]
    )
    def test_each_is_named_when_empty(self, code: str, name: str) -> None:
        wanted = next(s for s in template(code).required if s.name == name)
        composition = make(code, overlaid(sample(code), {name: ""}))
        assert composition.missing == (wanted,)
        if not wanted.by_review:
            assert placeholder(wanted) in plain_text(composition.document)

    def test_recommendation_has_the_eight_contents_and_the_period_for_objections(self) -> None:
        assert [section.name for section in template("recommendation").required] == [
            "organ.name",
            "source_of_case",
            "facts",
            "failure",
            "legal_basis",
            "items",
            "reply_period",
            "objection_period",
            "other",
        ]

    def test_default_stands_where_the_facts_say_nothing_but_not_where_they_say_nothing_more(
        self,
    ) -> None:
        assert "other" not in sample("recommendation")
        assert "逐项回复" in plain_text(make("recommendation", sample("recommendation")).document)
        emptied = make("recommendation", overlaid(sample("recommendation"), {"other": " "}))
        assert [section.name for section in emptied.missing] == ["other"]

    def test_opinions_of_reviewers_are_not_the_drafters(self) -> None:
        facts = overlaid(
            sample("filing_approval"), {"head_opinion": "", "chief_opinion": "", "assessment": ""}
        )
        composition = make("filing_approval", facts)
        assert len(composition.missing) == 3
        assert [s.name for s in composition.missing_before_review] == ["assessment"]
        assert "待填：部门负责人" not in plain_text(composition.document)

    def test_urgent_recommendation_says_why(self) -> None:
        facts = overlaid(sample("recommendation"), {"urgent": True, "reply_period": "十五日"})
        text = plain_text(make("recommendation", facts).document)
        assert "可能继续扩大，请你单位自收到本检察建议书之日起十五日内" in text

    def test_no_number_of_a_period_stands_in_a_template(self) -> None:
        for found in templates().values():
            text = found.path.read_text(encoding="utf-8")
            assert not [w for w in ("两个月", "十五日", "三十日", "三日内", "五日内") if w in text]


class TestComposing:
    def test_paragraphs_follow_the_lines_of_a_value(self, tried: Make) -> None:
        document = tried("---\n{{ facts }}\n", {"facts": "第一段\r\n\r\n第二段。\n"}).document
        assert document.blocks == (Paragraph("第一段。"), Paragraph("第二段。"))

    def test_no_second_full_stop(self, tried: Make) -> None:
        document = tried(
            "---\n来源：{{ source_of_case }}。\n", {"source_of_case": "举报。"}
        ).document
        assert document.blocks == (Paragraph("来源：举报。"),)

    def test_items_are_numbered_and_begin_anew(self, tried: Make) -> None:
        text = (
            "---\n【循环】item = items\n【项】{{ item.text }}\n【完】\n【一级标题】二\n"
            "【款】{{ facts }}\n"
        )
        rows: Value = [{"text": "甲"}, {"text": "乙；"}]
        assert tried(text, {"items": rows, "facts": "丙"}).document.blocks == (
            Item("1．", "甲。"),
            Item("2．", "乙；"),
            Heading("二"),
            Item("（一）", "丙。"),
        )

    def test_condition_and_its_other_side(self, tried: Make) -> None:
        text = "---\n【如有】organ.name\n有\n【否则】\n无\n【完】\n"
        for facts, said in (
            ({"organ": {"name": "甲局"}}, "有"),
            ({"organ": {"name": " "}}, "无"),
            ({}, "无"),
        ):
            assert tried(text, facts).document.blocks == (Paragraph(said),)

    def test_a_part_may_be_left_out(self, tried: Make) -> None:
        text = "---\n李明[[，工作证号{{ remark? }}]]到场。\n"
        assert plain_text(tried(text, {"remark": "7"}).document) == "李明，工作证号7到场。\n"
        assert plain_text(tried(text, {}).document) == "李明到场。\n"

    def test_values_as_documents_write_them(self, tried: Make) -> None:
        assert written(dt.date(2026, 3, 6)) == "2026年3月6日"
        assert written(dt.datetime(2026, 3, 5, 16, 5, tzinfo=dt.UTC)) == "2026年3月6日0时05分"
        assert written(Decimal("1234567.5")) == "1,234,567.50"
        assert written("a\x00b\u202ec\td") == "abc d"
        assert period(Length(months=2)) == "两个月"
        assert period(Length(days=30)) == "三十日"
        assert period(Length(working_days=12)) == "十二个工作日"

    def test_tables(self, tried: Make) -> None:
        text = (
            "---\n【表 1:3】序号|事项\n【循环】item = items\n"
            "【行】{{ 序号 }}|{{ item.text }}{{ 换行 }}完\n【完】\n【完】\n"
        )
        rows: Value = [{"text": "甲|乙"}]
        assert tried(text, {"items": rows}).document.blocks == (
            Table(("序号", "事项"), (("1", "甲|乙\n完"),), (1, 3)),
        )

    def test_edits_leave_the_facts_as_they_were(self) -> None:
        facts: Facts = {"organ": {"name": "甲", "head": "乙"}}
        assert overlaid(facts, {"organ.name": "丙"}) == {"organ": {"name": "丙", "head": "乙"}}
        assert facts == {"organ": {"name": "甲", "head": "乙"}}


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("---\n{{ organ.nmae }}\n", 4, "'organ.nmae'"),
            ("---\n甲{{ facts\n", 4, "{{ name }}"),
            ("---\n甲[[ 乙\n", 4, "[[ … ]]"),
            ("---\n【如有】facts\n甲\n", 4, "has no 【完】"),
            ("---\n甲\n【完】\n", 5, "closes nothing"),
            ("---\n【标提】甲\n", 4, "【标提】"),
            ("---\n【循环】items\n【完】\n", 4, "item = items"),
            ("---\n【循环】item = facts\n【完】\n", 4, "no list 'facts'"),
            ("---\n【行】甲|乙\n", 4, "belongs into"),
            ("---\n【图】甲\n", 4, "caption = items"),
            ("---\n【图】甲 = items\n", 4, "no list whose rows have"),
            ("---\n【否则】\n", 4, "belongs into"),
            ("---\n【表】甲|乙\n【完】\n", 4, "widths"),
            ("---\n【表 1:2】甲|乙|丙\n【完】\n", 4, "another number"),
            ("必备: fcats = 事实\n---\n", 3, "'fcats'"),
            ("必备: 事实\n---\n", 3, "name = "),
            ("标题: 甲\n---\n", 3, "'标题'"),
            ("名称: 甲\n", 3, "not closed"),
            ("依据: Rule 75\n---\n", 4, "'Rule 75'"),
        ],
    )
    def test_of_a_template_name_file_and_line(
        self, tried: Make, text: str, line: int, says: str
    ) -> None:
        with pytest.raises(TemplateError) as fault:
            tried(text, {})
        assert (fault.value.path.name, fault.value.line) == ("tried.txt", line)
        assert says in fault.value.fault

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({}, "'case.title'"),
            ({"case": {"title": True}}, "如有"),
            ({"case": {"title": ["甲"]}}, "one value"),
        ],
    )
    def test_of_facts_name_file_and_line(
        self, tried: Make, facts: dict[str, Value], says: str
    ) -> None:
        with pytest.raises(TemplateError, match=r"tried\.txt, line 5") as fault:
            tried("---\n\n关于{{ case.title }}\n", facts)
        assert says in fault.value.fault

    def test_a_list_that_is_none(self, tried: Make) -> None:
        with pytest.raises(TemplateError, match="is no list"):
            tried("---\n【循环】item = items\n甲\n【完】\n", {"items": "甲"})


def test_number_block_is_the_documents_number() -> None:
    document = make("recommendation", sample("recommendation")).document
    assert Number("京海检行公建〔2026〕2号") in document.blocks
    assert document.number == "京海检行公建〔2026〕2号"

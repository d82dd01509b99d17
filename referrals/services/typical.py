"""How the text of a typical case begins: drafted from the facts of its case (Opinions 9)."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils import translation

from cases.models import Case, Finding
from cases.models.choices import ClosingGround
from cases.services.typical_cases import told
from pilit.web.texts import translated


def drafted(case: Case) -> Mapping[str, str]:
    """Heading and parts by name, in Chinese. Its author goes on from there."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "heading": case.title[:200],
            "harm": _harm(case),
            "done": told(case),
            "result": "".join(_result(case)),
            "significance": _significance(case),
        }


def _harm(case: Case) -> str:
    """As the recommendation or the public notice told it; else what the case is about."""
    letter = case.recommendations.filter(withdrawn_on=None).last()
    if letter is not None:
        return letter.facts
    notice = case.notices.last()
    return case.cause if notice is None else notice.facts


def _result(case: Case) -> Iterator[str]:
    looked = case.look_backs.last()
    if looked is not None:
        items = looked.items.count()
        done = looked.items.filter(finding=Finding.EFFECTIVE).count()
        if items:
            yield f"经“回头看”，{items}项整改事项中{done}项已整改到位。"
    if case.closing_ground in ClosingGround.values:
        yield f"案件以“{translated(ClosingGround(case.closing_ground).label)}”终结。"
    if case.outcome_note:
        yield case.outcome_note


def _significance(case: Case) -> str:
    domain = translated(case.get_domain_display())
    if case.suits.exists():
        way = "检察机关依法提起诉讼，以司法裁判推动受损的公共利益得到修复"
    elif case.recommendations.exists():
        way = "检察机关以检察建议督促行政机关依法履职，在诉前实现维护公益的目的"
    else:
        way = "检察机关依法履行公益诉讼职责，推动受损的公共利益得到修复"
    return f"本案属于{domain}案件。{way}。"

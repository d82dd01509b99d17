"""How a typical case begins: what is known of it and may be told outside; its author goes on from
there (Opinions 3(2)).
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation

from cases.documents.facts import day
from cases.models import Case


def told(case: Case) -> str:
    """How a case went, from the decision to file to its end: nothing of the inquiry, of who
    reported it or of persons.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return "".join(_sentences(case))


def _sentences(case: Case) -> Iterator[str]:
    whom = f"对{case.respondent.name}" if case.respondent is not None else "对"
    filed_by = case.procuratorate.name
    yield f"{day(case.filed_on)}，{filed_by}{whom}{case.cause}一案立案。"
    served = case.recommendations.filter(withdrawn_on=None).exclude(served_on=None).last()
    if served is not None and served.served_on is not None:
        yield f"{day(served.served_on)}，向{served.organ.name}送达检察建议。"
    looked = case.look_backs.last()
    if looked is not None:
        yield f"{day(looked.on)}“回头看”，结论为{looked.get_conclusion_display()}。"
    suit = case.suits.last()
    if suit is not None:
        yield f"{day(suit.delivered_on)}，向{suit.court.name}提起诉讼。"
        judgment = suit.judgments.exclude(in_force_on=None).last()
        if judgment is not None and judgment.in_force_on is not None:
            outcome = judgment.get_outcome_display()
            yield f"{day(judgment.in_force_on)}，{judgment.court.name}的裁判生效：{outcome}。"
    if case.closed_on is not None:
        yield f"{day(case.closed_on)}结案。"

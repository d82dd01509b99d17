"""Of the work list: what whoever leads or supervises has asked, before everything else."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from agencies.actor import Actor
from cases.actions.question import ANSWER_CLOCK
from cases.models import CaseQuestion, Deadline
from cases.views.deadlines import due_of
from cases.views.wording import action_label
from cases.views.work.rows import Group, Row, action_url, may_take, page_url

ANSWER = "answer_question"


def asks_me(row: Deadline, actor: Actor) -> bool:
    """Whether a deadline is for an answer that the actor may give."""
    return row.code == ANSWER_CLOCK and row.case is not None and may_take(ANSWER, row.case, actor)


def asked_group(rows: Sequence[Deadline]) -> Group:
    """The questions behind these deadlines, with what is asked; by one query, or none."""
    group = Group("asked", _("Asked of me"))
    asked = _questions(rows)
    for row in rows:
        question = asked.get(row.pk)
        if question is None or row.case is None:
            continue
        said = {"who": question.asked_by.name, "question": question.question}
        url = action_url(row.case, ANSWER)
        group.rows.append(
            Row(
                target=row.case,
                url=page_url(row.case),
                title=row.case.title,
                what=_("%(who)s asks: %(question)s") % said,
                due=due_of(row),
                button=action_label(ANSWER),
                button_url=f"{url}?{urlencode({'question': question.pk})}",
                primary=True,
            )
        )
    return group


def _questions(rows: Sequence[Deadline]) -> Mapping[int | None, CaseQuestion]:
    if not rows:
        return {}
    found = CaseQuestion.objects.open().filter(deadline__in=rows).select_related("asked_by")
    return {row.deadline_id: row for row in found}

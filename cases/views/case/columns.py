"""The columns of the list of cases: which a person has chosen, and what stands in them."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from agencies.models import User
from cases.models import Case, ListColumns
from cases.views.forms.form import Choice
from cases.views.wording import deadline_label
from pilit.law.texts import N_
from pilit.web.texts import translated
from pilit.web.workbook import Value

COLUMNS: Final[Mapping[str, str]] = {
    "state": N_("State"),
    "due": N_("Next due"),
    "kind": N_("Kind and domain"),
    "handler": N_("Handler"),
    "respondent": N_("Respondent organ"),
    "procuratorate": N_("Procuratorate"),
    "filed": N_("Filed on"),
    "address": N_("Address"),
}
DEFAULT: Final = ("state", "due", "kind", "handler")
#: What a column holds in a workbook: one cell or two.
CELLS: Final[Mapping[str, tuple[tuple[str, Callable[[Case], Value]], ...]]] = {
    "state": ((N_("State"), lambda case: translated(case.state_label)),),
    "due": (
        (N_("Next due"), lambda case: case.next_due_on),
        (N_("Due"), lambda case: deadline_label(case.next_due_rule)),
    ),
    "kind": (
        (N_("Kind"), lambda case: case.get_kind_display()),
        (N_("Domain"), lambda case: case.get_domain_display()),
    ),
    "handler": ((N_("Handler"), lambda case: case.handler.name if case.handler else ""),),
    "respondent": (
        (N_("Respondent organ"), lambda case: case.respondent.name if case.respondent else ""),
    ),
    "procuratorate": ((N_("Procuratorate"), lambda case: case.procuratorate.name),),
    "filed": ((N_("Filed on"), lambda case: case.filed_on),),
    "address": ((N_("Address"), lambda case: case.address),),
}


def columns_of(person: User) -> tuple[str, ...]:
    """The columns a person has chosen, in the order of the list; those of everybody else's list
    where they have chosen none.
    """
    row = ListColumns.objects.filter(person=person).first()
    return DEFAULT if row is None else tuple(name for name in COLUMNS if name in row.columns)


def choose_columns(person: User, names: list[str]) -> None:
    """Remember the columns chosen; what is no column is left out."""
    chosen = [name for name in COLUMNS if name in names]
    ListColumns.objects.update_or_create(person=person, defaults={"columns": chosen})


def column_choices(chosen: tuple[str, ...]) -> list[Choice]:
    """All columns, those chosen marked."""
    return [Choice(name, _(label), name in chosen) for name, label in COLUMNS.items()]


def headings(columns: tuple[str, ...]) -> list[str]:
    """The first row of a workbook."""
    chosen = [translated(label) for name in columns for label, _cell in CELLS[name]]
    return [_("Case number"), _("Title"), *chosen]


def cells(case: Case, columns: tuple[str, ...]) -> list[Value]:
    """The row of one case in a workbook."""
    return [case.number, case.title, *(cell(case) for name in columns for _, cell in CELLS[name])]

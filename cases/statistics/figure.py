"""What a figure is: rows of a model, a rule, and a day on which each row counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    Model,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, TruncDate, TruncMonth

from cases.models import Clue
from pilit.law.texts import N_

MONEY: Final = DecimalField(max_digits=18, decimal_places=2)
NOTHING: Final = Value(Decimal(0), output_field=MONEY)


class Group(StrEnum):
    """The parts of the work that figures stand under, in the order of the procedure."""

    CLUES = "clues"
    RECOMMENDATIONS = "recommendations"
    LOOK_BACKS = "look_backs"
    LITIGATION = "litigation"
    ENFORCEMENT = "enforcement"
    MONEY = "money"


GROUP_LABELS: Final[Mapping[Group, str]] = {
    Group.CLUES: N_("Clues and cases"),
    Group.RECOMMENDATIONS: N_("Recommendations and replies"),
    Group.LOOK_BACKS: N_("Rectification, as looked back on"),
    Group.LITIGATION: N_("Suits and outcomes"),
    Group.ENFORCEMENT: N_("Performance and enforcement"),
    Group.MONEY: N_("Money"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the rows of a model that fit a rule, each counted in the month of a day of its.

    ``owner`` is the path from a row to the clue or case it belongs to, which says procuratorate,
    kind and domain; empty where the row is one. The rule joins nothing to-many: a row counts once.
    """

    code: str
    group: Group
    label: str
    definition: str
    model: type[Model]
    on: str
    rule: Q
    owner: str = "case"
    amount: Combinable | None = None
    """The yuan of a row, of a figure that is about money."""

    @property
    def of_clues(self) -> bool:
        """Whether clues are counted, which have no kind."""
        return self.model is Clue

    @property
    def is_moment(self) -> bool:
        """Whether ``on`` is a moment and not a day."""
        return isinstance(self.model._meta.get_field(self.on.split("__")[0]), DateTimeField)

    @property
    def organ(self) -> str:
        """The organ a row is about, seen from it."""
        return self.path("organ" if self.of_clues else "respondent")

    def path(self, name: str) -> str:
        """A field of the clue or case, seen from a row."""
        return f"{self.owner}__{name}" if self.owner else name

    def rows(self) -> QuerySet[Any]:
        """Every row the figure counts, wherever it is."""
        found: QuerySet[Any] = self.model._default_manager.filter(
            self.rule, **{f"{self.on}__isnull": False}
        )
        return found

    def with_amount(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows with the yuan in them as ``yuan``."""
        amount = NOTHING if self.amount is None else Coalesce(self.amount, NOTHING)
        found: QuerySet[Any] = rows.annotate(yuan=amount)
        return found

    def cells(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows added up: figure, procuratorate, month, kind, domain, count, yuan."""
        day = TruncDate(self.on) if self.is_moment else F(self.on)
        found = self.with_amount(rows).annotate(
            cell_figure=Value(self.code),
            cell_place=F(self.path("procuratorate_id")),
            cell_month=Cast(TruncMonth(day), DateField()),
            cell_kind=Value("") if self.of_clues else F(self.path("kind")),
            cell_domain=F(self.path("domain")),
        )
        names = ("cell_figure", "cell_place", "cell_month", "cell_kind", "cell_domain")
        counted: QuerySet[Any] = (
            found.order_by().values(*names).annotate(cell_count=Count("pk"), cell_yuan=Sum("yuan"))
        )
        return counted

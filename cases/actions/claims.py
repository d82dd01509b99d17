"""The claims of a suit: administrative (Rules 83) or civil, with amounts (Rules 98)."""

from collections.abc import Iterable
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from cases.actions.base import choices
from cases.actions.fields import Ask, OnlyFor, Prose, Yuan
from cases.domain.vocabulary import CIVIL_KINDS
from cases.models import Claim, ClaimKind, Suit
from pilit.law.errors import Invalid


class ClaimRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    kind: Annotated[ClaimKind, Ask(_("Kind of claim"))]
    text: Annotated[Prose, Ask(_("Claim"), widget="textarea")]
    amount: Annotated[
        Annotated[Yuan, Field(gt=0)] | None,
        Ask(_("Amount (yuan)"), widget="money"),
        OnlyFor(CIVIL_KINDS),
    ] = None


Claims = Annotated[tuple[ClaimRow, ...], Field(min_length=1, max_length=20)]


def claim_options(kind: str) -> list[tuple[str, str]]:
    """The claims that a kind of case may make, for its form."""
    return choices((each.value, each.label) for each in ClaimKind.for_kind(kind))


def claims_as_asked(rows: Iterable[Claim]) -> list[dict[str, Any]]:
    """Claims as the form of an action holds them."""
    return [
        {"kind": row.kind, "text": row.text, **({"amount": str(row.amount)} if row.amount else {})}
        for row in rows
    ]


def refuse_foreign_claims(rows: Iterable[ClaimRow], kind: str) -> None:
    """Raise :class:`Invalid` at a claim that the law does not give in this kind of case."""
    allowed = ClaimKind.for_kind(kind)
    wrong = {
        f"claims.{index}.kind": [str(_("Not a claim for this kind of case."))]
        for index, row in enumerate(rows)
        if row.kind not in allowed
    }
    if wrong:
        raise Invalid(errors=wrong)


def make_claims(suit: Suit, rows: Iterable[ClaimRow]) -> None:
    """Write the claims of a suit, in their order."""
    Claim.objects.bulk_create(
        Claim(suit=suit, no=no, kind=row.kind, text=row.text, amount=row.amount)
        for no, row in enumerate(rows, 1)
    )

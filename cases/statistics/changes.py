"""What changed against the year before, in the words of a report. Pure Python."""

from decimal import Decimal
from typing import Final

type Number = int | Decimal

NO_RATE: Final = "—"
_HUNDRED: Final = Decimal(100)
_FEW: Final = 10
"""Below this a share says little: that there is one more than one is not 100%."""
_TENTH: Final = Decimal("0.1")


def change(now: Number, before: Number) -> str:
    """By how many per cent something rose or fell, 增长26.7%; of a few by how many, 增加3."""
    if now == before:
        return "持平"
    if before < _FEW:
        return f"{'增加' if now > before else '减少'}{abs(now - before)}"
    share = abs(Decimal(now) - Decimal(before)) * _HUNDRED / Decimal(before)
    return f"{'增长' if now > before else '下降'}{share.quantize(_TENTH)}%"


def rate(part: int, whole: int) -> Decimal | None:
    """A part of a whole in per cent; ``None`` of nothing."""
    return (Decimal(part) * _HUNDRED / whole).quantize(_TENTH) if whole else None


def rate_text(share: Decimal | None) -> str:
    """A rate as a report writes it."""
    return NO_RATE if share is None else f"{share}%"


def points(now: Decimal | None, before: Decimal | None) -> str:
    """By how many percentage points a rate rose or fell: 上升3.2个百分点."""
    if now is None or before is None:
        return NO_RATE
    if now == before:
        return "持平"
    return f"{'上升' if now > before else '下降'}{abs(now - before)}个百分点"

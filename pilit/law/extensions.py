"""Who may extend a period, by how much, and when it is too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pilit.law.errors import AlreadyExtended, Invalid, NotPermitted, PeriodEnded, WrongState
from pilit.law.explain import grantor_text
from pilit.law.lengths import Length
from pilit.law.texts import N_


@dataclass(frozen=True)
class ExtensionStep:
    """One step a rule allows: who grants it (a key of `explain.GRANTORS`) and for how long.

    `length` None leaves the length to the grantor. `procedure` ("civil", "administrative")
    restricts the step to that procedure.
    """

    by: str
    length: Length | None = None
    procedure: str | None = None


@dataclass(frozen=True)
class Extension:
    """An extension that was granted: when (Beijing date), for how long, by whom, on what basis.

    `granted_by` is the code of the step; a name typed by a person is shown as it is.
    """

    granted_on: date
    length: Length
    granted_by: str
    basis: tuple[str, ...] = ()


def check_extension(
    steps: Sequence[ExtensionStep],
    granted: Sequence[Extension],
    *,
    by: str,
    granted_on: date,
    end: date | None,
    length: Length | None = None,
) -> Length:
    """Return the length by which `by` may extend on `granted_on`, or refuse.

    `steps` are those of the rule for the case's procedure, `granted` the extensions so far, `end`
    the end date as it stands (None while suspended). `length` is needed where the step leaves it
    open.

    Raises `NotPermitted` where the rule gives `by` no extension, `PeriodEnded` after the end,
    `AlreadyExtended` where this step was granted before, `WrongState` where an earlier step was not
    yet used, `Invalid` where `length` is missing or is not the length the rule fixes.
    """
    position = next((i for i, step in enumerate(steps) if step.by == by), None)
    if position is None:
        raise NotPermitted(
            N_(
                "The rule gives %(grantor)s no power to extend this period. Apply to the"
                " office-holder the rule names."
            ),
            params={"grantor": grantor_text(by)},
        )
    if end is not None and granted_on > end:
        raise PeriodEnded(
            N_(
                "The period ended on %(end)s and can no longer be extended. Take the decision that"
                " is due."
            ),
            params={"end": end},
        )
    used = {extension.granted_by for extension in granted}
    if by in used:
        raise AlreadyExtended
    missing = [step.by for step in steps[:position] if step.by not in used]
    if missing:
        raise WrongState(
            N_("Apply first for the extension by %(grantor)s; this one is the step after it."),
            params={"grantor": grantor_text(missing[0])},
        )
    return _allowed(steps[position].length, length)


def _allowed(fixed: Length | None, asked: Length | None) -> Length:
    granted = fixed or asked
    if granted is None:
        raise Invalid(errors={"length": [N_("Enter the length of the extension.")]})
    if asked is not None and asked != granted:
        raise Invalid(errors={"length": [N_("The law fixes another length for this extension.")]})
    return granted

"""What a row of a lifecycle table is.

A row says: in these states, this action may be taken, by these, decided by whom, leading there, on
this legal basis. Nothing else in the code base says so a second time; buttons, API and docs ask
the tables.

Rules = 人民检察院公益诉讼办案规则, Rec. = 检察建议工作规定, Interp. = the joint interpretation on
procuratorial public-interest litigation; ALL, ALL-I, CPL, Env-I, Eco-I as in the rule books.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cases.domain.vocabulary import CaseState

type Table = tuple["Transition", ...]


class Who(StrEnum):
    """The part in which a person acts on a clue or case (see ``cases.policy``)."""

    PROCURATORATE = "procuratorate"  # any post of the procuratorate that registers clues
    HANDLER = "handler"  # 承办检察官
    TEAM = "team"  # a procurator or assistant who works on the case
    HEAD = "head"
    CHIEF = "chief"
    REGISTRAR = "registrar"  # 案件管理人员
    ORGAN = "organ"  # the respondent organ
    RIGHT_HOLDER = "right_holder"  # of ecological compensation: a government or its organ
    COURT = "court"  # the court seised of the case
    SUPERIOR = "superior"  # a procurator of the next higher procuratorate
    HIGHER = "higher"  # a procurator of any procuratorate above
    CHIEF_ABOVE = "chief_above"  # the chief of any procuratorate above
    ENTRUSTED = "entrusted"  # a procurator of a procuratorate entrusted with an inquiry
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    SENDER = "sender"  # of a referral: who may send one to somebody
    RECEIVER = "receiver"
    RECORDER = "recorder"  # who recorded an attempt to intervene
    ADDRESSEE = "addressee"  # to whom such a record goes: the chief or the commission
    COMMISSION = "commission"  # the discipline commission
    SIDE = "side"  # either of two that circulate what they refer to each other
    SIDE_LEADER = "side_leader"  # who leads one of them
    MEMBER = "member"  # an organ, court or social organisation in a joint mechanism
    OVERSEER = "overseer"  # the congress, conference or commission that oversees
    TASKED = "tasked"  # whose follow-up task of an oversight is open
    INVITED = "invited"  # a deputy, member or reader who is invited
    CLOCK = "clock"  # the sweep: a period ended


class Decision(StrEnum):
    """Whose decision the action is."""

    OWN = "own"  # takes effect when it is taken
    CHIEF = (
        "chief"  # drafted by the handler, reviewed by the head, decided by the chief (Rules 5-8)
    )
    HIGHER = "higher"  # as CHIEF, decided by the chief of the next higher procuratorate


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: ``action`` may be taken in ``sources`` and leads to ``target`` (``None``: stays).

    ``otherwise`` is where it leads instead where the action's data says so.
    """

    sources: frozenset[str]
    action: str
    target: str | None
    who: tuple[Who, ...]
    decision: Decision
    basis: str
    otherwise: str | None = None


def row(
    sources: Iterable[str],
    action: str,
    target: str | None,
    who: Who | tuple[Who, ...],
    basis: str,
    decision: Decision = Decision.OWN,
    otherwise: str | None = None,
) -> Transition:
    """Write one row of a table."""
    parts = who if isinstance(who, tuple) else (who,)
    return Transition(frozenset(sources), action, target, parts, decision, basis, otherwise)


NEW = ""  # before there is anything to be in a state
ANY_CASE = frozenset(CaseState)
OPEN_CASE = ANY_CASE - {CaseState.CLOSED}

#: Every decision of the chief passes through these, on a clue as on a case.
DRAFT_STEPS = (
    ("revise_draft", Who.DRAFTER, "Rules 7"),
    ("withdraw_draft", Who.DRAFTER, "Rules 7"),
    ("review_draft", Who.REVIEWER, "Rules 7"),
    ("send_back_draft", (Who.REVIEWER, Who.DECIDER), "Rules 7, 8"),
    ("decide_draft", Who.DECIDER, "Rules 5, 8"),
)


def rows_for(table: Table, action: str) -> Table:
    """All rows of ``table`` for ``action``, in any state."""
    return tuple(entry for entry in table if entry.action == action)


def rows_from(table: Table, state: str) -> Table:
    """All rows of ``table`` that may be taken in ``state``."""
    return tuple(entry for entry in table if state in entry.sources)

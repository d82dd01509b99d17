"""Before a civil suit: the notice, the relatives asked, who answers, the passing on for suit."""

from cases.demo.matters import SUPPORTED
from cases.demo.places import directory
from cases.demo.scenes.inquiry import to_concluded
from cases.demo.scenes.review import REVIEW_CIVIL, conclude_review, follow_up
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseKind
from pilit.law.calendar import DAY

NOTICE = "public_notice"
ORGANISATION = "social_organisation"
_RELATIVES = ("烈士之子 高某", "烈士之女 高某")


def publish(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The notice is published in a medium of national reach."""
    data = {
        "medium": s.one_of("检察日报", "检察日报", "正义网"),
        "published_on": s.iso,
        "facts": s.words.fill(s.words.matter.facts),
        "contact": s.words.say("notice.contact"),
    }
    s.decide("publish_notice", data, stop, same_day=True)
    if stop is Stop.DECIDED:
        s.period(REVIEW_CIVIL, s.period(NOTICE))


def plaintiff(s: Script) -> tuple[str, str]:
    """Who may sue in such a matter: the kind of plaintiff and its name."""
    if s.kind is CaseKind.COMPENSATION:
        return "right_holder", directory()[s.cast.organ].name
    kind = SUPPORTED.get(s.words.matter.domain, "other")
    if kind == ORGANISATION:
        return kind, directory()["ngo-fon"].name
    return kind, s.words.say(f"notice.{kind}")


def respond(s: Script, what: str, who: str | None = None) -> None:
    """Somebody who may sue answers."""
    data = {"who": who or plaintiff(s)[1], "what": what, "on": s.iso}
    s.do(s.cast.handler, "record_plaintiff_response", data)


def ask_relatives(s: Script) -> None:
    """The near relatives of a martyr are asked whether they sue."""
    data = {"relatives": [{"name": name} for name in _RELATIVES], "asked_on": s.iso}
    s.do(s.cast.handler, "ask_relatives", data)


def relatives_answer(s: Script, *answers: str) -> None:
    """The relatives answer one after the other; with the last answer the review for suit starts."""
    for name, answer in zip(_RELATIVES, answers, strict=False):
        s.later(3, 7)
        respond(s, answer, name)
    if len(answers) == len(_RELATIVES):
        s.period(REVIEW_CIVIL)


def pass_on_for_suit(s: Script, to: str, code: str, stop: Stop = Stop.DECIDED) -> None:
    """The case passes to the procuratorate whose court is competent; ``code`` is its review."""
    data = {"to": to, "received_on": s.iso}
    s.decide("transfer_for_suit", data, stop, same_day=True)
    if stop is Stop.DECIDED:
        s.cast = s.cast.at(to)
        s.period(code)


def to_noticed(s: Script) -> None:
    """From the report to the notice."""
    to_concluded(s)
    s.later(1, 4)
    publish(s)


def to_notice_over(s: Script) -> None:
    """From the report past the end of a notice on which nobody sued."""
    to_noticed(s)
    s.later(9, 16)
    respond(s, "declines")
    if s.chance(50):
        follow_up(s)
    s.until(s.ends[NOTICE] + DAY)


def to_passed_on(s: Script) -> None:
    """From the report to a case that the branch has, whose court is competent."""
    to_notice_over(s)
    s.later(4, 9)
    conclude_review(s, "transfer")
    s.later(1, 3)
    pass_on_for_suit(s, s.cast.superior, "review_for_suit_transferred_civil")

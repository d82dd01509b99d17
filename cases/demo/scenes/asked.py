"""What who leads or supervises asks, the answer, and the hours that went into a case."""

from cases.demo.script import Script


def note_hours(s: Script) -> None:
    """The procurator and the assistant note the hours of the day."""
    for who, hours in ((s.cast.handler, "2.5"), (s.cast.assistant, "4")):
        data = {"hours": hours, "on": s.iso, "note": s.words.say("asked.work")}
        s.do(who, "record_hours", data)


def ask(s: Script, who: str) -> None:
    """Somebody asks how the case goes on."""
    s.do(who, "ask_about", {"question": s.words.say("asked.question")})
    s.period("question_answer")


def answer(s: Script) -> None:
    """The procurator answers."""
    s.do(s.cast.handler, "answer_question", {"answer": s.words.say("asked.answer"), "on": s.iso})

"""The words of one story: texts of its matter and phrases for every occasion, filled in."""

import datetime as dt
import random
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from agencies.models import OrganisationKind
from cases.demo.cast import Cast
from cases.demo.matters import Claim, Matter
from cases.demo.places import DATA, District, directory

_FIRST_CHARACTERS: Final = "禾鑫泽宏盛源恒润嘉瑞诚博泰祥畅汇铭锦佳旺隆启岳澜沐景晟朗"
_SURNAMES: Final = "刘陈杨赵周徐孙马朱胡郭林罗梁宋郑谢韩唐冯"
#: The story's sum of money in tenths of 万元, and where one person is to pay it.
_TENTHS: Final = {False: (63, 2874), True: (12, 187)}
_DAYS_BACK: Final = 75
"""How long, in days, the harm has lasted when it is reported."""


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The variants of every phrase, by ``section.name``."""
    source = tomllib.loads((DATA / "phrases.toml").read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": tuple(variants)
        for section, rows in source.items()
        for name, variants in rows.items()
    }


def written(day: dt.date) -> str:
    """A date as it is written in a document: 2026年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def we(organ_name: str) -> str:
    """How an organ speaks of itself."""
    if organ_name.endswith("政府"):
        return "我区"
    return "我委" if organ_name.endswith("委员会") else "我局"


class Words:
    """Fills the placeholders of one story, the same on every run; ``seed`` is its title."""

    def __init__(self, matter: Matter, district: District, place: str, cast: Cast) -> None:
        self.matter = matter
        self.seed = matter.title.format(place=place)
        self.title = self.seed
        self._told: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        dice = self.dice("facts")
        organ = directory()[cast.organ]
        count = dice.randint(7, 17)
        tenths = _TENTHS[matter.is_wrong and matter.offender_person]
        self._slots: dict[str, str | int] = {
            "title": self.title,
            "place": place,
            "district": district.name,
            "n": dice.randint(3, 98),
            "count": count,
            "few": dice.randint(2, 5),
            "hundred": dice.randint(12, 96) * 10,
            "fine": f"{dice.randint(5, 98) / 10:.1f}",
            "money": f"{dice.randint(*tenths) / 10:.1f}",
            "company": f"北京{dice.choice(_FIRST_CHARACTERS)}某{matter.offender}",
            "person": f"{dice.choice(_SURNAMES)}某",
            "we": we(organ.name),
            "subject": matter.subject,
            "duty": matter.duty,
            "crime": matter.crime,
        }
        if organ.kind is not OrganisationKind.ORGAN:
            raise ValueError(f"{cast.organ} is no organ")
        self._names = {
            "offender": offender["name"] if (offender := self.offender) else "有关责任人",
            "organ": organ.name,
            "org": organ.short_name,
        }
        self._slots |= self._names
        self._slots["spot"] = self.fill(matter.spot)
        self._slots["restoration"] = self.fill(matter.restoration)

    def dice(self, purpose: str) -> random.Random:
        """Chance that falls the same way on every run, apart for each purpose."""
        return random.Random(f"{self.seed}/{purpose}")  # noqa: S311 - nothing secret hangs on it

    def begin(self, day: dt.date) -> None:
        """Say when the story begins, which the texts look back from; phrases start anew."""
        self._told.clear()
        self._slots |= self._names
        since = day - dt.timedelta(days=_DAYS_BACK)
        self._slots["since"] = f"{since.year}年{since.month}月以来"
        self._slots["failure"] = self.fill(self.matter.failure)
        self._slots["facts"] = self.fill(self.matter.facts)
        self._slots["truth"] = self.fill(self.matter.truth)

    def name_nobody(self) -> None:
        """Speak of wrongdoer and organ as of people still unknown, until the story begins anew."""
        self._slots |= dict.fromkeys(("organ", "org"), "有关行政机关")
        self._slots["offender"] = "身份不明的人员"

    def fill(self, text: str, **more: str | int) -> str:
        """Fill the placeholders. Raises ``KeyError`` for one that means nothing."""
        return text.format_map({**self._slots, **more})

    def say(self, phrase: str, **more: str | int) -> str:
        """A phrase for an occasion; said again, the next variant of it.

        Where a company or person did wrong, the phrase for that, if there is one.
        """
        if self.matter.is_wrong and f"{phrase}_of_wrong" in phrases():
            phrase = f"{phrase}_of_wrong"
        variants = phrases()[phrase]
        if phrase not in self._first:
            self._first[phrase] = self.dice(phrase).randrange(len(variants))
        chosen = variants[(self._first[phrase] + self._told[phrase]) % len(variants)]
        self._told[phrase] += 1
        return self.fill(chosen, **more)

    def number(self, slot: str) -> int:
        """A figure of the story."""
        return int(self._slots[slot])

    @property
    def yuan(self) -> int:
        """The sum of money of the story, in yuan."""
        return round(float(self._slots["money"]) * 10_000)

    def amount(self, claim: Claim, percent: int = 100) -> int:
        """What a claim asks for in yuan, or a part of it; 0 where it asks for no money."""
        return self.yuan * claim.percent * percent // 10_000

    def asked(self, claim: Claim, percent: int = 100) -> str:
        """What a claim asks the wrongdoer to do, or for a part of the money."""
        return self.fill(claim.text, amount=self.amount(claim, percent))

    @property
    def owed(self) -> int:
        """The money to be paid in the end, in yuan: all that is claimed of a wrongdoer."""
        if not self.matter.is_wrong:
            return self.yuan
        return sum(self.amount(claim) for claim in self.matter.claims)

    @property
    def address(self) -> str:
        """Where the harm is."""
        return self.fill("北京市{district}{spot}")

    @property
    def offender(self) -> Mapping[str, str] | None:
        """The wrongdoer as an action takes it, ``None`` where the harm has none."""
        if self.matter.offender_person:
            return {"name": str(self._slots["person"]), "kind": "person"}
        if self.matter.offender:
            return {"name": str(self._slots["company"]), "kind": "company"}
        return None

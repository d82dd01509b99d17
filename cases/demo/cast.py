"""Who plays a part in a story: people of the demo directory by their user names."""

from dataclasses import dataclass, replace
from typing import Self

from agencies.models import Level
from cases.demo.places import directory


@dataclass(frozen=True, slots=True)
class Cast:
    """The people around one case; ``procuratorate`` and ``organ`` are codes of the directory.

    ``lead`` is the part of the user name of the procurator who handles it.
    """

    procuratorate: str
    organ: str
    lead: str = "handler"

    @property
    def handler(self) -> str:
        """The procurator who handles the case."""
        return f"{self.procuratorate}.{self.lead}"

    @property
    def partner(self) -> str:
        """The other procurator."""
        other = "handler2" if self.lead == "handler" else "handler"
        return f"{self.procuratorate}.{other}"

    @property
    def assistant(self) -> str:
        """The procurator's assistant."""
        return f"{self.procuratorate}.assistant"

    @property
    def registrar(self) -> str:
        """The registrar, who registers what is reported."""
        return f"{self.procuratorate}.registrar"

    @property
    def head(self) -> str:
        """The head of department, who reviews."""
        return f"{self.procuratorate}.head"

    @property
    def chief(self) -> str:
        """The chief, who decides."""
        return f"{self.procuratorate}.chief"

    @property
    def superior(self) -> str:
        """The code of the next higher procuratorate. Raises ``LookupError`` where there is none."""
        parent = directory()[self.procuratorate].parent
        if parent is None:
            raise LookupError(f"nothing stands above {self.procuratorate}")
        return parent

    @property
    def officer(self) -> str:
        """The organ's officer, who writes its replies."""
        return f"{self.organ}.officer"

    @property
    def leader(self) -> str:
        """The organ's leader."""
        return f"{self.organ}.leader"

    @property
    def court(self) -> str:
        """The code of the court that corresponds to the procuratorate."""
        return f"{self.procuratorate}-court"

    @property
    def intermediate_court(self) -> str:
        """The code of the intermediate court above the procuratorate, or of its own level."""
        own = directory()[self.court]
        return own.parent if own.level == Level.DISTRICT and own.parent else own.code

    @property
    def higher_court(self) -> str:
        """The code of the court of second instance. Raises ``LookupError`` where there is none."""
        parent = directory()[self.court].parent
        if parent is None:
            raise LookupError(f"nothing stands above {self.court}")
        return parent

    @property
    def clerk(self) -> str:
        """The clerk of the court."""
        return f"{self.court}.clerk"

    @property
    def judge(self) -> str:
        """The judge of the court."""
        return f"{self.court}.judge"

    def at(self, procuratorate: str) -> Self:
        """The cast after the case has passed to another procuratorate."""
        return replace(self, procuratorate=procuratorate, lead="handler")

    def led_by_partner(self) -> Self:
        """The cast after the head has given the case to the other procurator."""
        return replace(self, lead=self.partner.removeprefix(f"{self.procuratorate}."))

"""Who is qualified for what in the procuratorate of the log-ins that the demo shows."""

import datetime as dt
from typing import Final

from agencies.actor import Actor
from agencies.models import User
from cases.domain.vocabulary import Domain
from cases.models import Qualification
from cases.services.qualifications import enter
from pilit.web.clock import beijing_date

ENTERED: Final = (
    ("cy.handler", Domain.ENVIRONMENT, "2024-03-01", "生态环境损害鉴定评估培训结业"),
    ("cy.handler", Domain.FOOD_DRUG, "2023-06-15", "办理食品药品案件五年"),
    ("cy.handler2", Domain.ENVIRONMENT, "2025-09-01", "生态环境检察专题培训结业"),
    ("cy.handler2", Domain.WORK_SAFETY, "2024-11-20", "注册安全工程师"),
    ("cy.assistant", Domain.PERSONAL_INFORMATION, "2025-04-10", "电子数据取证培训结业"),
)


def make_qualifications(at: dt.datetime) -> None:
    """Enter them, unless some are entered already."""
    if Qualification.objects.exists():
        return
    head = Actor.of(User.objects.get(username="cy.head"), beijing_date(at))
    for who, domain, since, ground in ENTERED:
        enter(head, who, domain, dt.date.fromisoformat(since), ground, at)

"""What a court never sees; and a foreign case, which is as if it were missing."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.urls import reverse

from cases.models import StoredFile
from tests.cases.views.conftest import Browser, case_url
from tests.cases.views.organ.world import (
    ABOVE,
    APPEARS,
    COURT,
    LEADER,
    MISSING,
    OFFICER,
    SECRETS,
    STRANGERS,
    TEAM,
    Full,
    crawl,
    finds,
    full_case,
    number_of,
    reachable,
)

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]


@pytest.fixture
def full(directory: None) -> Full:
    """Everything happens in Chaoyang."""
    return full_case()


def test_the_court_sees_the_suit_and_not_the_inquiry(browser: Open, full: Full) -> None:
    full.tried()
    others = tuple(name for name in TEAM.values() if name != APPEARS)
    text = crawl(browser(COURT).at(full.clock), full, hidden=(*SECRETS, *others, "已追缴"))
    for shown in ("判令履行之请求", "公开建议一", APPEARS):
        assert shown in text


def test_the_court_above_sees_the_suit_from_the_appeal_on(browser: Open, full: Full) -> None:
    full.appealed()
    others = tuple(name for name in TEAM.values() if name != APPEARS)
    text = crawl(browser(ABOVE).at(full.clock), full, hidden=(*SECRETS, *others, "公开建议一"))
    for shown in ("判令履行之请求", "责令履行之主文", "不服"):
        assert shown in text


def test_a_foreign_case_answers_like_a_missing_one(browser: Open, full: Full) -> None:
    full.appealed()
    case = full.case
    assert case is not None
    names = ("organ_reply", "organ_reply_confirm")
    paths = [reverse(f"cases:{name}", kwargs={"number": "N"}) for name in names]
    document = case.recommendations.get().number
    paths += [
        reverse("cases:case", kwargs={"number": "N"}),
        reverse("cases:organ_receipt", kwargs={"number": "N", "pk": 1}),
        reverse("cases:organ_recommendation", kwargs={"number": "N", "document": document}),
        reverse("cases:court_entry", kwargs={"number": "N", "name": "enter_final_judgment"}),
        reverse("cases:action", kwargs={"kind": "case", "number": "N", "name": "add_evidence"}),
    ]
    for who in STRANGERS:
        person = browser(who).at(full.clock)
        for path in paths:
            foreign = person.open(path.replace("/N/", f"/{quote(case.number)}/"))
            missing = person.open(path.replace("/N/", f"/{quote(MISSING)}/"))
            assert foreign.status == missing.status == 404, (who, path)
            assert foreign.without_chance() == missing.without_chance()


def test_strangers_find_nothing_anywhere(browser: Open, full: Full) -> None:
    full.appealed()
    assert full.case is not None
    for who in STRANGERS:
        person = browser(who).at(full.clock)
        for url, html in reachable(person, ("/", f"{reverse('cases:cases')}?state=all")):
            assert full.case.title not in html, (who, url)
            assert number_of(full) not in html, (who, url)
        for wanted in (number_of(full), full.case.title, "混凝土"):
            assert not finds(person, wanted, full), (who, wanted)


def test_courts_find_nothing_before_their_time(browser: Open, full: Full) -> None:
    full.served()
    for who in (COURT, ABOVE):
        person = browser(who).at(full.clock)
        assert person.open(case_url(full.case)).status == 404  # type: ignore[arg-type]
        assert not finds(person, "混凝土", full)


def test_a_search_says_nothing_of_what_is_in_the_file(browser: Open, full: Full) -> None:
    full.tried()
    for who in (OFFICER, COURT):
        person = browser(who).at(full.clock)
        assert finds(person, "混凝土", full), "the title is theirs to search"
        for secret in (*SECRETS, *TEAM.values()):
            assert not finds(person, secret, full), (who, secret)


def test_files_of_the_inquiry_are_not_sent_to_outsiders(browser: Open, full: Full) -> None:
    full.appealed()
    file = StoredFile.objects.get(name="密附件.pdf")
    url = reverse("cases:file", kwargs={"pk": file.pk})
    for who in (OFFICER, LEADER, COURT, ABOVE, *STRANGERS):
        assert browser(who).at(full.clock).open(url).status == 404, who

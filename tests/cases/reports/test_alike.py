"""Possible duplicates: the same place, the same words, and what the reader may see of them."""

from agencies.actor import Actor
from cases.models import Report
from cases.reports.alike import alike
from cases.reports.intake import accept, decline
from tests.cases.conftest import Story, actor_of, moment
from tests.cases.reports.conftest import NOW, report


def registrar(place: str = "cy") -> Actor:
    return actor_of(f"{place}.registrar", moment(NOW))


def test_the_same_words_at_the_same_place_come_first(directory: None) -> None:
    mine = report().report
    same = report(
        narrative="亮马河边的工厂又在夜里排放黑色污水，气味刺鼻。", address="亮马桥路十二号"
    ).report
    report(narrative="小区门口的超市卖过期奶粉，货架上没有标签。", address="望京街三号")
    (match,) = alike([mine], registrar())[mine.pk]
    assert (match.row, match.same_place) == (same, True)
    assert 30 <= match.percent <= 100


def test_places_are_near_by_their_coordinates(directory: None) -> None:
    here = {"lng": "116.460000", "lat": "39.950000"}
    near = {"lng": "116.462000", "lat": "39.950500"}
    far = {"lng": "116.480000", "lat": "39.950000"}
    one = report(address="河边东侧小路尽头", **here).report
    report(address="污水口旁边的大桥下面", narrative=one.narrative + "又来", **near)
    report(address="高架路北面停车场里", narrative=one.narrative + "还有", **far)
    matches = alike([one], registrar())[one.pk]
    assert [match.same_place for match in matches] == [True, False]


def test_clues_that_are_worked_on_are_compared_too(story: Story) -> None:
    story.to_registered(title="工厂夜间向亮马河排放黑色污水", narrative="气味刺鼻，已有两个星期。")
    mine = report().report
    (match,) = alike([mine], registrar())[mine.pk]
    assert match.is_clue
    assert match.row == story.clue


def test_nothing_of_another_procuratorate_is_shown(directory: None) -> None:
    mine = report().report
    report(district="110108")
    assert alike([mine], registrar())[mine.pk] == []
    assert alike([mine], registrar("hd"))[mine.pk] == []


def test_spam_and_what_became_a_clue_are_not_shown_twice(directory: None) -> None:
    first, second = report().report, report().report
    clue = accept(first, registrar(), {"title": "亮马河污水", "domain": "environment"}, moment(NOW))
    assert [match.row for match in alike([second], registrar())[second.pk]] == [clue]
    assert alike([Report.objects.get(pk=first.pk)], registrar())[first.pk][0].row == second
    decline(second, registrar(), {"reason": "known"}, moment(NOW))
    third = report().report
    assert {match.row for match in alike([third], registrar())[third.pk]} == {clue, second}

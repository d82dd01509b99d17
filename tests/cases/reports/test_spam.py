"""The signs of spam, each by its rule."""

import pytest

from cases.reports.spam import same_text, signs_of

HONEST = "今天早上看见朝阳北路工地的渣土车直接把泥浆倒进河里，车牌看不清，大约有三辆。"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        (HONEST, []),
        ("See the black water behind the mill, every night since May.", []),
        ("有污水", ["too_short"]),
        (HONEST + " http://example.org/a", ["links"]),
        (HONEST + " 请加微信详谈", ["advertising"]),
        ("哈哈哈哈" * 20, ["repetitive"]),
        ("WWW.EXAMPLE.COM 博彩", ["links", "advertising"]),
        (HONEST * 20, []),
    ],
)
def test_signs(text: str, signs: list[str]) -> None:
    assert signs_of(text, came_before=False) == signs


def test_a_text_that_came_before_is_a_sign() -> None:
    assert signs_of(HONEST, came_before=True) == ["same_text"]
    assert same_text(" 有 污水。") == same_text("有污水")
    assert same_text("有污水") != same_text("无污水")

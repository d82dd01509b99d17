"""Invented names for the people of the demo directory, the same on every run."""

import hashlib
from collections.abc import Iterable
from itertools import batched

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹"
    "彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石"
)

_GIVEN_PAIRS = (
    "建国志强文博海涛晓东立军永康明远国栋宏伟振华俊杰家辉子轩鹏飞少华德明光耀"
    "景行思源佳宁雪梅丽娟秀英晓燕海燕雅琴静怡婉清梦洁若兰欣然雨晴玉洁春燕淑芬"
    "红梅慧敏佩玲亚楠卫东新民学文长青启明承志致远浩然一鸣天成正平守信克俭维新"
    "书琴巧云素华云霞晓慧诗涵"
)
_GIVEN_SINGLES = "敏静磊洋勇杰娜军涛超波辉刚健斌颖琳倩昊宁"
_GIVEN: tuple[str, ...] = (*map("".join, batched(_GIVEN_PAIRS, 2)), *_GIVEN_SINGLES)


def name_people(usernames: Iterable[str]) -> dict[str, str]:
    """A distinct name for each user name, in the order given.

    The name follows from the user name, and only a name already given away moves to the next, so
    that a directory that grows at its end keeps the names it had.
    """
    named: dict[str, str] = {}
    taken: set[str] = set()
    for username in usernames:
        draw = int.from_bytes(hashlib.sha256(username.encode()).digest()[:8])
        while (name := _nth_name(draw)) in taken:
            draw += 1
        taken.add(name)
        named[username] = name
    return named


def _nth_name(draw: int) -> str:
    surname = _SURNAMES[draw % len(_SURNAMES)]
    return surname + _GIVEN[draw // len(_SURNAMES) % len(_GIVEN)]

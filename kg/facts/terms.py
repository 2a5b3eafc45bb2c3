"""Which times date a post: 2021年任局长 does, the day on which 县委书记李文 pays a visit does not.

In: a Scene, the two references of a post and a time. Out: whether the time says since when (or till when) the post is held.
"""

import re
from functools import cache

from kg import dates
from kg.facts.rules import word_class
from kg.facts.scene import Scene

# words of a life that the time before them dates, and no post
_LIFE = re.compile("(?:出生|生)(?=[，,。、;；于在人）)])|参加(?:革命)?工作|入伍|参军|入党|加入中国共产党|毕业|转业|退伍")
_PRINTED = re.compile("(?:同志)?[，（—]*(?:是|系)?")  # between a person and the post that only tells who it is
_ITEM = re.compile("[起后]?，?[^，。；、：\n]{0,8}")


def dates_post(scene: Scene, time: dates.Time, person: int, seat: int) -> bool:
    """Whether a time before or among the words of a post dates it: a word that takes it up stands there, and no other event of a
    life does. A post printed between its body and the name, or behind the name, is not dated.
    """
    text = scene.article.text
    first, last = sorted((person, seat))
    end = int(scene.end[last])
    life = _LIFE.search(text, time.end, max(time.end, int(scene.start[last])) + 1)
    if life is not None and not any(mark in text[time.end : life.start()] for mark in "。；"):
        return False
    if person == seat:
        return True
    between = text[int(scene.end[first]) : int(scene.start[last])]
    if first == person:
        return _PRINTED.fullmatch(between) is None
    told = _takes_up().search(text, time.end, int(scene.start[seat])) if time.end <= scene.start[seat] else None
    return told is not None or _takes_up().search(between) is not None or _behind().match(text, end) is not None


def dates_item(scene: Scene, time: dates.Time, seat: int) -> bool:
    """Whether a time dates an item of a list of posts: it opens the item (2014年11月任 | 某局)."""
    start = int(scene.start[seat])
    return time.end <= start and _ITEM.fullmatch(scene.article.text, time.end, start) is not None


@cache
def _takes_up() -> re.Pattern[str]:
    return re.compile(word_class("takes up"))


@cache
def _behind() -> re.Pattern[str]:
    """What may stand behind a name whose post was told before: 会长由李文担任."""
    return re.compile(f"(?:{word_class('appoint')})(?![务何])")

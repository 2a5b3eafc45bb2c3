"""Titles of honour without quotation marks: 被评为省级文明村、全国先进集体; 荣获全国劳动模范称号.

In: a text. Out: Mentions of Initiatives. A title begins with its level or place right behind the word by which it is got, or
behind another title, and ends with a word of `names/honours.tsv` before a mark or 称号.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.detect.places import LONGEST, levels
from kg.detect.proposals import starting
from kg.records import Mention

SURE = 0.9
_GOT = re.compile("(?:荣获|获评|荣膺|摘得|喜获|获得|获颁|获授|评为|评选为|命名为|认定为|表彰为|授予|评上|创成)了?")
_LEVEL = re.compile("全国|国家级?|部级|(?:全?省|全?市|全?县|全?区|自治区|全?州|全?旗|全?镇|全?乡)级?|中国|中华")
_ROLL = re.compile("“[^“”\n]{2,16}”(?=荣誉榜|光荣榜|获奖名单|获得者|获奖者|获评者|名单)")
_NEXT = re.compile("[、和及]|以及")


@cache
def _title() -> re.Pattern[str]:
    heads = sorted(lexicon.words("names/honours.tsv"), key=lambda w: (-len(w), w))
    return re.compile(
        f"(?:(?!颁发|授予|的)[\u4e00-\u9fff“”·]){{0,14}}?(?:{'|'.join(heads)})(?=[、，。；：！？”）\n]|称号|荣誉|奖[牌状]|等|和|及|以及|$)"
    )


def honours(text: str) -> Iterator[Mention]:
    """The titles of one text, and what stands in quotation marks before 荣誉榜, 获奖名单, 获得者."""
    for roll in _ROLL.finditer(text):
        yield Mention(roll.start(), roll.end(), "Initiative", roll[0], "honour", SURE)
    for got in _GOT.finditer(text):
        at = got.end()
        while end := _end(text, at):
            yield Mention(at, end, "Initiative", text[at:end], "honour", SURE)
            more = _NEXT.match(text, end)
            if more is None:
                break
            at = more.end()


def _end(text: str, start: int) -> int:
    """Where a title that begins there ends, 0 if none does."""
    level = _LEVEL.match(text, start)
    first = level.end() if level else start + len(starting(levels(), text, start, most=LONGEST))
    found = _title().match(text, first) if first > start + (level is None) else None
    if found is None or text.count("“", start, found.end()) != text.count("”", start, found.end()):
        return 0
    return found.end()

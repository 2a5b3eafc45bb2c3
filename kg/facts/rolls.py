"""Rolls of honour: a line that names an honour and says that names follow, and below it one person or body a line.

In: a Scene. Out: pairs of references, who got it and the honour. “最美教师”荣誉榜 | 方文静 某县一中教师 | 柳成林 某镇小学校长.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.facts.rules import word_class
from kg.facts.scene import Scene
from kg.records import BODY_KINDS, WORK_KINDS

LONGEST = 60  # characters of a row
LEAST = 2  # rows of a roll
_NUMBERED = re.compile(r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.．、]|[·•●])?\s*")
_SENTENCE = re.compile("[。！？；]")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(word_class("roll"))


@cache
def _open() -> re.Pattern[str]:
    return re.compile(word_class("not yet got"))


def rolls(scene: Scene) -> Iterator[tuple[int, int]]:
    """(reference of who got it, reference of the honour) for every row of every roll."""
    honour, rows = -1, []
    for start, end in _lines(scene.article.text):
        named = _honour(scene, start, end)
        row = _row(scene, start, end) if named < 0 else -1
        if row >= 0 and honour >= 0:
            rows.append((row, honour))
            continue
        if len(rows) >= LEAST:
            yield from rows
        honour, rows = named, []
    if len(rows) >= LEAST:
        yield from rows


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def _inside(scene: Scene, start: int, end: int) -> list[int]:
    return [i for i in range(len(scene.start)) if start <= scene.start[i] and scene.end[i] <= end and scene.outer[i] == i]


def _honour(scene: Scene, start: int, end: int) -> int:
    """The honour that a line names before it says that names follow; -1 if it does not, or if they are only put forward."""
    line = scene.article.text[start:end]
    found = [i for i in _inside(scene, start, end) if scene.referents[scene.who[i]].kind in WORK_KINDS]
    if not found or _open().search(line):
        return -1
    behind = scene.article.text[int(scene.end[found[-1]]) : end]
    return found[-1] if len(behind) <= LONGEST // 4 and _heads().search(behind) else -1


def _row(scene: Scene, start: int, end: int) -> int:
    """The reference that a row begins with, if it is a person or a body; -1 for a line that is none."""
    text = scene.article.text
    if end - start > LONGEST or _SENTENCE.search(text, start, end):
        return -1
    first = _NUMBERED.match(text, start)
    begin = first.end() if first else start
    found = next((i for i in _inside(scene, start, end) if scene.start[i] == begin), -1)
    if found < 0:
        return -1
    kind = scene.referents[scene.who[found]].kind
    alone = scene.end[found] == end or text[int(scene.end[found])] in " 　（("
    return found if alone and (kind == "Person" or (kind in BODY_KINDS and scene.end[found] == end)) else -1

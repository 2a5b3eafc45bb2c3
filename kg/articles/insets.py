"""Captions that a dump prints amid a paragraph: 洞穴砌了64个繁 / ▲工人在组装座椅。 钱进 摄 / 殖穴，水从山洞里引来。

In: the printed lines of one sheet. Out: which of them are such captions. What always holds: the text above a caption is left
amid a sentence, and the line below it is as wide or ends a paragraph, so that the one runs on into the other.
"""

import re
from collections.abc import Sequence

from kg.articles import marks
from kg.articles.printed import Printed

MOST = 6  # lines of such a caption
ALIKE = 4  # half-width units by which lines of one column differ at most
_POINTS = frozenset("▲△▼◀►▶←→↑↓图上下左右①")  # with which a line begins that points to a picture
_DAY = re.compile(r"近日|日前|昨[日天]|今[日天]|当[日天]|连日来|\d{1,2}月\d{1,2}日")


def inset_captions(lines: Sequence[Printed]) -> list[tuple[int, int]]:
    """Half-open stretches of lines, in order; none on a laid-out sheet, where places tell captions."""
    if not lines or lines[0].box is not None:
        return []
    runs: list[list[tuple[int, int]]] = []  # captions right below each other
    pointed = -MOST  # the last line that points to a picture
    for last, line in enumerate(lines[:-1]):
        if line.text[0] in _POINTS and marks.POINTER.match(line.text):
            pointed = last
        signed = line.text[-1] in "摄影图）)" and marks.signed_photo(line.text)
        if last < 2 or not (signed or (last - pointed < MOST and marks.CLOSED.search(line.text))):
            continue
        free = runs[-1][-1][1] if runs else 0
        least = max(2, last + 1 - MOST, free)
        first = next((i for i in range(last, least - 1, -1) if _begins(lines, i, last, signed)), None)
        if first is not None and first == free:
            runs[-1].append((first, last + 1))
        elif first is not None:
            runs.append([(first, last + 1)])
    found: list[tuple[int, int]] = []
    for run in runs:
        above = _above(run[0][0], found)
        if run[-1][1] < len(lines) and _runs_on(lines[_above(above, found)], lines[above], lines[run[-1][1]]):
            found += run
    return found


def _begins(lines: Sequence[Printed], first: int, last: int, signed: bool) -> bool:
    """Whether a caption that ends with line `last` begins with line `first`: it points, or is `signed` and opens with a day

    or has a width of its own.
    """
    text = lines[first].text
    if marks.POINTER.match(text):
        return signed or not any(marks.CLOSED.search(line.text) for line in lines[first:last])
    if not signed:
        return False
    width, column = lines[first].width, lines[first - 1].width
    wider = width > column + ALIKE and all(abs(line.width - width) <= ALIKE for line in lines[first + 1 : last])
    return wider or _DAY.match(text) is not None


def _above(i: int, found: Sequence[tuple[int, int]]) -> int:
    """The line above line i, captions left out."""
    return found[-1][0] - 1 if found and found[-1][1] == i else i - 1


def _runs_on(before: Printed, above: Printed, below: Printed) -> bool:
    """Whether a paragraph is left amid a sentence in a full line of its column, and goes on in the line `below` a caption."""
    open_ = not marks.CLOSED.search(above.text) and above.text[-1] not in "：:"
    full = abs(before.width + 4 * before.indent - above.width - 4 * above.indent) <= ALIKE
    off = below.width - above.width
    goes_on = not below.indent and (abs(off) <= ALIKE or (off < 0 and marks.CLOSED.search(below.text) is not None))
    return open_ and full and goes_on and not marks.opens_article(below.text)

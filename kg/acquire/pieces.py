"""Pieces of one printed line that stand far apart, joined: the halves of a headline, a caption and its photographer.

In: the strips of a sheet. Out: the same, fewer.
"""

import re
from collections.abc import Sequence

from kg.acquire.strips import Strip
from kg.text import is_han

HALVES, EXACT = (1.0, 2.0), 0.06  # ems of a blank between the halves of a headline, and by how much one may differ
LEAST_HALF = 3  # letters
LABEL = (0.5, 2.2)  # ems between the two letters of a label
AROUND = 2.5  # ems around it without letters as large
UNDER = 4.0  # ems of the headline below it within which a column may stand under the blank
EDGE, INDENT = 0.5, (1.4, 2.7)  # ems by which a column begins beside the edge of its headline; by which a paragraph is set in
MOST_APART = 40.0  # ems between the words of a caption and its photographer
ABOVE = 1.2  # ems of white between a line of a caption and the one above it at most
_CREDIT = re.compile(r"[（(/]?[\u3400-\u9fff·]{0,5}(?:摄|摄影|供图|摄影报道)[）)]?")


def join_pieces(strips: Sequence[Strip], big: float) -> list[Strip]:
    """The strips with such pieces joined; `big`: from what size on letters are those of a headline."""
    found: list[Strip] = []
    for strip in sorted(strips, key=lambda s: s.x0):
        whole, left = strip, _left_of(strip, found)
        while left and (_are_halves(left, whole, strips, big) or _is_credit(left, whole, strips)):
            found.remove(left)
            whole = _joined(left, whole)
            left = _left_of(whole, found)
        found.append(whole)
    return found


def _joined(left: Strip, right: Strip) -> Strip:
    top, bottom = min(left.top, right.top), max(left.bottom, right.bottom)
    return Strip([*left.glyphs, *right.glyphs], left.x0, top, right.x1, bottom, left.size)


def _left_of(strip: Strip, others: Sequence[Strip]) -> Strip | None:
    """The nearest strip of its size on its base line that ends left of it."""
    size = strip.size
    level = [o for o in others if abs(o.bottom - strip.bottom) < 0.2 * size and abs(o.size - size) < 0.05 * size]
    near = max((o for o in level if not o.upright and o.x1 <= strip.x0), key=lambda o: o.x1, default=None)
    return None if strip.upright else near


def _are_halves(left: Strip, right: Strip, strips: Sequence[Strip], big: float) -> bool:
    """Whether two strips are halves of one headline: a whole blank apart, and a column stands below the blank."""
    size = right.size
    gap = (right.x0 - left.x1) / size
    if size >= big and len(left.glyphs) == len(right.glyphs) == 1:
        return LABEL[0] < gap < LABEL[1] and is_han(left.text) and is_han(right.text) and _alone(left, right, strips)
    if size < big or not any(abs(gap - blank) < EXACT for blank in HALVES):
        return False
    whole = (
        is_han(left.glyphs[-1].char) and is_han(right.glyphs[0].char) and min(len(left.glyphs), len(right.glyphs)) >= LEAST_HALF
    )
    return (
        whole
        and not _heads_own(right, strips, big)
        and any(
            -1 < strip.top - right.bottom < UNDER * size and min(strip.x1, right.x0) - max(strip.x0, left.x1) > 0.5 * strip.size
            for strip in strips
            if strip.size < big
        )
    )


def _heads_own(right: Strip, strips: Sequence[Strip], big: float) -> bool:
    """Whether a column begins with a new paragraph right below a strip and at its left edge: a headline of its own, no half."""
    below = [
        s
        for s in strips
        if s.size < big and -1 < s.top - right.bottom < UNDER * right.size and s.x1 > right.x0 and s.x0 > right.x0 - EDGE * s.size
    ]
    first = min(below, key=lambda s: (s.top, s.x0), default=None)
    if first is None or not INDENT[0] < (first.x0 - right.x0) / first.size < INDENT[1]:
        return False
    return any(s.top > first.top and abs(s.x0 - right.x0) < EDGE * s.size for s in below)


def _alone(left: Strip, right: Strip, strips: Sequence[Strip]) -> bool:
    """Whether nothing in such letters stands around two letters: they are a label set wide (简 讯), not parts of a headline."""
    room = AROUND * right.size
    near = [s for s in strips if s.x0 < right.x1 + room and s.x1 > left.x0 - room and abs(s.top - right.top) < room]
    return all(s.size < 0.9 * right.size for s in near if s is not left and s is not right)


def _is_credit(left: Strip, right: Strip, strips: Sequence[Strip]) -> bool:
    """Whether the right strip names the photographer of the left one: no line of a column of its own stands above it."""
    words = "".join(glyph.char for glyph in right.glyphs if not glyph.char.isspace())
    if right.x0 - left.x1 > MOST_APART * right.size or not _CREDIT.fullmatch(words):
        return False
    above = [
        s for s in strips if s is not right and s.x0 < right.x1 and right.x0 < s.x1 and 0 <= _white(s, right) < ABOVE * right.size
    ]
    return all(strip.x0 < left.x1 for strip in above)


def _white(above: Strip, below: Strip) -> float:
    """Points of white between two lines, the upper of which ends no lower than the other begins; boxes may touch."""
    return max(below.top - above.bottom, 0.0) if above.bottom < below.bottom - 0.5 * below.size else -1.0

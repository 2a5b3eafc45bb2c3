"""Large initials: a first letter two lines high or more, and the lines set around it, as one paragraph.

In: the strips of a sheet. Out: the same without the initials, each of which now opens the line that it begins.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.acquire.strips import Strip
from kg.text import is_han

LARGE = (1.7, 6.0)  # times the size of the body: an initial
ALIKE = 0.15  # part by which letters of the body differ
CELL = 0.6  # ems of the initial from its middle to the middles of the lines beside it at most; its box may hold the ink alone
BESIDE = 1.5  # ems of the body between the initial and those lines at most
LEAST_LINES = 2  # beside an initial
EDGE, LEADING = 0.6, 1.3  # ems of the body by which edges differ; of white between two lines at most


def join_initials(strips: Sequence[Strip], body: float) -> list[Strip]:
    """The strips with each initial joined to its line; the lines beside it reach over its room."""
    found = list(strips)
    for initial in [strip for strip in strips if _like_initial(strip, body)]:
        lines = _lines_beside(initial, found, body)
        if len(lines) < LEAST_LINES or not _goes_on(initial, lines[-1], found, body):
            continue
        first = lines[0].glyphs[0]
        for n, glyph in enumerate(reversed(initial.glyphs), 1):  # as if set in letters of the body
            left = first.x0 - n * body
            lines[0].glyphs.insert(0, replace(glyph, x0=left, top=first.top, x1=left + body, bottom=first.bottom, size=body))
        for line in lines:
            line.x0 = initial.x0
        found = [strip for strip in found if strip is not initial]
    return found


def _like_initial(strip: Strip, body: float) -> bool:
    """Whether a strip is one large letter, perhaps behind a quotation mark."""
    letters = strip.text.lstrip("“‘《「『")
    return len(letters) == 1 and (is_han(letters) or letters.isdigit()) and LARGE[0] < strip.size / body < LARGE[1]


def _lines_beside(initial: Strip, strips: Sequence[Strip], body: float) -> list[Strip]:
    """The lines of the body right of an initial, from the top, one below the other with one left edge."""
    middle, reach = (initial.top + initial.bottom) / 2, CELL * initial.size
    right = max(initial.x1, initial.x0 + 0.5 * initial.size)
    near = [
        strip
        for strip in strips
        if abs(strip.size - body) < ALIKE * body
        and not strip.upright
        and abs((strip.top + strip.bottom) / 2 - middle) < reach
        and -EDGE * body < strip.x0 - right < BESIDE * body
    ]
    near.sort(key=lambda strip: strip.top)
    return near if all(abs(strip.x0 - near[0].x0) < EDGE * body for strip in near) else []


def _goes_on(initial: Strip, last: Strip, strips: Sequence[Strip], body: float) -> bool:
    """Whether the paragraph goes on below an initial from its left edge."""
    return any(
        abs(strip.size - body) < ALIKE * body
        and abs(strip.x0 - initial.x0) < EDGE * body
        and -EDGE * body < strip.top - last.bottom < LEADING * body
        and strip.x1 > last.x0
        for strip in strips
    )

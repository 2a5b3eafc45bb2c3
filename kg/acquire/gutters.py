"""Lines of two columns that a mark hung into the gutter joins (防汛工作会议6月5日，|要盯紧隐患), parted again.

In: the strips of a sheet. Out: the same, the joined ones in pieces. That a gutter runs through a line is seen by its neighbours:
some end where its mark hangs, others begin where it goes on, and none near it runs across but those that hang a mark there too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from kg.acquire.strips import Glyph, Strip

HUNG = "，。、；：！？”’）》"
ROWS = 6.0  # ems above and below a line in which its neighbours stand
EDGE, ALIKE = 0.3, 0.05  # ems by which the edges of one column differ; part by which sizes do
LEAST = 4  # letters of a line that tells of a column
LEAST_BEGIN = 2  # lines that begin where a gutter ends


def part_at_gutters(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, in pieces where they run across a gutter with a mark in it; the mark hangs outside its piece."""
    lines = sorted((s for s in strips if not s.upright and len(s.glyphs) >= LEAST), key=lambda s: s.top)
    tops = [line.top for line in lines]
    found: list[Strip] = []
    for strip in strips:
        cuts: list[int] = []
        hung = [] if strip.upright or len(strip.glyphs) < 2 * LEAST else _hung(strip)
        if hung:
            low, high = strip.top - ROWS * strip.size, strip.top + ROWS * strip.size
            near = lines[bisect_left(tops, low) : bisect_right(tops, high)]
            others = [s for s in near if s is not strip and abs(s.size - strip.size) < ALIKE * strip.size]
            cuts = [i + 1 for i in hung if _is_gutter(strip.glyphs[i - 1].x1, strip.glyphs[i + 1].x0, others, strip.size)]
        edges = [0, *cuts, len(strip.glyphs)]
        found += [_piece(strip.glyphs[a:b], strip) for a, b in pairwise(edges)] if cuts else [strip]
    return found


def _hung(strip: Strip) -> list[int]:
    """Where a mark stands between letters of a line."""
    letters = strip.glyphs
    return [i for i in range(1, len(letters) - 1) if letters[i].char in HUNG and not letters[i + 1].char.isspace()]


def _is_gutter(left: float, right: float, others: Sequence[Strip], em: float) -> bool:
    """Whether the white from left to right parts two columns, as the lines around show."""
    ends = sum(abs(s.x1 - left) < EDGE * em for s in others)
    begins = sum(abs(s.x0 - right) < EDGE * em for s in others)
    if not ends or begins < LEAST_BEGIN:
        return False
    across = [s for s in others if s.x0 < left - em and s.x1 > right + em]
    return all(any(abs(s.glyphs[i + 1].x0 - right) < EDGE * em for i in _hung(s)) for s in across)


def _piece(glyphs: list[Glyph], whole: Strip) -> Strip:
    """A part of a line; a mark that hangs into the gutter does not make its column wider."""
    hangs = glyphs[-1] is not whole.glyphs[-1] and len(glyphs) > 1
    end = glyphs[-2].x1 if hangs else glyphs[-1].x1
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    return Strip(glyphs, glyphs[0].x0, top, end, bottom, whole.size)

"""Blanks within a line of names: pieces that blanks of a letter or more part (本报讯（记者　某某　通讯员　某某）), joined again.

In: the strips of a sheet. Out: the same, fewer. That it is a blank and not the white between two columns is seen by the words
and by the lines below, which reach as far.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.acquire.strips import Glyph, Strip

MOST, USUAL = 2.2, 1.3  # ems of a blank at most, within a justified line and within a byline
LEVEL, ALIKE, LEADING = 0.2, 0.05, 1.05  # ems by which base lines differ; part by which sizes do; ems of white between two lines
BLANK, LEAST_NAMES = (0.9, 1.3), 3  # ems of a blank in a row of names; pieces of one
LINES = 8.0  # ems of lines below that tell how far the column reaches
INDENT = 2.5  # ems by which the first line is set in at most
EDGE = 0.5  # ems by which a line may reach over the edge of its column
_OPEN = re.compile(r"[（(][^（()）]*(?:记者|员)[^（()）]*$")
_ROLE = re.compile(r"[□■●◎◆]?[\u3400-\u9fff]{0,6}(?:记者|通讯员|实习生|作者)")
_NAMES = re.compile(r"[\u3400-\u9fff·]{1,6}(?: [\u3400-\u9fff·]{1,6})*")


def join_blanks(strips: Sequence[Strip], body: float) -> list[Strip]:
    """The strips with the pieces joined of lines in letters of the body that name authors."""
    text = [strip for strip in strips if not strip.upright and strip.size < 1.15 * body]
    ordered = sorted(text, key=lambda strip: strip.bottom)
    heights = [strip.bottom for strip in ordered]
    gone: set[int] = set()
    for strip in sorted(text, key=lambda strip: strip.x0):
        words = strip.text
        if id(strip) in gone or not (_OPEN.search(words) or _ROLE.fullmatch(words)):
            continue
        near = ordered[bisect_left(heights, strip.bottom - body) : bisect_right(heights, strip.bottom + LINES * body)]
        while (piece := _next_piece(strip, near)) is not None:
            _append(strip, piece)
            gone.add(id(piece))
    return [strip for strip in strips if id(strip) not in gone]


def join_names(strips: Sequence[Strip], body: float) -> list[Strip]:
    """The strips with the pieces joined of rows of names (王　芳 李桂兰 赵　敏): Han alone, a few letters, a blank apart."""
    text = [s for s in strips if not s.upright and s.size < 1.15 * body and _NAMES.fullmatch(s.text)]
    rows: list[list[Strip]] = []
    for strip in sorted(text, key=lambda s: (round(s.bottom), s.x0)):
        last = rows[-1][-1] if rows else None
        if last and _is_next_name(last, strip):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    gone: set[int] = set()
    sure = [row for row in rows if len(row) >= LEAST_NAMES]
    for first, *rest in [row for row in rows if any(_in_grid(row[0], other[0]) for other in sure)]:
        for piece in rest:
            _append(first, piece)
            gone.add(id(piece))
    return [strip for strip in strips if id(strip) not in gone]


def _in_grid(row: Strip, other: Strip) -> bool:
    """Whether a row is another, or begins at its edge a few lines away."""
    return abs(row.x0 - other.x0) < EDGE * row.size and abs(row.bottom - other.bottom) < LINES * row.size


def _is_next_name(last: Strip, piece: Strip) -> bool:
    """Whether a piece stands on the line of another, in letters as large, a blank from its end."""
    size = piece.size
    alike = abs(last.bottom - piece.bottom) < LEVEL * size and abs(last.size - size) < ALIKE * size
    return alike and BLANK[0] * size < piece.x0 - last.x1 < BLANK[1] * size


def _append(strip: Strip, piece: Strip) -> None:
    """A line goes on behind a blank with a piece."""
    space = Glyph(" ", strip.x1, strip.top, piece.x0, strip.bottom, strip.size)
    strip.glyphs += [space, *piece.glyphs]
    strip.x1, strip.top, strip.bottom = piece.x1, min(strip.top, piece.top), max(strip.bottom, piece.bottom)


def _next_piece(strip: Strip, near: Sequence[Strip]) -> Strip | None:
    """The piece that goes on a line behind a blank, if any."""
    size = strip.size
    level = [other for other in near if abs(other.bottom - strip.bottom) < LEVEL * size and other.x0 > strip.x1]
    piece = min(level, key=lambda other: other.x0, default=None)
    if piece is None or abs(piece.size - size) > ALIKE * size or piece.x0 - strip.x1 > MOST * size:
        return None
    if _OPEN.search(strip.text):
        return piece if piece.x1 < _reach(strip, near) + EDGE * size else None
    return piece if piece.x0 - strip.x1 < USUAL * size and _NAMES.fullmatch(piece.text) else None


def _reach(strip: Strip, near: Sequence[Strip]) -> float:
    """How far right the lines below a line reach that begin at the edge of its column; its own end if none stands right below."""
    size = strip.size
    below = [
        other
        for other in near
        if abs(other.size - size) < ALIKE * size
        and -0.3 * size < strip.x0 - other.x0 < INDENT * size
        and -0.4 * size < other.top - strip.bottom
    ]
    if min((other.top for other in below), default=strip.bottom + LINES * size) - strip.bottom > LEADING * size:
        return strip.x1
    edge = min(other.x0 for other in below)
    return max(other.x1 for other in below if other.x0 - edge < INDENT * size)

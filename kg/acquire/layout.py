"""Glyphs of a laid-out sheet -> lines in reading order, by geometry alone.

In: glyphs with their boxes, and what is drawn. Out: lines (text and box) as a reader takes them: headline, then its columns from
left to right. Columns and blocks are found by white space (recursive cuts along the widest gaps) and by drawn lines and boxes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.acquire.strips import Glyph, Strip, strips_of, without_ruby, without_shadows
from kg.records import Box

BIG = 1.22  # times the size of the body: letters of a headline
THIN = 3.0  # points: most width of a drawn line
LEAST_RULE, LEAST_FRAME = 3.0, 5.0  # ems of the body: least length of a line that parts, least side of a box around an article
MOST_FRAMED = 0.6  # share of the page's lines up to which a box is one around an article
MOST_FRAMES = 60
DRAWN = 6.0  # ems of white that a drawn line along a gap is worth
HEAVY = 1.2  # a line in a heavy face counts as so much larger: the headlines of briefs have the size of the body
TORN = 6.0  # ems of white that a cut through the columns of one headline must have more
UNDER, CENTRED = (
    6.0,
    2.0,
)  # ems from a headline to its columns, with subhead and byline between; its own from middle to middle, doubled
SET_OFF = 0.3  # ems of white by which a byline stands further from the column below it than that column's lines from each other
LEADING = 1.05  # ems of white between two lines of one block at most


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line or box that is drawn on the sheet; points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class Boxed(Protocol):
    """Anything with an upright rectangle."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


@dataclass(slots=True)
class Block:
    """Lines that stand one below the other in one column."""

    strips: list[Strip]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def read_sheet(glyphs: Sequence[Glyph], sheet: int, drawn: Sequence[Drawn] = ()) -> list[tuple[str, Box | None]]:
    """Text and box of every line of the sheet in reading order; ("", None) where a drawn line or box parts two lines."""
    strips = without_ruby(strips_of(without_shadows(glyphs)))
    if not strips:
        return []
    body = body_size(strips)
    lines = rules(drawn, body)
    boxed = frames(drawn, strips, body)
    heavy = sum(map(_is_bold, strips)) > 0.4 * len(strips)
    found: list[tuple[str, Box | None]] = []
    last: Strip | None = None
    for strip in _in_order(strips, lines, boxed, body):
        if last and (_frame_of(last, boxed) != _frame_of(strip, boxed) or _parted(last, strip, lines)):
            found.append(("", None))
        size = strip.size * (HEAVY if not heavy and _is_bold(strip) else 1.0)
        found.append((strip.text, Box(sheet, strip.x0, strip.top, strip.x1, strip.bottom, size)))
        last = strip
    return found


def _is_bold(strip: Strip) -> bool:
    """Whether a whole line is printed in a heavy face (not just its 本报讯)."""
    return len(strip.glyphs) > 1 and all(glyph.bold or glyph.char.isspace() for glyph in strip.glyphs)


def rules(drawn: Sequence[Drawn], body: float) -> list[Drawn]:
    """The thin lines among what is drawn, long enough to part something."""
    return [
        d for d in drawn if min(d.x1 - d.x0, d.bottom - d.top) <= THIN and max(d.x1 - d.x0, d.bottom - d.top) >= LEAST_RULE * body
    ]


def frames(drawn: Sequence[Drawn], strips: Sequence[Strip], body: float) -> list[Drawn]:
    """The boxes around articles, smallest first: not those around the page, and not the ground of a mere headline."""
    found: list[Drawn] = []
    for d in drawn:
        if min(d.x1 - d.x0, d.bottom - d.top) < LEAST_FRAME * body:
            continue
        held = [strip for strip in strips if _holds(d, strip)]
        if sum(strip.size < BIG * body for strip in held) >= 3 and len(held) < MOST_FRAMED * len(strips):
            found.append(d)
    return sorted(set(found), key=lambda d: ((d.x1 - d.x0) * (d.bottom - d.top), d.top, d.x0))[:MOST_FRAMES]


def _holds(frame: Drawn, inner: Boxed) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _frame_of(strip: Boxed, boxed: Sequence[Drawn]) -> Drawn | None:
    """The smallest box around a line."""
    return next((frame for frame in boxed if frame is not strip and _holds(frame, strip)), None)


def _in_order(strips: Sequence[Strip], lines: Sequence[Drawn], boxed: Sequence[Drawn], body: float) -> list[Strip]:
    """All lines as they are read; what stands in a box is read together, the box in its place."""
    inside: dict[Drawn | None, list[Strip]] = {}
    for strip in strips:
        inside.setdefault(_frame_of(strip, boxed), []).append(strip)
    blocks: dict[Drawn | None, list[Block]] = {frame: _blocks(held, lines) for frame, held in inside.items()}
    for frame in boxed:  # smallest first, so that a box inside a box is ready when the outer one is read
        if frame in blocks:
            read = [strip for block in reading_order(blocks.pop(frame), body, lines) for strip in block.strips]
            whole = Block(read, frame.x0, frame.top, frame.x1, frame.bottom, body)
            blocks.setdefault(_frame_of(frame, boxed), []).append(whole)
    return [strip for block in reading_order(blocks.get(None, []), body, lines) for strip in block.strips]


def _parted(first: Boxed, second: Boxed, lines: Sequence[Drawn]) -> bool:
    """Whether a level line is drawn between two lines of print that stand one below the other."""
    left, right = max(first.x0, second.x0), min(first.x1, second.x1)
    if second.top < first.bottom - 1 or right <= left:
        return False
    return any(
        d.bottom - d.top <= THIN and first.bottom - 3 <= d.top <= second.top + 3 and min(d.x1, right) - max(d.x0, left) > 0
        for d in lines
    )


def body_size(strips: Sequence[Strip]) -> float:
    """The size in which most characters are printed."""
    counts: Counter[float] = Counter()
    for strip in strips:
        counts[round(strip.size * 2) / 2] += len(strip.glyphs)
    return max(counts, key=lambda size: (counts[size], -size))


def _blocks(strips: Sequence[Strip], lines: Sequence[Drawn] = ()) -> list[Block]:
    """Lines of one size that stand close below each other in one column."""
    found: list[Block] = []
    for strip in sorted(strips, key=lambda s: (s.top, s.x0)):
        best: Block | None = None
        for block in found:
            last = block.strips[-1]
            apart = strip.top - last.bottom
            across = min(block.x1, strip.x1) - max(block.x0, strip.x0)
            narrow = min(block.x1 - block.x0, strip.x1 - strip.x0)
            alike = 0.88 < strip.size / block.size < 1.14
            if alike and -0.4 * strip.size < apart < LEADING * strip.size and across > 0.5 * narrow and not strip.upright:
                if _parted(last, strip, lines):
                    continue
                wide = max(strip.x1 - strip.x0, 1.0)
                if (best is None or last.bottom > best.strips[-1].bottom) and (strip.x0 > block.x0 - 0.5 * wide):
                    best = block
        if best and _set_off(best, strip):
            first = best.strips.pop(0)
            found.append(Block([first], first.x0, first.top, first.x1, first.bottom, first.size))
            rest = best.strips[0]
            best.x0, best.top, best.x1, best.size = rest.x0, rest.top, rest.x1, rest.size
        if best:
            best.strips.append(strip)
            best.x0, best.x1 = min(best.x0, strip.x0), max(best.x1, strip.x1)
            best.bottom = max(best.bottom, strip.bottom)
        else:
            found.append(Block([strip], strip.x0, strip.top, strip.x1, strip.bottom, strip.size))
    return _upright_pairs(found)


def _set_off(block: Block, third: Strip) -> bool:
    """Whether the first line of a block is none of its column: a byline centred over several columns, above the middle one."""
    if len(block.strips) != 2:
        return False
    first, second = block.strips
    return second.top - first.bottom > third.top - second.bottom + SET_OFF * third.size


def _upright_pairs(blocks: list[Block]) -> list[Block]:
    """Upright lines that stand beside each other as one block, read from the right."""
    found: list[Block] = []
    for block in sorted(blocks, key=lambda b: -b.x0):
        last = found[-1] if found else None
        if (
            last
            and last.strips[-1].upright
            and block.strips[0].upright
            and abs(last.top - block.top) < 3 * block.size
            and abs(last.size - block.size) < 0.2 * block.size
            and -0.2 * block.size < last.x0 - block.x1 < 1.2 * block.size
        ):
            last.strips += block.strips
            last.x0, last.x1 = min(last.x0, block.x0), max(last.x1, block.x1)
            last.top, last.bottom = min(last.top, block.top), max(last.bottom, block.bottom)
        else:
            found.append(block)
    return sorted(found, key=lambda b: (b.top, b.x0))


def reading_order(blocks: list[Block], body: float, lines: Sequence[Drawn] = ()) -> list[Block]:
    """Blocks as they are read: the region is cut at its widest white space, again and again.

    A level cut that would part headlines from what stands under them is worth little; columns are read one after the other.
    """
    if len(blocks) < 2:
        return blocks
    level = _gaps(blocks, "top", "bottom")
    upright = _gaps(blocks, "x0", "x1")
    spans = _spans(blocks, body) if upright else []
    worth: list[tuple[float, int, float]] = []
    for gap, at in level:
        above = [b for b in blocks if b.bottom <= at]
        lowest = max(b.bottom for b in above)
        edge = [b for b in above if b.bottom > lowest - 2 * body]
        headed = all(b.size > BIG * body for b in edge)
        worth.append((gap / body - 3.0 * headed + DRAWN * _drawn_along(blocks, lines, gap, at, True), 0, at))
    for gap, at in upright:
        torn = any(low < at + 0.5 * gap < high for low, high in spans)
        worth.append((gap / body + 0.3 - TORN * torn + DRAWN * _drawn_along(blocks, lines, gap, at, False), 1, at))
    if not worth:
        return _by_neighbours(blocks)
    _, way, at = max(worth)
    if way == 0:
        first, rest = [b for b in blocks if b.bottom <= at], [b for b in blocks if b.bottom > at]
    else:
        first, rest = [b for b in blocks if b.x1 <= at], [b for b in blocks if b.x1 > at]
    return reading_order(first, body, lines) + reading_order(rest, body, lines)


def _spans(blocks: Sequence[Block], body: float) -> list[tuple[float, float]]:
    """(left, right) of the columns that one headline, centred over them and narrower, holds together."""
    heads = [b for b in blocks if b.size > BIG * body and not b.strips[0].upright]
    found: list[tuple[float, float]] = []
    for head in heads:
        below = [b for b in blocks if b.top > head.bottom - 1 and b.size <= BIG * body and len(b.strips) > 1]
        start = min((b.top for b in below if b.x0 < head.x1 and head.x0 < b.x1), default=None)
        if start is None or start - head.bottom > UNDER * body:
            continue
        others = [o for o in heads if o is not head and head.bottom - 1 < start and abs(o.bottom - head.bottom) < UNDER * body]
        columns = sorted(
            (b for b in below if abs(b.top - start) < 0.7 * body and not any(o.x0 < b.x1 and b.x0 < o.x1 for o in others)),
            key=lambda b: b.x0,
        )
        middle = head.x0 + head.x1
        runs = [
            (columns[i].x0, columns[k].x1)
            for i in range(len(columns))
            for k in range(i + 1, len(columns))
            if columns[i].x0 <= head.x0 + 1
            and columns[k].x1 >= head.x1 - 1
            and abs(columns[i].x0 + columns[k].x1 - middle) < CENTRED * head.size
        ]
        if runs:
            found.append(max(runs, key=lambda run: run[1] - run[0]))
    return found


def _drawn_along(blocks: Sequence[Block], lines: Sequence[Drawn], gap: float, at: float, level: bool) -> bool:
    """Whether a line is drawn in a white band along most of the region's length."""
    low = min(b.x0 if level else b.top for b in blocks)
    high = max(b.x1 if level else b.bottom for b in blocks)
    for d in lines:
        across, begin, end = ((d.top + d.bottom) / 2, d.x0, d.x1) if level else ((d.x0 + d.x1) / 2, d.top, d.bottom)
        if at - 2 <= across <= at + gap + 2 and min(end, high) - max(begin, low) > 0.7 * (high - low):
            return True
    return False


def _gaps(blocks: Sequence[Block], low: str, high: str) -> list[tuple[float, float]]:
    """(width, place where it begins) of the white bands that cross the whole region in one direction."""
    found: list[tuple[float, float]] = []
    ordered = sorted(blocks, key=lambda b: float(getattr(b, low)))
    reach = float(getattr(ordered[0], high))
    for block in ordered[1:]:
        start = float(getattr(block, low))
        if start > reach - 0.01:
            found.append((start - reach, reach))
        reach = max(reach, float(getattr(block, high)))
    return found


def _by_neighbours(blocks: list[Block]) -> list[Block]:
    """Blocks that interlock, in an order in which each comes after what stands above it and after what stands left of it."""
    left = sorted(blocks, key=lambda b: (b.top, b.x0))
    found: list[Block] = []
    while left:
        free = [b for b in left if not any(o is not b and _before(o, b) for o in left)] or left[:1]
        last = found[-1] if found else None
        under = [b for b in free if last and min(b.x1, last.x1) > max(b.x0, last.x0) and b.top >= last.top]
        chosen = min(under or free, key=lambda b: (b.x0, b.top) if not last else (b.top, b.x0))
        found.append(chosen)
        left.remove(chosen)
    return found


def _before(first: Block, second: Block) -> bool:
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    if across > 0.1 * min(first.x1 - first.x0, second.x1 - second.x0):
        return first.top < second.top
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    return down > 0 and first.x0 < second.x0 and first.top <= second.top + 2 * second.size

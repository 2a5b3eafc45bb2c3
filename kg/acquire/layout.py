"""Glyphs of a laid-out sheet -> lines in reading order, by geometry alone.

In: glyphs with their boxes, in the order of the file. Out: lines (text and box) as a reader takes them: headline, then its
columns from left to right. Columns and blocks are found by white space (recursive cuts along the widest gaps); shadow print is
taken off.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.records import Box

BIG = 1.22  # times the size of the body: letters of a headline
JOINED = 0.95  # ems between two glyphs of one line at most; columns and neighbouring headlines stand further apart
LEADING = 1.05  # ems of white between two lines of one block at most


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; points from the top left of the sheet; `size` is the size of its type."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(slots=True)
class Strip:
    """A line of glyphs. `text` has a space where the print leaves more than half an em between Latin letters."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    upright: bool = False

    @property
    def text(self) -> str:
        """The characters from left to right (top to bottom if upright), wide gaps as spaces."""
        found = self.glyphs[0].char
        for last, here in zip(self.glyphs, self.glyphs[1:], strict=False):
            apart = here.top - last.bottom if self.upright else here.x0 - last.x1
            latin = last.char.isascii() and here.char.isascii() and last.char.isalpha() and here.char.isalpha()
            if apart > (0.2 if latin else 0.33) * self.size and found[-1] != " " and here.char != " ":
                found += " "
            found += here.char
        return found.rstrip()


class Boxed(Protocol):
    """Anything with an upright rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(slots=True)
class Block:
    """Lines that stand one below the other in one column."""

    strips: list[Strip]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def read_sheet(glyphs: Sequence[Glyph], sheet: int) -> list[tuple[str, Box]]:
    """Text and box of every line of the sheet in reading order."""
    strips = _strips(_without_shadows(glyphs))
    if not strips:
        return []
    body = body_size(strips)
    found: list[tuple[str, Box]] = []
    for block in reading_order(_blocks(strips), body):
        for strip in block.strips:
            found.append((strip.text, Box(sheet, strip.x0, strip.top, strip.x1, strip.bottom, strip.size)))
    return found


def body_size(strips: Sequence[Strip]) -> float:
    """The size in which most characters are printed."""
    counts: Counter[float] = Counter()
    for strip in strips:
        counts[round(strip.size * 2) / 2] += len(strip.glyphs)
    return max(counts, key=lambda size: (counts[size], -size))


def _without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without those that repeat one at nearly the same place (a shadow under a headline)."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = max(glyph.size, 1.0)
        column, row = int(glyph.x0 / cell), int(glyph.top / cell)
        near = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in seen.get((glyph.char, column + dx, row + dy), ()))
        if any(abs(o.x0 - glyph.x0) < 0.3 * cell and abs(o.top - glyph.top) < 0.3 * cell for o in near):
            continue
        seen.setdefault((glyph.char, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def _strips(glyphs: Sequence[Glyph]) -> list[Strip]:
    """Glyphs that follow each other on one base line, taken together in the order of the file, then pieces that touch joined."""
    found: list[Strip] = []
    for glyph in glyphs:
        last = found[-1] if found else None
        if glyph.char.isspace():
            if last and _follows(last, glyph):
                last.glyphs.append(glyph)
        elif last and _follows(last, glyph):
            _grow(last, glyph)
        elif last and _hangs(last, glyph):
            last.upright = True
            _grow(last, glyph)
        else:
            found.append(Strip([glyph], glyph.x0, glyph.top, glyph.x1, glyph.bottom, glyph.size))
    return _touching(found)


def _follows(strip: Strip, glyph: Glyph) -> bool:
    last = strip.glyphs[-1]
    em = max(strip.size, glyph.size)
    level = abs((last.top + last.bottom) / 2 - (glyph.top + glyph.bottom) / 2) < 0.45 * em
    alike = 0.6 < glyph.size / strip.size < 1.65
    return not strip.upright and level and alike and -0.6 * em < glyph.x0 - last.x1 < JOINED * em


def _hangs(strip: Strip, glyph: Glyph) -> bool:
    """Whether a glyph goes on a column of single letters set downwards."""
    last = strip.glyphs[-1]
    em = strip.size
    same = abs(last.x0 + last.x1 - glyph.x0 - glyph.x1) < 0.4 * em and abs(glyph.size - em) < 0.1 * em
    step = glyph.top - last.top
    return (strip.upright or len(strip.glyphs) == 1) and same and 0.8 * em < step < 1.35 * em and em > 0


def _grow(strip: Strip, glyph: Glyph) -> None:
    strip.glyphs.append(glyph)
    strip.x0, strip.x1 = min(strip.x0, glyph.x0), max(strip.x1, glyph.x1)
    strip.top, strip.bottom = min(strip.top, glyph.top), max(strip.bottom, glyph.bottom)
    strip.size = max(strip.size, glyph.size) if len(strip.glyphs) < 3 else strip.size


def _touching(strips: list[Strip]) -> list[Strip]:
    """Strips on one base line that all but touch as one (a line whose figures come later in the file)."""
    ordered = sorted(strips, key=lambda s: (round(s.bottom), s.x0))
    found: list[Strip] = []
    for strip in ordered:
        last = found[-1] if found else None
        if (
            last
            and not last.upright
            and not strip.upright
            and abs(last.bottom - strip.bottom) < 0.3 * strip.size
            and 0.7 < last.size / strip.size < 1.4
            and -0.3 * strip.size < strip.x0 - last.x1 < 0.5 * strip.size
        ):
            for glyph in strip.glyphs:
                _grow(last, glyph)
        else:
            found.append(strip)
    return found


def _blocks(strips: Sequence[Strip]) -> list[Block]:
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
                wide = max(strip.x1 - strip.x0, 1.0)
                if (best is None or last.bottom > best.strips[-1].bottom) and (strip.x0 > block.x0 - 0.5 * wide):
                    best = block
        if best:
            best.strips.append(strip)
            best.x0, best.x1 = min(best.x0, strip.x0), max(best.x1, strip.x1)
            best.bottom = max(best.bottom, strip.bottom)
        else:
            found.append(Block([strip], strip.x0, strip.top, strip.x1, strip.bottom, strip.size))
    return found


def reading_order(blocks: list[Block], body: float) -> list[Block]:
    """Blocks as they are read: the region is cut at its widest white space, again and again.

    A level cut that would part headlines from what stands under them is worth little; columns are read one after the other.
    """
    if len(blocks) < 2:
        return blocks
    level = _gaps(blocks, "top", "bottom")
    upright = _gaps(blocks, "x0", "x1")
    worth: list[tuple[float, int, float]] = []
    for gap, at in level:
        above = [b for b in blocks if b.bottom <= at]
        lowest = max(b.bottom for b in above)
        edge = [b for b in above if b.bottom > lowest - 2 * body]
        headed = all(b.size > BIG * body for b in edge)
        worth.append((gap / body - 3.0 * headed, 0, at))
    for gap, at in upright:
        worth.append((gap / body + 0.3, 1, at))
    if not worth:
        return _by_neighbours(blocks)
    _, way, at = max(worth)
    if way == 0:
        first, rest = [b for b in blocks if b.bottom <= at], [b for b in blocks if b.bottom > at]
    else:
        first, rest = [b for b in blocks if b.x1 <= at], [b for b in blocks if b.x1 > at]
    return reading_order(first, body) + reading_order(rest, body)


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

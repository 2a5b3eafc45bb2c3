"""Lines -> blocks: lines of one size that stand one below the other in one column.

In: strips, and the lines that are drawn between them. Out: Blocks; every strip is in exactly one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.acquire.strips import Strip

THIN = 3.0  # points: most width of a drawn line
SET_OFF = 0.3  # ems of white by which a byline stands further from the column below it than that column's lines from each other
LEVEL, INNER = 0.4, 1.5  # ems by which two lines of one level differ; ems of the one that a line over both covers
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


def blocks_of(strips: Sequence[Strip], lines: Sequence[Drawn] = ()) -> list[Block]:
    """Lines of one size that stand close below each other in one column."""
    found: list[Block] = []
    ordered = sorted(strips, key=lambda s: (s.top, s.x0))
    tops = [strip.top for strip in ordered]
    for strip in ordered:
        best: Block | None = None
        for block in found:
            last = block.strips[-1]
            apart = strip.top - last.bottom
            across = min(block.x1, strip.x1) - max(block.x0, strip.x0)
            narrow = min(block.x1 - block.x0, strip.x1 - strip.x0)
            alike = 0.88 < strip.size / block.size < 1.14
            if alike and -0.4 * strip.size < apart < LEADING * strip.size and across > 0.5 * narrow and not strip.upright:
                if parted(last, strip, lines) or _reaches_over(last, strip, ordered, tops):
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


def _reaches_over(above: Strip, below: Strip, ordered: Sequence[Strip], tops: Sequence[float]) -> bool:
    """Whether one of two lines stands over or under two columns of which the other is a line: a caption below its picture."""
    for wide, line in ((above, below), (below, above)):
        if wide.x1 - wide.x0 <= line.x1 - line.x0:
            continue
        near = LEVEL * line.size
        for other in ordered[bisect_left(tops, line.top - near) : bisect_right(tops, line.top + near)]:
            inner = min(other.x1, wide.x1) - max(other.x0, wide.x0)
            apart = other.x0 >= line.x1 or other.x1 <= line.x0
            if apart and inner > INNER * line.size and not other.upright and abs(other.size - line.size) < 0.1 * line.size:
                return True
    return False


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


def parted(first: Boxed, second: Boxed, lines: Sequence[Drawn]) -> bool:
    """Whether a level line is drawn between two lines of print that stand one below the other."""
    left, right = max(first.x0, second.x0), min(first.x1, second.x1)
    if second.top < first.bottom - 1 or right <= left:
        return False
    return any(
        d.bottom - d.top <= THIN and first.bottom - 3 <= d.top <= second.top + 3 and min(d.x1, right) - max(d.x0, left) > 0
        for d in lines
    )

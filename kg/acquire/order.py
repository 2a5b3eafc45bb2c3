"""Blocks -> the order in which they are read: by white space (recursive cuts along the widest gaps) and by drawn lines.

In: the blocks of a sheet or of a box on it. Out: the same blocks in the order of a reader.
"""

from collections.abc import Sequence

from kg.acquire.blocks import Block, Drawn
from kg.acquire.pictures import goes_on, under_pictures

BIG = 1.22  # times the size of the body: letters of a headline
DRAWN = 6.0  # ems of white that a drawn line along a gap is worth
TORN = 6.0  # ems of white that a cut through the columns of one headline must have more
SET_IN, EQUAL, GUTTER = 1.5, 0.5, 4.0  # ems of a headline set left; by which steps of its columns differ; white between these
SUBHEAD = 0.8  # times the size of its headline at most: letters of a line below that is no headline of its own
UNDER, CENTRED = 6.0, 2.0  # ems from a headline to its columns, byline between; its own from middle to middle, doubled


def reading_order(blocks: list[Block], body: float, lines: Sequence[Drawn] = ()) -> list[Block]:
    """Blocks as they are read: the region is cut at its widest white space, again and again.

    A level cut that would part headlines from what stands under them is worth little; columns are read one after the other.
    """
    if len(blocks) < 2:
        return blocks
    lifted = under_pictures(blocks, body)
    if lifted:
        return reading_order([b for b in blocks if b not in lifted], body, lines) + lifted
    over = _headline_over(blocks, body)
    if over:
        return [over, *reading_order([b for b in blocks if b is not over], body, lines)]
    level = [(gap, at) for gap, at in _gaps(blocks, "top", "bottom") if not goes_on(blocks, at, body)]
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
    """(left, right) of the columns that one headline, narrower, holds together: centred over them, or set left over the first."""
    heads = [b for b in blocks if b.size > BIG * body and not b.strips[0].upright]
    text = [b for b in blocks if max(b.size, b.strips[0].size) <= BIG * body and len(b.strips) > 1]
    found: list[tuple[float, float]] = []
    for head in heads:
        below = [b for b in text if b.top > head.bottom - 1]
        start = min((b.top for b in below if b.x0 < head.x1 and head.x0 < b.x1), default=None)
        if start is None or start - head.bottom > UNDER * body:
            continue
        level = sorted((b for b in below if abs(b.top - start) < 0.7 * body), key=lambda b: b.x0)
        others = [o for o in heads if o is not head and head.top < o.bottom < head.bottom + UNDER * body]
        larger = [o for o in others if o.size > SUBHEAD * head.size or o.top < head.bottom - 1]
        rivals = [o for o in others if o in larger or abs(o.x0 - head.x0) > SET_IN * body]
        runs = _centred(head, _free_of(larger, level)), _from_left(head, _free_of(rivals, level), body)
        spans = [(run[0].x0, run[-1].x1) for run in runs if len(run) > 1]
        found += [max(spans, key=lambda span: span[1] - span[0])] if spans else []
    return found


def _headline_over(blocks: Sequence[Block], body: float) -> Block | None:
    """The headline of a region of lines without columns where all others, to its left or right too, are smaller and below it."""
    head = max(blocks, key=lambda b: b.size)
    if head.size < BIG * body or head.strips[0].upright:
        return None
    below = all(b.top > head.bottom - 1 and b.size < SUBHEAD * head.size for b in blocks if b is not head)
    return head if below and all(b.size > BIG * body or len(b.strips) == 1 for b in blocks) else None


def _free_of(heads: Sequence[Block], columns: Sequence[Block]) -> list[Block]:
    """The columns over which none of some headlines stands."""
    return [b for b in columns if not any(o.x0 < b.x1 and b.x0 < o.x1 for o in heads)]


def _centred(head: Block, columns: Sequence[Block]) -> Sequence[Block]:
    """The most columns of which a headline has the middle."""
    return max(
        (
            columns[i : k + 1]
            for i in range(len(columns))
            for k in range(i + 1, len(columns))
            if columns[i].x0 <= head.x0 + 1
            and columns[k].x1 >= head.x1 - 1
            and abs(columns[i].x0 + columns[k].x1 - head.x0 - head.x1) < CENTRED * head.size
        ),
        key=len,
        default=(),
    )


def _from_left(head: Block, columns: Sequence[Block], body: float) -> list[Block]:
    """The columns from the one over which a headline is set left, as far as they stand at equal steps."""
    start = next((i for i, b in enumerate(columns) if b.x1 > head.x0), len(columns))
    run = list(columns[start : start + 1])
    if not run or abs(run[0].x0 - head.x0) > SET_IN * body:
        return []
    for column in columns[start + 1 :]:
        step, first = column.x0 - run[-1].x0, columns[start + 1].x0 - run[0].x0
        if abs(step - first) > EQUAL * body or column.x0 - run[-1].x1 > GUTTER * body:
            break
        run.append(column)
    return run if run[-1].x1 >= head.x1 - 1 else []


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

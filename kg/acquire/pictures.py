"""Columns that a picture interrupts: the text jumps over it, and its caption is read after the columns.

In: the blocks of a region. Out: its captions, and whether columns go on below a white band.
"""

import re
from collections.abc import Sequence

from kg.acquire.blocks import Block

LARGE = 1.22  # times the size of the body: letters of a headline
PICTURE = 4.0  # ems of white that a picture leaves at least
EDGE = 1.0  # ems by which the edges of the parts of one column differ
NEAR = 2.5  # ems below a picture or caption within which the columns go on
MOST_LINES = 4  # of a caption
LEAST_COLUMNS = 2
_WORDS = re.compile(r"^(?:[▲△▼◀►▶←→↑↓]|[上下左右]?图[为①-⑨\d])|(?:摄|摄影|供图)[）)]?$")  # of a caption
_ENDS = "。！？”）"


def under_pictures(blocks: Sequence[Block], body: float) -> list[Block]:
    """The captions of pictures that stand within columns: white above them, and the columns go on below."""
    return [block for block in blocks if _is_caption(block, blocks, body)]


def _is_caption(block: Block, blocks: Sequence[Block], body: float) -> bool:
    if len(block.strips) > MOST_LINES or block.size > LARGE * body or block.strips[0].upright:
        return False
    over = [b for b in blocks if b is not block and _across(b, block) and b.bottom <= block.top + 1]
    under = [b for b in blocks if _across(b, block) and block.bottom - 1 <= b.top < block.bottom + NEAR * body]
    if not over:  # the picture stands above the columns
        text = all(b.size <= LARGE * body and len(b.strips) > 1 for b in under)
        return text and (len(under) >= LEAST_COLUMNS or _heads_column(block, under, blocks, body)) and _has_words(block)
    if block.top - max(b.bottom for b in over) < PICTURE * body:
        return False
    return bool(under) and all(_same_column(b, over, body) for b in under)


def _heads_column(caption: Block, under: Sequence[Block], blocks: Sequence[Block], body: float) -> bool:
    """Whether the one column below a caption is as wide as one beside it, which begins higher by a picture."""
    beside = [b for b in blocks if len(b.strips) > 1 and b.size <= LARGE * body and b.top < caption.top - PICTURE * body]
    return len(under) == 1 and any(abs(_wide(b) - _wide(under[0])) < EDGE * body for b in beside)


def captions_last(blocks: Sequence[Block], body: float) -> list[Block]:
    """Blocks in their order, captions that part a sentence put behind the columns over which it runs."""
    found = list(blocks)
    for i in range(1, len(found) - 1):
        above, caption, rest = found[i - 1 : i + 2]
        open_ended = above.strips[-1].text[-1:] not in _ENDS
        level = rest.x0 > above.x1 and abs(rest.top - above.top) < EDGE * body and abs(_wide(rest) - _wide(above)) < EDGE * body
        if open_ended and level and rest.size <= LARGE * body and len(caption.strips) <= MOST_LINES and _has_words(caption):
            found[i], found[i + 1] = rest, caption
    return found


def _has_words(block: Block) -> bool:
    """Whether a block points to a picture or ends with a photographer."""
    return _WORDS.search(block.strips[0].text) is not None or _WORDS.search(block.strips[-1].text) is not None


def _wide(block: Block) -> float:
    return block.x1 - block.x0


def goes_on(blocks: Sequence[Block], at: float, body: float) -> bool:
    """Whether two columns or more above the white band that begins at `at` go on below it, and no headline stands there."""
    above, below = [b for b in blocks if b.bottom <= at], [b for b in blocks if b.bottom > at]
    top = min(b.top for b in below)
    if top - at < PICTURE * body:
        return False
    heads = [b for b in below if b.top < top + NEAR * body]
    return len(heads) >= LEAST_COLUMNS and all(_same_column(b, above, body) for b in heads)


def _same_column(block: Block, above: Sequence[Block], body: float) -> bool:
    """Whether a block of text stands right below the last one of a column as wide: its edges are that column's."""
    last = max((b for b in above if _across(b, block)), key=lambda b: b.bottom, default=None)
    return (
        last is not None
        and max(last.size, block.size) <= LARGE * body
        and abs(last.x0 - block.x0) < EDGE * body
        and abs(last.x1 - block.x1) < EDGE * body
        and min(len(last.strips), len(block.strips)) > 1
    )


def _across(one: Block, other: Block) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)

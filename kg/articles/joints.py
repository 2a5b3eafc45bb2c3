"""How the lines of one sheet are joined: which of them go on with a word of the line above, and how its paragraphs begin.

In: the words and widths of lines. Out: arrays with one row for each line. What a page repeats and how it indents is its own
habit and is learnt from the page itself.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.articles.signs import Mask

Whole = npt.NDArray[np.int64]

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
INDENT = 4  # half-width units by which the first line of a paragraph is set in
NEAR_INDENT = 1  # half-width units by which that may differ
LEAST, MOSTLY, HARDLY = 4, 0.6, 0.2  # paragraphs that tell a habit, and parts of them that keep to it


def repeated(texts: Sequence[str]) -> Mask:
    """Lines whose first letter makes a pair with the last one of the line above that the sheet has elsewhere, too."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    of_sheet = np.sort((codes[:-1] << 32) | codes[1:])
    end = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 2
    last, first = codes[end[:-1]], codes[end[:-1] + 2]
    is_han = (first >= FIRST_HAN) & (first <= LAST_HAN) & (last >= FIRST_HAN) & (last <= LAST_HAN)
    out = np.zeros(len(texts), bool)
    pair = (last << 32) | first
    out[1:] = (of_sheet[np.minimum(of_sheet.searchsorted(pair), len(of_sheet) - 1)] == pair) & is_han
    return out


def indents_lost(width: Whole, after: Whole, closed: Mask) -> bool | None:
    """Whether the first lines of paragraphs are shorter by an indent that is not printed; None where nothing tells.

    Asked are lines below one that ends a sentence and falls short of its column by more than an indent.
    """
    short = np.roll((width < after - INDENT - NEAR_INDENT - 1) & closed, 1)
    short[0] = False
    lacks = after - width
    indented = int((short & (np.abs(lacks - INDENT) <= NEAR_INDENT)).sum())
    full = int((short & (np.abs(lacks) <= NEAR_INDENT)).sum())
    if indented + full < LEAST:
        return None
    part = indented / (indented + full)
    return True if part >= MOSTLY else False if part <= HARDLY else None

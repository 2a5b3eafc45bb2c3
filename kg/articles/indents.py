"""How the first lines of the paragraphs of one sheet are set in, which is a page's own habit and is learnt from the page itself.

In: widths of lines. Out: whether an indent is there that is not printed.
"""

import numpy as np
import numpy.typing as npt

from kg.articles.signs import Mask

Whole = npt.NDArray[np.int64]

INDENT = 4  # half-width units by which the first line of a paragraph is set in
NEAR_INDENT = 1  # half-width units by which that may differ
LEAST, MOSTLY, HARDLY = 4, 0.6, 0.2  # paragraphs that tell a habit, and parts of them that keep to it


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

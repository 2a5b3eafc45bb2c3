"""Poems: many short lines without marks of a sentence below the name of their author, no column's width common to them.

In: the lines of a sheet, then its units. Out: which lines are verse; the units of a poem as paragraphs.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from kg.articles.costs import SLACK, Lines
from kg.articles.marks import Byline
from kg.articles.signs import has

LEAST = 6  # lines of a poem
MOST = 10  # letters of one
VARIED = 0.3  # part of them that differ from the commonest width, as lines of a narrow column do not


def verse_lines(sheet: Lines, bylines: Mapping[int, Byline | None]) -> list[int]:
    """The lines of the poems of a dump."""
    if sheet.laid:
        return []
    short = (sheet.signs.size <= MOST) & ~has(sheet.signs.any, "inside") & ~sheet.entry & ~sheet.row
    found: list[int] = []
    for at in [i for i, by in bylines.items() if by]:
        end = at + 1
        while end < len(short) and short[end] and end not in sheet.furniture and not bylines.get(end):
            end += 1
        if end - at > LEAST and _varied(sheet.width[at + 1 : end].tolist()):
            found += range(at + 1, end)
    return found


def _varied(widths: Sequence[int]) -> bool:
    usual = int(np.bincount(widths).argmax())
    return sum(abs(width - usual) > SLACK for width in widths) >= VARIED * len(widths)

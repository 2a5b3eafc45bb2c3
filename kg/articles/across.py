"""Columns that a dump prints beside each other: which lines to cut, and the order in which a reader reads the pieces.

In: a Page of text. Out: its Lines, those of the left column before those of the right one; a line that holds both columns gives
two Lines of one number. Without a clear gap that runs down several lines all Lines stay as they are.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice

from kg.records import Line, Page
from kg.text import is_han

LEAST_ROWS = 5  # lines one below the other that show the gap
SHOWN = 0.6  # part of the lines beside each other that hold both columns
LEAST_PIECE = 7  # letters of an ordinary piece of a column; rows of a table have fewer
INDENT = 4  # cells by which the first line of a paragraph is set in
MOST_TRIED = 8  # places of a gap that are tried
MOST_COLUMNS = 8
MOST_WIDE = 400  # characters of a row of columns
TAB = 400  # cells to which a tab leads, more than any column has
_GAP = re.compile(r"(?<=\S)(?:[ \u3000]*\t[ \u3000\t]*| {3,}[ \u3000]*| {0,2}\u3000[ \u3000]+)(?=\S)")

Row = tuple[Line, str]


def reading_order(page: Page) -> list[Line]:
    """The Lines of a page in the order in which they are read."""
    if page.form != "dump" or "\f" in page.text:
        return list(page.lines)
    # most pages have no gaps: that is seen in the whole text, before any line is looked at
    if sum(map(page.text.count, ("\t", "   ", "\u3000"))) < LEAST_ROWS:
        return list(page.lines)
    if sum(1 for _ in islice(_GAP.finditer(page.text), LEAST_ROWS)) < LEAST_ROWS:
        return list(page.lines)
    rows = [(line, page.text[line.start : line.end]) for line in page.lines]
    if sum(_GAP.search(text) is not None for _, text in rows) < LEAST_ROWS:
        return list(page.lines)
    return [line for line, _ in _by_column(rows)]


def _by_column(rows: list[Row], depth: int = 0) -> list[Row]:
    """Rows with every stretch of two columns cut in two, and what is left and right of the gap, above and below it, again."""
    starts: Counter[int] = Counter()
    for _, text in rows:
        gaps = list(_GAP.finditer(text)) if len(text) < MOST_WIDE else []
        cells = _cells(text) if gaps else []
        starts.update(cells[gap.end()] for gap in gaps)
    likely = sorted(starts, key=lambda at: (-starts[at], at))[:MOST_TRIED]
    for at in likely if depth < MOST_COLUMNS else ():
        if starts[at] + starts[at + INDENT] < LEAST_ROWS:
            continue
        found: list[Row] = []
        done = 0
        for first, end in _stretches(rows, at):
            left, right = zip(*(_cut(row, at) for row in rows[first:end]), strict=True)
            if _is_prose(left) and _is_prose(right):
                for part in (rows[done:first], list(left), list(right)):
                    found += _by_column(part, depth + 1)
                done = end
        if done:
            return found + _by_column(rows[done:], depth + 1)
    return rows


def _cells(text: str) -> list[int]:
    """The cell at which each character stands; the last is where the line ends."""
    found = [0]
    for char in text:
        here = found[-1]
        found.append(here // TAB * TAB + TAB if char == "\t" else here + (1 if char.isascii() else 2))
    return found


def _stretches(rows: list[Row], at: int) -> list[tuple[int, int]]:
    """Half-open stretches of rows in which no print crosses the cell `at` and most rows have print on both sides."""
    found: list[tuple[int, int]] = []
    first = end = both = 0
    ended = False  # whether the left column has ended above the right one
    for n, (_, text) in enumerate([*rows, (rows[0][0], "")]):
        side = _side(text, at) if n < len(rows) else None
        if side is None:
            if both >= max(LEAST_ROWS, SHOWN * (end - first)):
                found.append((first, end))
            both, first, end, ended = 0, n + 1, n + 1, False
        elif side == "both":
            both += 1
            end, ended = n + 1, False
        elif side == "right":
            end, ended = n + 1, both > 0
        elif side == "left" and both:
            end = end if ended else n + 1
        elif not both:
            first = n + 1
    return found


def _side(text: str, at: int) -> str | None:
    """On which sides of the cell `at` a row has print: both, left, right, "" for neither; None if print crosses it."""
    if len(text) >= MOST_WIDE:
        return None
    body = text.rstrip()
    if not body.strip():
        return ""
    cells = _cells(body)
    if cells[-1] <= at:
        return "left"
    if cells[len(body) - len(body.lstrip())] >= at:
        return "right"
    gaps = (gap for gap in _GAP.finditer(body) if cells[gap.start()] <= at)
    return "both" if any(cells[gap.end()] in (at, at + INDENT) for gap in gaps) else None


def _cut(row: Row, at: int) -> tuple[Row, Row]:
    """The two pieces of a row, before the cell `at` and from it on."""
    line, text = row
    place = next((i for i, cell in enumerate(_cells(text)) if cell >= at), len(text))
    place = min(place, len(text))
    middle = line.start + place
    return (replace(line, end=middle), text[:place]), (replace(line, start=middle), text[place:])


def _is_prose(pieces: tuple[Row, ...]) -> bool:
    """Whether the pieces of one column are running Chinese text, not entries of a table."""
    sizes = sorted(sum(map(is_han, text)) for _, text in pieces if text.strip())
    return bool(sizes) and sizes[len(sizes) // 2] >= LEAST_PIECE

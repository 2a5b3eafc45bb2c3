"""Tables on a laid-out sheet: rows of short cells with figures. They are furniture: neither headline nor author stands there.

In: the units of one sheet. Out: nothing; units that are cells change their kind.
"""

import re
from collections.abc import Sequence

from kg.articles.columns import Unit
from kg.articles.printed import Printed
from kg.records import Box

MOST_CELL = 12  # letters
LARGEST = 1.1  # times the size of the body
BESIDE, BELOW = 6.0, 2.0  # ems between two cells of one row, and between two rows, at most
LEAST_ROWS = 2  # with a figure
_FIGURE = re.compile(r"[-—+±]?\d[\d.,:：/~～—-]*(?:[%％‰℃元万亿人个名分年月日天吨亩户公里]*)")


def take_tables(units: Sequence[Unit]) -> None:
    """Lines that stand in rows of short cells, with a figure in at least two rows, are furniture; so are the heads above them."""
    rows = _rows([unit for unit in units if _like_cell(unit)])
    with_figures = [any(_FIGURE.fullmatch(unit.text) for unit in row) for row in rows]
    taken: set[int] = set()
    for n, row in enumerate(rows):
        near = [k for k, other in enumerate(rows) if with_figures[k] and (k == n or _near(row, other))]
        if with_figures[n] and len(near) >= LEAST_ROWS:
            taken.add(n)
    heads = {n for n in range(len(rows)) if n not in taken and any(_near(rows[n], rows[k]) for k in taken)}
    for n in taken | heads:
        for unit in rows[n]:
            unit.kind, unit.rule, unit.byline = "furniture", "table", None


def _like_cell(unit: Unit) -> bool:
    line = unit.lines[0]
    short = len(unit.lines) == 1 and len(unit.text) <= MOST_CELL and line.scale < LARGEST
    return short and (unit.kind == "float" or (unit.kind == "furniture" and unit.rule == "number"))


def _rows(cells: Sequence[Unit]) -> list[list[Unit]]:
    """Cells that stand on one level beside each other, two at least."""
    found: list[list[Unit]] = []
    for unit in sorted(cells, key=lambda unit: _box(unit.lines[0]).x0):
        here = _box(unit.lines[0])
        for row in found:
            last = _box(row[-1].lines[0])
            level = abs(last.top - here.top) < 0.4 * here.size and abs(last.size - here.size) < 0.1 * here.size
            if level and -0.2 * here.size < here.x0 - last.x1 < BESIDE * here.size:
                row.append(unit)
                break
        else:
            found.append([unit])
    return [row for row in found if len(row) > 1]


def _near(row: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether two rows stand one below the other."""
    one, two = [_box(unit.lines[0]) for unit in row], [_box(unit.lines[0]) for unit in other]
    size = one[0].size
    apart = max(one[0].top - two[0].bottom, two[0].top - one[0].bottom)
    across = min(one[-1].x1, two[-1].x1) - max(one[0].x0, two[0].x0)
    return -0.2 * size < apart < BELOW * size and across > 0 and abs(size - two[0].size) < 0.1 * size


def _box(line: Printed) -> Box:
    assert line.box is not None
    return line.box

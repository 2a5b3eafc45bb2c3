"""Lines -> Units: which lines run on as paragraphs of a column, and which stand by themselves.

In: the printed lines of one sheet. Out: Units in page order: "para" (one paragraph), "float" (a line outside the run of the
column: headline, kicker, heading, byline, label) and "furniture". The width of the column is found from the neighbours of each
line, so that any width, and any change of width, is followed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.articles import marks
from kg.articles.printed import Printed
from kg.lexicon import words

UnitKind = Literal["para", "float", "furniture"]
REACH = 6  # neighbours on each side that tell the width of the column
SLACK = 2  # half-width units by which justified lines of one column differ
RUNS, ENDS, FLOATS = 0, 1, 2
NEVER = 1e6
LEAST_COLUMN = 12
LARGE = 1.18  # times the size of the body: letters of a headline
_ASCII = re.compile(r"[ -~]")
OPENING = re.compile(r"近日|日前|连日来|近年来|今年以来|走进|据悉|据了解|\d{1,2}月\d{1,2}日，")
INSIDE = "，。、；：？！”’）》】…"


@dataclass(slots=True)
class Unit:
    """One paragraph or one line that stands by itself. `width` is the column's, in half-width units; `rule` names furniture."""

    kind: UnitKind
    lines: list[Printed]
    width: int = 0
    rule: str = ""
    byline: marks.Byline | None = None
    closed: bool = True

    @property
    def text(self) -> str:
        """The words of the unit with its lines run together."""
        return "".join(line.text for line in self.lines)

    @property
    def gap(self) -> int:
        """Blank lines before the unit."""
        return self.lines[0].gap


def units(lines: Sequence[Printed]) -> list[Unit]:
    """Units of one sheet, in order; every line is in exactly one."""
    if not lines:
        return []
    before, after = _widths(lines)
    states = _best_states(lines, before, after)
    found: list[Unit] = []
    open_paragraph = False
    for i, (line, state) in enumerate(zip(lines, states, strict=True)):
        if state == FLOATS:
            rule = marks.furniture(line.text)
            by = None if rule else marks.byline(line.text)
            found.append(Unit("furniture" if rule else "float", [line], line.width, rule[0] if rule else "", by))
            open_paragraph = False
            continue
        if open_paragraph:
            found[-1].lines.append(line)
        else:
            found.append(Unit("para", [line]))
        open_paragraph = state == RUNS
        if not open_paragraph:
            found[-1].closed = marks.CLOSED.search(marks.full_marks(line.text)) is not None
        found[-1].width = max(found[-1].width, _column(line.width, before[i], after[i], len(found[-1].lines)))
    return found


def _column(width: int, before: int, after: int, nth: int) -> int:
    """The column width that a line of `width` speaks for; a lone line speaks for the column that it fits into."""
    if nth > 1:
        return width
    fitting = [w for w in (before, after) if w and width <= w + SLACK]
    return max(width, min(fitting, default=width))


def _widths(lines: Sequence[Printed]) -> tuple[list[int], list[int]]:
    """For each line the usual width of the lines before it and of those after it (0 where there are none)."""
    seen = [line.width + 4 if line.indent else line.width for line in lines]
    usual = [_usual(seen[i : i + REACH]) for i in range(len(seen))]
    before = [usual[max(0, i - REACH)] if i else 0 for i in range(len(seen))]
    if len(seen) > 1:
        for i in range(1, min(REACH, len(seen))):
            before[i] = _usual(seen[:i])
    after = [usual[i + 1] if i + 1 < len(seen) else 0 for i in range(len(seen))]
    return before, after


def _usual(widths: list[int]) -> int:
    """The width that most of some lines share within the slack of justification; of equals the greatest."""
    best, most = 0, -1
    ordered = sorted(widths)
    first = last = 0
    for width in ordered:
        while ordered[first] < width - SLACK:
            first += 1
        while last < len(ordered) and ordered[last] <= width + SLACK:
            last += 1
        if last - first >= most:
            best, most = width, last - first
    return best


def _best_states(lines: Sequence[Printed], before: list[int], after: list[int]) -> list[int]:
    """For each line RUNS (its paragraph runs on), ENDS (its paragraph ends) or FLOATS: the cheapest reading of the sheet."""
    usual_gap = Counter(line.gap for line in lines).most_common(1)[0][0]
    indents = sum(line.indent for line in lines) >= max(2, 0.04 * len(lines))
    totals = [0.0, 0.0, 0.0]
    back: list[tuple[int, int, int]] = []
    for i, line in enumerate(lines):
        listed = i > 0 and marks.entry(lines[i - 1].text)
        costs = _costs(line, _near(lines, i, before[i], after[i]), listed)
        step: list[float] = []
        came: list[int] = []
        start = _start_cost(line, indents, usual_gap)
        go_on = _go_on_cost(line, lines[i - 1], usual_gap, before[i]) if i else NEVER
        for state in (RUNS, ENDS, FLOATS):
            if state == FLOATS:
                ways = [NEVER, totals[ENDS] + 0.4 + costs[4], totals[FLOATS] + costs[4]]
            else:
                first = start + costs[2 + state]
                ways = [totals[RUNS] + go_on + costs[state], totals[ENDS] + first, totals[FLOATS] + first]
            if i == 0:
                ways[RUNS] = ways[ENDS] = NEVER
            least = min(ways)
            step.append(least)
            came.append(ways.index(least))
        totals = step
        back.append((came[0], came[1], came[2]))
    totals[RUNS] += 4.0
    state = totals.index(min(totals))
    states = [state]
    for i in range(len(lines) - 1, 0, -1):
        state = back[i][state]
        states.append(state)
    return states[::-1]


def _near(lines: Sequence[Printed], i: int, before: int, after: int) -> list[int]:
    """The column widths that may hold at line i: those of its surroundings and those of its two neighbours."""
    found = [before, after]
    found += [lines[k].width + 4 * lines[k].indent for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    widest = max(before, after)
    return [width for k, width in enumerate(found) if width >= (LEAST_COLUMN if k < 2 else widest)] or [99]


def _start_cost(line: Printed, indents: bool, usual_gap: int) -> float:
    """What it costs to begin a paragraph with this line."""
    cost = 0.5
    if line.text[0] in INSIDE:
        cost += 6.0
    elif line.text[1:2] in ("。", "，", "、", "；") and line.text[0] not in marks.NUMERALS:
        cost += 2.0
    if line.indent:
        cost -= 1.0
    elif indents:
        cost += 1.0
    if line.gap > usual_gap:
        cost -= 0.3
    return cost


def _go_on_cost(line: Printed, last: Printed, usual_gap: int, before: int) -> float:
    """What it costs to run on from the line before into this one."""
    cost = 0.0
    if before and line.width - max(before, last.width + 4) > 2 * SLACK:
        cost += 2.5
    if line.indent:
        cost += 4.0
    if line.gap > usual_gap:
        cost += 3.0 if usual_gap else 0.4
    if marks.opens_article(line.text) or marks.continued_from(line.text):
        cost += 7.0
    if line.text[0] in INSIDE:
        cost -= 1.0
    elif last.text[-1] + line.text[0] in words("pages/common_bigrams.tsv", "pair"):
        cost -= 1.5
    else:
        cost += 0.3 + 0.9 * (OPENING.match(line.text) is not None)
    return cost


def _costs(line: Printed, widths: list[int], listed: bool) -> tuple[float, float, float, float, float]:
    """(runs on within, ends within, runs on as first line, ends as first line, floats). `listed`: after an entry of a list."""
    text, width = marks.full_marks(line.text), line.width + 4 if line.indent else line.width
    slope = 0.4 if line.places.__class__ is not range or _ASCII.search(text) else 0.7
    full = _misfit(width, widths, slope)
    full_first = full if line.indent or not full else min(full, _misfit(width + 4, widths, slope))
    prose = text.count("，") > 1
    if full_first and (prose or marks.POINTER.match(text)):  # the text under a picture has a width of its own
        full_first = min(full_first, 1.5) if prose else 0.0
    ends = min(max(0.0, 0.5 * (width - SLACK - max(widths))), 4.0)
    last = text[-1]
    turns = marks.continued_on(text) is not None
    signed = last == "摄" and marks.signed_photo(text)
    if turns or signed or marks.CLOSED.search(text):
        ends += 0.2
    elif last in "：:":
        ends += 0.8
    elif last in "）)摄":
        ends += 2.0
    elif last in "，、":
        ends += 7.0
    else:
        ends += 5.5 - (4.0 if listed or marks.entry(text) else 2.0 if " " in text and len(text) >= 10 else 0.0)
    floats = 1.0 + _float_cost(line, text, full) + 8.0 * turns + 1.5 * listed
    known = marks.furniture(text)
    by = None if known or floats > 6 else marks.byline(text)
    extra = 0.0
    if signed:
        full, full_first = full + 2.0, full_first + 2.0
    if known:
        floats, extra = (-1.0, 3.5) if known[1] else (0.2, 1.5)
    elif by:
        floats, extra = (0.0, 2.0) if by.how != "names" else (0.6, 0.5)
    if line.box and not known:
        floats, extra = _by_size(line.scale, floats, extra)
    return full + extra, ends + extra, full_first + extra, ends + extra, floats


def _by_size(scale: float, floats: float, extra: float) -> tuple[float, float]:
    """The costs of standing alone and of running on, corrected by the size of the letters: large ones are headlines."""
    if scale > LARGE:
        return floats - 3.0, extra + 6.0
    return floats + (1.0 if 0.93 < scale < 1.07 else 0.0), extra


def _misfit(width: int, widths: list[int], slope: float) -> float:
    """How badly a line of this width fits as a full line of any of the columns."""
    least = 99.0
    for other in widths:
        off = float(width - other if width > other else other - width)
        off -= SLACK if other < 34 else 0.06 * other
        if off <= 0:
            return 0.0
        least = min(least, off)
    return min(slope * least, 5.0)


def _float_cost(line: Printed, text: str, misfit: float) -> float:
    """What speaks against this line, `text` with full-width marks, being a headline, heading, byline or label."""
    cost = 0.0
    last = text[-1]
    if last in "。；":
        cost += 4.0
    elif last in "，、":
        cost += 5.0
    elif last in "：:":
        cost += 2.5
    elif last in "！？!?…":
        cost += 0.5
    elif last in words("pages/never_ends.tsv"):
        cost += 3.0
    if "。" in text[:-1]:
        cost += 3.0
    if text[0] in INSIDE:
        cost += 6.0
    if text.count("“") != text.count("”") or text.count("《") != text.count("》"):
        cost += 1.5
    if marks.opens_article(text) or marks.continued_from(text):
        cost += 8.0
    if len(text) > 24:
        cost += 1.0 if len(text) <= 40 else 3.0
    if text.count("，") > 1:
        cost += 2.0
    if text.startswith("——") and "，" not in text:
        cost -= 1.5
    if len(text) <= 2:
        cost += 2.5
    if line.indent:
        cost += 1.0
    if marks.entry(text) or marks.POINTER.match(text):
        cost += 2.5
    if "，" in text and marks.ENUMERATED.match(text):
        cost += 1.5
    if misfit == 0.0:
        cost += 0.8
    if text.endswith(tuple(words("pages/title_ends.tsv"))):
        cost -= 1.5
    if line.spread or line.shadow:
        cost -= 0.3 if line.spread else 4.0
    return cost

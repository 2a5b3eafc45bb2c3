"""Lines -> Units: which lines run on as paragraphs of a column, and which stand by themselves.

In: the printed lines of one sheet. Out: Units in page order: "para" (one paragraph), "float" (a line outside the run of the
column: headline, kicker, heading, byline, label) and "furniture". The width of the column is found from the neighbours of each
line, so that any width, and any change of width, is followed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.articles import marks
from kg.articles.costs import NEVER, OPENING, SLACK, blank_cost, go_on_cost, line_costs, start_cost
from kg.articles.printed import STACKED, Printed

UnitKind = Literal["para", "float", "furniture"]
REACH = 6  # neighbours on each side that tell the width of the column
RUNS, ENDS, FLOATS = 0, 1, 2
LEAST_COLUMN = 12
NO_COLUMN = 80  # half-width units: text in columns is seldom so wide
MOSTLY = 0.75  # part of the print that stands in lines that end a sentence where no paragraph is wrapped
LEAVES = 0.4  # what it costs to leave the column for a line that stands alone
MOST_CAPTION = 8


@dataclass(slots=True)
class Unit:
    """One paragraph or one line that stands by itself. `width` is the column's, in half-width units; `rule` names furniture."""

    kind: UnitKind
    lines: list[Printed]
    width: int = 0
    rule: str = ""
    byline: marks.Byline | None = None
    closed: bool = True
    _said: tuple[int, str] = (0, "")  # its words while it had so many lines

    @property
    def text(self) -> str:
        """The words of the unit with its lines run together."""
        if self._said[0] != len(self.lines):
            self._said = len(self.lines), "".join([line.text for line in self.lines])
        return self._said[1]

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
            kind: UnitKind = "furniture" if rule else "para" if by is None and marks.row_of_names(line.text) else "float"
            found.append(Unit(kind, [line], line.width, rule[0] if rule else "", by))
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
    for first, end in _stacks(lines):
        if end - first > 2:
            before[first:end] = after[first:end] = [max(seen[first:end])] * (end - first)
    return before, after


def _stacks(lines: Sequence[Printed]) -> list[tuple[int, int]]:
    """The columns of a laid-out sheet: half-open stretches of lines that stand right below each other; none in a dump."""
    found: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if line.box and found and line.gap == STACKED:
            found[-1] = found[-1][0], i + 1
        elif line.box:
            found.append((i, i + 1))
    return found


def _usual(widths: Sequence[int]) -> int:
    """The width that most of some lines share within the slack of justification; of equals the greatest."""
    best, most = 0, -1
    ordered = sorted(widths)
    if ordered and ordered[-1] - ordered[0] <= SLACK:
        return ordered[-1]
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
    blank = blank_cost(lines, usual_gap)
    captions = _caption_lines(lines)
    heads = _above_openings(lines)
    whole = is_unwrapped(lines)
    widest = max([line.width + 4 for line in lines])
    seen = [line.width + 4 if line.indent else line.width for line in lines]
    totals = [NEVER, NEVER, 0.0]  # nothing runs on into the first line
    back: list[tuple[int, int, int]] = []
    for i, line in enumerate(lines):
        listed = i > 0 and marks.entry(lines[i - 1].text)
        costs = line_costs(line, [widest] if whole else _near(seen, i, before[i], after[i]), listed)
        if whole:  # no paragraph has a second line
            costs = costs[0] + NEVER / 10, costs[1], costs[2] + NEVER / 10, costs[3], costs[4]
        if i in captions:
            costs = min(costs[0], 0.3), costs[1], min(costs[2], 0.3), costs[3], costs[4] + 1.0
        if i in heads:
            costs = *costs[:4], costs[4] - heads[i]
        if i and _goes_over(lines[i - 1].text, line.text):  # （下转 / 2版） and 赵雪 / 摄: the line before runs on into this one
            costs = costs[0], 0.0, NEVER, NEVER, NEVER
            totals[ENDS] += NEVER
            totals[FLOATS] += NEVER
        start = start_cost(line, indents, usual_gap)
        runs, ends, floats = totals
        on = runs + (go_on_cost(line, lines[i - 1], usual_gap, before[i], blank) if i else NEVER)
        fresh, origin = (ends + start, ENDS) if ends <= floats else (floats + start, FLOATS)
        stays, opens = on + costs[0], fresh + costs[2]
        closes, single = on + costs[1], fresh + costs[3]
        back.append((
            RUNS if stays <= opens else origin,
            RUNS if closes <= single else origin,
            ENDS if ends + LEAVES <= floats else FLOATS,
        ))  # fmt: skip
        totals = [min(stays, opens), min(closes, single), min(ends + LEAVES, floats) + costs[4]]
    totals[RUNS] += 4.0
    state = totals.index(min(totals))
    states = [state]
    for i in range(len(lines) - 1, 0, -1):
        state = back[i][state]
        states.append(state)
    return states[::-1]


def is_unwrapped(lines: Sequence[Printed]) -> bool:
    """Whether each paragraph is one line, however long, as in text taken from a screen: nearly all print ends its sentence."""
    if any(line.box for line in lines) or max([line.width for line in lines]) < NO_COLUMN:
        return False
    closed = sum(line.width for line in lines if marks.CLOSED.search(marks.full_marks(line.text)))
    return closed > MOSTLY * sum(line.width for line in lines)


def _goes_over(last: str, text: str) -> bool:
    """Whether a mark that one line began ends on the next: （下转 / 2版）; 赵雪 / 摄."""
    if marks.HALF_TURN.search(last):
        return marks.continued_on(last + text) is not None
    return text in ("摄", "摄影") and not marks.CLOSED.search(last)


def _caption_lines(lines: Sequence[Printed]) -> set[int]:
    """Lines above one that a photographer signs and as wide as each other: the text under a picture has a width of its own."""
    found: set[int] = set()
    for j, line in enumerate(lines):
        if line.text[-1] not in "摄影" or not marks.signed_photo(line.text):
            continue
        i = j
        while i and j - i < MOST_CAPTION and _over(lines[i - 1], lines[j if i == j else j - 1], i == j):
            i -= 1
        found.update(range(i, j))
    return found


def _over(above: Printed, below: Printed, last: bool) -> bool:
    """Whether the line `above` runs on into `below`, a line of one caption (its `last` may be short)."""
    width = above.width + 4 * above.indent
    fits = below.width <= width + SLACK if last else abs(width - below.width) <= SLACK
    ends = above.text[-1] in "：" or marks.CLOSED.search(above.text) is not None
    return fits and not ends and not marks.opens_article(above.text) and not marks.furniture(above.text)


def _above_openings(lines: Sequence[Printed]) -> dict[int, float]:
    """Lines right above 本报讯 or an opening day that end no sentence, and how much that speaks for a headline."""
    found: dict[int, float] = {}
    for j, line in enumerate(lines):
        sure = marks.opens_article(line.text)
        if not sure and not OPENING.match(line.text):
            continue
        gain = 2.5 if sure else 1.0
        for i in range(j - 1, max(-1, j - 4), -1):
            text = marks.full_marks(lines[i].text)
            if len(text) > 30 or text[-1] in "，、" or "。" in text or "；" in text or marks.CLOSED.search(text):
                break
            found[i] = gain
            gain *= 0.5
    return found


def _near(seen: Sequence[int], i: int, before: int, after: int) -> list[int]:
    """The column widths that may hold at line i: those of its surroundings and of its neighbours (`seen`: all lines)."""
    found = [width for width in (before, after) if width >= LEAST_COLUMN]
    widest = before if before > after else after
    if i and seen[i - 1] >= widest:
        found.append(seen[i - 1])
    if i + 1 < len(seen) and seen[i + 1] >= widest:
        found.append(seen[i + 1])
    return found or [99]

"""Lines -> Units: which lines run on as paragraphs of a column, and which stand by themselves.

In: the printed lines of one sheet. Out: Units in page order: "para" (one paragraph), "float" (a line outside the run of the
column: headline, kicker, heading, byline, label) and "furniture". The width of the column is found from the neighbours of each
line, so that any width, and any change of width, is followed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from kg.articles import marks, names
from kg.articles.costs import NEVER, OPENING, SLACK, Lines, costs_of, look_at
from kg.articles.indents import INDENT
from kg.articles.insets import inset_captions
from kg.articles.printed import LARGE_HEADLINE, STACKED, Printed
from kg.articles.signs import has
from kg.articles.verse import verse_lines

UnitKind = Literal["para", "float", "furniture"]
REACH = 6  # neighbours on each side that tell the width of the column
RUNS, ENDS, FLOATS = 0, 1, 2
NO_COLUMN = 80  # half-width units: text in columns is seldom so wide
MOSTLY = 0.75  # part of the print that stands in lines that end a sentence where no paragraph is wrapped
LEAVES = 0.4  # what it costs to leave the column for a line that stands alone
MOST_CAPTION = 8
MOST_REST = 10  # letters of the rest of a signature on the next line
VERSE = 3.0  # what speaks against a line of verse as running text
WIDTH_BITS = 40  # a width needs fewer


@dataclass(slots=True)
class Unit:
    """One paragraph or one line that stands by itself. `width` is the column's, in half-width units; `rule` names furniture;

    `kicker`: the line above this headline, where its place tells it.
    """

    kind: UnitKind
    lines: list[Printed]
    width: int = 0
    rule: str = ""
    byline: marks.Byline | None = None
    closed: bool = True
    kicker: "Unit | None" = None
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
    """Units of one sheet, in order; every line is in exactly one. A caption amid a paragraph stands behind it."""
    insets = inset_captions(lines)
    if not insets:
        return _units(lines)
    ends = dict(insets)
    inside = {i for first, end in insets for i in range(first, end)}
    found = _units([line for i, line in enumerate(lines) if i not in inside])
    place = {line.number: n for n, unit in enumerate(found) for line in unit.lines}
    behind: dict[int, list[Unit]] = {}
    at = 0
    for i, line in enumerate(lines):
        if i in ends:
            caption = list(lines[i : ends[i]])
            behind.setdefault(at, []).append(Unit("para", caption, max(part.width for part in caption)))
        elif i not in inside:
            at = place[line.number]
    return [each for n, unit in enumerate(found) for each in (unit, *behind.get(n, ()))]


def _units(lines: Sequence[Printed]) -> list[Unit]:
    """Units of lines that follow each other."""
    if not lines:
        return []
    sheet = look_at(lines)
    before, after = _widths(lines, sheet.width.tolist())
    states, bylines = _best_states(sheet, before, after)
    found: list[Unit] = []
    open_paragraph = False
    for i, (line, state) in enumerate(zip(lines, states, strict=True)):
        if state == FLOATS:
            rule = sheet.furniture.get(i)
            by = None if rule else bylines[i] if i in bylines else marks.byline(line.text)
            if by and by.how == "names" and line.box and line.scale > LARGE_HEADLINE:
                by = None  # 白鹭来 in the letters of a headline
            kind: UnitKind = "furniture" if rule else "para" if by is None and names.row_of_names(line.text) else "float"
            found.append(Unit(kind, [line], line.width, rule[0] if rule else "", by))
            open_paragraph = False
            continue
        if open_paragraph:
            found[-1].lines.append(line)
        else:
            found.append(Unit("para", [line]))
        open_paragraph = state == RUNS
        if not open_paragraph:
            found[-1].closed = bool(sheet.closed[i])
        unit = found[-1]
        width = line.width if len(unit.lines) > 1 else _column(line.width, before[i], after[i])
        if width > unit.width:
            unit.width = width
    return found


def _column(width: int, before: int, after: int) -> int:
    """The column width that the first line of a paragraph speaks for: that of the column that it fits into."""
    fitting = [w for w in (before, after) if w and width <= w + SLACK]
    return max(width, min(fitting, default=width))


def _widths(lines: Sequence[Printed], seen: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each line the usual width of the lines before it and of those after it (0 where there are none); `seen`: their own."""
    usual = _usual(np.asarray(seen))
    before = [0, *usual[1 : len(seen)]]
    after = [*usual[REACH + 1 : REACH + len(seen)], 0]
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


def _usual(widths: npt.NDArray[np.int64]) -> list[int]:
    """Item i: the width that most of the REACH lines before line i share within SLACK; of equals the greatest."""
    blank = np.full(REACH, -1)
    near = sliding_window_view(np.concatenate([blank, widths, blank]), REACH)
    alike = (np.abs(near[:, :, None] - near[:, None, :]) <= SLACK).sum(axis=2)
    many = np.where(near >= 0, (alike << WIDTH_BITS) + near, 0).max(axis=1)
    found: list[int] = (many & ((1 << WIDTH_BITS) - 1)).tolist()
    return found


def _best_states(sheet: Lines, before: list[int], after: list[int]) -> tuple[list[int], dict[int, marks.Byline | None]]:
    """For each line RUNS (its paragraph runs on), ENDS (its paragraph ends) or FLOATS: the cheapest reading of the sheet.

    And the bylines among the lines that were asked.
    """
    usual_gap = Counter(sheet.gap.tolist()).most_common(1)[0][0]
    whole = is_unwrapped(sheet)
    costs = costs_of(sheet, before, after, usual_gap, whole)
    for i in _caption_lines(sheet):
        costs.within[i], costs.first[i] = min(costs.within[i], 0.3), min(costs.first[i], 0.3)
        costs.alone[i] += 1.0
    for i, gain in _above_openings(sheet).items():
        costs.alone[i] -= gain
    for i in verse_lines(sheet, costs.bylines):
        costs.alone[i] -= VERSE
        costs.within[i] += VERSE
        costs.first[i] += VERSE
    over = _going_over(sheet)
    totals = (NEVER, NEVER, 0.0)  # nothing runs on into the first line
    costs.on[0] = NEVER
    back: list[tuple[int, int, int]] = []
    each = zip(costs.start, costs.on, costs.within, costs.first, costs.ends, costs.alone, strict=True)
    for i, (start, on, within, first, end, alone) in enumerate(each):
        runs, ends, floats = totals
        if i in over:  # （下转 / 2版） and 赵雪 / 摄: the line before runs on into this one
            end, first, alone = 0.0, NEVER, NEVER
            ends, floats = ends + NEVER, floats + NEVER
        on += runs
        fresh, origin = (ends + start, ENDS) if ends <= floats else (floats + start, FLOATS)
        stays, opens = on + within, fresh + first
        closes, single = on + end, fresh + (NEVER if i in over else end)
        leaves = ends + LEAVES
        back.append((
            RUNS if stays <= opens else origin,
            RUNS if closes <= single else origin,
            ENDS if leaves <= floats else FLOATS,
        ))  # fmt: skip
        totals = (
            stays if stays <= opens else opens,
            closes if closes <= single else single,
            (leaves if leaves <= floats else floats) + alone,
        )
    last = [totals[RUNS] + 4.0, totals[ENDS], totals[FLOATS]]
    state = last.index(min(last))
    states = [state]
    for i in range(len(back) - 1, 0, -1):
        state = back[i][state]
        states.append(state)
    return states[::-1], costs.bylines


def is_unwrapped(sheet: Lines) -> bool:
    """Whether each paragraph is one line, however long, as in text taken from a screen: nearly all print ends its sentence."""
    width = sheet.width - 4 * sheet.indent
    return not sheet.laid and int(width.max()) >= NO_COLUMN and bool(width[sheet.closed].sum() > MOSTLY * width.sum())


def _going_over(sheet: Lines) -> set[int]:
    """Lines on which a mark ends that the line above began: （下转 / 2版）; 赵雪 / 摄; 账单 / ——; （记者 何 / 大可）."""
    texts, seen = sheet.texts, sheet.signs
    turns = has(seen.any, "turns") & has(seen.any, "open")
    likely = [i + 1 for i in np.flatnonzero(turns[:-1]).tolist() if marks.HALF_TURN.search(texts[i])]
    over = {i for i in likely if marks.continued_on(texts[i - 1] + texts[i])}
    shot = np.flatnonzero(has(seen.first, "shot") & (seen.size <= 2)).tolist()
    over |= {i for i in shot if i and texts[i] in ("摄", "摄影") and not sheet.closed[i - 1]}
    dash = np.flatnonzero(has(seen.first, "dash") & (seen.size <= 2)).tolist()
    over |= {i for i in dash if i and not texts[i].strip("—") and not sheet.closed[i - 1]}
    ends = np.flatnonzero(has(seen.last, "bracket") & (seen.size <= MOST_REST)).tolist()
    return over | {i for i in ends if i and texts[i][0] not in "（(" and marks.HALF_SIGNED.search(texts[i - 1])}


def _caption_lines(sheet: Lines) -> set[int]:
    """Lines above one that a photographer signs and as wide as each other: the text under a picture has a width of its own."""
    found: set[int] = set()
    for j, text in enumerate(sheet.texts):
        if text[-1] not in "摄影" or not marks.signed_photo(text):
            continue
        i = j
        while i and j - i < MOST_CAPTION and _over(sheet, i - 1, j if i == j else j - 1, i == j):
            i -= 1
        set_in = 0 < i < j and _over(sheet, i - 1, i, False, INDENT)
        found.update(range(i - set_in, j))
    return found


def _over(sheet: Lines, i: int, j: int, last: bool, shorter: int = 0) -> bool:
    """Whether line i runs on into line j, of one caption (its `last` may be short), line i being so much `shorter`."""
    above, below = sheet.lines[i], sheet.lines[j]
    width = above.width + 4 * above.indent + shorter
    fits = below.width <= width + SLACK if last else abs(width - below.width) <= SLACK
    ends = above.text[-1] in "：" or bool(sheet.closed[i])
    return fits and not ends and not marks.opens_article(above.text) and i not in sheet.furniture


def _above_openings(sheet: Lines) -> dict[int, float]:
    """Lines right above 本报讯 or an opening day that end no sentence, and how much that speaks for a headline."""
    found: dict[int, float] = {}
    for j in np.flatnonzero(has(sheet.signs.first, "opens", "fresh")).tolist():
        sure = marks.opens_article(sheet.texts[j])
        if not sure and not OPENING.match(sheet.texts[j]):
            continue
        gain = 2.5 if sure else 1.0
        for i in range(j - 1, max(-1, j - 4), -1):
            text = sheet.texts[i]
            if len(text) > 30 or text[-1] in "，、" or "。" in text or "；" in text or sheet.closed[i]:
                break
            found[i] = gain
            gain *= 0.5
    return found

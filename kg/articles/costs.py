"""What it costs to read each line as text that runs on, as the end of a paragraph, or as a line that stands alone.

In: all printed lines of a sheet and the widths that their columns may have. Out: costs; `columns` looks for the cheapest reading
of the whole sheet. A cost of about 1 is a slight doubt, of 5 all but a refusal. All lines are weighed at once: what follows from
their letters is arithmetic over arrays, and only lines that have the letters for it are asked by regular expressions.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.articles import furniture, marks, names
from kg.articles.indents import indents_lost
from kg.articles.printed import Printed
from kg.articles.rosters import rows_of
from kg.articles.signs import Mask, Signs, has, signs
from kg.lexicon import words

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SLACK = 2  # half-width units by which justified lines of one column differ
NEVER = 1e6
MOST_THEME = 18  # letters of a headline line that ends with a colon (边关无小事：)
BLANK, BLANK_BY_CHANCE = 3.0, 0.4
LEAST_BLANKS, ENDED = 5, 0.6  # blank lines that tell where a dump prints them; part of them that follows the end of a sentence
UNUSUAL = 1.4  # what a first line costs more that is not set in as those of the page are
LARGE = 1.18  # times the size of the body: letters of a headline
LEAST_COLUMN = 12
NO_COLUMN = 99  # the width of a column where nothing tells it
MOST_MARKED = 24  # letters and spaces of a label in brackets
LIKELY = 6.0  # what a byline costs at most before it is known for one
RUNS_OVER = np.array([0.0, 0.0, 2.5, 5.0])  # what it costs to run on into a line of a laid-out page, by how it follows
OPENING = re.compile(r"近日|日前|连日来|近年来|今年以来|走进|据悉|据了解|\d{1,2}月\d{1,2}日，")


@dataclass(slots=True)
class Lines:
    """The lines of a sheet, their words with marks of full width, their signs, and what the marks say of each.

    `width` counts the blank of a new paragraph. `starts`: opens an article for certain; `entry`: of a list of persons;
    `row`, `named`: see `rosters`; `closed`: ends its sentence.
    """

    lines: Sequence[Printed]
    texts: list[str]
    signs: Signs
    width: Whole
    indent: Mask
    gap: Whole
    scale: Real
    laid: bool
    plain: Mask
    starts: Mask
    entry: Mask
    row: Mask
    named: Mask
    closed: Mask
    furniture: dict[int, tuple[str, bool]]


@dataclass(slots=True)
class Costs:
    """For each line what it costs to begin a paragraph, to run on from the line before; to run on within a paragraph or as its

    first line, to end one, to stand alone; and the bylines that were looked for: unit or None.
    """

    start: list[float]
    on: list[float]
    within: list[float]
    first: list[float]
    ends: list[float]
    alone: list[float]
    bylines: dict[int, marks.Byline | None]


def look_at(lines: Sequence[Printed]) -> Lines:
    """What the letters of the lines say."""
    texts = [line.text for line in lines]
    if marks.HALF_MARK.search("\n".join(texts) + "\n"):
        texts = [marks.full_marks(text) for text in texts]
    seen = signs(texts)
    indent = np.fromiter([line.indent for line in lines], bool, len(lines))
    width = np.fromiter([line.width for line in lines], np.int64, len(lines)) + 4 * indent
    closed = has(seen.last, "closes") | _of(has(seen.last, "may-close"), texts, marks.CLOSED.search)
    opens = _of(has(seen.first, "opens"), texts, marks.opens_article)
    starts = opens | _of(has(seen.any, "joins") & has(seen.any, "page"), texts, marks.continued_from)
    entry = _of(has(seen.any, "space", "open"), texts, names.entry)
    row, named = rows_of(entry, texts)
    return Lines(
        lines,
        texts,
        seen,
        width,
        indent,
        np.fromiter([line.gap for line in lines], np.int64, len(lines)),
        np.fromiter([line.scale for line in lines], np.float64, len(lines)),
        lines[0].box is not None,
        np.fromiter([line.places.__class__ is range for line in lines], bool, len(lines)),
        starts,
        entry,
        row,
        named,
        closed,
        _furniture(texts, seen),
    )


def _of(mask: Mask, texts: Sequence[str], ask: Callable[[str], object]) -> Mask:
    """Of the lines of the mask those of which `ask` says yes."""
    found = np.zeros(len(texts), bool)
    for i in mask.nonzero()[0].tolist():
        found[i] = bool(ask(texts[i]))
    return found


def _above(values: Whole | Mask) -> npt.NDArray[Any]:
    """For each line what the line above it has; nothing above the first."""
    found = np.zeros_like(values)
    found[1:] = values[:-1]
    return found


def _furniture(texts: Sequence[str], seen: Signs) -> dict[int, tuple[str, bool]]:
    """The lines that are furniture; asked are those that have the letters for it."""
    sections = words("pages/sections.tsv")
    label = (has(seen.first, "label") | has(seen.last, "label") | has(seen.any, "space")) & (seen.size <= MOST_MARKED)
    likely = (
        has(seen.first, "opens-furniture")
        | has(seen.any, "furniture")
        | ~has(seen.any, "says")
        | label
        | (seen.size <= furniture.MOST_LABEL)
    )
    asked = {*likely.nonzero()[0].tolist(), *[i for i, text in enumerate(texts) if text in sections]}
    return {i: rule for i in sorted(asked) if (rule := furniture.rule_of(texts[i]))}


def blank_cost(sheet: Lines, usual_gap: int) -> float:
    """What it costs a paragraph of a dump to run on over more blank lines than usual: much where they follow sentences."""
    if usual_gap:
        return BLANK
    after = sheet.closed[:-1][sheet.gap[1:] > 0]
    return (
        BLANK_BY_CHANCE
        if (len(after) >= LEAST_BLANKS and after.sum() <= ENDED * len(after)) or len(after) < LEAST_BLANKS
        else BLANK
    )


def _start(sheet: Lines, indents: bool, usual_gap: int) -> Real:
    """What it costs to begin a paragraph with each line."""
    seen = sheet.signs
    inside = has(seen.first, "inside")
    second = ~inside & has(seen.second, "pause", "stop", "semicolon") & ~has(seen.first, "numeral")
    cost = 0.5 + 6.0 * inside + 2.0 * second
    cost += np.where(sheet.indent, -1.0, 1.0 if indents else 0.0) - 1.0 * sheet.row
    return np.asarray(cost - 0.3 * (sheet.gap > usual_gap))


def _on(sheet: Lines, usual_gap: int, before: Whole, blank: float) -> Real:
    """What it costs each line to run on from the one before it; `blank`: over more blank lines than usual."""
    seen = sheet.signs
    bare = sheet.width - 4 * sheet.indent
    last = _above(bare)
    cost = 2.5 * ((before > 0) & (bare - np.maximum(before, last + 4) > 2 * SLACK)) + 4.0 * sheet.indent + 7.0 * sheet.starts
    cost += 5.0 * sheet.row + 1.0 * _above(sheet.named)
    cost += RUNS_OVER[sheet.gap] if sheet.laid else blank * (sheet.gap > usual_gap)
    fresh = _of(has(seen.first, "fresh"), sheet.texts, OPENING.match)
    other = 0.3 + 0.9 * fresh + 1.2 * (fresh & _above(~has(seen.any, "inside")))
    cost += np.where(has(seen.first, "inside"), -1.0, np.where(seen.paired, -1.5, other))
    return np.asarray(cost)


def costs_of(sheet: Lines, before: Sequence[int], after: Sequence[int], usual_gap: int, whole: bool) -> Costs:
    """All costs of a sheet. `before`, `after`: usual widths around each line; `whole`: no paragraph has a second line."""
    seen, texts = sheet.signs, sheet.texts
    wide = np.asarray(before)
    widths = np.full((1, len(texts)), sheet.width.max()) if whole else _near(sheet.width, wide, np.asarray(after))
    slope = np.where(has(seen.any, "ascii") | ~sheet.plain, 0.4, 0.7)
    full = _misfit(sheet.width, widths, slope)
    first = _first(sheet, full, _misfit(sheet.width + 4, widths, slope), np.asarray(after))
    prose = seen.commas > 1
    points = _of(has(seen.first, "points"), texts, marks.POINTER.match)
    first = np.where(prose, np.minimum(first, 1.5), np.where(points, 0.0, first))  # the text under a picture has its own width
    turns = _of(has(seen.any, "page") & has(seen.any, "turns"), texts, marks.continued_on)
    shot = has(seen.last, "shot")
    signed = _of(shot, texts, marks.signed_photo)
    theme = _of(has(seen.last, "colon"), texts, _is_theme)
    listed = _above(sheet.entry)
    short = np.clip(0.5 * (sheet.width - SLACK - widths.max(axis=0, initial=0, where=widths < NEVER)), 0.0, 4.0)
    ends = short + _ends(sheet, turns | signed | sheet.closed, theme, listed)
    alone = 1.0 + _alone(sheet, full, theme, points) + 8.0 * turns + 1.5 * listed
    full, first = full + 2.0 * signed, first + 2.0 * signed
    extra = np.zeros(len(texts))
    known = np.zeros(len(texts), bool)
    for i, (_, sure) in sheet.furniture.items():
        known[i] = True
        alone[i], extra[i] = (-1.0, 3.5) if sure else (0.2, 1.5)
    bylines = _bylines(sheet, np.flatnonzero(~known & (alone <= LIKELY)))
    for i, by in bylines.items():
        if by:
            alone[i], extra[i] = (0.0, 2.0) if by.how != "names" else (0.6, 0.5)
    if sheet.laid:  # large letters are headlines
        large = sheet.scale > LARGE
        alone += np.where(known, 0.0, np.where(large, -3.0, (sheet.scale > 0.93) & (sheet.scale < 1.07)))
        extra += 6.0 * (large & ~known)
    indents = sheet.indent.sum() >= max(2, 0.04 * len(texts))
    return Costs(
        _start(sheet, bool(indents), usual_gap).tolist(),
        _on(sheet, usual_gap, wide, blank_cost(sheet, usual_gap)).tolist(),
        (full + extra + whole * NEVER / 10).tolist(),
        (first + extra + whole * NEVER / 10).tolist(),
        (ends + extra).tolist(),
        alone.tolist(),
        bylines,
    )


def _bylines(sheet: Lines, lines: Whole) -> dict[int, marks.Byline | None]:
    """The bylines among some lines; asked are those that have the letters for it."""
    seen = sheet.signs
    able = ~has(seen.any, "no-byline") & ~has(seen.last, "no-author") & (seen.size <= marks.MOST_BYLINE)
    able &= (seen.size <= marks.SHORT_BYLINE) | has(seen.any, "hint") | has(seen.first, "bullet")
    return {
        i: marks.byline(sheet.texts[i]) if asked else None for i, asked in zip(lines.tolist(), able[lines].tolist(), strict=True)
    }


def _first(sheet: Lines, full: Real, indented: Real, after: Whole) -> Real:
    """How badly lines fit as the first of a paragraph, as `full` lines or `indented` where the page does not print indents."""
    lost = None if sheet.laid else indents_lost(sheet.width, after, sheet.closed)
    fits = np.minimum(full + UNUSUAL * (lost is True), indented + UNUSUAL * (lost is False))
    return np.asarray(np.where(sheet.indent, full, fits))


def _near(width: Whole, before: Whole, after: Whole) -> Real:
    """The column widths that may hold at each line: those of its surroundings and of its neighbours; NEVER where one does not."""
    widest = np.maximum(before, after)
    found = np.full((4, len(width)), -1.0)
    found[0], found[1], found[2, 1:], found[3, :-1] = before, after, width[:-1], width[1:]
    found[:2][found[:2] < LEAST_COLUMN] = NEVER
    found[2:][found[2:] < widest] = NEVER
    found[0][(found == NEVER).all(axis=0)] = NO_COLUMN
    return found


def _misfit(width: Whole, widths: Real, slope: Real) -> Real:
    """How badly lines of these widths fit as full lines of any of the columns."""
    off = np.abs(width - widths) - np.where(widths < 34, SLACK, 0.06 * widths)
    off[widths == NEVER] = NEVER
    return np.asarray(np.minimum(slope * np.maximum(off.min(axis=0), 0.0), 5.0))


def _ends(sheet: Lines, closed: Mask, theme: Mask, listed: Mask) -> Real:
    """What it costs a paragraph to end with each line, for its last letter."""
    seen, texts = sheet.signs, sheet.texts
    colon = has(seen.last, "colon")
    greets = _of(colon, texts, marks.SALUTATION.search)
    bracket = has(seen.last, "bracket", "shot")
    names = _of(bracket & ~closed, texts, marks.signed_by_name)
    parted = has(seen.any, "space") & (seen.size >= 10)
    cost = np.where(has(seen.last, "pause"), 7.0, 5.5 - np.where(listed | sheet.entry, 4.0, 2.0 * parted))
    cost = np.where(bracket, np.where(names, -1.0, 2.0), cost)
    cost = np.where(colon, np.where(greets, 0.2, np.where(theme, 3.0, 0.8)), cost)
    return np.where(closed | sheet.named, 0.2, cost)


def _is_theme(text: str) -> bool:
    """Whether a line that ends with a colon is the first line of a headline (边关无小事：), not of speech or a list."""
    bare = not any(mark in text for mark in "，。；、")
    return bare and 2 < len(text) <= MOST_THEME and text[-2] not in words("pages/speech_ends.tsv")


@cache
def _title_ends() -> tuple[str, ...]:
    return tuple(sorted(words("pages/title_ends.tsv")))


def _alone(sheet: Lines, misfit: Real, theme: Mask, points: Mask) -> Real:
    """What speaks against each line being a headline, heading, byline or label."""
    seen, texts = sheet.signs, sheet.texts
    last = seen.last
    cost = np.where(has(last, "mark"), 0.5, 3.0 * has(last, "never"))
    cost = np.where(has(last, "colon"), np.where(theme, 0.5, 2.5), cost)
    cost = np.where(has(last, "stop", "semicolon"), 4.0, np.where(has(last, "pause"), 5.0, cost))
    cost += 3.0 * (seen.stops > has(last, "stop")) + 6.0 * has(seen.first, "inside") + 8.0 * sheet.starts
    cost += 1.5 * seen.odd + 2.0 * (seen.commas > 1) + 2.5 * (seen.size <= 2)
    cost += np.where(seen.size > 40, 3.0, seen.size > 24) + sheet.indent + 0.8 * (misfit == 0.0)
    cost += 2.5 * (sheet.entry | sheet.row | sheet.named | points)
    cost += 1.5 * _of(has(seen.first, "enumerates") & (seen.commas > 0), texts, marks.ENUMERATED.match)
    ends = _title_ends()
    cost -= 1.5 * _of(has(last, "title"), texts, lambda text: text.endswith(ends))
    cost -= 1.5 * _of(has(seen.first, "dash") & (seen.commas == 0), texts, lambda text: text.startswith("——"))
    for i in (~sheet.plain).nonzero()[0].tolist():
        line = sheet.lines[i]
        if line.spread or line.shadow:
            cost[i] -= 0.3 if line.spread else 4.0
    return np.asarray(cost)

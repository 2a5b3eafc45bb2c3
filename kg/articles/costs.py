"""What it costs to read a line as text that runs on, as the end of a paragraph, or as a line that stands alone.

In: one printed line, its neighbour, the widths that its column may have. Out: costs; `columns` looks for the cheapest reading of
the whole sheet. A cost of about 1 is a slight doubt, of 5 all but a refusal.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.articles import marks
from kg.articles.printed import Printed
from kg.lexicon import words

SLACK = 2  # half-width units by which justified lines of one column differ
NEVER = 1e6
MOST_THEME = 12  # letters of a headline line that ends with a colon (边关无小事：)
BLANK, BLANK_BY_CHANCE = 3.0, 0.4
LEAST_BLANKS, ENDED = 5, 0.6  # blank lines that tell where a dump prints them; part of them that follows the end of a sentence
LARGE = 1.18  # times the size of the body: letters of a headline
_ASCII = re.compile(r"[ -~]")
RUNS_OVER = (0.0, 0.0, 2.5, 5.0)  # what it costs to run on into a line of a laid-out page, by how it follows
OPENING = re.compile(r"近日|日前|连日来|近年来|今年以来|走进|据悉|据了解|\d{1,2}月\d{1,2}日，")
CLOSERS = '。！？!?…；;”’」』）)"'
INSIDE = "，。、；：？！”’）》】…"


def start_cost(line: Printed, indents: bool, usual_gap: int) -> float:
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


def blank_cost(lines: Sequence[Printed], usual_gap: int) -> float:
    """What it costs a paragraph of a dump to run on over more blank lines than usual: much where they follow sentences."""
    if usual_gap:
        return BLANK
    after = [last.text for last, line in pairwise(lines) if line.gap]
    if len(after) < LEAST_BLANKS:
        return BLANK_BY_CHANCE
    ended = sum([marks.CLOSED.search(marks.full_marks(text)) is not None for text in after])
    return BLANK if ended > ENDED * len(after) else BLANK_BY_CHANCE


def go_on_cost(line: Printed, last: Printed, usual_gap: int, before: int, blank: float) -> float:
    """What it costs to run on from the line before into this one; `blank`: over more blank lines than usual."""
    cost = 0.0
    if before and line.width - max(before, last.width + 4) > 2 * SLACK:
        cost += 2.5
    if line.indent:
        cost += 4.0
    if line.box:
        cost += RUNS_OVER[line.gap]
    elif line.gap > usual_gap:
        cost += blank
    if marks.opens_article(line.text) or marks.continued_from(line.text):
        cost += 7.0
    if line.text[0] in INSIDE:
        cost -= 1.0
    elif last.text[-1] + line.text[0] in words("pages/common_bigrams.tsv", "pair"):
        cost -= 1.5
    else:
        fresh = OPENING.match(line.text) is not None
        cost += 0.3 + 0.9 * fresh + 1.2 * (fresh and not any(mark in last.text for mark in INSIDE))
    return cost


def line_costs(line: Printed, widths: list[int], listed: bool) -> tuple[float, float, float, float, float]:
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
    if turns or signed or (last in CLOSERS and marks.CLOSED.search(text)):
        ends += 0.2
    elif last in "：:":
        ends += 0.2 if marks.SALUTATION.search(text) else 3.0 if _is_theme(text) else 0.8
    elif last in "）)摄":
        ends += -1.0 if marks.signed_by_name(text) else 2.0
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


def _is_theme(text: str) -> bool:
    """Whether a line that ends with a colon is the first line of a headline (边关无小事：), not of speech or a list."""
    bare = not any(mark in text for mark in "，。；、")
    return bare and 2 < len(text) <= MOST_THEME and text[-2] not in words("pages/speech_ends.tsv")


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


@cache
def _title_ends() -> tuple[str, ...]:
    return tuple(sorted(words("pages/title_ends.tsv")))


def _float_cost(line: Printed, text: str, misfit: float) -> float:
    """What speaks against this line, `text` with full-width marks, being a headline, heading, byline or label."""
    cost = 0.0
    last = text[-1]
    if last in "。；":
        cost += 4.0
    elif last in "，、":
        cost += 5.0
    elif last in "：:":
        cost += 0.5 if _is_theme(text) else 2.5
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
    if text.endswith(_title_ends()):
        cost -= 1.5
    if line.spread or line.shadow:
        cost -= 0.3 if line.spread else 4.0
    return cost

"""Quotation marks: what stands in them, and whether it is said or only named. In: a text, a Scene. Out: Quotes in order of place.

Quotation marks that do not close are closed at the end of their paragraph, so that one slip of the printer costs one statement,
not all that follow.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.facts.scene import Scene

OPEN, CLOSE = "“「", "”」"
SENTENCE_MARKS = "。！？!?…"
FARTHEST = 500  # no sentence is longer: a page of colons must not take a second
_SAID_BY_ITSELF = re.compile(r"[，。！？；!?…～]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: the inner span, and the outer one with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int

    @property
    def left_open(self) -> bool:
        """Whether no mark closes it: the speech goes on in the next paragraph, or the printer forgot a mark."""
        return self.outer_end == self.end


def quotes_of(text: str) -> list[Quote]:
    """Outermost quotations paragraph by paragraph; one that never closes ends with its paragraph or at the next opening mark."""
    out: list[Quote] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        opened, depth = -1, 0
        for place in range(at, end):
            char = text[place]
            if char in OPEN:
                if opened < 0:
                    opened = place
                depth += 1
            elif char in CLOSE and opened >= 0:
                depth -= 1
                if depth <= 0:
                    out.append(Quote(opened + 1, place, opened, place + 1))
                    opened, depth = -1, 0
        if opened >= 0:
            stop = text.find("”", opened, end)
            stop = stop if stop > 0 else end
            out.append(Quote(opened + 1, stop, opened, min(stop + 1, end)))
        at = end + 1
    return [q for q in out if q.end > q.start]


def is_said(scene: Scene, quote: Quote) -> bool:
    """Whether words in quotation marks are said rather than named: they hold a mark, or a colon or verb stands before them."""
    text = scene.article.text
    inner = text[quote.start : quote.end]
    if any(scene.start[i] <= quote.start and scene.end[i] >= quote.end for i in range(len(scene.start))):
        return False
    before = text[max(0, quote.outer_start - 1) : quote.outer_start]
    if text[quote.end - 1] not in SENTENCE_MARKS + "，" and _is_name(text, quote):
        return False
    return before in ("：", ":") or bool(_SAID_BY_ITSELF.search(inner)) or len(inner) >= 14


def _is_name(text: str, quote: Quote) -> bool:
    """Whether words without a mark at their end are called something: 坚持“先听，后说”的办法, 写有“森林防火，人人有责”."""
    before = text[max(0, quote.outer_start - 5) : quote.outer_start]
    behind = text[quote.outer_end : quote.outer_end + 3]
    headed = any(behind[:n] in heads() for n in (2, 3))
    return headed or behind.startswith("的") or before.endswith(tuple(lexicon.words("names/before_work.tsv")))


@cache
def heads() -> frozenset[str]:
    """What names end with: 工作室, 项目."""
    return frozenset(row["word"] for row in lexicon.rows("names/heads.tsv") if row["kinds"] != "-")


def sentence_end(text: str, at: int) -> int:
    """The end of the sentence that goes on at a place, quotations stepped over."""
    depth, last = 0, min(len(text), at + FARTHEST)
    for place in range(at, last):
        char = text[place]
        if char == "\n":
            return place
        depth += (char in OPEN) - (char in CLOSE and depth > 0)
        if depth == 0 and (char in SENTENCE_MARKS or (char in CLOSE and text[place - 1] in SENTENCE_MARKS)):
            return place + 1
    return last


def sentence_start(text: str, at: int) -> int:
    """The start of the sentence that a place stands in."""
    for place in range(at - 1, max(at - FARTHEST, -1), -1):
        if text[place] in SENTENCE_MARKS + "\n" or (text[place] in CLOSE and place and text[place - 1] in SENTENCE_MARKS):
            return place + 1
    return max(at - FARTHEST, 0)

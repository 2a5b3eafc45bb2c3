"""The n-grams and the letters of several texts as arrays: none is made twice and none is a string.

In: the texts run together, as code points, and which of them each belongs to (its row). Out: Grams and Letters, in order of rows.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kg.articles.cohesion import PRIOR, RARE, common, figure_weight, rates

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
BITS = 15  # that one Han letter needs
PLACES = 18  # bits of the place of an n-gram in its sheet, which go with the n-gram itself into one number
_FIGURE = re.compile(r"\d(?:\d+(?:\.\d+)?|\.\d+)")  # of two digits or more


@dataclass(slots=True)
class Grams:
    """The n-grams of all rows, in order of the rows: those of row r stand from `first[r]` on.

    `weight` of each; `before`: the last row above that has it, or -1; `gross`: weight of all above each row, again and again of
    those that stand there so. `asked`, `lines`: weight and row of the n-grams of the lines (each once in its line); `found_in`:
    for pairs of such an n-gram and a paragraph that has it the number of the one and the row of the other. `asked_from`,
    `found_from`: where those of each line, and the pairs of each such n-gram, begin.
    """

    first: list[int]
    weight: Real
    before: Whole
    gross: list[float]
    asked: Real
    lines: Whole
    found_in: tuple[Whole, Whole]
    asked_from: list[int]
    found_from: list[int]


@dataclass(slots=True)
class Letters:
    """The letters of all rows: `own` of row r, each once, stand from `first[r]` on.

    `counts`: how often each letter stands above each paragraph; `sizes`: how many letters do; `rate` of each letter.
    """

    own: Whole
    first: list[int]
    counts: Whole
    sizes: Whole
    rate: Real

    def many(self, row: int) -> int:
        """How many different letters a row has."""
        return self.first[row + 1] - self.first[row]


@cache
def _pair_weights() -> tuple[Whole, int, npt.NDArray[np.uint8], Real]:
    """Han letter -> its number among those of everyday pairs (0: none has it); how many numbers there are; for the pairs of them

    in order which weight they have (a table of bytes is looked up sooner than one of weights); and the weights, few of all pairs.
    """
    listed = common()
    chars = sorted({char for pair in listed for char in pair})
    number = np.zeros(1 << 16, np.int64)
    for n, char in enumerate(chars, 1):
        number[ord(char)] = n
    many = len(chars) + 1
    weights = [1.0, *sorted(set(listed.values()))]
    which = np.zeros(many * many, np.uint8)
    for pair, weight in listed.items():
        which[number[ord(pair[0])] * many + number[ord(pair[1])]] = weights.index(weight)
    return number, many, which, np.array(weights)


@cache
def _rates() -> Real:
    """Han letter -> its part of the PRIOR letters of any newspaper text."""
    found = np.full(1 << 16, PRIOR * RARE)
    for char, rate in rates().items():
        found[ord(char)] = rate
    return found


def grams_of(joined: str, codes: Whole, row: Whole, opens: Whole) -> tuple[Whole, Whole, Real]:
    """(n-gram, row, weight) of all pairs and triples of Han letters and figures, in the order of the text."""
    number, many, which, known = _pair_weights()
    one, other = codes[opens], codes[opens + 1]
    pair = known[which[number[one] * many + number[other]]]
    code = ((one - FIRST_HAN) << BITS) | (other - FIRST_HAN)
    double = (opens[1:] == opens[:-1] + 1).nonzero()[0]  # pairs that overlap the next
    grams = np.full(2 * len(codes), -1)  # at each letter the pair and the triple that begin with it
    weights = np.zeros(2 * len(codes))
    at = 2 * opens
    grams[at], weights[at] = code, pair
    at = at[double] + 1
    grams[at] = (1 << 3 * BITS) | (code[double] << BITS) | (other[double + 1] - FIRST_HAN)
    weights[at] = 0.5 * (pair[double] + pair[double + 1])
    figures: dict[str, int] = {}
    for match in _FIGURE.finditer(joined):
        text, start = match.group(), 2 * match.start()
        grams[start] = (1 << 2 * BITS) + figures.setdefault(text, len(figures))
        weights[start] = figure_weight(text)
    here = (grams >= 0).nonzero()[0]
    return grams[here], row[here >> 1], weights[here]


def shared(gram: Whole, row: Whole, weight: Real, paras: int, rows: int) -> Grams:
    """Which n-grams stand where."""
    place = _in_order(gram)
    ordered, here = gram[place], row[place]
    above = np.full(len(gram), -1)
    above[1:] = np.where(ordered[1:] == ordered[:-1], here[:-1], -1)
    before = np.empty(len(gram), np.int64)
    before[place] = above
    in_line = (here >= paras).nonzero()[0]
    once = in_line[above[in_line] != here[in_line]]
    asked = once[here[once].argsort(kind="stable")]
    begin = ordered.searchsorted(ordered[asked])  # of the same n-grams those of paragraphs stand first, then those of lines
    end = in_line[ordered[in_line].searchsorted(ordered[asked])]
    many = end - begin
    of: Whole = np.arange(len(asked)).repeat(many)
    at = np.arange(len(of)) + (begin - (many.cumsum() - many)).repeat(many)
    first: list[int] = row.searchsorted(np.arange(rows + 1)).tolist()
    asked_from: list[int] = here[asked].searchsorted(np.arange(paras, rows + 1)).tolist()
    found_from = [0, *many.cumsum().tolist()]
    summed = np.zeros(len(gram) + 1)
    np.cumsum(weight, out=summed[1:])
    gross = summed[first].tolist()
    where = (of, np.asarray(here[at]))
    return Grams(first, weight, before, gross, weight[place[asked]], here[asked], where, asked_from, found_from)


def _in_order(gram: Whole) -> Whole:
    """Places of the n-grams in their order, those of one n-gram as they stand in the text."""
    if len(gram) >= 1 << PLACES:
        return np.argsort(gram, kind="stable")
    keys = (gram.astype(np.uint64) << np.uint64(PLACES)) | np.arange(len(gram), dtype=np.uint64)
    keys.sort()
    return (keys & np.uint64((1 << PLACES) - 1)).astype(np.int64)


def counted(chars: Whole, row: Whole, paras: int, rows: int) -> Letters:
    """Which letters stand where."""
    chars = chars - FIRST_HAN
    present = np.zeros(1 << BITS, bool)
    present[chars] = True
    kinds = present.nonzero()[0]
    number = np.empty(1 << BITS, np.int64)
    number[kinds] = np.arange(len(kinds))
    key = (row << BITS) | chars
    key.sort()
    fresh = np.ones(len(key) + 1, bool)
    fresh[1:-1] = key[1:] != key[:-1]
    bounds = fresh.nonzero()[0]
    which, own = key[bounds[:-1]] >> BITS, number[key[bounds[:-1]] & ((1 << BITS) - 1)]
    many = bounds[1:] - bounds[:-1]
    counts = np.zeros((paras + 1, len(kinds)), np.int64)
    inside = int(which.searchsorted(paras))
    counts[which[:inside] + 1, own[:inside]] = many[:inside]
    for above, here in pairwise(counts):  # sooner done than a sum over the other axis
        here += above
    first = which.searchsorted(np.arange(rows + 1)).tolist()
    return Letters(own, first, counts, counts.sum(axis=1), _rates()[kinds + FIRST_HAN])

"""The n-grams and the letters of several texts as arrays: none is made twice and none is a string.

In: the texts run together, as code points, and which of them each belongs to (its row). Out: Grams and Letters, in order of rows.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kg.articles.cohesion import PRIOR, RARE, common, figure_weight, rates

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
BITS = 15  # that one Han letter needs
PLACES = 18  # bits of the place of an n-gram in its sheet, which go with the n-gram itself into one number
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


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
def _pair_weights() -> tuple[Whole, Real]:
    """Han letter -> its number among those of everyday pairs (0: none has it); the weights of pairs of such numbers."""
    listed = common()
    chars = sorted({char for pair in listed for char in pair})
    number = np.zeros(1 << 16, np.int64)
    for n, char in enumerate(chars, 1):
        number[ord(char)] = n
    weights = np.ones((len(chars) + 1, len(chars) + 1))
    for pair, weight in listed.items():
        weights[number[ord(pair[0])], number[ord(pair[1])]] = weight
    return number, weights


@cache
def _rates() -> Real:
    """Han letter -> its part of the PRIOR letters of any newspaper text."""
    found = np.full(1 << 16, PRIOR * RARE)
    for char, rate in rates().items():
        found[ord(char)] = rate
    return found


def grams_of(joined: str, codes: Whole, row: Whole, opens: Whole) -> tuple[Whole, Whole, Real]:
    """(n-gram, row, weight) of all pairs and triples of Han letters and figures, in the order of the text."""
    number, table = _pair_weights()
    numbered = number[codes & 0xFFFF]
    pair = table[numbered[opens], numbered[opens + 1]]
    code = ((codes[opens] - FIRST_HAN) << BITS) | (codes[opens + 1] - FIRST_HAN)
    double = np.flatnonzero(opens[1:] == opens[:-1] + 1)  # pairs that overlap the next
    grams = np.full((len(codes), 2), -1)
    weights = np.zeros((len(codes), 2))
    grams[opens, 0] = code
    weights[opens, 0] = pair
    grams[opens[double], 1] = (1 << 3 * BITS) | (code[double] << BITS) | (codes[opens[double] + 2] - FIRST_HAN)
    weights[opens[double], 1] = 0.5 * (pair[double] + pair[double + 1])
    figures: dict[str, int] = {}
    for match in _NUMBER.finditer(joined):
        text = match.group()
        if len(text) > 1:
            grams[match.start(), 0] = (1 << 2 * BITS) + figures.setdefault(text, len(figures))
            weights[match.start(), 0] = figure_weight(text)
    is_gram = grams >= 0
    return grams[is_gram], np.repeat(row, 2)[is_gram.ravel()], weights[is_gram]


def shared(gram: Whole, row: Whole, weight: Real, paras: int, rows: int) -> Grams:
    """Which n-grams stand where."""
    place = _in_order(gram)
    again = np.zeros(len(gram), bool)
    again[1:] = gram[place[1:]] == gram[place[:-1]]
    here = row[place]
    above = np.where(again, np.roll(here, 1), -1)
    before = np.empty(len(gram), np.int64)
    before[place] = above
    head = np.maximum.accumulate(np.where(again, 0, np.arange(len(gram))))  # the first of those that are the same
    told = np.zeros(len(gram) + 1, np.int64)
    np.cumsum(here < paras, out=told[1:])
    asked = np.flatnonzero((here >= paras) & (above != here))
    begin, end = head[asked], head[asked] + told[asked] - told[head[asked]]  # the paragraphs stand first among the same
    order = np.argsort(here[asked], kind="stable")
    asked, begin, end = asked[order], begin[order], end[order]
    many = end - begin
    of: Whole = np.repeat(np.arange(len(asked)), many)
    at = np.arange(len(of)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
    first: list[int] = np.searchsorted(row, np.arange(rows + 1)).tolist()
    asked_from: list[int] = np.searchsorted(here[asked], np.arange(paras, rows + 1)).tolist()
    found_from = [0, *np.cumsum(many).tolist()]
    gross = np.concatenate([[0.0], np.cumsum(weight)])[first].tolist()
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
    present = np.zeros(1 << 16, bool)
    present[chars] = True
    kinds = np.flatnonzero(present)
    number = np.empty(1 << 16, np.int64)
    number[kinds] = np.arange(len(kinds))
    key = row * len(kinds) + number[chars]
    key.sort()
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else key
    which, own = np.divmod(key[begins], max(len(kinds), 1))
    many = np.diff(begins, append=len(key))
    counts = np.zeros((paras + 1, len(kinds)), np.int64)
    inside = int(np.searchsorted(which, paras))
    counts[which[:inside] + 1, own[:inside]] = many[:inside]
    np.cumsum(counts, axis=0, out=counts)
    first = np.searchsorted(which, np.arange(rows + 1)).tolist()
    return Letters(own, first, counts, counts.sum(axis=1), _rates()[kinds])

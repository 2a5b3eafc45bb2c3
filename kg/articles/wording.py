"""What the paragraphs of a sheet and the lines between them say, as arrays: n-grams and letters of all of them at once.

In: the words of the paragraphs, and of the lines and captions that are asked about. Out: what `cohesion` says of two texts, of
any stretches of paragraphs at the price of a few sums over arrays: no n-gram is made twice and none is a string.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from kg.articles.cohesion import PRIOR, RARE, common, figure_weight, log_odds, rates

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
BITS = 15  # that one Han letter needs
PLACES = 18  # bits of the place of an n-gram in its sheet, which go with the n-gram itself into one number
AHEAD = 8  # paragraphs that are asked at once how likely their letters are in what stands before
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Wording:
    """Rows are texts: first the paragraphs, then what is asked about them. N-grams stand in order of their rows.

    `first`: where the n-grams of each row begin; `weight` of each; `before`: the last paragraph above that has it, or -1.
    `asked`, `lines`, `found_in`: n-grams of the lines (each once), their rows, and for pairs of such an n-gram and a
    paragraph that has it the number of the one and the row of the other; `asked_from`, `found_from`: where those of each line and

    of each such n-gram begin. `own`: the letters of each row from `letters` on,
    each once; `counts`: how often each letter stands above each paragraph, `sizes`: how many letters do.
    `gross`: weight of all n-grams above each row, again and again those that stand there so; `own_sizes`: letters of `own` in each.
    """

    paras: int
    first: list[int]
    weight: Real
    before: Whole
    asked: Real
    lines: Whole
    found_in: tuple[Whole, Whole]
    asked_from: list[int]
    found_from: list[int]
    own: Whole
    letters: list[int]
    counts: Whole
    sizes: Whole
    rate: Real
    gross: list[float]
    own_sizes: list[int]
    says: dict[int, float] = field(default_factory=dict)
    known: dict[int, tuple[int, list[tuple[float, float]]]] = field(default_factory=dict)


@cache
def _pair_weights() -> tuple[Whole, Real]:
    """Han letter -> its number among those of everyday pairs (0: none has it); the weights of pairs of such numbers."""
    listed = common()
    chars = sorted({char for pair in listed for char in pair})
    number = np.zeros(1 << 16, np.int64)
    for n, char in enumerate(chars, 1):
        number[ord(char)] = n
    weights = np.ones((len(chars) + 1, len(chars) + 1))
    for (one, two), weight in listed.items():
        weights[number[ord(one)], number[ord(two)]] = weight
    return number, weights


@cache
def _rates() -> Real:
    """Han letter -> its part of the PRIOR letters of any newspaper text."""
    found = np.full(1 << 16, PRIOR * RARE)
    for char, rate in rates().items():
        found[ord(char)] = rate
    return found


def wording(paras: Sequence[str], lines: Sequence[str]) -> Wording:
    """The arrays of a sheet."""
    texts = [*paras, *lines]
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(codes)]
    is_han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    opens = np.flatnonzero(is_han[:-1] & is_han[1:])  # where a pair begins
    grams = _grams(joined, codes, row, opens)
    letter = np.zeros(len(codes), bool)
    letter[opens] = letter[opens + 1] = True
    places = _shared(*grams, len(paras), len(texts))
    counts = _counted(codes, row, letter, len(paras), len(texts))
    gross = np.concatenate([[0.0], np.cumsum(places[1])])[places[0]]
    return Wording(len(paras), *places, *counts, gross.tolist(), np.diff(counts[1]).tolist())


def _grams(joined: str, codes: Whole, row: Whole, opens: Whole) -> tuple[Whole, Whole, Real]:
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


def _shared(gram: Whole, row: Whole, weight: Real, paras: int, rows: int) -> tuple[list[int], Real, Whole, Real, Whole, tuple[Whole, Whole]]:
    """The fields of Wording that tell which n-grams stand where."""
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
    of = np.repeat(np.arange(len(asked)), many)
    at = np.arange(len(of)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
    first: list[int] = np.searchsorted(row, np.arange(rows + 1)).tolist()
    asked_from: list[int] = np.searchsorted(here[asked], np.arange(paras, rows + 1)).tolist()
    found_from = [0, *np.cumsum(many).tolist()]
    return first, weight, before, weight[place[asked]], here[asked], (of, here[at]), asked_from, found_from


def _in_order(gram: Whole) -> Whole:
    """Places of the n-grams in their order, those of one n-gram as they stand in the text."""
    if len(gram) >= 1 << PLACES:
        return np.argsort(gram, kind="stable")
    keys = (gram.astype(np.uint64) << np.uint64(PLACES)) | np.arange(len(gram), dtype=np.uint64)
    keys.sort()
    return (keys & np.uint64((1 << PLACES) - 1)).astype(np.int64)


def _counted(codes: Whole, row: Whole, letter: npt.NDArray[np.bool_], paras: int, rows: int) -> tuple[Whole, list[int], Whole, Whole, Real]:
    """The fields of Wording that tell which letters stand where."""
    chars, row = codes[letter], row[letter]
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
    return own, np.searchsorted(which, np.arange(rows + 1)).tolist(), counts, counts.sum(axis=1), _rates()[kinds]


def together(words: Wording, first: int, n: int, end: int) -> float:
    """The log-odds that the paragraphs `n` to `end` are of one article with `first` to `n`."""
    here = slice(words.first[n], words.first[end])
    above, weight = words.before[here], words.weight[here]
    fresh = above < n
    if n not in words.says:
        words.says[n] = float(weight[fresh].sum())
    shared = float(weight[fresh & (above >= first)].sum())
    return log_odds(shared, above_of(words, first, n)[1], words.says[n])


def least_together(words: Wording, first: int, n: int, end: int) -> float:
    """At least these are the log-odds that `together` would tell, as if nothing were shared; they cost no look at any n-gram."""
    return min(0.0, log_odds(0.0, words.gross[n] - words.gross[first], words.gross[end] - words.gross[n]))


def behind(words: Wording, ends: Sequence[int]) -> Real:
    """For each paragraph the log-odds that its letters come from those that follow it up to `ends`."""
    size = np.array(words.letters[: words.paras + 1])
    row = np.repeat(np.arange(words.paras), size[1:] - size[:-1])
    own = words.own[: size[-1]]
    end = np.asarray(ends, np.int64)
    odds = np.log1p((words.counts[end[row], own] - words.counts[row + 1, own]) / words.rate[own])
    return _sums(odds, size) + (size[1:] - size[:-1]) * _dilution(words.sizes[end] - words.sizes[1:])


def above_of(words: Wording, first: int, n: int) -> tuple[float, float]:
    """The log-odds that the letters of paragraph `n` come from the paragraphs `first` to `n`, and how much these say."""
    start, found = words.known.get(first, (0, []))
    if not 0 <= n - start < len(found):
        start, end = n, min(n + AHEAD, words.paras)
        size = np.array(words.letters[n : end + 1])
        row = np.repeat(np.arange(n, end), size[1:] - size[:-1])
        own = words.own[size[0] : size[-1]]
        share = np.log1p((words.counts[row, own] - words.counts[first][own]) / words.rate[own])
        odds = _sums(share, size - size[0])
        odds += (size[1:] - size[:-1]) * _dilution(words.sizes[n:end] - words.sizes[first])
        here = slice(words.first[first], words.first[end])
        said = np.cumsum(words.weight[here] * (words.before[here] < first))
        ends = np.array(words.first[n:end]) - words.first[first] - 1
        found = list(zip(odds.tolist(), np.where(ends < 0, 0.0, said[ends]).tolist() if len(said) else [0.0] * len(ends), strict=True))
        words.known[first] = start, found
    return found[n - start]


def lean(words: Wording, lines: tuple[int, int], first: int, n: int, end: int) -> float:
    """How much likelier the letters of some lines are in the paragraphs `n` to `end` than in `first` to `n`, as log-odds."""
    own = words.own[words.letters[lines[0]] : words.letters[lines[1]]]
    before, here, after = words.counts[first][own], words.counts[n][own], words.counts[end][own]
    rate = words.rate[own]
    odds = np.log1p((after - here) / rate) - np.log1p((here - before) / rate)
    before, here, after = words.sizes[[first, n, end]].tolist()
    return float(odds.sum()) + len(own) * math.log((PRIOR + here - before) / (PRIOR + after - here))


def pull(words: Wording, lines: tuple[int, int], first: int, n: int, end: int) -> tuple[float, float]:
    """The weight of what some lines share with the paragraphs `first` to `n` and `n` to `end`; what both have counts less."""
    low, high = words.asked_from[lines[0] - words.paras], words.asked_from[lines[1] - words.paras]
    here = slice(words.found_from[low], words.found_from[high])
    of, row = words.found_in[0][here] - low, words.found_in[1][here]
    left, right = np.zeros(high - low, bool), np.zeros(high - low, bool)
    left[of[(row >= first) & (row < n)]] = True
    right[of[(row >= n) & (row < end)]] = True
    weight = words.asked[low:high] / np.where(left & right, 2.0**1.5, 1.0)
    return float(weight[left].sum()), float(weight[right].sum())


def likes(words: Wording, stretches: Sequence[tuple[int, int]]) -> tuple[Real, Real]:
    """For each line (row) and each of some stretches of paragraphs: the weight of what they share, and the log-odds that the

    letters of the line come from it. What several stretches have counts for each of them less.
    """
    lines, many = len(words.letters) - 1 - words.paras, len(stretches)
    body = np.full(words.paras, -1)
    for k, (first, end) in enumerate(stretches):
        body[first:end] = k
    of, row = words.found_in
    which = body[row]
    pairs = np.unique((of * many + which)[which >= 0]) if many else np.empty(0, np.int64)
    gram, which = pairs // max(many, 1), pairs % max(many, 1)
    share = words.asked[gram] / np.bincount(gram, minlength=len(words.asked))[gram] ** 1.5
    shared = np.bincount((words.lines[gram] - words.paras) * many + which, share, minlength=lines * many)
    size = np.array(words.letters[words.paras :])
    own = words.own[size[0] :]
    first, end = np.array(stretches, np.int64).reshape(-1, 2).T
    odds = np.log1p((words.counts[end][:, own] - words.counts[first][:, own]) / words.rate[own])
    like = _sums(odds, size - size[0]) + (size[1:] - size[:-1]) * _dilution(words.sizes[end] - words.sizes[first])[:, None]
    return shared.reshape(lines, many), like.T


def weights_of(words: Wording) -> Real:
    """For each line how much it says."""
    rows = len(words.letters) - 1
    return np.bincount(words.lines, words.asked, minlength=rows)[words.paras :]


def _dilution(sizes: Whole) -> Real:
    """What each letter of a part loses where the whole has so many letters."""
    return np.asarray(np.log(PRIOR / (PRIOR + sizes)))


def _sums(values: Real, bounds: Whole) -> Real:
    """The sums of the stretches of `values` (of its last axis) between `bounds`; an empty stretch has the sum 0."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    return np.asarray(total[..., bounds[1:]] - total[..., bounds[:-1]])

"""What the paragraphs of a sheet and the lines between them say, all of it compared at once.

In: the words of the paragraphs, and of the lines and captions that are asked about. Out: what `cohesion` says of two texts, of
any stretches of paragraphs at the price of a few sums over arrays.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.articles.arrays import FIRST_HAN, LAST_HAN, Grams, Letters, Real, Whole, counted, grams_of, shared
from kg.articles.cohesion import PRIOR, log_odds

BLOCK = 64  # stretches that are compared with all lines at once: memory must not grow with the square of a page
AHEAD = 8  # paragraphs that are asked at once how likely their letters are in what stands before


@dataclass(slots=True)
class Wording:
    """Rows are texts: first the paragraphs (so many: `paras`), then the lines that are asked about.

    `says`, `above`: what was asked before, by paragraph.
    """

    paras: int
    grams: Grams
    letters: Letters
    says: dict[int, float] = field(default_factory=dict)
    above: dict[int, tuple[int, list[tuple[float, float]]]] = field(default_factory=dict)


def wording(paras: Sequence[str], lines: Sequence[str]) -> Wording:
    """The arrays of a sheet."""
    texts = [*paras, *lines]
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(codes)]
    is_han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    opens = np.flatnonzero(is_han[:-1] & is_han[1:])  # where a pair begins
    grams = grams_of(joined, codes, row, opens)
    letter = np.zeros(len(codes), bool)
    letter[opens] = letter[opens + 1] = True
    letters = counted(codes[letter], row[letter], len(paras), len(texts))
    return Wording(len(paras), shared(*grams, len(paras), len(texts)), letters)


def together(words: Wording, first: int, n: int, end: int) -> float:
    """The log-odds that the paragraphs `n` to `end` are of one article with `first` to `n`."""
    here = slice(words.grams.first[n], words.grams.first[end])
    above, weight = words.grams.before[here], words.grams.weight[here]
    fresh = above < n
    if n not in words.says:
        words.says[n] = float(np.add.reduce(weight[fresh]))
    both = float(np.add.reduce(weight[fresh & (above >= first)]))
    return log_odds(both, above_of(words, first, n)[1], words.says[n])


def least_together(words: Wording, first: int, n: int, end: int) -> float:
    """At least these are the log-odds that `together` would tell, as if nothing were shared; they cost no look at any n-gram."""
    return min(0.0, log_odds(0.0, words.grams.gross[n] - words.grams.gross[first], words.grams.gross[end] - words.grams.gross[n]))


def behind(words: Wording, ends: Sequence[int]) -> Real:
    """For each paragraph the log-odds that its letters come from those that follow it up to `ends`."""
    size = np.array(words.letters.first[: words.paras + 1])
    row = np.repeat(np.arange(words.paras), size[1:] - size[:-1])
    own = words.letters.own[: size[-1]]
    end = np.asarray(ends, np.int64)
    odds = np.log1p((words.letters.counts[end[row], own] - words.letters.counts[row + 1, own]) / words.letters.rate[own])
    return np.asarray(_sums(odds, size) + (size[1:] - size[:-1]) * _dilution(words.letters.sizes[end] - words.letters.sizes[1:]))


def above_of(words: Wording, first: int, n: int) -> tuple[float, float]:
    """The log-odds that the letters of paragraph `n` come from the paragraphs `first` to `n`, and how much these say."""
    start, found = words.above.get(first, (0, []))
    if not 0 <= n - start < len(found):
        start, end = n, min(n + AHEAD, words.paras)
        size = np.array(words.letters.first[n : end + 1])
        row = np.repeat(np.arange(n, end), size[1:] - size[:-1])
        own = words.letters.own[size[0] : size[-1]]
        share = np.log1p((words.letters.counts[row, own] - words.letters.counts[first][own]) / words.letters.rate[own])
        odds = _sums(share, size - size[0])
        odds += (size[1:] - size[:-1]) * _dilution(words.letters.sizes[n:end] - words.letters.sizes[first])
        here = slice(words.grams.first[first], words.grams.first[end])
        said = np.cumsum(words.grams.weight[here] * (words.grams.before[here] < first))
        ends = np.array(words.grams.first[n:end]) - words.grams.first[first] - 1
        found = list(
            zip(odds.tolist(), np.where(ends < 0, 0.0, said[ends]).tolist() if len(said) else [0.0] * len(ends), strict=True)
        )
        words.above[first] = start, found
    return found[n - start]


def lean(words: Wording, lines: tuple[int, int], first: int, n: int, end: int) -> float:
    """How much likelier the letters of some lines are in the paragraphs `n` to `end` than in `first` to `n`, as log-odds."""
    own = words.letters.own[words.letters.first[lines[0]] : words.letters.first[lines[1]]]
    before, here, after = words.letters.counts[first][own], words.letters.counts[n][own], words.letters.counts[end][own]
    rate = words.letters.rate[own]
    odds = np.log1p((after - here) / rate) - np.log1p((here - before) / rate)
    low, middle, high = words.letters.sizes[[first, n, end]].tolist()
    return float(odds.sum()) + len(own) * math.log((PRIOR + middle - low) / (PRIOR + high - middle))


def pull(words: Wording, lines: tuple[int, int], first: int, n: int, end: int) -> tuple[float, float]:
    """The weight of what some lines share with the paragraphs `first` to `n` and `n` to `end`; what both have counts less."""
    low, high = words.grams.asked_from[lines[0] - words.paras], words.grams.asked_from[lines[1] - words.paras]
    here = slice(words.grams.found_from[low], words.grams.found_from[high])
    of, row = words.grams.found_in[0][here] - low, words.grams.found_in[1][here]
    left, right = np.zeros(high - low, bool), np.zeros(high - low, bool)
    left[of[(row >= first) & (row < n)]] = True
    right[of[(row >= n) & (row < end)]] = True
    weight = words.grams.asked[low:high] / np.where(left & right, 2.0**1.5, 1.0)
    return float(weight[left].sum()), float(weight[right].sum())


def shares(words: Wording, stretches: Sequence[tuple[int, int]]) -> Real:
    """For each line (row) and each of some stretches of paragraphs the weight of what they share.

    What several stretches have counts for each of them less.
    """
    lines, many = len(words.letters.first) - 1 - words.paras, len(stretches)
    body = np.full(words.paras, -1)
    for k, (low, high) in enumerate(stretches):
        body[low:high] = k
    of, row = words.grams.found_in
    which = body[row]
    both = np.sort(of[which >= 0] * many + which[which >= 0])
    gram, which = np.divmod(both[np.append(True, both[1:] != both[:-1])[: len(both)]], many)  # each stretch that has an n-gram
    share = words.grams.asked[gram] / np.bincount(gram)[gram] ** 1.5
    common = np.bincount((words.grams.lines[gram] - words.paras) * many + which, share, minlength=lines * many)
    return np.asarray(common.reshape(lines, many), np.float64)


def likes(words: Wording, stretches: Sequence[tuple[int, int]]) -> Real:
    """For each line (row) and each of some stretches of paragraphs the log-odds that the letters of the line come from it."""
    lines, many = len(words.letters.first) - 1 - words.paras, len(stretches)
    size = np.array(words.letters.first[words.paras :])
    own = words.letters.own[size[0] :]
    rate = words.letters.rate[own]
    first, end = np.array(stretches, np.int64).reshape(-1, 2).T
    like = np.zeros((many, lines))
    for at in range(0, many, BLOCK):
        head, tail = first[at : at + BLOCK], end[at : at + BLOCK]
        more = words.letters.counts[tail[:, None], own] - words.letters.counts[head[:, None], own]
        odds = np.log1p(more / rate)
        lost = _dilution(words.letters.sizes[tail] - words.letters.sizes[head])[:, None]
        like[at : at + BLOCK] = _sums(odds, size - size[0]) + (size[1:] - size[:-1]) * lost
    return np.asarray(like.T)


def weights_of(words: Wording) -> Real:
    """For each line how much it says."""
    rows = len(words.letters.first) - 1
    return np.asarray(np.bincount(words.grams.lines, words.grams.asked, minlength=rows)[words.paras :], np.float64)


def _dilution(sizes: Whole) -> Real:
    """What each letter of a part loses where the whole has so many letters."""
    return np.asarray(np.log(PRIOR / (PRIOR + sizes)))


def _sums(values: Real, bounds: Whole) -> Real:
    """The sums of the stretches of `values` (of its last axis) between `bounds`; an empty stretch has the sum 0."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    return np.asarray(total[..., bounds[1:]] - total[..., bounds[:-1]])

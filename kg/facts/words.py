"""The words around a pair: runs of one to four tokens between, before and after the two references, and the ends of the names.

In: a Scene and its Pairs. Out: for every pair the numbers (into a vocabulary) of the runs that stand in each zone, or, given
weights, the sum of their weights zone by zone: a run's weight is summed over the text once, so that a zone costs one
subtraction.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.facts.pairs import Pairs
from kg.facts.scene import Ints, Scene

LONGEST = 4
BAGS = ("between", "before", "after", "inside left", "inside right")
EDGES = ("right before the first", "right after the first", "right before the second", "right after the second")
WHOLE = "whole between"
NAMES = ("subject name", "object name")
ZONES = (*BAGS, *EDGES, WHOLE, *NAMES)
_WINDOW = 8
_BETWEEN = 30
_WHOLE_LIMIT = 8
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Hashes of runs of n tokens that start at each token, for n = 1 … LONGEST; and of the names' ends, one row a referent."""

    grams: tuple[Hashes, ...]
    names: tuple[Hashes, ...]
    prefix: Hashes


def runs_of(scene: Scene) -> Runs:
    """Hashes of all runs of an article."""
    names = tuple(np.array([text_hash(tail, 10 + n) for tail in tails], dtype=np.uint64) for n, tails in enumerate(_tails(scene)))
    return Runs(grams_of(scene, LONGEST), names, scene.tokens.astype(np.uint64))


def grams_of(scene: Scene, longest: int) -> tuple[Hashes, ...]:
    """For n = 1 … longest the hashes of the runs of n tokens that start at each token."""
    codes = scene.tokens.astype(np.uint64)
    grams = []
    with np.errstate(over="ignore"):
        current = np.zeros(len(codes), dtype=np.uint64)
        for n in range(1, longest + 1):
            shifted = np.zeros(len(codes), dtype=np.uint64)
            shifted[: max(len(codes) - n + 1, 0)] = codes[n - 1 :]
            current = (current ^ (shifted + np.uint64(n))) * _MIX
            current ^= current >> np.uint64(29)
            grams.append(current.copy())
    return tuple(grams)


def _tails(scene: Scene) -> list[list[str]]:
    """The last one to four characters of each referent's name and its first one and two, by length."""
    marks = "”’」》）)\"'"
    forms = [r.name.rstrip(marks) or r.name for r in scene.referents]
    return [*([form[-n:] for form in forms] for n in range(1, LONGEST + 1)), *([form[:n] for form in forms] for n in (1, 2))]


def text_hash(text: str, salt: int) -> int:
    """A hash of a short text that does not change between runs of the program."""
    value = salt
    for char in text:
        value = ((value ^ ord(char)) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        value ^= value >> 29
    return value


def mixed(first: Hashes | np.uint64, second: Hashes) -> Hashes:
    """One hash for two that stand together, in this order."""
    with np.errstate(over="ignore"):
        value = (first ^ (second + _MIX)) * _MIX
    return value ^ (value >> np.uint64(29))


@dataclass(frozen=True, slots=True)
class Windows:
    """Token bounds of the bag zones (pairs, bags), places of the edge zones, hash of the whole between (0: too long)."""

    low: Ints
    high: Ints
    edges: Ints
    whole: Hashes


def windows_of(scene: Scene, pairs: Pairs) -> Windows:
    """Where the zones of every pair lie."""
    size = len(scene.tokens)
    inside = pairs.way == 2
    gap_low, gap_high = pairs.left_end, np.maximum(pairs.right_start, pairs.left_end)
    long = gap_high - gap_low > _BETWEEN
    zero = np.zeros_like(gap_low)
    first, last = _clause_bounds(scene)
    clause = scene.clause_at[scene.start[pairs.right]]
    clause_left = scene.clause_at[scene.start[pairs.left]]
    after = np.minimum(pairs.right_end + _WINDOW, size)
    between_low, between_high = np.where(long | inside, zero, gap_low), np.where(long | inside, zero, gap_high)
    left_high = np.where(long, np.minimum(np.maximum(last[clause_left], gap_low), gap_low + 12), zero)
    right_low = np.where(long, np.maximum(np.minimum(first[clause], gap_high), gap_high - 12), zero)
    low = np.column_stack([
        between_low, np.maximum(pairs.left_start - _WINDOW, 0), np.where(inside, pairs.left_end, pairs.right_end),
        np.where(long, gap_low, zero), right_low,
    ])  # fmt: skip
    high = np.column_stack([
        between_high, pairs.left_start, np.where(inside, np.minimum(pairs.left_end + _WINDOW, size), after),
        left_high, np.where(long, gap_high, zero),
    ])  # fmt: skip
    edges = np.column_stack([pairs.left_start, pairs.left_end, pairs.right_start, pairs.right_end])
    return Windows(low, high, edges, _whole(scene, gap_low, gap_high, inside))


def _clause_bounds(scene: Scene) -> tuple[Ints, Ints]:
    at = scene.clause_at[scene.char_of_token[:-1]]
    count = int(scene.clause_at.max()) + 1
    first = np.searchsorted(at, np.arange(count))
    return first, np.append(first[1:], len(at))


def _whole(scene: Scene, low: Ints, high: Ints, inside: NDArray[np.bool_]) -> Hashes:
    codes = np.append(scene.tokens, np.zeros(_WHOLE_LIMIT + 1, dtype=np.int64)).astype(np.uint64)
    short = (high - low <= _WHOLE_LIMIT) & ~inside
    value = np.full(len(low), 77, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(_WHOLE_LIMIT):
            mixed = (value ^ codes[np.minimum(low + step, len(codes) - 1)]) * _MIX
            value = np.where(low + step < high, mixed ^ (mixed >> np.uint64(29)), value)
    return np.where(short, value, np.uint64(0))


def numbered(hashes: Hashes, vocabulary: Hashes) -> Ints:
    """The place of each hash in a sorted vocabulary plus one; 0 for those that are not in it."""
    place = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
    return np.where(vocabulary[place] == hashes, place + 1, 0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of runs (sorted hashes) and their weights: `row[zone * 3 + way, number]` is a row of `weights`, row 0
    is 0.
    """

    vocabulary: Hashes
    row: NDArray[np.int32]
    weights: NDArray[np.float32]


def zone_sums(scene: Scene, pairs: Pairs, lexicon: Lexicon) -> NDArray[np.float32]:
    """(pairs, zones, predicates): summed weights of the runs in each zone. Sums over one window are made once, however many
    pairs share it, and only runs that have a weight are added: the order of what is added stays that of the text.
    """
    runs, windows = runs_of(scene), windows_of(scene, pairs)
    vocabulary = lexicon.vocabulary
    grams = [numbered(g, vocabulary) for g in runs.grams]
    ends = [numbered(g, vocabulary) for g in runs.names]
    whole = numbered(windows.whole, vocabulary)
    out = np.zeros((len(pairs.subject), len(ZONES), lexicon.weights.shape[1]), dtype=np.float32)
    for way in range(3):
        rows = np.flatnonzero(pairs.way == way)
        if not len(rows):
            continue
        for zone in range(len(BAGS)):
            out[rows, zone] = bag_sums(grams, windows.low[rows, zone], windows.high[rows, zone], lexicon, zone * 3 + way)
        for edge in range(len(EDGES)):
            places, back = np.unique(windows.edges[rows, edge], return_inverse=True)
            here = summed(edge_numbers(grams, places, edge), lexicon, (len(BAGS) + edge) * 3 + way)
            out[rows, len(BAGS) + edge] = here[back]
        out[rows, -3] = lexicon.weights.take(lexicon.row[(len(ZONES) - 3) * 3 + way].take(whole[rows]), axis=0)
        for zone, who in ((len(ZONES) - 2, pairs.subject), (len(ZONES) - 1, pairs.object)):
            out[rows, zone] = summed(ends, lexicon, zone * 3 + way).take(who[rows], axis=0)
    return out


def bag_sums(grams: list[Ints], low: Ints, high: Ints, lexicon: Lexicon, place: int) -> NDArray[np.float32]:
    """(windows, predicates): the weights of all runs inside each window [low, high), by row `place` of the lexicon."""
    keys, back = np.unique(low * np.int64(1 << 32) + high, return_inverse=True)
    low, high = keys >> 32, keys & 0xFFFFFFFF
    width = lexicon.weights.shape[1]
    out = np.zeros((len(keys), width), dtype=np.float32)
    if int((high - low).max()) <= 0:
        return np.zeros((len(back), width), dtype=np.float32)
    table = lexicon.row[place]
    for n, ids in enumerate(grams, 1):
        found = table.take(ids)
        known = np.flatnonzero(found)
        if len(known):
            running = np.zeros((len(known) + 1, width), np.float32)
            np.cumsum(lexicon.weights.take(found[known], axis=0), axis=0, out=running[1:])
            first, last = np.searchsorted(known, low), np.searchsorted(known, np.maximum(high - n + 1, low))
            part = running.take(last, axis=0)
            part -= running.take(first, axis=0)
            out += part
    return out[back]


def summed(numbers: list[Ints], lexicon: Lexicon, place: int) -> NDArray[np.float32]:
    """(rows, predicates): the weights of some runs for each row added up."""
    table, out = lexicon.row[place], np.zeros((len(numbers[0]), lexicon.weights.shape[1]), np.float32)
    for ids in numbers:
        out += lexicon.weights.take(table.take(ids), axis=0)
    return out


def edge_numbers(grams: list[Ints], place: Ints, edge: int) -> list[Ints]:
    """Runs that end (edges 0, 2) or start (edges 1, 3) exactly at a place, one array for each length."""
    out = []
    for n, ids in enumerate(grams, 1):
        padded = np.append(ids, 0)
        if edge % 2:
            out.append(np.where(place + n <= len(ids), padded[np.minimum(place, len(ids))], 0))
        else:
            out.append(np.where(place >= n, padded[np.maximum(place - n, 0)], 0))
    return out

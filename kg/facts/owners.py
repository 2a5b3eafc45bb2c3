"""Whose figure it is: for every amount of an article the referents that may own it, and how likely each one does.

In: a Scene whose last referents are the amounts, their Candidates, and a Judge (plain numbers, `kg/zh/model/facts.figures.npz`).
Out: for every candidate the probability that the figure is one that readers take down, and its own. Words around the amount speak
for a kind of owner, words between speak for or against the pair; boosted trees weigh them with where both stand. A second look,
which also saw what the first said of the neighbouring amounts, made no figure better on held-out files and was given up.
"""

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.facts.candidates import Candidates
from kg.facts.scene import KIND_NUMBER, Ints, Scene
from kg.facts.trees import Floats, Forest, margins
from kg.facts.words import Hashes, Lexicon, bag_sums, grams_of, numbered, summed
from kg.lexicon import ZH, LexiconError
from kg.records import ENTITY_KINDS

FIGURES = "model/facts.figures.npz"
KINDS = len(ENTITY_KINDS)
LONGEST = 4
ZONES = (
    "before", "after", "ends before", "starts after", "unit", "between", "after the candidate", "before the candidate", "name",
)  # fmt: skip
OF_AMOUNT = 5  # so many zones ask about the amount alone
BAGS, EDGES = ((0, 0), (1, 1), (5, 2)), ((2, 0), (3, 1), (6, 2), (7, 3))  # zone, column of the spans
OF_WORDS = ((4, 0), *((8, column) for column in range(1, 7)))  # zone, column of the words of candidates
_BEFORE, _AFTER, _BETWEEN = 12, 7, 40
HEAD = 16  # trees after which the rest may be spared
SUMS = (*(f"words {zone}" for zone in ZONES), "kind", "kind against the others", "some owner", "kind among candidates")


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of runs of words by zone and kind; a forest and the scale of its margins; the margin below which its first HEAD
    trees give up; how likely an owner must be."""

    lexicon: Lexicon
    forest: Forest
    scale: NDArray[np.float64]
    cut: float
    least: float


@cache
def judge(name: str = FIGURES) -> Judge:
    """The shipped judge, read once in a process; LexiconError when it is missing."""
    path = ZH / name
    if not path.is_file():
        raise LexiconError(f"kg/zh/{name}: this data file is missing from the installation; reinstall newskg")
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as n:
        row = np.zeros(tuple(n["row_shape"]), dtype=np.int32)
        row.ravel()[n["row_place"]] = np.arange(1, len(n["row_place"]) + 1, dtype=np.int32)
        weights = np.concatenate([np.zeros((1, KINDS + 1), np.float32), n["weights"].astype(np.float32)])
        forest = Forest(n["forest_feature"].astype(np.int64), n["forest_at"], n["forest_answer"].astype(np.float32), 0.0)
        return Judge(Lexicon(n["vocabulary"], row, weights), forest, n["scale"], float(n["cut"]), float(n["least"]))


@dataclass(frozen=True, slots=True)
class Spans:
    """Token bounds of the bag zones and places of the edge zones of each candidate row, -1 where a zone is empty."""

    low: Ints
    high: Ints
    edges: Ints


def spans_of(scene: Scene, c: Candidates, count: int) -> Spans:
    """Where the zones of each row lie: bags before, after, between; edges at the amount and at the candidate."""
    at = np.zeros(count, dtype=np.int64)
    first_amount = len(scene.referents) - count
    chosen = np.flatnonzero(scene.who >= first_amount)
    at[scene.who[chosen] - first_amount] = chosen
    here = at[c.amount]
    size = len(scene.tokens)
    sentence = scene.sentence_at[scene.char_of_token[:-1]]
    first = np.searchsorted(sentence, sentence[np.minimum(scene.token_start[here], size - 1)])
    last = np.searchsorted(sentence, sentence[np.minimum(scene.token_start[here], size - 1)], side="right")
    start, end = scene.token_start[here], scene.token_end[here]
    gap_low = np.where(c.way == 1, end, scene.token_end[c.ref])
    gap_high = np.where(c.way == 1, scene.token_start[c.ref], start)
    near = (c.way < 2) & (gap_high - gap_low <= _BETWEEN) & (gap_high > gap_low)
    low = np.column_stack([np.maximum(start - _BEFORE, first), end, np.where(near, gap_low, 0)])
    high = np.column_stack([start, np.minimum(np.minimum(end + _AFTER, last), size), np.where(near, gap_high, 0)])
    return Spans(low, high, np.column_stack([start, end, scene.token_end[c.ref], scene.token_start[c.ref]]))


def run_ids(scene: Scene, vocabulary: Hashes) -> list[Ints]:
    """For n = 1 … LONGEST the number in a vocabulary of the run of n tokens that starts at each token."""
    return [numbered(g, vocabulary) for g in grams_of(scene, LONGEST)]


def edge_ids(grams: list[Ints], place: Ints, zone: int) -> list[Ints]:
    """Runs that end at a place (zones that lie before something) or start there."""
    out = []
    for n, ids in enumerate(grams, 1):
        padded = np.append(ids, 0)
        if ZONES[zone] in ("ends before", "before the candidate"):
            out.append(np.where(place >= n, padded[np.maximum(place - n, 0)], 0))
        else:
            out.append(padded[np.minimum(place, len(ids))])
    return out


def sums_of(scene: Scene, c: Candidates, count: int, judge: Judge) -> Floats:
    """(rows, zones, kinds + 1): summed weights of the runs in each zone, one column for each kind of owner and one for any."""
    spans = spans_of(scene, c, count)
    grams = run_ids(scene, judge.lexicon.vocabulary)
    out = np.zeros((len(c.who), len(ZONES), judge.lexicon.weights.shape[1]), np.float32)
    every = np.arange(len(c.who))
    by_way = [np.flatnonzero(c.way == way) for way in range(3)]
    for zone, bag in BAGS:
        for way, rows in enumerate(by_way if zone >= OF_AMOUNT else [every]):
            if len(rows):
                out[rows, zone] = bag_sums(grams, spans.low[rows, bag], spans.high[rows, bag], judge.lexicon, zone * 3 + way)
    for zone, edge in EDGES:
        for way, rows in enumerate(by_way if zone >= OF_AMOUNT else [every]):
            places, back = np.unique(spans.edges[rows, edge], return_inverse=True)
            out[rows, zone] = summed(edge_ids(grams, places, zone), judge.lexicon, zone * 3 + way)[back]
    for zone, column in OF_WORDS:
        out[:, zone] += summed([numbered(c.words[:, column], judge.lexicon.vocabulary)], judge.lexicon, zone * 3)
    return out


def columns_of(c: Candidates, kinds: Ints, sums: Floats) -> Floats:
    """The numbers that the forest asks about: POSITIONS and SUMS."""
    kind = kinds[c.who]
    every = np.arange(len(kind))
    by_zone = sums[every, :, kind]
    of_amount = sums[:, :OF_AMOUNT].sum(axis=1)
    mine = of_amount[every, kind]
    others = of_amount[:, :KINDS].copy()
    others[every, kind] = -np.inf
    among = np.zeros(len(kind), np.float32)
    for a in np.unique(c.amount):
        rows = np.flatnonzero(c.amount == a)
        among[rows] = mine[rows] - mine[rows].max()
    extra = np.column_stack([mine, mine - others.max(axis=1), of_amount[:, KINDS], among])
    return np.concatenate([c.positions, by_zone, extra], axis=1).astype(np.float32)


def likely_owners(scene: Scene, c: Candidates, judge: Judge) -> NDArray[np.float64]:
    """For each row of candidates the probability that a reader would give it its amount."""
    count = int(np.sum(scene.kinds == KIND_NUMBER["Amount"]))
    numbers = columns_of(c, scene.kinds, sums_of(scene, c, count, judge))
    sure = np.zeros(len(numbers))
    early = margins(judge.forest, numbers, 0, HEAD)
    left = np.flatnonzero(early > judge.cut)
    sure[left] = logistic(early[left] + margins(judge.forest, numbers[left], HEAD), judge.scale)
    return sure


def logistic(margin: Floats, scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of margins."""
    out: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scale[0] * margin + scale[1], -30, 30)))
    return out

"""The trained scorers: which predicates stand between which pairs, and how sure that is.

In: a Scene. Out: Finding records in order of predicate, subject and object. What always holds: the kinds of both ends fit
the table given, the confidence is calibrated on articles that the model was not trained on, and the words that counted can
be named (`kg.facts.explain`). Models are `kg/zh/model/facts.*.npz`: plain numbers, made by `python -m kg.facts.training`.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.facts.context import CONTEXT, KIN, context_of
from kg.facts.pairs import FEATURES, Pairs, pairs_of
from kg.facts.prose import Reader, margins_of, reader_of
from kg.facts.scene import Scene, scene_of
from kg.facts.schema import allowed, some_fit
from kg.facts.trees import Floats, Forest, margins
from kg.facts.words import ZONES, Lexicon, zone_sums
from kg.lexicon import ZH, LexiconError
from kg.records import PREDICATES

GLANCE = 0.01
ODDS = np.array([1.0, 0.0])  # the scale of log odds
REFERENTS, REFERENCES = 500, 3000
RELATIONS = "model/facts.relations.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """Word weights, and for each predicate: the least sum of word weights that is looked at; the trees that see a pair
    alone, the margin below which their first `head` give up, their scale; what their log odds and the margin of the reader of
    prose count together, and a shift (`heard`); the trees that see the other pairs too and go on from there, their scale,
    threshold."""

    predicates: tuple[str, ...]
    lexicon: Lexicon
    floor: Floats
    first: tuple[Forest, ...]
    cut: Floats
    first_scale: NDArray[np.float64]
    second: tuple[Forest, ...]
    scale: NDArray[np.float64]
    threshold: Floats
    head: int
    reader: Reader
    heard: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finding:
    """One scored pair: indexes of the referents and of the references in text order; `row` its numbers under
    `columns`; `heard` what the reader of prose adds to the log odds, as far as the second look leaves it."""

    subject: int
    predicate: str
    object: int
    left: int
    right: int
    confidence: float
    row: Floats
    heard: float = 0.0


@cache
def model(name: str = RELATIONS) -> Model:
    """A shipped model, read once in a process; LexiconError when it is missing."""
    path = ZH / name
    if not path.is_file():
        raise LexiconError(f"kg/zh/{name}: this data file is missing from the installation; reinstall newskg")
    return read_model(path.read_bytes())


def read_model(data: bytes) -> Model:
    """A model from the bytes of its .npz file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as n:
        predicates = tuple(str(p) for p in n["predicates"])
        row = np.zeros(tuple(n["row_shape"]), dtype=np.int32)
        row.ravel()[n["row_place"]] = np.arange(1, len(n["row_place"]) + 1, dtype=np.int32)
        weights = np.concatenate([np.zeros((1, len(predicates)), np.float32), n["weights"].astype(np.float32)])
        lexicon = Lexicon(n["vocabulary"], row, weights)
        return Model(
            predicates, lexicon, n["floor"], _forests(n, "first"), n["cut"], n["first_scale"], _forests(n, "second"), n["scale"],
            n["threshold"], int(n["head"]), reader_of(n), n["heard"],
        )  # fmt: skip


def _forests(arrays: Mapping[str, NDArray[Any]], name: str) -> tuple[Forest, ...]:
    bounds = np.concatenate([[0], np.cumsum(arrays[f"{name}_trees"])])
    feature, at = arrays[f"{name}_feature"].astype(np.int64), arrays[f"{name}_at"]
    answer = arrays[f"{name}_answer"].astype(np.float32)
    return tuple(Forest(feature[a:b], at[a:b], answer[a:b], 0.0) for a, b in pairwise(bounds))


def columns(predicates: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the numbers that the trees ask about."""
    return (*FEATURES, *(f"words {zone}" for zone in ZONES), *(f"words for {predicate}" for predicate in predicates),
            *CONTEXT, *(f"first look at {predicate}" for predicate in predicates), *KIN)  # fmt: skip


def score(scene: Scene) -> list[Finding]:
    """Every pair above its predicate's threshold."""
    known = model()
    return [f for f in findings(scene, known, allowed()) if f.confidence >= known.threshold[PREDICATES.index(f.predicate)]]


def findings(scene: Scene, known: Model, table: NDArray[np.bool_]) -> Iterator[Finding]:
    """Every pair that its predicate's first trees do not give up, with its calibrated confidence. Of an article with more names
    than any article has the first ones are looked at.
    """
    if len(scene.referents) > REFERENTS or len(scene.start) > REFERENCES:
        yield from _of_a_part(scene, known, table)
        return
    pairs = pairs_of(scene, some_fit(table))
    if pairs is None:
        return
    sums = zone_sums(scene, pairs, known.lexicon)
    totals = sums.sum(axis=1)
    fits = table[scene.kinds[pairs.subject], scene.kinds[pairs.object]] & (totals >= known.floor)
    size = len(scene.referents)
    cube = np.zeros((size, size, len(known.predicates)), np.float32)
    alive: list[tuple[int, NDArray[np.int64], Floats, Floats]] = []
    for number in range(len(known.predicates)):
        rows = np.flatnonzero(fits[:, number])
        if not len(rows):
            continue
        numbers = matrix(pairs, sums, totals, number, rows)
        margin = margins(known.first[number], numbers, 0, known.head)
        left = np.flatnonzero(margin > known.cut[number])
        rows, numbers = rows[left], numbers[left]
        sure = confidence(margin[left] + margins(known.first[number], numbers, known.head), known.first_scale[number])
        cube[pairs.subject[rows], pairs.object[rows], number] = sure
        glance = np.flatnonzero(sure > GLANCE)
        if len(glance):
            alive.append((number, rows[glance], numbers[glance], log_odds(sure[glance].astype(np.float32))))
    if not alive:
        return
    every, each, odds = (np.concatenate(part) for part in zip(*((r, np.full(len(r), n), o) for n, r, _, o in alive), strict=True))
    looked, place = np.unique(every, return_inverse=True)
    heard = known.heard[each, 1] * margins_of(scene, pairs, looked, known.reader)[place, each]
    sure = confidence(known.heard[each, 0] * odds + heard + known.heard[each, 2], ODDS)
    cube[pairs.subject[every], pairs.object[every], each] = sure
    again = sure > GLANCE
    if not again.any():
        return
    around = context_of(cube, known.predicates, scene, pairs, every[again], each[again])
    ends = np.cumsum([len(rows) for _, rows, *_ in alive])[:-1]
    kept = np.split(again, ends)
    context = np.split(around, np.cumsum([mine.sum() for mine in kept])[:-1])
    for (number, rows, numbers, _), mine, own, beside in zip(alive, kept, np.split(heard, ends), context, strict=True):
        if not mine.any():
            continue
        told = known.scale[number][0] * own[mine]
        numbers = np.concatenate([numbers[mine], beside], axis=1)
        sure = confidence(log_odds(beside[:, 0]) + margins(known.second[number], numbers), known.scale[number])
        for k, i in enumerate(rows[mine]):
            yield Finding(
                int(pairs.subject[i]), known.predicates[number], int(pairs.object[i]), int(pairs.left[i]), int(pairs.right[i]),
                float(sure[k]), numbers[k], float(told[k]),
            )  # fmt: skip


def _of_a_part(scene: Scene, known: Model, table: NDArray[np.bool_]) -> Iterator[Finding]:
    """What stands between the first referents and references; time and memory grow with the square of their numbers."""
    last = int(scene.start[min(REFERENCES, len(scene.start)) - 1])
    kept = [replace(r, references=tuple(f for f in r.references if f.start < last)) for r in scene.referents[:REFERENTS]]
    while kept and not kept[-1].references:
        kept.pop()
    part = replace(scene_of(scene.article, tuple(kept)), sure=scene.sure[: len(kept)])
    place = {(int(s), int(e), int(w)): i for i, (s, e, w) in enumerate(zip(scene.start, scene.end, scene.who, strict=True))}
    for found in findings(part, known, table) if len(part.start) <= REFERENCES else ():
        left, right = (place[int(part.start[i]), int(part.end[i]), int(part.who[i])] for i in (found.left, found.right))
        yield replace(found, left=left, right=right)


def matrix(pairs: Pairs, sums: Floats, totals: Floats, predicate: int, rows: NDArray[np.int64]) -> Floats:
    """The numbers under `columns` of some pairs for one predicate, as far as they come from the pair itself."""
    return np.concatenate([pairs.numbers[rows], sums[rows, :, predicate], totals[rows]], axis=1)


def confidence(margin: Floats, scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Calibrated probability of a margin: a logistic curve with a slope and a shift."""
    out: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scale[0] * margin + scale[1], -30, 30)))
    return out


def log_odds(sure: Floats) -> Floats:
    """The margin of a probability, kept away from certainty."""
    kept = np.clip(sure, 1e-4, 1 - 1e-4)
    out: Floats = np.log(kept / (1 - kept))
    return out

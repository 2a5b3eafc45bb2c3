"""Sheets of annotated pairs, and the runs of words around their pairs as a sparse matrix.

In: Scenes, Pairs and what annotators say of them. Out: the vocabulary, counts of runs by zone, and the rows worth learning from.
What always holds: the matrix times weights equals the sums of `kg.facts.words.zone_sums`. Needs scipy.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg.facts import words
from kg.facts.pairs import Pairs
from kg.facts.scene import Ints, Scene
from kg.facts.trees import Floats


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article as rows: `truth` and `counts` are (pairs, predicates); what is optional or does not fit does not count.

    `unreached` tells how many relations of each predicate no pair stands for; `weight` makes a repeated, changed copy of an
    article weigh less; copies (`copy`) are learnt from and never measured.
    """

    file: str
    scene: Scene
    pairs: Pairs
    truth: Floats
    counts: Floats
    unreached: Ints
    copy: bool = False


def vocabulary_of(sheets: list[Sheet], least: int = 4) -> words.Hashes:
    """Hashes of runs that stand in `least` articles or more."""
    seen: Counter[int] = Counter()
    for sheet in sheets:
        runs, windows = words.runs_of(sheet.scene), words.windows_of(sheet.scene, sheet.pairs)
        keys: set[int] = set(windows.whole[sheet.truth.any(axis=1)].tolist())
        for n, grams in enumerate(runs.grams, 1):
            keys.update(grams[: len(grams) - n + 1].tolist())
        for grams in runs.names:
            keys.update(grams.tolist())
        if not sheet.copy:
            seen.update(keys)
    return np.array(sorted(k for k, n in seen.items() if n >= least and k), dtype=np.uint64)


def run_matrix(sheets: list[Sheet], vocabulary: words.Hashes, chosen: NDArray[np.bool_]) -> Any:
    """(chosen pairs of all sheets, zones * 3 * (vocabulary + 1)): how often each run stands in each zone; a sparse matrix."""
    width = len(vocabulary) + 1
    parts = []
    offset = 0
    for sheet in sheets:
        pairs = sheet.pairs
        mine = chosen[offset : offset + len(pairs.subject)]
        offset += len(pairs.subject)
        place = np.cumsum(mine) - 1
        rows, columns = [], []
        for zone, index, ids in _placed_runs(sheet, vocabulary):
            known = (ids > 0) & mine[index]
            rows.append(place[index[known]])
            columns.append(((zone * 3 + pairs.way[index]) * width + ids)[known])
        at = (np.concatenate(rows), np.concatenate(columns))
        shape = int(mine.sum()), len(words.ZONES) * 3 * width
        parts.append(sparse.csr_matrix((np.ones(len(at[0]), np.float32), at), shape=shape))
    return sparse.vstack(parts, format="csr")


def _placed_runs(sheet: Sheet, vocabulary: words.Hashes) -> Iterator[tuple[int, Ints, Ints]]:
    """(zone, rows, run numbers) of one sheet; the same zones that `words.zone_sums` reads."""
    pairs = sheet.pairs
    runs, windows = words.runs_of(sheet.scene), words.windows_of(sheet.scene, pairs)
    grams = [words.numbered(g, vocabulary) for g in runs.grams]
    every = np.arange(len(pairs.subject))
    for zone in range(len(words.BAGS)):
        for n, ids in enumerate(grams, 1):
            low = windows.low[:, zone]
            count = np.maximum(windows.high[:, zone] - n + 1 - low, 0)
            index = np.repeat(every, count)
            place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
            yield zone, index, ids[place]
    for edge in range(len(words.EDGES)):
        for ids in words.edge_numbers(grams, windows.edges[:, edge], edge):
            yield len(words.BAGS) + edge, every, ids
    yield len(words.ZONES) - 3, every, words.numbered(windows.whole, vocabulary)
    for zone, who in ((len(words.ZONES) - 2, pairs.subject), (len(words.ZONES) - 1, pairs.object)):
        for hashes in runs.names:
            yield zone, every, words.numbered(hashes, vocabulary)[who]


def thinned(truth: Floats, every: int = 3) -> tuple[NDArray[np.bool_], Floats]:
    """Of the pairs without any relation one in `every`, which then counts for as many; the chosen rows and their weights."""
    plain = np.flatnonzero(~truth.any(axis=1))
    weight = np.ones((len(truth), 1), np.float32)
    weight[plain] = 0
    weight[plain[::every]] = every
    return weight[:, 0] > 0, weight


def lexicon_of(vocabulary: words.Hashes, used: Ints, weights: Floats) -> words.Lexicon:
    """Weights of the columns of `run_matrix` that are used, as the scorer reads them."""
    row = np.zeros((len(words.ZONES) * 3, len(vocabulary) + 1), np.int32)
    row.ravel()[used] = np.arange(1, len(used) + 1, dtype=np.int32)
    return words.Lexicon(vocabulary, row, np.concatenate([np.zeros((1, weights.shape[1]), np.float32), weights]))

"""Learns a scorer from rows: word weights, trees, scales and thresholds for a list of predicates.

In: Sheets, one for an article, of pairs with what annotators say of them. Out: the arrays of a model file and a table of what
held-out files gave. Every decision (thresholds, scales, where trees may give up) is taken on files that the model in
question was not trained on. Needs scipy and lightgbm, which the installed program does not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg.facts import words
from kg.facts.context import CONTEXT, context_of
from kg.facts.pairs import Pairs
from kg.facts.scene import Ints, Scene
from kg.facts.scorer import GLANCE, confidence
from kg.facts.trees import Floats, Forest, margins

FOLDS = 3
HEAD = 16
DEPTH = 6
TREES = 150


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
        seen.update(keys)
    return np.array(sorted(k for k, n in seen.items() if n >= least and k), dtype=np.uint64)


def run_matrix(sheets: list[Sheet], vocabulary: words.Hashes) -> Any:
    """(pairs of all sheets, zones * 3 * (vocabulary + 1)): how often each run stands in each zone; a sparse matrix."""
    width = len(vocabulary) + 1
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    offset = 0
    for sheet in sheets:
        pairs = sheet.pairs
        for zone, index, ids in _placed_runs(sheet, vocabulary):
            known = ids > 0
            rows.append((index + offset)[known])
            columns.append(((zone * 3 + pairs.way[index]) * width + ids)[known])
        offset += len(pairs.subject)
    at = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.ones(len(at[0]), np.float32), at), shape=(offset, len(words.ZONES) * 3 * width))


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


def word_weights(counts: Any, truth: Floats, rated: Floats, *, rounds: int = 8, seed: int = 0) -> Floats:
    """(columns, predicates) weights of a logistic model for each predicate, learnt with AdaGrad in small batches."""
    rate, decay, batch = 0.25, 2e-5, 2048
    order_of = np.random.default_rng(seed)
    weights = np.zeros((counts.shape[1], truth.shape[1]), np.float32)
    squares = np.full_like(weights, 1e-2)
    prior = np.clip((truth * rated).sum(0) / np.maximum(rated.sum(0), 1), 1e-4, 0.5)
    shift = np.log(prior / (1 - prior)).astype(np.float32)
    for _ in range(rounds):
        order = order_of.permutation(counts.shape[0])
        for at in range(0, len(order), batch):
            rows = order[at : at + batch]
            some = counts[rows]
            off = (1 / (1 + np.exp(-np.clip(some @ weights + shift, -30, 30))) - truth[rows]) * rated[rows]
            step = some.T @ off / len(rows) + decay * weights
            squares += step * step
            weights -= rate * step / np.sqrt(squares)
    return weights


def zone_columns(counts: Any, weights: Floats, zone: NDArray[np.int64]) -> Floats:
    """(rows, zones, predicates) sums of weights, from the sparse matrix instead of the text."""
    by_column = counts.tocsc()
    out = np.zeros((counts.shape[0], len(words.ZONES), weights.shape[1]), np.float32)
    for z in range(len(words.ZONES)):
        columns = np.flatnonzero(zone == z)
        out[:, z] = by_column[:, columns] @ weights[columns]
    return out


def grow(numbers: Floats, truth: Floats, weight: Floats | None = None) -> Forest:
    """Boosted trees for one predicate as a Forest."""
    settings = {
        "objective": "binary", "learning_rate": 0.09, "num_leaves": 15, "max_depth": DEPTH, "min_data_in_leaf": 15,
        "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "verbose": -1, "num_threads": 1,
        "seed": 1, "deterministic": True, "force_row_wise": True,
    }  # fmt: skip
    if weight is not None:
        numbers, truth, weight = numbers[weight > 0], truth[weight > 0], weight[weight > 0]
    booster = lightgbm.train(settings, lightgbm.Dataset(numbers, truth, weight=weight), TREES)
    dump = booster.dump_model()["tree_info"]
    feature = np.zeros((len(dump), 2**DEPTH - 1), np.int64)
    threshold = np.full((len(dump), 2**DEPTH - 1), np.inf, np.float32)
    answer = np.zeros((len(dump), 2**DEPTH), np.float32)
    for number, tree in enumerate(dump):
        _lay_out(tree["tree_structure"], 0, 0, feature[number], threshold[number], answer[number])
    return Forest(feature, threshold, answer, 0.0)


def _lay_out(node: dict[str, Any], place: int, level: int, feature: Any, threshold: Any, answer: Any) -> None:
    """One node of LightGBM's tree into the heap; an answer above the last level is given to all answers below it."""
    if "leaf_value" in node:
        width = 2 ** (DEPTH - level)
        first = (place - (2**level - 1)) * width
        answer[first : first + width] = node["leaf_value"]
        return
    feature[place], threshold[place] = node["split_feature"], np.float32(node["threshold"])
    _lay_out(node["left_child"], 2 * place + 1, level + 1, feature, threshold, answer)
    _lay_out(node["right_child"], 2 * place + 2, level + 1, feature, threshold, answer)


def scale_of(margin: Floats, truth: Floats) -> NDArray[np.float64]:
    """Slope and shift of the logistic curve that turns margins into probabilities (Platt, by Newton's steps)."""
    a, b = 1.0, 0.0
    for _ in range(30):
        p = confidence(margin, np.array([a, b]))
        w = np.maximum(p * (1 - p), 1e-9)
        off = p - truth
        gradient = np.array([(off * margin).sum() + 0.5 * (a - 1), off.sum() + 0.05 * b])
        hessian = np.array([[(w * margin * margin).sum() + 0.5, (w * margin).sum()], [(w * margin).sum(), w.sum() + 0.05]])
        step = np.linalg.solve(hessian, gradient)
        a, b = a - float(np.clip(step[0], -1, 1)), b - float(np.clip(step[1], -1, 1))
    return np.array([max(a, 0.2), b])


def best_threshold(sure: NDArray[np.float64], truth: Floats, unreached: int) -> tuple[float, float, float, float]:
    """(threshold, F1, precision, recall): the least confidence that gives the best F1, smoothed towards one half."""
    order = np.argsort(-sure, kind="stable")
    right = np.cumsum(truth[order]) + 1.0
    found = np.arange(1, len(order) + 1) + 2.0
    wanted = float(truth.sum()) + unreached + 2.0
    f1 = 2 * right / (found + wanted)
    k = int(f1.argmax())
    threshold = float(sure[order[k]] + (sure[order[k + 1]] if k + 1 < len(order) else 0.0)) / 2
    hits, given = float(truth[order[: k + 1]].sum()), k + 1
    total = max(float(truth.sum()) + unreached, 1.0)
    return min(max(threshold, 0.15), 0.7), 2 * hits / (given + total), hits / given, hits / total


def learn(sheets: list[Sheet], predicates: tuple[str, ...]) -> tuple[dict[str, NDArray[Any]], list[str], Floats]:
    """The arrays of a model file, a table of what held-out files gave (one line a predicate and one for all), and the confidence
    that forests which had not seen its file give to every pair and predicate."""
    truth, rated = (np.concatenate(part) for part in zip(*((s.truth, s.counts) for s in sheets), strict=True))
    numbers = np.concatenate([s.pairs.numbers for s in sheets])
    files = sorted({s.file for s in sheets})
    fold = np.concatenate([np.full(len(s.truth), files.index(s.file) % FOLDS) for s in sheets])
    own = ~np.concatenate([np.full(len(s.truth), s.copy) for s in sheets])
    vocabulary = vocabulary_of(sheets)
    counts = run_matrix(sheets, vocabulary)
    used = np.flatnonzero(np.asarray((counts > 0).sum(0)).ravel() >= 3)
    counts, zone = counts[:, used].tocsr(), used // (3 * (len(vocabulary) + 1))
    sums = np.zeros((len(truth), len(words.ZONES), len(predicates)), np.float32)
    for k in range(FOLDS):
        weights = word_weights(counts[fold != k], truth[fold != k], rated[fold != k])
        sums[fold == k] = zone_columns(counts[fold == k], weights, zone)
        print(f"words, fold {k}", flush=True)
    weights = word_weights(counts, truth, rated)
    del counts
    first, looks = _first_look(truth, rated, numbers, sums, fold)
    second, table, sure = _second_look(sheets, predicates, truth, rated, numbers, sums, fold, own, looks)
    return {
        "predicates": np.array(predicates), "vocabulary": vocabulary,
        "row_shape": np.array([len(words.ZONES) * 3, len(vocabulary) + 1]), "row_place": used.astype(np.int32),
        "weights": weights.astype(np.float16), "head": np.array(HEAD), **first, **second,
    }, table, sure  # fmt: skip


def _first_look(
    truth: Floats, rated: Floats, numbers: Floats, sums: Floats, fold: Ints
) -> tuple[dict[str, NDArray[Any]], Floats]:  # fmt: skip
    """Forests that see one pair at a time, and the confidence of every pair from forests that did not see its file."""
    size = truth.shape[1]
    totals = sums.sum(axis=1)
    floor, cut = np.zeros(size, np.float32), np.zeros(size, np.float32)
    scale, forests, looks = np.zeros((size, 2)), [], np.zeros_like(truth)
    for p in range(size):
        believed = totals[truth[:, p] > 0, p]
        floor[p] = np.quantile(believed, 0.004) - 0.05
        rows = np.flatnonzero((rated[:, p] > 0) & (totals[:, p] >= floor[p]))
        inputs = np.concatenate([numbers[rows], sums[rows, :, p], totals[rows]], axis=1)
        answer, part = truth[rows, p], fold[rows]
        weight = _thinned(totals[rows, p], answer, float(np.median(believed)))
        margin, early = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
        for k in range(FOLDS):
            forest = grow(inputs[part != k], answer[part != k], weight[part != k])
            margin[part == k] = margins(forest, inputs[part == k])
            early[part == k] = margins(forest, inputs[part == k], 0, HEAD)
        scale[p] = scale_of(margin, answer)
        looks[rows, p] = confidence(margin, scale[p])
        taken = early[(answer > 0) & (looks[rows, p] > 0.1)]
        cut[p] = np.quantile(taken, 0.01) if len(taken) else early.min()
        looks[rows[early <= cut[p]], p] = 0
        forests.append(grow(inputs, answer, weight))
        print(f"first look {p}: {len(rows)} rows, alive {(early > cut[p]).mean():.3f}", flush=True)
    return {"floor": floor, "cut": cut, "first_scale": scale, **_packed("first", forests)}, looks


def _thinned(total: Floats, answer: Floats, median: float) -> Floats:
    """Weights of rows: of wrong pairs whose words speak against them every fourth is kept and counts for four."""
    easy = np.flatnonzero((answer == 0) & (total < median - 1.0))
    weight = np.ones(len(answer), np.float32)
    weight[easy] = 0
    weight[easy[::4]] = 4
    return weight


def _second_look(
    sheets: list[Sheet], predicates: tuple[str, ...], truth: Floats, rated: Floats, numbers: Floats, sums: Floats, fold: Ints,
    own: NDArray[np.bool_], looks: Floats,
) -> tuple[dict[str, NDArray[Any]], list[str], Floats]:  # fmt: skip
    """Forests that also see what the first look says of the other pairs of the article."""
    totals = sums.sum(axis=1)
    cubes, offsets, offset = [], [], 0
    for sheet in sheets:
        size = len(sheet.scene.referents)
        cube = np.zeros((size, size, len(predicates)), np.float32)
        cube[sheet.pairs.subject, sheet.pairs.object] = looks[offset : offset + len(sheet.truth)]
        cubes.append(cube)
        offsets.append(offset)
        offset += len(sheet.truth)
    scale, threshold, forests, table = np.zeros((len(predicates), 2)), np.zeros(len(predicates), np.float32), [], []
    hits = given = wanted = 0.0
    final = np.zeros_like(looks)
    for p, predicate in enumerate(predicates):
        picked, around = [], []
        for sheet, cube, at in zip(sheets, cubes, offsets, strict=True):
            rows = np.flatnonzero((looks[at : at + len(sheet.truth), p] > GLANCE) & (sheet.counts[:, p] > 0))
            if len(rows):
                picked.append(rows + at)
                around.append(context_of(cube, predicates, p, sheet.pairs.subject[rows], sheet.pairs.object[rows]))
        rows = np.concatenate(picked) if picked else np.zeros(0, np.int64)
        around = around or [np.zeros((0, len(CONTEXT) + len(predicates)), np.float32)]
        inputs = np.concatenate([numbers[rows], sums[rows, :, p], totals[rows], np.concatenate(around)], axis=1)
        answer, part, mine = truth[rows, p], fold[rows], own[rows]
        margin = np.zeros(len(rows), np.float32)
        for k in range(FOLDS):
            margin[part == k] = margins(grow(inputs[part != k], answer[part != k]), inputs[part == k])
        scale[p] = scale_of(margin[mine], answer[mine])
        total = float((truth[:, p] * own).sum()) + sum(int(s.unreached[p]) for s in sheets if not s.copy)
        final[rows, p] = confidence(margin, scale[p])
        sure = final[rows[mine], p]
        threshold[p], f1, precision, recall = best_threshold(sure, answer[mine], int(total - answer[mine].sum()))
        forests.append(grow(inputs, answer))
        figures = f"F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}"
        table.append(f"{predicate:18} {figures}  {int(total)} wanted  from {threshold[p]:.2f}")
        print(table[-1], f" rows {len(rows)}", flush=True)
        hits, given, wanted = hits + recall * total, given + recall * total / max(precision, 1e-9), wanted + total
    table.append(f"all                F1 {2 * hits / (given + wanted):.3f}  P {hits / given:.3f}  R {hits / wanted:.3f}")
    return {"scale": scale, "threshold": threshold, **_packed("second", forests)}, table, final


def _packed(name: str, forests: list[Forest]) -> dict[str, NDArray[Any]]:
    """The arrays of some forests one after the other."""
    return {
        f"{name}_trees": np.array([len(f.answer) for f in forests]),
        f"{name}_feature": np.concatenate([f.feature for f in forests]).astype(np.int16),
        f"{name}_at": np.concatenate([f.threshold for f in forests]),
        f"{name}_answer": np.concatenate([f.answer for f in forests]).astype(np.float16),
    }

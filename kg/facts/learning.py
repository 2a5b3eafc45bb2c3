"""Learns a scorer from rows: word weights, trees, scales and thresholds for a list of predicates.

In: Sheets, one for an article, of pairs with what annotators say of them. Out: the arrays of a model file and a table of what
held-out files gave. Every decision (thresholds, scales, where trees may give up) is taken on files that the model in
question was not trained on. Needs scipy and lightgbm, which the installed program does not.
"""

from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.facts import words
from kg.facts.context import CONTEXT, KIN, context_of
from kg.facts.scene import Ints
from kg.facts.scorer import GLANCE, ODDS, confidence, log_odds
from kg.facts.sheets import Sheet, lexicon_of, run_matrix, thinned, vocabulary_of
from kg.facts.trees import Floats, Forest, margins

FOLDS = 3
HEAD = 16
DEPTH = 6
TREES = 170
ONWARD = 100
MANY = 400
PRECISE = 0.85  # of what is stated on held-out files so much is right: readers forgive a gap sooner than a fault
SLIGHT = 0.003  # runs whose weights are all smaller are left out: half of them, and they fill the cache of the machine
SIMPLE = 9  # the first columns of the pairs, kinds and distances, which the second look sees too


def word_weights(counts: Any, truth: Floats, rated: Floats, *, rounds: int = 10, seed: int = 0) -> Floats:
    """(columns, predicates) weights of a logistic model for each predicate, learnt with AdaGrad in batches."""
    rate, decay, batch = 0.3, 2e-5, 6000
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


def grow(
    numbers: Floats, truth: Floats, weight: Floats | None = None, *, onward: Floats | None = None, many: bool = False
) -> Forest:
    """Boosted trees as a Forest; with `onward` smaller ones that go on from margins; `many` for one question."""
    settings: dict[str, Any] = {
        "objective": "binary", "learning_rate": 0.07, "num_leaves": 20, "max_depth": DEPTH, "min_data_in_leaf": 20,
        "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 4.0, "verbose": -1, "num_threads": 1,
        "seed": 1, "deterministic": True, "force_row_wise": True,
    }  # fmt: skip
    if onward is not None:
        settings |= {"learning_rate": 0.06, "num_leaves": 7, "max_depth": 4, "min_data_in_leaf": 30, "lambda_l2": 10.0}
    if many:
        settings |= {"learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 40}
    if weight is not None:
        numbers, truth, weight = numbers[weight > 0], truth[weight > 0], weight[weight > 0]
    data = lightgbm.Dataset(numbers, truth, weight=weight, init_score=onward)
    booster = lightgbm.train(settings, data, MANY if many else TREES if onward is None else ONWARD)
    dump = booster.dump_model()["tree_info"]
    depth = settings["max_depth"]
    feature = np.zeros((len(dump), 2**depth - 1), np.int64)
    threshold = np.full((len(dump), 2**depth - 1), np.inf, np.float32)
    answer = np.zeros((len(dump), 2**depth), np.float32)
    for number, tree in enumerate(dump):
        _lay_out(tree["tree_structure"], 0, 0, feature[number], threshold[number], answer[number], depth)
    return Forest(feature, threshold, answer, 0.0)


def _lay_out(node: dict[str, Any], place: int, level: int, feature: Any, threshold: Any, answer: Any, depth: int) -> None:
    """One node of LightGBM's tree into the heap; an answer above the last level is given to all answers below it."""
    if "leaf_value" in node:
        width = 2 ** (depth - level)
        first = (place - (2**level - 1)) * width
        answer[first : first + width] = node["leaf_value"]
        return
    feature[place], threshold[place] = node["split_feature"], np.float32(node["threshold"])
    _lay_out(node["left_child"], 2 * place + 1, level + 1, feature, threshold, answer, depth)
    _lay_out(node["right_child"], 2 * place + 2, level + 1, feature, threshold, answer, depth)


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


def best_threshold(sure: Floats, truth: Floats, unreached: int) -> float:
    """The confidence above which all predicates together have the best F1 among those where PRECISE of what is stated is right.
    One for all: confidences are calibrated, and what a rare predicate gives by itself is chance.
    """
    order = np.argsort(-sure.ravel(), kind="stable")
    ranked, right, stated = sure.ravel()[order], np.cumsum(truth.ravel()[order]), np.arange(1, len(order) + 1)
    f1 = 2 * right / (stated + float(truth.sum()) + unreached)
    allowed = (right >= PRECISE * stated) & np.append(ranked[1:] < ranked[:-1], True)  # what is as sure is stated too
    return float(ranked[int(np.where(allowed, f1, 0.0).argmax())])


def folds_of(sheets: list[Sheet]) -> Ints:
    """The fold of each sheet, by its file."""
    files = sorted({s.file for s in sheets})
    return np.array([files.index(s.file) % FOLDS for s in sheets], dtype=np.int64)


def learn(
    sheets: list[Sheet], predicates: tuple[str, ...], read: tuple[dict[str, NDArray[Any]], Floats]
) -> tuple[dict[str, NDArray[Any]], list[str], Floats]:  # fmt: skip
    """The arrays of a model file, a table of what held-out files gave (one line a predicate and one for all), and the confidence
    that models which had not seen its file give to every pair and predicate. `read`: what `prose_training.cross_fitted` gives.
    """
    truth, rated = (np.concatenate(part) for part in zip(*((s.truth, s.counts) for s in sheets), strict=True))
    numbers = np.concatenate([s.pairs.numbers for s in sheets])
    folds = folds_of(sheets)
    fold = np.repeat(folds, [len(s.truth) for s in sheets])
    own = ~np.concatenate([np.full(len(s.truth), s.copy) for s in sheets])
    vocabulary = vocabulary_of(sheets)
    chosen, weight = thinned(truth)
    counts = run_matrix(sheets, vocabulary, chosen)
    used = np.flatnonzero(np.asarray((counts > 0).sum(0)).ravel() >= 3)
    counts = counts[:, used].tocsr()
    answer, counted, part = truth[chosen], (rated * weight)[chosen], fold[chosen]
    sums = np.zeros((len(truth), len(words.ZONES), len(predicates)), np.float32)
    for k in range(FOLDS):
        lexicon = lexicon_of(vocabulary, used, word_weights(counts[part != k], answer[part != k], counted[part != k]))
        at = 0
        for sheet, mine in zip(sheets, folds, strict=True):
            if mine == k:
                sums[at : at + len(sheet.truth)] = words.zone_sums(sheet.scene, sheet.pairs, lexicon)
            at += len(sheet.truth)
        print(f"words, fold {k}", flush=True)
    weights = word_weights(counts, answer, counted)
    heavy = np.abs(weights).max(axis=1) > SLIGHT
    used, weights = used[heavy], weights[heavy]
    del counts
    first, looks = _first_look(truth, rated, numbers, sums, fold)
    heard = join(looks, read[1], truth, own)
    second, sure = _second_look(sheets, predicates, truth, numbers, sums, fold, own, looks)
    unreached = sum(int(s.unreached.sum()) for s in sheets if not s.copy)
    threshold = best_threshold(sure[own], (truth * rated)[own], unreached)
    groups = [*((predicate, [p]) for p, predicate in enumerate(predicates)), ("all", list(range(len(predicates))))]
    table = [_line(name, sure[own][:, p], truth[own][:, p], rated[own][:, p], threshold) for name, p in groups]
    return {
        "predicates": np.array(predicates), "vocabulary": vocabulary,
        "row_shape": np.array([len(words.ZONES) * 3, len(vocabulary) + 1]), "row_place": used.astype(np.int32),
        "weights": weights.astype(np.float16), "head": np.array(HEAD), "heard": heard,
        "threshold": np.full(len(predicates), threshold, np.float32),
        **first, **second, **read[0],
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
        floor[p] = np.quantile(believed, 0.008) - 0.05
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
        taken = early[(answer > 0) & (looks[rows, p] > 0.04)]
        cut[p] = np.quantile(taken, 0.01) if len(taken) else early.min()
        looks[rows[early <= cut[p]], p] = 0
        forests.append(grow(inputs, answer, weight))
        print(f"first look {p}: {len(rows)} rows, alive {(early > cut[p]).mean():.3f}", flush=True)
    return {"floor": floor, "cut": cut, "first_scale": scale, **_packed("first", forests)}, looks


def _thinned(total: Floats, answer: Floats, median: float) -> Floats:
    """Weights of rows: of wrong pairs whose words speak against them every sixth is kept and counts for six."""
    easy = np.flatnonzero((answer == 0) & (total < median - 1.0))
    weight = np.ones(len(answer), np.float32)
    weight[easy] = 0
    weight[easy[::6]] = 6
    return weight


def _second_look(
    sheets: list[Sheet], predicates: tuple[str, ...], truth: Floats, numbers: Floats, sums: Floats, fold: Ints,
    own: NDArray[np.bool_], looks: Floats,
) -> tuple[dict[str, NDArray[Any]], Floats]:  # fmt: skip
    """Forests that also see what first look and reader say of the other pairs of the article."""
    cubes, offsets, offset = [], [], 0
    for sheet in sheets:
        size = len(sheet.scene.referents)
        cube = np.zeros((size, size, len(predicates)), np.float32)
        cube[sheet.pairs.subject, sheet.pairs.object] = looks[offset : offset + len(sheet.truth)]
        cubes.append(cube)
        offsets.append(offset)
        offset += len(sheet.truth)
    scale = np.zeros((len(predicates), 2))
    forests, final = [], np.zeros_like(looks)
    around = [
        _around(cube, predicates, sheet, looks[at : at + len(sheet.truth)])
        for sheet, cube, at in zip(sheets, cubes, offsets, strict=True)
    ]
    for p in range(len(predicates)):
        rows = np.concatenate([rows[number == p] + at for (rows, number, _), at in zip(around, offsets, strict=True)])
        beside = np.concatenate([columns[number == p] for _, number, columns in around])
        simple = numbers[rows].copy()
        simple[:, SIMPLE:] = 0
        inputs = np.concatenate([simple, np.zeros((len(rows), sums.shape[1] + len(predicates)), np.float32), beside], axis=1)
        answer, part, mine, onward = truth[rows, p], fold[rows], own[rows], log_odds(beside[:, 0])
        margin = np.zeros(len(rows), np.float32)
        for k in range(FOLDS):
            forest = grow(inputs[part != k], answer[part != k], onward=onward[part != k])
            margin[part == k] = onward[part == k] + margins(forest, inputs[part == k])
        scale[p] = scale_of(margin[mine], answer[mine])
        final[rows, p] = confidence(margin, scale[p])
        forests.append(grow(inputs, answer, onward=onward))
    return {"scale": scale, **_packed("second", forests)}, final


def join(looks: Floats, read: Floats, truth: Floats, own: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each predicate what the log odds of the first look count, what the margin of the reader counts, and a shift: a logistic
    curve over both, learnt by Newton's steps. Changes the `looks` of pairs that are looked at again to what the two say together.
    """
    heard, prior = np.zeros((looks.shape[1], 3)), np.array([1.0, 0.0, 0.0])
    for p in range(len(heard)):
        rows = looks[:, p] > GLANCE
        known = np.stack([log_odds(looks[rows, p]), read[rows, p], np.ones(int(rows.sum()))], axis=1).astype(np.float64)
        mine, answer, held = known[own[rows]], truth[rows & own, p], prior
        for _ in range(20):
            chance = confidence(mine @ held, ODDS)
            bend = (mine * np.maximum(chance * (1 - chance), 1e-9)[:, None]).T @ mine + 5 * np.eye(3)
            step = np.linalg.solve(bend, mine.T @ (chance - answer) + 5 * (held - prior))
            held = np.clip(held - np.clip(step, -0.5, 0.5), [0.2, 0.0, -2.0], [2.0, 1.0, 2.0])  # few rows must not run away
        looks[rows, p] = confidence(known @ held, ODDS)
        heard[p] = held
    return heard


def _around(cube: Floats, predicates: tuple[str, ...], sheet: Sheet, looks: Floats) -> tuple[Ints, Ints, Floats]:
    """Rows and predicates of one sheet that the second look sees, predicate by predicate, and their columns of the context."""
    number, rows = np.nonzero(((looks > GLANCE) & (sheet.counts > 0)).T)
    if not len(rows):
        return rows, number, np.zeros((0, len(CONTEXT) + len(predicates) + len(KIN)), np.float32)
    return rows, number, context_of(cube, predicates, sheet.scene, sheet.pairs, rows, number)


def _line(name: str, sure: Floats, truth: Floats, rated: Floats, threshold: float) -> str:
    """One line of the table: F1, precision and recall above a threshold."""
    given = (sure >= threshold) & (rated > 0)
    right, total = float(truth[given].sum()), float((truth * rated).sum())
    found = max(float(given.sum()), 1.0)
    figures = f"F1 {2 * right / (found + max(total, 1)):.3f}  P {right / found:.3f}  R {right / max(total, 1):.3f}"
    return f"{name:18} {figures}  {int(total)} wanted  from {threshold:.2f}"


def _packed(name: str, forests: list[Forest]) -> dict[str, NDArray[Any]]:
    """The arrays of some forests one after the other."""
    return {
        f"{name}_trees": np.array([len(f.answer) for f in forests]),
        f"{name}_feature": np.concatenate([f.feature for f in forests]).astype(np.int16),
        f"{name}_at": np.concatenate([f.threshold for f in forests]),
        f"{name}_answer": np.concatenate([f.answer for f in forests]).astype(np.float16),
    }

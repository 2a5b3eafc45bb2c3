"""Trains the judge of figures: `python -m kg.facts.owner_training [FOLDER]` writes `kg/zh/model/facts.figures.npz`.

In: `.ann` files. Out: one model as plain numbers and a line of what held-out files gave. Every number that a later step learns
from comes from a model that did not see the file. Needs scipy and lightgbm, which the installed program does not.
"""

import io
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg import corpus
from kg.facts import owners
from kg.facts.annotated import Lesson, corpus_lessons
from kg.facts.candidates import Candidates
from kg.facts.figures import amounts_of, figure_scene, same_figure
from kg.facts.learning import grow, scale_of, word_weights
from kg.facts.owners import FIGURES, KINDS, OF_AMOUNT, ZONES
from kg.facts.scene import Ints, Scene
from kg.facts.training import worn
from kg.facts.trees import Floats, Forest, margins
from kg.facts.words import Hashes, grams_of, numbered

FOLDS = 3
LEAST = 5
SLIGHT = 0.04  # runs whose every weight is smaller are left out


@dataclass(frozen=True, slots=True)
class Page:
    """One lesson as rows: `truth` 1 where the candidate owns the amount; `rated` 1 where an annotator took the amount down."""

    file: str
    scene: Scene
    candidates: Candidates
    count: int
    truth: Floats
    rated: Floats
    kind: Ints
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """(rows, kinds + 1): what the word weights should say, and how much each row counts."""

    wanted: Floats
    weight: Floats


def page_of(lesson: Lesson, original: Lesson | None = None) -> Page | None:
    """The rows of a lesson; `original` is the whole one of which it is a worn copy: figures whose owner is gone have none."""
    scene, found = figure_scene(lesson.article, lesson.referents)
    candidates = amounts_of(scene, found)
    if candidates is None:
        return None
    owner: dict[int, str] = {}
    for measure in (original or lesson).measures:
        for number, amount in enumerate(found):
            if number not in owner and same_figure(lesson.article.text, amount, measure):
                owner[number] = measure.entity
                break
    index = {r.id: i for i, r in enumerate(lesson.referents)}
    owns = np.array([index.get(owner.get(n, ""), -1) for n in range(len(found))])
    taken = np.array([n in owner for n in range(len(found))], dtype=np.float32)
    truth = (owns[candidates.amount] == candidates.who).astype(np.float32)
    kind = np.where(owns >= 0, scene.kinds[owns], -1)
    return Page(lesson.file, scene, candidates, len(found), truth, taken[candidates.amount], kind, original is not None)


def main(arguments: list[str]) -> None:
    """Trains on the corpus, or on the `.ann` files of a folder, and writes the model into the package."""
    lessons = corpus_lessons(Path(arguments[0]) if arguments else corpus.FOLDER)
    pages = [page for page in map(page_of, lessons) if page is not None]
    pages += [page for page in (page_of(worn(lesson), lesson) for lesson in lessons) if page is not None]
    arrays, table = learn_owners(pages)
    data = io.BytesIO()
    np.savez_compressed(data, allow_pickle=False, **arrays)
    (Path(__file__).parent.parent / "zh" / FIGURES).write_bytes(data.getvalue())
    print(*table, sep="\n", flush=True)


def learn_owners(pages: list[Page]) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """The arrays of a model file and what held-out files gave."""
    files = sorted({p.file for p in pages})
    fold = np.concatenate([np.full(len(p.truth), files.index(p.file) % FOLDS) for p in pages])
    truth, rated = (np.concatenate(part) for part in zip(*((p.truth, p.rated) for p in pages), strict=True))
    vocabulary = vocabulary_of(pages)
    counts = run_matrix(pages, vocabulary)
    used = np.flatnonzero(np.asarray((counts > 0).sum(0)).ravel() >= LEAST)
    counts, zone = counts[:, used].tocsr(), (used // (3 * (len(vocabulary) + 1))).astype(np.int64)
    amount, pair = goals(pages)
    sums = np.zeros((len(truth), len(ZONES), KINDS + 1), np.float32)
    for k in range(FOLDS):
        weights = _weights(counts, amount, pair, zone, fold != k)
        for z in range(len(ZONES)):
            picked = np.flatnonzero(zone == z)
            sums[fold == k, z] = counts[fold == k][:, picked] @ weights[picked]
    weights = _weights(counts, amount, pair, zone, np.ones(len(fold), bool))
    heavy = np.abs(weights).max(axis=1) >= SLIGHT
    numbers, at = [], 0
    for p in pages:
        numbers.append(owners.columns_of(p.candidates, p.scene.kinds, sums[at : at + len(p.truth)]))
        at += len(p.truth)
    columns = np.concatenate(numbers)
    first, first_scale, looks = _forest(columns, truth, rated, fold)
    around, at = [], 0
    for p in pages:
        around.append(owners.around_of(p.scene, p.candidates, p.count, looks[at : at + len(p.truth)].astype(np.float32)))
        at += len(p.truth)
    second, scale, sure = _forest(np.concatenate([columns, np.concatenate(around)], axis=1), truth, rated, fold)
    figures, wanted, at_fold, at = [], [], [], 0
    for p in pages:
        part = slice(at, at + len(p.truth))
        rows, row_numbers = owners.figures_of(p.candidates, sums[part], sure[part])
        figures.append(row_numbers)
        wanted.append(p.rated[rows])
        at_fold.append(fold[part][rows])
        at += len(p.truth)
    taken = np.concatenate(wanted)
    every = np.ones_like(taken)
    figure, figure_scale, kept = _forest(np.concatenate(figures), taken, every, np.concatenate(at_fold))
    arrays = {
        "vocabulary": vocabulary, "row_shape": np.array([len(ZONES) * 3, len(vocabulary) + 1]),
        "row_place": used[heavy].astype(np.int32),
        "weights": weights[heavy].astype(np.float16), "scales": np.array([first_scale, scale, figure_scale]),
        **_packed("first", first), **_packed("second", second), **_packed("figure", figure),
    }  # fmt: skip
    lines = [f"figures from {least}: kept {(kept >= least)[taken > 0].mean():.3f} of those taken down, "
             f"{(kept >= least)[taken == 0].mean():.3f} of the others" for least in (0.1, 0.2, 0.3, 0.4)]  # fmt: skip
    return arrays, [*held_out(pages, looks, "first look"), *held_out(pages, sure, "second look"), *lines]


def vocabulary_of(pages: list[Page]) -> Hashes:
    """Hashes of runs that stand near amounts of LEAST articles or more."""
    seen: Counter[int] = Counter()
    for page in pages:
        keys: set[int] = set()
        for n, grams in enumerate(grams_of(page.scene, owners.LONGEST), 1):
            keys.update(grams[: len(grams) - n + 1].tolist())
        keys.update(page.candidates.words.ravel().tolist())
        seen.update(keys)
    return np.array(sorted(k for k, n in seen.items() if n >= LEAST and k), dtype=np.uint64)


def run_matrix(pages: list[Page], vocabulary: Hashes) -> Any:
    """(rows of all pages, zones * 3 * (vocabulary + 1)): how often each run stands in each zone; a sparse matrix."""
    width = len(vocabulary) + 1
    rows, columns, offset = [], [], 0
    for page in pages:
        for zone, index, way, ids in _placed(page, vocabulary):
            known = ids > 0
            rows.append((index + offset)[known])
            columns.append(((zone * 3 + way) * width + ids)[known])
        offset += len(page.truth)
    at = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.ones(len(at[0]), np.float32), at), shape=(offset, len(ZONES) * 3 * width))


def _placed(page: Page, vocabulary: Hashes) -> Iterator[tuple[int, Ints, Ints, Ints]]:
    """(zone, rows, ways, run numbers) of one page; the same zones that `owners.sums_of` reads."""
    c = page.candidates
    spans = owners.spans_of(page.scene, c, page.count)
    grams = [numbered(g, vocabulary) for g in grams_of(page.scene, owners.LONGEST)]
    every = np.arange(len(c.who))
    for zone, bag in owners.BAGS:
        for n, ids in enumerate(grams, 1):
            low = spans.low[:, bag]
            count = np.maximum(spans.high[:, bag] - n + 1 - low, 0)
            index = np.repeat(every, count)
            place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
            yield zone, index, c.way[index] if zone >= OF_AMOUNT else np.zeros_like(index), ids[place]
    for zone, edge in owners.EDGES:
        for ids in owners.edge_ids(grams, spans.edges[:, edge], zone):
            yield zone, every, c.way if zone >= OF_AMOUNT else np.zeros_like(every), ids
    for zone, column in ((4, 0), (8, 1), (8, 2)):
        yield zone, every, np.zeros_like(every), numbered(c.words[:, column], vocabulary)


def goals(pages: list[Page]) -> tuple[Goal, Goal]:
    """What zones of the amount learn (the kind of the owner, and in the last column whether the figure was taken down, once an
    amount) and what zones of the pair learn (whether a candidate of its kind owns the amount)."""
    amount, pair = [], []
    for p in pages:
        shape = len(p.truth), KINDS + 1
        kind, every = p.kind[p.candidates.amount], np.arange(len(p.truth))
        first = np.concatenate([[True], np.diff(p.candidates.amount) > 0])
        wanted, weight = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        wanted[every[kind >= 0], kind[kind >= 0]] = 1
        weight[first & (kind >= 0), :KINDS] = 1
        wanted[:, KINDS], weight[:, KINDS] = p.rated, first
        amount.append((wanted, weight))
        mine = p.scene.kinds[p.candidates.who]
        wanted, weight = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        wanted[every, mine], weight[every, mine] = p.truth, p.rated
        pair.append((wanted, weight))
    together = [tuple(np.concatenate(part) for part in zip(*side, strict=True)) for side in (amount, pair)]
    return Goal(*together[0]), Goal(*together[1])


def _weights(counts: Any, amount: Goal, pair: Goal, zone: Ints, rows: NDArray[np.bool_]) -> Floats:
    """(columns, kinds + 1): zones of the amount and zones of the pair are learnt apart."""
    out = np.zeros((counts.shape[1], KINDS + 1), np.float32)
    for goal, columns in ((amount, np.flatnonzero(zone < OF_AMOUNT)), (pair, np.flatnonzero(zone >= OF_AMOUNT))):
        chosen = rows & (goal.weight.sum(axis=1) > 0)
        out[columns] = word_weights(counts[chosen][:, columns], goal.wanted[chosen], goal.weight[chosen])
    return out


def _forest(numbers: Floats, truth: Floats, rated: Floats, fold: Ints) -> tuple[Forest, NDArray[np.float64], NDArray[np.float64]]:
    """A forest, its scale, and the probabilities that forests which had not seen the file give."""
    margin = np.zeros(len(truth), np.float32)
    for k in range(FOLDS):
        forest = grow(numbers[(fold != k) & (rated > 0)], truth[(fold != k) & (rated > 0)])
        margin[fold == k] = margins(forest, numbers[fold == k])
    scale = scale_of(margin[rated > 0], truth[rated > 0])
    return grow(numbers[rated > 0], truth[rated > 0]), scale, owners.logistic(margin, scale)


def held_out(pages: list[Page], sure: NDArray[np.float64], name: str) -> list[str]:
    """Of the figures that annotators took down in whole lessons, how many get the right owner; and what thresholds give."""
    right: list[bool] = []
    best: list[float] = []
    at = wanted = 0
    for p in pages:
        part = sure[at : at + len(p.truth)]
        at += len(p.truth)
        if p.copy:
            continue
        for a in range(p.count):
            rows = np.flatnonzero(p.candidates.amount == a)
            if len(rows) and p.rated[rows[0]]:
                wanted += 1
                row = rows[part[rows].argmax()]
                right.append(bool(p.truth[row]))
                best.append(float(part[row]))
    lines = [f"{name}: owner right {np.mean(right):.3f} of {wanted}"]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        kept = np.array(best) >= least
        lines.append(f"  from {least}: kept {kept.mean():.3f}, right {np.array(right)[kept].mean():.3f}")
    return lines


def _packed(name: str, forest: Forest) -> dict[str, NDArray[Any]]:
    return {f"{name}_feature": forest.feature.astype(np.int16), f"{name}_at": forest.threshold,
            f"{name}_answer": forest.answer.astype(np.float16)}  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])

"""Trains the judge of figures: `python -m kg.facts.owner_training [FOLDER] [READ.json]` writes `kg/zh/model/facts.figures.npz`.

In: `.ann` files; a file of `tests.facts.readings`, which has the same articles as the stages before this one read them (without
it, worn copies). Out: one model as plain numbers and a table of what held-out files gave. Every number that a later step learns
from comes from a model that did not see the file. In files whose annotators took down nearly every figure, a figure that is
missing has no owner; in the others nothing is learnt from it. Needs scipy and lightgbm, which the installed program does not.
"""

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg import corpus
from kg.facts import owners
from kg.facts.amounts import amounts
from kg.facts.annotated import Lesson, as_read, corpus_lessons
from kg.facts.candidates import Candidates
from kg.facts.copies import referents_of, worn
from kg.facts.figures import amounts_of, figure_scene, same_figure
from kg.facts.learning import grow, scale_of, word_weights
from kg.facts.owners import FIGURES, HEAD, KINDS, OF_AMOUNT, ZONES
from kg.facts.scene import Ints, Scene
from kg.facts.trees import Floats, Forest, margins
from kg.facts.words import Hashes, grams_of, numbered

FOLDS = 3
LEAST = 5
SLIGHT = 0.04  # runs whose every weight is smaller are left out
COMPLETE = 0.8  # of the amounts of a file: from here on the annotators took down all they thought figures


@dataclass(frozen=True, slots=True)
class Page:
    """One lesson as rows: `truth` 1 where the candidate owns the amount; `rated` 1 where annotators decided on the amount;
    `taken` 1 where they took it down; `kind` of the owner of each amount, -1 for none; how many figures are wanted (0 where
    nobody knows); whether it is a copy."""

    file: str
    scene: Scene
    candidates: Candidates
    count: int
    truth: Floats
    rated: Floats
    taken: Floats
    kind: Ints
    wanted: int
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """(rows, kinds + 1): what the word weights should say, and how much each row counts."""

    wanted: Floats
    weight: Floats


def complete_files(lessons: list[Lesson]) -> frozenset[str]:
    """The files whose annotators took down nearly every figure."""
    taken: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for lesson in lessons:
        taken[lesson.file] += len(lesson.measures)
        read[lesson.file] += len(amounts(lesson.article.text))
    return frozenset(file for file in read if taken[file] >= COMPLETE * read[file])


def page_of(lesson: Lesson, complete: frozenset[str], original: Lesson | None = None) -> Page | None:
    """The rows of a lesson; `original` is the annotated one of which it is a copy: figures whose owner is gone have none."""
    scene, found = figure_scene(lesson.article, lesson.referents)
    candidates = amounts_of(scene, found)
    if candidates is None:
        return None
    index = {r.id: i for i, r in enumerate(lesson.referents)}
    mine: dict[tuple[str, ...], list[int]] = {}
    for m in lesson.measures:
        if m.entity in index:
            mine.setdefault((m.property, m.value, m.unit, m.words), []).append(index[m.entity])
    owner: dict[int, list[int]] = {}
    for m in (original or lesson).measures:
        hit = next((n for n, a in enumerate(found) if n not in owner and same_figure(lesson.article.text, a, m)), None)
        if hit is not None:
            owner[hit] = mine.get((m.property, m.value, m.unit, m.words), [])
    kind = np.array([scene.kinds[owner[n][0]] if owner.get(n) else -1 for n in range(len(found))])
    taken = np.array([n in owner for n in range(len(found))], dtype=np.float32)[candidates.amount]
    pairs = zip(candidates.amount.tolist(), candidates.who.tolist(), strict=True)
    truth = np.array([who in owner.get(n, ()) for n, who in pairs], dtype=np.float32)
    whole = lesson.file in complete
    rated = np.ones_like(taken) if whole else taken
    wanted = len((original or lesson).measures) if whole else 0
    return Page(lesson.file, scene, candidates, len(found), truth, rated, taken, kind, wanted, original is not None)


def main(arguments: list[str]) -> None:
    """Trains on the corpus, or on the `.ann` files of a folder, and writes the model into the package."""
    folders = [Path(a) for a in arguments if Path(a).is_dir()]
    lessons = corpus_lessons(folders[0] if folders else corpus.FOLDER)
    copies = {lesson.article.id: worn(lesson) for lesson in lessons}
    for name in (a for a in arguments if a.endswith(".json")):
        readings = json.loads(Path(name).read_text("utf-8"))
        for x in (x for x in lessons if x.article.id in readings):
            copies[x.article.id] = as_read(x, referents_of(x, readings[x.article.id]["detected"]))
    complete = complete_files(lessons)
    pages = [page_of(lesson, complete) for lesson in lessons]
    pages += [page_of(copies[lesson.article.id], complete, lesson) for lesson in lessons]
    print(f"{len(complete)} files are complete", flush=True)
    arrays, table = learn_owners([page for page in pages if page is not None])
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
    sums, used, weights = _word_sums(pages, vocabulary, fold)
    heavy = np.abs(weights).max(axis=1) >= SLIGHT
    columns = _by_page(pages, lambda p, part: owners.columns_of(p.candidates, p.scene.kinds, sums[part]))
    forest, margin, early = _forest(columns, truth, rated > 0, fold)
    scale = scale_of(margin[rated > 0], truth[rated > 0])
    cut = float(np.quantile(early[(truth > 0) & (owners.logistic(margin, scale) > 0.05)], 0.005))
    sure = np.where(early > cut, owners.logistic(margin, scale), 0)
    least, table = held_out(pages, sure)
    arrays = {
        "vocabulary": vocabulary, "row_shape": np.array([len(ZONES) * 3, len(vocabulary) + 1]),
        "row_place": used[heavy].astype(np.int32), "weights": weights[heavy].astype(np.float16),
        "scale": scale, "cut": np.array(cut), "least": np.array(least), "forest_feature": forest.feature.astype(np.int16),
        "forest_at": forest.threshold, "forest_answer": forest.answer.astype(np.float16),
    }  # fmt: skip
    return arrays, [f"all trees are asked about {np.mean(early > cut):.3f} of the candidates", *table]


def _word_sums(pages: list[Page], vocabulary: Hashes, fold: Ints) -> tuple[Floats, Ints, Floats]:
    """Sums of words that models without the file give to every row; the columns used, and their weights learnt from all files."""
    counts = run_matrix(pages, vocabulary)
    used = np.flatnonzero(np.asarray((counts > 0).sum(0)).ravel() >= LEAST)
    counts, zone = counts[:, used].tocsr(), (used // (3 * (len(vocabulary) + 1))).astype(np.int64)
    amount, pair = goals(pages)
    sums = np.zeros((len(fold), len(ZONES), KINDS + 1), np.float32)
    for k in range(FOLDS):
        weights = _weights(counts, amount, pair, zone, fold != k)
        for z in range(len(ZONES)):
            picked = np.flatnonzero(zone == z)
            sums[fold == k, z] = counts[fold == k][:, picked] @ weights[picked]
        print(f"words, fold {k}", flush=True)
    return sums, used, _weights(counts, amount, pair, zone, np.ones(len(fold), bool))


def _by_page(pages: list[Page], columns: Callable[[Page, slice], Floats]) -> Floats:
    """The columns of all pages, given those of the rows of one."""
    out, at = [], 0
    for page in pages:
        out.append(columns(page, slice(at, at + len(page.truth))))
        at += len(page.truth)
    return np.concatenate(out)


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
    for zone, column in owners.OF_WORDS:
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
        wanted[:, KINDS], weight[:, KINDS] = p.taken, first & (p.rated > 0) if p.wanted else 0
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


def _forest(numbers: Floats, truth: Floats, used: NDArray[np.bool_], fold: Ints) -> tuple[Forest, Floats, Floats]:
    """A forest, and the margins (after all trees, and after HEAD) that forests which had not seen the file give."""
    margin, early = np.zeros(len(truth), np.float32), np.zeros(len(truth), np.float32)
    for k in range(FOLDS):
        forest = grow(numbers[(fold != k) & used], truth[(fold != k) & used], many=True)
        part = numbers[fold == k]
        early[fold == k] = margins(forest, part, 0, HEAD)
        margin[fold == k] = early[fold == k] + margins(forest, part, HEAD)
        print(f"trees, fold {k}", flush=True)
    return grow(numbers[used], truth[used], many=True), margin, early


def held_out(pages: list[Page], sure: NDArray[np.float64]) -> tuple[float, list[str]]:
    """How likely an owner must be for the best F1 on copies of complete files, and a table for annotated names and for copies."""
    lines, least = [], 0.3
    for copy, name in ((False, "annotated names"), (True, "copies")):
        best, right, taken, at = [], [], [], 0
        for p in pages:
            part = sure[at : at + len(p.truth)]
            at += len(p.truth)
            if p.copy != copy or not p.wanted:
                continue
            first = np.flatnonzero(np.diff(p.candidates.amount, prepend=-1))
            for rows in np.split(np.arange(len(part)), first[1:]):
                row = rows[part[rows].argmax()]
                best.append(float(part[row]))
                right.append(bool(p.truth[row]))
                taken.append(bool(p.taken[row]))
        given, hit, down = np.array(best), np.array(right), np.array(taken)
        wanted = sum(p.wanted for p in pages if p.copy == copy)
        f1 = {step / 50: 2 * hit[given >= step / 50].sum() / ((given >= step / 50).sum() + wanted) for step in range(1, 45)}
        least = max(f1, key=lambda step: (f1[step], step))
        lines.append(f"{name}: owner right {hit[down].mean():.3f} of {down.sum()} read, {wanted} wanted; best from {least}")
        for bound in sorted({0.1, 0.2, 0.3, 0.4, 0.5, least}):
            kept = given >= bound
            precision, recall = hit[kept].mean(), hit[kept].sum() / wanted
            lines.append(f"  from {bound}: P {precision:.3f} R {recall:.3f} F1 {f1[bound]:.3f}")
    return least, lines


if __name__ == "__main__":
    main(sys.argv[1:])

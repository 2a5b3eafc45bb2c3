"""Trains the scorers from annotated articles: `python -m kg.facts.training [FOLDER]` writes `kg/zh/model/facts.*.npz`.

In: `.ann` files. Out: one model for relations and one for what figures measure, as plain numbers, and a table of what held-out
files gave. Needs scipy and lightgbm, which the installed program does not.
"""

import io
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import corpus
from kg.facts.annotated import Lesson, corpus_lessons
from kg.facts.figures import FIGURE_PREDICATES, figure_fits, figure_scene, same_figure
from kg.facts.learning import Sheet, learn
from kg.facts.pairs import pairs_of
from kg.facts.scene import Scene, scene_of
from kg.facts.schema import allowed, some_fit
from kg.facts.scorer import FIGURES, RELATIONS
from kg.records import PREDICATES


def relation_sheet(lesson: Lesson) -> Sheet | None:
    """The candidate pairs of a lesson with what the annotators say of them; None where there is no pair."""
    truths = {k: o for k, o in lesson.relations.items()}
    return _sheet(lesson, scene_of(lesson.article, lesson.referents), PREDICATES, allowed(), truths)


def figure_sheet(lesson: Lesson) -> Sheet | None:
    """Pairs of an entity and a figure; figures that no annotator took down do not count."""
    scene, found = figure_scene(lesson.article, lesson.referents)
    truths: dict[tuple[str, str, str], bool] = {}
    for measure in lesson.measures:
        for number, amount in enumerate(found):
            if same_figure(lesson.article.text, amount, measure):
                truths[measure.entity, "measures", f"figure {number}"] = False
                break
    sheet = _sheet(lesson, scene, FIGURE_PREDICATES, figure_fits(), truths)
    if sheet is None:
        return None
    taken = np.zeros(len(scene.referents), dtype=bool)
    taken[sheet.pairs.object[sheet.truth[:, 0] > 0]] = True
    sheet.counts[:] *= taken[sheet.pairs.object][:, None]
    return sheet


def _sheet(
    lesson: Lesson, scene: Scene, predicates: tuple[str, ...], table: NDArray[np.bool_], truths: dict[tuple[str, str, str], bool]
) -> Sheet | None:  # fmt: skip
    pairs = pairs_of(scene, some_fit(table))
    if pairs is None:
        return None
    counts = table[scene.kinds[pairs.subject], scene.kinds[pairs.object]].astype(np.float32)
    truth = np.zeros_like(counts)
    unreached = np.zeros(len(predicates), dtype=np.int64)
    number = {r.id: i for i, r in enumerate(scene.referents)}
    row = {(int(s), int(o)): i for i, (s, o) in enumerate(zip(pairs.subject, pairs.object, strict=True))}
    for (s, predicate, o), optional in truths.items():
        p = predicates.index(predicate)
        i = row.get((number.get(s, -1), number.get(o, -1)))
        if i is None:
            unreached[p] += not optional
        elif optional:
            counts[i, p] = 0
        else:
            truth[i, p] = counts[i, p]
    for i in (i for i, r in enumerate(scene.referents) if r.id in lesson.soft):
        counts[(pairs.subject == i) | (pairs.object == i)] = 0
    return Sheet(lesson.file, scene, pairs, truth * counts, counts, unreached)


def worn(lesson: Lesson) -> Lesson:
    """A copy as a poorer reader would hand it on: four anaphors in ten, one name in twelve and one referent in twenty are
    missing.
    """
    draw = random.Random(lesson.article.id)
    kept = []
    for referent in lesson.referents:
        references = tuple(r for r in referent.references if draw.random() > (0.4 if r.anaphor else 0.08))
        if references and draw.random() > 0.05:
            kept.append(replace(referent, references=references))
    ids = {r.id for r in kept}
    relations = {k: o for k, o in lesson.relations.items() if k[0] in ids and k[2] in ids}
    return replace(lesson, referents=tuple(kept), relations=relations)


def main(arguments: list[str]) -> None:
    """Trains on the corpus (or the `.ann` files of a folder) and writes the models, or the one that is asked for, into the
    package.
    """
    folders = [Path(a) for a in arguments if a not in ("relations", "figures")]
    lessons = corpus_lessons(folders[0] if folders else corpus.FOLDER)
    if "relations" not in arguments:
        _train(lessons, figure_sheet, FIGURE_PREDICATES, FIGURES)
    if "figures" not in arguments:
        _train(lessons, relation_sheet, PREDICATES, RELATIONS)


def _train(lessons: list[Lesson], sheet_of: Callable[[Lesson], Sheet | None], predicates: tuple[str, ...], name: str) -> None:
    sheets = [sheet for sheet in map(sheet_of, lessons) if sheet is not None]
    sheets += [replace(sheet, copy=True) for sheet in map(sheet_of, map(worn, lessons)) if sheet is not None]
    arrays, table, _ = learn(sheets, predicates)
    data = io.BytesIO()
    np.savez_compressed(data, allow_pickle=False, **arrays)
    path = Path(__file__).parent.parent / "zh" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.getvalue())
    print(*table, sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Trains the scorer of relations: `python -m kg.facts.training [FOLDER] [READ.json]` writes `kg/zh/model/facts.relations.npz`.

In: `.ann` files; a file of `tests.facts.readings`, which has the same articles as the stages before this one read them, so that
the scorer learns from what it will see. Out: one model as plain numbers, and a table of what held-out files gave. What figures
measure is learnt by `kg.facts.owner_training`. Needs scipy, lightgbm and torch, which the installed program does not.
"""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import corpus
from kg.facts.annotated import Lesson, as_read, corpus_lessons
from kg.facts.copies import mentions_of, referents_of, worn
from kg.facts.learning import folds_of, learn
from kg.facts.pairs import pairs_of
from kg.facts.prose_training import cross_fitted
from kg.facts.scene import Scene, scene_of
from kg.facts.schema import allowed, some_fit
from kg.facts.scorer import RELATIONS
from kg.facts.sheets import Sheet
from kg.records import PREDICATES, Mention


def relation_sheet(lesson: Lesson, mentions: tuple[Mention, ...] = ()) -> Sheet | None:
    """The candidate pairs of a lesson with what the annotators say of them; None where there is no pair."""
    truths = {k: o for k, o in lesson.relations.items()}
    return _sheet(lesson, scene_of(lesson.article, lesson.referents, mentions), PREDICATES, allowed(), truths)


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


def main(arguments: list[str]) -> None:
    """Trains on the corpus (or the `.ann` files of a folder) and writes the model into the package."""
    folders = [Path(a) for a in arguments if Path(a).is_dir()]
    lessons = corpus_lessons(folders[0] if folders else corpus.FOLDER)
    for name in (a for a in arguments if a.endswith(".json")):
        readings = json.loads(Path(name).read_text("utf-8"))
        detected, resolved = (
            [as_read(x, referents_of(x, readings[x.article.id][way])) for x in lessons] for way in ("detected", "resolved")
        )
        return _train(detected, resolved, [mentions_of(x, readings[x.article.id]["detected"]) for x in lessons])
    return _train(lessons, [worn(x) for x in lessons], [() for _ in lessons])


def _train(lessons: list[Lesson], copies: list[Lesson], mentions: list[tuple[Mention, ...]]) -> None:
    """Learns from lessons with mentions and copies of them, measures on the lessons alone, writes the model."""
    sheets = [sheet for sheet in map(relation_sheet, lessons, mentions) if sheet is not None]
    sheets += [replace(sheet, copy=True) for sheet in map(relation_sheet, copies) if sheet is not None]
    arrays, table, _ = learn(sheets, PREDICATES, cross_fitted(sheets, folds_of(sheets)))
    data = io.BytesIO()
    np.savez_compressed(data, allow_pickle=False, **arrays)
    path = Path(__file__).parent.parent / "zh" / RELATIONS
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.getvalue())
    print(*table, sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Annotated articles as the stages before the facts read them: `python -m tests.facts.readings OUT.json [HALF0.npz HALF1.npz]`.

In: the annotated corpus; two networks of names, each trained without the articles that it reads here (HALF0 reads those of which
`half_of` says 0). Out: a JSON file for `kg.facts.training`: for each article the referents that `kg.entities`
makes of the annotated names ("resolved") and of the detected names ("detected").
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg import corpus, detect, entities
from kg.detect import network
from kg.detect.judge import weigh
from kg.detect.settle import settle
from kg.detect.training.judge import half_of
from kg.facts.annotated import Lesson, corpus_lessons
from kg.records import ENTITY_KINDS, Article, Mention, Referent


def detected_by(articles: Sequence[Article], weights: Path) -> list[tuple[Mention, ...]]:
    """Mentions as `kg.detect.find_mentions` gives them, with another network of names."""
    with np.load(weights, allow_pickle=False) as arrays:
        built = network.build({name: arrays[name] for name in arrays.files})
    out = []
    for at in range(0, len(articles), 32):
        some = articles[at : at + 32]
        gathered = [detect.gather(a, f) for a, f in zip(some, network.find(built, [a.text for a in some]), strict=True)]
        out += [settle(a.text, v) for a, v in zip(some, weigh(gathered), strict=True)]
    return out


def resolved(lesson: Lesson, mentions: Sequence[Mention]) -> tuple[Referent, ...]:
    """The referents of one article, read as a page of its own."""
    return entities.resolve_page([lesson.article], [mentions])[0]


def plain(referents: Sequence[Referent], mentions: Sequence[Mention] = ()) -> list[object]:
    """Referents as JSON, each reference with the score of its mention where there is one."""
    scores = {(m.start, m.end): [round(m.score, 3)] for m in mentions if m.kind in ENTITY_KINDS}
    return [
        [r.kind, r.name, list(r.names), [[f.start, f.end, f.anaphor, *scores.get((f.start, f.end), ())] for f in r.references]]
        for r in referents
    ]


def main(arguments: list[str]) -> None:
    """Reads the corpus and writes the file."""
    lessons = corpus_lessons()
    out = {lesson.article.id: {"resolved": plain(resolved(lesson, lesson.mentions))} for lesson in lessons}
    for number, weights in enumerate(arguments[1:]):
        mine = [lesson for lesson, article in zip(lessons, corpus.corpus(), strict=True) if half_of(article) == number]
        for lesson, mentions in zip(mine, detected_by([lesson.article for lesson in mine], Path(weights)), strict=True):
            out[lesson.article.id]["detected"] = plain(resolved(lesson, mentions), mentions)
    Path(arguments[0]).write_text(json.dumps(out, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

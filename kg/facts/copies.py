"""Annotated articles as they come from the stages before this one, so that training sees the faults that the program will see.

In: a Lesson; the JSON of `tests.facts.readings`, which holds what detection and resolution made of the corpus. Out: Referents and
Mentions in place of the annotators', or a copy with some of theirs left out at random, where nothing has been read.
"""

import random
from dataclasses import replace
from typing import Any

from kg.facts.annotated import Lesson
from kg.records import Mention, Reference, Referent


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


def referents_of(lesson: Lesson, rows: list[Any]) -> tuple[Referent, ...]:
    """Referents of one article from the JSON of `tests.facts.readings`."""
    return tuple(
        Referent(
            f"{lesson.article.id}#{n}", kind, name, tuple(names),
            tuple(Reference(*place[:3]) for place in places), f"{kind}:{name}",
        )
        for n, (kind, name, names, places) in enumerate(rows)
    )  # fmt: skip


def mentions_of(lesson: Lesson, rows: list[Any]) -> tuple[Mention, ...]:
    """The names of one article with their scores, from the JSON of `tests.facts.readings`."""
    return tuple(
        Mention(start, end, kind, lesson.article.text[start:end], "read", score[0])
        for kind, _, _, places in rows
        for start, end, _, *score in places
        if score
    )

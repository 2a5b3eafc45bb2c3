"""The subject of a verb of speech: who of the people named in a sentence says something.

In: a Scene and a stretch of its text that ends where the verb begins. Out: a referent, UNNAMED when somebody speaks who has no
name here (村民们说, 甲的女儿说), NOBODY when the stretch tells of no speaker. A name is passed over when it only owns the speaker
(甲的女儿乙) or is spoken to (对甲说, 把书递给甲).
"""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np

from kg import lexicon
from kg.facts.scene import KIND_NUMBER, Scene

NOBODY, UNNAMED = -1, -2
_PERSON = KIND_NUMBER["Person"]
_CLAUSE = re.compile("[，；：,;:、！？!?]")


def people_of(scene: Scene, silent: set[int]) -> list[int]:
    """References of people, without the `silent`."""
    return [int(i) for i in np.flatnonzero(scene.kinds[scene.who] == _PERSON) if int(scene.who[i]) not in silent]


@cache
def _nouns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The possessor's person right behind a name; any noun of a person behind 的; a crowd as a subject, up to the verb."""
    rows = list(lexicon.rows("facts/unnamed.tsv"))
    kin = _any(r["word"] for r in rows if r["owned"])
    alone = _any(r["word"] for r in rows if r["owned"] == "yes")
    many = _any(r["word"] for r in rows if r["many"])
    every = _any({r["word"] for r in rows} | lexicon.words("names/posts.tsv"))
    return (
        re.compile(f"的?(?:{kin})(?!的)"),
        re.compile(f"的[^，。；：]{{0,6}}?(?:{every})(?!的)"),
        re.compile(
            f"(?:(?:^|[的位名个些]|不少|许多|众多|很多|当地|附近|周边|其他|现场|在场|几[位名个])(?P<noun>(?:{many})(?:代表)?)"
            f"|(?:^|的)(?P<kin>{alone}))们?[^，。；：]{{0,8}}$"
        ),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def _objects() -> re.Pattern[str]:
    """A word that makes an object of the name at the end of the stretch."""
    return re.compile(f"(?:{'|'.join(bounded(lexicon.rows('facts/spoken_to.tsv'), 'word'))})[^，。；：！？“”]{{0,16}}$")


def bounded(rows: Iterable[dict[str, str]], column: str) -> list[str]:
    """Patterns for words, longest first, that mind what must not stand beside them (`not_before`, `not_after`)."""
    every = []
    for row in sorted(rows, key=lambda r: (-len(r[column]), r[column])):
        before = "".join(f"(?<!{re.escape(word)})" for word in lexicon.aliases(row["not_before"]))
        after = "|".join(map(re.escape, lexicon.aliases(row["not_after"])))
        every.append(f"{before}{re.escape(row[column])}{f'(?!{after})' if after else ''}")
    return every


def subject(scene: Scene, people: list[int], start: int, end: int) -> int:
    """Who speaks by the words `start:end` of one sentence, which stand before a verb of speech: the first fit name of the last
    clause that has one.
    """
    text = scene.article.text
    owned, noun, _ = _nouns()
    named = [i for i in people if start <= scene.start[i] and scene.end[i] <= end]
    if text[end - 1 : end] in ("他", "她") and not any(scene.end[i] == end for i in named):
        return NOBODY
    stop = end
    for begin in reversed([start, *(m.end() for m in _CLAUSE.finditer(text, start, end))]):
        inside = [i for i in named if begin <= scene.start[i] < stop]
        owners = [i for i in inside if any(p.match(text, int(scene.end[i]), stop) for p in (owned, noun))]
        if owners and owners[-1] == inside[-1]:
            return UNNAMED
        fit = next((i for i in inside if i not in owners and not _spoken_to(scene, begin, i)), NOBODY)
        if fit != NOBODY:
            return int(scene.who[fit])
        if not owners and _crowd_speaks(text[begin:stop].strip("，；：,;: ")):
            return UNNAMED
        stop = begin
    return NOBODY


def _crowd_speaks(clause: str) -> bool:
    """Whether people without a name are the subject of the verb that a clause ends before; they may be spoken to (对乡亲们)."""
    crowd = _nouns()[2].search(clause)
    if crowd is None:
        return False
    return not _objects().search(clause[: crowd.start(crowd.lastgroup or 0)])


def _spoken_to(scene: Scene, begin: int, reference: int) -> bool:
    """Whether a name stands behind a word that makes it an object; the word is no part of another name (向阳村)."""
    at = int(scene.start[reference])
    match = _objects().search(scene.article.text, begin, at)
    if match is None:
        return False
    word = match.start()
    return not bool(np.any((scene.start <= word) & (word < scene.end)))


@cache
def verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all verbs of speech, longest first, and their strengths."""
    rows = list(lexicon.rows("facts/speech_verbs.tsv"))
    return re.compile("|".join(bounded(rows, "verb"))), {r["verb"]: r["strength"] for r in rows}


def last_person(scene: Scene, people: list[int], start: int, end: int) -> int:
    return next((int(scene.who[i]) for i in reversed(people) if start <= scene.start[i] and scene.end[i] <= end), -1)


def first_person(scene: Scene, people: list[int], start: int, end: int) -> int:
    return next((int(scene.who[i]) for i in people if start <= scene.start[i] and scene.end[i] <= end), -1)

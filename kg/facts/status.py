"""How a claim stands: asserted, planned, reported, denied or over.

In: a Scene and the two references of a claim. Out: one of `records.STATUSES`, from the words of `facts/status.tsv` in the
clause.
"""

import re
from functools import cache

from kg import lexicon
from kg.facts.scene import Scene

POSTS = ("holdsPositionAt", "worksFor")
_CLAUSE_START = re.compile("[，。；！？\n]")


@cache
def _words(where: str) -> re.Pattern[str]:
    rows = sorted((r["word"] for r in lexicon.rows("facts/status.tsv") if r["where"] == where), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, rows)))


@cache
def _status() -> dict[str, str]:
    return {r["word"]: r["status"] for r in lexicon.rows("facts/status.tsv")}


def status_of(scene: Scene, predicate: str, left: int, right: int) -> str:
    """The status that the words between the start of the clause and the right end show."""
    text = scene.article.text
    start, end = int(scene.start[left]), int(max(scene.end[left], scene.end[right]))
    if end - start > 80:
        start = int(scene.start[right])
    begin = max((m.end() for m in _CLAUSE_START.finditer(text, max(0, start - 40), start)), default=max(0, start - 40))
    held = [(int(scene.start[i]), int(scene.end[i])) for i in range(len(scene.start)) if begin <= scene.start[i] < end]
    for match in _words("title" if predicate in POSTS else "before").finditer(text, begin, int(scene.start[right])):
        if not any(a <= match.start() < b for a, b in held):
            return _status()[match[0]]
    return "Asserted"

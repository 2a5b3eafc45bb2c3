"""How a claim stands: asserted, planned, reported, denied or over.

In: a Scene and the two references of a claim. Out: one of `records.STATUSES`, from the words of `facts/status.tsv` in the
clause.
"""

import re
from functools import cache

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import Scene
from kg.records import WORK_KINDS

POSTS = ("holdsPositionAt", "worksFor")
DEEDS = (
    "carriesOut", "supports", "issues", "investsIn", "cooperatesWith", "benefitsFrom", "implementsPolicy", "participatesIn",
    "locatedIn", "commendedFor",
)  # fmt: skip
FAR = 60
_NOW = re.compile("现任|现为|今任")  # what was before it is over, what follows is not
_CLAUSE_START = re.compile("[，。；！？：\n]")


@cache
def _words(where: str) -> re.Pattern[str]:
    rows = sorted((r["word"] for r in lexicon.rows("facts/status.tsv") if r["where"] == where), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, rows)))


@cache
def _turned() -> re.Pattern[str]:
    """将 that is said for 把: 将其纳入, 将校舍改造成."""
    return re.compile(f"将[^，。；：！？\n]{{1,24}}?(?:{word_class('turned')})")


@cache
def _status() -> dict[str, str]:
    return {r["word"]: r["status"] for r in lexicon.rows("facts/status.tsv")}


@cache
def former_words() -> tuple[str, ...]:
    """Words before a post that say it is over, the longest first."""
    words = (r["word"] for r in lexicon.rows("facts/status.tsv") if r["where"] == "title" and r["status"] == "Former")
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def status_of(scene: Scene, predicate: str, left: int, right: int) -> str:
    """The status that words show: for posts those from the clause of the left end on, for deeds those in the clause before the
    right end or in the clause before that one; a denial must stand in the clause itself. What merely is (a village in its
    town) is asserted.
    """
    text = scene.article.text
    start, end = int(scene.start[left]), int(scene.start[right])
    if predicate in POSTS:
        begin = _clause_start(text, start if end - start <= FAR else end)
        seat = left if scene.referents[scene.who[left]].kind != "Person" else right
        for now in _NOW.finditer(text, begin, end):
            if now.end() <= scene.start[seat]:
                begin = now.end()
            elif now.start() >= scene.end[seat]:
                end = now.start()
                break
        found = _spoken(scene, "title", begin, end)
        return found[1] if found else "Asserted"
    if predicate not in DEEDS or (predicate == "locatedIn" and not _can_be_planned(scene, left, right)):
        return "Asserted"
    clause = _clause_start(text, end)
    begin = _clause_start(text, clause - 1) if start < clause and end - start <= FAR else clause
    found = _spoken(scene, "before", begin, end)
    return found[1] if found and (found[1] != "Denied" or found[0] >= clause) else "Asserted"


def _clause_start(text: str, place: int) -> int:
    """Where the clause of a place begins, at most 60 characters before it."""
    first = max(0, place - 60)
    return max((m.end() for m in _CLAUSE_START.finditer(text, first, max(place, 0))), default=first)


def _spoken(scene: Scene, where: str, begin: int, end: int) -> tuple[int, str] | None:
    """Place and status of the first word of the table between two places that is no part of a name."""
    held = [(int(scene.start[i]), int(scene.end[i])) for i in range(len(scene.start)) if begin <= scene.start[i] < end]
    text = scene.article.text
    for match in _words(where).finditer(text, begin, end):
        if not any(a <= match.start() < b for a, b in held) and not _turned().match(text, match.start()):
            return match.start(), _status()[match[0]]
    return None


def _can_be_planned(scene: Scene, left: int, right: int) -> bool:
    return any(scene.referents[scene.who[i]].kind in (*WORK_KINDS, "Event") for i in (left, right))

"""How a claim stands: asserted, planned, reported, denied or over.

In: a Scene and the two references of a claim. Out: one of `records.STATUSES`, from the words of `facts/status.tsv` in the
clause. Words of that table whose status is Asserted say nothing: they hold a shorter one that would.
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
    "locatedIn", "partOf", "commendedFor",
)  # fmt: skip
OF_WORKS = ("locatedIn", "partOf")  # what merely is, unless a work or event is an end
FAR = 60
NOW = re.compile("现任|现为|今任")  # what was before it is over, what follows is not
_CLAUSE_START = re.compile("[，。；！？：\n]")


@cache
def _words(where: str) -> re.Pattern[str]:
    rows = sorted((r["word"] for r in lexicon.rows("facts/status.tsv") if r["where"] == where), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, rows)))


@cache
def _turned() -> re.Pattern[str]:
    """将 that is said for 把: 将其纳入, 将校舍改造成; never 将继续作为, 将被列入."""
    turned = word_class("turned")
    return re.compile(f"将(?!{turned}|{word_class('ahead')})[^，。；：！？\n被把]{{1,24}}?(?:{turned})")


@cache
def _got() -> re.Pattern[str]:
    """争取 of what has been got: 争取到, 争取省级资金; never 争取三年内, 争取到2027年."""
    day = f"(?:{word_class('deadline')})"
    sought = f"(?:(?!{day})[^，。；：！？\n]){{0,12}}?(?:{word_class('sought')})"
    return re.compile(f"争取(?:{word_class('obtained')}|到(?![^，。；：！？\n]{{0,5}}{day})|{sought})")


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
        for now in NOW.finditer(text, begin, end):
            if now.end() <= scene.start[seat]:
                begin = now.end()
            elif now.start() >= scene.end[seat]:
                end = now.start()
                break
        found = _spoken(scene, begin, end, "title") or _left(scene, seat, begin, end)
        return found[1] if found else "Former" if _said_of_name(scene, seat) else "Asserted"
    if predicate not in DEEDS or (predicate in OF_WORKS and not _can_be_planned(scene, left, right)):
        return "Asserted"
    clause = _clause_start(text, end)
    begin = _clause_start(text, clause - 1) if start < clause and end - start <= FAR else clause
    if _bidden().match(text, int(scene.end[left])) and clause <= scene.end[left] <= end:
        return "Planned"
    found = _spoken(scene, begin, end, "before")
    return found[1] if found and (found[1] != "Denied" or found[0] >= clause) else "Asserted"


def _said_of_name(scene: Scene, seat: int) -> bool:
    """Whether a name begins with the word that says its post is over, and goes on with its place: 原临县农机局, not 原平市."""
    start, text = int(scene.start[seat]), scene.article.text
    begins = {int(s) for s, e in zip(scene.start, scene.end, strict=True) if start < s and e < scene.end[seat]}
    return any(text.startswith(word, start) and start + len(word) in begins for word in former_words())


@cache
def _bidden() -> re.Pattern[str]:
    """Behind a name what it is told to do: 县住建局要牵头制定; 县民政局须在年底前建成."""
    return re.compile(f"(?:{word_class('must')})(?![求素闻点道职害价])")


def status_of_verb(verb: str) -> str:
    """The status of a post by the word with which it is taken up: 曾任 is over, 拟任 is planned, 当选 is asserted."""
    found = _words("title").search(verb)
    return _status()[found[0]] if found else "Asserted"


def _clause_start(text: str, place: int) -> int:
    """Where the clause of a place begins, at most 60 characters before it."""
    first = max(0, place - 60)
    return max((m.end() for m in _CLAUSE_START.finditer(text, first, max(place, 0))), default=first)


def _left(scene: Scene, seat: int, begin: int, end: int) -> tuple[int, str] | None:
    """As `_spoken` for words whose seat stands behind them in their clause: 辞去工作，担任公司经理 leaves none of the company."""
    text, place = scene.article.text, int(scene.start[seat])
    found = _spoken(scene, begin, min(end, place), "left")
    between = text[found[0] : place] if found else ""
    return None if _CLAUSE_START.search(between) or _anew().search(between) else found


@cache
def _anew() -> re.Pattern[str]:
    return re.compile(word_class("anew"))


def _spoken(scene: Scene, begin: int, end: int, where: str) -> tuple[int, str] | None:
    """Place and status of the first word of the table between two places that is no part of a name."""
    held = [(int(scene.start[i]), int(scene.end[i])) for i in range(len(scene.start)) if begin <= scene.start[i] <= end]
    text = scene.article.text
    for match in _words(where).finditer(text, begin, end):
        status, place = _status()[match[0]], match.start()
        if status == "Asserted" or any(a <= place < b for a, b in held):
            continue
        if not _turned().match(text, place, _reach(text, held, match.end())) and not _got().match(text, place):
            return place, status
    return None


def _reach(text: str, held: list[tuple[int, int]], place: int) -> int:
    """Where the words end that can be what 将 takes: at the first name that 将建成某食堂作为 has, 将某项目纳入 and
    将某县的粮库改造成 have not.
    """
    names = [a for a, _ in held if a >= place]
    return next((a for a in names if names[0] > place and text[a - 1] != "的"), len(text))


def _can_be_planned(scene: Scene, left: int, right: int) -> bool:
    return any(scene.referents[scene.who[i]].kind in (*WORK_KINDS, "Event") for i in (left, right))

"""Posts of places: ，县长李文说 heads the county that was named last, in its government where the article names one.

In: a Scene. Out: Posts; for places the referents that are their governments. Of which kind a place must be, and what its name
ends with, is told by the word that the post begins with (`facts/levels.tsv`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.divisions import divisions
from kg.facts.posts import GOVERNMENTS, Post, trimmed
from kg.facts.rules import word_class
from kg.facts.scene import Scene
from kg.facts.seats import PEOPLE, PERSON, TAKER
from kg.records import PLACE_KINDS, Referent


@dataclass(frozen=True, slots=True)
class Level:
    """What a word that posts begin with says of their place. `tail` may be empty: no name that ends as one of `others` does.
    `posts` are the kinds of posts that follow: head (县长), party (县委书记), branch (村支书)."""

    kinds: tuple[str, ...]
    tail: str
    others: tuple[str, ...]
    posts: tuple[str, ...]


@cache
def _levels() -> dict[str, Level]:
    read = [
        (r["level"], lexicon.aliases(r["kinds"]), r["tail"], lexicon.aliases(r["posts"]))
        for r in lexicon.rows("facts/levels.tsv")
    ]
    tails = {kinds: tuple(tail for _, same, tail, _ in read if same == kinds and tail) for _, kinds, _, _ in read}
    return {level: Level(kinds, tail, tails[kinds], posts) for level, kinds, tail, posts in read}


def posts_of_places(scene: Scene, signs: str) -> Iterator[Post]:
    """Posts that name no place: ，副市长甲、乙出席.

    The place is the nearest before of the level that the post names, or else the first of the article; a village is only sought
    before.
    """
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    known: dict[str, list[int]] = {}
    for match in (m for pattern in _unplaced() for m in pattern.finditer(signs)):
        level = match["head"] or match["party"] or match["branch"]
        if level not in known:
            of_level = _of_level(scene, level)
            known[level] = [i for i, who in enumerate(scene.who.tolist()) if who in of_level]
        place = _nearest(scene, known[level], at_token[match.start("people")], backwards_only=bool(match["branch"]))
        if place is None:
            continue
        more = match["more"] if _posts().fullmatch(match["more"] or "") else ""
        for token in range(match.start("people"), match.end("people")):
            if token in at_token:
                person = at_token[token]
                yield Post(
                    int(scene.who[person]), int(scene.who[place]), person, trimmed(match["title"] + more), "posts/of-the-place",
                    match["verb"],
                )  # fmt: skip


def _nearest(scene: Scene, known: list[int], person: int, *, backwards_only: bool) -> int | None:
    """Of references in order the last one that begins before a person's, else the first one behind it."""
    before = bisect_left(known, int(scene.start[person]), key=lambda i: int(scene.start[i]))
    if before:
        return known[before - 1]
    after = bisect_left(known, int(scene.end[person]), key=lambda i: int(scene.start[i]))
    return known[after] if after < len(known) and not backwards_only else None


def _of_level(scene: Scene, level: str) -> frozenset[int]:
    """The referents that are places of a level."""
    wanted = _levels()[level]
    return frozenset(i for i, referent in enumerate(scene.referents) if is_of(referent, wanted))


def is_of(place: Referent, level: Level) -> bool:
    """Whether a referent is a place of a level. 广州 ends like a prefecture of the level 州, but is short for 广州市."""
    if place.kind not in level.kinds:
        return False
    if not level.tail:
        return not any(name.endswith(level.others) for name in place.names)
    return any(name.endswith(level.tail) and _ends_so_in_full(name, level.tail) for name in place.names)


def _ends_so_in_full(name: str, tail: str) -> bool:
    known = divisions().named(name)
    return not known or any(division.name.endswith(tail) for division in known)


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(f"、(?:{word_class('staff or posts')})")


@cache
def _unplaced() -> tuple[re.Pattern[str], ...]:
    """Heads of governments, Party secretaries from the province down to the township, and those of villages: ，县长李文; 李文挂职
    任副县长."""
    head, party, branch = (
        "|".join(sorted((w for w, level in _levels().items() if posts in level.posts), key=lambda w: (-len(w), w)))
        for posts in ("head", "party", "branch")
    )
    title = (
        rf"(?P<title>(?:(?:{party})(?:{word_class('party post')})、)?(?:常务)?代?副?(?P<head>{head})长"
        rf"|(?P<party>{party})(?:{word_class('party post')})|(?P<branch>{branch})(?:{word_class('branch post')}))"
    )
    more = rf"(?P<more>、[^,。;:!?\n和与及{PERSON}]{{2,14}})?"
    behind = r"(?:^|(?<=[,。;:、!?\n“”》由])|(?<=的)(?<![邻外][省市县乡镇村]的))"
    return (
        re.compile(rf"{behind}(?:时任)?{title}{more}{PEOPLE}(?P<verb>)"),
        re.compile(rf"{TAKER}(?P<verb>{word_class('appoint')})了?{title}{more}(?=[,。;、(\n]|$)"),
    )


def governments(scene: Scene) -> dict[int, int]:
    """For each referent that is a place the referent that is its government, where the article names one. 县政府 alone is that of
    the only county of the article, if nothing longer is.
    """
    bodies = [(i, r) for i, r in enumerate(scene.referents) if r.kind == "GovernmentBody"]
    called = {name: i for i, body in reversed(bodies) for name in (*body.names, body.name)}
    out: dict[int, int] = {}
    for number, place in enumerate(scene.referents):
        if place.kind in PLACE_KINDS:
            full = [called[name + tail] for name in place.names for tail in GOVERNMENTS if name + tail in called]
            out.update({number: min(full)} if full else {})
    short = {level + tail: level for level, told in _levels().items() if "head" in told.posts for tail in GOVERNMENTS}
    for number, body in bodies:
        places = _of_level(scene, short[body.name]) if body.name in short else frozenset()
        if len(places) == 1:
            out.setdefault(min(places), number)
    return out

"""Posts that name no body: ，局长李文说 is head of the bureau that was named last.

In: a Scene. Out: (person, body, reference of the person, title). The post says what the body's name ends with
(`facts/seats.tsv`), or the words before it do (公司总经理, 中心主任); the nearest such body before, at most REACH sentences
away, that is nobody's partner or goal (与某局, 会同某局).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, SIGN, Scene
from kg.records import BODY_KINDS

REACH = 3


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for row in lexicon.rows("facts/seats.tsv"):
        out.setdefault(row["post"], []).append(row["tail"])
    return {post: tuple(sorted(tails)) for post, tails in out.items()}


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('beside')})$")


@cache
def _pattern() -> re.Pattern[str]:
    own = "|".join(sorted({tail for each in _tails().values() for tail in each}))
    posts = "|".join(sorted(_tails(), key=lambda w: (-len(w), w)))
    sign = chr(SIGN["Person"])
    return re.compile(
        rf"(?:^|(?<=[,。;:、!?\n“”》]))(?P<own>{word_class('seat')}|{own})?"
        rf"(?P<title>(?:(?:党委|党组|党总支|党支部|支部)(?:副)?书记、)?(?:常务)?(?P<vice>副)?(?P<post>{posts})"
        rf"(?:、[^,。;:!?\n{sign}]{{2,12}})?)(?P<people>{sign}(?:[、和]{sign}){{0,9}})"
    )


def posts_of_bodies(scene: Scene, signs: str) -> Iterator[tuple[int, int, int, str]]:
    """All such posts of an article; only vice posts have several holders."""
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    bodies = [i for i in sorted(at_token.values()) if scene.kinds[scene.who[i]] in _bodies()]
    for match in _pattern().finditer(signs):
        tails = (match["own"],) if match["own"] else _tails()[match["post"]]
        body = _before(scene, bodies, int(scene.char_of_token[match.start()]), tails)
        if body is None:
            continue
        for token in range(match.start("people"), match.end("people") if match["vice"] else match.start("people") + 1):
            if token in at_token:
                yield int(scene.who[at_token[token]]), body, at_token[token], match["title"]


def _before(scene: Scene, bodies: list[int], place: int, tails: tuple[str, ...]) -> int | None:
    """The referent of the last reference before a place to a body with such a name."""
    text = scene.article.text
    for i in reversed([i for i in bodies if scene.end[i] <= place]):
        if scene.sentence_at[place] - scene.sentence_at[scene.start[i]] > REACH:
            return None
        names = (name.rstrip("”’」》") for name in scene.referents[scene.who[i]].names)
        ahead = text[max(0, int(scene.start[i]) - 2) : int(scene.start[i])]
        if any(name.endswith(tails) for name in names) and not _beside().search(ahead):
            return int(scene.who[i])
    return None


@cache
def _bodies() -> frozenset[int]:
    return frozenset(KIND_NUMBER[kind] for kind in BODY_KINDS)

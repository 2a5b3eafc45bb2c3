"""Posts that name no body: ，局长李文说 is head of the bureau that was named last.

In: a Scene. Out: (person, body, reference of the person, title). The post says what the body's name ends with
(`facts/seats.tsv`), or the words before it do (公司总经理, 中心主任); the nearest such body before, at most REACH sentences
away, that is nobody's partner or goal (与某局, 会同某局). A vice post that tells nothing of its body (，副主任A、B) is of the
one whose head was named before (县人大常委会主任C).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, SIGN, Scene
from kg.records import BODY_KINDS

REACH, FAR_REACH = 3, 8  # sentences back to the body of a post that is held, and of one that is taken up


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for row in lexicon.rows("facts/seats.tsv"):
        out.setdefault(row["post"], []).append(row["tail"])
    return {post: tuple(sorted(tails)) for post, tails in out.items()}


@cache
def _held() -> re.Pattern[str]:
    return re.compile(word_class("posts"))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('beside')})$")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Posts that name no body, with their holders (，局长李文; 李文当选副会长; 秘书长由李文担任), and within how many sentences
    their body is sought.
    """
    own = "|".join(sorted({tail for each in _tails().values() for tail in each}))
    posts = "|".join(sorted(_tails(), key=lambda w: (-len(w), w)))
    sign = chr(SIGN["Person"])
    people = rf"(?P<people>{sign}(?:[、和]{sign}){{0,9}})"
    post = rf"(?:常务|名誉|执行)?(?P<vice>副)?(?P<post>{posts})"
    branch = "(?:(?:党委|党组|党总支|党支部|支部)(?:副)?书记、)?"
    seat, begin = f"(?P<own>{word_class('seat')}|{own})?", r"(?:^|(?<=[,。;:、!?\n“”》]))"
    return (
        (re.compile(rf"{begin}{seat}(?P<title>{branch}{post}(?:、[^,。;:!?\n{sign}]{{2,12}})?)(?:叫|是|为)?{people}"), REACH),
        (
            re.compile(
                rf"{people}(?:等[^,。;:!?\n{sign}]{{1,5}})?(?:分别)?(?:{word_class('appoint')})了?{seat}(?P<title>{post})(?=[,。;、(\n]|$)"
            ),
            FAR_REACH,
        ),
        (
            re.compile(
                rf"{begin}{seat}(?P<title>{post})(?:一职)?,?(?:仍|暂|则|继续)?由[^,。;:!?\n{sign}]{{0,24}}{people}(?:担任|兼任|出任|接任|代理|兼)"
            ),
            FAR_REACH,
        ),
    )


def posts_of_bodies(scene: Scene, signs: str) -> Iterator[tuple[int, int, int, str]]:
    """All such posts of an article; only vice posts have several holders."""
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    bodies = [i for i in sorted(at_token.values()) if scene.kinds[scene.who[i]] in _bodies()]
    for pattern, reach in _patterns():
        for match in pattern.finditer(signs):
            tails = (match["own"],) if match["own"] else _tails()[match["post"]]
            body = _before(scene, bodies, int(scene.char_of_token[match.start()]), tails, reach)
            if body is None:
                continue
            for token in range(match.start("people"), match.end("people") if match["vice"] else match.start("people") + 1):
                if token in at_token:
                    yield int(scene.who[at_token[token]]), body, at_token[token], match["title"]


def vices_of_heads(scene: Scene, signs: str) -> Iterator[tuple[int, int, int, str]]:
    """As `posts_of_bodies` for vice posts of a body whose head was named in the same sentence or the one before."""
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    head, vice = _head_and_vices()
    heads = [(m.start(), m["post"]) for m in head.finditer(signs) if m.start() in at_token]
    for match in vice.finditer(signs):
        before = [token for token, post in heads if token < match.start() and post == match["post"]]
        sentence, of_head = (
            scene.sentence_at[scene.char_of_token[token]] for token in (match.start(), before[-1] if before else 0)
        )
        if before and sentence - of_head <= 1:
            for token in range(match.start("people"), match.end("people")):
                if token in at_token:
                    yield int(scene.who[at_token[token]]), int(scene.who[at_token[before[-1]]]), at_token[token], match["title"]


def _before(scene: Scene, bodies: list[int], place: int, tails: tuple[str, ...], reach: int) -> int | None:
    """The referent of the last reference before a place to a body with such a name; farther than REACH none that only tells who
    somebody is (县残联理事长王强).
    """
    text = scene.article.text
    people = {int(s) for s, who in zip(scene.start, scene.who, strict=True) if scene.kinds[who] == KIND_NUMBER["Person"]}
    for i in reversed([i for i in bodies if scene.end[i] <= place]):
        if scene.sentence_at[place] - scene.sentence_at[scene.start[i]] > reach:
            return None
        names = (name.rstrip("”’」》") for name in scene.referents[scene.who[i]].names)
        ahead = text[max(0, int(scene.start[i]) - 2) : int(scene.start[i])]
        held = _held().match(text, int(scene.end[i])) if reach > REACH else None
        if held and held.end() in people:
            continue
        if any(name.endswith(tails) for name in names) and not _beside().search(ahead):
            return int(scene.who[i])
    return None


@cache
def _head_and_vices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A head's post between its body and its holder; vice posts behind a mark, with their holders."""
    leading = {r["post"] for r in lexicon.rows("facts/posts.tsv") if r["rank"] == "leading" and not r["of"]}
    posts = "|".join(sorted(leading, key=lambda w: (-len(w), w)))
    body, sign = "".join(chr(SIGN[kind]) for kind in BODY_KINDS), chr(SIGN["Person"])
    other = rf"(?:[^,。;:!?\n{body}{sign}]{{1,8}}、)?"
    return (
        re.compile(rf"[{body}]{other}(?P<post>{posts})(?=[、{sign}])"),
        re.compile(
            rf"(?:(?<=[,。;\n])|(?<={sign}、))(?P<title>{other}(?:常务)?副(?P<post>{posts}))(?P<people>{sign}(?:[、和]{sign}){{0,9}})"
        ),
    )


@cache
def _bodies() -> frozenset[int]:
    return frozenset(KIND_NUMBER[kind] for kind in BODY_KINDS)

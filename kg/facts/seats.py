"""Posts that name no body: ，局长李文说 is head of the bureau that was named last.

In: a Scene. Out: Posts. The post says what the body's name ends with (`facts/seats.tsv`), or the words before it do (公司总经理,
中心主任); the nearest such body before, a few sentences away at most, that is nobody's partner or goal (与某局, 会同某局). A vice
post that tells nothing of its body (，副主任A、B) is of the one whose head was named before (县人大常委会主任C).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.facts.posts import Post
from kg.facts.rules import word_class
from kg.facts.scene import SIGN, Scene
from kg.records import BODY_KINDS

REACH, FAR_REACH = 3, 8  # sentences back to the body of a post that is held, and of one that is taken up
REACH_BACK = 40  # signs from an officer back to the body of the list
PERSON, BODIES = chr(SIGN["Person"]), "".join(chr(SIGN[kind]) for kind in BODY_KINDS)
PEOPLE = rf"(?P<people>{PERSON}(?:[、和]{PERSON}){{0,9}})"
TAKER = rf"(?<!接替)(?<!顶替)(?<!代替){PEOPLE}"  # 李文接替王强任局长


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    return {r["post"]: lexicon.aliases(r["tails"]) for r in lexicon.rows("facts/seats.tsv")}


@cache
def _held() -> re.Pattern[str]:
    """A body's name goes on with the post of somebody who follows."""
    return re.compile(f"(?:{word_class('posts')}){PERSON}")


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
    post = rf"(?:常务|名誉|执行)?(?P<vice>副)?(?P<post>{posts})"
    branch = "(?:(?:党委|党组|党总支|党支部|支部)(?:副)?书记、)?"
    seat, begin, end = f"(?P<own>{word_class('seat')}|{own})?", r"(?:^|(?<=[,。;:、!?\n“”》]))", r"(?=[,。;、(\n]|$)"
    more, others = rf"(?:、[^,。;:!?\n{PERSON}]{{2,12}})?", rf"(?:等[^,。;:!?\n{PERSON}]{{1,5}})?"
    by = rf"(?:一职)?,?(?:仍|暂|则|继续)?由[^,。;:!?\n{PERSON}]{{0,24}}"
    return (
        (re.compile(rf"{begin}{seat}(?P<title>{branch}{post}{more})(?P<is>叫|是)?{PEOPLE}(?(is){end})(?P<verb>)"), REACH),
        (re.compile(rf"{TAKER}{others}(?P<verb>{word_class('appoint')})了?{seat}(?P<title>{post}){end}"), FAR_REACH),
        (re.compile(rf"{begin}{seat}(?P<title>{post}){by}{PEOPLE}(?P<verb>担任|兼任|出任|接任|代理|兼)"), FAR_REACH),
    )


@cache
def _head_and_vices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A head's post between its body and its holder; vice posts behind a mark, with their holders."""
    leading = {r["post"] for r in lexicon.rows("facts/posts.tsv") if r["rank"] == "leading" and not r["of"]}
    posts = "|".join(sorted(leading - _tails().keys(), key=lambda w: (-len(w), w)))
    other = rf"(?:[^,。;:!?\n{BODIES}{PERSON}]{{1,8}}、)?"
    return (
        re.compile(rf"[{BODIES}]{other}(?P<post>{posts})(?=[、{PERSON}])"),
        re.compile(rf"(?:(?<=[,。;\n])|(?<={PERSON}、))(?P<title>{other}(?:常务)?副(?P<post>{posts})){PEOPLE}"),
    )


@cache
def _second() -> re.Pattern[str]:
    """A body with a post of the same holder before the one in question: 县医院党委书记、 | 院长李文."""
    return re.compile(rf"[{BODIES}][^,。;:!?\n、{BODIES}{PERSON}]{{1,10}}、$")


def posts_of_bodies(scene: Scene, signs: str) -> Iterator[Post]:
    """All such posts of an article."""
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    bodies = [token for token, i in sorted(at_token.items()) if scene.referents[scene.who[i]].kind in BODY_KINDS]
    found = [*_of_named(scene, signs, at_token, bodies), *_of_heads(scene, signs, at_token, bodies)]
    yield from found
    yield from _of_officers(scene, signs, at_token, {post.reference: post.seat for post in found})


def _of_named(scene: Scene, signs: str, at_token: dict[int, int], bodies: list[int]) -> Iterator[Post]:
    """Posts that say how the name of their body ends; only vice posts have several holders."""
    for pattern, reach in _patterns():
        for match in pattern.finditer(signs):
            tails = (match["own"],) if match["own"] else _tails()[match["post"]]
            ahead = [(t, at_token[t]) for t in bodies if t < match.start()]
            if _second().search(signs, max(0, match.start() - REACH_BACK), match.start()):
                ahead = ahead[-1:]
            body = _before(scene, signs, ahead, match.start(), tails, reach)
            if body is not None:
                last = match.end("people") if match["vice"] else match.start("people") + 1
                for i in (at_token[t] for t in range(match.start("people"), last) if t in at_token):
                    yield Post(int(scene.who[i]), body, i, match["title"], "posts/of-the-body", match["verb"])


def _before(
    scene: Scene, signs: str, bodies: list[tuple[int, int]], token: int, tails: tuple[str, ...], reach: int
) -> int | None:
    """The referent of the last of some references to a body with such a name; for a post that is taken up none that only tells
    who somebody is (县残联理事长王强).
    """
    text, sentence = scene.article.text, scene.sentence_at[scene.char_of_token[token]]
    for place, i in reversed(bodies):
        if sentence - scene.sentence_at[scene.start[i]] > reach:
            return None
        names = (name.rstrip("”’」》") for name in scene.referents[scene.who[i]].names)
        ahead = text[max(0, int(scene.start[i]) - 2) : int(scene.start[i])]
        tells_who = reach > REACH and _held().match(signs, place + 1)
        if not tells_who and any(name.endswith(tails) for name in names) and not _beside().search(ahead):
            return int(scene.who[i])
    return None


def _of_heads(scene: Scene, signs: str, at_token: dict[int, int], bodies: list[int]) -> Iterator[Post]:
    """Vice posts of the body whose head was named in the same sentence or the one before, and no other body since."""
    head, vice = _head_and_vices()
    heads = [(m.start(), m["post"]) for m in head.finditer(signs) if m.start() in at_token]
    for match in vice.finditer(signs):
        token = next((t for t, post in reversed(heads) if t < match.start() and post == match["post"]), None)
        if token is None:
            continue
        body = scene.who[at_token[token]]
        here, there = (scene.sentence_at[scene.char_of_token[t]] for t in (match.start(), token))
        if here - there <= 1 and all(scene.who[at_token[t]] == body for t in bodies if token < t < match.start()):
            for i in (at_token[t] for t in range(*match.span("people")) if t in at_token):
                yield Post(int(scene.who[i]), int(body), i, match["title"], "posts/vice-of-the-head")


@cache
def _officers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An officer behind somebody in a list; the body and post that a list of people begins with."""
    return (
        re.compile(rf"(?<={PERSON})(?:[,、和及]|以及)(?P<title>{word_class('officer')}){PEOPLE}"),
        re.compile(rf"([{BODIES}])[^,。;:!?\n{BODIES}{PERSON}]{{1,10}}(?:{PERSON}[、和]){{0,9}}{PERSON}$"),
    )


def _of_officers(scene: Scene, signs: str, at_token: dict[int, int], seats: dict[int, int]) -> Iterator[Post]:
    """Officers of the body whose head or vice heads (`seats`, or named there) stand right before: 副主席甲、乙，秘书长丙."""
    officers, listed = _officers()
    for match in officers.finditer(signs):
        before = match.start() - 1
        named = listed.search(signs, max(0, before - REACH_BACK), before + 1)
        body = seats.get(at_token.get(before, -1))
        if named and named.start(1) in at_token:
            body = int(scene.who[at_token[named.start(1)]])
        if body is not None:
            for i in (at_token[t] for t in range(*match.span("people")) if t in at_token):
                yield Post(int(scene.who[i]), body, i, match["title"], "posts/of-the-body")

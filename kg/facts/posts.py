"""Posts as words: the title that stands between a body and a person, and the government that a post of a place belongs to.

In: a Scene and references. Out: titles as printed; a referent to put in the place of a place. 县长李四 holds a post of the
county; where the article names the county's government, the post is in that government.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, SIGN, Scene
from kg.records import PLACE_KINDS

_ORGAN = re.compile("(?:党委|党组|党总支|党支部|支部|党工委|[省市县区旗州镇乡]委)$")
GOVERNMENTS = ("人民政府", "政府")
_OF_GOVERNMENT = re.compile("(?:省|市|县|区|旗|州|盟|镇|乡)长|政府秘书长|政府")


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"(?:{word_class('posts')})"), re.compile(f"(?:{word_class('staff')})")


def title_of(scene: Scene, person: int, other: int) -> str:
    """The post's words: right before the person (…局局长 X), after 任/为, or right after the name (X教授); empty if none
    stand there.
    """
    text = scene.article.text
    start = int(scene.end[other]) if scene.end[other] <= scene.start[person] else 0
    before = text[max(start, int(scene.start[person]) - 30) : int(scene.start[person])]
    before = re.split("[，。；：！？\n“”]", before)[-1].strip()
    for run in _runs():
        for match in run.finditer(before):
            if match.end() == len(before):
                return _trimmed(match[0])
    after = text[int(scene.end[person]) : int(scene.end[person]) + 40]
    taken = re.match(r"[^。\n]{0,12}?(?:任|担任|出任|当选为?|连任|兼任|为|是)", after)
    if taken:
        follows = after[taken.end() :]
        for run in _runs():
            if found := run.match(follows):
                return _trimmed(found[0])
    return next((t for t in _last_words() if after.startswith(t)), "")


def _trimmed(words: str) -> str:
    return words.lstrip("的、兼和由是，")


@cache
def _last_words() -> tuple[str, ...]:
    return tuple(sorted((r["post"] for r in lexicon.rows("facts/posts.tsv")), key=lambda w: (-len(w), w)))


def governments(scene: Scene) -> dict[int, int]:
    """For each referent that is a place the referent that is its government, where the article names one."""
    out: dict[int, int] = {}
    bodies = [(i, r) for i, r in enumerate(scene.referents) if r.kind == "GovernmentBody"]
    for number, place in enumerate(scene.referents):
        if scene.kinds[number] not in _places():
            continue
        wanted = {name + tail for name in place.names for tail in GOVERNMENTS}
        found = [i for i, body in bodies if wanted & {*body.names, body.name}]
        if found:
            out[number] = found[0]
    return out


@cache
def _places() -> frozenset[int]:
    return frozenset(KIND_NUMBER[kind] for kind in PLACE_KINDS)


def inner_seat(scene: Scene, reference: int, title: str) -> int | None:
    """The body or place that a party organ's name begins with, when a post in the organ is one there too.

    宏达公司党委书记、总经理X is general manager of the company, a village's Party secretary holds a post of the village;
    a township's Party secretary holds none of the township, but 临县县委常委、副县长X is vice head of the county.
    """
    if not _ORGAN.search(scene.article.text[int(scene.start[reference]) : int(scene.end[reference])]):
        return None
    inner = [
        i
        for i in range(reference + 1, len(scene.start))
        if scene.start[i] == scene.start[reference] and scene.end[i] < scene.end[reference]
    ]
    if not inner:
        return None
    kind = scene.referents[scene.who[inner[0]]].kind
    own = kind not in PLACE_KINDS or kind == "Village" or belongs_to_government(title)
    return inner[0] if own else None


def posts_of_places(scene: Scene, signs: str) -> Iterator[tuple[int, int, int, str]]:
    """(person, referent of the place, reference of the person, title) for posts that name no place: ，副市长甲、乙出席.

    The place is the nearest before of the level that the post names, or else the first of the article.
    """
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    for match in _unplaced().finditer(signs):
        level = match["level"]
        person = at_token[match.start("people")]
        known = [
            i
            for i in range(len(scene.start))
            if scene.kinds[scene.who[i]] in _places()
            and any(name.endswith(level) for name in scene.referents[scene.who[i]].names)
            and not (scene.start[i] <= scene.start[person] < scene.end[i])
        ]
        before = [i for i in known if scene.start[i] < scene.start[person]]
        place = before[-1] if before else known[0] if known else None
        if place is None:
            continue
        for token in range(match.start("people"), match.end("people")):
            if token in at_token:
                yield int(scene.who[at_token[token]]), int(scene.who[place]), at_token[token], _trimmed(match["title"])


@cache
def _unplaced() -> re.Pattern[str]:
    sign = chr(SIGN["Person"])
    post = "(?:常务)?(?:代)?(?:副)?(?P<level>[省市县区旗州镇乡])长"
    return re.compile(
        rf"(?:^|(?<=[,。;:、!?\n”》]))(?P<title>(?:[省市县区旗州镇乡]委(?:常委|副书记|书记)、)?{post})"
        rf"(?:、[^,。;:!?\n{sign}]{{2,14}})?(?P<people>{sign}(?:[、和]{sign}){{0,9}})"
    )


def belongs_to_government(title: str) -> bool:
    """Whether a post is one of a government (副县长) and not of a party committee (县委书记)."""
    return bool(_OF_GOVERNMENT.search(title))

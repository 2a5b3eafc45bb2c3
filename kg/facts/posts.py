"""Posts as words: the title that stands between a body and a person, and the government that a post of a place belongs to.

In: a Scene and references. Out: titles as printed; a referent to put in the place of a place. 县长李四 holds a post of the
county; where the article names the county's government, the post is in that government.
"""

import re
from functools import cache

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, Scene
from kg.records import PLACE_KINDS

GOVERNMENTS = ("人民政府", "政府")
_OF_GOVERNMENT = re.compile("(?:省|市|县|区|旗|州|盟|镇|乡)长|政府秘书长|政府")
_OF_PARTY = re.compile("^(?:原|时任|代)?(?:省|市|县|区|旗|州|镇|乡)?(?:委|党委|工委)(?:常委|副?书记|委员)?")
_AFTER = re.compile(r"[一-鿿]{2,6}")


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
        found = [i for i, body in bodies if wanted & set(body.names)]
        if found:
            out[number] = found[0]
    return out


@cache
def _places() -> frozenset[int]:
    return frozenset(KIND_NUMBER[kind] for kind in PLACE_KINDS)


def belongs_to_government(title: str) -> bool:
    """Whether a post is one of a government (副县长) and not of a party committee (县委书记)."""
    return bool(_OF_GOVERNMENT.search(title))

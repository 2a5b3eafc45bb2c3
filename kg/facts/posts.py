"""Posts as words: the title that stands between a body and a person.

In: a Scene and references. Out: titles as printed, and whose a post is by its words: a government's or a Party committee's.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from kg import lexicon
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, Scene
from kg.facts.status import former_words
from kg.records import PLACE_KINDS, Referent

_ORGAN = re.compile("(?:党委|党组|党总支|党支部|支部|党工委|[省市县区旗州镇乡]委)$")
GOVERNMENTS = ("人民政府", "政府")
_NEAR = 30
_VERB = re.compile("^.*(?:[了的]|听取|来自|采访|走访|慰问|会见|表彰|感谢|邀请|聘请|任命|陪同|找到|遇到|见到)(?=..)")
_TAKEN = re.compile("担任|出任|任|当")
_JOINING = re.compile(r"[“”]?((?:(?![的叫是在与和为有])[一-鿿（）]){2,9})[“”]?的?")
_BRACKET = re.compile(r"(?<=.)（[^（）]*）?$")
_OF_GOVERNMENT = re.compile("(?:省|市|县|区|旗|州|盟|镇|乡)长|政府秘书长|政府")


@dataclass(frozen=True, slots=True)
class Post:
    """A post that its words give to somebody: `person` and `seat` are referents, `reference` the person's; `verb` is the word by
    which it is taken up (当选, 曾任), if one is. `seat_reference` is -1 where the post names no seat; `status` is empty where the
    verb or the words around tell, and not `sure` where other words may say that the post is over.
    """

    person: int
    seat: int
    reference: int
    title: str
    rule: str
    verb: str = ""
    seat_reference: int = -1
    status: str = ""
    predicate: str = "holdsPositionAt"
    sure: bool = True


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"(?:{word_class('posts')})"), re.compile(f"(?:{word_class('staff')})")


def title_of(scene: Scene, person: int, other: int) -> str:
    """The post's words for two references, or, where none stand there, for other places where the two stand together or the
    person stands with a post alone; only those of the parts of a chain (副书记、市长) that the other end can have.
    """
    who, body = scene.who[person], scene.who[other]
    title = _title_at(scene, person, other)
    for i in np.flatnonzero(scene.who == who).tolist() if not title else ():
        near = np.flatnonzero((scene.who == body) & (scene.end <= scene.start[i]) & (scene.start >= scene.start[i] - _NEAR))
        title = title or (_title_at(scene, i, int(near[-1])) if len(near) else _alone(scene, i))
    return fitting(title, scene.referents[body])


def fitting(title: str, body: Referent) -> str:
    """A chain of posts without those that the body cannot have: a party committee no 县长 or 校长, a government no 县委副书记."""
    parts = re.split("[、兼]", title)
    of_government = [p for p in parts if belongs_to_government(p)]
    if len(parts) > 1 and _ORGAN.search(body.name):
        parts = [p for p in parts if p not in of_government and not _beside_the_organ().search(p)] or parts
    elif len(parts) > 1 and of_government and (body.kind in PLACE_KINDS or body.name.endswith(GOVERNMENTS)):
        parts = of_government
    return _unmarked(_without_the_body("、".join(parts), body))


@cache
def _beside_the_organ() -> re.Pattern[str]:
    """Posts of what a party organ is the organ of: a school's Party committee has no 校长, a farm's none."""
    return re.compile(f"(?:{word_class('beside the organ')})$")


def _title_at(scene: Scene, person: int, other: int) -> str:
    """The post right before the person (…局局长 X), after 任/为, right after the other end (X调任…局局长) or the name (X教授),
    or whatever short words join body and name (项目秘书X); empty if none stand there.
    """
    text = scene.article.text
    begin, end = _list_head(scene, person), int(scene.end[person])
    start = int(scene.end[other]) if scene.end[other] <= begin else 0
    if found := _post_before(text[max(start, begin - 30) : begin]):
        return _whole_names(scene, found, start, begin)
    after = text[end : end + 40]
    taken = re.match(r"[^。\n]{0,12}?(?:任|担任|出任|当选为?|连任|兼任|为|是)", after)
    follows = [after[taken.end() :]] if taken else []
    if end <= scene.start[other] < end + _NEAR and "。" not in text[end : int(scene.start[other])]:
        follows.insert(0, text[int(scene.end[other]) : int(scene.end[other]) + 24])
    for words in follows:
        for run in _runs():
            if match := run.match(words):
                return trimmed(match[0])
    if found := next((t for t in _last_words() if after.startswith(t)), ""):
        return found
    joining = _JOINING.fullmatch(text[start:begin]) if start else None
    return joining[1] if joining else ""


def _whole_names(scene: Scene, title: str, start: int, begin: int) -> str:
    """A title that ends at `begin` and begins inside a name takes in the whole name: 100兆瓦光伏项目 | 负责人."""
    at = begin - len(title)
    cut = np.flatnonzero((scene.start >= start) & (scene.start < at) & (at < scene.end) & (scene.end <= begin))
    return scene.article.text[int(scene.start[cut].min()) : begin] if len(cut) else title


def _list_head(scene: Scene, person: int) -> int:
    """Where the list of people (甲、乙和丙) begins that a person stands in: a post before it is everybody's."""
    ends = {
        int(e): int(s)
        for s, e, w in zip(scene.start, scene.end, scene.who, strict=True)
        if scene.kinds[w] == KIND_NUMBER["Person"]
    }
    begin = int(scene.start[person])
    while begin - 1 in ends and scene.article.text[begin - 1] in "、和":
        begin = ends[begin - 1]
    return begin


def _post_before(words: str) -> str:
    """The run of posts that words end with."""
    words = re.split("[，。；：！？\n“”]", words)[-1].strip().removesuffix("的")
    for run in _runs():
        for match in run.finditer(words):
            if match.end() == len(words):
                return trimmed(match[0])
    return ""


def _alone(scene: Scene, person: int) -> str:
    """The post right before a person where no body or place stands in the same words."""
    begin = _list_head(scene, person)
    held = [int(e) for s, e in zip(scene.start, scene.end, strict=True) if begin - 30 <= s and e <= begin]
    return "" if held else _post_before(scene.article.text[max(0, begin - 30) : begin])


def _without_the_body(title: str, body: Referent) -> str:
    """A post without what only points at its body: 该案 | 主审法官, 某村 | 原党支部书记, and 公司 | 负责人 in a company."""
    pointed = _pointing().match(title)
    if pointed is None or not (pointed["short"] is None or set(pointed["short"]) & {name[-1] for name in body.names}):
        return title
    rest = title[pointed.end() :]
    whole = any(run.search(rest) for run in _runs()) if pointed["short"] is None else _is_known(rest)
    return rest if whole else title


def _is_known(title: str) -> bool:
    """Whether a chain begins with a post that is known as it stands or as a vice's: 副总经理, never 管理科科长."""
    first = re.split("[、兼]", title)[0]
    return any(first.removeprefix(vice) in _last_words() for vice in ("", "副", "常务副"))


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"(?:[该某本](?:{word_class('pointed at')})|(?P<short>{word_class('short for a body')}))的?")


def _unmarked(title: str) -> str:
    """A post without what stands in brackets behind it (试用期一年) and without the word that says it is over (原站长): that is
    the status of the claim.
    """
    title = _BRACKET.sub("", title)
    return next((title[len(w) :] for w in former_words() if title.startswith(w) and len(title) > len(w) + 1), title)


def trimmed(words: str) -> str:
    """A run of posts without a verb and what stands before it: 会议听取了 | 副市长, 来自县医院的 | 护士长, 当 | 教师."""
    words = _VERB.sub("", words).lstrip("、兼和由是，")
    taken = _TAKEN.match(words)
    return words[taken.end() :] if taken and _is_known(words[taken.end() :]) else words


@cache
def _last_words() -> tuple[str, ...]:
    return tuple(sorted((r["post"] for r in lexicon.rows("facts/posts.tsv")), key=lambda w: (-len(w), w)))


def inner_seat(scene: Scene, reference: int, title: str) -> int | None:
    """The body or place that a party organ's name begins with, when a post in the organ is one there too.

    宏达公司党委书记、总经理X is general manager of the company, a village's Party secretary holds a post of the village, too
    (readers differ: there or in the branch); a township's Party secretary holds none of the township, but
    临县县委常委、副县长X is vice head of the county.
    """
    organ = _ORGAN.search(scene.article.text, int(scene.start[reference]), int(scene.end[reference]))
    if not organ:
        return None
    inner = [
        i
        for i in range(reference + 1, len(scene.start))
        if scene.start[i] < organ.start() and scene.end[i] in (organ.start(), organ.start() + 1)  # 临县县委, 临县委
    ]
    if not inner:
        return None
    kind = scene.referents[scene.who[inner[0]]].kind
    own = kind not in PLACE_KINDS or kind == "Village" or belongs_to_government(title)
    return inner[0] if own else None


def belongs_to_government(title: str) -> bool:
    """Whether a post is one of a government (副县长) and not of a party committee (县委书记)."""
    return bool(_OF_GOVERNMENT.search(title))

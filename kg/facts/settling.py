"""Which findings of an article stand: what others contradict, and what no reader would say, is dropped.

In: a Scene, Drafts. Out: the Drafts that become claims, in their order.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from kg.facts.honours import is_won
from kg.facts.match import larger, only_studied, signs_of
from kg.facts.rules import word_class
from kg.facts.scene import KIND_NUMBER, Scene
from kg.facts.status import POSTS
from kg.records import WORK_KINDS

SURE = 0.85  # a post of less confidence yields to one that a rule reads
SIDE_BY_SIDE = ("scorer/", "chains/")  # what is read from where names stand, not from a verb
ONE_WAY = ("locatedIn", "partOf")
LARGEST_FIRST = ("Province", "Prefecture", "County", "Township", "Village")
STANDING = (*ONE_WAY, "nativeOf", "residentOf")  # what is so whether or not something happens
ROW = 40  # characters of the longest line of a list
NEAR = 8  # characters before who something is given to
HERE = re.compile(r"该(?P<head>[院校局厅厂社所站馆行])[^，。；：！？\s]{2,8}$")  # 该院院长李文
GOAL = re.compile("[向给为][^，。；：！？、\n]*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its words are read: indexes of referents and references, the rule, the confidence, what the rule says
    itself.
    """

    subject: int
    predicate: str
    object: int
    left: int
    right: int
    rule: str
    confidence: float
    status: str = ""  # what the words around it say, unless a rule tells
    title: str = ""


def settled(scene: Scene, drafts: list[Draft], ruled: set[int]) -> list[Draft]:
    """Drafts without what a rule contradicts: who has a post in a body by a rule has none by the same words in another one
    (`ruled` are the references of such people); nor what no reader would say: a county in a village, a post that is read across
    the rows of a list of names.
    """
    read, chosen = only_studied(scene), _only_chosen(scene)
    held = [d for d in drafts if d.predicate != "participatesIn" or (d.object not in read and d.subject not in chosen)]
    kept = [d for d in held if not d.rule.startswith("scorer/") or not _contradicted(scene, d, ruled)]
    kept = [d for d in kept if not (_only_won(scene, d) or _burdened(scene, d) or _supposed(scene, d))]
    kept = _without_rivals(kept)
    sure = {(d.subject, d.predicate, d.object): d.confidence for d in kept if d.predicate in ONE_WAY}
    return [d for d in kept if d.confidence >= sure.get((d.object, d.predicate, d.subject), 0.0)]


def _only_won(scene: Scene, draft: Draft) -> bool:
    """Whether somebody is said to carry out what he or she got there: 授予县供电公司“先进集体”称号."""
    if draft.predicate != "carriesOut" or not draft.rule.startswith(SIDE_BY_SIDE):
        return False
    return is_won(scene, draft.left if scene.who[draft.left] == draft.object else draft.right)


def _without_rivals(drafts: list[Draft]) -> list[Draft]:
    """Drafts without what the scorer says against a rule or a surer look: partners are no parts of each other, who carries a
    document out has not issued it.
    """
    partners = {frozenset((d.subject, d.object)) for d in drafts if d.predicate == "cooperatesWith" and d.confidence >= SURE}
    followers = {(d.subject, d.object) for d in drafts if d.predicate == "implementsPolicy" and d.confidence >= SURE}
    return [
        d
        for d in drafts
        if not d.rule.startswith("scorer/")
        or d.confidence >= SURE
        or not (
            (d.predicate == "partOf" and frozenset((d.subject, d.object)) in partners)
            or (d.predicate == "issues" and (d.subject, d.object) in followers)
        )
    ]


def _burdened(scene: Scene, draft: Draft) -> bool:
    """Whether somebody is said to benefit from an inspection: 将宏达公司纳入“双随机”抽查."""
    return draft.predicate == "benefitsFrom" and any(_burden().search(name) for name in scene.referents[draft.object].names)


@cache
def _burden() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('burden')})$")


def _supposed(scene: Scene, draft: Draft) -> bool:
    """Whether a deed is only supposed: 如果临县农商行资助宏达公司."""
    if draft.predicate in POSTS or draft.predicate in STANDING:
        return False
    text, first = scene.article.text, int(scene.start[min(draft.left, draft.right)])
    begin = max(text.rfind(mark, 0, first) for mark in "。！？；，：“\n") + 1
    return _if().match(text, begin, first) is not None


@cache
def _if() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('supposed')})")


def _only_chosen(scene: Scene) -> frozenset[int]:
    """People of whom the article only says that they are appointed, elected or removed: 决定任命李文为局长 puts nobody there."""
    text = scene.article.text
    chosen = [_chosen().search(text[max(0, start - 20) : start]) is not None for start in scene.start.tolist()]
    return frozenset(scene.who.tolist()) - {who for who, told in zip(scene.who.tolist(), chosen, strict=True) if not told}


@cache
def _chosen() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('chosen')})[^，。；：！？\n的]{{0,12}}$")


def _contradicted(scene: Scene, draft: Draft, ruled: set[int]) -> bool:
    if draft.predicate in POSTS and draft.confidence < SURE and person_of(scene, draft) in ruled:
        return True
    if draft.predicate not in POSTS and set(scene.referents[draft.subject].names) & set(scene.article.byline):
        return True
    tests = (
        _upside_down,
        _across_rows,
        _elsewhere,
        _only_builds,
        _only_given,
        _gives,
        _of_the_larger,
        _without_money,
        _of_another,
    )
    return any(test(scene, draft) for test in tests)


def _of_the_larger(scene: Scene, draft: Draft) -> bool:
    """Whether a deed is done to a work that stands there only as what another one is part of."""
    return draft.predicate in ("carriesOut", "investsIn", "benefitsFrom") and larger(scene, _done(scene, draft))


def _of_another(scene: Scene, draft: Draft) -> bool:
    """Whether a nearer work stands before the doer, and no list: 供热工程由临能公司建设，产业园由枣业集团打造."""
    if draft.predicate not in ("carriesOut", "investsIn") or draft.confidence >= SURE:
        return False
    work, doer = _done(scene, draft), person_of(scene, draft)
    start, end, text = int(scene.end[work]), int(scene.start[doer]), scene.article.text
    between = text[start:end]
    by = between.rfind("由")
    if by < 0 or re.search("[。！？\n]|[都均]由", between) or re.search("[，。；！？]", between[by:]):
        return False
    kinds = {KIND_NUMBER[kind] for kind in WORK_KINDS}
    nearer = [i for i in range(work + 1, doer) if scene.outer[i] == i and int(scene.kinds[scene.who[i]]) in kinds]
    nearer = [i for i in nearer if scene.who[i] != draft.object and start <= scene.start[i] < start + by and not larger(scene, i)]
    return bool(nearer) and re.search("[，；]", text[start : int(scene.start[nearer[-1]])]) is not None


def _without_money(scene: Scene, draft: Draft) -> bool:
    """Whether no sentence of an investment that is not sure speaks of money: 合作社实施电商项目."""
    if draft.predicate != "investsIn" or draft.confidence >= SURE:
        return False
    text = scene.article.text
    begin = max(text.rfind(mark, 0, int(scene.start[draft.left])) for mark in "。！？\n") + 1
    end = min((at for at in (text.find(mark, int(scene.end[draft.right])) for mark in "。！？\n") if at >= 0), default=len(text))
    signs = signs_of(scene)  # no word of a name counts: 合作社, 投资公司
    first, last = (int(np.searchsorted(scene.char_of_token, at)) for at in (begin, end))
    return _money().search(signs, first, last) is None


@cache
def _money() -> re.Pattern[str]:
    return re.compile(f"{word_class('money')}|0[多余]?[万亿]?元|[万亿千百十]元|资|股|合伙|合作|收购|自筹|自掏|钱")


def _elsewhere(scene: Scene, draft: Draft) -> bool:
    """Whether the words say that a post is in a body of another class than the draft's: 该院院长李文 heads no company."""
    person = person_of(scene, draft)
    before = scene.article.text[max(0, int(scene.start[person]) - 12) : int(scene.start[person])]
    here = HERE.search(before) if draft.predicate in POSTS else None
    return here is not None and not any(here["head"] in name for name in scene.referents[draft.object].names)


def _only_builds(scene: Scene, draft: Draft) -> bool:
    """Whether who is said to pay for a work is said there to build it for somebody: 由宏达公司承建，总投资3亿元."""
    return draft.predicate == "investsIn" and _builds().match(scene.article.text, _doer(scene, draft)[1]) is not None


@cache
def _builds() -> re.Pattern[str]:
    return re.compile(f"(?:中标|负责|具体|组织)?(?:{word_class('build for')})")


def _only_given(scene: Scene, draft: Draft) -> bool:
    """Whether the doer is only who something is given to: 李文向临县中学捐款，设立奖学金 is no act of the school."""
    return draft.predicate in ("carriesOut", "investsIn", "supports") and _gift(scene, draft) == "to"


def _gives(scene: Scene, draft: Draft) -> bool:
    """Whether who is said to benefit is said there to give: 企业家李文捐款10万元."""
    return draft.predicate == "benefitsFrom" and _gift(scene, draft) == "by"


def _gift(scene: Scene, draft: Draft) -> str:
    """Whether something is given "by" the subject there, or "to" it (向学校捐款); "" if nothing is."""
    text, (start, end) = scene.article.text, _doer(scene, draft)
    if not _giving().match(text, end):
        return ""
    return "to" if GOAL.search(text, max(0, start - NEAR), start) else "by"


@cache
def _giving() -> re.Pattern[str]:
    return re.compile(f"(?:个人|先后|又|还|现场|当场|再次|率先|带头|主动|共)?(?:{word_class('give')})")


def _done(scene: Scene, draft: Draft) -> int:
    """The reference of a draft that stands for its object."""
    return draft.left + draft.right - person_of(scene, draft)


def _doer(scene: Scene, draft: Draft) -> tuple[int, int]:
    """Where the subject's reference of a draft stands in the text."""
    at = person_of(scene, draft)
    return int(scene.start[at]), int(scene.end[at])


def _upside_down(scene: Scene, draft: Draft) -> bool:
    """Whether a larger place is said to lie in a smaller one, or a county in a county."""
    kinds = [scene.referents[i].kind for i in (draft.subject, draft.object)]
    if draft.predicate != "locatedIn" or any(kind not in LARGEST_FIRST for kind in kinds):
        return False
    inner, outer = (LARGEST_FIRST.index(kind) for kind in kinds)
    return inner < outer or (inner == outer and kinds[0] != "Village")


def _across_rows(scene: Scene, draft: Draft) -> bool:
    """Whether the ends of a post stand in two rows of a list (姓名 单位 职务): short lines without any mark."""
    if (
        draft.predicate not in POSTS
        or scene.paragraph_at[scene.start[draft.left]] == scene.paragraph_at[scene.start[draft.right]]
    ):
        return False
    text = scene.article.text
    for place in (int(scene.start[draft.left]), int(scene.start[draft.right])):
        line = text[text.rfind("\n", 0, place) + 1 : (text.find("\n", place) + 1 or len(text) + 1) - 1]
        if len(line) > ROW or re.search("[，。；：！？“”]", line):
            return False
    return True


def person_of(scene: Scene, draft: Draft) -> int:
    """The reference of the draft that stands for its subject: of a post, the person."""
    return draft.left if scene.who[draft.left] == draft.subject else draft.right

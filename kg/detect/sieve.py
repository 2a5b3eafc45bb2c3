"""What its form alone shows to be no name, or a name with too much at an edge, whoever proposed it.

In: a text and Proposals. Out: the Proposals that are left, some of them shorter. What is mended or left out: marks without their
partner (某局》), bodies into which the next clause has run (某局便联合住建局), general words alone (本届博览会), works with what
they do (“…”平台助力…), a head that the next word repeats (农场 | 农场主).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.detect.bodies import functions
from kg.detect.heads import head_ending, heads
from kg.detect.proposals import Proposal, starting
from kg.detect.vocabulary import cutters, general, joints
from kg.records import BODY_KINDS, WORK_KINDS

_NUMBER = re.compile(r"第?[一二三四五六七八九十百两\d]{1,3}[届次个场项条家大]?")
_QUOTED = re.compile(r"“[^“”]{2,}”")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))
_TWICE = re.compile(r"[\u4e00-\u9fff]{2}(农场|公司|学校|中心|医院|合作社|工厂|牧场|林场)\1$")
_DOES = re.compile(
    r"助力|助推|纾解|破解|激活|撬动|带动|变身|变成|成为|迈进|迈向|解决|实现|打通|推动|有效|让|引领|铺就|筑牢|点亮|织密|引领"
)
CLAUSED = ("Program", "Initiative")
_ADVERBS = frozenset("便也还已正将就又均都")
_COMPOUND = (
    "联合社",
    "联合会",
    "联合体",
    "联合国",
    "联合办",
    "联合工",
    "组织部",
    "组织处",
    "组织科",
    "全面深化",
    "协同创新",
    "引导基金",
    "创办者",
)
KEPT = 10_000  # strings whose answer is remembered
GENERAL = (*WORK_KINDS, "Event", "Product", "Industry", "Enterprise", "Organization")


def sift(text: str, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals that may be names."""
    for p in (one for each in proposals for one in parted(text, each)):
        mended = whole_marks(text, p)
        name = text[mended.start : mended.end]
        if twice := _TWICE.search(name):  # 家庭农场 | 农场主
            mended, name = mended._replace(end=mended.start + twice.end(1)), name[: twice.end(1)]
        if mended.kind in CLAUSED and (size := told(name)) < len(name):
            mended, name = mended._replace(end=mended.start + size), name[:size]
        if mended.kind in BODY_KINDS and (size := clause(name)):
            mended, name = mended._replace(end=mended.start + size), name[:size]
        if len(name) > 1 and not (mended.kind in GENERAL and is_general(name)):
            yield mended


def parted(text: str, p: Proposal) -> Iterator[Proposal]:
    """A proposal that runs over names in quotation marks one behind the other (“…”“…”) as these names."""
    quoted = [match.span() for match in _QUOTED.finditer(text, p.start, p.end)] if text.find("”“", p.start, p.end) >= 0 else []
    if not quoted:
        yield p
        return
    for start, end in quoted:
        yield p._replace(start=start, end=end)
    last, closed = quoted[-1]
    if closed < p.end:
        yield p._replace(start=last)


def whole_marks(text: str, p: Proposal) -> Proposal:
    """The proposal without a mark at its edge whose partner lies outside; empty where a mark inside has none."""
    start, end = p.start, p.end
    for left, right in _PAIRS:
        opened, closed = text.count(left, start, end), text.count(right, start, end)
        if closed > opened and text[end - 1] == right:
            end -= 1
        elif opened > closed and text[start] == left:
            start += 1
        elif opened != closed:
            return p._replace(end=p.start)
    return p._replace(start=start, end=end)


@lru_cache(KEPT)
def told(name: str) -> int:
    """Where the name of a work ends and the clause about it begins (“码上办”平台 | 助力…); 0 where a clause is all there is."""
    if head_ending(name, len(name)):
        return len(name)
    for match in _DOES.finditer(name, 2):
        before = name[: match.start()]
        if before.count("“") == before.count("”"):
            head = head_ending(before, len(before), 2)
            return len(before) if before.endswith("”") or (len(head) > 1 and heads()[head][0] in CLAUSED) else 0
    return len(name)


@cache
def runs_on() -> frozenset[str]:
    """Words of two and more characters at which a clause goes on behind a body."""
    return frozenset(word for word in cutters() | joints() if len(word) > 1)


@lru_cache(KEPT)
def clause(name: str) -> int:
    """Where a new clause begins inside what looks like a body's name; 0 if nowhere."""
    for place in range(2, len(name) - 1):
        head = head_ending(name, place)
        if not head or heads()[head][0] not in BODY_KINDS or len(starting(functions()[1], name, place, most=14)) > 1:
            continue
        go_on = place + (name[place] in _ADVERBS)
        if starting(runs_on(), name, go_on) and not name.startswith(_COMPOUND, go_on):
            return place
    return 0


@lru_cache(KEPT)
def is_general(name: str) -> bool:
    """Whether general words, or a number and general words, make the whole name."""
    number = _NUMBER.match(name)
    cuts = [n for n in range(2, min(len(name), 5) + 1) if name[:n] in general()]
    if number and number.end() < len(name):
        cuts.append(number.end())
    return not name or any(is_general(name[n:]) for n in cuts)

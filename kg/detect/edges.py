"""Other edges for what may be a name: where its head ends and where a name can begin, so that the judge has the right span to choose.

In: a text and the spans that others proposed. Out: Proposals "edge" (same head, other beginning), "part" (a department or party
group right behind a body) and "short form" (what a full name is called later: 福建云上芽茶业有限公司 -> 云上芽).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.detect.heads import heads
from kg.detect.places import levels
from kg.detect.proposals import Index, Proposal, starting
from kg.lexicon import words
from kg.records import BODY_KINDS, PLACE_KINDS
from kg.text import is_han

REACH = 22
_STOP = re.compile(r"[，。；：！？、\s（）()“”‘’《》—…,;:]")
_PART = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:党委|党组|党总支|党支部|党工委|理事会|工会|团委|纪委|办公室|分局|分院|分校|大队|中队|支队|中心|联络处|办事处|"
    r"[\u4e00-\u9fff]{2}[科股处室所站])"
)
_LEGAL = re.compile(
    r"(?:股份|有限|责任|集团|控股|专业|农民|种植|养殖|农机|果蔬|水产|渔业|牧业|公司|合作社|联合社|分公司|厂|店|[（(][^（()）]*[)）])"
)
_STEM = re.compile(r"([\u4e00-\u9fff]{2,4})(?:村|镇|乡|街道|社区|庄村|嘎查|苏木)$")


@cache
def anchors() -> Index:
    """Words behind which a name can begin: joints and verbs."""
    return Index(words("names/joints.tsv") | words("names/before_work.tsv"))


@cache
def division_index() -> Index:
    """All division names."""
    return Index(name for name in levels() if len(name) > 1)


@cache
def head_index() -> Index:
    """Head words of at least two characters, and 局, 厂 … by way of their longer forms."""
    return Index(heads())


def propose(text: str, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Edges, parts and short forms for the spans `found`."""
    yield from other_edges(text, found)
    yield from parts(text, found)
    yield from short_forms(text, found)


def other_edges(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """For every network span: its end moved to a head word, its beginning to each place where a name can begin."""
    seen = {(p.start, p.end) for p in found}
    network = sorted({(p.start, p.end, p.kind) for p in found if p.by == "network" and p.kind != "Person"})
    tried: set[tuple[int, int]] = set()
    for start, end, kind in network:
        for stop in ends(text, start, end):
            for begin in beginnings(text, start, stop):
                span = begin, stop
                if span not in seen and span not in tried and 2 <= stop - begin <= 40:
                    tried.add(span)
                    yield Proposal(begin, stop, kind, "edge")


def ends(text: str, start: int, end: int) -> Iterator[int]:
    """The end itself, a longer end where a head word goes on, a shorter one where a joint stands inside."""
    yield end
    known = heads()
    more = starting(known, text, end)
    if more:
        yield end + len(more)
    for joint in ("联合", "会同", "和", "与", "及"):
        cut = text.find(joint, start + 2, end)
        if cut > 0:
            yield cut


def beginnings(text: str, start: int, end: int) -> Iterator[int]:
    """Places left of `end` where a name can begin: the span's own, the clause, behind joints and verbs, at divisions."""
    low = max(0, end - REACH)
    for match in _STOP.finditer(text, low, end - 1):
        low = match.end() if match.end() <= start else low
    if start >= low:
        yield start
    if start - low <= 10:
        yield low
    for _, stop in anchors().longest(text[low:end]):
        if low + stop < end - 1:
            yield low + stop
    for first, stop in division_index().longest(text[low:end]):
        if low + first < end - 1:
            yield low + first
        if low + stop < end - 1:
            yield low + stop


def parts(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """A department right behind a body: 海门区第三人民医院 + 急诊科, 弋新集团 + 党委; proposed with the body and alone."""
    bodies = sorted({(p.start, p.end, p.kind) for p in found if p.kind in BODY_KINDS and p.by in ("network", "level and function")})
    for start, end, kind in bodies:
        match = _PART.match(text, end)
        if match and len(match[0]) > 1:
            inner = "Organization" if kind == "Organization" else "GovernmentBody"
            yield Proposal(start, match.end(), inner, "part")
            if len(match[0]) > 2:
                yield Proposal(end, match.end(), inner, "part alone")


def short_forms(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Places where a stem of a full name stands by itself."""
    full: dict[str, str] = {}
    for p in sorted(found):
        name = text[p.start : p.end]
        if p.by in ("network", "edge", "chain") and len(name) > 2 and p.kind in ("Enterprise", "Organization", *PLACE_KINDS):
            full.setdefault(name, p.kind)
    covered: list[tuple[int, int]] = []
    for name in full:
        covered += [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    taken: set[tuple[int, int]] = set()
    for name in sorted(full):
        for stem in stems(name, full[name]):
            for match in re.finditer(re.escape(stem), text):
                span = match.span()
                if span not in taken and not any(s <= span[0] and span[1] <= e for s, e in covered):
                    taken.add(span)
                    yield Proposal(*span, full[name], "short form")


def stems(name: str, kind: str) -> Iterator[str]:
    """What may stand for a full name later in an article, longest first."""
    if kind in PLACE_KINDS:
        match = _STEM.fullmatch(name)
        if match:
            yield match[1]
        return
    region = len(starting(levels(), name, 0, most=11))
    further = len(starting(levels(), name, region, most=11))
    core = name[region + further :]
    if not core or not all(is_han(c) for c in core[:2]) or not _LEGAL.search(name):
        return
    for size in (6, 5, 4, 3, 2):
        stem = core[:size]
        if len(stem) == size and len(stem) < len(name):
            if region:
                yield name[:region] + stem
            yield stem
            yield stem + "集团"
            yield stem + "公司"

"""Other edges for what may be a name, so that the judge has the right span to choose from.

In: a Scene and the spans that others proposed. Out: Proposals "edge" (the same head, another beginning or end), "part" (a
department or party group right behind a body), "place and function", "person edge" and "short form" (what a full name is called
later: 福建青山绿茶业有限公司 -> 青山绿).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.detect.bodies import functions
from kg.detect.people import likely_ends, surname
from kg.detect.places import LONGEST, levels
from kg.detect.proposals import Proposal, starting
from kg.detect.scene import Scene
from kg.records import BODY_KINDS, PLACE_KINDS
from kg.text import is_han

REACH = 22  # characters that a name reaches back from its head
NEAR = 10
_STOP = re.compile(r"[，。；：！？、\s（）()“”‘’《》—…,;:]")
_PART = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:党委|党组|党总支|党支部|党工委|理事会|监事会|董事会|工会|团委|纪委|办公室|分局|分院|分校|学院|大队|中队|支队|中心|联络处|"
    r"办事处|分公司|分社|分会|项目部|事业部|营业部|研究所|实验室|专班|支行|服务队|(?:[\u4e00-\u9fff]{2}|[一二三四五六七八九十])[科股处室所站系部](?![长员]?[\u4e00-\u9fff]?[会议]))"
)
_PHASE = re.compile(r"[（(]?[一二三四五六首][标]?期[)）]?(?:建设|改造|扩建)?(?:项目|工程)?")
_LEGAL = re.compile(
    r"股份|有限|责任|集团|控股|专业|农民|种植|养殖|农机|果蔬|水产|渔业|牧业|公司|合作社|联合社|分公司|厂|店|[（(][^（()）]*[)）]"
)
_STEM = re.compile(r"([\u4e00-\u9fff]{2,4})(?:庄村|村|镇|乡|街道|社区|嘎查|苏木)$")


def propose(scene: Scene, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Edges, parts and short forms for the spans `found`."""
    yield from other_edges(scene, found)
    yield from parts(scene.text, found)
    yield from of_places(scene.text, found)
    yield from people(scene.text, found)
    yield from short_forms(scene.text, found)


def other_edges(scene: Scene, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """For every network span: its end moved to a head word, its beginning to each place where a name can begin."""
    tried = {(p.start, p.end) for p in found}
    for start, end, kind in sorted({(p.start, p.end, p.kind) for p in scene.network if p.kind != "Person"}):
        for stop in ends(scene, start, end):
            for begin in beginnings(scene, start, stop):
                if (begin, stop) not in tried and 2 <= stop - begin <= 40:
                    tried.add((begin, stop))
                    yield Proposal(begin, stop, kind, "edge")


def ends(scene: Scene, start: int, end: int) -> Iterator[int]:
    """The end itself, a longer one where a head word or a branch goes on, a shorter one where a clause goes on inside."""
    yield end
    heads, divisions = scene.starts["head"], scene.starts["division"]
    if end in heads:
        yield end + heads[end]
    if phase := _PHASE.match(scene.text, end):  # 乡村旅游 + （三期）建设项目
        yield phase.end()
    branch = end + divisions.get(end, 0)
    if branch > end and branch in heads:  # 中国人民银行 + 霍州市 + 支行
        yield branch + heads[branch]
    for place in range(start + 2, end):
        if place in scene.starts["cutter"] or place in scene.starts["joint"]:
            yield place
            break


def beginnings(scene: Scene, start: int, end: int) -> Iterator[int]:
    """Places left of `end` where a name can begin: the span's own, the clause, behind joints and verbs, at divisions."""
    low = max(0, end - REACH)
    for match in _STOP.finditer(scene.text, low, end - 1):
        low = match.end() if match.end() <= start else low
    if start >= low:
        yield start
    if start - low <= NEAR:
        yield low
    ends, starts = scene.ends, scene.starts["division"]
    for place in range(low + 1, end - 1):
        if place in ends["joint"] or place in ends["verb"] or place in ends["division"] or place in starts:
            yield place


def parts(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """A department right behind a body: 新州区第二人民医院 + 急诊科, 宏达集团 + 党委; with the body and alone."""
    rules = ("network", "level and function", "division and function")
    for start, end, kind in sorted({(p.start, p.end, p.kind) for p in found if p.kind in BODY_KINDS and p.by in rules}):
        match = _PART.match(text, end)
        if match and len(match[0]) > 1:
            other = kind == "Organization" or (kind == "Enterprise" and "党" in match[0])
            inner = "Organization" if other else "GovernmentBody"
            yield Proposal(start, match.end(), inner, "part")
            if len(match[0]) > 2:
                yield Proposal(end, match.end(), inner, "part alone")


def of_places(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """A function word right behind a place that only the network knows: 白石镇 + 党委."""
    _, kinds = functions()
    for start, end in sorted({(p.start, p.end) for p in found if p.kind in PLACE_KINDS and p.by in ("network", "chain")}):
        function = starting(kinds, text, end, most=14)
        if len(function) > 1:
            yield Proposal(start, end + len(function), kinds[function], "place and function")


def people(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """People's names one character longer or shorter than the network has them, where what follows fits."""
    for start, end in sorted({(p.start, p.end) for p in found if p.kind == "Person" and p.by == "network"}):
        if surname(text, start):
            for stop in likely_ends(text, start):
                if stop != end:
                    yield Proposal(start, stop, "Person", "person edge")


def short_forms(text: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Places where a stem of a full name stands by itself."""
    full: dict[str, str] = {}
    for p in sorted(found):
        if p.by in ("network", "chain") and p.end - p.start > 2 and p.kind in ("Enterprise", "Organization", *PLACE_KINDS):
            full.setdefault(text[p.start : p.end], p.kind)
    covered = [span for name in full for span in occurrences(text, name)]
    taken: set[tuple[int, int]] = set()
    for name in sorted(full):
        for stem in stems(name, full[name]):
            for start, end in occurrences(text, stem):
                if (start, end) not in taken and not any(s <= start and end <= e for s, e in covered):
                    taken.add((start, end))
                    yield Proposal(start, end, full[name], "short form")


def occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Spans of a word in a text."""
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def stems(name: str, kind: str) -> Iterator[str]:
    """What may stand for a full name later in an article, longest first."""
    if kind in PLACE_KINDS:
        match = _STEM.fullmatch(name)
        if match:
            yield match[1]
        return
    region = len(starting(levels(), name, 0, most=LONGEST))
    further = len(starting(levels(), name, region, most=LONGEST))
    core = name[region + further :]
    if not core or not all(map(is_han, core[:2])) or not _LEGAL.search(name):
        return
    for size in (6, 5, 4, 3, 2):
        stem = core[:size]
        if len(stem) == size < len(name):
            if region:
                yield name[:region] + stem
            yield from (stem, stem + "集团", stem + "公司")

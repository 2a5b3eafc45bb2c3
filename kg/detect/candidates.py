"""What one article knows about each string that may be a name: the evidence that the judge weighs.

In: a text and its Proposals. Out: Candidates, one for each different string that was proposed, with its places, and numbers in
the order of NAMES. What always holds: the evidence of an article does not depend on the articles beside it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.detect.heads import head_of
from kg.detect.people import surname
from kg.detect.places import levels
from kg.detect.proposals import Proposal, starting
from kg.detect.scene import Scene
from kg.detect.vocabulary import everyday, surnames
from kg.records import PLACE_KINDS
from kg.text import is_han

GROUPS = (
    "Person", "Enterprise", "GovernmentBody", "Organization", "Place", "Program", "Initiative", "Event", "PolicyDocument",
    "Product", "Industry",
)  # fmt: skip
RULES = (
    "byline", "photo", "post before", "address", "division full", "division short", "division weak", "chain",
    "division and function", "level and function", "function alone", "quotation", "quotation and head", "figure and head",
    "title", "title, no document word", "edge", "part", "part alone", "short form", "shared head", "practice list",
    "place and function", "person edge", "before speech", "appointed", "sex", "dotted", "verb and head", "number and event",
    "place and goods", "brand", "variety", "signboard", "place and head", "corps", "list item", "before owner",
    "known firm", "faint",
)  # fmt: skip
EDGES = (
    "starts", "clause", "list", "han", "post", "joint", "verb", "division", "of", "quote", "closing quote",
    "right clause", "right list", "right han", "right follower", "right address", "right head", "right of", "right quote",
    "right joint", "right opening quote",
)  # fmt: skip
SHAPES = (
    "length", "times", "quoted", "in quotation", "quotation starts", "quotation ends", "title mark", "figures", "latin",
    "surname", "surname weight", "everyday", "everyday end", *(f"division {k}" for k in PLACE_KINDS[:4]), "division full form",
    "division short form", "division weak form", "starts division", "starts level", "anaphoric",
)  # fmt: skip
COMPANY = (
    "inside", "crossing", "shorter by", "longer by", *(f"around {g}" for g in GROUPS), *(f"mate {g}" for g in GROUPS),
)  # fmt: skip
SETTING = (
    "sentence length", "sentence quotations", "sentence names", "article length", "article quotations", "line", "first place",
    "pause inside", "particle inside", "verb inside", "cutter inside", "mark inside", "joint inside", "list size",
)  # fmt: skip
NAMES = (
    *(f"network {g}" for g in GROUPS), "network share", "network mean", *(f"rule {r}" for r in RULES),
    *(f"grammar {g}" for g in GROUPS), *EDGES, *(f"head {g}" for g in GROUPS), "head length", "head whole",
    *SHAPES, *COMPANY, *SETTING,
)  # fmt: skip
_GROUP = dict.fromkeys(PLACE_KINDS, "Place") | {g: g for g in GROUPS}
_NUMBER = {kind: GROUPS.index(g) for kind, g in _GROUP.items()}
_ANAPHORIC = tuple("该本全我各每某这那此其两几多一等有及和与在由")
_LEVELS = tuple("省市县区州旗盟镇乡村")
_TAIL_KINDS = {"村": "Village", "社区": "Village", "镇": "Township", "乡": "Township", "街道": "Township", "县": "County"}
_PARTY = ("党委", "党工委", "党组", "党支部", "党总支")
_BEHIND = frozenset(("division and function", "place and function"))
_ITEM = {"Village": 4, "Township": 4, "Industry": 8, "Program": 8}  # characters of an item that is surely one name
_RULE = {rule: number for number, rule in enumerate(RULES)}
_JOINT = re.compile("联合|会同|[与和及]")
KEPT = 10_000  # names whose looks are remembered
_TAIL = re.compile(r"[（(][^（()）]*[)）]$|》$|”$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that may be a name, where it was proposed and by which rules, and its evidence in the order of NAMES.

    `place` is the kind it has if it is a place; `certain` the kind that structure alone makes sure of, or "".
    """

    name: str
    spans: tuple[tuple[int, int], ...]
    rules: tuple[str, ...]
    place: str
    certain: str
    evidence: tuple[float, ...]


def collect(scene: Scene, proposals: Iterable[Proposal]) -> list[Candidate]:
    """Every different string that was proposed, in order of first place."""
    found: dict[str, list[Proposal]] = defaultdict(list)
    for p in proposals:
        name = scene.text[p.start : p.end]
        if "》《" not in name and "\n" not in name and not (p.kind == "Person" and "/" in name):
            found[name].append(p)
    made = [_candidate(scene, name, every) for name, every in found.items()]
    return sorted(made, key=lambda c: (c.spans[0], c.name))


def certain_kind(name: str, every: Iterable[Proposal]) -> str:
    """The kind of a party group right behind its place, firm or association (某某镇党委, 某某集团党委), and of items of a list
    that names its head once (大堤、黄虎寨等4个乡镇), or "".
    """
    if not name.endswith(_PARTY):
        return next((p.kind for p in every if p.by == "shared head" and len(name) <= _ITEM.get(p.kind, 0)), "")
    behind = (p.kind for p in every if p.by in _BEHIND or (p.by == "part" and p.kind == "Organization"))
    return next(behind, "")


def place_kind(name: str, every: Iterable[Proposal]) -> str:
    """Which of the six kinds of places: by the division table, then the network and the chain, then the last characters."""
    known = levels().get(name)
    if known and known[1] != "weak":
        return known[0]
    votes: dict[str, float] = defaultdict(float)
    for p in every:
        if p.kind in PLACE_KINDS:
            votes[p.kind] += p.score
    if votes:
        return max(sorted(votes), key=lambda kind: votes[kind])
    return next((kind for tail, kind in _TAIL_KINDS.items() if name.endswith(tail)), "Place")


def _candidate(scene: Scene, name: str, every: Sequence[Proposal]) -> Candidate:
    spans = tuple(sorted({(p.start, p.end) for p in every}))
    times = max(1, scene.text.count(name))
    rules = {p.by for p in every}
    row = _votes(every, times)
    ruled, grammar = [0.0] * len(RULES), [0.0] * len(GROUPS)
    for p in every:
        if p.by in _RULE:
            ruled[_RULE[p.by]] = 1.0
        if p.by not in ("network", "faint"):
            grammar[_NUMBER[p.kind]] = 1.0
    row += ruled
    row += grammar
    row += _edges(scene, spans[:5])
    row += _head(name)
    row += _shape(scene, name, spans, times)
    row += _company(scene, *spans[0])
    row += _setting(scene, name, *spans[0])
    certain = "Person" if "byline" in rules else "PolicyDocument" if "title" in rules else certain_kind(name, every)
    return Candidate(name, spans, tuple(sorted(rules)), place_kind(name, every), certain, tuple(row))


def _votes(every: Sequence[Proposal], times: int) -> list[float]:
    """The network's best probability for each group, how many of the string's places it marked, and how many it expects."""
    best = [0.0] * len(GROUPS)
    places: dict[int, float] = defaultdict(float)
    marked: set[int] = set()
    for p in every:
        if p.by in ("network", "faint"):
            number = _NUMBER[p.kind]
            best[number] = max(best[number], p.score)
            places[p.start] = min(1.0, places[p.start] + p.score)
            if p.by == "network":
                marked.add(p.start)
    return [*best, len(marked) / times, sum(places.values()) / times]


def _edges(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[float]:
    """What stands directly left and right of the places, as shares of them."""
    text, starts, ends = scene.text, scene.starts, scene.ends
    row = [0.0] * len(EDGES)
    for start, end in spans:
        left, right = text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"
        seen = (
            left == "\n", left in "，。；：！？", left == "、", is_han(left), ends["post"].get(start, 0) > 1,
            start in ends["joint"], start in ends["verb"], start in ends["division"], left == "的", left == "“", left == "”",
            right in "，。；：！？\n", right == "、", is_han(right), end in starts["follower"], end in starts["address"],
            starts["head"].get(end, 0), right == "的", right == "”", end in starts["joint"], right == "“",
        )  # fmt: skip
        for number, value in enumerate(seen):
            if value:
                row[number] += value
    return [value / len(spans) for value in row]


@lru_cache(KEPT)
def _head(name: str) -> tuple[float, ...]:
    """Which kinds of things are called by the last word."""
    head, kinds = head_of(_TAIL.sub("", name))
    row = [0.0] * len(GROUPS)
    for rank, kind in enumerate(kinds, 1):
        row[_NUMBER[kind]] = 1.0 / rank
    return (*row, float(len(head)), float(head == name))


def _shape(scene: Scene, name: str, spans: Sequence[tuple[int, int]], times: int) -> list[float]:
    """What the string itself looks like, and its quotation marks."""
    text = scene.text
    quoted = sum([text[s - 1 : s] == "“" and text[e : e + 1] == "”" for s, e in spans]) / len(spans)
    return [float(len(name)), math.log(times), quoted, sum([scene.quoted(s) for s, _ in spans]) / len(spans), *_looks(name)]


@lru_cache(KEPT)
def _looks(name: str) -> tuple[float, ...]:
    """What is known of a string wherever it stands."""
    kind, form = levels().get(name, ("", ""))
    family = surname(name, 0)
    return (
        float(name[0] == "“"), float(name[-1] == "”"), float(name[0] == "《"),
        float(sum(map(str.isdigit, name))), float(sum("a" <= c <= "z" or "A" <= c <= "Z" for c in name)),
        float(family), surname_weight(name, family), float(everyday().get(name, 0)), float(everyday().get(name[-2:], 0)),
        *(float(kind == k) for k in PLACE_KINDS[:4]), float(form == "full"), float(form == "short"), float(form == "weak"),
        float(len(starting(levels(), name, 0, most=8))), float(name.startswith(_LEVELS)), float(name.startswith(_ANAPHORIC)),
    )  # fmt: skip


def surname_weight(name: str, size: int) -> float:
    """How frequent the surname is, as a logarithm."""
    return math.log1p(surnames().get(name[:size], 0.0)) if size else 0.0


def _company(scene: Scene, start: int, end: int) -> list[float]:
    """Names of the network around, inside and across this place, and beside it in a list with 、."""
    inside = crossing = shorter = longer = 0.0
    around, mate = [0.0] * len(GROUPS), [0.0] * len(GROUPS)
    text = scene.text
    before = start - 1 if text[start - 1 : start] == "、" else -1
    after = end + 1 if text[end : end + 1] == "、" else -1
    for p in scene.network:
        if p.start > end + 1:
            break
        if p.end < start - 1:
            continue
        number = _NUMBER[p.kind]
        if p.end == before or p.start == after:
            mate[number] = max(mate[number], p.score)
        elif p.end <= start or p.start >= end or (p.start, p.end) == (start, end):
            continue
        elif p.start <= start and end <= p.end:
            around[number] = max(around[number], p.score)
            longer = max(longer, float(p.end - p.start - (end - start)))
        elif start <= p.start and p.end <= end:
            if p.score > inside:
                inside, shorter = p.score, float(end - start - (p.end - p.start))
        else:
            crossing = max(crossing, p.score)
    return [inside, crossing, shorter, longer, *around, *mate]


def _setting(scene: Scene, name: str, start: int, end: int) -> list[float]:
    """The sentence, line and article around, and words inside that speak against one name."""
    text = scene.text
    length, marks, names = scene.sentence(start)
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return [
        float(length), float(marks), float(names), math.log(len(text)), len(scene.quotations) * 100 / len(text),
        float((stop if stop >= 0 else len(text)) - line), start / len(text),
        *[float(scene.inside(what, start, end)) for what in ("pause", "particle", "verb", "cutter", "mark")],
        float(_JOINT.search(name, 1, len(name) - 1) is not None),
        float(text.count("、", max(0, start - 60), start) + text.count("、", end, end + 60)),
    ]  # fmt: skip

"""What one article knows about each string that may be a name: the evidence that the judge weighs.

In: a text and its Proposals. Out: Candidates, one for each different string that was proposed, with its places, and numbers in the
order of NAMES. What always holds: the evidence of an article does not depend on the articles beside it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.detect.heads import head_of, heads
from kg.detect.people import addresses, followers, posts, surname
from kg.detect.places import levels
from kg.detect.proposals import Proposal, ending, starting
from kg.lexicon import rows, words
from kg.records import PLACE_KINDS
from kg.text import is_han

GROUPS = (
    "Person", "Enterprise", "GovernmentBody", "Organization", "Place", "Program", "Initiative", "Event", "PolicyDocument",
    "Product", "Industry",
)  # fmt: skip
RULES = (
    "byline", "photo", "post before", "address", "division full", "division short", "division weak", "chain",
    "division and function", "level and function", "function alone", "quotation", "quotation and head", "figure and head", "title",
    "title, no document word", "edge", "part", "part alone", "short form", "shared head", "found in list",
)  # fmt: skip
EDGES = (
    "starts", "clause", "list", "han", "post", "joint", "verb", "division", "of", "quote",
    "right clause", "right list", "right han", "right follower", "right address", "right head", "right of", "right quote", "right joint",
)  # fmt: skip
NAMES = (
    *(f"network {g}" for g in GROUPS), "network inner", "network share", "network mean",
    *(f"rule {r}" for r in RULES), *(f"edge {e}" for e in EDGES), *(f"head {g}" for g in GROUPS), "head length", "head whole",
    "length", "times", "quoted", "in quotation", "quotation starts", "quotation ends", "title mark", "figures", "latin",
    "surname", "everyday", "everyday end", "division level", "division form", "starts division", "starts level", "anaphoric",
    "around", "inside", "crossing", "crossing group", "inside group", "shorter by", "longer by", "around group", "sentence length", "sentence quotations", "sentence names", "article length",
    "article quotations", "line", "first place", "mark inside", "particle inside", "verb inside", "joint inside",
)  # fmt: skip
_GROUP = dict.fromkeys(PLACE_KINDS, "Place")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_ANAPHORIC = (
    "该",
    "本",
    "全",
    "我",
    "各",
    "每",
    "某",
    "这",
    "那",
    "此",
    "其",
    "两",
    "几",
    "多",
    "一",
    "等",
    "有",
    "及",
    "和",
    "与",
    "在",
    "由",
)
_LEVELS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "村")
_TAIL_KINDS = (("村", "Village"), ("社区", "Village"), ("镇", "Township"), ("乡", "Township"), ("街道", "Township"), ("县", "County"))
_PARTICLES = re.compile(r"[的了着是在把被让将为]")


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


def group(kind: str) -> str:
    """The six kinds of places as one."""
    return _GROUP.get(kind, kind)


@cache
def everyday() -> dict[str, int]:
    """Everyday words and how frequent they are."""
    return {row["word"]: int(row["rank"]) for row in rows("names/everyday.tsv")}


@cache
def joints() -> frozenset[str]:
    """Words between names that belong to neither."""
    return words("names/joints.tsv")


@cache
def work_verbs() -> frozenset[str]:
    """Verbs before works and events."""
    return words("names/before_work.tsv")


def collect(text: str, proposals: Iterable[Proposal]) -> list[Candidate]:
    """Every different string that was proposed, in order of first place."""
    found: dict[str, list[Proposal]] = defaultdict(list)
    for p in proposals:
        name = text[p.start : p.end]
        if "》《" not in name and "\n" not in name and not (p.kind == "Person" and "/" in name):
            found[name].append(p)
    scene = Scene(text, [p for every in found.values() for p in every if p.by == "network"])
    made = [_candidate(scene, name, every) for name, every in found.items()]
    return sorted(made, key=lambda c: (c.spans[0], c.name))


class Scene:
    """Facts about a text that every candidate asks for."""

    def __init__(self, text: str, network: Sequence[Proposal]) -> None:
        self.text = text
        self.network = sorted(network)
        self.quotations = [m.span() for m in re.finditer(r"“[^“”\n]{1,200}”", text)]
        self.depth = [0] * (len(text) + 1)
        for start, end in self.quotations:
            for i in range(start + 1, end - 1):
                self.depth[i] = 1
        self.sentence: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
        for match in _SENTENCE.finditer(text):
            for i in range(*match.span()):
                self.sentence[i] = match.span()
        self.names_at: dict[tuple[int, int], int] = defaultdict(int)
        self.marks_at: dict[tuple[int, int], int] = defaultdict(int)
        for p in self.network:
            self.names_at[self.sentence[p.start]] += 1
        for start, _ in self.quotations:
            self.marks_at[self.sentence[start]] += 1


def _candidate(scene: Scene, name: str, every: Sequence[Proposal]) -> Candidate:
    text = scene.text
    spans = tuple(sorted({(p.start, p.end) for p in every}))
    first, last = spans[0]
    network = [p for p in every if p.by == "network"]
    times = max(1, text.count(name))
    best = dict.fromkeys(GROUPS, 0.0)
    for p in network:
        best[group(p.kind)] = max(best[group(p.kind)], p.score)
    hit = {(p.start, p.end) for p in network}
    rules = {p.by for p in every}
    row = [*best.values(), 0.0, len(hit) / times, sum(p.score for p in network) / max(1, len(network))]
    row += [float(rule in rules) for rule in RULES]
    edges = [_edges(scene, s, e) for s, e in spans[:6]]
    row += [sum(column) / len(edges) for column in zip(*edges, strict=True)]
    core = re.sub(r"[（(][^（()）]*[)）]$|》$", "", name).removesuffix("”")
    head, kinds = head_of(core)
    row += [1.0 / (1 + kinds.index(g)) if g in kinds else 0.0 for g in GROUPS]
    row += [float(len(head)), float(head == name)]
    row += _shape(scene, name, spans, times)
    row += _company(scene, first, last)
    row += [
        float(len(_PARTICLES.findall(name))),
        float(sum(name.count(v) for v in ("开展", "推进", "实施", "打造", "助力", "推动", "提升"))),
        float(any(j in name[1:-1] for j in ("联合", "会同", "与", "和", "及"))),
    ]
    certain = "Person" if "byline" in rules else "PolicyDocument" if "title" in rules else ""
    return Candidate(name, spans, tuple(sorted(rules)), place_kind(name, every), certain, tuple(row))


def place_kind(name: str, every: Iterable[Proposal]) -> str:
    """Which of the six kinds of places: what the division table says, then the network and the chain, then the last character."""
    known = levels().get(name)
    if known and known[1] != "weak":
        return known[0]
    votes: dict[str, float] = defaultdict(float)
    for p in every:
        if p.kind in PLACE_KINDS:
            votes[p.kind] += p.score
    if votes:
        return max(sorted(votes), key=lambda kind: votes[kind])
    return next((kind for tail, kind in _TAIL_KINDS if name.endswith(tail)), "Place")


def _edges(scene: Scene, start: int, end: int) -> list[float]:
    """What stands directly left and right of one place."""
    text = scene.text
    left, right = text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"
    post = ending(posts(), text, start)
    return [
        float(left == "\n"), float(left in "，。；：！？"), float(left == "、"), float(is_han(left)), float(len(post) > 1),
        float(bool(ending(joints(), text, start))), float(bool(ending(work_verbs(), text, start))),
        float(bool(ending(levels(), text, start, most=6))), float(left == "的"), float(left == "“"),
        float(right in "，。；：！？\n"), float(right == "、"), float(is_han(right)), float(bool(starting(followers(), text, end))),
        float(bool(starting(addresses(), text, end))), float(len(starting(heads(), text, end))), float(right == "的"),
        float(right == "”"), float(bool(starting(joints(), text, end))),
    ]  # fmt: skip


def _shape(scene: Scene, name: str, spans: Sequence[tuple[int, int]], times: int) -> list[float]:
    text = scene.text
    start, end = spans[0]
    division = levels().get(name)
    begins = starting(levels(), name, 0, most=11)
    quoted = sum(text[s - 1 : s] == "“" and text[e : e + 1] == "”" for s, e in spans) / len(spans)
    return [
        float(len(name)), math.log(times), quoted, sum(scene.depth[s] for s, _ in spans) / len(spans),
        float(name.startswith("“")), float(name.endswith("”")), float(name.startswith("《")),
        float(sum(c.isdigit() for c in name)), float(sum("a" <= c.lower() <= "z" for c in name)),
        float(surname(name, 0)), float(everyday().get(name, 0)), float(everyday().get(name[-2:], 0)),
        float(PLACE_KINDS.index(division[0]) + 1 if division else 0),
        float(("full", "short", "weak").index(division[1]) + 1 if division else 0),
        float(len(begins)), float(name.startswith(_LEVELS)), float(name.startswith(_ANAPHORIC)),
    ]  # fmt: skip


def _company(scene: Scene, start: int, end: int) -> list[float]:
    """Other names of the network around, inside and across this place, and the sentence it stands in."""
    around = inside = crossing = 0.0
    longer = who = across = within = shorter = 0.0
    for p in scene.network:
        if p.start >= end:
            break
        if p.end <= start or (p.start, p.end) == (start, end):
            continue
        if p.start <= start and end <= p.end:
            if p.score > around:
                around, longer, who = p.score, float(p.end - p.start - (end - start)), float(GROUPS.index(group(p.kind)) + 1)
        elif start <= p.start and p.end <= end:
            if p.score > inside:
                inside, within = p.score, float(GROUPS.index(group(p.kind)) + 1)
                shorter = float(end - start - (p.end - p.start))
        elif p.score > crossing:
            crossing, across = p.score, float(GROUPS.index(group(p.kind)) + 1)
    sentence = scene.sentence[start]
    line = scene.text.rfind("\n", 0, start) + 1
    stop = scene.text.find("\n", start)
    return [
        around, inside, crossing, across, within, shorter, longer, who, float(sentence[1] - sentence[0]), float(scene.marks_at[sentence]),
        float(scene.names_at[sentence]), math.log(len(scene.text)), len(scene.quotations) * 100 / len(scene.text),
        float((stop if stop >= 0 else len(scene.text)) - line), start / len(scene.text),
        float(sum(scene.text[start:end].count(c) for c in "、，：—")),
    ]  # fmt: skip

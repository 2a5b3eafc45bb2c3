"""One policy settles what the judge thinks of the candidates: which spans stay where they cross or nest, and what is found again.

In: a text and Verdicts. Out: Mentions that may nest but never cross, in order of start, outer first. The order is named:
1 likelier before less likely, a document with its 《》; 2 what crosses a kept span or cuts a division's name goes; 3 what nests
stays only where its kinds may nest, and no body that is the tail of a likelier one; 4 what structure makes certain beside it is
added; 5 what was found is found everywhere in the article; 6 a short place name or a house mark that is only ever part of other
names goes (中国银行 in 中国银行扬州分行).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from kg.detect.bodies import functions
from kg.detect.glued import read_again
from kg.detect.places import LONGEST, levels
from kg.detect.proposals import ending, starting
from kg.detect.structure import ensure
from kg.divisions import divisions
from kg.records import BODY_KINDS, PLACE_KINDS, Mention

WITHIN = {  # outer group -> groups that may lie inside
    "Person": (),
    "Enterprise": ("Place", "Enterprise", "GovernmentBody", "Organization", "Person"),
    "GovernmentBody": ("Place", "Enterprise", "GovernmentBody", "Organization"),
    "Organization": ("Place", "Enterprise", "GovernmentBody", "Organization"),
    "Place": ("Place", "Enterprise", "Organization", "GovernmentBody"),
    "Program": ("Place", "Enterprise", "GovernmentBody", "Organization", "Industry", "Initiative", "Program"),
    "Initiative": ("Place", "Enterprise", "GovernmentBody", "Organization", "Industry", "Product"),
    "Event": ("Place", "Enterprise", "GovernmentBody", "Organization", "Industry", "Product", "Initiative", "Program", "Event"),
    "PolicyDocument": (
        "Place", "Enterprise", "GovernmentBody", "Organization", "Industry", "Product", "Initiative", "Program", "Event",
    ),
    "Product": ("Place",),
    "Industry": ("Place",),
}  # fmt: skip
SURE = 0.8
_LEVELS = frozenset("省市县区州旗盟镇乡")
PROPER = 4  # characters of a name that tells enough without its place


class Verdict(NamedTuple):
    """What the judge thinks of one candidate: `spans` hold its name, `kind` is likeliest, `score` its probability."""

    name: str
    spans: tuple[tuple[int, int], ...]
    kind: str
    score: float
    by: str


def group(kind: str) -> str:
    """The six kinds of places as one."""
    return "Place" if kind in PLACE_KINDS else kind


def settle(text: str, verdicts: Iterable[Verdict]) -> tuple[Mention, ...]:
    """The mentions of one text."""
    ranked = sorted(verdicts, key=lambda v: (-v.score, v.spans[0], v.name))
    kept: list[Mention] = []
    bodies = {(s, e) for v in ranked if v.kind in BODY_KINDS for s, e in v.spans}
    for verdict in ranked:
        for start, end in (with_marks(text, *span, verdict.kind) for span in verdict.spans):
            kind = verdict.kind
            if kind == "Person":
                kind, end = read_again(text, start, end)
            if kind and fits(start, end, kind, kept) and not cuts_division(text, start, end, bodies):
                kept.append(Mention(start, end, kind, text[start:end], verdict.by, verdict.score))
    kept = ensure(text, kept)
    kept += again(text, kept)
    kept = without_house_marks(without_borrowed_places(kept))
    kept += without_their_place(kept)
    return tuple(sorted(kept, key=lambda m: (m.start, -m.end, m.kind)))


def with_marks(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The span of a document with the 《》 right around it: they belong to its name."""
    marked = kind == "PolicyDocument" and text[start - 1 : start] == "《" and text.startswith("》", end)
    return (start - 1, end + 1) if marked else (start, end)


def fits(start: int, end: int, kind: str, kept: Sequence[Mention]) -> bool:
    """Whether a span may stand beside all that is kept."""
    for m in kept:
        if m.end <= start or end <= m.start:
            continue
        if m.start <= start and end <= m.end and (m.end - m.start) > (end - start):
            if group(kind) not in WITHIN[group(m.kind)] or (kind == m.kind and kind in BODY_KINDS and end == m.end):
                return False
        elif start <= m.start and m.end <= end and (m.end - m.start) < (end - start):
            if group(m.kind) not in WITHIN[group(kind)]:
                return False
        else:
            return False
    return True


def cuts_division(text: str, start: int, end: int, bodies: Set[tuple[int, int]]) -> bool:
    """Whether a span is the tail of a body whose division it cuts: 市统计局 in 瑞昌市统计局, where that is thought to be one too
    (in 省委和县委 nothing is cut, though there is a 和县).
    """
    name = ending(levels(), text, start + 1, most=LONGEST) if text[start] in _LEVELS else ""
    return len(name) > 1 and levels()[name][1] == "full" and (start + 1 - len(name), end) in bodies


def again(text: str, kept: Sequence[Mention]) -> list[Mention]:
    """The other places of sure names; a place inside any longer name too, everything else only where nothing is."""
    best: dict[str, Mention] = {}
    for m in sorted(kept, key=lambda m: -m.score):
        if len(m.text) > 2 and m.score >= SURE:
            best.setdefault(m.text, m)
    found: list[Mention] = []
    for name in sorted(best, key=lambda n: (-len(n), n)):
        kind = best[name].kind
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            around = [m for m in (*kept, *found) if m.start < end and start < m.end]
            other = kind in PLACE_KINDS and all(group(m.kind) != "Place" for m in around)
            if not around or (other and fits(start, end, kind, around)):
                found.append(Mention(start, end, kind, name, "found again", best[name].score))
            start = text.find(name, start + 1)
    return found


def without_borrowed_places(kept: Sequence[Mention]) -> list[Mention]:
    """Leaves out short names of divisions that occur only inside other names: 江苏 in 江苏远航公司 is the firm's.

    They stay where the same division is also named by itself or in full (岚县 in 岚县行政审批局).
    """
    inside = {id(m) for m in kept if any(o.start <= m.start and m.end <= o.end and o is not m for o in kept)}
    named: dict[str, bool] = defaultdict(bool)
    for m in kept:
        if m.kind in PLACE_KINDS:
            free = id(m) not in inside or levels().get(m.text, ("", "full"))[1] == "full"
            for code in codes(m.text):
                named[code] |= free
    return [
        m for m in kept
        if m.kind not in PLACE_KINDS or id(m) not in inside or not codes(m.text) or any(named[c] for c in codes(m.text))
    ]  # fmt: skip


def without_house_marks(kept: list[Mention]) -> list[Mention]:
    """Leaves out the first words of a branch that are never alone in the article: 国网 in 国网某县供电公司 is no second firm.

    A firm with its legal form stays (某某集团有限公司 | 某市分公司): the article has named it in full.
    """
    longest: dict[int, str] = {}
    for m in kept:
        if m.kind == "Enterprise":
            longest[m.start] = max(longest.get(m.start, ""), m.text, key=len)
    inside = {
        id(m)
        for m in kept
        if m.kind == "Enterprise" and len(m.text) < len(longest[m.start]) and not m.text.endswith(("公司", "集团"))
        if len(starting(levels(), longest[m.start], len(m.text), most=LONGEST)) > 1
    }
    alone = {m.text for m in kept if id(m) not in inside}
    return [m for m in kept if id(m) not in inside or m.text in alone]


def without_their_place(kept: Sequence[Mention]) -> list[Mention]:
    """Firms, associations and sights without the county before them: 新州区河湾小学 is 河湾小学 to those who know where they are.

    The two forms are one thing; the shorter one lies inside the longer and is left to the identity stage to join.
    """
    taken = {(m.start, m.end) for m in kept}
    found: list[Mention] = []
    for m in kept:
        if m.kind not in ("Enterprise", "Organization", "GovernmentBody", "Place"):
            continue
        starts = [m.start]
        while len(first := starting(levels(), m.text, starts[-1] - m.start, most=LONGEST)) > 1 and levels()[first][1] == "full":
            starts.append(starts[-1] + len(first))
        start = starts[-2 if m.kind == "GovernmentBody" and len(starts) > 1 else -1]  # an office keeps the place it serves
        rest = m.text[start - m.start :]
        known = m.kind == "Organization" and rest in functions()[1]
        if start > m.start and len(rest) >= PROPER and (start, m.end) not in taken and not known:
            found.append(Mention(start, m.end, m.kind, rest, m.by + ", without its place", m.score))
    return found


def codes(name: str) -> tuple[str, ...]:
    """Codes of the divisions called `name`, townships left out."""
    return tuple(d.code for d in divisions().named(name) if d.level not in ("Township", "Village"))

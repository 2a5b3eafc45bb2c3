"""Places by the division table and by chains: 临县 | 白石镇 | 深沟村. In: a text. Out: Proposals of the six kinds of places.

A short form that is also a common word is proposed as weak. Villages are found by their last character behind a township or
county, or behind a word of place; no village is looked up, because the list knows too many common words.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.detect.heads import heads
from kg.detect.proposals import Index, Proposal, starting
from kg.divisions import Division, divisions, other_names
from kg.records import PLACE_KINDS
from kg.text import is_han

_VILLAGE = re.compile(
    r"([\u4e00-\u9fff]{1,5}?)(?:(?:村|社区|嘎查)(?![民委支里口干居官])|(?:庄|屯|寨|堡|坪|沟|湾|坡)(?![\u4e00-\u9fff]?[村社嘎民委支里口干居官]))"
)
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|苏木)(?![政党委域村道亲土里])")
_ROAD = re.compile(r"(?<![A-Za-z0-9])(?:[GSXY]?\d{1,4}(?:国道|省道|县道|乡道|高速公路|高速)|[GS]\d{2,4}(?=[线段、，]))")
_TOWN_AND_VILLAGE = re.compile(r"([\u4e00-\u9fff]{1,4}?[镇乡])[\u4e00-\u9fff]{1,5}(?:村|社区|嘎查)")
_TWICE = re.compile(r"(镇镇|乡乡|村村|县县|市市|区区|旗旗)$")
_LEVEL = re.compile(r"[\u4e00-\u9fff]{1,12}(?:自治[州县旗]|[省市县旗盟镇乡村]|街道|苏木|嘎查|社区|(?<![新园城矿片小山景发社])区)")


LONGEST = 11  # characters of the longest name of a division that is looked for
TAILS = ("县", "市", "区", "州", "盟", "旗")  # former names with one are as whole as those in force: 忻县地区


@cache
def names() -> tuple[Index, dict[str, tuple[Division, ...]]]:
    """All division names, full and short, for lookup."""
    table = divisions()
    return Index([*table.by_name, *other_names()]), table.by_name


@cache
def levels() -> dict[str, tuple[str, str]]:
    """Name -> (kind, "full", "short" or "weak") of the highest division called so."""
    found: dict[str, tuple[str, str]] = {}
    for name, every in divisions().by_name.items():
        first = every[0]
        form = "full" if name == first.name else "weak" if first.ambiguous else "short"
        found[name] = (first.level, form)
    for name, code in other_names().items():
        form = "full" if len(name) > 2 and name.endswith(TAILS) else "short"
        found.setdefault(name, (divisions().by_code[code].level, form))
    return found


@lru_cache(4)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where division names stand: the longest one at each place; the grammars that ask for one text ask one after the other."""
    return tuple(names()[0].longest(text))


def propose(text: str) -> Iterator[Proposal]:
    """Divisions of the table, then townships and villages that follow them in a chain."""
    known = levels()
    free = 0
    for start, end in spans(text):
        if start < free:
            continue
        kind, form = known[text[start:end]]
        yield Proposal(start, end, kind, "division " + form)
        free = end
        if form == "full" or kind in ("County", "Prefecture"):
            yield from _below(text, end, kind)
        if form != "weak":
            yield from _sight(text, start, end)
    for match in _ROAD.finditer(text):
        yield Proposal(*match.span(), "Place", "place and head")


@cache
def sights() -> frozenset[str]:
    """Head words of places of two and more characters."""
    return frozenset(word for word, kinds in heads().items() if kinds[0] == "Place" and len(word) > 1)


def _sight(text: str, start: int, end: int) -> Iterator[Proposal]:
    """A park, market or scenic area that begins with the name of a division; with it and without."""
    for place in range(end, min(end + 8, len(text) - 1)):
        head = starting(sights(), text, place, most=10)
        if head:
            stop = place + len(head)
            yield Proposal(start, stop, "Place", "place and head")
            if place - end > 1:
                yield Proposal(end, stop, "Place", "place and head")
            return
        if not is_han(text[place]) or text[place] in "的了是在将和与为被让把对由等省市县区镇乡村局委":
            return


def cut_chain(proposal: Proposal, text: str) -> Iterator[Proposal]:
    """A place that the network found as one, cut into its levels: 略阳县许家坝镇 -> 略阳县, 许家坝镇."""
    start, end, kind, by, score = proposal
    if text[start] in "月日" and text[:start].rstrip()[-1:].isdigit():  # 今年6月岚县推出, 6 月岚县
        start += 1
    if kind in PLACE_KINDS and _TWICE.search(text, start, end) and is_han(text[end : end + 1] or "。"):  # 某镇镇政府
        end -= 1
    listed = text.find("等", start + 2, end) if kind in PLACE_KINDS else -1
    end = listed if listed > 0 else end  # 某某庄等村
    if end - start < 2:
        return
    if kind in PLACE_KINDS:  # 忻县地区, of which only 忻县 was found; not 临河区域
        whole = starting(levels(), text, start, len(text), most=LONGEST)
        if len(whole) > end - start and levels()[whole][1] == "full" and text[start + len(whole) :][:1] not in ("域", "级"):
            end, kind = start + len(whole), levels()[whole][0]
    while kind in PLACE_KINDS:
        first = starting(levels(), text, start, end, most=LONGEST)
        rest = text[start + len(first) : end]
        if len(first) < 2 or len(rest) < 2 or levels()[first][1] != "full" or not _LEVEL.fullmatch(rest):
            break
        yield Proposal(start, start + len(first), levels()[first][0], by, score)
        start += len(first)
    middle = _TOWN_AND_VILLAGE.fullmatch(text[start:end]) if kind in PLACE_KINDS else None
    if middle:
        yield Proposal(start, start + len(middle[1]), "Township", by, score)
        start += len(middle[1])
    yield Proposal(start, end, kind, by, score)


def _below(text: str, end: int, kind: str) -> Iterator[Proposal]:
    """A township and a village right behind a higher place, unless the table knows what stands there."""
    further = starting(levels(), text, end, most=LONGEST)
    if len(further) > 2 or further[1:] in ("县", "市", "区", "旗"):
        return
    if kind in ("County", "Prefecture"):
        match = _TOWNSHIP.match(text, end)
        if match and len(match[0]) > 2:
            yield Proposal(*match.span(), "Township", "chain")
            end = match.end()
    match = _VILLAGE.match(text, end)
    if match and len(match[0]) >= 2 and not match[1].endswith(("农", "乡", "城乡", "农业", "行政", "自然", "全", "各", "公安局")):
        yield Proposal(*match.span(), "Village", "chain")

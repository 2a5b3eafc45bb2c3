"""Goods and shops by structure: 地名 + 羊肉, “X”牌大米, 岗羊1号; and a signboard beside its owner (…馆老板).

In: a text. Out: Proposals "place and goods", "brand", "variety" of kind Product; "signboard", "before owner" and
"known firm" (农行, 农行某县支行) of kind Enterprise.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.detect.heads import heads
from kg.detect.people import surname
from kg.detect.places import LONGEST, levels, spans
from kg.detect.proposals import Index, Proposal, starting
from kg.detect.vocabulary import everyday, firms, general
from kg.text import is_han

_BRAND = re.compile(r"“[^“”\n]{1,12}”牌|“[^“”\n]{1,11}(?<![招品金奖名王铭务])牌”")
_REST = re.compile(r"[\u4e00-\u9fff]{2,8}(?=[，。；、！？\n）等])")
_VARIETY = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}\d{1,4}号(?![院楼线桥井厅馆文令台泊])|“[\u4e00-\u9fff]{1,6}\d{1,4}号”"
)
_PLANTED = re.compile(
    r"(?:种植|栽种|栽植|栽培|引种|试种|种上|种下|种了|培育|选育|育成)[^，。；：！？“”\n]{0,12}(?=“)((?:“[\u4e00-\u9fff]{1,6}\d{0,4}号?”[、和与及]?)+)"
)
_QUOTED = re.compile("“[^“”]+”")
_OWNER = re.compile(r"老板娘?|店主|店长|掌柜|经营者|经营人|业主|老板兼厨师|创始人|主理人|摊主")
_LED = re.compile(
    r"(?<![^，。；：、！？“”（）\n])([\u4e00-\u9fffA-Za-z0-9]{2,8}?)的?"
    rf"(?:{_OWNER.pattern}|副?总经理|董事长|总裁|创办人|厂长|场长|理事长|园主|坊主|负责人|当家人|合伙人)(?=([\u4e00-\u9fff]{{2}}))"
)
_STOP = re.compile(r"[，。；：！？、\s（）()《》—…]")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{0,12}?(?:支行|分行|分理处|营业部|营业厅|支局|分公司|支公司|供电公司|供电局|供电所|加油站)")
_LOOSE = frozenset("的了在是由向被把对和与及该这那其各总副原新任")
GAP = 4  # characters between the place and the goods (有机, 红心, 高山)
SIGN = 10


@cache
def goods() -> frozenset[str]:
    """Head words of goods."""
    return frozenset(word for word, kinds in heads().items() if "Product" in kinds and len(word) > 1)


@cache
def shops() -> Index:
    """Head words of firms that hang out a signboard."""
    return Index(word for word, kinds in heads().items() if kinds[0] == "Enterprise")


def propose(text: str) -> Iterator[Proposal]:
    """Goods behind a place and of a brand, plant varieties, shops, firms before their head, firms known everywhere."""
    yield from of_places(text)
    for match in _BRAND.finditer(text):
        start, end = match.span()
        word, place = first_goods(text, end)
        rest = _REST.match(text, end)
        yield Proposal(start, place + len(word) if word else rest.end() if rest else end, "Product", "brand")
    for match in _VARIETY.finditer(text):
        yield Proposal(*match.span(), "Product", "variety")
    for match in _PLANTED.finditer(text):
        for sort in _QUOTED.finditer(text, *match.span(1)):
            yield Proposal(*sort.span(), "Product", "variety")
    yield from signboards(text)
    yield from led(text)
    yield from known(text)


def of_places(text: str) -> Iterator[Proposal]:
    """The name of a division, at most GAP characters, goods."""
    for start, end in spans(text):
        if levels()[text[start:end]][1] == "weak" and start and is_han(text[start - 1]):
            continue
        word, place = first_goods(text, end)
        if word:
            yield Proposal(start, place + len(word), "Product", "place and goods")


def first_goods(text: str, start: int) -> tuple[str, int]:
    """The first word for goods from `start` on, at most GAP characters further, and its place; "" if there is none."""
    for place in range(start, min(start + GAP + 1, len(text))):
        word = starting(goods(), text, place)
        if word:
            return word, place
        if not is_han(text[place]) or text[place] in "的了是在将和与为被让把对由等有市县区镇乡村产出卖":
            break
    return "", start


def signboards(text: str) -> Iterator[Proposal]:
    """A name that ends like a shop's right before the word for its owner, from the last mark, 的 or 在 on."""
    for first, last in shops().longest(text):
        if not _OWNER.match(text, last):
            continue
        low = max(0, last - SIGN)
        for match in _STOP.finditer(text, low, first):
            low = match.end()
        for place in range(first - 1, low - 1, -1):
            if text[place] in "的在是家了和与":
                low = place + 1
                break
        mark = text.rfind("”", low, first)
        low = max(text.rfind("“", 0, mark), 0) if mark >= 0 else low
        while place := len(full_place(text, low, first)):
            low += place
        if last - low >= 3 and low < first:
            yield Proposal(low, last, "Enterprise", "signboard")


def led(text: str) -> Iterator[Proposal]:
    """What stands alone before the post of a firm's head and a person: 杞小满负责人虎占花."""
    for match in _LED.finditer(text):
        name, start = match[1], match.start(1)
        bare = name in general() or name in heads() or set(name) & _LOOSE or full_place(text, start, match.end())
        if surname(text, match.start(2)) and not bare:
            yield Proposal(start, match.end(1), "Enterprise", "before owner")


@cache
def national() -> Index:
    """Firms that are known everywhere."""
    return Index(firms())


def known(text: str) -> Iterator[Proposal]:
    """A firm of the whole country, and its branch: 农行, 国网某县供电公司."""
    done = 0
    for start, end in national().longest(text):
        if start < done or overlapped(text, start, end):
            continue
        done = end
        yield Proposal(start, end, "Enterprise", "known firm")
        branch = _BRANCH.match(text, end)
        if branch and not set(branch[0]) & _LOOSE:
            yield Proposal(start, branch.end(), "Enterprise", "known firm")


def overlapped(text: str, start: int, end: int) -> bool:
    """Whether an everyday word lies across an edge: 粮食 in 其中粮食."""
    across = ((i, j) for edge in (start, end) for i in range(max(edge - 3, 0), edge) for j in range(edge + 1, i + 5))
    return any(text[i:j] in everyday() for i, j in across if j <= len(text))


def full_place(text: str, start: int, limit: int) -> str:
    """The division name that starts here, in full."""
    word = starting(levels(), text, start, limit, most=LONGEST)
    return word if len(word) > 2 and levels()[word][1] == "full" else ""

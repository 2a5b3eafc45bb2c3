"""What a figure measures, in the words of the text: 总投资 in 总投资约5.4亿元, 企业 in 12家企业, 固定资产投资同比增长 in a list.

In: a text, its Amounts and where names in it end. Out: one noun phrase for every amount, never empty. The noun stands before the
number or, for things that are counted, behind the unit; names, adverbs and verbs between are no part of it.
"""

import re
from bisect import bisect_right
from functools import cache

from kg import lexicon
from kg.facts.numbers import Amount

LONGEST = 18
_THINGS = 10  # characters of a thing counted
_MARKS = re.compile("[，。；：！？、,;:!?（）()“”‘’《》\n—…]")
_SINCE = re.compile("(?:由|从)(?:(?:去|前|上|当)年|(?:19|20)[0-9]{2}年|过去|原来|最初|年初|此前|以前)的?$")
_FROM = re.compile(r"(?:由|从)[^，。；：！？\n]{1,24}$")
_THING = re.compile(r"(?:的|多|余)?([一-鿿]{2,14})")
_WHEN = re.compile(
    "(?:(?:截至|截止|到|自)?(?:[0-9]{4}年|[0-9]{1,2}月份?|[0-9]{1,2}日)(?:上半年|下半年|底|末|初|以来|度|上旬|中旬|下旬)?)+"
)
_AND_OTHERS = re.compile(
    "等(?:[0-9〇一二三四五六七八九十两多余]*(?:多|余)?[个家名位])?(?:[地国县市区镇](?!级)|村(?![级民]))?"
)  # 甲公司、乙公司等12家企业
_LEFT = "节段会展中内里外上下时后前间"  # what a name or 等 may leave behind: 在…文化|节, 项目一期|段, …小镇|内
_QUOTED = re.compile(r"[“‘]([一-鿿]{2,12})[”’]$")
_AFTER = re.compile("[的和与及在为是有对把将被由从以等了就也都已均共到达参进入获得实现完成出位]")
_CUT = re.compile("[后的了在有是和与及对把将为达至到由从以让给被向于]")


@cache
def _words(role: str) -> tuple[str, ...]:
    rows = (r["word"] for r in lexicon.rows("facts/properties.tsv") if r["role"] == role)
    return tuple(sorted(rows, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Leads at the start, tails at the end, whole words, and a change and nothing else."""
    lead, tail, whole, change = ("|".join(map(re.escape, _words(role))) for role in ("lead", "tail", "whole", "change"))
    return re.compile(f"(?:{lead}){{1,4}}"), re.compile(f"(?:{tail}){{1,4}}$"), re.compile(whole), re.compile(f"(?:{change})$")


def properties_of(text: str, found: list[Amount], name_ends: list[int]) -> list[str]:
    """The property of every amount of a text; `name_ends` are the ends of names, in any order."""
    ends = sorted(name_ends)
    out: list[str] = []
    noun = ""  # what the last figure of the sentence measured, without its change
    last = 0
    for n, amount in enumerate(found):
        if n and amount.start == found[n - 1].start:  # the upper end of a range
            out.append(out[-1])
            continue
        if re.search("[。！？\n]", text[last : amount.start]):
            noun = ""
        words = _telling(_before(text, amount, ends, last if n else 0).replace("分别", ""))
        change = _patterns()[3].fullmatch(words) if words else None
        if change and noun:
            words = noun + words
        elif amount.family == "share" and not words and out and text[last : amount.start] in ("、", "和", "，"):
            words = out[-1]
        if not change and words:
            noun = words
        if amount.unit in _units_with_property():
            words = ""
        counted = amount.family in ("count", "people")
        thing = _after(text, amount) if (counted or len(words) < 2) and amount.unit not in _units_with_property() else ""
        out.append((_telling(thing) if thing else words) or _family(amount))
        last = amount.end
    return out


def _telling(words: str) -> str:
    """The words, if they can be the name of a property; none where they are the rest of a clause (攒下, 家里拿, 签订)."""
    return "" if words.endswith(_words("dull")) else words


def _before(text: str, amount: Amount, ends: list[int], last: int) -> str:
    """The noun before a number: since the last mark, name or figure, without adverbs before it and verbs behind it."""
    clause = max(
        (m.end() for m in _MARKS.finditer(text, max(0, amount.start - 40), amount.start)), default=max(0, amount.start - 40)
    )
    stop = amount.start
    rise = _FROM.search(text, clause, stop)
    since = _SINCE.search(text, clause, stop)
    if since:
        stop = since.start()
    elif rise and last > rise.start():
        stop = rise.start()  # 满意度由八成提高到九成: the noun stands before 由
    if last > clause and not (rise and not since and last > rise.start()):
        clause = last
    place = bisect_right(ends, stop) - 1
    name_end = ends[place] if place >= 0 else 0
    start = max(clause, name_end)
    words = text[start:stop].strip()
    if not words and name_end < clause and (quoted := _QUOTED.search(text, max(0, stop - LONGEST), stop)):
        return quoted[1]  # “长者食堂”218家
    _, tail, whole, _ = _patterns()
    words = tail.sub("", words)
    kept = [m.span() for m in whole.finditer(words)]
    cut = max((m.end() for m in _CUT.finditer(words) if not any(a <= m.start() < b for a, b in kept)), default=0)
    words = words[cut:]
    others = _AND_OTHERS.match(words)
    words = words[others.end() :] if others else words
    if others or (start == name_end and not cut):
        words = _without_leftover(words)
    noun = _without_leads(words)
    words = words if not noun and _heads().fullmatch(words) else noun
    return words if re.fullmatch(f"[一-鿿A-Za-z0-9％%.]{{2,{LONGEST}}}", words) else ""


def _without_leads(words: str) -> str:
    """A noun without the adverbs and times before it; 近视率 keeps its 近."""
    lead, _, whole, _ = _patterns()
    for pattern in (lead, _WHEN, lead):
        first = pattern.match(words)
        if first and not (first.end() == 1 and whole.match(words)):
            words = words[first.end() :]
    return words


def _without_leftover(words: str) -> str:
    """What follows a name, without the end of that name or a word of place that belongs to it: 节开幕签约项目, 内新装变压器."""
    if words[:1] in tuple(_LEFT) and not any(words[:n] in _known() for n in (2, 3, 4)) and not _patterns()[2].match(words):
        return words[1:]
    return words


@cache
def _known() -> frozenset[str]:
    """Words of everyday news."""
    return frozenset(r["word"] for r in lexicon.rows("frequencies.tsv"))


@cache
def _deeds() -> re.Pattern[str]:
    """Behind a noun for somebody or something that acts, a verb or adverb: 农户|种植辣椒; but no 企业服务中心."""
    ends, verbs, things = (_words(role) for role in ("head", "verb", "thing"))
    short, long = ("|".join(w for w in ends if (len(w) == 1) is one) for one in (True, False))
    return re.compile(f"(?:(?<=[一-鿿])(?:{short})|{long})(?=(?:{'|'.join(verbs)})(?!{'|'.join(things)}))")


@cache
def _heads() -> re.Pattern[str]:
    """Words that end in a noun which counts as one."""
    return re.compile(f"[一-鿿]*(?:{'|'.join(_words('head'))})")


def _after(text: str, amount: Amount) -> str:
    """The thing counted: up to the next verb or particle behind the unit."""
    found = _THING.match(text, amount.end)
    if not found:
        return ""
    words = found[1]
    kept = [m.span() for m in _patterns()[2].finditer(words)]
    cut = next((m.start() for m in _AFTER.finditer(words) if not any(a <= m.start() < b for a, b in kept)), len(words))
    deed = _deeds().search(words[:cut])
    words = words[: deed.end() if deed else cut]
    if len(words) > _THINGS:
        noun = _heads().match(words[:_THINGS])
        words = noun[0] if noun else ""
    return words if len(words) > 1 and not _patterns()[1].fullmatch(words) else ""


@cache
def _families() -> dict[str, str]:
    return {r["word"]: r["meaning"] for r in lexicon.rows("facts/properties.tsv") if r["role"] in ("family", "unit")}


@cache
def _units_with_property() -> frozenset[str]:
    """Units that say by themselves what they measure: 岁."""
    return frozenset(_words("unit"))


def _family(amount: Amount) -> str:
    return _families().get(amount.unit) or _families()[amount.family]

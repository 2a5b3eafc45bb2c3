"""What a figure measures, in the words of the text: 总投资 in 总投资约5.4亿元, 企业 in 12家企业, 固定资产投资同比增长 in a list.

In: a text, its Amounts and where names in it end. Out: one noun phrase for every amount, never empty. The noun stands before the
number or, for things that are counted, behind the unit; names, adverbs and verbs between are no part of it.
"""

import re
from bisect import bisect_right
from functools import cache

from kg import lexicon
from kg.facts.amounts import Amount

LONGEST = 14
_MARKS = re.compile("[，。；：！？、,;:!?（）()“”‘’《》\n—…]")
_FROM = re.compile(r"(?:由|从)[^，。；：！？\n]{1,24}$")
_THING = re.compile(r"(?:的|多|余)?([一-鿿]{2,10})")
_AFTER = re.compile("[的和与及在为是有对把将被由从以等了就也都已均共到达参进入获得实现完成出位]")
_CUT = re.compile("[的了在有是和与及对把将为达至到由从以让给被向于]")


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
        if re.search("[。！？\n]", text[last : amount.start]):
            noun = ""
        words = _before(text, amount, ends, last if n else 0).replace("分别", "")
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
        out.append(thing or words or _family(amount))
        last = amount.end
    return out


def _before(text: str, amount: Amount, ends: list[int], last: int) -> str:
    """The noun before a number: since the last mark, name or figure, without adverbs before it and verbs behind it."""
    clause = max(
        (m.end() for m in _MARKS.finditer(text, max(0, amount.start - 40), amount.start)), default=max(0, amount.start - 40)
    )
    stop = amount.start
    rise = _FROM.search(text, clause, stop)
    if rise and last > clause:
        stop = rise.start()  # 满意度由八成提高到九成: the noun stands before 由
    elif last > clause:
        clause = last
    place = bisect_right(ends, stop) - 1
    start = max(clause, ends[place] if place >= 0 else 0)
    words = text[start:stop].strip()
    lead, tail, whole, _ = _patterns()
    words = tail.sub("", words)
    kept = [m.span() for m in whole.finditer(words)]
    cut = max((m.end() for m in _CUT.finditer(words) if not any(a <= m.start() < b for a, b in kept)), default=0)
    words = words[cut:]
    first = lead.match(words)
    words = words[first.end() :] if first else words
    return words if re.fullmatch(f"[一-鿿A-Za-z0-9％%.]{{2,{LONGEST}}}", words) else ""


def _after(text: str, amount: Amount) -> str:
    """The thing counted: up to the next verb or particle behind the unit."""
    found = _THING.match(text, amount.end)
    if not found:
        return ""
    words = _AFTER.split(found[1])[0]
    return words if len(words) > 1 else ""


@cache
def _families() -> dict[str, str]:
    return {r["word"]: r["meaning"] for r in lexicon.rows("facts/properties.tsv") if r["role"] in ("family", "unit")}


@cache
def _units_with_property() -> frozenset[str]:
    """Units that say by themselves what they measure: 岁."""
    return frozenset(_words("unit"))


def _family(amount: Amount) -> str:
    return _families().get(amount.unit) or _families()[amount.family]

"""Figures that are printed without a unit: 去年赚了八万七, 62万群众, 粉丝22万, 今年五十七, 三分之一, 一半, 六大板块, 三两.

In: a text in half width. Out: Amount records in order of place; the words around the number say what unit is meant. The same
place may be read as a figure with a unit too (`kg.facts.amounts`), which goes first.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg import lexicon
from kg.facts.numbers import BIG, HAN, NUMBER, STOP, Amount, multiplied, number, written

_AGES = range(3, 120)
_LOOSE = rf"(?<![0-9])[0-9]{{1,9}}+(?:\.[0-9]{{1,6}}+)?+|(?<![{HAN}])[{HAN}]{{1,9}}+(?:点[〇零一二三四五六七八九]{{1,6}}+)?+"
_SIGNS = {  # one of them must stand in the text
    "behind": BIG, "before": BIG, "part": ("分之",), "half": ("半",), "group": ("大",), "tael": ("两",),
}  # fmt: skip
_SMALL = "[0-9]{1,2}|[一二两三四五六七八九十]{1,2}"


@cache
def marks() -> tuple[str, str]:
    """Patterns of the approximate marks before and after a number."""
    rows = sorted(((r["word"], r["side"]) for r in lexicon.rows("facts/approximate.tsv")), key=lambda m: (-len(m[0]), m[0]))
    before, after = ("|".join(word for word, side in rows if side == wanted) for wanted in ("before", "after"))
    return before, after


@cache
def of_role(role: str) -> str:
    """The words of one role of `facts/bare.tsv` as a pattern, longest first."""
    words = (r["word"] for r in lexicon.rows("facts/bare.tsv") if r["role"] == role)
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def _money_words() -> re.Pattern[str]:
    words = sorted((r["word"] for r in lexicon.rows("facts/classes.tsv") if r["class"] == "money"), key=lambda w: (-len(w), w))
    money = "|".join((*map(re.escape, words), of_role("money")))
    return re.compile(rf"(?:{money})(?:了|出|着|的|过|是|就|成|到|达|约|近|超|超过|将近|共|又){{0,2}}$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    before, after = marks()
    lead, trail = rf"(?P<before>{before})?", rf"(?P<after>{after})?"
    big = r"(?P<mark>余|多|来)?个?(?P<big>[百千]?[万亿])?(?P<mark2>余|多)?"
    verbs = "已|也|就|有|共|达到|达|为|是|到|从|由|的"
    return {
        "money": re.compile(rf"{lead}(?P<number>{NUMBER}){big}{STOP}"),
        "behind": re.compile(
            rf"{lead}(?P<number>{_LOOSE}){big}(?=(?:{of_role('adjective')})?(?:{of_role('people')}|{of_role('household')}))"
        ),
        "before": re.compile(rf"(?:{of_role('before')})(?:数|总数|总量)?(?:{verbs}){{0,2}}{lead}(?P<number>{_LOOSE}){big}{STOP}"),
        "age": re.compile(
            rf"(?:{of_role('age')}|(?=[五六七八九]十有[一二三四五六七八九]))"
            rf"(?P<number>[0-9]{{2,3}}|[{HAN}]{{2,3}})(?:有(?P<more>[一二三四五六七八九]))?(?=了|{STOP[3:]}"
        ),
        "part": re.compile(rf"{lead}(?<![{HAN}0-9])(?P<below>{_SMALL})分之(?P<number>{_SMALL})(?![0-9{HAN}]){trail}"),
        "half": re.compile(rf"{lead}(?P<number>一半|半数|(?<=过)半(?=数|{STOP[3:]}){trail}"),
        "group": re.compile(rf"(?<![第{HAN}0-9])(?P<number>{_SMALL})大(?={of_role('group')})"),
        "tael": re.compile(rf"(?<![{HAN}0-9])(?P<number>半|{_SMALL})两(?:(?P<tail>[一二三四五六七八九])?{STOP}|(?=钱|重|多重))"),
    }


def bare(plain: str) -> Iterator[Amount]:
    """The figures without a unit, kind by kind; places may overlap."""
    readers = {"money": _money, "behind": _people, "before": _people, "age": _age, "part": _part, "half": _half,
               "group": _group, "tael": _tael}  # fmt: skip
    for kind, pattern in _patterns().items():
        if not any(sign in plain for sign in _SIGNS.get(kind, ("",))):
            continue
        for m in pattern.finditer(plain):
            found = readers[kind](plain, m)
            if found is not None:
                yield found


def _figure(m: re.Match[str], value: Decimal, unit: str, printed: str, family: str, approx: str) -> Amount:
    return Amount(m.start(), m.end(), m.start("number"), m.end("number"), written(value), unit, printed, family, approx)


def _money(plain: str, m: re.Match[str]) -> Amount | None:
    """八万七, 12个亿: a sum without 元; only behind a word of money."""
    value = number(m["number"])
    if value is None or not (m["big"] or (m["number"][0] in HAN and value >= 100)):
        return None
    if not _money_words().search(plain[max(0, m.start() - 9) : m.start()]):
        return None
    approx = m["before"] or m["mark"] or m["mark2"] or ""
    return _figure(m, multiplied(value, m["big"]), "元", m["big"] or "", "money", approx)


def _people(plain: str, m: re.Match[str]) -> Amount | None:
    """62万群众, 3.2万农户, 粉丝22万: people, or households, without 人; small numbers want their measure word."""
    value = number(m["number"])
    if value is None or not (m["big"] or (m["number"][-1] in BIG and len(m["number"]) > 1)):
        return None
    households = re.match(of_role("household"), plain[m.end() : m.end() + 2])
    approx = m["before"] or m["mark"] or m["mark2"] or ""
    return _figure(m, multiplied(value, m["big"]), "户" if households else "人", m["big"] or "", "people", approx)


def _age(plain: str, m: re.Match[str]) -> Amount | None:
    """今年五十七, 年届五十八, 七十有三."""
    value = number(m["number"])
    if value is None:
        return None
    value += number(m["more"] or "零") or 0
    return _figure(m, value, "岁", "", "time", "") if value in _AGES else None


def _part(plain: str, m: re.Match[str]) -> Amount | None:
    """三分之一 as 33.3 %, 四分之三 as 75 %."""
    below, above = number(m["below"]), number(m["number"])
    if not below or not above or above >= below:
        return None
    value = (above * 100 / below).quantize(Decimal("0.1"))
    return _figure(m, value, "%", "%", "share", m["before"] or m["after"] or "")


def _half(plain: str, m: re.Match[str]) -> Amount | None:
    """一半 as 50 %."""
    return _figure(m, Decimal(50), "%", "%", "share", m["before"] or m["after"] or "")


def _group(plain: str, m: re.Match[str]) -> Amount | None:
    """六大板块."""
    value = number(m["number"])
    unit = "类" if plain.startswith("类", m.end()) else "个"
    return None if value is None else _figure(m, value, unit, "大", "count", "")


def _tael(plain: str, m: re.Match[str]) -> Amount | None:
    """三两, 二两八: weights; two and more stand before other measure words (两个)."""
    value = Decimal("0.5") if m["number"] == "半" else number(m["number"])
    if value is None:
        return None
    if m["tail"]:
        value += (number(m["tail"]) or Decimal(0)) / 10
    return _figure(m, value, "两", "两", "weight", "")

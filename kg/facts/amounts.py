"""Figures in a text: 5.4亿元, 三座, 四成, 8700余次, 百分之十一, each as a number and a unit with the words that say so.

In: a text. Out: Amount records in order of place. Dates, clock times, ordinals and numbers of documents are no figures.
`value` is a plain decimal number in the base unit (万 and 亿 multiplied out, 兆瓦 as 千瓦): 5.4亿元 is 540000000 元.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import lexicon
from kg.text import half_width

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10_000, "亿": 100_000_000}
_HAN = "〇零一二两三四五六七八九十百千万亿"
_DATE_BEFORE = re.compile(r"(?:第|星期|周|农历|初|编号|电话|号)$")
_NO_DURATION = re.compile(r"[0-9]{4}$")
_EACH = re.compile(r"每(?:一)?([一-鿿]{1,3}?)(?:[^，。；！？、0-9\n]{0,7})$")
_ONE_OF = re.compile(r"[（(]?(?:一|每|/|／)([一-鿿]{1,2})")


@dataclass(frozen=True, slots=True)
class Amount:
    """`text[start:end]` with its approximate mark; the number itself is `text[number_start:number_end]`."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: str
    unit: str
    printed: str
    family: str
    approx: str


@cache
def _pattern() -> re.Pattern[str]:
    units = sorted((r["unit"] for r in lexicon.rows("facts/units.tsv")), key=lambda u: (-len(u), u))
    marks = sorted(((r["word"], r["side"]) for r in lexicon.rows("facts/approximate.tsv")), key=lambda m: (-len(m[0]), m[0]))
    before, after = ([word for word, side in marks if side == wanted] for wanted in ("before", "after"))
    one = "|".join(map(re.escape, units))
    return re.compile(
        rf"(?P<before>{'|'.join(before)})?"
        rf"(?:(?P<per>百分之)(?P<share>[0-9.]{{1,9}}+|[{_HAN}点]{{1,9}}+)|"
        rf"(?P<number>(?<![0-9])[0-9]{{1,15}}+(?:[,，][0-9]{{3}}){{0,5}}+(?:\.[0-9]{{1,9}}+)?+"
        rf"|(?<![{_HAN}])[{_HAN}]{{1,15}}+(?:点[{_HAN}]{{1,9}}+)?+)"
        rf"(?P<mark>余|多|来)?(?P<big>[百千]?[万亿]{{1,2}})?(?P<mark2>余|多)?(?P<unit>{one})(?P<per2>[/／](?:{one}|月|人))?)"
        rf"(?P<half>半)?(?P<after>{'|'.join(after)})?"
    )


@cache
def _units() -> dict[str, tuple[str, Decimal, str]]:
    return {r["unit"]: (r["family"], Decimal(r["factor"]), r["base"] or r["unit"]) for r in lexicon.rows("facts/units.tsv")}


def amounts(text: str) -> list[Amount]:
    """All figures of a text."""
    plain = half_width(text)
    found = []
    for m in _pattern().finditer(plain):
        amount = _amount(plain, text, m)
        if amount is not None:
            found.append(amount)
    return found


def _amount(plain: str, text: str, m: re.Match[str]) -> Amount | None:
    group = "share" if m["per"] else "number"
    words = m[group]
    value = number(words)
    start, end = m.start("per" if m["per"] else "number"), m.end()
    if value is None or _DATE_BEFORE.search(plain[max(0, start - 3) : start]):
        return None
    if m["per"]:
        return Amount(m.start(), end, start, m.end(group), _written(value), "%", "%", "share", m["before"] or m["after"] or "")
    unit = m["unit"]
    if _is_time(plain, m, words, unit) or _is_word(words, unit, m):
        return None
    for char in m["big"] or "":
        value *= BIG.get(char) or POWERS[char]
    family, factor, base = _units()[unit]
    if m["half"]:
        value += Decimal("0.5") * (BIG.get((m["big"] or "x")[-1], 1))
    per = m["per2"] or (_rate(plain, m) if family == "money" else "")
    printed = text[m.end("number") : m.end("per2") if m["per2"] else m.end("unit")]
    approx = m["before"] or m["mark"] or m["mark2"] or m["after"] or ""
    return Amount(m.start(), end, start, m.end("number"), _written(value * factor), base + per, printed, family, approx)


def _rate(plain: str, m: re.Match[str]) -> str:
    """/斤 for 每斤收6元 and 6元一斤: what the money is paid for, when that is a unit or a span of time."""
    before, after = _EACH.search(plain[max(0, m.start() - 11) : m.start()]), _ONE_OF.match(plain, m.end())
    for found in (before, after):
        for size in (3, 2, 1):
            if found and (found[1][:size] in _units() or found[1][:size] == "月") and len(found[1]) >= size:
                return "/" + found[1][:size]
    return ""


def _is_time(plain: str, m: re.Match[str], words: str, unit: str) -> bool:
    """2024年, 5月6日, 9时: points in time, not figures."""
    follows = plain[m.end("unit") : m.end("unit") + 1]
    if unit == "年":
        long = len(words) == 4 or (words.isdigit() and int(words) > 100)
        return long or bool(_NO_DURATION.search(words)) or follows in tuple("级度代初底末")
    if unit in ("分", "秒", "节"):
        return plain[m.start("number") - 1 : m.start("number")] in ("时", "点", ":")
    return False


def _is_word(words: str, unit: str, m: re.Match[str]) -> bool:
    """一个, 一些, 一次: 一 with a unit of counting says no figure; neither does 百姓 or 万里."""
    if words in ("一", "几", "十", "百", "千", "万", "亿", "〇", "零") and not m["big"]:
        return _units()[unit][0] in ("count", "people", "other", "time") or words in ("百", "千", "万", "亿")
    return words[0] in "万亿" or (words in ("两", "一") and unit in ("岸", "方", "面", "道", "把", "口", "下"))


def number(words: str) -> Decimal | None:
    """3,000, 5.4, 三十八, 两万四千, 十三点五, 二〇二四 as a number; None when it is none."""
    if words[0].isdigit():
        return Decimal(re.sub("[,，]", "", words))
    whole, _, part = words.partition("点")
    value = _han(whole)
    if value is None or not part:
        return value
    if any(c not in DIGITS for c in part):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in part))


def _han(words: str) -> Decimal | None:
    if not words:
        return None
    if all(c in DIGITS for c in words):
        return Decimal("".join(str(DIGITS[c]) for c in words))
    total, section, digit, last = 0, 0, 0, 0
    for char in words:
        if char in DIGITS:
            digit, last = DIGITS[char], last if DIGITS[char] else 10
        elif char in POWERS:
            section += (digit or 1) * POWERS[char]
            digit, last = 0, POWERS[char]
        else:
            total = (total + section + digit) * BIG[char] if char == "亿" else total + (section + digit) * BIG[char]
            section, digit, last = 0, 0, BIG[char]
    tail = digit * last // 10 if digit and last > 10 else digit
    return Decimal(total + section + tail)


def _written(value: Decimal) -> str:
    """A decimal number without exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"

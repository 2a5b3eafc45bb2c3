"""Figures in a text: 5.4亿元, 三座, 四成, 8700余次, 百分之十一, each as a number and a unit with the words that say so.

In: a text. Out: Amount records in order of place. Dates, clock times, ordinals and numbers of documents are no figures.
`value` is a plain decimal number in the base unit (万 and 亿 multiplied out, 兆瓦 as 千瓦): 5.4亿元 is 540000000 元.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg import lexicon
from kg.text import half_width

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10_000, "亿": 100_000_000}
PARTS = {"百": "%", "千": "‰", "万": "‱"}
_HAN = "〇零一二两三四五六七八九十百千万亿"
_NUMBER = (
    rf"(?<![0-9])[0-9]{{1,15}}+(?:[,，][0-9]{{3}}){{0,5}}+(?:\.[0-9]{{1,9}}+)?+"
    rf"|(?<![{_HAN}])[{_HAN}]{{1,15}}+(?:点[{_HAN}]{{1,9}}+)?+"
)
_STOP = r"(?=[，。；、！？：,;!?:“”（）()\n]|$)"
_ORDINAL_BEFORE = re.compile(r"(?:第|星期|周|农历|初|编号|号)$")
_EACH = re.compile(r"每(?:一)?([一-鿿]{1,3}?)(?:[^，。；！？、0-9\n]{0,7})$")
_ONE_OF = re.compile(r"[（(]?(?:一|每|/|／)([一-鿿]{1,2})")
_LASTING = re.compile(rf"(?:(?P<hours>{_NUMBER})个?小时)?(?P<minutes>(?:{_NUMBER}))分(?:钟)?(?:(?P<seconds>{_NUMBER})秒)?")
_LOW = re.compile(
    rf"(?P<number>[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?|[{_HAN}]{{1,9}})(?P<big>[百千]?[万亿])?(?:至|到|[—–~～－-]{{1,2}})$"
)
_SLOGAN = re.compile(rf"[{_HAN}]|制|式|化|型|一体|联动|同步")  # 四位一体, 三级联动 after a number of counting


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
    before, after = _marks()
    one = "|".join(map(re.escape, units))
    return re.compile(
        rf"(?P<before>{before})?"
        rf"(?:(?P<per>[百千万])分之(?P<share>[0-9.]{{1,9}}+|[{_HAN}点]{{1,9}}+)|"
        rf"(?P<number>{_NUMBER}|半)"
        rf"(?P<mark>余|多|来)?(?P<big>[百千]?[万亿]{{1,2}})?(?P<mark2>余|多)?(?P<inner>个半|个多)?(?P<unit>{one})(?P<per2>[/／](?:{one}|月|人))?)"
        rf"(?P<half>半(?={_STOP}|左右|以上|多|的))?(?P<tail>[一二三四五六七八九]{_STOP}|(?<=米)[0-9]{{1,2}}(?![0-9年月日.]))?(?P<after>{after})?"
    )


@cache
def _bare_money() -> re.Pattern[str]:
    """八万七, 12个亿: a sum without 元; only behind a word of money."""
    before, _ = _marks()
    return re.compile(
        rf"(?P<before>{before})?(?P<number>{_NUMBER})(?P<mark>余|多)?个?(?P<big>[百千]?[万亿])?(?P<mark2>余|多)?{_STOP}"
    )


@cache
def _marks() -> tuple[str, str]:
    rows = sorted(((r["word"], r["side"]) for r in lexicon.rows("facts/approximate.tsv")), key=lambda m: (-len(m[0]), m[0]))
    before, after = ("|".join(word for word, side in rows if side == wanted) for wanted in ("before", "after"))
    return before, after


@cache
def _money_words() -> re.Pattern[str]:
    words = sorted((r["word"] for r in lexicon.rows("facts/classes.tsv") if r["class"] == "money"), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:了|出|着|的|过|是|就|成|到|约|近|超|超过|将近|共|又){{0,2}}$")


@cache
def _units() -> dict[str, tuple[str, Decimal, str]]:
    return {r["unit"]: (r["family"], Decimal(r["factor"]), r["base"] or r["unit"]) for r in lexicon.rows("facts/units.tsv")}


def amounts(text: str) -> list[Amount]:
    """All figures of a text."""
    plain = half_width(text)
    found = [a for m in _LASTING.finditer(plain) if (a := _lasting(plain, m)) is not None]
    spans = [(a.start, a.end) for a in found]
    for m in _pattern().finditer(plain):
        if any(start < m.end() and m.start() < end for start, end in spans):
            continue
        amount = _amount(plain, text, m)
        if amount is not None:
            found += _range(plain, amount, m)
    if any(char in BIG for char in plain):
        spans = [(a.start, a.end) for a in found]
        for m in _bare_money().finditer(plain):
            if _money_words().search(plain[max(0, m.start() - 8) : m.start()]):
                amount = _money(m)
                if amount is not None and not any(start < m.end() and m.start() < end for start, end in spans):
                    found.append(amount)
    return sorted(found, key=lambda a: a.number_start)


def _lasting(plain: str, m: re.Match[str]) -> Amount | None:
    """1小时14分08秒 as seconds, 4小时51分 as minutes; 9时20分 and 97分 are none."""
    parts = [number(m[g]) if m[g] else Decimal(0) for g in ("hours", "minutes", "seconds")]
    if not (m["hours"] or m["seconds"]) or None in parts or _ORDINAL_BEFORE.search(plain[max(0, m.start() - 3) : m.start()]):
        return None
    hours, minutes, seconds = (part or Decimal(0) for part in parts)
    whole, unit = hours * 60 + minutes, "分钟"
    if m["seconds"]:
        whole, unit = whole * 60 + seconds, "秒"
    return Amount(m.start(), m.end(), m.start(), m.end(), _written(whole), unit, plain[m.start() : m.end()], "time", "")


def _amount(plain: str, text: str, m: re.Match[str]) -> Amount | None:
    group = "share" if m["per"] else "number"
    words = m[group]
    value = Decimal("0.5") if words == "半" else number(words)
    start, end = m.start("per" if m["per"] else "number"), m.end()
    if value is None or _ORDINAL_BEFORE.search(plain[max(0, start - 3) : start]):
        return None
    if m["per"]:
        unit, approx = PARTS[m["per"]], m["before"] or m["after"] or ""
        return Amount(m.start(), end, start, m.end(group), _written(value), unit, unit, "share", approx)
    unit = m["unit"]
    if _is_time(plain, m, words, unit) or _is_word(plain, m, words, unit):
        return None
    for char in m["big"] or "":
        value *= BIG.get(char) or POWERS[char]
    family, factor, base = _units()[unit]
    if m["half"] or m["inner"] == "个半":
        value += Decimal("0.5") * (BIG.get((m["big"] or "x")[-1], 1))
    if m["tail"] and not m["half"]:
        value += Decimal("0." + (m["tail"] if m["tail"][0].isdigit() else str(DIGITS[m["tail"]])))
    per = m["per2"] or (_rate(plain, m) if family == "money" else "")
    printed = text[m.end("number") : m.end("per2") if m["per2"] else m.end("unit")]
    approx = m["before"] or m["mark"] or m["mark2"] or m["after"] or ("多" if m["inner"] == "个多" else "")
    return Amount(m.start(), end, start, m.end("number"), _written(value * factor), base + per, printed, family, approx)


def _range(plain: str, amount: Amount, m: re.Match[str]) -> list[Amount]:
    """An amount, or both ends of a range: in 30至40人 neither is exact, so 30 has the mark 至40 and 40 the mark 30至."""
    low = _LOW.search(plain, max(0, m.start() - 14), m.start())
    value = number(low["number"]) if low and not m["before"] else None
    if low is None or value is None or _ORDINAL_BEFORE.search(plain[max(0, low.start() - 3) : low.start()]):
        return [amount]
    for char in low["big"] or m["big"] or "":
        value *= BIG.get(char) or POWERS[char]
    factor = _units()[m["unit"]][1] if m["unit"] else Decimal(1)
    if not value or value * factor >= Decimal(amount.value):
        return [amount]
    last = m.end("big") if m["big"] else m.end("number") if m["unit"] else m.end("share")
    rises = plain[low.start() - 1 : low.start()] in ("由", "从")
    end = low.end("big") if low["big"] else low.end("number")
    both = replace(amount, start=low.start(), end=amount.end)
    return [
        replace(both, number_start=low.start(), number_end=low.end("number"), value=_written(value * factor),
                approx="" if rises else plain[end:last]),
        replace(both, approx=amount.approx or ("" if rises else plain[low.start() : low.end()])),
    ]  # fmt: skip


def _money(m: re.Match[str]) -> Amount | None:
    value = number(m["number"])
    if value is None or not (m["big"] or (m["number"][0] in _HAN and value >= 1000)):
        return None
    for char in m["big"] or "":
        value *= BIG.get(char) or POWERS[char]
    approx = m["before"] or m["mark"] or m["mark2"] or ""
    return Amount(m.start(), m.end(), m.start("number"), m.end("number"), _written(value), "元", m["big"] or "", "money", approx)


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
        dated = words.isdigit() and ((len(words) == 2 and words[0] in "6789") or 1000 <= int(words) <= 2100)
        spelled = len(words) == 4 and all(c in DIGITS for c in words)
        return (dated and not m["mark"] and not m["before"]) or spelled or follows in tuple("级度代初底末")
    if unit in ("分", "秒", "节"):
        return plain[m.start("number") - 1 : m.start("number")] in ("时", "点", ":")
    return False


def _is_word(plain: str, m: re.Match[str], words: str, unit: str) -> bool:
    """一个, 百姓, 二次, 三期, 另一方面, 四位一体, 前三名: words and places in a row, no figures."""
    family = _units()[unit][0]
    before, follows = plain[max(0, m.start() - 1) : m.start()], plain[m.end("unit") : m.end("unit") + 2]
    counted = family in ("count", "people", "other", "time")
    short = not words[0].isdigit() and len(words) == 1 and not m["big"]
    if words == "半":
        odd = before in tuple("大小上下前后多过夜一") or m["before"] == "上"
        return odd or family not in ("time", "area", "weight", "length")
    if unit in ("两", "毛") and not re.match(rf"钱|一|{_STOP}", plain[m.end("unit") :]):
        return True
    if unit == "届" and before not in ("办", "了", "共", "续"):
        return True
    if unit == "期" and (short or follows in ("工程", "项目", "建设")):
        return True
    sum_follows = unit == "个" and follows[:1] in BIG and follows[1:] != "元"
    if sum_follows or (unit == "方" and short) or unit + follows[:2] in ("组组长", "分之一", "分之二", "分之三"):
        return True
    if words in ("百", "千", "万", "亿") and not m["big"]:
        return not m["before"] and (family not in ("area", "weight") or words == "亿")
    if words in ("一", "几", "二", "〇", "零") and not m["big"] and not m["inner"]:
        return counted
    if words == "十" and unit in ("分", "面", "字", "道"):
        return True
    if words[0] in "万亿" or (words in ("两", "一") and unit in ("岸", "面", "道", "把", "口", "下")):
        return True
    slogan = short and counted and not m["tail"] and _SLOGAN.match(follows)
    return bool(slogan) or (before in ("前", "后", "头") and unit in ("名", "位"))


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
        vague = len(words) == 2 and "〇" not in words and "零" not in words  # 两三个, 四六分红
        return None if vague else Decimal("".join(str(DIGITS[c]) for c in words))
    total, section, digit, last = 0, 0, 0, 0
    for char in words:
        if char in DIGITS:
            if digit:
                return None  # 二三十, 七八万
            digit, last = DIGITS[char], last if DIGITS[char] else 10
        elif char in POWERS:
            section += (digit or 1) * POWERS[char]
            digit, last = 0, POWERS[char]
        else:
            here = section + digit or (0 if total else 1)  # 万亩 is 10,000
            total = (total + here) * BIG[char] if char == "亿" else total + here * BIG[char]
            section, digit, last = 0, 0, BIG[char]
    tail = digit * last // 10 if digit and last > 10 else digit
    return Decimal(total + section + tail)


def _written(value: Decimal) -> str:
    """A decimal number without exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"

"""Figures in a text: 5.4亿元, 三座, 四成, 8700余次, 百分之十一, each as a number and a unit with the words that say so.

In: a text. Out: Amount records in order of place. Dates, clock times, ordinals and numbers of documents are no figures.
`value` is a plain decimal number in the base unit (万 and 亿 multiplied out, 兆瓦 as 千瓦): 5.4亿元 is 540000000 元.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.facts.bare import bare, marks, of_role
from kg.facts.numbers import BIG, DIGITS, HAN, NUMBER, STOP, Amount, multiplied, number, written
from kg.text import half_width

PARTS = {"百": "%", "千": "‰", "万": "‱"}
_ORDINAL_BEFORE = re.compile(r"(?:第|星期|(?<![每一两])周|农历|(?<![年月])初|编号|文号|证号|(?:[0-9]|[一二三四五六七八九十])号)$")
_EACH = re.compile(r"每一?([^每，。；！？、0-9\n]{1,10})$")
_ONE_OF = re.compile(r"[（(]?(?:一|每|/|／)([一-鿿]{1,2})")
_LASTING = re.compile(rf"(?:(?P<hours>{NUMBER})个?小时)?(?P<minutes>(?:{NUMBER}))分(?:钟)?(?:(?P<seconds>{NUMBER})秒)?")
_LOW = re.compile(
    rf"(?P<number>[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?|[{HAN}]{{1,9}})(?P<big>[百千]?[万亿])?(?:至|到|[—–~～－-]{{1,2}})$"
)
_TO = re.compile(
    r"(?P<range>至|到|[—–~～－-]{1,2})|(?:涨|升|降|跌|提高|增加|下降|上涨)(?:到了?|至)"
)  # from one figure to the next
_SEVERAL = "数几"  # 数千万元, 好几百人: no number
_ONLY = re.compile("(?:只|只需|只要|仅|仅需|只用|仅用|只有|就|仅有)(?:填|填写|跑|交|看|盖|用)?$")  # 只需填一张表
_STRENGTH = re.compile("(?:以上|左右)?(?:台风|大风|阵风|强风|偏|地震|东|西|南|北|风)")  # 7级阵风; no 三级医院
_STRONG = re.compile("(?:风|震|震级|烈度|等级)(?:力|灾)?[^，。；]{0,3}$")
_AND_MORE = re.compile(rf"零?[{HAN}0-9]{{1,3}}(?:个多?月|个半月|天|小时|个小时|分钟)")
_BELOW = re.compile("零下|负|-$")
_SLOGAN = re.compile(rf"[{HAN}]|制|式|化|型|一体|联动|同步")  # 四位一体, 三级联动 after a number of counting


@cache
def _pattern() -> re.Pattern[str]:
    rows = sorted(lexicon.rows("facts/units.tsv"), key=lambda r: (-len(r["unit"]), r["unit"]))
    before, after = marks()
    one = "|".join(re.escape(r["unit"]) + (f"(?![{r['not']}])" if r["not"] else "") for r in rows)
    return re.compile(
        rf"(?P<before>{before})?"
        rf"(?:(?P<per>[百千万])分之(?P<share>[0-9.]{{1,9}}+|[{HAN}点]{{1,9}}+)|"
        rf"(?P<number>{NUMBER}|半)"
        rf"(?P<mark>余|多|来)?(?P<big>[百千]?[万亿]{{1,2}}|[百千](?![米克瓦升伏帕]))?(?P<mark2>余|多)?(?P<inner>个半|个多)?(?P<unit>{one})(?P<per2>[/／](?:{one}|月|人))?)"
        rf"(?P<half>半(?={STOP}|左右|以上|多|的))?(?P<tail>[一二三四五六七八九](?:(?=了)|{STOP})|(?<=[米块])[0-9]{{1,2}}(?![0-9年月日.])|(?<=亩)[一二三四五六七八九]分|(?<=块)[一二三四五六七八九]毛|(?<=[块毛米])[一二三四五六七八九](?=[降涨升跌提减的钱]))?(?P<after>{after})?"
    )


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
    for other in bare(plain):
        if not any(a.start < other.end and other.start < a.end for a in found):
            found.append(other)
    return _pairs(plain, sorted(found, key=lambda a: a.number_start))


def _pairs(plain: str, found: list[Amount]) -> list[Amount]:
    """The figures, both ends of 5万元至8万元 marked as ends of a range, and of 每斤8元到10元 with one rate."""
    for n, (one, other) in enumerate(pairwise(found)):
        to = _TO.fullmatch(plain, one.end, other.number_start) if one.end <= other.number_start else None
        base, _, rate = one.unit.partition("/")
        if not to or base != other.unit.partition("/")[0]:
            continue
        if rate and other.unit == base:
            other = replace(other, unit=one.unit)
        rising = Decimal(one.value) < Decimal(other.value) and plain[one.start - 1 : one.start] not in ("由", "从", "自")
        if to["range"] and rising and not one.approx and not other.approx:
            high, low = plain[one.end : other.end], plain[one.number_start : other.number_start]
            one, other = replace(one, approx=high), replace(other, approx=low)
        found[n], found[n + 1] = one, other
    return found


def _lasting(plain: str, m: re.Match[str]) -> Amount | None:
    """1小时14分08秒 as seconds, 4小时51分 as minutes; 9时20分 and 97分 are none."""
    parts = [number(m[g]) if m[g] else Decimal(0) for g in ("hours", "minutes", "seconds")]
    if not (m["hours"] or m["seconds"]) or None in parts or _ORDINAL_BEFORE.search(plain[max(0, m.start() - 3) : m.start()]):
        return None
    hours, minutes, seconds = (part or Decimal(0) for part in parts)
    whole, unit = hours * 60 + minutes, "分钟"
    if m["seconds"]:
        whole, unit = whole * 60 + seconds, "秒"
    return Amount(m.start(), m.end(), m.start(), m.end(), written(whole), unit, plain[m.start() : m.end()], "time", "")


def _amount(plain: str, text: str, m: re.Match[str]) -> Amount | None:
    group = "share" if m["per"] else "number"
    words = m[group]
    value = Decimal("0.5") if words == "半" else number(words)
    start, end = m.start("per" if m["per"] else "number"), m.end()
    if (
        value is None
        or plain[max(0, start - 1) : start] in tuple(_SEVERAL)
        or _ORDINAL_BEFORE.search(plain[max(0, start - 3) : start])
    ):
        return None
    if m["per"]:
        unit, approx = PARTS[m["per"]], m["before"] or m["after"] or ""
        return Amount(m.start(), end, start, m.end(group), written(value), unit, unit, "share", approx)
    unit = m["unit"]
    if _is_time(plain, m, words, unit) or _is_word(plain, m, words, unit):
        return None
    value = multiplied(value, m["big"])
    family, factor, base = _units()[unit]
    if unit == "块" and _is_block(plain, m):
        family, base = "count", unit
    if base in ("℃", "度") and _BELOW.search(plain[max(0, m.start() - 3) : m.start()]):
        value = -value
    if m["half"] or m["inner"] == "个半":
        value += Decimal("0.5") * (BIG.get((m["big"] or "x")[-1], 1))
    if m["tail"] and not m["half"]:
        value += Decimal("0." + (m["tail"] if m["tail"][0].isdigit() else str(DIGITS[m["tail"][0]])))
    per = m["per2"] or (_rate(plain, m) if family == "money" else "")
    printed = text[m.end("number") : m.end("per2") if m["per2"] else m.end("unit")]
    approx = m["before"] or m["mark"] or m["mark2"] or m["after"] or ("多" if m["inner"] == "个多" else "")
    return Amount(m.start(), end, start, m.end("number"), written(value * factor), base + per, printed, family, approx)


def _range(plain: str, amount: Amount, m: re.Match[str]) -> list[Amount]:
    """An amount, or both ends of a range: in 30至40人 neither is exact, so 30 has the mark 至40 and 40 the mark 30至."""
    low = _LOW.search(plain, max(0, m.start() - 14), m.start())
    value = number(low["number"]) if low and not m["before"] else None
    if low is None or value is None or _ORDINAL_BEFORE.search(plain[max(0, low.start() - 3) : low.start()]):
        return [amount]
    value = multiplied(value, low["big"] or m["big"])
    factor = _units()[m["unit"]][1] if m["unit"] else Decimal(1)
    rises = plain[low.start() - 1 : low.start()] in ("由", "从")
    if not value or value * factor == Decimal(amount.value) or (value * factor > Decimal(amount.value) and not rises):
        return [amount]
    last = m.end("big") if m["big"] else m.end("number") if m["unit"] else m.end("share")
    end = low.end("big") if low["big"] else low.end("number")
    both = replace(amount, start=low.start(), end=amount.end)
    return [
        replace(both, number_start=low.start(), number_end=low.end("number"), value=written(value * factor),
                approx="" if rises else plain[end:last]),
        replace(both, approx=amount.approx or ("" if rises else plain[low.start() : low.end()])),
    ]  # fmt: skip


def _rate(plain: str, m: re.Match[str]) -> str:
    """/斤 for 每斤收6元 and 6元一斤: what the money is paid for, when that is a unit or a span of time."""
    before, after = _EACH.search(plain[max(0, m.start() - 11) : m.start()]), _ONE_OF.match(plain, m.end())
    for found in (before, after):
        for size in (4, 3, 2, 1):
            if found and (found[1][:size] in _units() or found[1][:size] == "月") and len(found[1]) >= size:
                return "/" + found[1][:size]
    return ""


def _is_block(plain: str, m: re.Match[str]) -> bool:
    """8.6万块光伏板, 球场9块: pieces, no money."""
    if m["tail"] or m["half"]:
        return False
    paid = re.match(rf"钱|[一两二三四五六七八九]|的|多|左右|以上|上下|{STOP}", plain[m.end("unit") :])
    return not paid or re.search(rf"(?:{of_role('block')})$", plain[max(0, m.start() - 4) : m.start()]) is not None


def _is_time(plain: str, m: re.Match[str], words: str, unit: str) -> bool:
    """2024年, 5月6日, 9时: points in time, not figures."""
    follows = plain[m.end("unit") : m.end("unit") + 1]
    if unit == "年":
        dated = words.isdigit() and ((len(words) == 2 and words[0] in "6789") or 1000 <= int(words) <= 2100)
        spelled = len(words) == 4 and all(c in DIGITS for c in words)
        return (dated and not m["mark"] and not m["before"]) or spelled or follows in tuple("级度代初底末")
    if unit == "日":
        limit = re.match("(?:以|之)?内|以上|游", plain[m.end("unit") : m.end("unit") + 2])
        term = re.search(rf"(?:{of_role('term')})[为了]?$", plain[max(0, m.start() - 5) : m.start()])
        return not (limit or term) or plain[max(0, m.start() - 1) : m.start()] in ("月", "日")
    if unit in ("分", "秒", "节"):
        return plain[m.start("number") - 1 : m.start("number")] in ("时", "点", ":")
    return False


def _counts_one(plain: str, m: re.Match[str], unit: str) -> bool:
    """不到一小时, 只需一张表, 有期徒刑二年: 一 that counts; 一个, 一名 mostly only stand before a noun."""
    before = plain[max(0, m.start() - 5) : m.start()]
    if unit in ("年", "个月", "日"):
        return bool(m["before"]) or re.search(rf"(?:{of_role('term')})[为了]?(?:[{HAN}0-9]{{1,2}}年)?$", before) is not None
    return bool(m["before"] and unit not in ("个", "名", "位", "种")) or _ONLY.search(before) is not None


def _is_word(plain: str, m: re.Match[str], words: str, unit: str) -> bool:
    """一个, 百姓, 二次, 三期, 另一方面, 四位一体, 前三名: words and places in a row, no figures."""
    family = _units()[unit][0]
    before, follows = plain[max(0, m.start() - 1) : m.start()], plain[m.end("unit") : m.end("unit") + 2]
    counted = family in ("count", "people", "other", "time")
    short = not words[0].isdigit() and len(words) == 1 and not m["big"]
    if words == "半":
        odd = before in tuple("大小上下前后多过夜一") or m["before"] == "上"
        return odd or family not in ("time", "area", "weight", "length")
    if unit in ("两", "毛") and not m["tail"] and not re.match(rf"钱|一|{STOP}", plain[m.end("unit") :]):
        return True
    if unit == "级" and not (_STRENGTH.match(plain, m.end()) or _STRONG.search(plain[max(0, m.start() - 8) : m.start()])):
        return True
    if unit == "P" and not follows.startswith("算"):
        return True
    if unit == "届" and before not in ("办", "了", "共", "续"):
        return True
    if unit == "期" and before != "分" and (short or follows in ("工程", "项目", "建设")):
        return True
    sum_follows = unit == "个" and follows[:1] in BIG and follows[1:] != "元"
    if sum_follows or (unit == "方" and short) or unit + follows[:2] in ("组组长", "分之一", "分之二", "分之三"):
        return True
    if words in ("百", "千", "万", "亿") and not m["big"]:
        return not m["before"] and (family not in ("area", "weight") or words == "亿")
    if unit == "月" and not m["inner"]:
        return True
    if words == "一" and unit == "块" and not m["tail"]:
        return True
    if words == "二" and (family in ("length", "area", "weight") or unit == "级"):
        return False
    if words in ("一", "几", "二", "〇", "零") and not (m["big"] or m["inner"] or m["tail"]):
        return family not in ("money", "share") and not (words != "几" and _counts_one(plain, m, unit))
    if words == "十" and unit in ("分", "面", "字", "道"):
        return True
    if words[0] in "万亿" or (words in ("两", "一") and unit in ("岸", "面", "道", "把", "口", "下")):
        return True
    lasting = family == "time" and _AND_MORE.match(plain, m.end())  # 三年零四天, 两年七个月
    slogan = short and counted and not (m["tail"] or lasting) and _SLOGAN.match(follows)
    return bool(slogan) or (before in ("前", "后", "头") and unit in ("名", "位"))

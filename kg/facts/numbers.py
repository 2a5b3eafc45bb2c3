"""Numbers as words, and the record of a figure: 3,000, 5.4, 三十八, 两万四千, 十三点五.

In: words. Out: Decimals, or None when the words are no exact number (两三, 七八万, 二三十). No units here.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10_000, "亿": 100_000_000}
HAN = "〇零一二两三四五六七八九十百千万亿"
NUMBER = (
    rf"(?<![0-9A-Za-z])[0-9]{{1,15}}+(?:[,，][0-9]{{3}}){{0,5}}+(?:\.[0-9]{{1,9}}+)?+"
    rf"|(?<![{HAN}])(?:(?!千[瓦米克伏升帕])[{HAN}]){{1,15}}+(?:点[〇零一二三四五六七八九]{{1,9}}+)?+"
)
STOP = r"(?=[，。；、！？：,;!?:“”（）()\n]|$)"


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


def multiplied(value: Decimal, big: str | None) -> Decimal:
    """A value times the multipliers that follow it: 万, 亿, 百万."""
    for char in big or "":
        value *= BIG.get(char) or POWERS[char]
    return value


def written(value: Decimal) -> str:
    """A decimal number without exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"

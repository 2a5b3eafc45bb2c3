"""Forms of names: what two writings of one name have in common. In: surface forms. Out: str or bool. No context, no places.

`norm` is a surface as a reader would print it again (widths and blanks mended); `core` is a name without quotation marks and
brackets, for comparing. Numbers and ordinals are never equal unless they are the same number: 第二中学 is not 第三中学.
"""

import re
import unicodedata
from functools import lru_cache

from kg.text import squash, unspaced

DIGITS = {d: i for i, d in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
NUMBER = re.compile(
    r"[0-9]+(?:\.[0-9]+)?|[〇零一二三四五六七八九十百]+(?=[届期号次院中小批轮阶度]|分|大|科|部|处|所|站|队|支|连|工|$)"
)
_QUOTED = re.compile(r"[“‘『「\"]([^“”‘’『』「」\"]+)[”’』」\"]")
_PUNCTUATION = str.maketrans(
    {
        "(": "（",
        ")": "）",
        ",": "，",
        ":": "：",
        ";": "；",
        "?": "？",
        "!": "！",
        "•": "·",
        "・": "·",
        "‧": "·",
        "∙": "·",
        "⋅": "·",
    }
)
MARKS = "“”‘’\"'《》〈〉「」『』"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


@lru_cache(maxsize=200_000)
def norm(text: str) -> str:
    """A surface form with half-width letters and digits, Chinese punctuation and no blanks but between Latin words."""
    flat = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    if flat.isascii():
        return " ".join(flat.split())
    return unspaced(flat).translate(_PUNCTUATION)


@lru_cache(maxsize=200_000)
def core(text: str) -> str:
    """What is compared: no marks, blanks, invisible characters or case."""
    return squash(_INVISIBLE.sub("", text).translate(_PUNCTUATION))


def quoted(text: str) -> tuple[str, ...]:
    """The words in quotation marks inside a name: “一件事”改革 -> 一件事."""
    return tuple(_QUOTED.findall(text))


def bare(text: str) -> str:
    """A name without the marks that stand around the whole of it."""
    while len(text) > 2 and text[0] in MARKS and text[-1] in MARKS and not any(c in MARKS for c in text[1:-1]):
        text = text[1:-1]
    return text


def number(text: str) -> int | None:
    """The value of a small Chinese or Arabic numeral: 十九 -> 19, 3 -> 3; None if it is none."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in DIGITS and c not in "十百" for c in text):
        return None
    if not any(c in "十百" for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = part = 0
    for char in text:
        if char in DIGITS:
            part = DIGITS[char]
        else:
            total += (part or 1) * (100 if char == "百" else 10)
            part = 0
    return total + part


def numeral(value: int) -> str:
    """A number from 1 to 99 in Chinese: 19 -> 十九."""
    ones = "", "一", "二", "三", "四", "五", "六", "七", "八", "九"
    tens, rest = divmod(value, 10)
    return (ones[tens] if tens > 1 else "") + ("十" if tens else "") + ones[rest]


@lru_cache(maxsize=100_000)
def numbers(text: str) -> tuple[str, ...]:
    """All numerals of a name as digits, in order; 首届 counts as 1, 本届 as none."""
    found = []
    for match in NUMBER.finditer(text.replace("首届", "第1届").replace("首批", "第1批")):
        value = number(match[0])
        found.append(match[0] if value is None else str(value))
    return tuple(found)


def same_numbers(one: str, other: str) -> bool:
    """Whether two names do not contradict each other in their numerals: one may be silent."""
    a, b = set(numbers(one)), set(numbers(other))
    return not a or not b or a <= b or b <= a


@lru_cache(maxsize=100_000)
def abbreviates(short: str, full: str, slack: int = 1) -> bool:
    """Whether `short` can be a short form of `full`: its characters in order, the first ones and the last ones in their places.

    卫健委 of 卫生健康委员会, 文广旅局 of 文化广电和旅游局; never 二中 of 第三中学 (numerals differ), nor 农业大学 of
    农业大学园艺学院 (a body that begins with the name of another one is a part of it). The last character of `short` is
    one of the last `slack` ones of `full` (2: 重装 of 重型装备).
    """
    if not 2 <= len(short) < len(full) or short[0] not in full[:2] or full.startswith(short) or not same_numbers(short, full):
        return False
    place = 0
    for char in short:
        place = full.find(char, place) + 1
        if not place:
            return False
    return short[-1] in full[-slack:] or (short[-1] == "委" and full.endswith("委员会"))

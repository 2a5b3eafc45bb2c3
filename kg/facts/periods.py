"""When a figure holds: the time that stands before it, as EDTF: 2023 for 去年实现产值3亿元 in a paper of 2024.

In: a text, the date of its issue, its Amounts. Out: for every amount an EDTF value or None. A time holds from where it stands to
the end of its sentence or to the next time; 目前 and its like end it. 比2020年 and the time of a clause in 的 say nothing of it.
"""

import re
from functools import cache

from kg import dates, lexicon
from kg.facts.numbers import Amount

_SENTENCE = re.compile("[。！？\n]")
_CLOSED = re.compile("[”》]")
_COMPARED = "比较同年"  # 比2020年, 同年8月, 当年10月
_ONWARD = ("起", "开始", "至今")
REACH = 200  # characters before a figure in which its sentence is sought


def times_of(text: str, issue: str | None, found: list[Amount]) -> list[str | None]:
    """The time of every amount."""
    times = [t for t in dates.find_times(text, issue) if t.edtf]
    out: list[str | None] = []
    at = 0
    for amount in found:
        while at < len(times) and times[at].end <= amount.start:
            at += 1
        out.append(_time(text, times, at, amount))
    return out


def _time(text: str, times: list[dates.Time], count: int, amount: Amount) -> str | None:
    """The last of the first `count` times, in the sentence of the amount, that speaks of it."""
    reach = max(0, amount.start - REACH)
    limit = max((m.end() for m in _SENTENCE.finditer(text, reach, amount.start)), default=reach)
    for time in reversed(times[max(0, count - REACH) : count]):
        if time.start < limit or _now().search(text, time.end, amount.start):
            return None
        if not _aside(text, time, amount):
            return time.edtf
    return None


def _aside(text: str, time: dates.Time, amount: Amount) -> bool:
    """A time that is compared with, that a name holds, or that a noun has: 比2020年增长, 《2022年方案》, 2019年成立的公司."""
    if text[max(0, time.start - 1) : time.start] in tuple(_COMPARED) or text.startswith(_ONWARD, time.end):
        return True
    closed, relative = _CLOSED.search(text, time.end, amount.start), _relative().match(text, time.end, amount.start)
    held = closed is not None and not re.search("[“《]", text[time.end : closed.start()])
    return held or (relative is not None and relative.end() < amount.start)


@cache
def _any(role: str) -> str:
    words = [r["word"] for r in lexicon.rows("facts/properties.tsv") if r["role"] == role]
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _relative() -> re.Pattern[str]:
    """A deed and the 的 that makes it belong to a noun."""
    return re.compile(f"(?:才|就|刚)?(?:{_any('verb')})[^，。；：！？、\n]{{0,20}}?的(?!时候)")


@cache
def _now() -> re.Pattern[str]:
    """Words of the present, or of another time, that end the reach of a time."""
    return re.compile(_any("now"))

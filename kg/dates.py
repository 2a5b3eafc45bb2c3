"""Time expressions of Chinese news -> EDTF, read against the day of the paper; the words stay as they are printed.

In: text, and the ISO date of its issue where one is known. Out: spans with an EDTF value (Extended Date/Time Format, level 1), ""
where the words cannot be placed. Always: `text[time.start:time.end] == time.words`. A day without its year is the nearest such
day not after the issue, unless a word of planning stands before it (将于11月8日).
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.lexicon import rows, words
from kg.text import half_width

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二〇○零三四五六七八九]{4})"
_TO = r"\s*(?:至|到|—+|-|–|~|～)\s*"
FORWARD = 6  # characters before a day in which a word of planning is looked for


@dataclass(frozen=True, slots=True)
class Time:
    """`text[start:end] == words`; `edtf` is a day, month, year, season (2025-22), decade (198X) or interval, or "" ."""

    start: int
    end: int
    words: str
    edtf: str


@cache
def _relative() -> dict[str, tuple[str, int]]:
    return {row["word"]: (row["unit"], int(row["value"])) for row in rows("times.tsv")}


def _any(*units: str) -> str:
    found = sorted((word for word, (unit, _) in _relative().items() if unit in units), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(found) + ")"


@cache
def _pattern() -> re.Pattern[str]:
    """All that is taken for a time, the longest forms first. Spaces may stand beside figures."""
    year = rf"(?P<year>{_YEAR})\s*年(?:度)?|(?P<ryear>{_any('year')})"
    part = (
        rf"(?P<part>{_any('half', 'quarter', 'season')})|前(?P<quarters>[二三])季度"
        rf"|(?P<yearend>年底|年末|底)|(?P<yearstart>年初|初)|(?P<since>以来)"
    )
    months = rf"(?:前\s*(?P<first>{_N})\s*个?月)|(?P<m1>{_N})\s*月?{_TO}(?P<m2>{_N})\s*月(?:份)?(?!\s*{_N}\s*日)"
    days = (
        rf"(?P<month>{_N})\s*月(?:份)?(?:\s*(?P<day>{_N})\s*[日号](?:{_TO}(?:(?P<month2>{_N})\s*月\s*)?(?P<day2>{_N})\s*[日号])?"
        rf"|(?P<third>上旬|中旬|下旬|底|末|初))?"
    )
    return re.compile(
        rf"(?P<y1>{_YEAR})\s*年?{_TO}(?P<y2>{_YEAR})\s*年"
        rf"|(?:(?P<century>20|21|二十|二十一|上)\s*世纪)?(?P<decade>[1-9]0|[一二三四五六七八九]十)\s*年代"
        rf"|(?:{year})(?:的|，)?(?:{part}|{months}|{days})?"
        rf"|(?P<bare>{_any('half', 'quarter')}|前[二三]季度)"
        rf"|{months.replace('P<', 'P<b')}|{days.replace('P<', 'P<b')}"
        rf"|(?P<rmonth>{_any('month')})(?:\s*(?P<rday>{_N})\s*[日号])?"
        rf"|(?P<near>{_any('day', 'near')})"
        rf"|[“\"]?(?P<age>{_any('age')})[”\"]?(?:期间|时期|规划)"
    )


@lru_cache(maxsize=4)
def find_times(text: str, issue: str | None = None) -> tuple[Time, ...]:
    """All time expressions of `text` in order, against the ISO date `issue` of the paper."""
    day = parse_day(issue)
    plain = half_width(text)
    return tuple(_read(text, plain, day))


def _read(text: str, plain: str, issue: date | None) -> Iterator[Time]:
    for match in _pattern().finditer(plain):
        start, end = match.span()
        if (
            match.group("bmonth") and not match.group("bday") and not match.group("bthird") and _is_span(plain, start, end)
        ) or start == end:
            continue
        forward = any(word in plain[max(0, start - FORWARD) : start] for word in words("future_words.tsv"))
        yield Time(start, end, text[start:end], _edtf(match.groupdict(), match.group(), issue, forward))


def _is_span(text: str, start: int, end: int) -> bool:
    """Whether what looks like a month is a length of time or part of a word (3月龄, 蜜月): no calendar month."""
    return text[end : end + 1] in "龄嫂饼" or (start > 0 and text[start - 1] in "第个")


def parse_day(issue: str | None) -> date | None:
    """The date of an ISO string, None if there is none or it is no date."""
    try:
        return date.fromisoformat(issue) if issue else None
    except ValueError:
        return None


def number(written: str) -> int:
    """A number below a hundred, or a year, in figures or Chinese numerals: 十一 -> 11, 二〇二五 -> 2025."""
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (int(ones.translate(_DIGITS)) if ones else 0)
    return int(written.translate(_DIGITS))


def _edtf(found: dict[str, str | None], matched: str, issue: date | None, forward: bool) -> str:
    """The EDTF value of one match, "" if it names no time that exists or hangs on an issue that is not known."""
    try:
        if found["y1"] and found["y2"]:
            first, last = number(found["y1"]), number(found["y2"])
            return f"{first:04}/{last:04}" if first < last else ""
        if found["decade"]:
            return _decade(found["century"], number(found["decade"]))
        if found["age"]:
            first = _relative()[found["age"]][1]
            return f"{first}/{first + 4}"
        if found["near"]:
            return _near(found["near"], issue)
        if found["rmonth"]:
            return _relative_month(found["rmonth"], found["rday"], issue)
        if found["year"] or found["ryear"]:
            return _in_year(found, issue)
        if found["bare"]:
            return _part(issue.year if issue else None, found["bare"])
        return _without_year(
            {key[1:]: value for key, value in found.items() if key.startswith("b") and key != "bare"}, issue, forward
        )
    except (ValueError, OverflowError):
        return ""


def _decade(century: str | None, tens: int) -> str:
    base = 20 if century in ("21", "二十一") else 19
    return f"{base:02}{tens // 10}X" if 0 < tens < 100 else ""


def _near(word: str, issue: date | None) -> str:
    if issue is None:
        return ""
    unit, value = _relative()[word]
    return f"{issue.isoformat()}~" if unit == "near" else (issue + timedelta(days=value)).isoformat()


def _relative_month(word: str, day: str | None, issue: date | None) -> str:
    if issue is None:
        return ""
    months = issue.year * 12 + issue.month - 1 + _relative()[word][1]
    return _day(months // 12, months % 12 + 1, number(day) if day else None)


def _in_year(found: dict[str, str | None], issue: date | None) -> str:
    """A year and what is said of it."""
    year = number(found["year"]) if found["year"] else issue.year + _relative()[found["ryear"] or ""][1] if issue else None
    if year is None or not 1000 <= year <= 2999:
        return ""
    if found["since"]:
        return f"{year:04}-01-01/{issue.isoformat()}" if issue else f"{year:04}-01-01/.."
    if found["yearend"]:
        return f"{year:04}-12~"
    if found["yearstart"]:
        return f"{year:04}-01~"
    if found["quarters"]:
        return f"{year:04}-01/{year:04}-{3 * number(found['quarters']):02}"
    if found["part"]:
        return _part(year, found["part"])
    if found["first"] or found["m1"]:
        return _months(year, found)
    return _days(year, found) if found["month"] else f"{year:04}"


def _part(year: int | None, word: str) -> str:
    """A half, quarter or season of a year."""
    if year is None:
        return ""
    if word.startswith("前"):
        return f"{year:04}-01/{year:04}-{3 * number(word[1]):02}"
    unit, value = _relative()[word]
    if unit == "season":
        return f"{year:04}-{value}"
    size = 6 if unit == "half" else 3
    return f"{year:04}-{(value - 1) * size + 1:02}/{year:04}-{value * size:02}"


def _months(year: int, found: dict[str, str | None]) -> str:
    first, last = (1, number(found["first"])) if found["first"] else (number(found["m1"] or ""), number(found["m2"] or ""))
    return f"{year:04}-{first:02}/{year:04}-{last:02}" if 1 <= first < last <= 12 else ""


def _days(year: int, found: dict[str, str | None]) -> str:
    """A month, a day, or a stretch of days of a year that is known."""
    month = number(found["month"] or "")
    if found["third"]:
        return _third(year, month, found["third"])
    first = _day(year, month, number(found["day"]) if found["day"] else None)
    if not found["day2"] or not first:
        return first
    until = number(found["month2"]) if found["month2"] else month
    last = _day(year + (until < month), until, number(found["day2"]))
    return f"{first}/{last}" if last > first else ""


def _day(year: int, month: int, day: int | None) -> str:
    if not 1 <= month <= 12:
        return ""
    return f"{year:04}-{month:02}" if day is None else date(year, month, day).isoformat()


def _third(year: int, month: int, word: str) -> str:
    """上旬, 中旬, 下旬 as stretches of days; 初 and 底 as a day that is about so."""
    last = calendar.monthrange(year, month)[1]
    if word in ("底", "末"):
        return f"{year:04}-{month:02}-{last:02}~"
    if word == "初":
        return f"{year:04}-{month:02}-01~"
    first, until = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}[word]
    return f"{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{until:02}"


def _without_year(found: dict[str, str | None], issue: date | None, forward: bool) -> str:
    """A month or day whose year is not printed: the nearest not after the issue, or not before it where it is planned."""
    if issue is None:
        return ""
    if found["first"]:
        return _months(issue.year, found)
    if found["m1"]:
        first = number(found["m1"])
        return _months(issue.year - (first > issue.month and not forward), found)
    month, day = number(found["month"] or ""), number(found["day"]) if found["day"] else None
    step = 1 if forward else -1
    for year in range(issue.year, issue.year + 9 * step, step):
        try:
            here = date(year, month, day) if day else date(year, month, issue.day if month == issue.month else 1)
        except ValueError:
            continue
        if (here >= issue) if forward else (here <= issue):
            return _days(year, found)
    return ""

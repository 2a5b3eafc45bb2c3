"""Text -> lines, and a name of a file -> what it says of paper and date. In: str. Out: Lines, or (paper, ISO date)."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import PurePosixPath

from kg.lexicon import words
from kg.records import Box, Line, Problem
from kg.text import is_han

_DATE = re.compile(  # 2025-9-1, 20250901, 2025-09/01/; 2025/09/12.htm may be the twelfth page of September and so is no day
    r"(?<!\d)((?:19|20)\d{2})(?:[-_./年](1[0-2]|0?[1-9])[-_.月](3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|[-_./年]?(1[0-2]|0[1-9])[-_.月]?(3[01]|[12]\d|0[1-9])(?!\d)|[-_./年]?(1[0-2]|0[1-9])/(3[01]|[12]\d|0[1-9])(?=/))"
)

LEAST_JUDGED = 30  # letters of a text that is asked whether it is Chinese
LEAST_CHINESE = 0.3  # share of its letters that are


@cache
def _paper() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]{2,8}(?:" + "|".join(sorted(words("pages/paper_endings.tsv"))) + ")")


def lines_of(text: str) -> tuple[Line, ...]:
    """The printed lines of a text, blank ones counted; any line break that Unicode knows ends a line."""
    found: list[Line] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.splitlines()[0]
        found.append(Line(number, at, at + len(bare)))
        at += len(line)
    return tuple(found)


def foreign(text: str, name: str) -> Problem | None:
    """The Problem of a text that is no Chinese prose (a README, a program), or None; too short a text is not judged."""
    letters = sum(map(str.isalpha, text))
    chinese = sum(map(is_han, text))
    if letters < LEAST_JUDGED or chinese >= LEAST_CHINESE * letters:
        return None
    share = 100 * chinese // letters
    return Problem(name, "not-chinese", f"{name}: is no Chinese text ({share} of 100 letters are Chinese); left out")


def from_name(name: str) -> tuple[str | None, str | None]:
    """(paper, ISO date) that the path of a file tells (吕梁日报/2025-09-10_02.txt), None where it tells none."""
    paper = None
    for part in reversed(PurePosixPath(name).parts):
        match = _paper().search(part)
        if match:
            paper = match.group()
            break
    return paper, day_in(name)


def day_in(name: str) -> str | None:
    """The ISO date that a path or address tells: content_20250312_1.htm, 2025-03/12/, 20250312A03."""
    for match in _DATE.finditer(name):
        try:
            return date(*(int(part) for part in match.groups() if part)).isoformat()
        except ValueError:
            continue
    return None


def numbered(rows: Sequence[tuple[str, Box | None]]) -> tuple[str, tuple[Line, ...]]:
    """Lines with boxes one below the other as one text; a blank line where something drawn parts them."""
    lines: list[Line] = []
    at = 0
    for number, (text, box) in enumerate(rows, 1):
        lines.append(Line(number, at, at + len(text), box))
        at += len(text) + 1
    return "".join(text + "\n" for text, _ in rows), tuple(lines)

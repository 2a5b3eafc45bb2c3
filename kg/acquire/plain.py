"""Text -> lines, and a name of a file -> what it says of paper and date. In: str. Out: Lines, or (paper, ISO date)."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from kg.records import Box, Line

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0?[1-9]|[12]\d|3[01])日?(?!\d)")
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|都市报|早报|商报|时报|周报|周刊|导报|快报|农民报|青年报|工人报|法治报|科技报)")


def lines_of(text: str) -> tuple[Line, ...]:
    """The printed lines of a text, blank ones counted; any line break that Unicode knows ends a line."""
    found: list[Line] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.splitlines()[0]
        found.append(Line(number, at, at + len(bare)))
        at += len(line)
    return tuple(found)


def from_name(name: str) -> tuple[str | None, str | None]:
    """(paper, ISO date) that the path of a file tells (吕梁日报/2025-09-10_02.txt), None where it tells none."""
    paper = None
    for part in reversed(PurePosixPath(name).parts):
        match = _PAPER.search(part)
        if match:
            paper = match.group()
            break
    for match in _DATE.finditer(name):
        try:
            return paper, date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            continue
    return paper, None


def numbered(rows: Sequence[tuple[str, Box]]) -> tuple[str, tuple[Line, ...]]:
    """Lines with boxes one below the other as one text."""
    lines: list[Line] = []
    at = 0
    for number, (words, box) in enumerate(rows, 1):
        lines.append(Line(number, at, at + len(words), box))
        at += len(words) + 1
    return "".join(words + "\n" for words, _ in rows), tuple(lines)

"""Which issue a page is of: the name of the paper and the day, as its furniture tells them.

In: the furniture lines of a page. Out: paper and ISO date, None where they are not told.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.divisions import divisions
from kg.lexicon import words
from kg.text import half_width, unspaced

MOST_NAME = 7  # letters of the name of a county's paper
_ISSUE_DAY = re.compile(r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")


@cache
def _paper() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]{2,6}(?:" + "|".join(sorted(words("pages/paper_endings.tsv"))) + ")")


def names_county_paper(tight: str) -> bool:
    """Whether a line is nothing but the name of the paper of a county or town: 仪陇报."""
    return len(tight) <= MOST_NAME and tight[-1:] == "报" and bool(divisions().named(tight[:-1]))


def issue(lines: Iterable[str]) -> tuple[str | None, str | None]:
    """(paper, ISO date) that the furniture of a page tells, None where it tells none."""
    paper = day = None
    for line in lines:
        tight = half_width(unspaced(line))
        name = _paper().search(tight)
        paper = paper or (name.group() if name else tight if names_county_paper(tight) else None)
        for match in _ISSUE_DAY.finditer(tight):
            try:
                day = day or date(*(int(part) for part in match.groups())).isoformat()
            except ValueError:
                continue
    return paper, day

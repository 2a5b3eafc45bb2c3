"""One web page that holds several articles -> the rows of each; nothing where the page does not plainly say so.

In: rows, their roles, and the rows of what was taken for the article. Out: Stretches in the order of the page. Two ways of
printing are known: elements of one kind beside each other, each with a headline and a body of its own; and headings of one kind,
under each of which the text opens with a dateline or closes with the names of its authors, as no section of one article does.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.acquire import told
from kg.acquire.edges import apart, edges
from kg.acquire.heads import kind_of
from kg.acquire.tree import HEADINGS, Row, Rows, tokens
from kg.lexicon import rows as lexicon

LEAST_BODY, LEAST_ELEMENT = 30, 20  # letters of an article under its heading, and in an element of its own
COVERED = 0.9  # of what was taken for the article
LINES_BETWEEN = 6  # between two articles: headline, kicker, subhead, author
_OTHERS = ("comment", "reply", "related", "recommend", "teaser")
_CLOSED = "。！？”）)"
_DATELINE = re.compile(
    r"(?:(?:本报|本网|本台|本刊)(?:[\u4e00-\u9fff]{0,8}?(?:\d{1,2}月\d{1,2}日))?(?:讯|电|消息)"
    r"|(?:新华社|中新社)[\u4e00-\u9fff]{1,8}?\d{1,2}月\d{1,2}日电|[\u4e00-\u9fff]{2,10}讯(?=[\s（(]))"
)
_SIGNED = re.compile(
    r"[（(](?:(?:本报|见习|实习)*(?:记者|通讯员|作者)?[\s:：]*)?[\u4e00-\u9fff]{2,4}(?:[\s、]+[\u4e00-\u9fff]{1,4}){0,4}[）)]$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An article's rows from start to end; its headline stands no higher than `least`, nothing of it stands from `most` on."""

    start: int
    end: int
    least: int
    most: int


def several(found: Rows, roles: Mapping[int, str], span: tuple[int, int]) -> tuple[Stretch, ...]:
    """The articles of a page, two or more; none where there is but one or where that is in doubt."""
    beside = _beside_each_other(found, roles)
    return beside if _covers(found.rows, beside, *span) else _under_headings(found.rows, roles, *span)


def _covers(rows: Sequence[Row], stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Whether what was taken for the article lies within some stretches; else they are comments or the like below it."""
    inside = {i for stretch in stretches for i in range(stretch.least, stretch.end)}
    prose = [i for i in range(start, end) if "。" in rows[i].text]
    return sum(len(rows[i].text) for i in prose if i in inside) >= COVERED * sum(len(rows[i].text) for i in prose)


def _beside_each_other(found: Rows, roles: Mapping[int, str]) -> tuple[Stretch, ...]:
    """Articles in elements of one kind, the surest kind first."""
    order = {row["place"]: int(row["rank"]) for row in lexicon("pages/web_places.tsv")}
    groups: defaultdict[tuple[int, str, int], list[tuple[int, int]]] = defaultdict(list)
    for element, span in found.spans.items():
        if any(word in token for token in tokens(element) for word in _OTHERS):
            continue
        for token in tokens(element):
            if (token in order or token == "article") and _has_body(found.rows, *span):
                groups[order.get(token, len(order)), token, _depth(element)].append(span)
    for _, group in sorted(groups.items()):
        stretches = _headed(found.rows, roles, sorted(group))
        if stretches:
            return stretches
    return ()


def _headed(rows: Sequence[Row], roles: Mapping[int, str], spans: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The stretches of elements that follow each other, where each has a headline in or above it and no two have the same."""
    stretches: list[Stretch] = []
    headlines: set[str] = set()
    least = 0
    for start, end in spans:
        near = [*range(start, min(start + 3, end)), *range(start - 1, max(least, start - LINES_BETWEEN) - 1, -1)]
        head = next((i for i in near if _heads(rows[i], roles.get(i))), None)
        if start < least or head is None or (stretches and start - least > LINES_BETWEEN):
            return ()
        headlines.add(rows[head].text)
        stretches.append(Stretch(*edges(rows, start, end), max(least, start - LINES_BETWEEN), end))
        least = end
    return tuple(stretches) if len(stretches) > 1 and len(headlines) == len(stretches) else ()


def _under_headings(rows: Sequence[Row], roles: Mapping[int, str], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches under headings of one kind that each hold an article which is datelined or signed."""
    kinds: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    while start and (_heads(rows[start - 1], roles.get(start - 1)) or roles.get(start - 1) == "kicker"):
        start -= 1
    for i in range(start, end):
        if _heads(rows[i], roles.get(i)):
            kinds[rows[i].block.tag, rows[i].block.get("class") or ""].append(i)
        elif rows[i].strong and kind_of(rows[i]) == "heading":
            kinds["strong", ""].append(i)
    for heads in sorted(kinds.values()):
        tops = [_top(roles, i, start) for i in heads]
        ends = [*tops[1:], end]
        if len(heads) < 2 or any(rows[i].text[-1] in "。！？" for i in range(start, tops[0])):
            continue
        if all(_own(rows[i + 1 : after]) for i, after in zip(heads, ends, strict=True)):
            return tuple(Stretch(*edges(rows, top, after), top, after) for top, after in zip(tops, ends, strict=True))
    return ()


def _top(roles: Mapping[int, str], head: int, start: int) -> int:
    """The first row of the kicker above a heading, else the heading."""
    while head > start and roles.get(head - 1) == "kicker":
        head -= 1
    return head


def _heads(row: Row, role: str | None) -> bool:
    """Whether a row is a headline: by its element, no link, no name of a site."""
    if role not in (None, "headline") or row.linked * 2 > len(row.text) or told.is_site(row.text):
        return False
    return role == "headline" or row.block.tag in HEADINGS


def _own(rows: Sequence[Row]) -> bool:
    """Whether the rows under a heading are an article of their own."""
    said = [row for row in rows if not apart(row)]
    if sum(len(row.text) for row in said) < LEAST_BODY or said[-1].text[-1] not in _CLOSED:
        return False
    return any(_DATELINE.match(row.text) for row in said[:2]) or _SIGNED.search(said[-1].text) is not None


def _has_body(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether rows hold sentences up to their end, as a teaser that breaks off does not."""
    said = [row for row in rows[start:end] if not apart(row)]
    prose = [row for row in said if "。" in row.text]
    whole = bool(prose) and prose[-1].text[-1] in _CLOSED and not any(row.text.endswith(("...", "……", "…")) for row in said)
    return whole and sum(len(row.text) for row in prose) >= LEAST_ELEMENT and not any(row.linked for row in said[-1:])


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())

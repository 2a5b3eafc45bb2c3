"""The lines of a web page -> what each is by the element that holds it, and the headline of an article with kicker and subhead.

In: rows and the elements' stretches of them. Out: roles of rows, and a Head. A line is a kicker or subhead only where element,
label, dash or the level of its heading says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.acquire import told
from kg.acquire.edges import LONGEST, is_furniture
from kg.acquire.tree import HEADINGS, Row, Rows, tokens
from kg.lexicon import rows as lexicon
from kg.records import PartKind

LINES_ABOVE = 12  # lines above the article in which its headline is looked for
LINES_WITHIN = 3
MOST_BESIDE = 3  # lines of a kicker or subhead
MOST_ROWS = {"caption": 4, "byline": 3}  # of an element with a role; else as many as stand beside a headline
SHORT = 5  # letters of a headline that yields to a longer one
PART = 8  # least letters of a headline that is a part of the title
MOST_HEADING = 24  # letters of a line in bold that heads a section
_CLOSED = "。！？；：:，、…”）)"
_APART = re.compile(r"text-align\s*:\s*(?:center|right)", re.I)
_TITLES = re.compile("tit|title|bt|headline")
_LABEL = re.compile(r"[（(【\[]?(?:(引题|肩题|眉题)|(副题|副标题|子题)|(主题|正题|标题))[】\])）]?\s*[:：]\s*")
_PHOTO = re.compile(r"(?:[^\d一二三四五六七八九十百零]摄|摄影|供图)[）)]?$|^图为")
LEAST_PHOTO = 12


@dataclass(frozen=True, slots=True)
class Head:
    """The headline of an article with the lines above and below it; `taken`: the rows on which they stand, `at` the first."""

    headline: str | None
    kicker: tuple[str, ...] = ()
    subhead: tuple[str, ...] = ()
    taken: frozenset[int] = frozenset()
    at: int | None = None


@cache
def places() -> dict[str, str]:
    """Tag, id or class token -> the role of the lines that such an element holds."""
    return {row["place"]: row["role"] for row in lexicon("pages/web_heads.tsv")}


def roles_of(found: Rows) -> dict[int, str]:
    """The roles of rows that their elements tell; an outer element yields to the ones within it."""
    roles: dict[int, str] = {}
    for element, (start, end) in found.spans.items():  # inner elements come first
        role = _role_of(element)
        if role and end - start <= MOST_ROWS.get(role, MOST_BESIDE):
            for i in range(start, end):
                roles.setdefault(i, role)
    return roles


def _role_of(element: Any) -> str | None:
    """The role that an element tells; a line set in the middle right below a picture is its caption."""
    told_of = places()
    named = tokens(element)
    role = next((told_of[token] for token in named if token in told_of), None)
    if role or any("caption" in token for token in named):
        return role or "caption"
    if element.tag not in ("p", "div") or not is_set_apart(element):
        return None
    above = element.getprevious()
    picture = above is not None and above.tag in ("p", "div", "figure", "img") and not above.text_content().strip()
    return "caption" if picture and (above.tag == "img" or above.find(".//img") is not None) else None


def is_set_apart(element: Any) -> bool:
    """Whether an element is set in the middle or to the right."""
    return _APART.search(element.get("style") or "") is not None or (element.get("align") or "").lower() in ("center", "right")


def head_of(rows: Sequence[Row], roles: Mapping[int, str], start: int, end: int, title: str | None, least: int = 0) -> Head:
    """The head of the article in rows[start:end], looked for from row `least` on."""
    at = _headline(rows, roles, start, end, title, least)
    if at is None:
        beside = [i for i in range(max(least, start - LINES_ABOVE), min(start + LINES_WITHIN, end)) if i in roles]
        above = tuple(i for i in beside if roles[i] == "kicker")
        below = tuple(i for i in beside if roles[i] == "subhead")
        return Head(title, _said(rows, above), _said(rows, below), frozenset((*above, *below)))
    last = at  # of a headline on several lines
    while last + 1 < len(rows) and _same_headline(rows, roles, last, last + 1):
        last += 1
    first = at
    while first > least and _same_headline(rows, roles, first - 1, first):
        first -= 1
    above = _above(rows, roles, first, least)
    below = _below(rows, roles, last, end)
    headline = " ".join(_bare(rows[i].text) for i in range(first, last + 1))
    taken = frozenset((*above, *range(first, last + 1), *below))
    return Head(headline, _said(rows, above), _said(rows, below), taken, min(taken))


def kind_of(row: Row) -> PartKind:
    """Whether a line of the text is a heading or body."""
    heads = row.block.tag in HEADINGS or (row.strong and len(row.text) <= MOST_HEADING)
    return "heading" if heads and row.text[-1] not in _CLOSED else "body"


def is_caption(row: Row, role: str | None) -> bool:
    """Whether a line outside the article is the text of its picture."""
    if len(row.text) < LEAST_PHOTO or row.linked * 2 > len(row.text):
        return False
    return role == "caption" or _PHOTO.search(row.text) is not None


def _said(rows: Sequence[Row], which: Sequence[int]) -> tuple[str, ...]:
    return tuple(_bare(rows[i].text) for i in which)


def _bare(text: str) -> str:
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def _role(rows: Sequence[Row], roles: Mapping[int, str], i: int) -> str | None:
    label = _LABEL.match(rows[i].text)
    if label and len(rows[i].text) > label.end():
        return "kicker" if label.group(1) else "subhead" if label.group(2) else "headline"
    return roles.get(i)


def _headline(rows: Sequence[Row], roles: Mapping[int, str], start: int, end: int, title: str | None, least: int) -> int | None:
    """The line of the headline: the title of the page, what an element calls the headline, the highest and nearest heading."""
    near = [*range(start, min(start + LINES_WITHIN, end)), *range(start - 1, max(least, start - LINES_ABOVE) - 1, -1)]
    ranked: list[tuple[int, bool, int, int, int]] = []
    for distance, i in enumerate(near):
        row, role = rows[i], _role(rows, roles, i)
        if row.text == title:
            ranked.append((0, False, 0, distance, i))
        elif _may_head(row, role) and (level := _level(row, role, within=i >= start, bold=title is None)):
            part = title is not None and len(row.text) >= PART and row.text in title
            ranked.append((1 if part else 2, len(row.text) < SHORT, level, distance, i))
    return min(ranked)[-1] if ranked else None


def _may_head(row: Row, role: str | None) -> bool:
    if role in ("kicker", "subhead", "beside", "byline", "caption") or row.text[0] == "—":
        return False
    return (
        len(row.text) <= LONGEST and row.linked * 2 <= len(row.text) and not told.is_site(row.text) and not is_furniture(row.text)
    )


def _level(row: Row, role: str | None, *, within: bool, bold: bool) -> int:
    """How high a heading is, 1 the highest; 0 for what is none. `bold`: a line in bold or large letters is one."""
    if role == "headline":
        return 1
    if row.block.tag in HEADINGS:
        return int(row.block.tag[1])
    if not within and _titled(row.block):
        return 1
    return 5 if bold and row.strong and row.text[-1] not in _CLOSED else 0


def _titled(block: Any) -> bool:
    return any(_TITLES.search(token) and "sub" not in token and "pre" not in token for token in tokens(block)[1:])


def _same_headline(rows: Sequence[Row], roles: Mapping[int, str], i: int, j: int) -> bool:
    """Whether two neighbouring rows are lines of one headline: of one heading, or of one element that is called a headline."""
    if rows[j].text[0] in "—（(" or not {roles.get(i), roles.get(j)} <= {None, "headline"}:
        return False
    one, other = rows[i].block, rows[j].block
    if one is other:
        return one.tag in HEADINGS or roles.get(i) == roles.get(j) == "headline"
    return roles.get(i) == roles.get(j) == "headline" and one.tag == other.tag == "p" and one.getparent() is other.getparent()


def _above(rows: Sequence[Row], roles: Mapping[int, str], first: int, least: int) -> tuple[int, ...]:
    """The rows of the kicker, right above the headline."""
    found: list[int] = []
    for i in range(first - 1, max(least, first - MOST_BESIDE) - 1, -1):
        role = _role(rows, roles, i)
        if role in ("kicker", "beside") or (role is None and _lower(rows, i, first) and _may_head(rows[i], None)):
            found.insert(0, i)
        else:
            break
    return tuple(found)


def _below(rows: Sequence[Row], roles: Mapping[int, str], last: int, end: int) -> tuple[int, ...]:
    """The rows of the subhead, right below the headline."""
    found: list[int] = []
    for i in range(last + 1, min(last + 1 + MOST_BESIDE, max(end, last + 1))):
        role, row = _role(rows, roles, i), rows[i]
        dashed = row.text.startswith(("——", "--", "—")) and len(row.text) <= LONGEST and role is None
        alone = not any(other.block.tag == row.block.tag for other in rows[i + 1 : end])  # else it heads a section
        if role in ("subhead", "beside") or dashed or (role is None and alone and _lower(rows, i, last) and _may_head(row, None)):
            found.append(i)
        else:
            break
    return tuple(found)


def _lower(rows: Sequence[Row], i: int, headline: int) -> bool:
    """Whether row i is a heading of a lower level than the headline, in the same element."""
    one, other = rows[i].block, rows[headline].block
    if one.tag not in HEADINGS or other.tag not in HEADINGS or one.getparent() is not other.getparent():
        return False
    return bool(one.tag > other.tag)

"""Web pages of digital papers and news sites -> Pages of the form "article", their furniture left out.

In: bytes of HTML. Out: one Page, or a Problem. The article is the element in which the systems of papers and sites keep it, else
what trafilatura finds (Apache-2.0, no network), with every line that stands between; edges are freed of the site's own lines.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import trafilatura

from kg.acquire import told
from kg.acquire.decoding import decode
from kg.acquire.edges import edges
from kg.acquire.fields import article_page
from kg.acquire.heads import LINES_ABOVE, Head, head_of, is_caption, is_set_apart, kind_of, places, roles_of
from kg.acquire.plain import foreign, from_name
from kg.acquire.several import Stretch, several
from kg.acquire.tree import Row, Rows, rows_of, tokens, unwrapped
from kg.lexicon import rows as lexicon
from kg.records import Page, PartKind, Problem

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I)
LEAST = 20
CAPTIONS_BEHIND = 3  # lines below the article in which captions are looked for


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page comes from: its name, paper and date where the user says so, and its encoding."""

    name: str
    paper: str | None
    date: str | None
    encoding: str


def web_article(data: bytes, name: str, paper: str | None, date: str | None, encoding: str | None) -> Iterator[Page | Problem]:
    """The article of one web page."""
    text, used, problems = decode(data, name, encoding or _declared(data))
    yield from problems
    if text is None:
        return
    try:
        tree = lxml.html.document_fromstring(
            text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        )
        found = rows_of(tree, frozenset(places()))
        span = _place(found) or _main(text, found)
    except (ValueError, lxml.etree.LxmlError) as error:
        yield Problem(name, "broken", f"{name}: is no HTML that can be read ({error}); left out")
        return
    start, end = edges(found.rows, *span) if span else (0, 0)
    words = "\n".join(row.text for row in found.rows[start:end])
    if len(words) < LEAST:
        yield _from_data(tree, data, Source(name, paper, date, used)) or Problem(
            name, "no-article", f"{name}: holds no article that can be told from its furniture; left out"
        )
        return
    other = foreign(words, name)
    if other:
        yield other
        return
    roles = roles_of(found)
    stretches = several(found, roles, (start, end))
    for n, stretch in enumerate(stretches, 1):
        yield _page(tree, found, roles, stretch, data, Source(f"{name}#{n}", paper, date, used), alone=False)
    if not stretches:
        whole = Stretch(start, end, 0, len(found.rows))
        yield _page(tree, found, roles, whole, data, Source(name, paper, date, used), alone=True)


def _page(tree: Any, found: Rows, roles: Mapping[int, str], stretch: Stretch, data: bytes, given: Source, *, alone: bool) -> Page:
    """The Page of the article that stands in a stretch of rows; what the page tells to machines is said of one `alone`."""
    rows, start, end = found.rows, stretch.start, stretch.end
    meta, ld = told.metas(tree), told.linked_data(tree)
    title = told.title_of(meta, ld, tree.findtext(".//title")) if alone else None
    head = head_of(rows[: stretch.most], roles, start, end, title, stretch.least)
    body = _body(rows[: stretch.most], roles, start, end, head)
    before, behind = [row.text for row in rows[:start]], [row.text for row in rows[end:]]
    near = before[max(stretch.least, head.at if head.at is not None else start - LINES_ABOVE) :]
    beside = [*near, *(text for _, text in body[:1]), *behind[: min(6, stretch.most - end)]]
    byline = told.byline_of(beside, {}, {}) or _author(rows, roles, stretch)
    if alone:
        byline = byline or told.byline_of((), meta, ld)
    if byline and body and told.closed(body[0][1]) == byline:
        del body[0]
    named = from_name(given.name)
    return article_page(
        given.name,
        hashlib.sha256(data).hexdigest(),
        headline=head.headline,
        byline=told.names_of(byline),
        text=body,
        paper=given.paper or named[0] or told.paper_of(tree, meta, ld, [*near, *before, *behind]),
        date=given.date or told.date_of(tree, meta, ld, before, behind) or named[1],
        encoding=given.encoding,
        kicker=head.kicker,
        subhead=head.subhead,
    )


def _author(rows: Sequence[Row], roles: Mapping[int, str], stretch: Stretch) -> str | None:
    """The names above the article in an element called the author's, or that open it, set to the right or in the middle."""
    near = range(max(stretch.least, stretch.start - LINES_ABOVE), stretch.start + 1)
    named = next((name for i in near if roles.get(i) == "byline" and (name := told.author_of(rows[i].text))), None)
    first = rows[stretch.start]
    return named or (told.closed(first.text) if is_set_apart(first.block) and told.are_persons(first.text) else None)


def _from_data(tree: Any, data: bytes, given: Source) -> Page | None:
    """The article that a page tells to machines alone, its programs being left to print it."""
    meta, ld = told.metas(tree), told.linked_data(tree)
    text = ld.get("articleBody")
    if not isinstance(text, str) or len(text.strip()) < LEAST or foreign(text, given.name):
        return None
    named = from_name(given.name)
    byline = told.byline_of((), meta, ld)
    return article_page(
        given.name,
        hashlib.sha256(data).hexdigest(),
        headline=told.title_of(meta, ld, tree.findtext(".//title")),
        byline=told.names_of(byline),
        text=text,
        paper=given.paper or named[0] or told.paper_of(tree, meta, ld, ()),
        date=given.date or told.date_of(tree, meta, ld, (), ()) or named[1],
        encoding=given.encoding,
    )


def _body(rows: Sequence[Row], roles: Mapping[int, str], start: int, end: int, head: Head) -> list[tuple[PartKind, str]]:
    """The lines of the article below its head, and the captions of pictures that stand right above and below it."""
    kept = [i for i in range(start, end) if i not in head.taken and (i > start + 2 or rows[i].text != head.headline)]
    body: list[tuple[PartKind, str]] = []
    for caption, group in groupby(kept, key=lambda i: roles.get(i) == "caption"):
        body += [("caption" if caption else kind_of(row), row.text) for row in unwrapped([rows[i] for i in group])]
    said = {text for _, text in body}
    top = max((i + 1 for i in head.taken if i < start), default=start)
    for i in (*range(top, start), *range(end, min(end + CAPTIONS_BEHIND, len(rows)))):
        if i not in head.taken and rows[i].text not in said and is_caption(rows[i], roles.get(i)):
            body.append(("caption", rows[i].text))
    return body


def _declared(data: bytes) -> str | None:
    """The Chinese encoding that a meta element declares, unless the bytes are UTF-8."""
    declared = _CHARSET.search(data[:3000])
    named = declared.group(1).decode("ascii").lower() if declared else None
    if named not in ("gb2312", "gbk", "gb18030", "big5"):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "big5" if named == "big5" else "gb18030"
    return None


def _place(found: Rows) -> tuple[int, int] | None:
    """The lines of the element in which a known system keeps its article; the surest place first."""
    order = {row["place"]: int(row["rank"]) for row in lexicon("pages/web_places.tsv")}
    best: tuple[int, int, tuple[int, int]] | None = None
    for number, (element, span) in enumerate(found.spans.items()):
        rank = min((order[token] for token in tokens(element) if token in order), default=None)
        if rank is not None and _is_prose(found.rows[span[0] : span[1]]) and (best is None or (rank, number) < best[:2]):
            best = rank, number, span
    return best[2] if best else None


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether lines are words to read rather than links."""
    size, linked = sum(len(row.text) for row in rows), sum(row.linked for row in rows)
    return size >= LEAST and linked < 0.5 * size


def _main(text: str, found: Rows) -> tuple[int, int] | None:
    """The lines from the first to the last that trafilatura takes for the article, else of the block with most prose."""
    for tables, precise in ((False, True), (True, True), (True, False)):
        taken = trafilatura.extract(text, include_comments=False, include_tables=tables, favor_precision=precise) or ""
        if len(taken) < LEAST:
            continue
        whole = "".join(taken.split())
        hits = [i for i, row in enumerate(found.rows) if len(row.text) >= LEAST and "".join(row.text.split()) in whole]
        if hits:
            span = _within(found, hits[0], hits[-1])
            if _is_prose(found.rows[span[0] : span[1]]):
                return span
    return _most_prose(found)


def _within(found: Rows, first: int, last: int) -> tuple[int, int]:
    """The lines of the smallest cell, division or section around two lines, the two lines alone where there is none."""
    around = [
        (end - start, start, end)
        for element, (start, end) in found.spans.items()
        if start <= first and last < end and element.tag in ("div", "td", "section", "article")
    ]
    size, start, end = min(around, default=(0, first, last + 1))
    return (start, end) if 0 < size <= 3 * (last + 1 - first) + 6 else (first, last + 1)


def _most_prose(found: Rows) -> tuple[int, int] | None:
    """The lines of the block that holds most sentences outside links."""
    weight: dict[Any, int] = {}
    for row in found.rows:
        if row.linked * 2 < len(row.text) and ("。" in row.text or "，" in row.text) and len(row.text) >= LEAST:
            holder = row.block if row.block.tag in ("div", "td", "body") else row.block.getparent()
            weight[holder] = weight.get(holder, 0) + len(row.text)
    best = max(weight, key=lambda element: weight[element], default=None)
    span = found.spans.get(best)
    return span if span and _is_prose(found.rows[span[0] : span[1]]) else None

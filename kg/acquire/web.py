"""Web pages of digital papers and news sites -> Pages of the form "article", their furniture left out.

In: bytes of HTML. Out: one Page, or a Problem. trafilatura finds body, title and date (Apache-2.0, well kept, the best of its
kind in public comparisons, and it needs no network); pages of the digital-paper systems say themselves where the article stands.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from trafilatura.settings import Document

from kg.acquire.decoding import decode
from kg.acquire.plain import foreign, from_name
from kg.acquire.ready import article_page
from kg.records import Page, Problem

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
_SITE_TAIL = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{0,20}(?:网|报|在线|新闻|客户端|数字报|电子版)\s*$")
_AUTHOR = re.compile(r"(?:本报)?(?:记者|通讯员|作者)[:：\s]*([\u4e00-\u9fff·]{2,8}(?:[、\s]+[\u4e00-\u9fff·]{2,8}){0,4})")
LEAST = 20
ARTICLE_PLACES = (
    "//founder-content",
    "//*[@id='ozoom']",
    "//*[@id='articleContent']",
    "//*[@id='zoom']",
    "//*[@class='article-content']",
)


def web_article(data: bytes, name: str, paper: str | None, date: str | None, encoding: str | None) -> Iterator[Page | Problem]:
    """The article of one web page."""
    declared = _CHARSET.search(data[:3000])
    named = declared.group(1).decode("ascii").lower() if declared else None
    if encoding is None and named in ("gb2312", "gbk", "gb18030", "big5"):
        encoding = "big5" if named == "big5" else "gb18030"
    text, used, problems = decode(data, name, encoding)
    yield from problems
    if text is None:
        return
    try:
        tree = lxml.html.fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8", no_network=True))
        found = trafilatura.bare_extraction(
            text, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
        )
    except (ValueError, lxml.etree.LxmlError) as error:
        yield Problem(name, "broken", f"{name}: is no HTML that can be read ({error}); left out")
        return
    told = found.as_dict() if isinstance(found, Document) else {}
    body = _named_place(tree) or told.get("text") or ""
    if len(body) < LEAST:
        yield Problem(name, "no-article", f"{name}: holds no article that can be told from its furniture; left out")
        return
    other = foreign(body, name)
    if other:
        yield other
        return
    title = told.get("title") or tree.findtext(".//title")
    headline = _SITE_TAIL.sub("", title).strip() if title else None
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if headline and lines and lines[0] == headline:
        del lines[0]
    named_in_file = from_name(name)
    author = _AUTHOR.search(told.get("author") or "")
    yield article_page(
        name,
        hashlib.sha256(data).hexdigest(),
        headline=headline,
        byline=tuple(author.group(1).split()) if author else (),
        text="\n".join(lines),
        paper=paper or named_in_file[0],
        date=date or told.get("date") or named_in_file[1],
        encoding=used,
    )


def _named_place(tree: Any) -> str | None:
    """The text of the element in which a digital paper keeps its article, paragraph by paragraph."""
    for path in ARTICLE_PLACES:
        for element in tree.xpath(path):
            paragraphs = element.xpath(".//p") or [element]
            text = "\n".join("".join(paragraph.itertext()).strip() for paragraph in paragraphs)
            if len(text) >= LEAST:
                return text
    return None

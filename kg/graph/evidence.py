"""From a stretch of an article to the printed characters that prove it.

In: an Article, its Page's text and a half-open range of the article. Out: Spans, each contiguous on the page: its characters of
the page, white space dropped, are its characters of the article, white space dropped. A stretch that jumps on the page (over a
caption, into the next column, over doubled characters) gives several spans.
"""

from bisect import bisect_right
from dataclasses import dataclass

from kg.records import Article


@dataclass(frozen=True, slots=True)
class Span:
    """`exact` is Article.text[start:end]; `source_start`, `source_end` are code points of the page as received.

    `line` is the 1-based number of the page's line on which the quote begins.
    """

    exact: str
    start: int
    end: int
    source_start: int
    source_end: int
    line: int


def places_of(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """(position in the article, position on the page) of every printed character of the range, in order."""
    starts = [run.start for run in article.runs]
    found: list[tuple[int, int]] = []
    for run in article.runs[max(0, bisect_right(starts, start) - 1) :]:
        if run.start >= end:
            break
        for at in range(max(start, run.start), min(end, run.start + run.length)):
            found.append((at, run.place + at - run.start))
    return found


def spans_of(article: Article, page_text: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans of the range, in the article's order; empty when nothing of it was printed."""
    groups: list[list[tuple[int, int]]] = []
    for at, place in places_of(article, start, end):
        if article.text[at].isspace():
            continue
        if groups and place > groups[-1][-1][1] and not page_text[groups[-1][-1][1] + 1 : place].strip():
            groups[-1].append((at, place))
        else:
            groups.append([(at, place)])
    return tuple(
        Span(
            article.text[g[0][0] : g[-1][0] + 1],
            g[0][0],
            g[-1][0] + 1,
            g[0][1],
            g[-1][1] + 1,
            page_text.count("\n", 0, g[0][1]) + 1,
        )
        for g in groups
    )

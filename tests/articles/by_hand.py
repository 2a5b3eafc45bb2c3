"""Pages written by hand: a text, and what a reader should find in it."""

from kg.records import Article, Box, Line, Page


def page(text: str, **fields: object) -> Page:
    """A dump of these lines."""
    lines: list[Line] = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, at, at + len(line)))
        at += len(line) + 1
    return Page("by-hand.txt", "0" * 64, text, tuple(lines), **fields)  # type: ignore[arg-type]


def laid(*rows: tuple[str, float, float, float]) -> Page:
    """A laid-out page of lines, each with its left edge, top and size; set from the top down where ↓ stands before it."""
    lines: list[Line] = []
    at = 0
    for number, (said, x0, top, size) in enumerate(rows, 1):
        text = said.removeprefix("↓")
        long = size * len(text)
        box = Box(0, x0, top, x0 + size, top + long, size) if text != said else Box(0, x0, top, x0 + long, top + size, size)
        lines.append(Line(number, at, at + len(text), box))
        at += len(text) + 1
    text = "\n".join(said.removeprefix("↓") for said, *_ in rows)
    return Page("by-hand.pdf", "0" * 64, text, tuple(lines), "layout", "pdf")


def column(x0: float, top: float, *lines: str) -> list[tuple[str, float, float, float]]:
    """Lines of a body of size 10, one below the other, the first set in."""
    return [(line, x0 + 20 * (n == 0), top + 15 * n, 10.0) for n, line in enumerate(lines)]


def body(article: Article) -> str:
    """Its paragraphs and headings."""
    return "\n".join(article.text[part.start : part.end] for part in article.parts if part.kind in ("body", "heading"))


def numbers(article: Article) -> set[int]:
    """Its page lines."""
    return {number for first, last in article.lines for number in range(first, last + 1)}


def assert_maps_back(articles: tuple[Article, ...], source: Page) -> None:
    """Runs are in order, equal the page character by character, and leave out only separators."""
    for article in articles:
        covered = 0
        for run in article.runs:
            assert run.start >= covered
            assert not article.text[covered : run.start].strip()
            assert article.text[run.start : run.start + run.length] == source.text[run.place : run.place + run.length]
            covered = run.start + run.length
        assert not article.text[covered:].strip()
        printed = [
            line.number
            for line in source.lines
            for run in article.runs
            if run.place < line.end and run.place + run.length > line.start
        ]
        assert set(printed) <= numbers(article)
        for first, second in zip(article.parts, article.parts[1:], strict=False):
            assert article.text[first.end : second.start] == "\n"

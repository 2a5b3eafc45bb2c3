"""The tree of a web page -> its lines as a reader sees them, and the stretch of lines that each element holds.

In: an lxml tree. Out: rows in the order of the page, one for each innermost block or break. Nothing that is shown is lost;
programs, forms, menus and hidden elements are no lines. Rows of one element always stand together.
"""

import re
from dataclasses import dataclass, field
from typing import Any

SKIPPED = frozenset(("script", "style", "select", "form", "button", "textarea", "iframe", "nav", "noscript", "head", "template"))
BLOCKS = frozenset((
    "p", "div", "section", "article", "tr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "table", "tbody", "td", "th", "center", "main", "header", "footer", "aside", "body", "html", "figure", "figcaption", "pre",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_BLANKS = re.compile(r"[^\S\u3000]+")
DEEPEST = 400  # elements within each other; what stands deeper is read as the text of that element


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its words, how many of its characters are links, and the block that it stands in."""

    text: str
    linked: int
    block: Any


@dataclass(slots=True)
class Rows:
    """The lines of a page, and for each element its half-open stretch of them."""

    rows: list[Row] = field(default_factory=list)
    spans: dict[Any, tuple[int, int]] = field(default_factory=dict)
    pieces: list[tuple[str, bool]] = field(default_factory=list)


def rows_of(root: Any) -> Rows:
    """All lines below `root`."""
    found = Rows()
    _walk(root, root, found, linked=False, depth=0)
    _end(found, root)
    found.spans[root] = (0, len(found.rows))
    return found


def tokens(element: Any) -> list[str]:
    """Tag, id and class tokens of an element in lower case."""
    return [str(element.tag).lower(), *(f"{element.get('id') or ''} {element.get('class') or ''}").lower().split()]


def _walk(element: Any, block: Any, found: Rows, *, linked: bool, depth: int) -> None:
    parts = element.tag in BLOCKS or "-" in element.tag or element.get("id")
    inner = element if element.tag in BLOCKS or "-" in element.tag else block
    if parts and element.tag in ("td", "th") and element.getprevious() is not None and _small(element):
        parts, inner = False, block  # the cells of a table of figures stand on one line
        found.pieces.append(("　", False))
    if parts:
        _end(found, block)
    start = len(found.rows)
    linked = linked or element.tag == "a"
    _say(found, element.text, linked)
    if depth > DEEPEST:
        _say(found, "".join(element.itertext()), linked)
    else:
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag == "br":
                _end(found, inner)
            elif child.tag not in SKIPPED and not _HIDDEN.search(child.get("style") or ""):
                _walk(child, inner, found, linked=linked, depth=depth + 1)
            _say(found, child.tail, linked)
    if parts:
        _end(found, inner)
        found.spans[element] = (start, len(found.rows))


def _small(cell: Any) -> bool:
    """Whether a cell is one of a table of figures: no block stands in it, and few words."""
    return not any(child.tag in BLOCKS or child.tag == "br" for child in cell.iterchildren()) and len(cell.text_content()) < 30


def _say(found: Rows, text: str | None, linked: bool) -> None:
    if text:
        found.pieces.append((text, linked))


def _end(found: Rows, block: Any) -> None:
    """End the line that is being gathered."""
    text = _BLANKS.sub(" ", "".join(text for text, _ in found.pieces)).strip(" \u3000\u200b\ufeff")
    if text:
        linked = sum(len("".join(text.split())) for text, linked in found.pieces if linked)
        found.rows.append(Row(text, linked, block))
    found.pieces.clear()

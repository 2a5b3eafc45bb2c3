"""The tree of a web page -> its lines as a reader sees them, and the stretch of lines that each element holds.

In: an lxml tree. Out: rows in the order of the page, one for each innermost block or break. Nothing that is shown is lost;
programs, forms, menus and hidden elements are no lines. Rows of one element always stand together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

SKIPPED = frozenset((
    "script", "style", "select", "form", "button", "textarea", "iframe", "nav", "noscript", "head", "template", "rt", "rp",
    "video", "audio", "object", "svg", "canvas", "amp-sidebar", "amp-ad", "amp-consent", "dialog",
))  # fmt: skip
BLOCKS = frozenset((
    "p", "div", "section", "article", "tr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "table", "tbody", "td", "th", "center", "main", "header", "footer", "aside", "body", "html", "figure", "figcaption", "pre",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BLANKS = re.compile(r"[^\S\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_INDENTS = re.compile("(?<=[。！？”）])[^\\S\u3000\u00a0]*(?:\u3000{2,}|\u00a0{4,}|\u2003{2,})|[\r\n][ \t\u00a0]*\u3000{2,}")
_CLOSED = "。！？!?…；;：:”）)》】"
_OPENERS = "●■◆▲△★※·（(【[□—"
WRAPPED = 18  # least letters of a line that a break parts from the rest of its sentence
BETWEEN_CELLS = "｜"  # blanks between Chinese letters are taken for justification
CELL = 30  # letters of a cell of a table of figures
DEEPEST = 400  # elements within each other; what stands deeper is read as the text of that element


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its words, how many of its characters are links, and the block that it stands in.

    `broken`: a single break (br) ends it; `indent`: it is set in as a paragraph is; `strong`: it is set in bold or large letters.
    """

    text: str
    linked: int
    block: Any
    broken: bool = False
    indent: bool = False
    strong: bool = False


@dataclass(slots=True)
class Rows:
    """The lines of a page, and for each element its half-open stretch of them."""

    rows: list[Row] = field(default_factory=list)
    spans: dict[Any, tuple[int, int]] = field(default_factory=dict)
    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    figures: dict[Any, bool] = field(default_factory=dict)


def rows_of(root: Any, named: frozenset[str] = frozenset()) -> Rows:
    """All lines below `root`; an element with an id, or a class that is `named`, has lines of its own."""
    found = Rows(named=named)
    _walk(root, root, found, linked=False, strong=False, depth=0)
    _end(found, root)
    found.spans[root] = (0, len(found.rows))
    return found


def tokens(element: Any) -> list[str]:
    """Tag, id and class tokens of an element in lower case."""
    return [str(element.tag).lower(), *(f"{element.get('id') or ''} {element.get('class') or ''}").lower().split()]


def _walk(element: Any, block: Any, found: Rows, *, linked: bool, strong: bool, depth: int) -> None:
    parts = element.tag in BLOCKS or "-" in element.tag or element.get("id") or not found.named.isdisjoint(tokens(element))
    inner = element if element.tag in BLOCKS or "-" in element.tag else block
    if element.tag in ("td", "th") and _in_figures(element.getparent(), found):  # the cells of a row of figures stand on one line
        _say_cell(found, element, linked)
        return
    if parts:
        _end(found, block)
    start = len(found.rows)
    linked = linked or element.tag == "a"
    strong = strong or _strong(element)
    _say(found, element.text, linked, strong)
    if depth > DEEPEST:
        _say(found, "".join(element.itertext()), linked, strong)
    else:
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag == "br":
                _end(found, inner, broken=True)
            elif child.tag == "hr":
                _end(found, inner)
            elif child.tag not in SKIPPED and not _hidden(child):
                _walk(child, inner, found, linked=linked, strong=strong, depth=depth + 1)
            _say(found, child.tail, linked, strong)
    if parts:
        _end(found, inner)
        found.spans[element] = (start, len(found.rows))


def _in_figures(row: Any, found: Rows) -> bool:
    """Whether a row of a table holds several cells, in none of which a block stands, and few words in each."""
    if row not in found.figures:
        cells = [one for one in row.iterchildren() if one.tag in ("td", "th")]
        found.figures[row] = sum(bool(one.text_content().strip()) for one in cells) > 1 and all(map(_small, cells))
    return found.figures[row]


def _small(cell: Any) -> bool:
    """Whether no block stands in a cell but one paragraph, and few words."""
    blocks = [one for one in cell.iterdescendants() if one.tag in BLOCKS or one.tag == "br"]
    return len(blocks) <= 1 and all(one.tag == "p" for one in blocks) and len(cell.text_content().strip()) < CELL


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _strong(element: Any) -> bool:
    """Whether an element sets its words in bold or large letters."""
    if element.tag == "font":
        return (element.get("size") or "").lstrip("+") in ("4", "5", "6", "7")
    return element.tag in ("b", "strong") or _BOLD.search(element.get("style") or "") is not None


def _say(found: Rows, text: str | None, linked: bool, strong: bool) -> None:
    if text:
        found.pieces.append((text, linked, strong))


def _say_cell(found: Rows, cell: Any, linked: bool) -> None:
    """Say the words of a cell, parted from those of the cell before it but from a label (来源：) that ends with its colon."""
    words = cell.text_content().strip()
    before = found.pieces[-1][0].rstrip() if found.pieces else ""
    if before and words and before[-1:] not in (":", "："):
        _say(found, BETWEEN_CELLS, linked, False)
    _say(found, words, linked or cell.find(".//a") is not None, False)


def _end(found: Rows, block: Any, *, broken: bool = False) -> None:
    """End the line that is being gathered; blanks as wide as an indent behind a sentence end one too."""
    whole = _INVISIBLE.sub("", "".join(text for text, _, _ in found.pieces))
    linked = sum(len("".join(text.split())) for text, linked, _ in found.pieces if linked)
    strong = all(strong for text, _, strong in found.pieces if text.strip())
    found.pieces.clear()
    lines = [(part, line) for part in _INDENTS.split(whole) if (line := _BLANKS.sub(" ", part).strip(" \u3000"))]
    for n, (part, line) in enumerate(lines):
        last = n == len(lines) - 1
        indent = n > 0 or part.lstrip("\r\n\t ")[:1] in ("\u3000", "\u2003") or part.lstrip("\r\n\t ")[:2] == "\u00a0\u00a0"
        found.rows.append(Row(line, min(linked, len(line)), block, broken and last, indent, strong))
    if broken and not lines and found.rows and found.rows[-1].broken:  # a second break: a paragraph ends
        found.rows[-1] = replace(found.rows[-1], broken=False)


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows, those joined that a break parts in the middle of a sentence as wide as a printed line."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and last.broken and last.block is row.block and not row.indent and _goes_on(last.text, row.text):
            found[-1] = replace(row, text=last.text + row.text, linked=last.linked + row.linked, indent=last.indent)
        else:
            found.append(row)
    return found


def _goes_on(line: str, other: str) -> bool:
    """Whether a line breaks off within its sentence and the other takes it up."""
    return (
        len(line) >= WRAPPED
        and line[-1] not in _CLOSED
        and other[0] not in _OPENERS
        and not (line[-1].isascii() and other[0].isascii())
    )

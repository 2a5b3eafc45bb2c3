"""A generated page as PDF: every article a block of columns under its headline, blocks on shelves, on some pages with drawn lines
between articles or columns, some articles framed.

In: a GeneratedPage (best `plain`). Out: the bytes of a PDF whose lines are those of the dump, now with places on a sheet.
"""

import io
import random
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.pagegen.page import Frame, GeneratedPage

FONT = "STSong-Light"
BODY = 9.0
PITCH = 13.0
GUTTER = 18.0
SHEET = 1120.0
MARGIN = 40.0


class _Sheet:
    """Collects what is to be drawn, places counted from the top."""

    def __init__(self) -> None:
        self.items: list[
            tuple[float, float, float, float, str]
        ] = []  # x, base line from the top, size, extra between letters, text
        self.drawn: list[tuple[float, float, float, float]] = []  # lines and boxes: x, y from the top, x, y

    def line(self, x: float, y: float, size: float, text: str, width: float = 0.0) -> None:
        """One line; `width` spreads it to fill its column."""
        if text.startswith("　　"):
            text = text[2:]
            x += 2 * size
            width -= 2 * size if width else 0.0
        extra = 0.0
        if width and len(text) > 1:
            natural = pdfmetrics.stringWidth(text, FONT, size)
            extra = (width - natural) / (len(text) - 1)
            extra = extra if -0.3 * size < extra < 0.4 * size else 0.0  # a line too long is squeezed, never set into the gutter
        self.items.append((x, y, size, extra, text))


def print_pdf(page: GeneratedPage) -> bytes:
    """The page as one sheet."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rng = random.Random(page.seed + 1)
    sheet = _Sheet()
    owners = list(dict.fromkeys(frame.owner for frame in page.frames if frame.owner is not None))
    furniture = [frame.lines[0] for frame in page.frames if frame.owner is None]
    y = MARGIN + 20
    for n, text in enumerate(furniture[: len(furniture) // 2 + 1]):
        sheet.line(MARGIN + 260 * n, y, 10, text)
    y += 40
    ruled = rng.random() < 0.5
    column_rules = rng.random() < 0.2
    shelf: list[tuple[float, float, _Sheet]] = []
    x = MARGIN
    for owner in owners:
        width, height, block = _block([frame for frame in page.frames if frame.owner == owner], column_rules, rng)
        if x > MARGIN and x + width > SHEET - MARGIN:
            y = _put(sheet, shelf, y, ruled)
            shelf, x = [], MARGIN
        shelf.append((x, height, block))
        if ruled and rng.random() < 0.2:
            block.drawn.append((-6.0, 2.0, width + 6.0, height + 9.0))
        x += width + 1.6 * GUTTER
    y = _put(sheet, shelf, y, ruled)
    for n, text in enumerate(furniture[len(furniture) // 2 + 1 :]):
        sheet.line(MARGIN + 300 * n, y + 20, 9, text)
    return _draw(sheet, y + 60, rng)


def _put(sheet: _Sheet, shelf: list[tuple[float, float, _Sheet]], y: float, ruled: bool) -> float:
    high = max((height for _, height, _ in shelf), default=0.0)
    for n, (x, _, block) in enumerate(shelf):
        sheet.items += [(x + dx, y + dy, size, extra, text) for dx, dy, size, extra, text in block.items]
        sheet.drawn += [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in block.drawn]
        if ruled and n:
            sheet.drawn.append((x - 0.8 * GUTTER, y + 4, x - 0.8 * GUTTER, y + high))
    if ruled and shelf:
        sheet.drawn.append((MARGIN, y + high + 16.0, SHEET - MARGIN, y + high + 16.0))
    return y + high + 34.0


def _block(frames: Sequence[Frame], column_rules: bool, rng: random.Random) -> tuple[float, float, _Sheet]:
    """(width, height, lines) of one article: headline, byline, columns, signature, captions below."""
    by_role: dict[str, list[Frame]] = {}
    for frame in frames:
        by_role.setdefault(frame.role, []).append(frame)
    lines = [line for frame in by_role.get("body", []) for line in frame.lines]
    lines += [line for frame in by_role.get("signature", []) for line in frame.lines]
    letters = max((frame.width for frame in by_role.get("body", []) or by_role.get("caption", [])), default=20)
    most = max(1, int((SHEET - 2 * MARGIN + GUTTER) / (letters * BODY + GUTTER)))
    columns = max(1, min(most, round(len(lines) / rng.choice((14, 20, 28)))))
    width = columns * letters * BODY + (columns - 1) * GUTTER
    block = _Sheet()
    y = 0.0
    for frame in by_role.get("headline", []):
        widest = max(map(len, frame.plain))
        for text in frame.plain:
            main = not text.startswith("——") and (len(frame.plain) == 1 or text in frame.plain)
            size = min(24.0 if main else 13.0, (width) / max(widest, 1))
            size = max(size, 12.0)
            y += size * 1.25
            block.line(0.0, y, size, text)
            width = max(width, len(text) * size)
        y += 8
    for frame in by_role.get("byline", []):
        y += 14
        block.line(0.0, y, BODY, frame.plain[0])
        y += 4
    deep = -(-len(lines) // columns) if lines else 0
    for n, text in enumerate(lines):
        column, row = divmod(n, max(deep, 1))
        last = text[-1] in "。”！？）" and len(text) < letters - 1
        block.line(column * (letters * BODY + GUTTER), y + (row + 1) * PITCH, BODY, text, 0.0 if last else letters * BODY)
    if column_rules and deep > 3:
        for column in range(1, columns):
            x = column * (letters * BODY + GUTTER) - 0.5 * GUTTER
            block.drawn.append((x, y + 4, x, y + deep * PITCH))
    y += deep * PITCH
    for frame in by_role.get("caption", []):
        y += 22
        for text in frame.lines:
            y += 11
            block.line(0.0, y, 8.0, text)
        width = max(width, frame.width * 8.0)
    return width, y, block


def _draw(sheet: _Sheet, height: float, rng: random.Random) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SHEET, height), invariant=1)
    items = list(sheet.items)
    if rng.random() < 0.5:
        items.sort(key=lambda item: -item[2])  # headlines first in the file
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in sheet.drawn:
        if min(x1 - x0, y1 - y0) > 0:
            canvas.rect(x0, height - y1, x1 - x0, y1 - y0)
        else:
            canvas.line(x0, height - y0, x1, height - y1)
    for x, y, size, extra, text in items:
        drawn = canvas.beginText(x, height - y)
        drawn.setFont(FONT, size)
        drawn.setCharSpace(extra)
        drawn.textOut(text)
        canvas.drawText(drawn)
    canvas.showPage()
    canvas.save()
    return out.getvalue()

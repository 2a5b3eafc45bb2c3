"""Glyphs of a laid-out sheet -> lines in reading order, by geometry alone.

In: glyphs with their boxes, and what is drawn. Out: lines (text and box) as a reader takes them: headline, then its columns from
left to right. Columns and blocks are found by white space and by drawn lines and boxes (`blocks`, `order`).
"""

from collections import Counter
from collections.abc import Sequence

from kg.acquire.blanks import join_blanks, join_names
from kg.acquire.blocks import LEADING, THIN, Block, Boxed, Drawn, blocks_of, parted
from kg.acquire.gutters import part_at_gutters
from kg.acquire.initials import join_initials
from kg.acquire.order import BIG, reading_order
from kg.acquire.pictures import captions_last
from kg.acquire.pieces import join_pieces
from kg.acquire.strips import Glyph, Strip, strips_of, without_ruby, without_shadows
from kg.records import Box

LEAST_RULE, LEAST_FRAME = 3.0, 5.0  # ems of the body: least length of a line that parts, least side of a box around an article
MOST_FRAMED = 0.6  # share of the page's lines up to which a box is one around an article
MOST_FRAMES = 60
HEAVY = 1.2  # a line in a heavy face counts as so much larger: the headlines of briefs have the size of the body


def read_sheet(glyphs: Sequence[Glyph], sheet: int, drawn: Sequence[Drawn] = ()) -> list[tuple[str, Box | None]]:
    """Text and box of every line of the sheet in reading order; ("", None) where a drawn line or box parts two lines."""
    strips = part_at_gutters(without_ruby(strips_of(without_shadows(glyphs))))
    if not strips:
        return []
    body = body_size(strips)
    strips = join_initials(join_pieces(join_names(join_blanks(strips, body), body), BIG * body), body)
    lines = rules(drawn, body)
    boxed = frames(drawn, strips, body)
    heavy = sum(map(_is_bold, strips)) > 0.4 * len(strips)
    found: list[tuple[str, Box | None]] = []
    last: Strip | None = None
    bold = False
    for strip in _in_order(strips, lines, boxed, body):
        if last and (_frame_of(last, boxed) != _frame_of(strip, boxed) or parted(last, strip, lines)):
            found.append(("", None))
        bold = not heavy and (_is_bold(strip) or (bold and last is not None and _is_rest(strip, last)))
        size = strip.size * (HEAVY if bold else 1.0)
        found.append((strip.text, Box(sheet, strip.x0, strip.top, strip.x1, strip.bottom, size)))
        last = strip
    return found


def _is_bold(strip: Strip) -> bool:
    """Whether a whole line is printed in a heavy face (not just its 本报讯)."""
    return len(strip.glyphs) > 1 and all(glyph.bold or glyph.char.isspace() for glyph in strip.glyphs)


def _is_rest(strip: Strip, above: Strip) -> bool:
    """Whether one letter alone, which may be any initial, is the rest of the heavy line above it."""
    alike = abs(strip.size - above.size) < 0.05 * above.size and abs(strip.top - above.bottom) < LEADING * above.size
    return len(strip.glyphs) == 1 and strip.glyphs[0].bold and alike


def rules(drawn: Sequence[Drawn], body: float) -> list[Drawn]:
    """The thin lines among what is drawn, long enough to part something."""
    return [
        d for d in drawn if min(d.x1 - d.x0, d.bottom - d.top) <= THIN and max(d.x1 - d.x0, d.bottom - d.top) >= LEAST_RULE * body
    ]


def frames(drawn: Sequence[Drawn], strips: Sequence[Strip], body: float) -> list[Drawn]:
    """The boxes around articles, smallest first: not those around the page, and not the ground of a mere headline."""
    found: list[Drawn] = []
    for d in drawn:
        if min(d.x1 - d.x0, d.bottom - d.top) < LEAST_FRAME * body:
            continue
        held = [strip for strip in strips if _holds(d, strip)]
        if sum(strip.size < BIG * body for strip in held) >= 3 and len(held) < MOST_FRAMED * len(strips):
            found.append(d)
    return sorted(set(found), key=lambda d: ((d.x1 - d.x0) * (d.bottom - d.top), d.top, d.x0))[:MOST_FRAMES]


def _holds(frame: Drawn, inner: Boxed) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _frame_of(strip: Boxed, boxed: Sequence[Drawn]) -> Drawn | None:
    """The smallest box around a line."""
    return next((frame for frame in boxed if _holds(frame, strip)), None)


def _in_order(strips: Sequence[Strip], lines: Sequence[Drawn], boxed: Sequence[Drawn], body: float) -> list[Strip]:
    """All lines as they are read; what stands in a box is read together, the box in its place."""
    inside: dict[Drawn | None, list[Strip]] = {}
    for strip in strips:
        inside.setdefault(_frame_of(strip, boxed), []).append(strip)
    blocks: dict[Drawn | None, list[Block]] = {frame: blocks_of(held, lines) for frame, held in inside.items()}
    for n, frame in enumerate(boxed, 1):  # smallest first, so that a box inside a box is ready when the outer one is read
        if frame in blocks:
            read = [
                strip for block in captions_last(reading_order(blocks.pop(frame), body, lines), body) for strip in block.strips
            ]
            whole = Block(read, frame.x0, frame.top, frame.x1, frame.bottom, body)
            blocks.setdefault(_frame_of(frame, boxed[n:]), []).append(whole)  # a double border holds its own middle
    return [strip for block in captions_last(reading_order(blocks.get(None, []), body, lines), body) for strip in block.strips]


def body_size(strips: Sequence[Strip]) -> float:
    """The size in which most characters are printed."""
    counts: Counter[float] = Counter()
    for strip in strips:
        counts[round(strip.size * 2) / 2] += len(strip.glyphs)
    return max(counts, key=lambda size: (counts[size], -size))

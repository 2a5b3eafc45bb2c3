"""A page line as a reader sees it: shadow print taken off, justified spaces taken out, every character with its place.

In: Page lines. Out: Printed lines, without the blank ones. `text` has one place in the page for each character; -1 marks a
space that separates (names, the halves of a slogan) and so belongs to no single printed character.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.articles.across import reading_order
from kg.records import Box, Line, Page

INDENTS = "\u3000\u2003\u2001"  # blanks as wide as a letter
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]")
_LATIN = re.compile(r"[A-Za-z]")
_CREDITED = re.compile(r"记者|通讯员|摄|实习生|作者|文/|图/|供图")
_HAN = re.compile(r"[\u3400-\u9fff〇]")
LEAST_SHADOW = 6
STACKED, NEAR, APART, RULED = 0, 1, 2, 3  # `gap` on a laid-out page: below, close or in the next column, elsewhere, behind a line
LARGE_HEADLINE = 1.35  # times the size of the body: no section heading is so large
INDENTED = (1.4, 2.7)  # ems by which the first line of a paragraph is set in


@dataclass(slots=True)
class Printed:
    """A line that nobody changes once it is read (to freeze it would cost as much as to read it).

    `text[i]` stands at `places[i]` of the page (-1: a separating space). `width` in half-width units, spaces left out.

    `indent`: starts with the blank of a new paragraph. `gap`: blank lines before it, or STACKED … RULED where boxes
    are known. `spread`: was printed with spaces between all its letters. `shadow`: was printed twice.
    `sheet`: which sheet (form feed or PDF page) it stands on.
    `scale`: its size over that of the body, 1.0 where no size is known.
    """

    number: int
    text: str
    places: Sequence[int]
    width: int
    indent: bool
    gap: int
    spread: bool = False
    shadow: bool = False
    sheet: int = 0
    box: Box | None = None
    scale: float = 1.0


def printed_lines(page: Page) -> list[Printed]:
    """All lines of the page that carry print, in order."""
    return by_geometry(_of_text(page)) if page.form == "layout" else _of_text(page)


def by_geometry(lines: list[Printed]) -> list[Printed]:
    """Lines of a laid-out page with gap, indent and scale as their places on the sheet tell them."""
    sizes: Counter[tuple[int, float]] = Counter()
    for line in lines:
        if line.box:
            sizes[line.sheet, round(line.box.size * 2) / 2] += len(line.text)
    usual = {sheet: max((n, -size) for (other, size), n in sizes.items() if other == sheet) for sheet, _ in sizes}
    found: list[Printed] = []
    column: Box | None = None  # the first line of the column that is being read
    for i, line in enumerate(lines):
        here = line.box
        if here is None:
            found.append(line)
            continue
        around = [box for k in (i - 1, i + 1) if 0 <= k < len(lines) and (box := lines[k].box) and _stacked(box, here)]
        shift = min((here.x0 - box.x0 for box in around), default=0.0)
        indent = line.indent or any(INDENTED[0] * here.size < here.x0 - box.x0 < INDENTED[1] * here.size for box in around)
        above = lines[i - 1].box if i else None
        gap = RULED if line.gap else _gap(above, here, column)
        if gap != STACKED:
            column = here
        scale = here.size / -usual[line.sheet][1]
        found.append(replace(line, gap=gap, indent=indent and shift >= 0, scale=scale))
    return found


def _gap(above: Box | None, here: Box, column: Box | None) -> int:
    """How a line of a laid-out page follows the one before it, whose column begins with the line `column`."""
    if above is None or column is None or above.sheet != here.sheet:
        return APART
    if _stacked(above, here):
        return STACKED
    size = max(above.size, here.size)
    below = 0 <= here.top - above.bottom < 1.3 * size and min(above.x1, here.x1) > max(above.x0, here.x0)
    beside = here.x0 - above.x0 > 0 and here.x0 - column.x1 < 3 * size
    level = abs(here.top - column.top) < 1.2 * here.size and abs(here.size - column.size) < 0.15 * here.size
    return NEAR if below or (beside and level) else APART


def _stacked(first: Box, second: Box) -> bool:
    """Whether two lines stand right below each other in one column."""
    apart = max(first.top, second.top) - min(first.bottom, second.bottom)
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    return (
        first.sheet == second.sheet
        and apart < 1.1 * second.size
        and across > 0
        and abs(first.size - second.size) < 0.15 * second.size
    )


def _of_text(page: Page) -> list[Printed]:
    """The lines as the text alone has them."""
    found: list[Printed] = []
    gap = sheet = 0
    text = page.text
    feeds = "\f" in text
    invisible = _INVISIBLE.search(text) is not None
    for line in reading_order(page):
        raw = text[line.start : line.end]
        if feeds:
            sheet += "\f" in text[line.start : line.end + 1]
        if not raw:
            gap += 1
            continue
        printed = read_line(raw, line, gap, line.box.sheet if line.box else sheet, invisible)
        if printed:
            found.append(printed)
            gap = 0
        else:
            gap += 1
    return found


def read_line(raw: str, line: Line, gap: int, sheet: int, invisible: bool) -> Printed | None:
    """One line, cleaned; None if nothing visible is left of it. `invisible`: its page has characters that do not print."""
    start = line.start
    places: Sequence[int] = range(start, start + len(raw))
    if invisible and _INVISIBLE.search(raw):
        kept = [i for i, char in enumerate(raw) if not _INVISIBLE.match(char)]
        raw, places = "".join([raw[i] for i in kept]), [start + i for i in kept]
    chunks = raw.split()
    if not chunks:
        return None
    text, spread, shadow, lead = chunks[0], False, False, 0
    if len(text) < len(raw):
        lead = raw.index(text)
        text = raw[lead:].rstrip()
        places = places[lead : lead + len(text)]
    if len(chunks) > 1:
        text, places, spread, shadow = _respace(text, chunks, places)
    elif (keep := unshadowed(text)) is not None:
        text, places, shadow = "".join([text[i] for i in keep]), [places[i] for i in keep], True
    indent = lead >= 2 or (lead == 1 and raw[0] in INDENTS)
    width = 2 * len(text) - len(text.encode("ascii", "ignore")) - (text.count(" ") if len(chunks) > 1 else 0)
    return Printed(line.number, text, places, width, indent, gap, spread, shadow, sheet, line.box)


def unshadowed(text: str) -> list[int] | None:
    """Positions to keep of a line that shadow print doubled throughout (whole, word by word or letter by letter), else None.

    太行深处邮路畅太行深处邮路畅 -> the first half; 半半山山 -> every other letter; mixed doublings as well. A line of
    ordinary language is never doubled from its first letter to its last.
    """
    size = len(text)
    half = size // 2
    if size % 2 or size < LEAST_SHADOW or text.find(text[0], 1, half + 1) < 0:
        return None
    if text[:half] == text[half:]:
        return list(range(half))
    if text[0::2] == text[1::2]:
        return list(range(0, size, 2))
    if text[-1] not in text[half - 1 : -1]:
        return None
    return _squares(text)


def _squares(text: str) -> list[int] | None:
    """The first halves of the doubled pieces that `text` consists of, or None if it does not wholly consist of such."""
    size = len(text)
    back: list[int | None] = [None] * (size + 1)
    back[0] = 0
    for at in range(size):
        if back[at] is None:
            continue
        for half in range((size - at) // 2, 0, -1):
            end = at + 2 * half
            if back[end] is None and text[at : at + half] == text[at + half : end]:
                back[end] = at
    if back[size] is None:
        return None
    keep: list[int] = []
    end = size
    while end:
        start = back[end] or 0
        keep[:0] = range(start, start + (end - start) // 2)
        end = start
    return keep


def _respace(body: str, chunks: Sequence[str], places: Sequence[int]) -> tuple[str, Sequence[int], bool, bool]:
    """Text and places with only the separating spaces kept, and whether the line was spread, and whether shadowed."""
    tight = "".join(chunks)
    where: list[int] = []
    at = 0
    for chunk in chunks:
        at = body.index(chunk, at)
        where += places[at : at + len(chunk)]
        at += len(chunk)
    keep = unshadowed(tight)
    breaks: set[int] = set()  # positions in `tight` before which a separating space stays
    position = 0
    spread = len(chunks) >= 4 and sum([len(chunk) == 1 for chunk in chunks]) >= 0.7 * len(chunks)
    credited = not spread and _CREDITED.search(tight) is not None
    named = len(chunks) > 2 and not spread and len(chunks[0]) == len(chunks[1]) == 1 and len(chunks[2]) > 3
    for before, after in itertools.pairwise(chunks if not spread else ()):
        position += len(before)
        if (named and position == 2) or (
            _separates(before, after, credited, tight, position)
        ):  # 王　芳 临县宏达花卉专业合作社理事长
            breaks.add(position)
    if keep is not None:
        tight, where = "".join([tight[i] for i in keep]), [where[i] for i in keep]
    text, kept = _with_breaks(tight, where, breaks, range(len(tight)) if keep is None else keep)
    return text, kept, spread, keep is not None


def _with_breaks(chars: str, where: list[int], breaks: set[int], index: Sequence[int]) -> tuple[str, Sequence[int]]:
    if not breaks:
        return chars, where
    text: list[str] = []
    places: list[int] = []
    last = -1
    for char, place, at in zip(chars, where, index, strict=True):
        if text and not breaks.isdisjoint(range(last + 1, at + 1)):
            text.append(" ")
            places.append(-1)
        text.append(char)
        places.append(place)
        last = at
    return "".join(text), places


def _separates(before: str, after: str, credited: bool, tight: str, position: int) -> bool:
    """Whether the space between two printed chunks says something: between names, Latin words, halves of a slogan."""
    left, right = before[-1], after[0]
    if _LATIN.match(left) and _LATIN.match(right):
        return True
    if left in "，、；：（《“‘—·" or right in "，。、；：？！）》”’—·":
        return False
    if not (_HAN.match(left) or left in "）”’。！？》") or not (_HAN.match(right) or right in "（“‘《□"):
        return False
    if credited and (len(before) > 1 or len(after) > 1 or after == "摄"):
        return not (right == "（" and len(before) <= 6)
    if left in "。！？":
        return False
    if right in "（" or left in "）":
        return len(before) > 1 and len(after) > 1
    return len(before) > 1 and len(after) > 1

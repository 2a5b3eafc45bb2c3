"""What the places of lines on a laid-out sheet say of them: head and foot of the page, kickers, broken bylines.

In: the units of one sheet. Out: the same units; what belongs to the page is furniture, a kicker hangs on its headline, the rest
of a byline stands in it. Units without boxes stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.articles import marks
from kg.articles.columns import Unit
from kg.articles.printed import LARGE_HEADLINE, STACKED
from kg.articles.tables import take_tables
from kg.records import Box

LEVEL = 0.5  # part of the lower of two lines on which they overlap if they stand on one level
LEAST_PAGE = 12  # letters of furniture in a row at the head or foot in which the paper's own name may stand
MOST_NAME, LARGE_NAME = 8, 2.2  # letters of the paper's own name at the head, and times the size of the body
SMALLEST = 0.95  # times the size of the body: letters of a kicker at least
LARGER = 1.2  # times the size of its kicker: letters of a headline at least
MOST_KICKER = 40  # letters
BELOW, BESIDE = 1.5, 1.2  # ems from a kicker to its headline at most, below it and beside it (upright)
WITHIN, ALIGNED = 2.0, 0.6  # ems by which a kicker reaches over its headline, and by which an upright one stands higher or lower
SET_LEFT = 1.9  # times the size of the body: letters of a headline centred over columns of which its kicker heads the first
MOST_LABEL = 8  # letters of an upright kicker
MOST_REST = 3  # letters of the rest of a byline
_OF_FOOT = frozenset({"contact", "copyright", "editor", "masthead", "paper"})  # a date or figure at the foot may be a notice's
_OF_HEAD = _OF_FOOT | {"date", "number"}


def by_places(units: Sequence[Unit]) -> list[Unit]:
    """The units of one sheet as their places tell them."""
    if not units or any(unit.lines[0].box is None for unit in units):
        return list(units)
    found = list(units)
    _take_margins(found)
    take_tables(found)
    return _under_headlines(_take_kickers(_joined_bylines(found)))


def _box(unit: Unit) -> Box:
    box = unit.lines[0].box
    assert box is not None
    return box


def _upright(box: Box) -> bool:
    return box.bottom - box.top > 1.6 * max(box.size, box.x1 - box.x0)


def _boxes(units: Sequence[Unit]) -> list[tuple[Box, Unit]]:
    """Every line with its unit."""
    return [(line.box, unit) for unit in units for line in unit.lines if line.box]


def _level(one: Box, other: Box) -> bool:
    """Whether two lines stand on one level."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > LEVEL * min(one.bottom - one.top, other.bottom - other.top)


def _take_margins(units: Sequence[Unit]) -> None:
    """What stands in one row with a date, an editor or a page number, above or below all else on the sheet, is furniture."""
    for foot in (False, True):
        rest = _boxes(units)
        while rest:
            row = _outer_row(rest, foot=foot)
            sure = [unit for _, unit in row if unit.kind == "furniture" and unit.rule in (_OF_FOOT if foot else _OF_HEAD)]
            if not sure or any(unit.kind == "para" or _upright(box) for box, unit in row):
                break
            large, said = max(_box(unit).size for unit in sure), sum(len(unit.text) for unit in sure)
            for box, unit in row:
                scale = unit.lines[0].scale
                name = said >= LEAST_PAGE and len(unit.text) <= MOST_NAME and scale <= LARGE_NAME
                if unit.kind == "float" and (scale < LARGE_HEADLINE or box.size <= large or name):
                    unit.kind, unit.rule, unit.byline = "furniture", "margin", None
            if any(unit.kind != "furniture" for _, unit in row):
                break
            taken = {id(box) for box, _ in row}
            rest = [(box, unit) for box, unit in rest if id(box) not in taken]


def _outer_row(rest: Sequence[tuple[Box, Unit]], *, foot: bool) -> list[tuple[Box, Unit]]:
    """The lines on the level of the highest line, or the lowest; none if others begin beside them."""
    first = max(rest, key=lambda pair: pair[0].bottom)[0] if foot else min(rest, key=lambda pair: pair[0].top)[0]
    row = [(box, unit) for box, unit in rest if _level(box, first)]
    taken = {id(box) for box, _ in row}
    others = [box for box, _ in rest if id(box) not in taken]
    if foot:
        edge = min(box.top for box, _ in row)
        clear = all(box.bottom <= edge + 0.3 * box.size for box in others)
    else:
        edge = max(box.bottom for box, _ in row)
        clear = all(box.top >= edge - 0.3 * box.size for box in others)
    return row if clear else []


def _joined_bylines(units: Sequence[Unit]) -> list[Unit]:
    """Bylines with the rest that stands on the next line: 本报记者 王芳 通讯员 李建 / 国; 本报记者 王芳 通讯员 / 李建国."""
    found: list[Unit] = []
    for unit in units:
        above = found[-1] if found else None
        whole = _with_rest(above, unit) if above else None
        if above and whole:
            above.lines += unit.lines
            above.byline = whole
        else:
            found.append(unit)
    return found


def _with_rest(above: Unit, unit: Unit) -> marks.Byline | None:
    """The byline that two lines make up of which the second is set below the first, or None."""
    first, rest = _box(above), _box(unit)
    text = unit.text
    if above.kind != "float" or unit.kind != "float" or unit.gap != STACKED or len(text) > MOST_REST or text[0] in marks.BULLETS:
        return None
    if abs(first.x0 - rest.x0) > first.size or abs(first.size - rest.size) > 0.1 * first.size:
        return None
    whole = marks.byline(above.text + text)
    if whole is None or whole.how == "names" or above.text[-1] in "）)":
        return None
    had = above.byline.names if above.byline else ()
    return whole if whole.names != had and whole.names[: len(had) - 1] == had[:-1] else None


def _take_kickers(units: Sequence[Unit]) -> list[Unit]:
    """The units without the kickers, each of which now hangs on its headline."""
    lines = _boxes(units)
    taken: set[int] = set()
    for unit in units:
        headline = next(_headlines_of(unit, units, lines), None) if _like_kicker(unit) else None
        if headline is not None and headline.kicker is None and id(headline) not in taken:
            headline.kicker = unit
            line = headline.lines[0]
            headline.lines[0] = replace(line, gap=max(line.gap, unit.gap))
            taken.add(id(unit))
    return [unit for unit in units if id(unit) not in taken]


def _like_kicker(unit: Unit) -> bool:
    """Whether a line may be a kicker by its words and size."""
    text = unit.text
    if unit.kind == "para" or unit.byline or (unit.kind == "furniture" and unit.rule != "section") or len(unit.lines) > 1:
        return False
    if unit.lines[0].scale < SMALLEST or not 2 <= len(text) <= MOST_KICKER or "。" in text:
        return False
    return (
        text[-1] not in "，、；："
        and text[0] not in "（(—"
        and not text[0].isdigit() | text.isascii()
        and not marks.signed_photo(text)
    )


def _headlines_of(unit: Unit, units: Sequence[Unit], lines: Sequence[tuple[Box, Unit]]) -> Iterator[Unit]:
    """The headlines that a line may be the kicker of, the nearest first."""
    here = _box(unit)
    if _upright(here):
        near = [other for other in units if _beside(here, _box(other)) and len(unit.text) <= MOST_LABEL]
    elif _hangs(here, unit, lines):
        return
    else:
        near = sorted((other for other in units if _below(here, other, lines)), key=lambda other: _box(other).top)
    for other in near:
        headline = other.kind == "float" and not other.byline and other.lines[0].scale >= LARGE_HEADLINE
        if headline and _box(other).size > LARGER * here.size:
            yield other


def _hangs(here: Box, unit: Unit, lines: Sequence[tuple[Box, Unit]]) -> bool:
    """Whether a line of the same size stands right above or below a line, so that it is one of several."""
    return any(
        other is not unit
        and abs(box.size - here.size) < 0.1 * here.size
        and min(box.x1, here.x1) > max(box.x0, here.x0)
        and -0.3 * here.size < max(box.top - here.bottom, here.top - box.bottom) < 0.8 * here.size
        for box, other in lines
    )


def _beside(here: Box, headline: Box) -> bool:
    """Whether an upright line begins on the level of an upright headline, right beside it."""
    apart = max(headline.x0 - here.x1, here.x0 - headline.x1)
    level = abs(here.top - headline.top) < ALIGNED * headline.size and here.bottom < headline.bottom
    return _upright(headline) and level and -0.2 * here.size < apart < BESIDE * here.size


def _below(here: Box, other: Unit, lines: Sequence[tuple[Box, Unit]]) -> bool:
    """Whether a line stands right below a kicker: under it, or centred over columns of which the kicker heads the first."""
    box = _box(other)
    down = box.top - here.bottom
    if _upright(box) or not -0.5 * here.size < down < BELOW * here.size:
        return False
    over = WITHIN * here.size
    if box.x0 - over <= here.x0 and here.x1 <= box.x1 + over:
        return True
    if other.lines[0].scale < SET_LEFT or box.x0 < here.x0:
        return False
    left, right, low = here.x0, box.x1, box.bottom
    for line, unit in lines:  # nothing else on the level of the headline, from the kicker's edge to the headline's
        if unit is not other and line is not here and line.x1 > left and line.x0 < right and here.bottom - 1 < line.top < low:
            return False
    first = [line for line, _ in lines if line.top >= low and line.x1 > left and line.x0 < here.x1]
    return min((line.top for line in first), default=low + 9 * here.size) - low < 2 * box.size


def _under_headlines(units: Sequence[Unit]) -> list[Unit]:
    """The units with each byline that is read apart from headline and text right after the headline that stands above it."""
    found = list(units)
    lines = _boxes(units)
    for unit in units:
        if unit.byline is None or unit.byline.how == "names":
            continue
        n = found.index(unit)
        below = found[n + 1] if n + 1 < len(found) else None
        apart = n == 0 or found[n - 1].kind != "float"
        if not apart or (below and below.gap == STACKED):
            continue
        headline = next((other for other in units if _heads(other, unit, lines)), None)
        if headline is not None:
            found.remove(unit)
            found.insert(found.index(headline) + 1, unit)
    return found


def _heads(headline: Unit, unit: Unit, lines: Sequence[tuple[Box, Unit]]) -> bool:
    """Whether a byline stands right below a headline, or to the left of that over the first of its columns."""
    here, box = _box(unit), _box(headline)
    if headline.kind != "float" or headline.byline or headline.lines[0].scale < SET_LEFT or _upright(box) or here.x0 > box.x1:
        return False
    if not -0.5 * here.size < here.top - box.bottom < BELOW * here.size:
        return False
    return here.x1 > box.x0 or not any(
        other is not headline and other is not unit and line.x1 > here.x0 and line.x0 < box.x0 and box.top < line.bottom - 1
        for line, other in lines
        if line.top < here.bottom
    )

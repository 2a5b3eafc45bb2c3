"""Glyphs -> lines of glyphs: shadow print taken off, pieces of one line joined, upright headlines read downwards.

In: glyphs with their boxes, in the order of the file. Out: strips, each one printed line of one column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.text import is_han

RUBY = 0.62  # times the size of the letters below: letters that tell how those are pronounced
WIDE, SPACE = 0.33, 0.18  # ems between two letters that are a space; the same beyond what the line leaves between its letters
LEAST_GAPS = 4  # gaps of a line that tell what it leaves
JOINED = 0.95  # ems between two glyphs of one line at most; columns and neighbouring headlines stand further apart
SPACED = 2.5  # the same behind a space: a justified line may put all its slack into it
CELL = 0.75  # ems of white between a letter and a mark below each other at most
OPENING = "“‘《〈「『（【"
STEP = 3.0  # ems from letter to letter of a headline set wide at most


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; points from the top left of the sheet; `size` is the size of its type, `bold` a heavy face."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class Strip:
    """A line of glyphs."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    upright: bool = False

    @property
    def text(self) -> str:
        """The characters from left to right (top to bottom if upright), wide gaps as spaces."""
        gaps = [self._gap(last, here) for last, here in pairwise(self.glyphs)]
        letters = [is_han(last.char) and is_han(here.char) for last, here in pairwise(self.glyphs)]
        usual = sorted([gap for gap, both in zip(gaps, letters, strict=True) if both] or [0.0])
        middle = max(usual[len(usual) // 2], 0.0) if len(usual) >= LEAST_GAPS else WIDE * self.size
        found = self.glyphs[0].char
        for last, here, gap, both in zip(self.glyphs, self.glyphs[1:], gaps, letters, strict=False):
            latin = last.char.isascii() and here.char.isascii() and last.char.isalpha() and here.char.isalpha()
            least = 0.2 * self.size if latin else WIDE * self.size
            if both and middle < WIDE * self.size:  # justified lines and set letters have gaps of their own
                least = middle + SPACE * self.size
            elif self.upright and not both:  # of the cell of a mark only its ink is known
                least = CELL * self.size
            if gap > least and found[-1] != " " and here.char != " ":
                found += " "
            found += here.char
        return found.rstrip()

    def _gap(self, last: Glyph, here: Glyph) -> float:
        return max(here.top - last.bottom, last.top - here.bottom) if self.upright else here.x0 - last.x1


def without_shadows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without those that repeat one at nearly the same place (a shadow under a headline)."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = max(glyph.size, 1.0)
        column, row = int(glyph.x0 / cell), int(glyph.top / cell)
        near = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in seen.get((glyph.char, column + dx, row + dy), ()))
        if any(abs(o.x0 - glyph.x0) < 0.3 * cell and abs(o.top - glyph.top) < 0.3 * cell for o in near):
            continue
        seen.setdefault((glyph.char, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def without_ruby(strips: list[Strip]) -> list[Strip]:
    """The lines without the tiny Latin letters right above others that tell how these are pronounced."""
    found: list[Strip] = []
    for strip in strips:
        small = strip.text.replace(" ", "").isalpha() and not any(is_han(char) for char in strip.text)
        if not small or not any(
            strip.size < RUBY * other.size
            and -0.6 * other.size < other.top - strip.bottom < 0.4 * other.size
            and other.x0 - other.size < strip.x0 < other.x1
            for other in strips
        ):
            found.append(strip)
    return found


def strips_of(glyphs: Sequence[Glyph]) -> list[Strip]:
    """Glyphs that follow each other on one base line, taken together in the order of the file, then pieces that touch joined."""
    found: list[Strip] = []
    for glyph in glyphs:
        last = found[-1] if found else None
        if glyph.char.isspace():
            if last and _follows(last, glyph):
                last.glyphs.append(glyph)
        elif last and _follows(last, glyph):
            _grow(last, glyph)
        elif last and _hangs(last, glyph):
            last.upright = True
            _grow(last, glyph)
        else:
            found.append(Strip([glyph], glyph.x0, glyph.top, glyph.x1, glyph.bottom, glyph.size))
    return _set_wide(_touching(found))


def _follows(strip: Strip, glyph: Glyph) -> bool:
    last = strip.glyphs[-1]
    em = max(strip.size, glyph.size)
    level = abs((last.top + last.bottom) / 2 - (glyph.top + glyph.bottom) / 2) < 0.45 * em
    alike = 0.6 < glyph.size / strip.size < 1.65
    most = SPACED if last.char.isspace() else JOINED
    return not strip.upright and level and alike and -0.6 * em < glyph.x0 - last.x1 < most * em


def _hangs(strip: Strip, glyph: Glyph) -> bool:
    """Whether a glyph goes on a column of single letters set downwards, or upwards where the text is turned on its side."""
    last = strip.glyphs[-1]
    em = strip.size
    if em <= 0 or abs(glyph.size - em) >= 0.1 * em:
        return False
    same = abs(last.x0 + last.x1 - glyph.x0 - glyph.x1) < 0.4 * em
    step = glyph.top - last.top
    turns = len(strip.glyphs) > 1 and (strip.glyphs[1].top < strip.glyphs[0].top) != (step < 0)
    alone = strip.upright or len(strip.glyphs) == 1
    return (alone and same and not turns and 0.8 * em < abs(step) < 1.35 * em) or _hangs_mark(strip, glyph)


def _hangs_mark(strip: Strip, glyph: Glyph) -> bool:
    """The same where a mark stands in an upright line, somewhere in the cell of a letter: “老把式”. One may begin the line."""
    last, em = strip.glyphs[-1], strip.size
    begins = last.char in OPENING and is_han(glyph.char) and len(strip.glyphs) == 1
    if not begins and (not strip.upright or is_han(last.char) == is_han(glyph.char)):
        return False
    inside = min(strip.x1, glyph.x1) - max(strip.x0, glyph.x0) > 0.9 * min(strip.x1 - strip.x0, glyph.x1 - glyph.x0)
    return inside and -0.3 * em < glyph.top - last.bottom < CELL * em


def _grow(strip: Strip, glyph: Glyph) -> None:
    strip.glyphs.append(glyph)
    strip.x0, strip.x1 = min(strip.x0, glyph.x0), max(strip.x1, glyph.x1)
    strip.top, strip.bottom = min(strip.top, glyph.top), max(strip.bottom, glyph.bottom)
    strip.size = max(strip.size, glyph.size) if len(strip.glyphs) < 3 else strip.size


def _touching(strips: list[Strip]) -> list[Strip]:
    """Strips on one base line that all but touch as one (a line whose figures come later in the file)."""
    ordered = sorted(strips, key=lambda s: (round(s.bottom), s.x0))
    found: list[Strip] = []
    for strip in ordered:
        last = found[-1] if found else None
        if (
            last
            and not last.upright
            and not strip.upright
            and abs(last.bottom - strip.bottom) < 0.3 * strip.size
            and 0.7 < last.size / strip.size < 1.4
            and -0.3 * strip.size < strip.x0 - last.x1 < 0.5 * strip.size
        ):
            for glyph in strip.glyphs:
                _grow(last, glyph)
        else:
            found.append(strip)
    return found


def _set_wide(strips: list[Strip]) -> list[Strip]:
    """Three single letters or more of one size on one base line, at equal steps, as one line: a headline set wide."""
    found: list[Strip] = []
    for strip in sorted(strips, key=lambda s: (round(s.bottom), s.x0)):
        last = found[-1] if found else None
        if last and _in_step(last, strip):
            _grow(last, strip.glyphs[0])
        else:
            found.append(strip)
    lone = [strip for strip in found if len(strip.glyphs) != 2 or strip.glyphs[1].x0 - strip.glyphs[0].x1 < JOINED * strip.size]
    if len(lone) < len(found):  # two letters far apart are no line
        pairs = [strip for strip in found if strip not in lone]
        lone += [Strip([g], g.x0, g.top, g.x1, g.bottom, g.size) for strip in pairs for g in strip.glyphs]
    return lone


def _in_step(strip: Strip, other: Strip) -> bool:
    one, two = strip.glyphs[-1], other.glyphs[0]
    alone = len(other.glyphs) == 1 and not strip.upright and is_han(two.char) and is_han(one.char)
    if not alone or abs(one.bottom - two.bottom) > 0.1 * two.size or abs(one.size - two.size) > 0.05 * two.size:
        return False
    step = two.x0 - one.x0
    if not JOINED * two.size < two.x0 - one.x1 or step > STEP * two.size:
        return False
    return len(strip.glyphs) == 1 or abs(step - (one.x0 - strip.glyphs[-2].x0)) < 0.1 * two.size

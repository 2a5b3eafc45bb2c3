"""Marks that hang into the gutter join no lines of two columns."""

from kg.acquire.strips import Glyph
from tests.acquire.test_pdf import set_line, texts

LEFT = ["村里的路灯亮了一年", "柳河村支书郝成林说，", "从前夜里出门要打手", "电筒，现在不用了。"]
RIGHT = ["电费由村里的光伏板", "来出，一年能省八千", "多元。明年还要再装", "二十盏，通到水库。"]


def columns(gutter: float, rows: list[int]) -> list[Glyph]:
    """Two columns of nine letters; a mark that ends a line hangs out of it."""
    right = 90 + gutter
    return [glyph for row in rows for glyph in set_line(LEFT[row], 0, row * 14) + set_line(RIGHT[row], right, row * 14)]


def test_a_mark_hung_into_the_gutter_joins_no_lines() -> None:
    assert texts(columns(12, [0, 1, 2, 3])) == LEFT + RIGHT
    assert texts(columns(12, [1, 2, 3])) == LEFT[1:] + RIGHT[1:]


def test_a_line_over_two_columns_stays_whole_where_a_mark_stands_over_the_gutter() -> None:
    wide = [glyph for row in (0, 1) for glyph in set_line("村里的路灯亮了一年，夜里出门不再摸黑"[row:], 0, row * 14)]
    below = [Glyph(g.char, g.x0, g.top + 20, g.x1, g.bottom + 20, g.size) for g in columns(10, [0, 2, 3])]
    assert texts(wide + below)[:2] == ["村里的路灯亮了一年，夜里出门不再摸黑", "里的路灯亮了一年，夜里出门不再摸黑"]

"""Large initials at the head of a paragraph."""

import pytest

from kg.acquire.strips import Glyph
from tests.acquire.test_pdf import set_line, texts

TOLD = ["条河绕着柳沟村走", "河上的石桥已有三", "百年，桥头的槐树比桥还老", "村里人说起它来，总说桥是爷爷的爷爷修的"]


def beside(initial: list[Glyph], x: float, lines: int) -> list[Glyph]:
    """A paragraph of which so many lines stand right of its initial, above another column."""
    glyphs = list(initial)
    for n, line in enumerate(TOLD):
        glyphs += set_line(line, x if n < lines else 0, n * 15, 10)
    return glyphs + [glyph for n in range(8) for glyph in set_line(f"另一栏第{n}行说明文字", 300, n * 15, 10)]


@pytest.mark.parametrize(("lines", "size"), [(2, 25.0), (3, 40.0)])
def test_an_initial_opens_the_first_of_the_lines_around_it(lines: int, size: float) -> None:
    found = texts(beside(set_line("一", 0, 0, size), size + 2, lines))
    assert found[:4] == ["一" + TOLD[0], *TOLD[1:]]


def test_of_a_flat_letter_only_the_ink_is_known() -> None:
    found = texts(beside([Glyph("一", 0, 11, 24, 14, 25.0)], 27, 2))
    assert found[:4] == ["一" + TOLD[0], *TOLD[1:]]


def test_the_last_letter_of_a_headline_beside_a_column_is_no_initial() -> None:
    glyphs = set_line("石桥修好了", 0, 0, 22) + set_line("吗", 0, 26, 22)
    glyphs += [glyph for n, line in enumerate(TOLD) for glyph in set_line(line, 30, 26 + n * 15, 10)]
    assert "吗" in texts(glyphs)

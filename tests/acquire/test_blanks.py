"""Names in a line that wide blanks part."""

from tests.acquire.test_pdf import set_line, texts

BELOW = ["石桥村的水泥路昨天浇完了最后一段路", "三百多户人家出门不再踩着泥走路了"]
BESIDE = [f"另一栏第{n}行说明文字" for n in range(4)]


def test_names_behind_wide_blanks_stay_in_their_line() -> None:
    glyphs = set_line("本报讯（记者", 20, 0, 10) + set_line("吕青禾", 92, 0, 10) + set_line("冉小", 136, 0, 10)
    glyphs += set_line("舟）" + BELOW[0][:14], 0, 15, 10) + set_line(BELOW[1], 0, 30, 10)
    glyphs += [glyph for n, line in enumerate(BESIDE) for glyph in set_line(line, 180, n * 15, 10)]
    assert texts(glyphs) == ["本报讯（记者 吕青禾 冉小", "舟）" + BELOW[0][:14], BELOW[1], *BESIDE]


def test_names_of_a_byline_stay_in_it() -> None:
    glyphs = [
        *set_line("本报记者", 0, 0, 10),
        *set_line("吕青禾", 51, 0, 10),
        *set_line("通讯员", 92, 0, 10),
        *set_line("冉舟", 133, 0, 10),
    ]
    glyphs += [glyph for n, line in enumerate(BELOW, 1) for glyph in set_line(line, 0, n * 15, 10)]
    assert texts(glyphs)[0] == "本报记者 吕青禾 通讯员 冉舟"


def test_the_next_column_is_no_piece_of_an_open_bracket() -> None:
    glyphs = [glyph for n, line in enumerate(BESIDE) for glyph in set_line(line, 185, n * 15, 10)]
    glyphs += set_line("石桥村的路修好了（本报记者吕青禾", 0, 0, 10)
    glyphs += [glyph for n, line in enumerate(BELOW, 1) for glyph in set_line(line, 0, n * 15, 10)]
    assert [line for line in texts(glyphs) if line in BESIDE] == BESIDE

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


def test_names_in_a_grid_stay_in_their_rows() -> None:
    rows = ["吕　禾冉小舟段　青", "段青山吕　舟冉　禾", "冉　山段小禾吕小青"]
    glyphs = set_line("以下九户人家评上了和美家庭：", 20, 0, 10)
    for n, row in enumerate(rows, 1):
        for k in range(3):  # names of three letters or of two with a blank between, a third of a letter apart
            at = k * 33.0
            glyphs += [glyph for glyph in set_line(row[3 * k : 3 * k + 3], at, n * 15, 10) if glyph.char != "　"]
    found = texts(glyphs)
    assert ["".join(line.split()) for line in found[1:]] == [row.replace("　", "") for row in rows]


def test_three_narrow_columns_stay_columns() -> None:
    lines = ["村里修了一条路，", "路边栽上三排树，", "孩子上学不绕远。"]
    glyphs = [glyph for x in (0, 90, 180) for n, line in enumerate(lines) for glyph in set_line(line, x, n * 14, 10)]
    assert texts(glyphs) == lines * 3

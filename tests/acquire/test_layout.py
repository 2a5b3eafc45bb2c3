"""Pictures within columns, captions and their photographers, headlines in pieces: what geometry makes of them."""

from kg.acquire.strips import Glyph
from tests.acquire.test_pdf import set_line, texts

LEFT, MIDDLE, RIGHT = 0, 120, 240  # columns of ten letters
CAPTION = "▲图为村民在冷库里分拣豆角。"


def column(name: str, x: float, y: float, lines: int) -> list[Glyph]:
    return [glyph for row in range(lines) for glyph in set_line(f"{name}第{row}行说明文字啊", x, y + row * 14)]


def said(name: str, lines: int) -> list[str]:
    return [f"{name}第{row}行说明文字啊" for row in range(lines)]


def upright(marks: str) -> list[Glyph]:
    """An upright line; of a mark only the ink has a box, in a corner of its cell."""
    found: list[Glyph] = []
    for n, char in enumerate(marks):
        y = n * 20.0
        ink = {"“": (8.0, 12.0, 19.0, 19.0), "”": (1.0, 1.0, 12.0, 8.0)}.get(char, (0.0, 0.0, 20.0, 20.0))
        found.append(Glyph(char, ink[0], y + ink[1], ink[2], y + ink[3], 20.0))
    return found


def test_text_jumps_over_a_picture_within_its_columns_and_the_caption_comes_last() -> None:
    glyphs = column("甲", LEFT, 0, 20) + column("乙上", MIDDLE, 0, 5) + column("丙上", RIGHT, 0, 5)
    glyphs += set_line(CAPTION + "赵小松摄", MIDDLE, 160, 9) + column("乙下", MIDDLE, 172, 7) + column("丙下", RIGHT, 172, 7)
    found = texts(glyphs)
    assert found == [
        *said("甲", 20), *said("乙上", 5), *said("乙下", 7), *said("丙上", 5), *said("丙下", 7), CAPTION + "赵小松摄"
    ]  # fmt: skip


def test_a_picture_without_a_caption_is_jumped_over_too() -> None:
    glyphs = [glyph for n, x in enumerate((LEFT, MIDDLE)) for glyph in column("甲乙"[n] + "上", x, 0, 4)]
    glyphs += [glyph for n, x in enumerate((LEFT, MIDDLE)) for glyph in column("甲乙"[n] + "下", x, 160, 4)]
    assert texts(glyphs) == [*said("甲上", 4), *said("甲下", 4), *said("乙上", 4), *said("乙下", 4)]


def test_a_headline_below_the_white_begins_another_article() -> None:
    glyphs = column("甲上", LEFT, 0, 4) + column("乙上", MIDDLE, 0, 4) + set_line("豆角进了城", LEFT, 130, 22)
    glyphs += column("甲下", LEFT, 160, 4) + column("乙下", MIDDLE, 160, 4)
    assert texts(glyphs) == [*said("甲上", 4), *said("乙上", 4), "豆角进了城", *said("甲下", 4), *said("乙下", 4)]


def test_a_caption_below_a_picture_at_the_head_of_columns_comes_behind_them() -> None:
    glyphs = column("甲", LEFT, 0, 12) + set_line(CAPTION + "赵小松摄", MIDDLE, 84, 9)
    glyphs += column("乙", MIDDLE, 98, 5) + column("丙", RIGHT, 98, 5)
    assert texts(glyphs) == [*said("甲", 12), *said("乙", 5), *said("丙", 5), CAPTION + "赵小松摄"]


def test_a_caption_does_not_part_a_sentence_that_goes_on_in_the_next_column() -> None:
    glyphs = column("甲", LEFT, 0, 5) + set_line("▲村民在分拣", LEFT, 160, 9) + column("乙", MIDDLE, 0, 10)
    assert texts(glyphs) == [*said("甲", 5), *said("乙", 10), "▲村民在分拣"]


def test_a_caption_below_a_picture_at_the_head_of_one_column_comes_behind_it() -> None:
    glyphs = column("甲", LEFT, 0, 9) + column("乙", MIDDLE, 0, 9)
    glyphs += set_line("豆角装车了。赵小松摄", RIGHT, 84, 8) + column("丙", RIGHT, 98, 2)
    assert texts(glyphs) == [*said("甲", 9), *said("乙", 9), *said("丙", 2), "豆角装车了。赵小松摄"]


def test_a_photographer_far_right_belongs_to_the_caption() -> None:
    above = set_line("孩子们把写着果皮和电池的沙包送进不同颜色的", 0, 0)
    below = set_line("桶里。", 0, 14) + set_line("赵小松", 150, 14) + set_line("摄", 200, 14)
    assert texts(above + below) == ["孩子们把写着果皮和电池的沙包送进不同颜色的", "桶里。 赵小松 摄"]
    assert texts(set_line("桶里装满了沙包。", 0, 14) + set_line("赵小松", 150, 14) + set_line("摄", 190, 14)) == [
        "桶里装满了沙包。 赵小松 摄"
    ]


def test_a_photographer_in_a_column_of_its_own_stays_there() -> None:
    glyphs = column("甲", LEFT, 0, 3) + set_line("▲村民在冷库里分拣豆", 130, 14) + set_line("赵小松摄", 180, 28)
    assert "赵小松摄" in texts(glyphs)


def test_halves_of_a_headline_a_blank_apart_are_one_line() -> None:
    halves = set_line("扁豆豆角挂满架", 0, 0, 20) + set_line("农家日子节节高", 160, 0, 20)
    under = [glyph for x in (0, 75, 150, 225) for row in range(3) for glyph in set_line("六个字一行呀", x, 40 + 14 * row)]
    assert texts(halves + under)[0] == "扁豆豆角挂满架 农家日子节节高"
    beside = [glyph for x in (0, 160) for row in range(3) for glyph in set_line("十四个字排成一行要数清楚呀", x, 40 + 14 * row)]
    assert texts(halves + beside)[0] == "扁豆豆角挂满架"


def test_two_headlines_on_one_line_stay_two_where_each_heads_a_column() -> None:
    heads = set_line("渔港装上了新灯塔", 0, 0, 14) + set_line("夜校开课不收钱", 140, 0, 14)
    under = [glyph for x in (0, 140) for glyph in set_line("本报讯村里昨天开会", x + 20, 18)]
    under += [glyph for x in (0, 140) for row in (1, 2) for glyph in set_line("定下了三件要紧的大事情了", x, 18 + 14 * row)]
    assert texts(heads + under)[0] == "渔港装上了新灯塔"


def test_marks_of_an_upright_headline_stay_in_it() -> None:
    assert texts(upright("“老把式”种出“金豆角”")) == ["“老把式”种出“金豆角”"]


def test_a_narrow_kicker_above_does_not_tear_a_centred_headline_from_its_columns() -> None:
    glyphs = set_line("民生·社会", 0, 0, 15) + set_line("豆角进了城里的超市", 90, 26, 20)
    glyphs += [glyph for n, x in enumerate((0, 120, 240)) for glyph in column("甲乙丙"[n], x, 60, 6)]
    assert texts(glyphs)[:3] == ["民生·社会", "豆角进了城里的超市", "甲第0行说明文字啊"]


def test_a_headline_set_left_keeps_the_last_of_its_columns() -> None:
    glyphs = set_line("豆角进了城", 0, 0, 20) + set_line("夜校开课了", 240, 105, 20)
    glyphs += [glyph for n, x in enumerate((0, 120, 240)) for glyph in column("甲乙丙"[n], x, 24, 5)]
    glyphs += [glyph for n, x in enumerate((0, 120, 240)) for glyph in column("丁戊己"[n], x, 109 if x < 240 else 130, 5)]
    first = [line for name in "甲乙丙" for line in said(name, 5)]
    assert texts(glyphs)[:16] == ["豆角进了城", *first]


def test_a_column_with_a_headline_of_its_own_is_not_held_by_its_neighbour() -> None:
    glyphs = set_line("豆角进了城", 0, 0, 20) + set_line("夜校开课了", 240, 0, 20)
    glyphs += [glyph for n, x in enumerate((0, 120, 240)) for glyph in column("甲乙丙"[n], x, 24, 5)]
    glyphs += set_line("路灯修好了", 0, 105, 20)
    glyphs += [glyph for n, x in enumerate((0, 120, 240)) for glyph in column("丁戊己"[n], x, 130 if x < 240 else 97, 5)]
    assert texts(glyphs)[-11:] == ["夜校开课了", *said("丙", 5), *said("己", 5)]


def test_a_centred_headline_keeps_its_subhead_and_byline_that_are_set_left() -> None:
    glyphs = set_line("豆角进城", 125, 0, 30) + set_line("城南一家合作社", 0, 34, 13) + set_line("本报记者周小禾", 0, 52, 9)
    glyphs += [glyph for n, x in enumerate((0, 130, 260)) for glyph in column("甲乙丙"[n], x, 74, 6 - n)]
    glyphs += set_line("农家书屋换新书", 0, 170, 18) + column("丁", 0, 196, 4) + column("戊", 130, 196, 4)
    first = ["豆角进城", "城南一家合作社", "本报记者周小禾", *said("甲", 6), *said("乙", 5), *said("丙", 4)]
    assert texts(glyphs)[:18] == first


def test_a_label_of_two_letters_set_wide_is_one_line() -> None:
    glyphs = set_line("简", 0, 0, 24) + set_line("讯", 48, 0, 24) + column("甲", LEFT, 40, 6)
    assert texts(glyphs)[0] == "简 讯"
    beside = set_line("春", 0, 0, 24) + set_line("秋", 48, 0, 24) + set_line("冬", 0, 30, 24) + column("甲", LEFT, 80, 6)
    assert "春 秋" not in texts(beside)

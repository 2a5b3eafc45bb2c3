"""Which lines run on and which stand alone, at any width of column."""

import pytest

from kg.articles.columns import units
from kg.articles.printed import printed_lines
from tests.articles.by_hand import page

WORDS = "近日青石县水利局启动清水河治理工程疏浚河道十二公里沿河九个村的群众因此受益全县上下把治水兴水作为民生大事来抓压实责任" * 3


def column(width: int, lines: int) -> list[str]:
    text = (WORDS * 5)[: width * lines - 4] + "。"
    return [text[at : at + width] for at in range(0, len(text), width)]


@pytest.mark.parametrize("width", [12, 13, 17, 24, 34])
def test_a_headline_between_two_columns_stands_alone(width: int) -> None:
    text = "\n".join([*column(width, 8), "水清岸绿入画来", *column(width, 8)])
    kinds = [unit.kind for unit in units(printed_lines(page(text)))]
    assert kinds == ["para", "float", "para"]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_blank_lines_after_each_line_change_nothing(blank: str) -> None:
    text = blank.join([*column(15, 6), *column(22, 6)])
    assert [(unit.kind, unit.width // 2) for unit in units(printed_lines(page(text)))] == [("para", 15), ("para", 22)]


def test_a_paragraph_goes_on_where_the_column_grows_wider_in_a_sentence() -> None:
    narrow = column(14, 6)
    narrow[-1] = "为推进治水兴水作为民生大事抓"[:14]
    (first, *rest) = units(printed_lines(page("\n".join([*narrow, *column(15, 4)]))))
    assert first.kind == "para" and not rest


def test_every_line_is_in_one_unit() -> None:
    lines = printed_lines(page("\n".join(["第1版", *column(12, 5), "王芳", "水清岸绿", *column(20, 3)])))
    assert [line.number for unit in units(lines) for line in unit.lines] == [line.number for line in lines]


def kinds(lines: list[str]) -> list[tuple[str, str]]:
    return [(unit.kind, unit.text) for unit in units(printed_lines(page("\n".join(lines))))]


def test_a_mark_that_goes_over_two_lines_stays_in_its_paragraph() -> None:
    body = column(14, 6)
    body[-1] = "全县上下抓治水。（下转"
    assert [kind for kind, _ in kinds([*body, "3版）"])] == ["para"]


def test_a_caption_has_a_width_of_its_own_and_its_credit_may_wrap() -> None:
    caption = ["图为青石县水利局工人在清水河的河道里清理淤泥和杂", "草，沿河九个村的群众也来帮忙。 赵", "雪 摄"]
    assert [kind for kind, _ in kinds([*column(13, 7), *caption])] == ["para", "para"]


def test_a_line_that_names_its_theme_is_a_headline_and_one_that_opens_speech_is_not() -> None:
    assert kinds([*column(14, 5), "边关无小事：", "一次通关的背后", *column(14, 5)])[1] == ("float", "边关无小事：")
    assert all(kind == "para" for kind, _ in kinds([*column(14, 5), "局长何平这样说：", *column(14, 5)]))


def test_the_address_of_a_letter_is_text() -> None:
    assert [kind for kind, _ in kinds(["盼门前那座桥修好", "编辑同志：", *column(16, 6)])] == ["float", "para", "para"]


ROWS = [
    "郭晓芳 兴和县农业技术推广中心高级农艺师",
    "王守义 兴和县人民医院骨科主任",
    "李铁柱 兴和县大库联乡兽医站站长",
    "斯琴高娃 兴和县第一中学物理教师",  # no name that the table of surnames knows: it stands among others
    "赵志强 内蒙古瑞盛石墨新材料有限公司技术总监",
    "吴丽华 丽华家庭农场负责人",
    "郑永福 养殖大户",  # no body and no place
    "白音 兴和县林业和草原局防治检疫站工程师",
]


def test_each_person_of_a_list_without_indents_begins_a_paragraph() -> None:
    after = ["颁奖仪式上县委副书记高明为获奖者颁发证书。"]
    assert [text for _, text in kinds([*column(21, 6), *ROWS, *after])][1:] == ROWS + after


@pytest.mark.parametrize("row", ["{} {}", "{}（{}）"])
def test_the_rows_of_such_a_list_may_wrap(row: str) -> None:
    rows = [row.format(*each.split()) for each in ROWS]
    lines = [each[at : at + 15] for each in rows for at in range(0, len(each), 15)]
    assert [text for _, text in kinds([*column(15, 6), *lines])][1:] == rows


def test_biographies_in_a_list_of_persons_stay_whole() -> None:
    lives = [
        [
            name + " 兴和县人民医院主任医师",
            "从医二十年来，坚持下乡，先后为患者",
            "送去药品三千余份，他教过的乡里的学生",
            "让他们也学会了急救。",
        ]
        for name in ("郭晓芳", "王守义", "李铁柱")
    ]
    found = [text for _, text in kinds([*column(18, 6), *(line for life in lives for line in life)])][1:]
    assert [text for text in found if text.startswith("从医")] == ["".join(life[1:]) for life in lives]


def test_a_headline_below_a_list_of_persons_is_no_row_of_it() -> None:
    after = ["临县表彰优秀教师", *column(20, 6)]
    assert ("float", "临县表彰优秀教师") in kinds([*column(20, 6), *ROWS[:3], *after])


def test_two_persons_make_no_list() -> None:
    text = [*column(20, 6)[:-1], "王守义 兴和县人民医院骨科主任李铁柱等二十一", "李铁柱 兴和县大库联乡兽医站站长等人都来了。"]
    assert [kind for kind, _ in kinds(text)] == ["para"]

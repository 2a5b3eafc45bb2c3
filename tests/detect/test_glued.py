"""Where a person's name ends when the next word is glued to it."""

import pytest

from kg.detect.glued import name_end, read_again


@pytest.mark.parametrize(
    ("name", "glued", "behind"),
    [
        ("鲁亮", "荣", "立三等功"),
        ("鲁亮", "荣", "获“优秀班长”称号"),
        ("鲁志", "明", "确表示，不后退"),
        ("鲁志", "高", "兴地说"),
        ("鲁飞", "成功", "救下两名儿童"),
        ("鲁飞", "成", "功当选组长"),
        ("鲁远", "平", "时话不多"),
        ("鲁远", "生", "前爱唱戏"),
        ("鲁海波", "荣", "归故里"),
    ],
)
def test_a_letter_of_the_next_word_is_no_part_of_the_name(name: str, glued: str, behind: str) -> None:
    text = f"战士{name}{glued}{behind}。"
    assert name_end(text, 2, 2 + len(name + glued)) == 2 + len(name)


@pytest.mark.parametrize(
    ("name", "behind"),
    [("鲁国强", "调研防汛"), ("鲁志明", "说，路通了"), ("鲁玉莲", "花了三年"), ("鲁建平", "和同伴走了"), ("鲁大妈", "爱说笑")],
)
def test_a_name_that_another_word_can_follow_stays(name: str, behind: str) -> None:
    text = f"村民{name}{behind}。"
    assert name_end(text, 2, 2 + len(name)) == 2 + len(name)


def test_a_name_that_stands_elsewhere_stays() -> None:
    text = "战士鲁亮荣立三等功。鲁亮荣说，荣誉是大家的。"
    assert name_end(text, 2, 5) == 5


def test_a_division_or_a_preposition_behind_a_post_is_no_person() -> None:
    assert read_again("他代表温岭市向客商致意", 3, 6) == ("County", 6)
    assert read_again("委员代表向大会提交提案", 4, 7)[0] == ""
    assert read_again("村民代表向大春发言", 4, 7) == ("Person", 7)

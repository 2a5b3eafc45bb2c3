"""What a figure measures, in the words beside it."""

import pytest

from kg.facts.amounts import amounts
from kg.facts.properties import properties_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("项目总投资约5.4亿元", ["总投资"]),
        ("吸引12家企业入驻", ["企业"]),
        ("全县新能源并网装机1326万千瓦", ["新能源并网装机"]),
        ("公示期由45天缩短至20天", ["公示期", "公示期"]),
        ("完成固定资产投资23.7亿元，同比增长31.2%", ["固定资产投资", "固定资产投资同比增长"]),
        ("种植有机水稻50亩", ["种植有机水稻"]),
        ("今年72岁的老人", ["年龄"]),
        ("卖了3000元。", ["金额"]),
    ],
)
def test_property(text: str, wanted: list[str]):
    assert properties_of(text, amounts(text), []) == wanted


def test_names_are_no_part_of_what_is_measured():
    text = "宏达公司占地210亩"
    assert properties_of(text, amounts(text), [4]) == ["占地"]


def test_figures_of_another_sentence_lend_no_noun():
    text = "投资23.7亿元。同比增长31.2%"
    assert properties_of(text, amounts(text), []) == ["投资", "同比增长"]

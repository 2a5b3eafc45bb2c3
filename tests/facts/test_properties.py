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
        ("年产2万吨的项目由集团投资1.2亿元建设", ["年产", "投资"]),
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("选派86名金融特派员驻村", "金融特派员"),
        ("带动260户农户种植辣椒", "农户"),
        ("与13家合作社签订订单", "合作社"),
        ("为72名高龄老人理发", "高龄老人"),
        ("为41家企业解决问题", "企业"),
        ("全县有112家规模以上工业企业", "规模以上工业企业"),
        ("建成3个企业服务中心", "企业服务中心"),
        ("13家特种纸企业污水集中处理设施全部达标", "特种纸企业"),
    ],
)
def test_what_is_counted_ends_before_the_verb(text: str, wanted: str):
    assert properties_of(text, amounts(text), []) == [wanted]


@pytest.mark.parametrize(
    ("name", "rest", "wanted"),
    [
        ("宏达公司", "等企业签约项目12个", "签约项目"),
        ("民俗文化", "节开幕签约项目12个", "签约项目"),
        ("引水工程三标", "段已完成投资2.3亿元", "投资"),
        ("宏达公司", "贷款后收入3万元", "收入"),
        ("氢能项目", "建成后年产绿氢3万吨", "年产绿氢"),
        ("产业园", "内新装变压器3台", "新装变压器"),
        ("产业园", "中药材面积300亩", "中药材面积"),
    ],
)
def test_no_leftovers_before_what_is_measured(name: str, rest: str, wanted: str):
    text = name + rest
    assert properties_of(text, [a for a in amounts(text) if a.start > len(name)], [len(name)]) == [wanted]


def test_both_ends_of_a_range_measure_the_same():
    text = "每年资助困难学生30至40人"
    assert properties_of(text, amounts(text), []) == ["资助困难学生", "资助困难学生"]


def test_a_rise_from_another_year_lends_its_noun():
    text = "近视率由2020年的34%降到22.5%"
    assert properties_of(text, amounts(text), []) == ["近视率", "近视率"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他这些年攒下3万元，同比增长20%。", ["金额", "同比增长"]),
        ("这一住就是20天。", ["时长"]),
        ("合作社靠它拿了8万元补助。", ["补助"]),
        ("当天签订12份，一件只用3小时。", ["数量", "时长"]),
        ("在村口新建一座120平方米的戏台。", ["戏台"]),
        ("开展宣讲120场，共举办12场讲座。", ["开展宣讲", "讲座"]),
    ],
)
def test_the_rest_of_a_clause_is_no_name_of_a_property(text: str, names: list[str]) -> None:
    assert properties_of(text, amounts(text), []) == names

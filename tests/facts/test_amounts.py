"""Figures: numbers, units, approximate marks, and what is no figure."""

import pytest

from kg.facts.amounts import amounts, number


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("总投资约5.4亿元", "540000000", "元", "约"),
        ("贷款四亿三千万元", "430000000", "元", ""),
        ("上门8700余次", "8700", "次", "余"),
        ("占地３２０亩", "320", "亩", ""),
        ("超过四成", "40", "%", "超过"),
        ("百分之十一", "11", "%", ""),
        ("装机50兆瓦", "50000", "千瓦", ""),
        ("1,200人", "1200", "人", ""),
        ("马铃薯储窖三座", "3", "座", ""),
        ("两万四千名妇女", "24000", "名", ""),
        ("十三点五度", "13.5", "度", ""),
        ("鲜枣2600斤", "1300", "公斤", ""),
        ("每斤6元", "6", "元/斤", ""),
        ("卖6元一斤", "6", "元/斤", ""),
    ],
)
def test_figure(text: str, value: str, unit: str, approx: str):
    found = amounts(text)[0]
    assert (found.value, found.unit, found.approx) == (value, unit, approx)
    assert text[found.start : found.end] in text


@pytest.mark.parametrize("text", ["2024年5月6日", "第三届", "一个好办法", "星期三", "百姓", "二〇二四年", "1986年", "万里长城"])
def test_no_figure(text: str):
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("一百零五", 105), ("十二", 12), ("三千二", 3200), ("二十五", 25), ("一万二", 12000), ("两亿", 200000000)],
)
def test_han_numbers(words: str, value: int):
    assert number(words) == value


def test_long_runs_of_digits_end():
    assert amounts("一" * 5000 + "九" * 5000 + "元") is not None
    assert amounts("1" * 20000) == []

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
        ("装机50兆瓦", "50", "兆瓦", ""),
        ("1,200人", "1200", "人", ""),
        ("马铃薯储窖三座", "3", "座", ""),
        ("两万四千名妇女", "24000", "名", ""),
        ("十三点五度", "13.5", "度", ""),
        ("鲜枣2600斤", "2600", "斤", ""),
        ("每斤6元", "6", "元/斤", ""),
        ("卖6元一斤", "6", "元/斤", ""),
        ("以1小时14分08秒夺冠", "4448", "秒", ""),
        ("走了4小时51分", "291", "分钟", ""),
        ("一个半小时", "1.5", "小时", ""),
        ("半小时办妥", "0.5", "小时", ""),
        ("走了3个多小时", "3", "小时", "多"),
        ("收回三成五，", "35", "%", ""),
        ("身高1米73", "1.73", "米", ""),
        ("收了三十一吨六，", "31.6", "吨", ""),
        ("千分之三", "3", "‰", ""),
        ("上千个家庭", "1000", "个", "上"),
        ("累计超千万元", "10000000", "元", "超"),
        ("万亩良田", "10000", "亩", ""),
        ("去年赚了八万七，", "87000", "元", ""),
        ("要投12个亿，", "1200000000", "元", ""),
        ("距今约4000年", "4000", "年", "约"),
    ],
)
def test_figure(text: str, value: str, unit: str, approx: str):
    found = amounts(text)[0]
    assert (found.value, found.unit, found.approx) == (value, unit, approx)
    assert text[found.start : found.end] in text


NONE = [
    "2024年5月6日", "第三届", "一个好办法", "星期三", "百姓", "二〇二四年", "1986年", "万里长城", "另一方面", "十九届",
    "1985届学生", "四六分红", "两三个人",
    "七八万斤", "二期工程", "二次返利", "四位一体", "三分之一", "上半年", "前三名", "亿元以上",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_figure(text: str):
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("一百零五", 105), ("十二", 12), ("三千二", 3200), ("二十五", 25), ("一万二", 12000), ("两亿", 200000000)],
)
def test_han_numbers(words: str, value: int):
    assert number(words) == value


def test_both_ends_of_a_range():
    assert [(a.value, a.unit) for a in amounts("每年资助30至40人")] == [("30", "人"), ("40", "人")]
    assert [a.value for a in amounts("增收5万—8万元")] == ["50000", "80000"]


def test_no_end_of_a_range_is_exact():
    text = "每年资助30至40人"
    assert [(a.value, a.approx, text[a.start : a.end]) for a in amounts(text)] == [
        ("30", "至40", "30至40人"), ("40", "30至", "30至40人"),
    ]  # fmt: skip


def test_a_rise_is_no_range():
    assert [a.approx for a in amounts("由10到15家")] == ["", ""]


def test_long_runs_of_digits_end():
    assert amounts("一" * 5000 + "九" * 5000 + "元") is not None
    assert amounts("1" * 20000) == []

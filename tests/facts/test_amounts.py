"""Figures: numbers, units, approximate marks, and what is no figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.amounts import amounts
from kg.facts.numbers import number, written


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
        ("62万农村群众", "620000", "人", ""),
        ("3.2万农户", "32000", "户", ""),
        ("粉丝22万。", "220000", "人", ""),
        ("赵大爷今年五十七，", "57", "岁", ""),
        ("奶奶今年七十有三。", "73", "岁", ""),
        ("占全国三分之一", "33.3", "%", ""),
        ("不到四分之三", "75", "%", "不到"),
        ("超过一半", "50", "%", "超过"),
        ("六大板块", "6", "个", ""),
        ("能长到三两，", "3", "两", ""),
        ("月薪五千六，", "5600", "元", ""),
        ("一斤三毛八。", "0.38", "元", ""),
        ("8.6万块光伏板", "86000", "块", ""),
        ("建成球场9块，", "9", "块", ""),
        ("卖900多块", "900", "元", "多"),
        ("判处有期徒刑一年", "1", "年", ""),
        ("缓刑二年", "2", "年", ""),
        ("自领取之日起7日内", "7", "日", ""),
        ("抗风等级达17级", "17", "级", ""),
        ("不到一小时", "1", "小时", "不到"),
        ("只需一张表", "1", "张", ""),
        ("零下11℃", "-11", "℃", ""),
        ("一点七万亩", "17000", "亩", ""),
        ("每人每月发600元", "600", "元/月", ""),
        ("每月每平方米5元", "5", "元/平方米", ""),
        ("2千余人", "2000", "人", "余"),
        ("5千米", "5", "公里", ""),
        ("四十六个人", "46", "人", ""),
        ("快递费从7块2降到4块", "7.2", "元", ""),
        ("休渔三个半月", "3.5", "个月", ""),
        ("被征了四亩三分地", "4.3", "亩", ""),
        ("产值翻了两番", "2", "番", ""),
        ("零下三十度的天", "-30", "度", ""),
        ("拥有中华老字号11家", "11", "家", ""),
        ("每周3次", "3", "次", ""),
        ("由过去的七块六降到三块二", "7.6", "元", ""),
        ("十一块五毛钱", "11.5", "元", ""),
        ("上涨了一米六，", "1.6", "米", ""),
        ("走二里地", "2", "里", ""),
        ("修了三年零四天", "3", "年", ""),
        ("百万千瓦基地", "1000000", "千瓦", ""),
        ("分两期建设", "2", "期", ""),
        ("收获进度过半，", "50", "%", ""),
        ("年初12家企业", "12", "家", ""),
        ("老支书七十有三，", "73", "岁", ""),
        ("3个人才公寓", "3", "个", ""),
    ],
)
def test_figure(text: str, value: str, unit: str, approx: str):
    found = amounts(text)[0]
    assert (found.value, found.unit, found.approx) == (value, unit, approx)
    assert text[found.start : found.end] in text


NONE = [
    "2024年5月6日", "第三届", "一个好办法", "星期三", "百姓", "二〇二四年", "1986年", "万里长城", "另一方面", "十九届",
    "1985届学生", "四六分红", "两三个人", "七八万斤", "二期工程", "二次返利", "四位一体", "上半年", "三级医院", "5月7日内",
    "一年能挣", "第22次", "一斤", "一块石头", "三轮车", "312县道", "S336省道", "三道沟", "两头跑", "六盘山", "十几万元",
    "三大件", "二十大", "1080P", "周三场", "3号5栋", "前三名", "亿元以上",
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


def test_both_ends_of_a_range_may_have_units_and_share_a_rate():
    assert [(a.value, a.unit, a.approx) for a in amounts("每户补贴5万元至8万元")] == [
        ("50000", "元/户", "至8万元"), ("80000", "元/户", "5万元至"),
    ]  # fmt: skip
    assert [(a.value, a.unit, a.approx) for a in amounts("从每公斤6元涨到9元")] == [("6", "元/公斤", ""), ("9", "元/公斤", "")]
    assert [(a.value, a.unit) for a in amounts("每人补贴300元，至5月6日止，另有40元")] == [("300", "元/人"), ("40", "元")]


def test_a_fall_may_leave_out_the_first_unit():
    assert [(a.value, a.unit, a.approx) for a in amounts("值守由8至5人减少")] == [("8", "人", ""), ("5", "人", "")]
    assert [a.value for a in amounts("第8至5人")] == ["5"]


@pytest.mark.parametrize("text", ["实现收入数千万元", "来了好几百人", "数百亩果园"])
def test_several_is_no_number(text: str):
    assert amounts(text) == []


def test_years_of_age():
    assert [(a.value, a.unit) for a in amounts("60周岁以上老人")] == [("60", "岁")]


def test_a_rise_is_no_range():
    assert [a.approx for a in amounts("由10到15家")] == ["", ""]


def test_long_runs_of_digits_end():
    assert amounts("一" * 5000 + "九" * 5000 + "元") is not None
    assert amounts("1" * 20000) == []


def han(value: int) -> str:
    """A number below a million million as newspapers spell it: 10305 is 一万零三百零五."""
    for size, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            whole, rest = divmod(value, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return han(whole) + word + (gap + han(rest) if rest else "")
    return "零一二三四五六七八九"[value]


@given(st.integers(0, 10**12 - 1))
def test_spelled_numbers_are_read(value: int):
    assert number(han(value)) == value


@given(st.integers(1, 10**6), st.integers(0, 99), st.sampled_from(["亩", "元", "公里"]), st.sampled_from(["", "万", "亿"]))
def test_every_number_with_its_multiplier(whole: int, part: int, unit: str, big: str):
    (found,) = amounts(f"共有{whole}.{part:02}{big}{unit}，")
    factor = {"": 1, "万": 10**4, "亿": 10**8}[big]
    assert (found.value, found.unit) == (written(Decimal(f"{whole}.{part:02}") * factor), unit)


@given(st.text("0123456789一二两三十百千万亿半点多余约大分之元块个人亩第年月日，。至", max_size=40))
def test_figures_lie_in_the_text_and_apart(text: str):
    found = amounts(text)
    assert all(0 <= a.start <= a.number_start < a.number_end <= a.end <= len(text) for a in found)
    assert len({a.number_start for a in found}) == len(found)

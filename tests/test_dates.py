"""Time expressions against the day of the paper, as EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find_times, number

ISSUE = "2025-09-10"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("9月9日，推进会召开", "2025-09-09"),
        ("９月９日，推进会召开", "2025-09-09"),
        ("9 月 15 日，企业负责人说", "2024-09-15"),
        ("10月21日上午8时", "2024-10-21"),
        ("2024年12月28日并网", "2024-12-28"),
        ("去年12月28日并网", "2024-12-28"),
        ("二〇二四年五月七日", "2024-05-07"),
        ("四月十七日通报", "2025-04-17"),
        ("2024年，产量达", "2024"),
        ("2023年度", "2023"),
        ("今年3月退役", "2025-03"),
        ("今年上半年", "2025-01/2025-06"),
        ("今年1至9月", "2025-01/2025-09"),
        ("今年前10个月", "2025-01/2025-10"),
        ("前三季度", "2025-01/2025-09"),
        ("一季度，开发区", "2025-01/2025-03"),
        ("从9月至11月", "2025-09/2025-11"),
        ("1至4月，外贸", "2025-01/2025-04"),
        ("10月至12月，全县", "2024-10/2024-12"),
        ("5月10日至12日", "2025-05-10/2025-05-12"),
        ("4月28日至5月3日", "2025-04-28/2025-05-03"),
        ("将于11月8日至12日举行", "2025-11-08/2025-11-12"),
        ("2023—2027年", "2023/2027"),
        ("2022年至2024年", "2022/2024"),
        ("今年4月底", "2025-04-30~"),
        ("4月中旬的倒春寒", "2025-04-11/2025-04-20"),
        ("去年底", "2024-12~"),
        ("今年以来", "2025-01-01/2025-09-10"),
        ("今年夏天", "2025-22"),
        ("上个月", "2025-08"),
        ("上月15日", "2025-08-15"),
        ("昨日", "2025-09-09"),
        ("日前", "2025-09-10~"),
        ("上世纪90年代", "199X"),
        ("“十四五”期间", "2021/2025"),
        ("明年6月", "2026-06"),
    ],
)
def test_words_and_their_time(text: str, edtf: str) -> None:
    (found,) = find_times(text, ISSUE)
    assert found.edtf == edtf
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize("text", ["2月30日", "13月5日", "2025年13月"])
def test_days_that_do_not_exist_have_no_value(text: str) -> None:
    assert all(not time.edtf or time.edtf == "2025" for time in find_times(text, ISSUE))


@pytest.mark.parametrize("text", ["三个月", "3月龄", "第三版", "120公里", "1.09亿元", "3600余公斤", "九个村"])
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, ISSUE) == ()


def test_without_an_issue_only_what_is_printed_is_known() -> None:
    values = [time.edtf for time in find_times("2024年5月7日，去年9月，9月9日，昨日，2023年", None)]
    assert values == ["2024-05-07", "", "", "", "2023"]
    assert find_times("今年3月", "no date") == find_times("今年3月", None)


def test_a_leap_day_goes_to_the_last_year_that_had_one() -> None:
    assert [time.edtf for time in find_times("2月29日", "2025-03-01")] == ["2024-02-29"]


def test_the_day_of_the_issue_itself_is_not_after_it() -> None:
    assert [time.edtf for time in find_times("9月10日，记者", ISSUE)] == ["2025-09-10"]


@pytest.mark.parametrize(
    ("written", "value"), [("十", 10), ("十一", 11), ("二十", 20), ("三十一", 31), ("二〇二五", 2025), ("07", 7)]
)
def test_numerals(written: str, value: int) -> None:
    assert number(written) == value


@given(
    st.text(alphabet="今去年月日12345678901234年至—前十二〇底中旬季度上下半号昨天近日 ，", max_size=40),
    st.sampled_from([ISSUE, None]),
)
def test_any_text_can_be_asked(text: str, issue: str | None) -> None:
    last = 0
    for time in find_times(text, issue):
        assert time.start >= last and text[time.start : time.end] == time.words
        last = time.end

"""When a figure holds."""

import pytest

from kg.facts.amounts import amounts
from kg.facts.periods import times_of


def times(text: str) -> list[str | None]:
    return times_of(text, "2024-05-10", amounts(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("去年实现产值3亿元", ["2023"]),
        ("今年1至4月，全县完成投资23亿元，同比增长12%", ["2024-01/2024-04", "2024-01/2024-04"]),
        ("2022年产值3亿元，2023年产值4亿元", ["2022", "2023"]),
        ("覆盖率由2012年的5%提高到去年的80%", ["2012", "2023"]),
        ("2021年建厂，目前有职工260人", [None]),
        ("去年收入3万元。有职工260人", ["2023", None]),
        ("2019年成立的公司有职工260人", [None]),
        ("《2022年奖补方案》规定补助300元", [None]),
        ("比2020年增长12%", [None]),
        ("有职工260人", [None]),
    ],
)
def test_time(text: str, wanted: list[str | None]):
    assert times(text) == wanted


def test_without_an_issue_a_relative_time_says_nothing():
    assert times_of("去年产值3亿元", None, amounts("去年产值3亿元")) == [None]


def test_a_long_sentence_is_read_in_linear_time():
    text = "去年成立，" * 4000 + "产值3亿元"
    assert len(times(text)) == len(amounts(text))

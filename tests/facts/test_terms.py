"""Which times date a post."""

import pytest

from kg import dates
from kg.facts.terms import dates_item, dates_post
from tests.facts.scenes import scene


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("2021年5月，{李文|Person:p}任{岚县民政局|GovernmentBody:a}局长", True),
        ("2021年5月，经会议通过，{李文|Person:p}担任{岚县民政局|GovernmentBody:a}局长", True),
        ("自2018年起，{李文|Person:p}一直是{枣乡商会|Organization:a}会长", True),
        ("2020年，{枣乡商会|Organization:a}选举{李文|Person:p}为会长", True),
        ("2023年，{枣乡商会|Organization:a}会长由{李文|Person:p}担任", True),
        ("2022年1月，免去{李文|Person:p}的{岚县民政局|GovernmentBody:a}局长职务", True),
        ("2021年5月，{岚县民政局|GovernmentBody:a}局长{李文|Person:p}到村里走访", False),
        ("2021年5月，由{岚县民政局|GovernmentBody:a}局长{李文|Person:p}带队走访", False),
        ("2021年5月，{李文|Person:p}，{岚县民政局|GovernmentBody:a}局长，到村里走访", False),
        ("2021年5月，{李文|Person:p}（{岚县民政局|GovernmentBody:a}局长）到村里走访", False),
        ("2021年5月，{李文|Person:p}是{岚县民政局|GovernmentBody:a}局长", False),
        ("1987年7月，{李文|Person:p}参加工作，后任{岚县民政局|GovernmentBody:a}局长", False),
        ("1946年5月参加革命工作，{李文|Person:p}历任{岚县民政局|GovernmentBody:a}局长", False),
    ],
)
def test_time_dates_a_post_that_is_taken_up(words: str, dated: bool) -> None:
    found = scene(words)
    ids = [found.referents[who].id for who in found.who.tolist()]
    time = dates.find_times(found.article.text, None)[0]
    assert dates_post(found, time, ids.index("p"), ids.index("a")) is dated


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("{李文|Person:p}曾任科长，2014年11月任{岚县民政局|GovernmentBody:a}局长", True),
        ("{李文|Person:p}2014年11月入党，任{岚县民政局|GovernmentBody:a}局长", False),
        ("{李文|Person:p}2014年任{枣乡商会|Organization:b}会长、{岚县民政局|GovernmentBody:a}局长", False),
        ("{李文|Person:p}任{岚县民政局|GovernmentBody:a}局长，2014年退休", False),
    ],
)
def test_time_dates_the_item_that_it_opens(words: str, dated: bool) -> None:
    found = scene(words)
    ids = [found.referents[who].id for who in found.who.tolist()]
    assert dates_item(found, dates.find_times(found.article.text, None)[0], ids.index("a")) is dated

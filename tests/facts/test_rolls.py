"""Rolls of honour: who stands below the name of an honour has got it."""

from kg.facts.claims import find_claims
from tests.facts.scenes import scene


def got(words: str) -> list[tuple[str, str]]:
    return [(c.subject, c.object) for c in find_claims(scene(words)) if c.rule == "honours/roll"]


ROWS = "{冯守业|Person:p1} {碧沙镇|Township:l1}镇长\n{田小麦|Person:p2}（女） {县二中|Organization:o1}教师"


def test_everybody_below_the_line_of_an_honour_has_got_it() -> None:
    assert got("{“最美教师”|Initiative:i}荣誉榜\n" + ROWS) == [("p1", "i"), ("p2", "i")]
    assert got("大会授予下列同志{“碧沙工匠”|Initiative:i}称号：\n" + ROWS) == [("p1", "i"), ("p2", "i")]
    bodies = "{县水利局|GovernmentBody:g1}\n{碧沙纸业|Enterprise:e1}"
    assert got("{“先进集体”|Initiative:i}名单\n" + bodies + "\n会后，大家参观了展览。") == [("g1", "i"), ("e1", "i")]


def test_who_is_only_put_forward_has_not_got_it() -> None:
    assert got("{“最美教师”|Initiative:i}候选人名单\n" + ROWS) == []


def test_prose_below_an_honour_is_no_roll() -> None:
    assert got("{“最美教师”|Initiative:i}名单公布\n{冯守业|Person:p1} 说，大家很高兴。\n{田小麦|Person:p2} 也来了。") == []
    assert (
        got("{“最美教师”|Initiative:i}名单\n{冯守业|Person:p1} {碧沙镇|Township:l1}镇长\n活动结束。") == []
    )  # one row is no list

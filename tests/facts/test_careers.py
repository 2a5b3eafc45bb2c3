"""Careers told as lists."""

import pytest

from kg.facts.careers import careers
from kg.facts.match import signs_of
from tests.facts.scenes import scene


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        (
            "{李文|Person:p}，男，中共党员。历任{普明镇党委|GovernmentBody:a}书记，{岚县林业局|GovernmentBody:b}局长，{岚县|County:c}副县长。",
            [("a", "书记", "Former"), ("b", "局长", "Former"), ("c", "副县长", "Former")],
        ),
        (
            "{李文|Person:p}，男，1980年生。曾任{岚县民政局|GovernmentBody:a}文书、副局长，2014年11月任{岚县财政局|GovernmentBody:b}局长。",
            [("a", "文书、副局长", "Former"), ("b", "局长", "Asserted")],
        ),
        (
            "{李文|Person:p}，曾任{岚县民政局|GovernmentBody:a}副局长，2014年任{岚县财政局|GovernmentBody:b}局长，2022年退休。",
            [("a", "副局长", "Former"), ("b", "局长", "Former")],
        ),
        (
            "{李文|Person:p}，现任{岚县|County:z}{普明镇党委|GovernmentBody:a}副书记、镇长，拟任{岚县民政局|GovernmentBody:b}局长人选。",
            [("a", "副书记、镇长", "Asserted"), ("b", "局长", "Planned")],
        ),
        (
            "{李文|Person:p}先后担任生产队队长、{深沟村|Village:a}党支部书记、{普明镇|Township:b}副镇长。",
            [("a", "党支部书记", "Former"), ("b", "副镇长", "Former")],
        ),
        (
            "{李文|Person:p}任{岚县民政局|GovernmentBody:a}副局长，2014年升任{岚县民政局|a}局长，兼{枣乡商会|Organization:b}会长。",
            [("a", "局长", "Asserted"), ("b", "会长", "Asserted")],
        ),
        (
            "本报讯（记者 {王强|Person:q}）{李文|Person:p}，男。历任{普明镇|Township:a}镇长，{岚县林业局|GovernmentBody:b}局长。",
            [("a", "镇长", "Former"), ("b", "局长", "Former")],
        ),
        ("本报讯（记者 {王强|Person:q}）曾任{普明镇|Township:a}镇长，{岚县林业局|GovernmentBody:b}局长。", []),
        ("{李文|Person:p}现任{岚县民政局|GovernmentBody:a}局长，{普明镇|Township:b}镇长{王强|Person:q}介绍了情况。", []),
        ("{李文|Person:p}曾任{岚县民政局|GovernmentBody:a}局长，{普明镇|Township:b}派人看望。", []),
        ("{李文|Person:p}与{王强|Person:q}是同学。曾任{岚县民政局|GovernmentBody:a}局长，{普明镇|Township:b}镇长。", []),
        ("{李文|Person:p}来了。\n曾任{岚县民政局|GovernmentBody:a}局长，{普明镇|Township:b}镇长。", []),
        ("任命{李文|Person:p}为{岚县民政局|GovernmentBody:a}局长，{普明镇|Township:b}镇长。", []),
        ("{李文|Person:p}说，{岚县民政局|GovernmentBody:a}局长、{普明镇|Township:b}镇长都来了。", []),
    ],
)
def test_list_gives_every_post_to_one_person(words: str, posts: list[tuple[str, str, str]]) -> None:
    found = scene(words)
    told = [(found.referents[p.seat].id, p.title, p.status) for p in careers(found, signs_of(found))]
    assert told == posts
    assert {found.referents[p.person].id for p in careers(found, signs_of(found))} <= {"p"}


def test_work_of_no_rank_is_no_position() -> None:
    found = scene("{李文|Person:p}历任{深沟小学|Organization:a}教师，{普明小学|Organization:b}校长。")
    assert [p.predicate for p in careers(found, signs_of(found))] == ["worksFor", "holdsPositionAt"]

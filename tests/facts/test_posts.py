"""Titles of posts: where they are read and which part of a chain belongs to whom."""

import pytest

from kg.facts.posts import fitting, title_of
from kg.records import Referent
from tests.facts.scenes import scene


def body(kind: str, name: str) -> Referent:
    return Referent("b", kind, name, (name,), (), name)


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [("GovernmentBody", "临县县委", "副书记"), ("County", "临县", "县长"), ("GovernmentBody", "临县人民政府", "县长")],
)
def test_each_body_has_its_part_of_a_chain(kind: str, name: str, title: str) -> None:
    assert fitting("副书记、县长", body(kind, name)) == title


def test_chain_of_one_body_stays_whole() -> None:
    assert fitting("党组书记、局长", body("GovernmentBody", "临县民政局")) == "党组书记、局长"


def test_word_that_ends_a_post_is_no_part_of_it() -> None:
    assert fitting("原站长", body("GovernmentBody", "质量监督站")) == "站长"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("{临县|County:a}副县长{李文|Person:b}、{王强|Person:c}出席", "副县长"),
        ("{李文|Person:b}调任{普明镇|Township:a}镇长", "镇长"),
        ("{宏达公司|Enterprise:a}项目秘书{李文|Person:b}说", "项目秘书"),
        ("{宏达公司|Enterprise:a}经理{李文|Person:b}来了。{宏达公司|a}很忙，{李文|b}也忙", "经理"),
        ("{宏达公司|Enterprise:a}的产品好，{李文|Person:b}说", ""),
        (
            "{宏达公司|Enterprise:a}{一百兆瓦农光互补一体化光伏项目|Program:w}负责人{李文|Person:b}说",
            "一百兆瓦农光互补一体化光伏项目负责人",
        ),
        ("{宏达公司|Enterprise:a}过境科科长{李文|Person:b}说", "过境科科长"),
        ("会议听取了副市长{李文|Person:p}受{市政府|GovernmentBody:a}委托作的报告", "副市长"),
    ],
)
def test_title_is_found_where_it_stands(words: str, title: str) -> None:
    found = scene(words)
    person = max(i for i in range(len(found.start)) if found.referents[found.who[i]].kind == "Person")
    other = max(i for i in range(len(found.start)) if found.referents[found.who[i]].id == "a")
    assert title_of(found, person, other) == title

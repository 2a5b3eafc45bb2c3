"""Titles of posts: where they are read and which part of a chain belongs to whom."""

import pytest

from kg.facts.posts import fitting, title_of, trimmed
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


@pytest.mark.parametrize(
    ("organ", "title", "own"),
    [
        ("岚县一中党委", "书记、校长", "书记"),
        ("宏达集团党委", "副书记、总经理", "副书记"),
        ("新区党工委", "书记、管委会主任", "书记"),
        ("普明镇党委", "副书记、人大主席", "副书记"),
        ("岚县县委", "常委、办公室主任", "常委、办公室主任"),
        ("岚县县委", "常委、秘书长", "常委、秘书长"),
        ("岚县县委", "常委、宣传部部长", "常委、宣传部部长"),
        ("岚县县委", "副书记、政法委书记", "副书记、政法委书记"),
        ("岚县一中党委", "书记", "书记"),
    ],
)
def test_party_organ_has_no_post_of_what_it_belongs_to(organ: str, title: str, own: str) -> None:
    assert fitting(title, body("GovernmentBody", organ)) == own


def test_chain_of_one_body_stays_whole() -> None:
    assert fitting("党组书记、局长", body("GovernmentBody", "临县民政局")) == "党组书记、局长"


@pytest.mark.parametrize(
    ("name", "words", "title"),
    [
        ("岚县人民法院", "该案主审法官", "主审法官"),
        ("宏达铸造有限公司", "公司负责人", "负责人"),
        ("岚县第二中学", "学校校长", "校长"),
        ("深沟村", "某村原党支部书记", "党支部书记"),
        ("宏达铸造有限公司", "公司常务副总经理", "常务副总经理"),
        ("深沟村", "该村党支部书记、村委会主任", "党支部书记、村委会主任"),
        ("岚县商务局", "企业服务科科长", "企业服务科科长"),
        ("岚县中心医院", "医院管理科科长", "医院管理科科长"),
        ("岚县民政局", "社会组织管理科科长", "社会组织管理科科长"),
        ("宏达铸造有限公司", "生产厂长", "生产厂长"),
        ("岚县林业局", "本科室主任", "本科室主任"),
    ],
)
def test_title_does_not_name_its_body_again(name: str, words: str, title: str) -> None:
    assert fitting(words, body("Organization", name)) == title


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


@pytest.mark.parametrize(
    ("words", "title"), [("任第一书记", "第一书记"), ("当教师", "教师"), ("任家庄小学校长", "任家庄小学校长")]
)
def test_word_that_takes_a_post_up_is_no_part_of_it(words: str, title: str) -> None:
    assert trimmed(words) == title

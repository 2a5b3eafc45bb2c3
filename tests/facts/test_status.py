"""How a claim stands."""

import pytest

from kg.facts.status import status_of, status_of_verb
from tests.facts.scenes import scene


@pytest.mark.parametrize(
    ("words", "predicate", "status"),
    [
        ("{宏达公司|Enterprise:a}计划投资建设{风电项目|Program:b}", "investsIn", "Planned"),
        ("{宏达公司|Enterprise:a}投资建设{风电项目|Program:b}", "investsIn", "Asserted"),
        ("{宏达公司|Enterprise:a}否认投资{风电项目|Program:b}", "investsIn", "Denied"),
        ("时任{宏达公司|Enterprise:a}经理{李文|Person:b}", "holdsPositionAt", "Former"),
        ("{民政局|GovernmentBody:a}原局长{李文|Person:b}", "holdsPositionAt", "Former"),
        ("{民政局|GovernmentBody:a}局长{李文|Person:b}", "holdsPositionAt", "Asserted"),
        ("原任{民政局|GovernmentBody:a}局长、现任副主席的{李文|Person:b}", "holdsPositionAt", "Former"),
        ("原科长、现任{民政局|GovernmentBody:a}局长的{李文|Person:b}", "holdsPositionAt", "Asserted"),
        ("{李文|Person:a}现任{民政局|GovernmentBody:b}科长", "holdsPositionAt", "Asserted"),
        ("{李文|Person:a}现任科长，拟任{民政局|GovernmentBody:b}局长", "holdsPositionAt", "Planned"),
        ("{临县|County:a}正在起草{《办法》|PolicyDocument:b}", "issues", "Planned"),
        ("{民政局|GovernmentBody:a}要牵头制定{《办法》|PolicyDocument:b}", "issues", "Planned"),
        ("{民政局|GovernmentBody:a}要求落实，制定{《办法》|PolicyDocument:b}", "issues", "Asserted"),
        ("{枣乡食堂|Program:a}拟列入{养老计划|Program:b}", "partOf", "Planned"),
        ("{水利局|GovernmentBody:a}拟撤并{河道科|GovernmentBody:b}", "partOf", "Asserted"),
        ("{临县|County:a}将校舍改造成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}将建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取资金三百万元建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取年底前建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{李文|Person:a}辞去{民政局|GovernmentBody:b}局长职务", "holdsPositionAt", "Former"),
        ("{李文|Person:a}没有获得{“枣乡工匠”|Initiative:b}", "commendedFor", "Denied"),
        ("县总工会拟授予{李文|Person:a}{“枣乡工匠”|Initiative:b}", "commendedFor", "Planned"),
        ("{李文|Person:a}去年获得{“枣乡工匠”|Initiative:b}", "commendedFor", "Asserted"),
        ("{临县|County:a}争取三年内建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取两年建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取10月底前建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取到2027年建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取国庆节前建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取于年底建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取尽快建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取省级项目建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取中央预算内资金建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取补贴建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取上级支持建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取到先建后验建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}谋划建设{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}谋划实施{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{深沟村|Village:a}将被列入{危房改造|Program:b}", "benefitsFrom", "Planned"),
        ("{临县|County:a}将投资2亿元把校舍改造成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}将继续作为试点实施{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}将建成{枣乡食堂|Program:b}作为样板", "carriesOut", "Planned"),
        ("{临县|County:a}将其纳入{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}将{枣乡食堂|Program:b}列为样板", "carriesOut", "Asserted"),
        ("{李文|Person:a}辞去教师工作，担任{宏达公司|Enterprise:b}总经理", "holdsPositionAt", "Asserted"),
        ("{李文|Person:a}辞去公职，回村担任{深沟村|Village:b}党支部书记", "holdsPositionAt", "Asserted"),
        ("{李文|Person:a}辞去教师工作到{宏达公司|Enterprise:b}当会计", "worksFor", "Asserted"),
        ("{李文|Person:a}退休后任{深沟村|Village:b}村支书", "holdsPositionAt", "Asserted"),
        ("{李文|Person:a}同志不再担任{岚县民政局|GovernmentBody:b}局长职务", "holdsPositionAt", "Former"),
        ("{李文|Person:a}不再兼任{枣乡商会|Organization:b}会长", "holdsPositionAt", "Former"),
        ("{李文|Person:a}先后担任{深沟村|Village:b}会计、村支书，一干就是十年", "holdsPositionAt", "Former"),
        ("{岚县民政局|GovernmentBody:a}局长{李文|Person:b}先后来到两个镇", "holdsPositionAt", "Asserted"),
        ("{岚县民政局|GovernmentBody:a}局长{李文|Person:b}不再担心", "holdsPositionAt", "Asserted"),
        ("明年再说，{宏达公司|Enterprise:a}投资{风电项目|Program:b}", "investsIn", "Asserted"),
    ],
)
def test_status(words: str, predicate: str, status: str):
    assert status_of(scene(words), predicate, 0, 1) == status


@pytest.mark.parametrize(("name", "status"), [("原{岚县|County}农机局", "Former"), ("{原平市|County}农机局", "Asserted")])
def test_word_that_a_name_begins_with_says_that_its_post_is_over(name: str, status: str):
    found = scene(f"{{{name}|GovernmentBody:a}}局长{{李文|Person:b}}")
    assert status_of(found, "holdsPositionAt", 0, len(found.start) - 1) == status


@pytest.mark.parametrize(("verb", "status"), [("曾任", "Former"), ("拟任", "Planned"), ("当选", "Asserted")])
def test_status_of_a_post_that_is_taken_up(verb: str, status: str):
    assert status_of_verb(verb) == status

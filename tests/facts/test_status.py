"""How a claim stands."""

import pytest

from kg.facts.status import status_of
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
        ("{临县|County:a}正在起草{《办法》|PolicyDocument:b}", "issues", "Planned"),
        ("{临县|County:a}将校舍改造成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}将建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{临县|County:a}争取资金三百万元建成{枣乡食堂|Program:b}", "carriesOut", "Asserted"),
        ("{临县|County:a}争取年底前建成{枣乡食堂|Program:b}", "carriesOut", "Planned"),
        ("{李文|Person:a}辞去{民政局|GovernmentBody:b}局长职务", "holdsPositionAt", "Former"),
        ("{李文|Person:a}没有获得{“枣乡工匠”|Initiative:b}", "commendedFor", "Denied"),
        ("县总工会拟授予{李文|Person:a}{“枣乡工匠”|Initiative:b}", "commendedFor", "Planned"),
        ("{李文|Person:a}去年获得{“枣乡工匠”|Initiative:b}", "commendedFor", "Asserted"),
        ("明年再说，{宏达公司|Enterprise:a}投资{风电项目|Program:b}", "investsIn", "Asserted"),
    ],
)
def test_status(words: str, predicate: str, status: str):
    assert status_of(scene(words), predicate, 0, 1) == status

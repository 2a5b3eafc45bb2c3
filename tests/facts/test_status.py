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
        ("明年再说，{宏达公司|Enterprise:a}投资{风电项目|Program:b}", "investsIn", "Asserted"),
    ],
)
def test_status(words: str, predicate: str, status: str):
    assert status_of(scene(words), predicate, 0, 1) == status

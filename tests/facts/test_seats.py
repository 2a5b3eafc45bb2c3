"""Posts that name no body belong to the body before whose name ends as they say."""

import pytest

from kg.facts.match import signs_of
from kg.facts.seats import posts_of_bodies
from tests.facts.scenes import scene


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("{临县水利局|GovernmentBody:a}开会。局长{李文|Person:b}说", [("b", "a")]),
        ("{宏达公司|Enterprise:a}投产，党委书记、总经理{李文|Person:b}说", [("b", "a")]),
        ("{临县水利局|GovernmentBody:a}开会。副局长{李文|Person:b}、{王强|Person:c}出席", [("b", "a"), ("c", "a")]),
        ("{临县水利局|GovernmentBody:a}开会。局长{李文|Person:b}、{王强|Person:c}出席", [("b", "a")]),
        ("{临县中学|Organization:a}和{宏达公司|Enterprise:d}签约。校长{李文|Person:b}说", [("b", "a")]),
        ("{临县水利局|GovernmentBody:a}会同{临县民政局|GovernmentBody:d}检查。局长{李文|Person:b}说", [("b", "a")]),
        (
            "{临县商会|Organization:a}换届，{李文|Person:b}当选会长，{王强|Person:c}、{白大川|Person:d}任副会长",
            [("b", "a"), ("c", "a"), ("d", "a")],
        ),
        (
            "{临县商会|Organization:a}换届。{县工会|Organization:e}主席{王强|Person:c}讲话。有雨。有风。{李文|Person:b}当选主席",
            [("b", "a")],
        ),
        ("{临县医院|Organization:a}成立{卒中中心|Organization:e}，院长由副县长{李文|Person:b}兼任", [("b", "a")]),
        ("{柿子洼医院|Organization:a}扩建。{{碧沙医院|Organization:d}党委|Organization:e}书记、院长{李文|Person:b}说", []),
        ("{临县医院|Organization:a}扩建，院长叫{李文|Person:b}", [("b", "a")]),
        ("{临县医院|Organization:a}扩建，院长是{李文|Person:b}的父亲", []),
        ("{临县医院|Organization:a}扩建，{李文|Person:b}接替{王强|Person:c}任院长", []),
        ("{临县商会|Organization:a}换届，{李文|Person:b}、{王强|Person:c}分别当选会长、副会长", []),
        ("{临县商会|Organization:a}换届。{深沟村村委会|GovernmentBody:e}到会。{李文|Person:b}当选会长", [("b", "a")]),
        ("{宏达公司|Enterprise:a}投产。局长{李文|Person:b}说", []),
        ("{临县水利局|GovernmentBody:a}开会。有雨。有风。有雪。局长{李文|Person:b}说", []),
        # officers follow the heads and vices of their body
        (
            "{岚县总工会|Organization:a}主席{李文|Person:b}来了，副主席{王强|Person:c}，秘书长{白大川|Person:d}出席",
            [("c", "a"), ("d", "a")],
        ),
        ("{岚县政协|Organization:a}副主席{李文|Person:b}、{王强|Person:c}和秘书长{白大川|Person:d}出席", [("d", "a")]),
        ("{岚县民政局|GovernmentBody:a}副局长{李文|Person:b}、党组成员{王强|Person:c}出席", [("c", "a")]),
        ("{岚县政协|Organization:a}副主席{李文|Person:b}，{县政府|GovernmentBody:e}秘书长{白大川|Person:d}出席", []),
        ("{岚县政协|Organization:a}主席{李文|Person:b}，{县委|GovernmentBody:e}常委、秘书长{白大川|Person:d}出席", []),
        ("客商{李文|Person:b}，秘书长{白大川|Person:d}出席", []),
        ("{岚县政协|Organization:a}开会。客商{李文|Person:b}，秘书长{白大川|Person:d}出席", []),
        # vice posts follow the head of their body
        (
            "{临县人大常委会|GovernmentBody:a}主任{李文|Person:b}主持会议，副主任{王强|Person:c}、{白大川|Person:d}出席",
            [("c", "a"), ("d", "a")],
        ),
        (
            "{临县政协|Organization:a}党组书记、主席{李文|Person:b}，党组副书记、副主席{王强|Person:c}出席",
            [("b", "a"), ("c", "a")],
        ),
        ("{临县人大常委会|GovernmentBody:a}主任{李文|Person:b}、副主任{王强|Person:c}出席", [("c", "a")]),
        ("{县人大常委会|GovernmentBody:a}主任{李文|Person:b}和{县发改委|GovernmentBody:e}党组成员、副主任{王强|Person:c}", []),
        ("{临县总工会|Organization:a}主席{李文|Person:b}出席，副主任{王强|Person:c}讲话", []),
        ("{临县发改委|GovernmentBody:a}主任{李文|Person:b}出席。有雨。副主任{王强|Person:c}讲话", []),
        ("{临县发改委|GovernmentBody:a}主任{李文|Person:b}到{深沟村村委会|GovernmentBody:e}，副主任{王强|Person:c}汇报", []),
    ],
)
def test_post_finds_its_body(words: str, pairs: list[tuple[str, str]]) -> None:
    found = scene(words)
    ids = [r.id for r in found.referents]
    assert [(ids[post.person], ids[post.seat]) for post in posts_of_bodies(found, signs_of(found))] == pairs

"""Posts that name no place: which place they belong to, and which government."""

import pytest

from kg.facts import claims, places
from kg.facts.match import signs_of
from kg.facts.places import governments, posts_of_places
from tests.facts.scenes import scene


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        ("{深沟村|Village:v}改了棚，村支书{李文|Person:p}说", [("p", "v", "村支书")]),
        ("{东崮石|Village:v}临海，村党支部书记{李文|Person:p}说", [("p", "v", "村党支部书记")]),
        ("{碛口镇|Township:t}{深沟村|Village:v}种枣，镇党委副书记{李文|Person:p}说", [("p", "t", "镇党委副书记")]),
        ("{临县|County:l}成立专班，由县长{李文|Person:p}任组长", [("p", "l", "县长")]),
        ("{碛口镇|Township:t}种枣，村支书{李文|Person:p}说", []),
        ("{深沟村|Village:v}请来村支书{李文|Person:p}", []),
        ("{象山区|County:c}的{阳光社区|Village:v}开会，区委书记{李文|Person:p}说", [("p", "c", "区委书记")]),
        ("{碛口镇|Township:t}修{碛口古镇|Place:o}，镇党委书记{李文|Person:p}说", [("p", "t", "镇党委书记")]),
        ("{凉山州|Prefecture:l}到{广州|Prefecture:g}招商，州委书记{李文|Person:p}说", [("p", "l", "州委书记")]),
        ("{阳光社区|Village:v}和{深沟村|Village:w}，社区主任{李文|Person:p}说", [("p", "v", "社区主任")]),
        ("{阳光社区|Village:v}离得远，村支书{李文|Person:p}说", []),
        ("社区主任{李文|Person:p}说，他曾到{深沟村|Village:v}支教", []),
        ("村支书{李文|Person:p}说，他曾到{深沟村|Village:v}支教", []),
        ("县长{李文|Person:p}说，{临县|County:l}种枣", [("p", "l", "县长")]),
        ("{碛口镇|Township:t}种枣，镇党委书记、村干部和志愿者{李文|Person:p}说", []),
        ("{深沟村|Village:v}种枣，村支书、种粮大户{李文|Person:p}说", [("p", "v", "村支书")]),
        ("{临县|County:l}开会，县委常委、宣传部部长{李文|Person:p}说", [("p", "l", "县委常委、宣传部部长")]),
        ("{碛口镇|Township:t}开会，镇党委副书记、镇长{李文|Person:p}说", [("p", "t", "镇党委副书记、镇长")]),
    ],
)
def test_post_that_names_no_place_is_of_the_one_before(words: str, posts: list[tuple[str, str, str]]) -> None:
    found = scene(words)
    ids = [r.id for r in found.referents]
    assert [(ids[p.person], ids[p.seat], p.title) for p in posts_of_places(found, signs_of(found))] == posts


@pytest.mark.parametrize(
    ("words", "seats"),
    [
        ("{临县|County:l}的{县政府|GovernmentBody:g}开会", {"l": "g"}),
        ("{临县|County:l}的{临县人民政府|GovernmentBody:g}开会", {"l": "g"}),
        ("{临县|County:l}的{县政府|GovernmentBody:g}接待{方山县|County:o}县长{李文|Person:p}", {}),
        ("{县政府|GovernmentBody:g}开会，{临县|County:l}种枣，{临县人民政府|GovernmentBody:h}发文", {"l": "h"}),
        ("{翡翠小区|Place:o}归{区政府|GovernmentBody:g}管", {}),
        ("{启东市|County:l}和{南通市政府|GovernmentBody:g}，{市政府|g}开会", {}),
    ],
)
def test_government_of_a_place(words: str, seats: dict[str, str]) -> None:
    found = scene(words)
    ids = [r.id for r in found.referents]
    assert {ids[place]: ids[body] for place, body in governments(found).items()} == seats


def test_visitor_holds_his_post_at_home() -> None:
    found = scene("{临县|County:l}的{县政府|GovernmentBody:g}接待{方山县|County:o}县长{李文|Person:p}")
    assert [c.object for c in claims.find_claims(found) if c.predicate == "holdsPositionAt"] == ["o"]


def test_places_are_looked_through_once_however_many_posts_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain = places.is_of
    monkeypatch.setattr(places, "is_of", lambda place, level: asked.append(place.id) or plain(place, level))
    found = scene("{深沟村|Village:v}开会。" + "".join(f"村支书{{李文|Person:p{n}}}说好。" for n in range(50)))
    assert len(list(posts_of_places(found, signs_of(found)))) == 50
    assert len(asked) == len(found.referents)

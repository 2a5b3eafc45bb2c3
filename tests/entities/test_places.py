"""Places: the code that a name means by paper, chain, neighbours; townships, villages and what is in no table."""

import csv
from pathlib import Path

import pytest

from kg.entities import resolve_page
from kg.entities.places import chain, place_steps
from kg.entities.setting import home_of_page, paper_home
from tests.entities.by_hand import at, linked, of, referents_of, written

CASES = Path(__file__).parent.parent / "cases" / "identity" / "places.tsv"


def cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def found(row: dict[str, str]) -> str | None:
    article, mentions, asked = written(row["text"], paper=row["paper"] or None)
    return at(resolve_page([article], [mentions])[0], asked[0]).code


@pytest.mark.parametrize(("digits", "share", "least"), [(6, 0.98, 100), (9, 0.90, 40)])
def test_codes_are_right(digits: int, share: float, least: int) -> None:
    asked = [row for row in cases() if len(row["code"]) == digits]
    wrong = [row["text"] for row in asked if found(row) != row["code"]]
    assert len(asked) >= least
    assert len(wrong) <= (1 - share) * len(asked), wrong


def test_twins_without_any_hint_get_no_code() -> None:
    assert of(referents_of("{鼓楼区|County}开会"), "鼓楼区").code is None


def test_other_places_of_the_article_tell_twins_apart() -> None:
    assert of(referents_of("{福州市|Prefecture}：{鼓楼区|County}、{台江区|County}开会"), "鼓楼区").code == "350102"


def test_a_chain_names_all_its_divisions() -> None:
    steps, rest = chain("山西省吕梁市岚县岚城镇深湾")
    assert [s.text for s in steps] == ["山西省", "吕梁市", "岚县", "岚城镇"]
    assert rest == "深湾"


def test_an_unlisted_village_lies_in_the_township_before_it() -> None:
    village = of(referents_of("{岚县|County}{岚城镇|Township}{后寨村|Village}种菇", paper="吕梁日报"), "后寨村")
    assert village.key == "village:141127102/后寨村" or village.key.startswith("village:141127")
    assert village.kind == "Village"


def test_a_listed_village_has_twelve_digits() -> None:
    village = of(referents_of("{岚县|County}{社科乡|Township}{下会村|Village}", paper="吕梁日报"), "下会村")
    assert village.code is None or len(village.code) == 12


def test_an_unlisted_township_lies_in_its_county_and_not_in_a_namesake_elsewhere() -> None:
    town = of(referents_of("{岚县|County}{太平川镇|Township}开渠", paper="吕梁日报"), "太平川镇")
    assert town.key == "township:141127/太平川镇"
    assert town.code is None


def test_the_only_town_of_a_name_in_china_is_no_support_of_itself() -> None:
    elsewhere = of(referents_of("{黄龙县|County}的果农到{碛口镇|Township}学艺，{碛口镇|Township}很热闹"), "碛口镇")
    assert elsewhere.key == "township:610631/碛口镇"
    assert of(referents_of("{碛口镇|Township}很热闹", paper="吕梁日报"), "碛口镇").code == "141124109"


def test_between_two_counties_an_unlisted_village_is_put_into_neither() -> None:
    village = of(referents_of("{岚县|County}和{临县|County}交界的{三岔口村|Village}", paper="吕梁日报"), "三岔口村")
    assert village.key == "village:@141100/三岔口村"


def test_a_short_village_name_joins_the_full_one() -> None:
    referents = referents_of("{竹山县|County}{花栗园村|Village}产茶，{花栗园|Village}人勤", paper="十堰日报")
    assert of(referents, "花栗园村") is of(referents, "花栗园")


def test_a_sight_is_one_with_and_without_its_zone() -> None:
    assert len(referents_of("{云顶山|Place}开园，{云顶山景区|Place}迎客", paper="吕梁日报")) == 1
    assert len(referents_of("{打洛江|Place}边的{打洛江镇|Township}", paper="西双版纳报")) == 2


def test_one_name_is_one_place_in_an_article() -> None:
    referents = referents_of("{团岭乡|Township}修路。{伊川县|County}{团岭乡|Township}通车，{团岭乡|Township}笑", paper="洛阳日报")
    assert len([r for r in referents if "团岭乡" in r.names]) == 1


def test_a_river_is_known_by_name_and_region() -> None:
    _, ids = linked(("{*岚漪河|Place}", "吕梁日报"), ("{*岚漪河|Place}", "吕梁日报"), ("{*岚漪河|Place}", "南通日报"))
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("paper", "home"),
    [
        ("吕梁日报", "141100"),
        ("今日岚县", "141127"),
        ("山西日报", "140000"),
        ("西双版纳报", "532800"),
        ("深圳特区报", "440300"),
        ("闽西日报", "350800"),
        ("农民日报", None),
    ],
)
def test_a_paper_tells_its_region(paper: str, home: str | None) -> None:
    assert paper_home(paper) == home


def test_without_a_paper_the_places_of_the_page_tell_its_region() -> None:
    page = [
        written(t, id=str(i)) for i, t in enumerate(("{岚县|County}", "{临县|County}", "{方山县|County}", "{上海市|Province}"))
    ]
    assert home_of_page([a for a, _, _ in page], [m for _, m, _ in page]) == "141100"


def test_a_village_that_begins_like_a_county_is_not_cut_behind_its_short_form() -> None:
    assert [step.text for step in place_steps("凤凰湖社区", "Place")[0]] == ["凤凰湖社区"]

"""The division tables: names, codes, ancestors, spoken and former names, villages of one township."""

import pytest

from kg.divisions import divisions, level_of, parents, renamed, short_form, villages, villages_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("岚县", "141127"),
        ("吕梁", "141100"),
        ("内蒙古", "150000"),
        ("围场满族蒙古族自治县", "130828"),
        ("围场县", "130828"),
        ("围场", "130828"),
        ("延边州", "222400"),
    ],
)
def test_a_name_finds_its_division(name: str, code: str) -> None:
    assert [d.code for d in divisions().named(name)] == [code]


def test_names_that_occur_twice_are_all_given_higher_levels_first() -> None:
    assert [d.code for d in divisions().named("朝阳")] == ["211300", "110105", "211321", "220104"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("蓟县", "蓟州区"), ("密云县", "密云区"), ("科左中旗", "科尔沁左翼中旗"), ("襄樊", "襄阳市"), ("滦县", "滦州市")],
)
def test_an_old_or_short_name_leads_to_the_division(old: str, new: str) -> None:
    assert [d.name for d in renamed(old)] == [new]


def test_a_name_of_today_is_no_old_name() -> None:
    assert renamed("岚县") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("龙胜各族自治县", "龙胜"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦"),
        ("宁夏回族自治区", "宁夏"),
        ("岚县", "岚县"),
    ],
)
def test_short_forms_leave_peoples_out(name: str, short: str) -> None:
    assert short_form(name) == short


def test_a_code_tells_its_containers() -> None:
    assert parents("141127103205") == ("141127103", "141127", "141100", "140000")
    assert level_of("141127103") == "Township"
    assert [d.name for d in divisions().ancestors("141127")] == ["吕梁市", "山西省"]


def test_the_villages_of_one_township_are_those_of_the_whole_table() -> None:
    table = villages()
    codes = sorted(table)
    for township in (codes[0], codes[len(codes) // 2], codes[-1], "141127103"):
        assert villages_of(township) == table.get(township, ())
    assert villages_of("000000000") == ()

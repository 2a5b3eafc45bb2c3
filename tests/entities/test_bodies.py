"""Bodies and firms: names taken apart, short forms, places that a name leaves to its article."""

import re

import pytest

from kg.entities import bodies, firms
from tests.entities.by_hand import of, referents_of


@pytest.mark.parametrize(
    ("name", "places", "level", "function", "unit"),
    [
        ("岚县行政审批服务管理局", ["岚县"], "", "行政审批服务管理局", ""),
        ("县审批局", [], "县", "行政审批服务管理局", ""),
        ("市场监督管理局", [], "", "市场监督管理局", ""),
        ("国家税务总局岚县税务局", ["岚县"], "", "税务局", ""),
        ("中共岚县委员会", ["岚县"], "", "委员会", ""),
        ("岚县县委", ["岚县"], "县", "委员会", ""),
        ("共青团岚县委员会", ["岚县"], "", "团委", ""),
        ("团县委", [], "县", "团委", ""),
        ("岚县公安局交通警察大队", ["岚县"], "", "交通警察大队", ""),
        ("临泽县医疗保障局基金监管股", ["临泽县"], "", "医疗保障局", "基金监管股"),
        ("第三中学", [], "", "第3中学", ""),
        ("海门三院", ["海门"], "", "第3人民医院", ""),
        ("打洛江镇中心小学", ["打洛江镇"], "", "中心小学", ""),
        ("花桥社区党总支", ["花桥社区"], "", "党总支", ""),
        ("宁德市第五届人民代表大会常务委员会", ["宁德市"], "", "人民代表大会常务委员会", ""),
        ("十四届县委", [], "县", "委员会", ""),
        ("衢州市生态环境局龙游分局", ["衢州市", "龙游"], "", "生态环境局", ""),
        ("区域协作办公室", [], "", "区域协作办公室", ""),
        ("和平医院", [], "", "和平医院", ""),
    ],
)
def test_a_body_is_taken_apart(name: str, places: list[str], level: str, function: str, unit: str) -> None:
    body = bodies.parse(name)
    assert ([s.text for s in body.steps], body.level, body.function, body.unit) == (places, level, function, unit)


def test_a_section_of_that_body_is_called_by_the_bodys_name() -> None:
    names = [r.name for r in referents_of("{岚县教育局|G}开会。{该局基础教育股|G}负责人{刘强|P}说")]
    assert names == ["岚县教育局", "岚县教育局基础教育股", "刘强"]


@pytest.mark.parametrize(
    ("name", "stem", "form"),
    [
        ("江苏瀚澜海洋装备集团股份有限公司", "瀚澜海洋装备", "group"),
        ("坝上薯丰农民专业合作社", "坝上薯丰", "cooperative"),
        ("锅霸电器", "锅霸电器", ""),
        ("中国银行南通分行", "中国银行南通", "branch"),
    ],
)
def test_a_firm_is_taken_apart(name: str, stem: str, form: str) -> None:
    firm = firms.parse(name)
    assert (firm.stem, firm.form) == (stem, form)


def test_a_group_is_not_its_subsidiary() -> None:
    assert not firms.shortens(firms.parse("鸿图集团"), firms.parse("鸿图集团澄岭药业有限公司"))
    assert firms.shortens(firms.parse("澄岭药业"), firms.parse("鸿图集团澄岭药业有限公司"))


def test_the_articles_own_county_goes_before_the_papers_city() -> None:
    referents = referents_of("{岚县|County}春忙，{县政府|G}发补贴，{市政府|G}来调研", paper="吕梁日报")
    assert of(referents, "县政府").key == "GovernmentBody:141127/人民政府"
    assert of(referents, "市政府").key == "GovernmentBody:141100/人民政府"
    assert of(referents, "县政府").name == "岚县政府"
    assert "岚县人民政府" in of(referents, "县政府").names


def test_a_county_level_city_is_the_city_where_the_article_is_about_it() -> None:
    text = "{霍州市|County}优化环境。{霍州市|County}人办事快，{霍州市|County}{市审批局|G}延时服务，{霍州市|County}点赞"
    assert of(referents_of(text, paper="临汾日报"), "市审批局").code == "141082"


def test_a_city_named_with_the_same_office_is_the_city_meant() -> None:
    referents = referents_of("{乐平市人民法院|G}开庭，{市法院|G}宣判", paper="景德镇日报")
    assert of(referents, "市法院") is of(referents, "乐平市人民法院")


def test_two_counties_of_one_article_keep_their_offices_apart() -> None:
    text = "{岚县公安局|G}和{临县公安局|G}联手。{岚县|County}民警说，{县公安局|G}夜巡"
    referents = referents_of(text, paper="吕梁日报")
    assert len([r for r in referents if r.kind == "GovernmentBody"]) == 2


def test_an_office_without_a_place_joins_the_one_named_before() -> None:
    referents = referents_of("{通海县水利局|G}抗旱，{水利局|G}调水", paper="玉溪日报")
    assert of(referents, "水利局") is of(referents, "通海县水利局")


def test_an_unlisted_short_form_joins_the_one_body_it_can_shorten() -> None:
    text = "{蕲春县科学技术和经济信息化局|G}发文，{县科经局|G}落实，{蕲春县|County}企业受益"
    referents = referents_of(text, paper="黄冈日报")
    assert of(referents, "县科经局") is of(referents, "蕲春县科学技术和经济信息化局")


def test_a_college_is_not_its_university() -> None:
    referents = referents_of("{山西农业大学|O}和{山西农业大学园艺学院|O}", paper="晋中日报")
    assert len(referents) == 2


def test_the_first_words_of_a_firm_are_a_place_only_where_the_place_is_near() -> None:
    referents = referents_of("{通海智缆|E}投产，{南通市|Prefecture}祝贺", paper="南通日报")
    assert of(referents, "通海智缆").key == "Enterprise:@320600/通海智缆"


def test_an_introduced_short_name_is_the_full_one() -> None:
    referents = referents_of("{江苏瀚澜海洋装备有限公司|E}（以下简称“海装”）成立，{海装|E}投产", paper="南通日报")
    assert of(referents, "海装") is of(referents, "江苏瀚澜海洋装备有限公司")


def test_a_police_station_without_a_place_is_not_the_countys() -> None:
    referents = referents_of("{岚县|County}{岚城镇|Township}平安，{派出所|G}巡逻", paper="吕梁日报")
    assert of(referents, "派出所").key.startswith("GovernmentBody:141127") and "岚城镇" in of(referents, "派出所").name


def test_every_decision_has_a_reason() -> None:
    for referent in referents_of(
        "{岚县|County}{县审批局|G}局长{王伟|P}说，{该局|G}办{“一件事”改革|Initiative}", paper="吕梁日报"
    ):
        assert referent.reasons and all(r.words for r in referent.reasons)


@pytest.mark.parametrize(
    ("text", "level", "what"),
    [("县住房和城乡建设局", "县", "住房和城乡建设局"), ("市城乡居民养老保险中心", "市", "城乡居民养老保险中心")],
)
def test_the_words_town_and_country_are_no_township(text: str, level: str, what: str) -> None:
    body = bodies.parse(text)
    assert (body.steps, body.level, body.what) == ((), level, what)


def test_a_village_is_not_cut_by_a_county_of_its_first_words() -> None:
    assert [s.text for s in bodies.parse("红旗村村委会").steps] == ["红旗村"]
    assert bodies.parse("红旗村党支部").steps == ()
    assert [s.text for s in firms.parse("红旗村辣椒种植专业合作社").steps] == ["红旗村"]
    assert [s.text for s in bodies.parse("石阡乡村振兴局").steps] == ["石阡"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青石沟林场", "青石沟林场快速扑火队", False),
        ("国电", "国电兴县新能源有限公司", False),
        ("锅王", "廉江市锅王电器有限公司", True),
        ("红旗村辣椒种植专业合作社", "新坪镇红旗村辣椒种植专业合作社", True),
    ],
)
def test_a_firm_is_neither_its_part_nor_its_subsidiary(one: str, other: str, same: bool) -> None:
    assert firms.shortens(firms.parse(one), firms.parse(other)) is same


def test_a_section_named_with_the_last_words_of_its_whole_has_them_once() -> None:
    referents = referents_of("{上海市|Province}的{上海浦滨医科大学附属同德医院|O}揭牌，{同德医院心外科|O}坐诊")
    assert of(referents, "同德医院心外科").name == "上海浦滨医科大学附属同德医院心外科"


@pytest.mark.parametrize(("printed", "full"), [("海门三院", "海门区第三人民医院"), ("海门第十二小学", "海门区第十二小学")])
def test_an_ordinal_is_written_out_in_the_full_name(printed: str, full: str) -> None:
    assert full in of(referents_of(f"{{海门区|County}}扩建{{{printed}|O}}"), printed).names


def test_the_city_of_a_page_without_a_paper_is_the_one_that_it_speaks_of() -> None:
    text = "{临江市|County}人参大会召开。3月1日，{临江市|County}人参产业发展大会开幕。{市委|G}书记{王海|P}出席。"
    assert {r.name for r in referents_of(text) if r.kind == "GovernmentBody"} == {"临江市委"}
    assert {r.name for r in referents_of(text, paper="白山日报") if r.kind == "GovernmentBody"} == {"白山市委"}


def test_a_county_s_office_is_never_the_citys_though_no_county_is_known() -> None:
    found = referents_of("{县发改局|G}局长{张伟|P}、{市发改委|G}主任{李强|P}、{区教体局|G}", paper="临汾日报")
    assert [r.name for r in found if r.kind == "GovernmentBody"] == ["县发改局", "临汾市发改委", "区教体局"]


def test_an_office_is_spelt_out_with_the_head_that_is_printed() -> None:
    names = of(referents_of("{山西省|Province}{省发改委|G}和{省工信厅|G}", paper="山西日报"), "省发改委").names
    assert "山西省发展和改革委员会" in names and "山西省发展和改革局" not in names
    assert "山西省工业和信息化厅" in of(referents_of("{省工信厅|G}", paper="山西日报"), "省工信厅").names


def test_no_name_says_its_head_twice() -> None:
    names = of(referents_of("{阳泉市|Prefecture}{矿区|County}{桥头街道|Township}{桥头街道办事处|G}"), "桥头街道办事处").names
    assert not any("街道街道" in name for name in names)


def test_the_party_itself_is_no_county_committee() -> None:
    found = referents_of("{中国共产党|G}成立百年。{中国共产党岚县委员会|G}开会，{县委|G}发文。")
    assert "中国共产党" not in of(found, "中国共产党岚县委员会").names
    assert of(found, "中国共产党") is not of(found, "县委")


def test_a_department_behind_a_post_of_a_committee_belongs_to_it() -> None:
    text = (
        "{岚县|County}办班，{汾阳市委|G}常委、{组织部|G}部长{石青|P}到会。{岚县|County}的干部听课，{岚县县委|G}书记{田禾|P}主持。"
    )
    found = of(referents_of(text), "组织部")
    assert found.name == "汾阳市委组织部"
    assert found.code == of(referents_of(text), "汾阳市委").code
    assert "汾阳市组织部" not in found.names


@pytest.mark.parametrize("place", ["石桥街道", "石桥镇", "岚县", "汾阳市", "石桥社区"])
def test_no_label_is_composed_that_nobody_prints(place: str) -> None:
    """A label that is not printed says no word twice and gives a town no standing committee."""
    kind = "County" if place[-1] in "县市" else "Village" if place.endswith("社区") else "Township"
    twice = re.compile(r"([\u4e00-\u9fff]{2,})\1")
    composed = 0
    for name in sorted(n for n in bodies.functions() if not twice.search(n) and "常务委员会" not in n):
        text = f"{{{place}|{kind}}}的{{{name}|G}}说。"
        for label in [n for r in referents_of(text) for n in r.names if n not in text]:
            composed += 1
            assert not twice.search(label), label
            assert kind == "County" or "常务委员会" not in label or not label.startswith(place), label
    assert composed or kind != "County"

"""Places by the division table and by chains."""

from kg.detect import places
from kg.detect.proposals import Proposal


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[p.start : p.end], p.kind, p.by) for p in places.propose(text)]


def test_a_chain_is_cut_into_its_levels():
    names = found("在山西省吕梁市岚县深沟镇后坪村采访")
    assert [(name, kind) for name, kind, _ in names] == [
        ("山西省", "Province"), ("吕梁市", "Prefecture"), ("岚县", "County"), ("深沟镇", "Township"), ("后坪村", "Village"),
    ]  # fmt: skip


def test_a_short_form_that_is_a_common_word_is_weak():
    assert ("和平", "County", "division weak") in found("追求和平的人")


def test_an_office_behind_a_county_is_no_village():
    assert not [kind for _, kind, _ in found("岚县农业农村局") if kind == "Village"]


def test_a_former_name_is_known():
    assert any(name == "万县" for name, _, _ in found("来到万县"))


def test_what_the_network_joins_is_cut_into_levels():
    text = "略阳县许家坝镇后坪村"
    parts = places.cut_chain(Proposal(0, len(text), "Village", "network", 0.9), text)
    assert [(text[p.start : p.end], p.kind) for p in parts] == [
        ("略阳县", "County"), ("许家坝镇", "Township"), ("后坪村", "Village"),
    ]  # fmt: skip


def test_a_zone_keeps_the_place_it_is_named_after():
    text = "岢岚经济技术开发区"
    whole = Proposal(0, len(text), "Place", "network", 0.9)
    assert list(places.cut_chain(whole, text)) == [whole]


def test_a_park_is_named_after_its_place():
    assert ("岚县土豆文化广场", "Place", "place and head") in found("来到岚县土豆文化广场")


def test_a_numbered_road_is_a_place():
    assert ("307国道", "Place", "place and head") in found("沿307国道前行")


def test_the_second_level_belongs_to_the_office():
    text = "深沟镇镇政府"
    parts = places.cut_chain(Proposal(0, 4, "Township", "network", 0.9), text)
    assert [text[p.start : p.end] for p in parts] == ["深沟镇"]


def test_a_month_is_no_part_of_a_county():
    text = "今年 6 月岚县推出"
    parts = places.cut_chain(Proposal(5, 8, "County", "network", 0.9), text)
    assert [text[p.start : p.end] for p in parts] == ["岚县"]


def test_a_place_that_stops_inside_a_full_name_takes_the_whole() -> None:
    text = "海南藏族自治州开会"
    parts = places.cut_chain(Proposal(0, 2, "Province", "network", 0.9), text)
    assert [(text[p.start : p.end], p.kind) for p in parts] == [("海南藏族自治州", "Prefecture")]
    assert [p.end for p in places.cut_chain(Proposal(0, 2, "County", "network", 0.9), "临河区域协调")] == [2]

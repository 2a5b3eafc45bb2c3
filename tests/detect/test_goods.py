"""Goods behind places and of brands, varieties, and shops beside their owners."""

from kg.detect import goods
from kg.detect.proposals import Index


def found(text: str) -> set[tuple[str, str, str]]:
    return {(text[p.start : p.end], p.kind, p.by) for p in goods.propose(text)}


def test_goods_named_after_a_place():
    assert ("岚县土豆", "Product", "place and goods") in found("岚县土豆出了名。")
    assert ("奉节脐橙", "Product", "place and goods") in found("来自重庆的奉节脐橙上市")


def test_a_brand_takes_the_goods_along():
    assert ("“山里红”牌蜂蜜", "Product", "brand") in found("推出“山里红”牌蜂蜜，")
    assert ("“山里红”牌挡风帽", "Product", "brand") in found("推出“山里红”牌挡风帽，")


def test_a_shop_sign_is_no_brand():
    assert not found("擦亮了“金字招牌”。")


def test_a_variety_has_a_number():
    assert ("“中麦8号”", "Product", "variety") in found("选育出“中麦8号”新品系")
    assert not [name for name, _, by in found("住在三元路8号院") if by == "variety"]


def test_a_shop_stands_before_its_owner():
    assert ("老周羊汤馆", "Enterprise", "signboard") in found("夜里，老周羊汤馆老板周大强还在忙。")
    assert ("“老周家”豆腐坊", "Enterprise", "signboard") in found("49岁，“老周家”豆腐坊经营者。")


def test_what_stands_before_the_head_of_a_firm_may_be_one():
    assert ("云溪三宝", "Enterprise", "before owner") in found("会后，云溪三宝总经理周大强留了下来。")
    assert not [by for _, _, by in found("会后，公司总经理周大强留了下来。") if by == "before owner"]


def test_a_firm_of_the_whole_country_and_its_branch_need_no_head():
    assert ("建设银行", "Enterprise", "known firm") in found("向建设银行贷款")
    assert ("国网岚县供电公司", "Enterprise", "known firm") in found("国网岚县供电公司党员服务队")
    assert {name for name, _, by in found("中国农业银行岚县支行") if by == "known firm"} == {
        "中国农业银行",
        "中国农业银行岚县支行",
    }


def test_a_word_across_its_edge_is_no_firm():
    assert not [by for _, _, by in found("其中粮食产量增长") if by == "known firm"]


def test_no_word_reaches_beyond_the_text():
    words = Index(("委会", "委会主任", "顺丰", "顺丰速运"))
    for text in ("召开了县委常委会", "张三供职于顺丰"):
        assert all(end <= len(text) for _, end in (*words.longest(text), *words.every(text)))


def test_quoted_names_behind_planting_are_varieties():
    assert {name for name, _, by in found("引种“阳光玫瑰”“夏黑”等品种，办起“爱心超市”") if by == "variety"} == {
        "“阳光玫瑰”",
        "“夏黑”",
    }

"""Works, measures, trades and bodies behind verbs of doing."""

from kg.detect import measures


def found(text: str) -> set[tuple[str, str]]:
    return {(text[p.start : p.end], p.kind) for p in measures.propose(text)}


def test_a_measure_stands_behind_a_verb_and_ends_with_its_head():
    assert ("项目审批专员制度", "Initiative") in found("该局推行项目审批专员制度，受到好评。")


def test_every_item_of_the_list_is_one():
    names = found("全面推行首问负责制、企业延时服务、项目容缺受理等举措")
    assert {("首问负责制", "Initiative"), ("企业延时服务", "Initiative"), ("项目容缺受理", "Initiative")} <= names


def test_the_list_ends_where_an_item_has_no_head():
    assert ("容缺受理", "Initiative") not in found("推行首问负责制、热情、容缺受理")


def test_number_and_measure_word_do_not_belong_to_the_name():
    assert ("县城老旧小区改造", "Program") in found("今年实施12个县城老旧小区改造，惠及千户。")


def test_a_phase_belongs_to_the_name():
    assert ("污水处理厂扩建项目（二期）", "Program") in found("开工建设污水处理厂扩建项目（二期）。")


def test_a_body_stands_only_behind_verbs_of_founding():
    assert ("茶叶产业协会", "Organization") in found("县里成立茶叶产业协会。")
    assert not found("大家参加茶叶产业协会。")


def test_a_clause_that_goes_on_closes_the_item():
    assert found("推进企业发展的好做法，实施很顺利") == set()


def test_a_word_that_only_ends_like_a_head_is_none():
    assert not found("推动农业农村优先发展。")


def test_behind_a_verb_of_making_measures_a_list_needs_no_heads():
    assert {("窗口首问", "Initiative"), ("赶场日集中办", "Initiative")} <= found("该县推行窗口首问、赶场日集中办等，")
    assert not found("产品推出后很受欢迎，")

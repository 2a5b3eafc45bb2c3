"""Works, campaigns, documents and lists."""

import pytest

from kg.detect import documents, lists, works


def found(module, text: str) -> set[tuple[str, str, str]]:
    return {(text[p.start : p.end], p.kind, p.by) for p in module.propose(text)}


def test_a_quoted_name_takes_its_head_along():
    assert ("“链长制”工作机制", "Initiative", "quotation and head") in found(works, "推行“链长制”工作机制，")


def test_what_is_said_is_no_quoted_name():
    assert not found(works, "他说：“今年收成好。”")


def test_a_project_may_begin_with_a_figure():
    assert ("年产6万吨法兰锻件项目", "Program", "figure and head") in found(works, "建设年产6万吨法兰锻件项目。")


def test_a_title_that_ends_like_a_document_is_one():
    assert ("《岚县防汛应急预案》", "PolicyDocument", "title") in found(documents, "印发《岚县防汛应急预案》")
    assert ("《某市条例（草案）》", "PolicyDocument", "title") in found(documents, "审议《某市条例（草案）》")


def test_a_song_is_left_to_the_judge():
    assert {by for _, _, by in found(documents, "唱起《梅花三弄》")} == {"title, no document word"}


def test_items_of_a_list_share_its_head():
    names = found(lists, "打造铝材、陶瓷、玻璃等3个专业镇")
    assert {("陶瓷", "Program", "shared head"), ("玻璃", "Program", "shared head")} <= names


def test_a_list_whose_items_are_counted_needs_no_word_for_it():
    assert {("柳坪", "Township", "shared head"), ("沙沟", "Township", "shared head")} <= found(
        lists, "覆盖岭东、柳坪、沙沟3个乡的牧户"
    )
    assert not found(lists, "覆盖岭东、柳坪、沙沟的31个村")


@pytest.mark.parametrize("words", ["表彰张建国、李卫东2个村民", "走访岭东、柳坪2个乡村振兴示范点", "评为种植、养殖2个镇级项目"])
def test_what_is_counted_must_end_there(words: str):
    assert not [by for _, _, by in found(lists, words) if by == "shared head"]


def test_parallel_clauses_of_places_are_a_list_of_practices():
    text = "石家庄市推行拿地即开工极简审批，唐山市设立反映窗口专班，承德市创新跨省通办服务圈。"
    assert ("拿地即开工极简审批", "Initiative", "practice list") in found(lists, text)


def test_two_clauses_are_no_list():
    assert not found(lists, "石家庄市推行极简审批，唐山市设立反映窗口。")


def test_a_list_that_counts_first_names_its_items_behind():
    names = found(lists, "重点培育的产业链共3条，分别是光伏装备、绿色建材、数字经济，各有链长")
    assert {("光伏装备", "Industry", "shared head"), ("数字经济", "Industry", "shared head")} <= names
    assert ("数字经济", "Industry", "shared head") in found(lists, "产业链共3条，分别是光伏装备、绿色建材、数字经济。该市")


def test_items_before_what_they_are():
    assert ("小蓝帆", "Enterprise", "list item") in found(lists, "锚链、小蓝帆等26家配套企业入驻")


def test_an_event_begins_with_its_number():
    names = found(works, "7月，第三届岚县土豆花节在岚城镇开幕。")
    assert ("第三届岚县土豆花节", "Event", "number and event") in names


def test_words_between_the_verb_and_the_mark_belong_to_the_name():
    assert ("企业“合规体检”", "Initiative", "quotation and head") in found(works, "开展企业“合规体检”，")


def test_a_head_beyond_the_next_verb_is_not_taken():
    assert not [n for n, _, _ in found(works, "“护工”已培训三千人，形成制度") if n.endswith("制度")]

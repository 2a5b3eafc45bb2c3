"""What form alone shows to be no name."""

from kg.detect.proposals import Proposal
from kg.detect.sieve import clause, is_general, sift


def left(text: str, name: str, kind: str) -> list[str]:
    start = text.index(name)
    return [text[p.start : p.end] for p in sift(text, [Proposal(start, start + len(name), kind, "test")])]


def test_a_mark_without_its_partner_is_taken_off():
    assert left("审议《岚县应急管理局》等", "岚县应急管理局》", "GovernmentBody") == ["岚县应急管理局"]
    assert left("推出“链长制”工作机制", "链长制”工作机制", "Initiative") == []

    assert left("镇里的‘茶研究院’专家", "‘茶研究院", "Organization") == ["茶研究院"]


def test_whole_marks_stay():
    assert left("推出“链长制”工作机制", "“链长制”工作机制", "Initiative") == ["“链长制”工作机制"]


def test_a_body_ends_where_the_next_clause_begins():
    assert left("岚县行政审批局便联合住建局上门", "岚县行政审批局便联合住建局", "GovernmentBody") == ["岚县行政审批局"]


def test_names_in_quotation_marks_one_behind_the_other_are_names_each():
    text = "推出“流动车管所”“夜间课堂”“一窗办”平台三项措施"
    parts = ["“流动车管所”", "“夜间课堂”", "“一窗办”", "“一窗办”平台"]
    assert left(text, "“流动车管所”“夜间课堂”“一窗办”平台", "Initiative") == parts


def test_words_of_compounds_are_no_clause():
    assert not any(map(clause, ("岚县供销合作社联合社", "中共岚县县委组织部", "省委全面深化改革委员会")))


def test_general_words_alone_are_no_name():
    assert all(map(is_general, ("重要支柱产业", "本届博览会", "十场报告会", "省级重点项目")))
    assert not any(map(is_general, ("白酒产业", "农博会", "一九五八", "太行山")))
    assert left("成为重要支柱产业。", "重要支柱产业", "Industry") == []


def test_a_place_of_general_words_is_left_to_the_judge():
    assert left("去中心医院", "中心医院", "Place") == ["中心医院"]


def test_a_work_ends_where_the_clause_about_it_begins():
    assert left("推出“税惠通”平台助力企业发展", "“税惠通”平台助力企业发展", "Program") == ["“税惠通”平台"]
    assert left("从一次办向马上办迈进", "一次办向马上办迈进", "Initiative") == []
    assert left("实施“梯田红”推动增收工程", "“梯田红”推动增收工程", "Program") == ["“梯田红”推动增收工程"]


def test_a_head_that_the_next_word_repeats_is_taken_once():
    assert left("得水家庭农场农场主", "得水家庭农场农场", "Enterprise") == ["得水家庭农场"]

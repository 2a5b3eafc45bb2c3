"""The settling: crossing, nesting, finding again, borrowed places."""

from kg.detect.settle import Verdict, settle


def names(text: str, *verdicts: tuple[str, str, float]) -> list[tuple[str, str]]:
    given = [Verdict(n, ((text.index(n), text.index(n) + len(n)),), kind, score, "test") for n, kind, score in verdicts]
    found = settle(text, given)
    assert all(text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.kind) for m in found]


def test_of_crossing_names_the_likelier_stays():
    text = "恒瑞物业有限公司张俊会高兴地说"
    assert names(text, ("张俊会", "Person", 0.9), ("公司张俊", "Person", 0.6)) == [("张俊会", "Person")]


def test_a_county_inside_an_office_is_a_name_too():
    text = "岚县行政审批局"
    assert names(text, (text, "GovernmentBody", 0.9), ("岚县", "County", 0.9)) == [(text, "GovernmentBody"), ("岚县", "County")]


def test_the_tail_of_an_office_that_cuts_its_county_is_no_name_there():
    text = "岚县统计局"
    given = ((text, "GovernmentBody", 0.9), ("县统计局", "GovernmentBody", 0.99), ("岚县", "County", 0.9))
    assert names(text, *given) == [(text, "GovernmentBody"), ("岚县", "County")]


def test_two_committees_are_not_cut():
    text = "省委和县委联合召开会议"
    given = ("省委", "GovernmentBody", 0.9), ("县委", "GovernmentBody", 0.9)
    assert names(text, *given) == [("省委", "GovernmentBody"), ("县委", "GovernmentBody")]


def test_a_campaign_inside_a_campaign_goes():
    text = "“链长制”工作机制"
    assert names(text, (text, "Initiative", 0.9), ("“链长制”", "Initiative", 0.8)) == [(text, "Initiative")]


def test_a_sure_name_is_found_everywhere():
    text = "王晓燕说。后来王晓燕走了。"
    assert names(text, ("王晓燕", "Person", 0.95)) == [("王晓燕", "Person")] * 2


def test_a_doubtful_name_is_not():
    text = "高兴说。大家高兴。"
    assert names(text, ("高兴", "Person", 0.95)) == [("高兴", "Person")]


def test_a_province_that_is_only_part_of_a_firm_is_no_place_of_the_article():
    text = "江苏远航公司来访"
    assert names(text, ("江苏远航公司", "Enterprise", 0.9), ("江苏", "Province", 0.9)) == [("江苏远航公司", "Enterprise")]


def test_it_is_one_where_it_is_also_named_by_itself():
    text = "江苏省的江苏远航公司"
    found = names(text, ("江苏省", "Province", 0.9), ("江苏远航公司", "Enterprise", 0.9))
    assert found == [("江苏省", "Province"), ("江苏远航公司", "Enterprise")]


def test_the_order_of_verdicts_does_not_matter():
    text = "岚县行政审批局"
    both = [(text, "GovernmentBody", 0.9), ("岚县", "County", 0.9)]
    assert names(text, *both) == names(text, *reversed(both))


def test_a_school_is_also_called_without_its_district():
    text = "海门区东灶小学"
    assert names(text, (text, "Organization", 0.9)) == [(text, "Organization"), ("东灶小学", "Organization")]


def test_an_office_keeps_the_place_that_it_serves():
    text = "浙江省温州市苍南县人民政府"
    assert names(text, (text, "GovernmentBody", 0.9)) == [(text, "GovernmentBody"), ("苍南县人民政府", "GovernmentBody")]
    assert names("苍南县人民政府", ("苍南县人民政府", "GovernmentBody", 0.9)) == [("苍南县人民政府", "GovernmentBody")]


def test_a_hospital_that_is_a_function_alone_keeps_its_county():
    assert names("岚县人民医院", ("岚县人民医院", "Organization", 0.9)) == [("岚县人民医院", "Organization")]


def test_the_house_mark_of_a_branch_is_no_second_firm():
    text = "中国银行扬州分行放贷"
    branch = ("中国银行扬州分行", "Enterprise", 0.9)
    mark = ("中国银行", "Enterprise", 0.9)
    assert names(text, branch, mark) == [branch[:2]]
    assert mark[:2] in names(text + "，中国银行表示支持", branch, mark)


def test_a_parent_with_its_legal_form_stays():
    text = "远航集团有限公司扬州分公司成立"
    parent = ("远航集团有限公司", "Enterprise", 0.9)
    assert parent[:2] in names(text, ("远航集团有限公司扬州分公司", "Enterprise", 0.9), parent)


def test_the_tail_of_a_firm_is_no_firm():
    text = "建设银行岚县支行"
    assert names(text, (text, "Enterprise", 0.7), ("银行岚县支行", "Enterprise", 0.5)) == [(text, "Enterprise")]

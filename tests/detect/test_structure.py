"""What structure makes certain: sections of bodies, branches of firms, signboards, heights."""

from kg.detect.structure import ensure
from kg.records import Mention


def found(text: str, *kept: tuple[str, str, float]) -> list[tuple[str, str]]:
    given = [Mention(text.index(n), text.index(n) + len(n), kind, n, "test", score) for n, kind, score in kept]
    after = ensure(text, given)
    assert all(text[m.start : m.end] == m.text for m in after)
    return sorted((m.text, m.kind) for m in after if m not in given)


def test_a_section_behind_its_body_before_a_post_is_a_body_with_it_and_alone():
    text = "岚县市场监督管理局药械科科长说"
    assert found(text, ("岚县市场监督管理局", "GovernmentBody", 0.9)) == [
        ("岚县市场监督管理局药械科", "GovernmentBody"),
        ("药械科", "GovernmentBody"),
    ]


def test_what_goes_on_as_a_clause_is_no_section():
    office = ("岚县公安局", "GovernmentBody", 0.9)
    assert found("岚县公安局会同交警大队长", office) == []
    assert found("岚县公安局入股科长", office) == []
    assert found("岚县公安局与第二科科长", office) == []


def test_the_nearest_body_has_the_section():
    text = "泰州海关驻兴化办事处查验科科长"
    kept = ("泰州海关", "GovernmentBody", 0.9), ("泰州海关驻兴化办事处", "GovernmentBody", 0.6)
    assert found(text, *kept) == [("查验科", "GovernmentBody"), ("泰州海关驻兴化办事处查验科", "GovernmentBody")]


def test_a_section_of_the_body_spoken_of_or_understood():
    assert found("是该局投资审批股的干部") == [("投资审批股", "GovernmentBody")]
    assert found("夜里，急诊科护士长接诊") == [("急诊科", "Organization")]


def test_a_mine_behind_its_group_is_a_firm_and_a_weak_name_across_goes():
    text = "到云海集团石塔沟煤矿调度中心检查"
    kept = ("云海集团", "Enterprise", 0.9), ("石塔沟煤矿调度中心", "Program", 0.5)
    assert found(text, *kept) == [("云海集团石塔沟煤矿", "Enterprise")]
    assert ("石塔沟煤矿调度中心", "Program") not in [(m.text, m.kind) for m in ensure(text, [])]


def test_a_signboard_is_a_firm_wherever_it_stands():
    text = "“老马烧麦”得了奖。“老马烧麦”店主笑了"
    assert found(text, ("“老马烧麦”", "Product", 0.85)) == [("“老马烧麦”", "Enterprise")]
    assert found("他开的“老马豆腐坊”开张") == [("“老马豆腐坊”", "Enterprise")]
    assert found("村民马小川的“竹影民宿”客满") == [("“竹影民宿”", "Enterprise")]


def test_a_hill_behind_its_county():
    assert found("站在岚县石门梁上", ("岚县", "County", 0.9)) == [("石门梁", "Place")]
    assert found("岚县荒山上", ("岚县", "County", 0.9)) == []


def test_roads_by_number_and_rivers_by_what_lies_along_them():
    assert found("沿G345国道走，岚漪河两岸") == [("G345国道", "Place"), ("岚漪河", "Place")]
    assert found("沿着河两岸走，看清江两岸") == []


def test_what_places_of_a_list_are_praised_for_is_an_initiative():
    text = "典型做法：襄阳市推行民宿一证联营，宜昌市探索首席服务到户，荆门市以旧厂引新厂，黄冈市建立水源地绿色名录。"
    assert found(text) == [(n, "Initiative") for n in ("建立水源地绿色名录", "探索首席服务到户", "推行民宿一证联营")]
    assert found(text.replace("典型做法", "消息")) == []


def test_a_section_of_a_firm_is_no_office():
    kept = ("岚县供电公司", "Enterprise", 0.9), ("岚县供电公司检修部", "GovernmentBody", 0.9)
    assert found("岚县供电公司检修部获奖", *kept) == [("岚县供电公司检修部", "Enterprise")]


def test_a_team_of_a_firm_before_its_post_is_a_body():
    firm = ("远航纺织有限公司", "Enterprise", 0.9)
    assert found("远航纺织有限公司细纱二车间副主任说", firm) == [
        ("细纱二车间", "Enterprise"),
        ("远航纺织有限公司细纱二车间", "Enterprise"),
    ]
    assert found("远航纺织有限公司领导班班长", firm) == []


def test_a_committee_of_the_youth_league_is_an_organization():
    assert found("团县委、共青团岚县委员会", ("团县委", "GovernmentBody", 0.5)) == [
        ("共青团岚县委员会", "Organization"),
        ("团县委", "Organization"),
    ]
    assert found("集团县委会议室、师团市委、团县委员") == []


def test_the_association_that_a_meeting_is_named_after_is_a_body():
    meeting = ("兰溪市竹编商会第三届会员大会", "Event", 0.9)
    assert found("兰溪市竹编商会第三届会员大会昨天开幕", meeting) == [("兰溪市竹编商会", "Organization")]
    assert found("摄影学会成果展昨天开幕", ("摄影学会成果展", "Event", 0.9)) == []
    assert found("2024年兰溪市竹编商会年会", ("2024年兰溪市竹编商会年会", "Event", 0.9)) == [("兰溪市竹编商会", "Organization")]
    assert found("竹编节暨竹编商会成立大会", ("竹编节暨竹编商会成立大会", "Event", 0.9)) == []


def test_a_district_called_by_a_common_word_stands_between_its_city_and_their_office():
    office = ("阳泉市", "Prefecture", 0.9), ("阳泉市矿区财政局", "GovernmentBody", 0.9)
    assert found("阳泉市矿区财政局发放补贴", *office) == [("矿区", "County")]
    hospital = ("吕梁市", "Prefecture", 0.9), ("吕梁市矿区医院", "Organization", 0.9)
    assert found("吕梁市矿区医院扩建", *hospital) == []  # the city has no such district


def test_titles_of_honour_without_marks_begin_with_their_level():
    assert found("柿子洼村先后被评为省级文明村、全国先进集体，村里放了电影") == [
        ("全国先进集体", "Initiative"),
        ("省级文明村", "Initiative"),
    ]
    assert found("他荣获岚县五一劳动奖章，妻子也获得表扬") == [("岚县五一劳动奖章", "Initiative")]
    assert found("工厂被评为优秀企业") == []  # nobody's in particular
    assert found("该县获得省级文明村的经验") == []
    assert found("她获得省总工会颁发的五一劳动奖章") == []
    assert found("学生获得国家助学金") == []

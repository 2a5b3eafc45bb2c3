"""People and works of one article: short forms join, and what tells namesakes apart is kept."""

from kg.entities import works
from kg.entities.forms import numbers, same_numbers
from tests.entities.by_hand import of, referents_of


def test_the_body_before_a_name_tells_namesakes_apart() -> None:
    referents = referents_of("{岚县水利局|G}局长{王伟|P}说", paper="吕梁日报")
    person = of(referents, "王伟")
    assert person.key == "Person:王伟@GovernmentBody:141127/水利局"
    assert person.within == (of(referents, "岚县水利局").id,)


def test_the_body_behind_a_name_does_too() -> None:
    assert "水利局" in of(referents_of("{王伟|P}（女） {岚县水利局|G}局长", paper="吕梁日报"), "王伟").key


def test_a_list_of_leaders_does_not_shift() -> None:
    text = "{鸿远公司|E}董事长{沙海澜|P}，{岚县教育局|G}局长{徐明川|P}出席"
    assert "鸿远" in of(referents_of(text, paper="吕梁日报"), "沙海澜").key


def test_a_byline_is_an_anchor_of_its_own() -> None:
    assert of(referents_of("本报讯（记者 {章闽|P}）{岚县|County}", paper="吕梁日报"), "章闽").key == "Person:章闽@byline:141100"


def test_an_anaphor_can_be_the_anchor() -> None:
    referents = referents_of("{鸿远集团|E}扩产。集团董事长{沙海澜|P}说", paper="吕梁日报")
    assert of(referents, "沙海澜").within == (of(referents, "鸿远集团").id,)


def test_a_person_without_any_hint_is_known_in_the_article_only() -> None:
    assert of(referents_of("{王伟|P}笑了", id="art-7"), "王伟").key == "Person:王伟@@art-7"


def test_numerals_are_never_similar() -> None:
    assert numbers("第十九届") == ("19",)
    assert not same_numbers("第二中学", "第三中学")
    assert same_numbers("首届山花节", "第1届山花节")


def test_works_agree_by_quotes_heads_and_ends() -> None:
    assert works.agree("“项目管家”服务机制", "“项目管家”", "Initiative")
    assert works.agree("第三届宁德山海博览会", "山海博览会", "Event")
    assert not works.agree("第三届宁德山海博览会", "首届山海博览会", "Event")
    assert not works.agree("光伏基地二期", "光伏基地", "Program")
    assert works.agree("白酒产业链", "白酒产业", "Industry")


def test_a_document_is_called_by_its_number_of_articles() -> None:
    assert works.agree("《安泽县连翘产业十条》", "《十条》", "PolicyDocument")
    assert not works.agree("《安泽县连翘产业十条》", "《八条》", "PolicyDocument")


def test_a_project_is_called_by_the_last_words_of_its_name() -> None:
    referents = referents_of("{年产30万吨再生铝项目|Program}投产。{再生铝项目|Program}占地百亩", paper="吕梁日报")
    assert [r.names[0] for r in referents] == ["年产30万吨再生铝项目"]


def test_last_words_of_two_projects_mean_neither() -> None:
    text = "{东沟光伏项目|Program}开工，{屋顶光伏项目|Program}完工。{光伏项目|Program}共两个"
    assert len(referents_of(text, paper="吕梁日报")) == 3
    assert len(referents_of("{光伏项目|Program}和{屋顶光伏项目|Program}开工", paper="吕梁日报")) == 2
    assert len(referents_of("{宏泰陶瓷项目二期工程|Program}开工，{二期工程|Program}占地百亩", paper="吕梁日报")) == 2


def test_an_event_without_its_place_keeps_its_number() -> None:
    assert len(referents_of("{第六届岚县土豆节|Event}开幕。{第六届土豆节|Event}办了三天", paper="吕梁日报")) == 1
    assert len(referents_of("{第六届岚县土豆节|Event}开幕。{第五届土豆节|Event}办了三天", paper="吕梁日报")) == 2


def test_a_ceremony_is_not_what_it_opens() -> None:
    referents = referents_of("{“暖冬”助学项目启动仪式|Event}举行，{“暖冬”助学项目|Program}开始", paper="吕梁日报")
    assert len(referents) == 2


def test_a_document_and_its_number_are_one() -> None:
    text = "印发{《关于规范补贴发放的通知》|PolicyDocument}（{岢人社发〔2022〕18号|PolicyDocument}）"
    assert len(referents_of(text, paper="忻州日报")) == 1


def test_a_national_work_needs_no_region() -> None:
    key = of(referents_of("推进{“一件事”改革|Initiative}", paper="吕梁日报"), "“一件事”改革").key
    assert key == "Initiative:/高效办成一件事"


def test_one_surface_form_has_one_kind() -> None:
    referents = referents_of("{云岚茶业|E}、{云岚茶业|E}、{云岚茶业|O}", paper="宁德日报")
    assert [r.kind for r in referents] == ["Enterprise"]

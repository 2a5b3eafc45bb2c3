"""People by bylines, posts and words of address."""

from kg.detect import people
from kg.records import Part


def found(text: str, *parts: Part) -> dict[str, set[str]]:
    by: dict[str, set[str]] = {}
    for p in people.propose(text, parts):
        assert p.kind == "Person"
        by.setdefault(p.by, set()).add(text[p.start : p.end])
    return by


def test_every_name_of_a_byline_is_a_person():
    text = "□ 本报记者 王晓燕 通讯员 石磊"
    assert found(text, Part("byline", 0, len(text)))["byline"] == {"王晓燕", "石磊"}


def test_glued_names_are_split_by_surname_and_length():
    text = "本报记者 刘沛林李江姗"
    assert found(text, Part("byline", 0, len(text)))["byline"] == {"刘沛林", "李江姗"}


def test_a_name_that_ends_like_a_role_stays_whole():
    text = "本报记者 田学文 通讯员 石建图 文/图"
    assert found(text, Part("byline", 0, len(text)))["byline"] == {"田学文", "石建图"}


def test_long_names_of_other_peoples_stay_whole():
    text = "本报讯（记者 迪丽努尔·艾合买提 通讯员 郝斯日古楞）近日"
    assert found(text)["byline"] == {"迪丽努尔·艾合买提", "郝斯日古楞"}


def test_a_line_of_reporters_in_the_body_is_a_byline_too():
    assert found("正文结束。\n本报记者 王晓燕\n下一段")["byline"] == {"王晓燕"}


def test_reporters_of_a_lead_are_found():
    assert found("本报讯（记者 陈晨）4月10日，会议召开。")["byline"] == {"陈晨"}


def test_the_photographer_stands_before_the_word_for_photo():
    assert found("村民正在采摘辣椒。高治雄 慕小芹 摄")["photo"] == {"高治雄", "慕小芹"}


def test_a_name_behind_a_post_ends_where_a_verb_of_speech_begins():
    names = found("镇长王小明说，今年收成好。村民李大有，今年52岁。")["post before"]
    assert {"王小明", "李大有"} <= names


def test_a_surname_with_a_word_of_address_is_proposed():
    assert found("“多亏了李先生。”")["address"] == {"李先生"}


def test_a_list_behind_a_post_goes_on():
    assert {"王小明", "李建军", "高原"} <= found("县领导王小明、李建军、高原出席会议。")["post before"]


def test_who_speaks_is_a_person_even_if_the_name_is_a_word():
    assert found("“路修好了。”高原说。")["before speech"] == {"高原"}


def test_a_name_before_the_sex_is_a_person():
    assert found("王小明，男，1971年生；连震（女）")["sex"] == {"王小明", "连震"}


def test_a_name_with_a_dot_begins_behind_its_post():
    assert found("校长帕尔哈提·尼亚孜说")["dotted"] == {"帕尔哈提·尼亚孜"}


def test_who_is_appointed_is_a_person():
    assert found("会议决定任命王小明为副县长。")["appointed"] == {"王小明"}

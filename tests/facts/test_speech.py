"""Who says what, wherever the speaker stands."""

from dataclasses import replace

import pytest

from kg.facts.quotes import quotes_of
from kg.facts.scene import Scene, scene_of
from kg.facts.speech import find_quotations
from kg.records import Reference
from tests.facts.scenes import scene


def said(words: str) -> list[tuple[str, str, bool]]:
    found = scene(words)
    return [(q.speaker, found.article.text[q.start : q.end], q.direct) for q in find_quotations(found)]


@pytest.mark.parametrize(
    "words",
    [
        "{李文|Person:p}说：“今年苹果卖得好。”",
        "“今年苹果卖得好。”{李文|Person:p}说。",
        "“今年苹果卖得好。”合作社理事长{李文|Person:p}笑着告诉记者。",
        "{王强|Person:w}来了。{李文|Person:p}介绍说：“今年苹果卖得好。”",
        "“今年苹果卖得好。”{李文|Person:p}拉着记者{王强|Person:w}的手说。",
        "{李文|Person:p}告诉{王强|Person:w}：“今年苹果卖得好。”",
    ],
)
def test_direct_speech(words: str):
    assert ("p", "今年苹果卖得好。", True) in said(words)


def test_speaker_in_the_middle_speaks_both_halves():
    assert [s[:2] for s in said("“今年好，”{李文|Person:p}说，“明年会更好。”")] == [("p", "今年好，"), ("p", "明年会更好。")]


def test_pronoun_speaks_for_its_referent():
    assert said("{李文|Person:p}来了。“路通了，心也通了。”{他|p~}说。") == [("p", "路通了，心也通了。", True)]


def test_what_happens_after_the_speech_is_not_said():
    assert said("{李文|Person:p}话刚说完，镇里的干部当场把它一条条记下来。") == []


def test_the_mark_that_the_page_turns_is_not_said():
    assert said("{李文|Person:p}说：“要把路修通，（下转3版）\n") == [("p", "要把路修通，", True)]


def test_reported_speech_runs_to_the_end_of_the_sentence():
    assert said("据{李文|Person:p}介绍，今年全村种了三百亩。明年再说。") == [("p", "今年全村种了三百亩。", False)]


def test_answers_of_an_interview():
    assert ("p", "先把路修好，再谈产业。", False) in said("记者：下一步怎么办？\n{李文|Person:p}：先把路修好，再谈产业。")


def test_a_colon_alone_makes_no_statement():
    assert said("{李文|Person:p}半个月走遍了村子，摸清了家底：山多地少，劳力外流。") == []
    assert said("{李文|Person:p}给记者算了一笔账：一亩地多收三百元。") == [("p", "一亩地多收三百元。", False)]
    assert said("{李文|Person:p}说着红了眼圈，半天没有说话。") == []


def test_name_in_quotation_marks_is_not_speech():
    assert said("{李文|Person:p}说起{“早餐会”|Initiative:i}很高兴") == []


def test_quotation_marks_that_do_not_close_cost_one_paragraph():
    found = quotes_of("他说：“今年好。\n“明年好。”他说")
    assert [(q.start, q.end) for q in found] == [(4, 8), (10, 14)]


def test_nobody_speaks_when_nobody_is_named():
    assert said("“今年苹果卖得好。”大家都说。") == []


def test_reporters_do_not_speak():
    assert said("本报讯（记者 {李文|Person:p}）“路通了，心也通了。”村民们都说。") == []


def test_verb_that_is_no_verb_of_speech():
    assert said("经朋友介绍，{李文|Person:p}到店里选了一张茶台。") == []
    assert said("{李文|Person:p}在会上作表态发言，气氛很热烈。") == []


def test_body_right_before_the_verb_speaks_itself():
    assert said("{李文|Person:p}来访，{宏达集团|Enterprise:c}承诺今后五年再捐五百万元。") == []


def test_name_in_quotation_marks_behind_the_quote_hides_no_speaker():
    found = said("“没想到一天卖了27只羊。”{“老赵全羊”|Enterprise:c}店主{李文|Person:p}说。")
    assert ("p", "没想到一天卖了27只羊。", True) in found


def test_answer_by_a_name_that_was_not_marked_there():
    found = said("记者采访了局长{雷鸣|Person:p}。\n记者：老果园怎么办？\n雷鸣：老果园占三成，要改造。")
    assert ("p", "老果园占三成，要改造。", False) in found


@pytest.mark.parametrize(
    "words",
    [
        "“今年苹果卖得好。”{王强|Person:w}的女儿{李文|Person:p}说。",
        "“今年苹果卖得好。”{王强|Person:w}妻子{李文|Person:p}笑着说。",
        "{李文|Person:p}握着{王强|Person:w}的手说：“今年苹果卖得好。”",
        "{李文|Person:p}把信递给组长{王强|Person:w}，说：“今年苹果卖得好。”",
        "有人问{他|p~}图什么，{李文|Person:p}指指果园：“今年苹果卖得好。”",
        "{李文|Person:p}说，{王强|Person:w}家的果园大，“今年苹果卖得好。”",
        "{李文|Person:p}直起身，对来帮忙的乡亲们说：“今年苹果卖得好。”",
        "{李文|Person:p}回到家，向年迈的母亲报喜：“今年苹果卖得好。”",
    ],
)
def test_who_only_owns_the_speaker_or_is_spoken_to_does_not_speak(words: str):
    assert ("p", "今年苹果卖得好。", True) in said(words)


@pytest.mark.parametrize(
    "words",
    [
        "“今年苹果卖得好。”{李文|Person:p}的女儿说。",
        "{李文|Person:p}来了。“今年苹果卖得好。”村民们都说。",
        "{李文|Person:p}的徒弟说，今年苹果卖得好。",
        "村民问：“今年苹果卖得好不好？”{李文|Person:p}点点头。",
        "{李文|Person:p}摘着苹果，老乡们说今年苹果卖得好。",
    ],
)
def test_what_people_without_a_name_say_is_nobodys(words: str):
    assert said(words) == []


def test_an_answer_right_behind_a_question_is_another_ones():
    assert [q[0] for q in said("{李文|Person:p}问：“卖了多少？”“三百斤，一斤没剩。”")] == ["p"]


@pytest.mark.parametrize(
    "words",
    [
        "{李文|Person:p}宣布石桥水库加固工程正式开工。",
        "{李文|Person:p}宣布县摄影家协会成立，并为首批会员颁证。",
        "{李文|Person:p}向来访的客人表示热烈的欢迎。",
        "{李文|Person:p}对捐款的企业表示衷心感谢并颁发证书。",
        "{李文|Person:p}在会上介绍石桥村治理污水的做法。",
        "{李文|Person:p}给孩子们讲述自己上夜校的经历。",
        "{李文|Person:p}说了半天也没有人听。",
    ],
)
def test_what_is_done_by_words_is_no_statement(words: str):
    assert said(words) == []


def test_the_same_verbs_with_a_statement():
    assert said("{李文|Person:p}表示，感谢乡亲们的信任。") == [("p", "感谢乡亲们的信任。", False)]
    assert said("{李文|Person:p}宣布，水库加固工程开工。") == [("p", "水库加固工程开工。", False)]


def test_a_verb_that_needs_a_comma():
    assert said("{李文|Person:p}在会上提出，两年内修通八条村路。") == [("p", "两年内修通八条村路。", False)]
    assert said("{李文|Person:p}提醒市民，雨天不要涉水过桥。") == [("p", "雨天不要涉水过桥。", False)]
    assert said("{李文|Person:p}提出修通八条村路的方案。") == []


def test_the_name_of_who_is_told_is_not_said():
    assert said("{李文|Person:p}告诉记者{王强|Person:w}，水渠去年修通。") == [("p", "水渠去年修通。", False)]


def test_a_quotation_broken_by_what_the_speaker_does():
    found = said("“网箱怕风，”{李文|Person:p}指着海面，“去年换了新的。”局长{王强|Person:w}补充道：“全县都换了。”")
    assert [s[0] for s in found] == ["p", "p", "w"]


def test_the_next_speaker_of_a_sentence_ends_a_statement():
    found = said("{李文|Person:p}说，村里的路要先修；{王强|Person:w}认为，地里的水更要紧。")
    assert found == [("p", "村里的路要先修；", False), ("w", "地里的水更要紧。", False)]


@pytest.mark.parametrize("middle", ["\n", "\n\u3000\u3000"])
def test_speech_over_several_paragraphs_has_one_speaker(middle: str):
    words = f"“头一年，果子全让鸟吃了。{middle}“第二年，霜又来了。{middle}“第三年才挣到钱。”"
    for text in (f"{{李文|Person:p}}说：{words}", f"{words}{{李文|Person:p}}说。"):
        assert [s for s in said(text) if s[0] == "p"] == [
            ("p", "头一年，果子全让鸟吃了。", True), ("p", "第二年，霜又来了。", True), ("p", "第三年才挣到钱。", True),
        ]  # fmt: skip


def test_a_paragraph_of_nothing_but_speech_goes_on():
    assert [s[0] for s in said("“路难走。”{李文|Person:p}说。\n“我走了十一趟。”\n天黑了。")] == ["p", "p"]
    assert [s[0] for s in said("“路难走。”{李文|Person:p}说。{王强|Person:w}点头。\n“我走了十一趟。”\n天黑了。")] == ["p"]


def test_quotes_inside_a_quote_are_part_of_it():
    assert said("{李文|Person:p}说：“他总讲‘莫急，慢慢来’，我信。”") == [("p", "他总讲‘莫急，慢慢来’，我信。", True)]


def test_a_headline_about_somebody_is_not_said():
    text = "{李文|Person:p}在石桥村住了四十年。"
    for headline, spoken in [("老兵李文：一张军功章的故事", 0), ("李文：我要给村里修座桥", 1), ("李文：“路通了，心就通了”", 1)]:
        found = scene(text, headline)
        assert len(find_quotations(named_in_headline(found, "李文"))) == spoken, headline


def named_in_headline(found: Scene, name: str) -> Scene:
    """The scene with the name in its headline as a reference, too."""
    at = found.article.text.find(name)
    one = found.referents[0]
    return scene_of(found.article, (replace(one, references=(Reference(at, at + len(name)), *one.references)),))


@pytest.mark.parametrize(
    "words",
    [
        "{李文|Person:p}读着旧信，信中写道：“母亲大人，儿一切都好。”",
        "{李文|Person:p}救了落水的孩子。孩子的母亲感动地说：“恩人啊，谢谢你。”",
        "{李文|Person:p}当了班长。徒弟们说：“师傅的眼睛，就是尺子。”",
        "{李文|Person:p}采取“支部领着干，村民跟着干”的办法。",
        "{李文|Person:p}在村里推行“先听后说，边听边记”工作法。",
    ],
)
def test_words_that_others_say_or_that_are_a_name(words: str):
    assert said(words) == []


def test_answers_belong_to_who_was_introduced():
    found = said("记者采访了局长{李文|Person:p}。\n问：{王强|Person:w}来信问，药费能报多少？\n答：能报六成，不用跑县城。")
    assert found[-1] == ("p", "能报六成，不用跑县城。", False)


@pytest.mark.parametrize("hostile", ["“" * 9000, "”" * 9000, "说：" * 2000, "：" * 4000, "（记者" * 3000, "摄\n" * 3000])
def test_hostile_text_ends(hostile: str):
    assert said("{李文|Person:p}说" + hostile) is not None

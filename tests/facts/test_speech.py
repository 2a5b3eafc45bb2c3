"""Who says what, wherever the speaker stands."""

import pytest

from kg.facts.speech import find_quotations, quotes_of
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


@pytest.mark.parametrize("hostile", ["“" * 9000, "”" * 9000, "说：" * 2000, "：" * 4000, "（记者" * 3000, "摄\n" * 3000])
def test_hostile_text_ends(hostile: str):
    assert said("{李文|Person:p}说" + hostile) is not None

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


def test_reported_speech_runs_to_the_end_of_the_sentence():
    assert said("据{李文|Person:p}介绍，今年全村种了三百亩。明年再说。") == [("p", "今年全村种了三百亩。", False)]


def test_answers_of_an_interview():
    assert ("p", "先把路修好，再谈产业。", False) in said("记者：下一步怎么办？\n{李文|Person:p}：先把路修好，再谈产业。")


def test_name_in_quotation_marks_is_not_speech():
    assert said("{李文|Person:p}说起{“早餐会”|Initiative:i}很高兴") == []


def test_quotation_marks_that_do_not_close_cost_one_paragraph():
    found = quotes_of("他说：“今年好。\n“明年好。”他说")
    assert [(q.start, q.end) for q in found] == [(4, 8), (10, 14)]


def test_nobody_speaks_when_nobody_is_named():
    assert said("“今年苹果卖得好。”大家都说。") == []

"""Scenes: signs for mentions, one token for a number, what lies inside what."""

from kg.facts.match import signs_of
from kg.facts.scene import SIGN
from tests.facts.scenes import scene


def test_outermost_mention_is_one_sign_and_digits_are_one_zero():
    found = scene("{{岚县|County:l}民政局|GovernmentBody:g}发放补贴12.5万元")
    assert signs_of(found) == chr(SIGN["GovernmentBody"]) + "发放补贴0万元"


def test_inner_mention_knows_its_outer_one():
    found = scene("{{岚县|County:l}民政局|GovernmentBody:g}在{岚县|l}")
    assert found.outer.tolist() == [0, 0, 2]
    assert found.token_start[1] == found.token_start[0]


def test_clauses_sentences_and_paragraphs_are_counted():
    found = scene("甲，乙。丙\n丁")
    assert found.clause_at.tolist()[:7] == [0, 0, 1, 1, 2, 2, 3]
    assert found.sentence_at.tolist()[:7] == [0, 0, 0, 0, 1, 1, 2]
    assert found.paragraph_at.tolist()[:7] == [0, 0, 0, 0, 0, 0, 1]


def test_full_width_marks_read_like_half_width_ones():
    assert signs_of(scene("甲，乙：丙")) == "甲,乙:丙"


def test_empty_article_has_a_scene():
    assert len(scene("").tokens) == 0

"""Whose figure it is: candidates, numbers under their names, and clear cases."""

import numpy as np
import pytest

from kg.corpus import AnnotatedMeasure
from kg.facts.annotated import Lesson
from kg.facts.candidates import POSITIONS
from kg.facts.figures import amounts_of, figure_scene, find_measures, plain_value
from kg.facts.owner_training import page_of
from tests.facts.scenes import marked


def owners(words: str) -> dict[str, str]:
    article, _, referents = marked(words)
    return {m.value: m.entity for m in find_measures(article, referents)}


@pytest.mark.parametrize(
    ("words", "value", "owner"),
    [
        ("{风电项目|Program:w}总投资5.4亿元，占地320亩。", "540000000", "w"),
        ("58岁的村医{李文|Person:p}来了。", "58", "p"),
        ("{宏达公司|Enterprise:c}去年实现产值3.4亿元，现有职工260人。", "340000000", "c"),
        ("{深沟村|Village:v}有218户人家，耕地面积3200亩。", "3200", "v"),
    ],
)
def test_clear_owner(words: str, value: str, owner: str):
    assert owners(words)[value] == owner


def test_measure_keeps_its_words():
    article, _, referents = marked("{风电项目|Program:w}总投资约5.4亿元。")
    (measure,) = find_measures(article, referents)
    assert article.text[measure.start : measure.end] == "总投资约5.4亿元"
    assert (measure.property, measure.unit, measure.approx) == ("总投资", "元", "约")


def test_figures_of_two_years_are_told_apart():
    article, _, referents = marked("{宏达公司|Enterprise:c}2022年实现产值2.1亿元，2023年实现产值3.4亿元。")
    assert [(m.property, m.time) for m in find_measures(article, referents)] == [("产值", "2022"), ("产值", "2023")]


def test_article_without_names_or_figures_measures_nothing():
    assert owners("去年有320亩。") == {}
    assert owners("{深沟村|Village:v}很美。") == {}


def test_candidates_stand_in_order_of_distance_with_a_number_for_every_column():
    article, _, referents = marked("{临县|County:a}{深沟村|Village:b}有218户人家，{李文|Person:p}说。")
    scene, found = figure_scene(article, referents)
    candidates = amounts_of(scene, found)
    assert candidates is not None
    assert candidates.positions.shape == (3, len(POSITIONS))
    assert np.isfinite(candidates.positions).all()
    assert [scene.referents[i].id for i in candidates.who] == ["b", "a", "p"]
    assert candidates.way.tolist() == [0, 0, 1]


def test_a_ratio_is_no_value():
    assert plain_value("1∶6.4", "") == ""
    assert plain_value("62", "万") == "620000"
    assert plain_value("5.4", "亿元") == "540000000"


def test_what_stands_beside_a_candidate():
    article, _, referents = marked("{临县|County:a}{深沟村|Village:b}和{李文|Person:p}种了320亩。")
    scene, found = figure_scene(article, referents)
    candidates = amounts_of(scene, found)
    assert candidates is not None
    rows = {scene.referents[who].id: row for who, row in zip(candidates.who, candidates.positions, strict=True)}
    gap, last = POSITIONS.index("tokens to the name after"), POSITIONS.index("last name before the amount")
    assert [rows[who][gap] for who in "ab"] == [0, 1]
    assert [rows[who][last] for who in "abp"] == [0, 0, 1]


def test_figures_left_out_count_only_where_nearly_all_were_taken_down():
    article, mentions, referents = marked("{宏达公司|Enterprise:c}产值3.4亿元，职工260人。")
    measure = AnnotatedMeasure("c", "产值", "3.4", "亿元", "产值3.4亿元")
    lesson = Lesson("f", article, mentions, referents, {}, (), (measure,), {})
    for complete, rated in ((frozenset({"f"}), [1, 1]), (frozenset(), [1, 0])):
        page = page_of(lesson, complete)
        assert page is not None
        assert (page.rated.tolist(), page.truth.tolist(), page.wanted) == (rated, [1, 0], len(complete))

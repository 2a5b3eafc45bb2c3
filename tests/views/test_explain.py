"""The way back: from a name, an IRI or its tail to rule, sentence, headline, file and lines."""

from pathlib import Path

import pytest

from kg.graph import Base
from kg.records import KgError
from kg.views.explain import explain
from tests.views import small_build


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


def test_a_person_is_explained_with_every_claim_and_its_evidence(out: Path) -> None:
    text = explain(out, "张三")
    for words in (
        "张三 · 人物 (person)", "also printed as: 老张", "—任职于→ 岚县行政审批服务管理局 [职务: 局长]", "Asserted",
        "confidence 0.93", "rule posts/title", "“岚县审批局局长张三”  page one.txt:2",
        "审批局送服务上门 · 吕梁日报 · 2025-09-10", "said:", "快了。", "named in 2 articles:",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("form", ["{base}{tail}", "<{base}{tail}>", "{tail}", "id:{tail}", "张三", "老张"])
def test_a_thing_is_found_by_name_iri_and_tail(out: Path, form: str) -> None:
    assert explain(out, form.format(base=Base().prefix, tail=small_build.ZHANG)) == explain(out, "张三")


def test_a_claim_is_explained(out: Path) -> None:
    tail = next(line.strip() for line in explain(out, "张三").splitlines() if line.startswith("  id:claim/"))
    assert explain(out, tail).startswith("张三 —任职于→ 岚县行政审批服务管理局")


@pytest.mark.parametrize("form", ["a1", "article/a1", "审批局送服务上门"])
def test_an_article_shows_its_boundary_and_its_facts(out: Path, form: str) -> None:
    text = explain(out, form)
    assert "printed in page one.txt, lines 1-2,4-6" in text
    assert "标题在此开始 (headline-begins, +2.5)" in text
    assert "—投资→ 养殖项目 [金额: 5.4亿元]" in text
    assert "Planned" in text


def test_a_fact_of_the_division_table_names_its_source(out: Path) -> None:
    text = explain(out, "county/141127")
    assert "岚县 —位于→ 吕梁市" in text
    assert "source/divisions" in text


def test_the_code_of_a_place_and_the_place_that_a_body_belongs_to_are_told_apart(out: Path) -> None:
    assert "\n  division code 141127\n" in explain(out, "county/141127")
    assert "\n  belongs to 岚县, division code 141127\n" in explain(out, small_build.BUREAU)


def test_a_doubt_is_shown_with_its_reasons(out: Path) -> None:
    text = explain(out, "红旗合作社")
    assert "may be one, kept apart: 红旗合作社" in text
    assert "名称相近" in text


def test_a_merged_address_leads_on(out: Path) -> None:
    assert f"now {Base().prefix}{small_build.ZHANG} (张三)" in explain(out, "person/old")


def test_hidden_characters_are_written_out(out: Path) -> None:
    text = explain(out, small_build.EVIL)
    assert "\u202e" not in text
    assert "甲⟨U+202E⟩乙" in text


def test_what_nobody_knows_is_said(out: Path) -> None:
    with pytest.raises(KgError, match=r"nothing in .* is called 李四"):
        explain(out, "李四")


def test_a_slip_is_answered_with_the_names_that_are_near(out: Path) -> None:
    with pytest.raises(KgError, match=r"did you mean 岚县行政审批服务管理局"):
        explain(out, "岚县行政审批局")

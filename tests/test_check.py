"""`kg check` finds what is wrong with a table, and the shipped tables are well."""

from pathlib import Path

import pytest

from kg import lexicon
from kg.check import check, table_problems


def test_the_shipped_lexicons_and_rules_are_well() -> None:
    assert check() == []


def problems_of(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "words.tsv").write_text(text, "utf-8")
    monkeypatch.setattr(lexicon, "ZH", tmp_path)
    return table_problems("words.tsv")


def test_an_unsorted_table_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems_of("# why\nword\nb\na\n", tmp_path, monkeypatch)
    assert found == ["kg/zh/words.tsv:4: a comes after b; sort the file by its first column"]


def test_a_row_that_stands_twice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems_of("word\ta\nb\t1\nb\t1\n", tmp_path, monkeypatch)
    assert found == ["kg/zh/words.tsv:3: b stands there twice; remove one"]


def test_white_space_around_a_cell_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "white space" in problems_of("word\nb \n", tmp_path, monkeypatch)[0]


def test_an_empty_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems_of("word\n", tmp_path, monkeypatch) == ["kg/zh/words.tsv: no rows"]


def test_too_many_cells_stop_the_program_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(lexicon.LexiconError, match=r"words.tsv:2: 2 cells under 1 columns"):
        problems_of("word\nb\tc\n", tmp_path, monkeypatch)

"""Lexicons are read whole or not at all, and what is wrong is named with its line."""

from pathlib import Path

import pytest

from kg import lexicon


def table(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    (tmp_path / "words.tsv").write_text(text, "utf-8")
    monkeypatch.setattr(lexicon, "ZH", tmp_path)
    return list(lexicon.rows("words.tsv"))


def test_comments_and_blank_lines_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table("# why\nword\tnote\n\na\tx\n# more\nb\n", tmp_path, monkeypatch) == [
        {"word": "a", "note": "x"},
        {"word": "b", "note": ""},
    ]


def test_a_missing_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "ZH", tmp_path)
    with pytest.raises(lexicon.LexiconError, match=r"kg/zh/none\.tsv"):
        lexicon.read_text("none.tsv")


def test_aliases_are_split_at_bars() -> None:
    assert lexicon.aliases("工商联|工商业联合会|") == ("工商联", "工商业联合会")


def test_surnames_have_weights() -> None:
    weights = lexicon.surnames()
    assert len(weights) > 900
    assert weights["王"] > weights["蔚"] > 0
    assert "欧阳" in weights

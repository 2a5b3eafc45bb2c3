"""The spaCy pipeline that carries the network, with the shipped weights."""

from pathlib import Path

import pytest
import spacy

from kg.detect import find_mentions, pipeline
from kg.detect.pipeline import PIECE, marked, pieces, recognise
from kg.records import ENTITY_KINDS, Article, KgError, Part
from tests.benchmarks import peers

TEXT = "本报讯（记者 李晓梅）4月2日，大同市云州区农业农村局局长王志强到西坪镇调研。“黄花就是咱的命根子。”王志强说。"


def test_people_places_and_bodies_are_found_with_the_place_inside():
    (found,) = recognise([TEXT])
    names = {(TEXT[f.start : f.end], f.kind, f.depth) for f in found}
    assert {("李晓梅", "Person", 0), ("王志强", "Person", 0), ("西坪镇", "Township", 0)} <= names
    assert ("大同市云州区农业农村局", "GovernmentBody", 0) in names or ("云州区农业农村局", "GovernmentBody", 0) in names
    assert any(depth == 1 and kind == "County" for _, kind, depth in names)
    assert all(f.kind in ENTITY_KINDS and 0 < f.score <= 1 for f in found)


def test_a_doc_holds_all_names_nested_ones_too():
    doc = pipeline.pipeline()(TEXT)
    assert marked(doc) == recognise([TEXT])[0]
    assert [span.text for span in doc.spans["names"]] == [TEXT[f.start : f.end] for f in marked(doc)]


def test_the_order_and_company_of_texts_change_nothing():
    texts = [TEXT, "", "没有名字的一句话。", TEXT * 5]
    assert recognise(texts) == [recognise([text])[0] for text in texts] == recognise(texts[::-1])[::-1]


def test_a_long_text_goes_through_in_pieces():
    text = TEXT * (2 * PIECE // len(TEXT) + 1)
    assert all(end - start <= PIECE for start, end in pieces(text)) and len(pieces(text)) == 3
    (found,) = recognise([text])
    last = text.rindex("王志强")
    assert any(f.start == last and f.end == last + 3 for f in found)


def test_a_line_without_any_mark_is_cut_too():
    assert all(end - start <= PIECE for start, end in pieces("岚" * (3 * PIECE)))


def test_texts_leave_nothing_but_single_characters_behind():
    recognise([TEXT])
    before = set(pipeline.pipeline().vocab.strings)
    recognise([TEXT.replace("志强", f"志{chr(0x4E00 + i)}") for i in range(50)])
    assert all(len(left) == 1 for left in set(pipeline.pipeline().vocab.strings) - before)


def test_the_pipeline_can_be_saved_and_loaded(tmp_path: Path):
    pipeline.pipeline().to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert marked(loaded(TEXT)) == recognise([TEXT])[0]


def test_a_foreign_pipeline_that_is_missing_is_named():
    with pytest.raises(KgError, match="zh_core_web_none"):
        recognise([TEXT], model="zh_core_web_none")


def foreign(folder: Path) -> str:
    """A small pipeline with the labels of zh_core_web, saved as an installed one would be."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [("PERSON", "王志强"), ("GPE", "大同市"), ("ORG", "云州区农业农村局"), ("DATE", "4月2日")]
    ruler.add_patterns([{"label": label, "pattern": words} for label, words in patterns])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def test_a_foreign_pipeline_is_asked_instead_of_ours(tmp_path: Path):
    (found,) = recognise([TEXT], model=foreign(tmp_path))
    assert [(TEXT[f.start : f.end], f.kind, f.score) for f in found] == [
        ("大同市", "Place", 1.0), ("云州区农业农村局", "Organization", 1.0), ("王志强", "Person", 1.0), ("王志强", "Person", 1.0),
    ]  # fmt: skip


def test_the_whole_stage_works_with_a_foreign_pipeline(tmp_path: Path):
    article = Article("a", "a.txt", "news", TEXT, (Part("body", 0, len(TEXT)),), (), ())
    (mentions,) = find_mentions([article], model=foreign(tmp_path))
    assert {("王志强", "Person"), ("大同市", "Prefecture"), ("李晓梅", "Person")} <= {(m.text, m.kind) for m in mentions}


def test_the_benchmark_compares_a_foreign_pipeline(tmp_path: Path):
    assert peers.network_alone(foreign(tmp_path))(TEXT) == {
        ("Person", "王志强"), ("Place", "大同市"), ("Body", "云州区农业农村局"),
    }  # fmt: skip

"""The scorer counts per article: what is right, what is spurious, what is optional."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.score import Scores, b_cubed, lines, score

PREFIXES = """@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
@prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
"""
ARTICLE = """id:a a kg:Article ; kg:sourceFile "page.txt" ; kg:sourceLines "1-3" ; schema:headline "岚县来了局长"@zh ;
  schema:mentions id:p , id:b , id:x .
id:p a kg:Person ; skos:prefLabel "张三"@zh .
id:b a kg:GovernmentBody ; skos:prefLabel "岚县审批局"@zh ; skos:altLabel "审批局"@zh .
id:x a kg:Initiative ; skos:prefLabel "“金字招牌”"@zh .
id:c a kg:Claim ; rdf:subject id:p ; rdf:predicate kg:holdsPositionAt ; rdf:object id:b ; prov:wasDerivedFrom id:a .
id:q a kg:Quotation ; kg:speaker id:p ; schema:text "快了，就快了，真的快了。"@zh ; prov:wasDerivedFrom id:a .
id:m a kg:Measure ; kg:measureOf id:b ; schema:value 540000000 ; schema:unitText "元"@zh ; prov:wasDerivedFrom id:a .
"""


def gold(**more: Any) -> dict[str, Any]:
    article = {
        "id": "one",
        "headline": "岚县来了局长",
        "kind": "news",
        "lines": [[1, 3]],
        "entities": [
            {"id": "e1", "type": "Person", "name": "张三", "names": ["张三"]},
            {"id": "e2", "type": "GovernmentBody", "name": "岚县行政审批局", "names": ["审批局"]},
        ],
        "relations": [
            {"s": "e1", "p": "holdsPosition", "o": "e2"},
            {"s": "e1", "p": "said", "o": None, "attrs": {"quote": "快了，就快了，真的"}},
        ],
        "measures": [{"s": "e2", "value": 5.4, "unit": "亿元"}],
    }
    return {"source": "page.txt", "articles": [article | more]}


def scored(tmp_path: Path, **more: Any) -> Scores:
    (tmp_path / "graph.ttl").write_text(PREFIXES + ARTICLE, "utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold(**more)), "utf-8")
    return score(tmp_path / "graph.ttl", [tmp_path / "gold.json"])


def test_a_spurious_entity_costs_precision_only(tmp_path: Path) -> None:
    count = scored(tmp_path).entities["all"]
    assert (count.right, count.found, count.wanted) == (2, 3, 2)


def test_an_optional_entity_counts_neither_way(tmp_path: Path) -> None:
    entities = [*gold()["articles"][0]["entities"], {"id": "e3", "type": "Initiative", "name": "金字招牌", "optional": True}]
    count = scored(tmp_path, entities=entities).entities["all"]
    assert (count.right, count.found, count.wanted) == (2, 2, 2)


def test_a_relation_is_right_by_subject_predicate_and_object(tmp_path: Path) -> None:
    count = scored(tmp_path).relations["holdsPositionAt"]
    assert (count.right, count.found, count.wanted) == (1, 1, 1)
    other = scored(tmp_path, relations=[{"s": "e1", "p": "worksFor", "o": "e2"}]).relations["all"]
    assert (other.right, other.found, other.wanted) == (0, 1, 1)


def test_a_post_of_a_place_may_be_said_of_its_government(tmp_path: Path) -> None:
    place = {"id": "e2", "type": "Place", "name": "岚县审批", "names": []}
    text = (PREFIXES + ARTICLE).replace("岚县审批局", "岚县审批政府")
    (tmp_path / "graph.ttl").write_text(text, "utf-8")
    entities = [gold()["articles"][0]["entities"][0], place]
    (tmp_path / "gold.json").write_text(json.dumps(gold(entities=entities)), "utf-8")
    assert score(tmp_path / "graph.ttl", [tmp_path / "gold.json"]).relations["all"].right == 1


def test_a_quotation_is_right_by_speaker_and_first_words(tmp_path: Path) -> None:
    assert scored(tmp_path).quotations.right == 1


def test_a_figure_is_right_whatever_unit_it_was_printed_in(tmp_path: Path) -> None:
    assert scored(tmp_path).measures.right == 1
    assert scored(tmp_path, measures=[{"s": "e2", "value": 5.5, "unit": "亿元"}]).measures.right == 0


def test_lines_and_headline_are_compared(tmp_path: Path) -> None:
    assert scored(tmp_path).exact == 1
    assert scored(tmp_path, lines=[[1, 4]]).exact == 0
    assert scored(tmp_path, headline="别的").headlines.right == 0


def test_b_cubed_is_that_of_bagga_and_baldwin() -> None:
    assert b_cubed([("a", "1"), ("a", "1"), ("b", "1"), ("b", "2")]) == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 0.75))


def test_the_report_names_what_was_missed_and_wrong(tmp_path: Path) -> None:
    report = "\n".join(lines(scored(tmp_path), errors=5))
    assert "wrong   Initiative: 金字招牌" in report
    assert "entities   all" in report

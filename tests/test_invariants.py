"""What must hold on every page that the tests have: slices, evidence back to the page, no fact without its sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import articles, detect, entities, facts
from kg.acquire import read_pages
from kg.graph import release
from kg.graph.cache import load
from kg.graph.evidence import spans_of
from kg.graph.validate import validate
from kg.records import Page, Reading

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "practice").glob("*.txt"))]


@pytest.fixture(scope="module")
def readings(built: Path) -> list[Reading]:
    kept = [load(built / ".cache", path.name) for path in sorted((built / ".cache").glob("*/*"))]
    return [reading for reading in kept if reading]


def test_every_page_was_read(readings: list[Reading]) -> None:
    assert len(PAGES) == len(readings) == 8
    assert sum(len(r.articles) for r in readings) >= 50


def test_an_article_holds_the_printed_characters_in_its_runs(readings: list[Reading]) -> None:
    for reading in readings:
        for article in reading.articles:
            covered = set()
            for run in article.runs:
                assert article.text[run.start : run.start + run.length] == reading.text[run.place : run.place + run.length]
                covered.update(range(run.start, run.start + run.length))
            assert all(article.text[i].isspace() for i in range(len(article.text)) if i not in covered)


def test_a_mention_is_its_slice(readings: list[Reading]) -> None:
    found = [(a, m) for r in readings for a, ms in zip(r.articles, r.mentions, strict=True) for m in ms]
    assert len(found) > 1000
    assert all(article.text[m.start : m.end] == m.text for article, m in found)


def test_evidence_leads_back_to_the_page(readings: list[Reading]) -> None:
    checked = 0
    for reading in readings:
        for article, stated in zip(reading.articles, reading.facts, strict=True):
            for fact in (*stated.claims, *stated.quotations, *stated.measures):
                spans = spans_of(article, reading.text, fact.start, fact.end)
                assert spans, fact
                for span in spans:
                    printed = "".join(reading.text[span.source_start : span.source_end].split())
                    assert printed == "".join(span.exact.split())
                    checked += 1
    assert checked > 500


def test_claims_stay_inside_their_article_and_join_two_things(readings: list[Reading]) -> None:
    for reading in readings:
        for article, referents, stated in zip(reading.articles, reading.referents, reading.facts, strict=True):
            known = {r.id for r in referents}
            for claim in stated.claims:
                assert claim.article == article.id
                assert {claim.subject, claim.object} <= known
                assert claim.subject != claim.object


def test_the_graph_keeps_all_shapes_and_promises(built: Path) -> None:
    assert validate(built) == []


def test_no_blank_node_and_no_iri_beyond_ascii(built: Path) -> None:
    for quad in ox.parse(path=str(built / "graph.nq"), format=ox.RdfFormat.N_QUADS):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, ox.BlankNode)
            if isinstance(term, ox.NamedNode):
                assert term.value.isascii()


def test_every_file_of_the_contract_is_there(built: Path) -> None:
    names = {p.name for p in release(built).iterdir()}
    assert names == {"graph.ttl", "graph.nq", "network.html", "articles.jsonl", "report.json", "store"}
    rows = [json.loads(line) for line in (built / "articles.jsonl").read_text("utf-8").splitlines()]
    assert all(row["id"] and row["text"] and row["source"] and row["source_lines"] for row in rows)


def stage_results(page: Page) -> Iterator[str]:
    found = articles.split_page(page)
    mentions = detect.find_mentions(found)
    referents = entities.resolve_page(found, mentions)
    yield from (str(facts.find_facts(a, m, r)) for a, m, r in zip(found, mentions, referents, strict=True))


def test_the_stages_can_be_called_one_by_one() -> None:
    page = next(p for p in read_pages([PAGES[0]]) if isinstance(p, Page))
    assert list(stage_results(page)) == list(stage_results(page))


def test_bytes_do_not_depend_on_hash_seed_process_count_or_order(tmp_path: Path) -> None:
    sources = [str(p) for p in PAGES[:3]]
    builds = {("0", "1"): sources, ("1", "2"): sources, ("2", "1"): sources[::-1]}
    outputs = set()
    for (seed, jobs), paths in builds.items():
        out = tmp_path / f"{seed}-{jobs}"
        command = [sys.executable, "-m", "kg", "build", *paths, "-o", str(out), "-j", jobs]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        outputs.add(tuple((out / name).read_bytes() for name in ("graph.ttl", "graph.nq", "network.html")))
    assert len(outputs) == 1


def test_a_repeated_build_reads_nothing_again_and_changes_nothing(tmp_path: Path) -> None:
    from kg import pipeline

    first = pipeline.build([PAGES[0]], tmp_path)
    before = (tmp_path / "graph.ttl").read_bytes()
    again = pipeline.build([PAGES[0]], tmp_path)
    assert (first.kept, again.kept) == (0, 1)
    assert (tmp_path / "graph.ttl").read_bytes() == before

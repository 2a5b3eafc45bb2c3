"""Other formats of the same graph: each holds what the store holds, reads back, and has the same bytes every time."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg.graph import release
from kg.records import Entity, KgError
from kg.views.export import EXPORTS, FORMATS, export
from tests.views import small_build

BAD = "=HYPERLINK(\x00\x0b\ufffe]]>&<'\""
ODD = Entity("product/odd", "Product", BAD, (BAD,), "k9")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out", more=[ODD])


def written(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_every_format_has_words_and_a_writer() -> None:
    assert set(EXPORTS) == set(FORMATS)


@pytest.mark.parametrize("to", EXPORTS)
def test_the_bytes_depend_on_the_graph_alone(out: Path, tmp_path: Path, to: str) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    export(out, to, tmp_path / "a" / "graph.x")
    export(small_build.make(tmp_path / "other", name="r9", more=[ODD]), to, tmp_path / "b" / "graph.x")
    assert written(tmp_path / "a") == written(tmp_path / "b")
    assert written(tmp_path / "a")


@pytest.mark.parametrize("to", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "n3"])
def test_rdf_formats_hold_the_triples_of_the_build(out: Path, tmp_path: Path, to: str) -> None:
    line = export(out, to, tmp_path / "x")
    found = {str(q.triple) for q in ox.parse(path=str(tmp_path / "x"), format=ox.RdfFormat.from_extension(to))}
    whole = {str(q.triple) for q in ox.parse(path=str(release(out) / "graph.ttl"), format=ox.RdfFormat.TURTLE)}
    if to == "rdf":
        whole = {t.replace("\\u0000\\u000B\\uFFFE", "\ufffd\ufffd\ufffd") for t in whole}
    assert found == whole
    assert line.split()[1] in ("triples", "quads")


def test_named_graphs_stay_with_their_articles(out: Path, tmp_path: Path) -> None:
    export(out, "nq", tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == (release(out) / "graph.nq").read_bytes()


def test_rdflib_reads_what_it_should(out: Path, tmp_path: Path) -> None:
    export(out, "nt", tmp_path / "x")
    assert len(rdflib.Graph().parse(tmp_path / "x", format="nt")) == len((tmp_path / "x").read_bytes().splitlines())


def test_network_formats_hold_entities_and_relations(out: Path, tmp_path: Path) -> None:
    export(out, "graphml", tmp_path / "x.graphml")
    export(out, "gexf", tmp_path / "x.gexf")
    one = nx.read_graphml(tmp_path / "x.graphml")
    other = ET.parse(tmp_path / "x.gexf")
    space = "{http://gexf.net/1.3}"
    assert [e.get("id") for e in other.iter(f"{space}node")] == list(one.nodes)
    assert len(list(other.iter(f"{space}edge"))) == one.number_of_edges()
    assert one.nodes[small_build.ZHANG]["label"] == "张三"
    assert one.nodes[small_build.ZHANG]["class"] == "Person"
    assert one.nodes["product/odd"]["label"] == "=HYPERLINK(\ufffd\ufffd\ufffd]]>&<'\""
    edge = one.edges[small_build.ZHANG, small_build.BUREAU]
    assert edge["sentence"] == "岚县审批局局长张三"
    assert edge["weight"] == 1


def test_tables_hold_one_row_for_each_claim(out: Path, tmp_path: Path) -> None:
    export(out, "csv", tmp_path / "graph.csv")
    edges = list(csv.DictReader(io.StringIO((tmp_path / "graph-edges.csv").read_text("utf-8"), newline="")))
    nodes = list(csv.DictReader(io.StringIO((tmp_path / "graph-nodes.csv").read_text("utf-8"), newline="")))
    post = next(row for row in edges if row["Predicate"] == "holdsPositionAt")
    assert (post["Subject"], post["Object"], post["Title"]) == ("张三", "岚县行政审批服务管理局", "局长")
    assert (post["File"], post["Lines"], post["Sentence"]) == ("page one.txt", "1-2,4-6", "岚县审批局局长张三")
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= {row["Id"] for row in nodes}
    assert len({row["Id"] for row in nodes}) == len(nodes)


def test_a_table_for_excel_runs_no_formula(out: Path, tmp_path: Path) -> None:
    export(out, "csv-excel", tmp_path / "graph.csv")
    text = (tmp_path / "graph-nodes.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]
    assert "'" + BAD in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_an_unknown_format_and_a_bad_place_are_said(out: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no format docx; there are: ttl"):
        export(out, "docx", tmp_path / "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KgError, match="cannot write here"):
        export(out, "ttl", tmp_path / "folder")


def test_a_folder_that_is_not_there_is_not_made(out: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no such folder"):
        export(out, "nt", tmp_path / "missing" / "graph.nt")
    assert not (tmp_path / "missing").exists()

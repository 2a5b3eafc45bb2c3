"""The same quads give the same bytes, in whatever order they come."""

import random
from pathlib import Path

import pyoxigraph as ox

from kg.graph.write import write_nquads, write_turtle


def some_quads() -> list[ox.Quad]:
    def node(n: int) -> ox.NamedNode:
        return ox.NamedNode(f"https://w3id.org/newskg/id/x/{n}")

    return [ox.Quad(node(n % 5), node(n % 3), ox.Literal(f"字{n}", language="zh"), node(n % 2)) for n in range(40)]


def test_order_does_not_show_in_the_files(tmp_path: Path) -> None:
    shuffled = some_quads()
    random.Random(3).shuffle(shuffled)
    for name, quads in (("one", some_quads()), ("other", shuffled + shuffled[:7])):
        write_turtle(quads, tmp_path / f"{name}.ttl")
        write_nquads(quads, tmp_path / f"{name}.nq")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "other.ttl").read_bytes()
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "other.nq").read_bytes()


def test_a_subject_stands_in_one_block(tmp_path: Path) -> None:
    write_turtle(some_quads(), tmp_path / "graph.ttl")
    lines = (tmp_path / "graph.ttl").read_text("utf-8").splitlines()
    subjects = [line.split()[0] for line in lines if line.startswith("id:")]
    assert len(subjects) == len(set(subjects)) == 5


def test_turtle_is_read_back_the_same(tmp_path: Path) -> None:
    count = write_turtle(some_quads(), tmp_path / "graph.ttl")
    back = {str(t.triple) for t in ox.parse(path=str(tmp_path / "graph.ttl"), format=ox.RdfFormat.TURTLE)}
    assert back == {str(q.triple) for q in some_quads()}
    assert count == len(back)

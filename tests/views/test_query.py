"""Queries over a build: forms of results, given names, limits, and a child process from which nothing reaches out."""

import csv
import io
import json
import socket
import subprocess
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Base, release
from kg.ontology import saved_queries
from kg.records import KgError
from kg.views.guard import Refusal
from kg.views.query import COMMAND, STRANGER, Answer, ask, job, read, table
from tests.views import small_build
from tests.views.test_guard import CALLS, REMOTE

NAMES = "SELECT ?s ?n { ?s skos:prefLabel ?n } ORDER BY ?s"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


def run(out: Path, query: str, fence: str = "", **limits: object) -> Answer:
    """The child alone, without the guard."""
    most = replace(STRANGER, **limits)  # type: ignore[arg-type]
    work = json.loads(job(release(out), query, most)) | {"fence": fence}
    done = subprocess.run(COMMAND, input=json.dumps(work).encode(), capture_output=True, timeout=60)
    return read(done.returncode, done.stdout, query, most)


def test_rows_as_json_xml_csv_and_tsv_hold_the_same(out: Path) -> None:
    found = json.loads(ask(out, NAMES, given={}, form="json"))
    names = [row["n"]["value"] for row in found["results"]["bindings"]]
    assert found["head"]["vars"] == ["s", "n"]
    assert small_build.EVIL in names
    assert [row[1] for row in csv.reader(io.StringIO(ask(out, NAMES, given={}, form="csv")))][1:] == names
    space = "{http://www.w3.org/2005/sparql-results#}"
    tree = ET.fromstring(ask(out, NAMES, given={}, form="xml"))
    assert [e.text for e in tree.iter(f"{space}literal")] == names
    lines = ask(out, NAMES, given={}, form="tsv").splitlines()
    assert lines[0] == "?s\t?n"
    assert len(lines) == len(names) + 1


def test_what_xml_cannot_hold_gives_way(out: Path) -> None:
    query = 'SELECT ("a\\u0001\\uFFFE<&>\\r" AS ?x) {}'
    tree = ET.fromstring(ask(out, query, given={}, form="xml"))
    assert [e.text for e in tree.iter() if e.tag.endswith("literal")] == ["a\ufffd\ufffd<&>\r"]


def test_csv_and_tsv_quote_what_would_break_a_row(out: Path) -> None:
    query = 'SELECT ("a,\\"b\\"\\n\\tc" AS ?x) (1 AS ?y) {}'
    assert list(csv.reader(io.StringIO(ask(out, query, given={}, form="csv"), newline=""))) == [["x", "y"], ['a,"b"\n\tc', "1"]]
    assert len(ask(out, query, given={}, form="tsv").splitlines()) == 2


def test_a_truth_in_every_form_of_rows(out: Path) -> None:
    assert json.loads(ask(out, "ASK { ?s ?p ?o }", given={}, form="json")) == {"head": {}, "boolean": True}
    assert "<boolean>false</boolean>" in ask(out, "ASK { <a:a> ?p ?o }", given={}, form="xml")
    assert ask(out, "ASK { ?s ?p ?o }", given={}, form="table") == "true\n"


def test_a_graph_in_every_form_of_graphs(out: Path) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s skos:prefLabel ?n }"
    assert ask(out, query, given={"n": "张三"}, form="nt").count("张三") == 1
    assert "@prefix kg:" in ask(out, query, given={"n": "张三"}, form="ttl")
    assert json.loads(ask(out, query, given={"n": "张三"}, form="json"))
    assert ET.fromstring(ask(out, query, given={"n": "张三"}, form="xml")) is not None


def test_a_variable_can_be_set_to_a_chinese_name(out: Path) -> None:
    found = json.loads(ask(out, NAMES, given={"n": "张三"}, form="json"))
    assert [row["s"]["value"] for row in found["results"]["bindings"]] == [Base().prefix + small_build.ZHANG]


def test_a_variable_that_the_query_lacks_is_named(out: Path) -> None:
    with pytest.raises(KgError, match=r"no variable \?who; it has: n, s"):
        ask(out, NAMES, given={"who": "张三"}, form="json")


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_rows_are_no_graph(out: Path, form: str) -> None:
    with pytest.raises(KgError, match="gives rows"):
        ask(out, NAMES, given={}, form=form)


def test_a_graph_has_no_rows(out: Path) -> None:
    with pytest.raises(KgError, match="gives a graph"):
        ask(out, "DESCRIBE <a:a>", given={}, form="csv")


@pytest.mark.parametrize("name", saved_queries())
def test_saved_queries_run(out: Path, name: str) -> None:
    assert json.loads(ask(out, saved_queries()[name], given={}, form="json"))["head"]["vars"]


def test_a_triple_of_two_articles_counts_once(out: Path) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ id:{small_build.ZHANG.replace('/', chr(92) + '/')} a kg:Person }}"
    assert json.loads(ask(out, query, given={}, form="json"))["results"]["bindings"][0]["n"]["value"] == "1"


def test_a_table_shows_hidden_characters() -> None:
    term = {"type": "literal", "value": "甲\u202e乙\x1b[31m[bold]"}
    drawn = table({"head": {"vars": ["x[red]"]}, "results": {"bindings": [{"x[red]": term}, {}]}})
    assert "甲⟨U+202E⟩乙⟨U+001B⟩[31m[bold]" in drawn
    assert drawn.endswith("(2 rows)\n")


def test_a_table_cuts_no_sentence_short() -> None:
    words = "一二三四五六七八九十" * 50
    drawn = table({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": words}}]}})
    assert "".join(drawn.splitlines()[1:-1]) == words


def test_the_base_of_the_build_is_a_prefix(tmp_path: Path) -> None:
    out = small_build.make(tmp_path / "out", base=Base("https://example.org/news/"))
    assert ask(out, "ASK { id:person\\/zhang-san-1 a kg:Person }", given={}, form="csv") == "true\n"


def test_where_there_is_no_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no build here"):
        ask(tmp_path, NAMES, given={}, form="json")


def test_rows_are_cut_and_it_is_said(out: Path) -> None:
    answer = run(out, "SELECT * { ?s ?p ?o }", rows=5)
    result = json.loads(answer.body)
    assert answer.truncated == "rows"
    assert len(result["results"]["bindings"]) == 5
    assert result["head"]["link"] == ["https://w3id.org/newskg/ontology#truncated-rows"]
    assert run(out, "SELECT * { ?s ?p ?o } LIMIT 5", rows=5).truncated is None
    assert run(out, "CONSTRUCT WHERE { ?s ?p ?o }", rows=5).truncated == "rows"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l && ?a != ?l) }", "timeout"),
        ("SELECT * { " + "".join(f"?s{i} <a:b> ?s{i + 1} . " for i in range(1000)) + " }", "timeout"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?a", "memory"),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, "crash"),
        ("SELECT * { ?s ?p ?o } LIMIT x", "malformed"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "unknown-function"),
        ("SELECT (CONCAT(STR(?s), STR(?o)) AS ?x) { ?s ?p ?o }", "too-large"),
    ],
)
def test_a_query_that_goes_too_far_ends_with_a_reason(out: Path, query: str, code: str) -> None:
    memory = 400 << 20 if code == "memory" else STRANGER.memory
    with pytest.raises(Refusal) as refused:
        run(out, query, seconds=1 if code == "timeout" else 30, memory=memory, bytes=1000 if code == "too-large" else 1 << 20)
    assert refused.value.code == code
    assert "Error" not in refused.value.words
    assert str(out) not in refused.value.words


class Listener:
    """A server on loopback that counts who knocks."""

    def __init__(self) -> None:
        self.knocks = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"<http://127.0.0.1:{self._socket.getsockname()[1]}/sparql>"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.knocks += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_the_listener_would_hear_a_query_without_a_fence(listener: Listener) -> None:
    import pyoxigraph as ox

    with pytest.raises(OSError):
        list(ox.Store().query(CALLS["plain"].replace(REMOTE, listener.url)))  # type: ignore[arg-type]
    assert listener.knocks == 1


@pytest.mark.parametrize("fence", ["", "files"])
def test_no_call_leaves_the_child_even_without_the_guard(out: Path, listener: Listener, fence: str) -> None:
    for query in CALLS.values():
        try:
            run(out, query.replace(REMOTE, listener.url), fence)
        except Refusal as refused:
            assert refused.code in ("unreadable", "malformed", "not-possible")
    assert listener.knocks == 0
    assert json.loads(run(out, NAMES, fence).body)["results"]["bindings"]


def test_from_names_a_graph_and_fetches_nothing(out: Path, listener: Listener) -> None:
    found = json.loads(ask(out, f"SELECT * FROM {listener.url} {{ ?s ?p ?o }}", given={}, form="json"))
    assert found["results"]["bindings"] == []
    assert listener.knocks == 0


def test_a_query_changes_no_byte_of_the_build(out: Path) -> None:
    folder = release(out)
    before = {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    ask(out, NAMES, given={}, form="json")
    assert {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()} == before

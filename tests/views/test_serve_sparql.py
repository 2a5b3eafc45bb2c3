"""The endpoint keeps the SPARQL 1.1 Protocol and refuses what it must; many may ask at once."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from kg.graph import Base, release
from kg.views.guard import LONGEST, Refusal
from kg.views.query import STRANGER, job
from kg.views.serve_sparql import Turns, refused_answer
from tests.views import small_build
from tests.views.served import Got, request, served

FILE = Path(__file__).parents[1] / "cases" / "sparql-protocol" / "cases.yaml"
ONE, TWO = (Base().prefix + f"graph/{name}" for name in ("a1", "a2"))
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
FORM = "application/x-www-form-urlencoded"
RUNAWAY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l && ?a != ?l) }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="module")
def url(out: Path) -> Iterator[str]:
    with served(out) as address:
        yield address


def filled(value: Any) -> Any:
    return value.replace("{ONE}", ONE).replace("{TWO}", TWO) if isinstance(value, str) else value


def coded(pairs: dict[str, Any]) -> str:
    flat = [(name, filled(v)) for name, value in pairs.items() for v in (value if isinstance(value, list) else [value])]
    return urlencode(flat)


def send(url: str, case: dict[str, Any]) -> Got:
    headers = dict(case.get("headers", {}))
    body = filled(case["body"]).encode() if "body" in case else bytes.fromhex(case["bytes"]) if "bytes" in case else None
    if "form" in case:
        body = coded(case["form"]).encode()
        headers.setdefault("Content-Type", FORM)
    path = "/sparql" + ("?" + coded(case["query"]) if "query" in case else "")
    return request(url, path, method=case["method"], headers=headers, body=body)


def get(url: str, query: str, **headers: str) -> Got:
    return request(url, "/sparql?" + urlencode({"query": query}), headers=headers)


def post(url: str, query: str, **headers: str) -> Got:
    body = urlencode({"query": query}).encode()
    return request(url, "/sparql", method="POST", headers={"Content-Type": FORM, **headers}, body=body)


def test_there_are_cases_for_every_section() -> None:
    assert len(CASES) >= 70
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_protocol_is_kept(url: str, case: dict[str, Any]) -> None:
    got = send(url, case)
    assert got.status == case["status"], got.text
    if "type" in case:
        assert got.kind == case["type"]
    if "allow" in case:
        assert got.headers["allow"] == case["allow"]
    if "says" in case:
        assert case["says"] in got.text
    if "is" in case:
        assert json.loads(got.body)["boolean"] is case["is"]
    if "rows" in case:
        assert len(json.loads(got.body)["results"]["bindings"]) == case["rows"]
    if got.status >= 400:
        assert got.kind == "text/plain"
        assert "Traceback" not in got.text and "Error" not in got.text and str(FILE.parents[3]) not in got.text


def test_after_all_these_requests_the_build_is_as_it_was(out: Path, url: str) -> None:
    def digest() -> str:
        total = sha256()
        for path in sorted(p for p in release(out).rglob("*") if p.is_file()):
            total.update(path.name.encode() + path.read_bytes())
        return total.hexdigest()

    before = digest()
    for case in CASES:
        if case["status"] == 403:
            send(url, case)
    assert digest() == before


UPDATES = (
    "INSERT DATA { <a:a> <a:b> <a:c> }", "DELETE DATA { <a:a> <a:b> <a:c> }", "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/x>", "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:g>", "CLEAR ALL", "DROP ALL",
    "CLEAR GRAPH <a:g>", "CREATE GRAPH <a:g>", "COPY DEFAULT TO <a:g>", "MOVE <a:g> TO DEFAULT", "ADD <a:g> TO <a:h>",
    "PREFIX x: <a:> INSERT DATA { x:a x:b x:c } ; DROP ALL",
)  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
def test_every_kind_of_update_is_refused_however_it_is_sent(url: str, update: str) -> None:
    ways: list[dict[str, Any]] = [
        {"method": "GET", "query": {"query": update}},
        {"method": "GET", "query": {"update": update}},
        {"method": "POST", "form": {"query": update}},
        {"method": "POST", "form": {"update": update}},
        {"method": "POST", "form": {"update": update, "using-graph-uri": "a:g", "using-named-graph-uri": "a:h"}},
        {"method": "POST", "form": {"update": [update, update]}},
        {"method": "POST", "body": update, "headers": {"Content-Type": "application/sparql-update"}},
        {
            "method": "POST",
            "query": {"using-graph-uri": "a:g"},
            "body": update,
            "headers": {"Content-Type": "application/sparql-update"},
        },
        {"method": "POST", "body": update, "headers": {"Content-Type": "application/sparql-query"}},
    ]
    assert [send(url, way).status for way in ways] == [403] * len(ways)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["?default", "?graph=http://example.org/g", "/graph?default", "/data"])
def test_there_is_no_graph_store_that_could_be_written(url: str, method: str, path: str) -> None:
    got = request(url, f"/sparql{path}", method=method, headers={"Content-Type": "text/turtle"}, body=b"<a:a> <a:b> <a:c> .")
    assert got.status in (400, 404, 405, 415)


def test_results_depend_on_accept_and_say_so(url: str) -> None:
    assert get(url, "ASK {}").headers["vary"].lower() == "accept"


def test_too_many_rows_are_cut_and_it_is_said(url: str) -> None:
    got = get(url, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 10001")
    assert got.headers["x-kg-truncated"] == "rows"
    assert len(json.loads(got.body)["results"]["bindings"]) == 10_000
    assert "x-kg-truncated" not in get(url, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 10000").headers


def test_a_query_that_is_too_long_is_refused(url: str) -> None:
    assert post(url, "ASK {} #" + "x" * LONGEST).status == 413
    assert get(url, "ASK {} #" + "x" * LONGEST).status == 413
    assert post(url, "ASK {} #" + "x" * (LONGEST - 9)).status == 200
    assert get(url, "ASK {} #" + "x" * (LONGEST - 9)).status == 200
    assert post(url, "x" * 400_000).status == 413


def test_a_body_without_end_is_cut_off(url: str) -> None:
    headers = {"Content-Type": FORM, "Content-Length": "99999999999"}
    assert request(url, "/sparql", method="POST", headers=headers, body=b"query=ASK{}").status == 413


def test_a_runaway_is_ended_while_others_are_served(url: str) -> None:
    with ThreadPoolExecutor(4) as many:
        slow = many.submit(get, url, RUNAWAY)
        deep = many.submit(post, url, "SELECT * { ?s ?p " + "!" * 60 + "?o }")
        assert get(url, "ASK {}").status == 200
        assert deep.result().status == 400
        assert slow.result().status == 503
        assert slow.result().headers["x-kg-error"] == "timeout"
        assert "longer than 10 seconds" in slow.result().text


def test_twenty_clients_at_once_are_served_without_error(url: str) -> None:
    def client(number: int) -> list[int]:
        found = []
        for _ in range(5):
            found.append(get(url, f"SELECT * {{ ?s ?p ?o }} LIMIT {number + 1}").status)
            found.append(request(url, "/id/" + small_build.ZHANG, headers={"Accept": "text/turtle"}).status)
        return found

    with ThreadPoolExecutor(20) as many:
        statuses = [status for found in many.map(client, range(20)) for status in found]
    assert statuses == [200] * 200


def test_more_than_may_wait_are_asked_to_come_again(out: Path) -> None:
    most = replace(STRANGER, seconds=3)

    async def many() -> list[str]:
        turns = Turns(running=1, waiting=1)

        async def one(query: str) -> str:
            try:
                await turns.run(job(release(out), query, most), query, most)
            except Refusal as refused:
                return refused.code
            return "answered"

        return list(await asyncio.gather(one(RUNAWAY), one(RUNAWAY), one("ASK {}")))

    assert asyncio.run(many()) == ["timeout", "busy", "busy"]


def test_busy_is_429_and_says_when_to_come_again() -> None:
    got = refused_answer(Refusal("busy", "too many"))
    assert (got.status_code, got.headers["retry-after"]) == (429, "1")

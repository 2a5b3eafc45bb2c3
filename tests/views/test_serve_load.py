"""What the server bears: runaways of every kind, many clients, hostile requests by the hundred. It stays up, small and quick."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.views import small_build
from tests.views.served import Got, request, running, served

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
RUNAWAYS = {
    "cross join": f"SELECT * {{ {CROSS} FILTER(?a = ?l && ?a != ?l) }}",
    "a thousand patterns": "SELECT * { " + "".join(f"?s{i} <a:b> ?s{i + 1} . " for i in range(1000)) + "}",
    "patterns of characters": f'SELECT * {{ {CROSS} FILTER(REGEX(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)), "(a*)*(a*)*~$")) }}',
    "long strings": f'SELECT (GROUP_CONCAT(STR(?a); separator=",") AS ?x) {{ {CROSS} }}',
    "paths": "SELECT (COUNT(*) AS ?n) { " + "".join(f"?a{i} (!<a:a>|^(!<a:a>))* ?b{i} . " for i in range(5)) + "}",
    "an order of everything": f"SELECT * {{ {CROSS} }} ORDER BY ?l ?a",
    "everything, each once": f"SELECT DISTINCT * {{ {CROSS} }} OFFSET 100000000",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="module")
def hasty(out: Path) -> Iterator[tuple[str, int]]:
    """A server that gives a query a second, and its process."""
    with running(out, seconds=1) as found:
        yield found


def ask(url: str, query: str) -> Got:
    return request(url, "/sparql?" + urlencode({"query": query}))


def size(pid: int) -> int:
    """Memory of a process in bytes."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) << 10


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def children(pid: int) -> list[str]:
    return [n for task in Path(f"/proc/{pid}/task").iterdir() for n in (task / "children").read_text().split()]


@pytest.mark.parametrize("query", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_of_any_kind_is_ended_and_leaves_nothing_running(hasty: tuple[str, int], query: str) -> None:
    url, pid = hasty
    got = ask(url, query)
    assert (got.status, got.headers["x-kg-error"] in ("timeout", "memory")) == (503, True), got.text
    assert children(pid) == []
    assert ask(url, "ASK {}").status == 200


def test_a_hundred_runaways_leave_the_server_as_large_as_it_was(out: Path) -> None:
    with running(out, seconds=0.3) as (url, pid):
        ask(url, "ASK {}")
        with ThreadPoolExecutor(4) as some:
            list(some.map(lambda _: ask(url, RUNAWAYS["cross join"]), range(10)))
            before, files = size(pid), open_files(pid)
            statuses = {got.status for got in some.map(lambda _: ask(url, RUNAWAYS["cross join"]), range(100))}
        assert statuses <= {503, 429} and 503 in statuses
        assert size(pid) < before + (30 << 20)
        assert open_files(pid) <= files
        assert children(pid) == []


def test_the_server_stays_small_whatever_a_query_takes(hasty: tuple[str, int]) -> None:
    url, pid = hasty
    assert ask(url, RUNAWAYS["an order of everything"]).status == 503
    assert size(pid) < 300 << 20


def test_two_hundred_clients_at_once_are_answered_or_asked_to_come_again(out: Path) -> None:
    def client(number: int) -> list[int]:
        found: list[int] = []
        while 200 not in found and len(found) < 200:
            got = ask(url, f"SELECT * {{ ?s ?p ?o }} LIMIT {number % 7 + 1}")
            found.append(got.status)
            if got.status == 429:
                assert got.headers["retry-after"] == "1"
                time.sleep(0.5)
        return found

    with served(out) as url, ThreadPoolExecutor(200) as many:
        seen = list(many.map(client, range(200)))
    assert {status for found in seen for status in found} <= {200, 429, 503}
    assert all(found[-1] == 200 for found in seen)


PLACES = [
    *("/", "/search", "/timeline", "/posts", "/statements", "/query", "/explorer", "/explorer/piece", "/ontology"),
    *("/api/search", "/api/edge", "/sparql", "/id/article/a1", "/static/site.css"),
    *(prefix + small_build.ZHANG for prefix in ("/id/", "/explorer/near/", "/api/node/")),
]
TAILS = ("", "", "", "/", "/..", "/%2e", "/%00", "/" + "x" * 500, "/person/x", "/%ff%fe")
NAMES = ("q", "page", "about", "query", "format", "a", "b", "default-graph-uri", "token", "update", "", "\udcff")
ODD = ["", "张三", "%", "\x00", "-1", "9" * 30, "../" * 9, "<script>", "\u202e", "'\"`", "A" * 3000]
ODD += ["ASK {}", "SELECT *", "http://[", "\ud800"]
WISHES = ("text/html", "*/*", "", "a/b;q=x", "text/turtle;q=0", ",;,", "application/ld+json, text/*;q=0.1", "x" * 2000)
TYPES = ["application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/plain", "", "a/b"]
METHODS = ("GET", "GET", "GET", "POST", "HEAD", "PUT", "OPTIONS", "BREW")


def strange(luck: random.Random, count: int) -> Iterator[tuple[str, str, dict[str, str], bytes | None]]:
    """Requests that nobody should send, from a fixed seed."""
    for _ in range(count):
        pairs = [(luck.choice(NAMES), luck.choice(ODD)) for _ in range(luck.randrange(4))]
        asked = "&".join(f"{quote(n, errors='surrogatepass')}={quote(v, errors='surrogatepass')}" for n, v in pairs)
        path = luck.choice(PLACES) + luck.choice(TAILS) + ("?" + asked if asked else "")
        cookie = luck.choice(("", "kg_token=x; ;;=", "a"))
        headers = {"Accept": luck.choice(WISHES), "Content-Type": luck.choice(TYPES), "Cookie": cookie}
        body = luck.choice((None, b"", b"query=ASK%20%7B%7D", b"\xff\xfe\x00", b"query=" + b"%28" * 2000, luck.randbytes(200)))
        yield luck.choice(METHODS), path, headers, body


def test_hundreds_of_strange_requests_meet_no_fault_of_ours(hasty: tuple[str, int]) -> None:
    url, _ = hasty
    seen: dict[int, int] = {}
    for method, path, headers, body in strange(random.Random(7), 600):
        try:
            got = request(url, path, method=method, headers=headers, body=body)
        except HTTPException:
            continue  # the line was cut off, which is an answer too
        seen[got.status] = seen.get(got.status, 0) + 1
        assert got.status < 500 and b"Traceback" not in got.body, (method, path, headers, body, got.status)
    assert {200, 400, 404, 405, 406} <= set(seen)
    assert request(url, "/").status == 200

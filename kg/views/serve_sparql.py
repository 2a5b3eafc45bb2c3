"""The SPARQL 1.1 Protocol over a build: queries only. A request in, an answer out; each query runs in a child of its own.

What a request asks for is settled before anything runs: 400 what cannot be read, 403 updates, 405, 406, 413, 415; 429 when too
many wait, 503 when a query takes too much.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.views.guard import LONGEST, Refusal, look
from kg.views.query import COMMAND, STRANGER, Answer, Limits, job, read, timeout
from kg.views.serve_accept import chosen

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "rdf",
}
TYPES = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv; charset=utf-8"}
TYPES |= {"tsv": "text/tab-separated-values; charset=utf-8", "ttl": "text/turtle; charset=utf-8", "nt": "application/n-triples"}
TYPES |= {"jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
STATUS = {"timeout": 503, "memory": 503, "crash": 500, "unreadable": 500, "too-long": 413, "too-large": 503, "update": 403}
WAITING = 64  # queries that may wait for their turn


class Turns:
    """How many queries run and wait; a life as long as the server's."""

    def __init__(self, running: int | None = None, waiting: int = WAITING) -> None:
        self._running = asyncio.Semaphore(running or max(2, min(8, os.cpu_count() or 2)))
        self._waiting, self._most = 0, waiting

    async def run(self, work: bytes, sparql: str, limits: Limits) -> Answer:
        """One query in its child. Refusal when it cannot be answered, `busy` when its turn does not come in good time."""
        busy = Refusal("busy", "too many queries are waiting; try again in a moment")
        if self._waiting >= self._most:
            raise busy
        self._waiting += 1
        try:
            async with asyncio.timeout(limits.seconds):
                await self._running.acquire()
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1
        try:
            return await _in_child(work, sparql, limits)
        finally:
            self._running.release()


async def _in_child(work: bytes, sparql: str, limits: Limits) -> Answer:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*COMMAND, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL)
    try:
        async with asyncio.timeout(limits.seconds):
            output, _ = await child.communicate(work)
    except TimeoutError:
        raise timeout(limits) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return read(child.returncode or 0, output, sparql, limits)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that keeps the protocol: the query, and its dataset where the request names one."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Fault(Exception):
    """A request that does not keep the protocol."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


async def answer(request: Request, folder: Path, turns: Turns, limits: Limits = STRANGER) -> Response:
    """The answer to one request over the release in `folder`. A GET without a query is the caller's affair."""
    try:
        asked = await _asked(request)
        seen = look(asked.query)
        graph = seen.form in ("CONSTRUCT", "DESCRIBE")
        offered = GRAPHS if graph else ROWS
        form = chosen(request.headers.getlist("accept"), offered)
        if form is None:
            raise Fault(406, f"this query gives {'a graph' if graph else 'rows'}: accept one of {', '.join(offered)}")
        named = bool(asked.default_graphs or asked.named_graphs)
        work = job(
            folder, asked.query, limits,
            rows_form="json" if graph else form, graph_form=form if graph else "ttl",
            default_graphs=asked.default_graphs if named else None, named_graphs=asked.named_graphs if named else None,
            own_dataset=seen.dataset,
        )  # fmt: skip
        found = await turns.run(work, asked.query, limits)
    except Fault as fault:
        allow = {"allow": "GET, POST"} if fault.status == 405 else None
        return PlainTextResponse(fault.words + "\n", fault.status, headers=allow)
    except Refusal as refused:
        return refused_answer(refused)
    headers = {"vary": "Accept"} | ({"x-kg-truncated": found.truncated} if found.truncated else {})
    return Response(found.body, media_type=TYPES[form], headers=headers)


def refused_answer(refused: Refusal) -> Response:
    """What a client is told of a query that was not answered."""
    headers = {"x-kg-error": refused.code}
    status = STATUS.get(refused.code, 400)
    if refused.code == "busy":
        status, headers["retry-after"] = 429, "1"
    return PlainTextResponse(f"{refused}\n", status, headers=headers)


async def _asked(request: Request) -> Asked:
    pairs = _pairs(request.scope["query_string"], "the address")
    if request.method in ("GET", "HEAD"):
        return _of_pairs(pairs)
    if request.method != "POST":
        raise Fault(405, "a query comes by GET or POST")
    kind, _, more = request.headers.get("content-type", "").partition(";")
    if "charset" in more.lower() and "utf-8" not in more.lower():
        raise Fault(415, "a query is written in UTF-8")
    body = await request.body()
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            if any(name in ("query", "update") for name, _ in pairs):
                raise Fault(400, "the query belongs into the body of this POST, not into its address")
            return _of_pairs(pairs + _pairs(body, "the body"))
        case "application/sparql-query":
            if any(name in ("query", "update") for name, _ in pairs):
                raise Fault(400, "one query only: in the body or in the address")
            return _of_pairs([*pairs, ("query", _text(body, "the query"))])
        case "application/sparql-update":
            raise Refusal("update", "this is an update; here a graph is only asked, never changed")
    raise Fault(415, "send application/x-www-form-urlencoded with query=…, or application/sparql-query")


def _pairs(text: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Fault(400, f"{where} holds bytes that are not UTF-8, percent-encoded") from None
    except ValueError:
        raise Fault(400, f"{where} has too many parts") from None


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(400, f"{what} is not UTF-8 at byte {error.start}") from None


def _of_pairs(pairs: Sequence[tuple[str, str]]) -> Asked:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in pairs):
        raise Refusal("update", "this is an update; here a graph is only asked, never changed")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise Fault(400, f"one query is asked at a time; this request has {len(queries)}")
    if len(queries[0]) > LONGEST:
        raise Refusal("too-long", f"the query has {len(queries[0])} characters; {LONGEST} are the most")
    if "\x00" in queries[0]:
        raise Fault(400, "the query holds the character U+0000")
    graphs = {kind: tuple(value for name, value in pairs if name == kind) for kind in ("default-graph-uri", "named-graph-uri")}
    for uri in (*graphs["default-graph-uri"], *graphs["named-graph-uri"]):
        if not is_iri(uri):
            raise Fault(400, "default-graph-uri and named-graph-uri take absolute IRIs")
    return Asked(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"])


def is_iri(words: str) -> bool:
    """Whether the engine takes the words for an absolute IRI."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True


def description(url: str, prefixes: Mapping[str, str], form: str) -> bytes:
    """What this service can do, in RDF (SPARQL 1.1 Service Description), in one of the forms of serve_data."""
    import pyoxigraph as ox

    space, formats = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(space + name)

    service, data, graph = (ox.NamedNode(f"{url}#{name}") for name in ("service", "dataset", "default"))
    rdf = ox.NamedNode(prefixes["rdf"] + "type")
    said: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]] = [
        (service, rdf, sd("Service")),
        (service, sd("endpoint"), ox.NamedNode(url)),
        (service, sd("supportedLanguage"), sd("SPARQL11Query")),
        (service, sd("feature"), sd("UnionDefaultGraph")),
        (service, sd("defaultDataset"), data),
        (data, rdf, sd("Dataset")),
        (data, sd("defaultGraph"), graph),
        (graph, rdf, sd("Graph")),
    ]
    names = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    names += ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")  # type: ignore[assignment]
    said += [(service, sd("resultFormat"), ox.NamedNode(formats + name)) for name in names]
    triples = [ox.Triple(*row) for row in said]
    kind = ox.RdfFormat.from_extension(form)
    assert kind is not None
    return ox.serialize(triples, format=kind, prefixes={"sd": space} | dict(prefixes)) or b""

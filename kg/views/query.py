"""A query over a published build, run in a child process: texts in, an Answer or a Refusal out.

The same for the command line and the server, but for the limits. The union of all graphs is the default graph; the project's
prefixes need not be declared. The child is killed at its deadline.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from kg.graph import STORE, release
from kg.graph.vocabulary import PREFIXES, shorten
from kg.records import KgError
from kg.views.guard import Refusal, fault, look
from kg.views.lookup import base_of
from kg.views.text import visible

CHILD = Path(__file__).with_name("child.py")
COMMAND = (sys.executable, "-P", str(CHILD))
ROW_FORMS = ("json", "xml", "csv", "tsv")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds of wall time (processor time too), bytes of memory, rows or triples, bytes of result."""

    seconds: float
    memory: int
    rows: int
    bytes: int


OWN = Limits(seconds=600, memory=8 << 30, rows=10_000_000, bytes=1 << 30)  # a person asks their own build
STRANGER = Limits(seconds=10, memory=2 << 30, rows=10_000, bytes=20 << 20)


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind`: rows, truth or graph; `body` in the form that was asked for; `truncated` says by what, or is None."""

    kind: str
    body: bytes
    truncated: str | None = None


def ask(out: Path, sparql: str, *, given: Mapping[str, str], form: str) -> str:
    """The result as text. `given` sets variables to Chinese names. KgError (a Refusal) when it cannot be answered."""
    seen = look(sparql)
    for name in given:
        if name not in seen.variables:
            raise KgError(f"the query has no variable ?{name}; it has: {', '.join(sorted(seen.variables)) or 'none'}")
    rows = seen.form in ("SELECT", "ASK", "")
    if rows and form in ("ttl", "nt"):
        raise KgError(f"a {seen.form or 'query'} gives rows; choose another --format than {form}")
    rows_form = form if form in ROW_FORMS else "json"
    graph_form = {"ttl": "ttl", "nt": "nt", "json": "jsonld", "xml": "rdf"}.get(form, "ttl" if form == "table" else "nt")
    if not rows and form in ("csv", "tsv"):
        raise KgError(f"a {seen.form} gives a graph; choose table, ttl, nt, json or xml")
    folder = release(out)
    work = job(folder, sparql, OWN, rows_form=rows_form, graph_form=graph_form, given=given, own_dataset=seen.dataset)
    try:
        done = subprocess.run(COMMAND, input=work, capture_output=True, timeout=OWN.seconds)
    except subprocess.TimeoutExpired as error:
        raise timeout(OWN) from error
    answer = read(done.returncode, done.stdout, sparql, OWN)
    if answer.truncated:
        raise KgError(f"the result has more than {OWN.rows} rows; ask for less, with LIMIT")
    text = answer.body.decode()
    return table(json.loads(text)) if form == "table" and answer.kind != "graph" else text


def job(
    folder: Path,
    sparql: str,
    limits: Limits,
    *,
    rows_form: str = "json",
    graph_form: str = "ttl",
    given: Mapping[str, str] | None = None,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    own_dataset: bool = False,
) -> bytes:
    """What the child reads: the query over the release in `folder` and everything it may use. `own_dataset`: it has a FROM."""
    work: dict[str, Any] = {
        "store": str(folder / STORE),
        "query": sparql,
        "prefixes": PREFIXES | {"id": base_of(folder)},
        "rows_form": rows_form,
        "graph_form": graph_form,
        "given": dict(given or {}),
        "seconds": int(limits.seconds),
        "memory": limits.memory,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "default_graphs": list(default_graphs) if default_graphs is not None else None,
        "own_dataset": own_dataset,
        "named_graphs": list(named_graphs) if named_graphs is not None else None,
    }
    return json.dumps(work).encode()


def read(status: int, output: bytes, sparql: str, limits: Limits) -> Answer:
    """What a child that has ended wrote. Refusal when it died or could not answer."""
    line, _, body = output.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
    except ValueError:
        head = {"error": {-24: "timeout", -9: "timeout", -6: "memory", -11: "crash"}.get(status, "crash")}
    if "error" not in head:
        return Answer(head["kind"], body, head.get("truncated"))
    raise _refusal(head["error"], head.get("words", ""), sparql, limits)


def timeout(limits: Limits) -> Refusal:
    return Refusal("timeout", f"the query took longer than {limits.seconds:g} seconds; ask for less")


def _refusal(code: str, words: str, sparql: str, limits: Limits) -> Refusal:
    if code == "malformed":
        place = re.match(r"error at (\d+):(\d+)", words)
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        named = re.search(r"Duplicated variable name in SELECT|The SELECT contains a variable that is unbound", words)
        if named:
            return Refusal("malformed", named[0], line, column)
        return fault(sparql, frozenset(PREFIXES), line, column)
    if code == "timeout":
        return timeout(limits)
    if code == "memory":
        return Refusal("memory", f"the query needed more than {limits.memory >> 20} MB of memory; ask for less")
    if code == "crash":
        return Refusal("crash", "the query brought its process down; nothing else was harmed. Make it simpler")
    if code == "not-possible" and "function" in words:
        return Refusal("unknown-function", words)
    return Refusal(code, words or "the store of this build cannot be read")


def table(result: Mapping[str, Any]) -> str:
    """SPARQL JSON results as a table for people, as wide as the terminal."""
    if "boolean" in result:
        return "true\n" if result["boolean"] else "false\n"
    names, rows = result["head"]["vars"], result["results"]["bindings"]
    drawn = Table(box=None, pad_edge=False, show_edge=False)
    for name in names:
        drawn.add_column(escape(visible(name)), overflow="fold")  # a sentence is never cut short
    for row in rows:
        drawn.add_row(*[Text(_cell(row.get(name))) for name in names])
    page = StringIO()
    Console(file=page, width=get_terminal_size((160, 50)).columns, color_system=None, highlight=False).print(drawn)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines()) + f"({count})\n"


def _cell(term: Mapping[str, Any] | None) -> str:
    if term is None:
        return ""
    return visible(shorten(term["value"]) if term["type"] == "uri" else str(term["value"]))

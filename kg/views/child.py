"""One query in a process of its own, that can be killed and has no network. A program, never imported by the server.

In: a job as JSON on standard input. Out: one line of JSON (what came of it), then the result's bytes. Memory, processor time,
rows and bytes are limited; sockets and new programs are forbidden before the store is opened. Needs nothing of kg and little of
Python, so that it starts quickly: xml.sax.saxutils alone, with urllib behind it, would take half of the time of a short query.
"""

import ctypes
import json
import platform
import re
import resource
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML}
CALLS = {  # system calls that reach out, per machine: socket, connect, execve, execveat, io_uring_setup
    "x86_64": (0xC000003E, (41, 42, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 425)),
}
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
TRUNCATED = "https://w3id.org/newskg/ontology#truncated-"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TooMuch(Exception):
    """The result has more bytes than it may."""


def forbid_sockets() -> bool:
    """Takes sockets and other programs from this process for good (Linux seccomp, no privileges needed). False if it cannot."""
    if sys.platform != "linux" or platform.machine() not in CALLS:
        return False
    machine, calls = CALLS[platform.machine()]
    load_machine, load_call, equal, at_least, give = 0x20, 0x20, 0x15, 0x35, 0x06
    last = 4 + len(calls)  # index of the instruction that allows; the one after it denies
    steps = [(load_machine, 0, 0, 4), (equal, 0, last - 1, machine), (load_call, 0, 0, 0), (at_least, last - 3, 0, 0x40000000)]
    steps += [(equal, last - 4 - i, 0, call) for i, call in enumerate(calls)]
    steps += [(give, 0, 0, 0x7FFF0000), (give, 0, 0, 0x00050001)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0)


def forbid_files() -> None:
    """Takes new file descriptors, and with them sockets, from this process. For systems without seccomp."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def limit(job: dict[str, Any]) -> None:
    """Processor time and memory of this process, no core files."""
    seconds, memory = int(job["seconds"]), int(job["memory"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def opened(job: dict[str, Any]) -> ox.Store:
    """The store, with the network out of reach from here on. `job["fence"]` = "files" takes the second way even where the first
    works, so that a test sees both."""
    limit(job)
    fenced = job.get("fence") != "files" and forbid_sockets()
    store = ox.Store.read_only(job["store"])
    if not fenced:
        forbid_files()
    return store


def merged(store: ox.Store) -> bool:
    """Whether the store keeps the union of its graphs as its default graph. If not, the engine makes the union as it asks, but
    counts a triple once for each graph that has it (oxigraph issue 1919)."""
    return next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None) is not None


def graphs(names: list[str] | None) -> Any:
    return None if names is None else [ox.NamedNode(name) for name in names]


def answer(store: ox.Store, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The head and the bytes of a result."""
    given: Any = {ox.Variable(name): ox.Literal(value, language="zh") for name, value in job.get("given", {}).items()}
    result = store.query(
        job["query"],
        base_iri=job.get("base"),
        prefixes=job.get("prefixes"),
        use_default_graph_as_union=job.get("default_graphs") is None and not job.get("own_dataset") and not merged(store),
        default_graph=graphs(job.get("default_graphs")),
        named_graphs=graphs(job.get("named_graphs")),
        substitutions=given or None,
    )
    if isinstance(result, ox.QueryBoolean):
        body = list(TRUTHS[job["rows_form"]](bool(result)))
        return {"kind": "truth"}, packed(body, job["bytes"])
    if isinstance(result, ox.QueryTriples):
        triples = list(islice(result, job["rows"] + 1))
        form, cut = GRAPHS[job["graph_form"]], len(triples) > job["rows"]
        prefixes = job["prefixes"] if form.supports_datasets or form != ox.RdfFormat.N_TRIPLES else None
        body_bytes = ox.serialize(triples[: job["rows"]], format=form, prefixes=prefixes) or b""
        return {"kind": "graph", "truncated": "rows" if cut else None}, packed([body_bytes.decode()], job["bytes"])
    names = [variable.value for variable in result.variables]
    rows = [[solution[name] for name in names] for solution in islice(result, job["rows"] + 1)]
    cut = len(rows) > job["rows"]
    body = list(TABLES[job["rows_form"]](names, rows[: job["rows"]], cut))
    return {"kind": "rows", "truncated": "rows" if cut else None}, packed(body, job["bytes"])


def packed(pieces: Iterable[str], most: int) -> bytes:
    body = "".join(pieces).encode("utf-8", "replace")
    if len(body) > most:
        raise TooMuch(f"the result has {len(body)} bytes; {most} are the most: ask for less, with LIMIT and OFFSET")
    return body


def json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": json_term(term.subject), "predicate": json_term(term.predicate), "object": json_term(term.object)}
        return {"type": "triple", "value": parts}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == XSD_STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def json_table(names: list[str], rows: list[list[Any]], cut: bool) -> Iterator[str]:
    head: dict[str, Any] = {"vars": names} | ({"link": [TRUNCATED + "rows"]} if cut else {})
    found = [{name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
    yield json.dumps({"head": head, "results": {"bindings": found}}, ensure_ascii=False)


def xml_text(words: str) -> str:
    return _NO_XML.sub("\ufffd", words).translate(_ENTITIES)


def xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
        return "<triple>" + "".join(f"<{name}>{xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    if term.language:
        return f'<literal xml:lang="{term.language}">{xml_text(term.value)}</literal>'
    kind = "" if term.datatype.value == XSD_STRING else f' datatype="{xml_text(term.datatype.value)}"'
    return f"<literal{kind}>{xml_text(term.value)}</literal>"


def xml_table(names: list[str], rows: list[list[Any]], cut: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    yield from (f'<variable name="{name}"/>' for name in names)
    yield f'<link href="{TRUNCATED}rows"/>' if cut else ""
    yield "</head>\n<results>\n"
    for row in rows:
        cells = zip(names, row, strict=True)
        found = (f'<binding name="{name}">{xml_term(term)}</binding>' for name, term in cells if term is not None)
        yield "<result>" + "".join(found) + "</result>\n"
    yield "</results>\n</sparql>\n"


def csv_term(term: Any) -> str:
    words = "" if term is None else f"_:{term.value}" if isinstance(term, ox.BlankNode) else getattr(term, "value", str(term))
    return '"' + words.replace('"', '""') + '"' if re.search('[",\r\n]', words) else words


def csv_table(names: list[str], rows: list[list[Any]], cut: bool) -> Iterator[str]:
    yield ",".join(names) + "\r\n"
    yield from (",".join(map(csv_term, row)) + "\r\n" for row in rows)


def tsv_table(names: list[str], rows: list[list[Any]], cut: bool) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    yield from ("\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) + "\n" for row in rows)


def json_truth(value: bool) -> Iterator[str]:
    yield json.dumps({"head": {}, "boolean": value})


def xml_truth(value: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head/>\n'
    yield f"<boolean>{str(value).lower()}</boolean>\n</sparql>\n"


def text_truth(value: bool) -> Iterator[str]:
    yield f"{str(value).lower()}\n"


TABLES = {"json": json_table, "xml": xml_table, "csv": csv_table, "tsv": tsv_table}
TRUTHS = {"json": json_truth, "xml": xml_truth, "csv": text_truth, "tsv": text_truth}


def main() -> None:
    """Reads a job, writes what came of it. Errors go out as a head with `error`, a short code, and `words`."""
    job = json.loads(sys.stdin.buffer.read())
    body = b""
    try:
        head, body = answer(opened(job), job)
    except SyntaxError as error:
        head = {"error": "malformed", "words": str(error.msg)}
    except TooMuch as error:
        head = {"error": "too-large", "words": str(error)}
    except MemoryError:
        head = {"error": "memory", "words": ""}
    except (RuntimeError, ValueError) as error:
        head = {"error": "not-possible", "words": str(error)}
    except OSError:
        head = {"error": "unreadable", "words": ""}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

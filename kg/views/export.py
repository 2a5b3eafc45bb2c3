"""One more format of the same graph: RDF serialisations, network files for Gephi and others, tables.

In: a published build. Out: files whose bytes depend on the graph alone: sorted, without a clock. What XML cannot hold gives way
to U+FFFD.
"""

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.graph import serialize, sorted_quads, sorted_triples
from kg.graph.nodes import term
from kg.graph.vocabulary import PREFIXES
from kg.records import ENTITY_KINDS, KgError
from kg.views import lookup
from kg.views.lookup import Build, Node, Statement

_RDF = {
    "ttl": "Turtle, all articles in one graph",
    "nt": "N-Triples, all articles in one graph",
    "nq": "N-Quads, one named graph for each article",
    "trig": "TriG, one named graph for each article",
    "jsonld": "JSON-LD, all articles in one graph",
    "rdf": "RDF/XML, all articles in one graph",
    "n3": "Notation3, all articles in one graph",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the network files."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    code: str
    articles: int


def export(out: Path, to: str, path: Path) -> str:
    """Writes the graph to `path` in the format `to`; gives a line on what was written. KgError for a format nobody knows, and
    for a folder that is not there: a folder made out of a misspelt path is found by nobody."""
    if to not in FORMATS:
        raise KgError(f"there is no format {to}; there are: {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise KgError(f"{path.parent}: there is no such folder; make it first or name another")
    try:
        return FORMATS[to](lookup.open_build(out), path)
    except OSError as error:
        raise KgError(f"{path}: cannot write here ({error.strerror})") from error


def _write(path: Path, body: bytes) -> None:
    """A reader of `path` sees the old file or the whole new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(body)
    os.replace(beside, path)


def _rdf(extension: str) -> Callable[[Build, Path], str]:
    def write(build: Build, path: Path) -> str:
        # Not from the store, which changes literals: xsd:nonNegativeInteger comes back as xsd:integer.
        quads = list(ox.parse(path=str(build.folder / "graph.nq"), format=ox.RdfFormat.N_QUADS))
        if extension == "nq":
            _write(path, (build.folder / "graph.nq").read_bytes())
            return f"{len(quads)} quads"
        if extension == "trig":
            prefixes = PREFIXES | {"id": build.base}
            _write(path, ox.serialize(sorted_quads(quads), format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"")
            return f"{len(quads)} quads"
        triples = [_for_xml(t) for t in sorted_triples(quads)] if extension == "rdf" else sorted_triples(quads)
        _write(path, serialize(triples, extension, base=build.base))
        return f"{len(triples)} triples"

    return write


def _for_xml(triple: ox.Triple) -> ox.Triple:
    """The triple with a literal that XML can hold."""
    old = triple.object
    if not isinstance(old, ox.Literal) or not _NOT_XML.search(old.value):
        return triple
    datatype = None if old.language else old.datatype
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(_safe(old.value), datatype=datatype, language=old.language))


def things(build: Build) -> list[Thing]:
    """All entities, by IRI."""
    store = build.store
    found = []
    for node in sorted({q.subject for q in store.quads_for_pattern(None, term("skos:prefLabel"), None)}, key=str):
        kind = lookup.kind_of(store, node) if isinstance(node, ox.NamedNode) else ""
        if isinstance(node, ox.NamedNode) and kind in ENTITY_KINDS:
            name = lookup.name_of(store, node)
            names = sorted({n for form in lookup.NAMES for n in lookup.values(store, node, form)} - {name})
            code = lookup.value(store, node, "kg:divisionCode") or lookup.value(store, node, "kg:jurisdictionCode")
            articles = len(lookup.nodes(store, None, "schema:mentions", node))
            found.append(Thing(tail(build, node), name, kind, tuple(names), code, articles))
    return found


def claims(build: Build) -> list[Statement]:
    """All claims, by subject, predicate, object and IRI."""
    found = lookup.nodes(build.store, None, "rdf:type", term("kg:Claim"))
    made = [lookup.statement(build.store, node) for node in found]
    return sorted(made, key=lambda s: (s.subject.value, s.predicate, s.object.value, s.node.value))


def tail(build: Build, node: Node) -> str:
    """`person/…` of an IRI of the data; other IRIs whole."""
    return node.value.removeprefix(build.base)


def _edges(build: Build) -> Iterator[tuple[str, str, str, list[Statement]]]:
    """(source, predicate, target, its claims), each once."""
    grouped: dict[tuple[str, str, str], list[Statement]] = {}
    for s in claims(build):
        grouped.setdefault((tail(build, s.subject), s.predicate, tail(build, s.object)), []).append(s)
    for (source, predicate, target), found in grouped.items():
        yield source, predicate, target, found


def _sentence(found: Sequence[Statement]) -> str:
    best = max(found, key=lambda s: (float(s.confidence or 0), s.node.value))
    return "…".join(quote.exact for quote in best.quotes)


def _safe(words: object) -> str:
    return _NOT_XML.sub("\ufffd", str(words))


_NODE_DATA = ("label", "class", "names", "code", "articles")
_EDGE_DATA = ("predicate", "label", "weight", "confidence", "status", "sentence")


def _node_row(thing: Thing) -> tuple[str, ...]:
    return thing.name, thing.kind, "|".join(thing.names), thing.code, str(thing.articles)


def _edge_row(predicate: str, found: Sequence[Statement]) -> tuple[str, ...]:
    sure = max((s.confidence or "0" for s in found), key=float)
    statuses = "|".join(sorted({s.status for s in found}))
    return predicate, lookup.label(predicate), str(len(found)), sure, statuses, _sentence(found)


def _type(name: str) -> str:
    return {"articles": "int", "weight": "int", "confidence": "double"}.get(name, "string")


def _graphml(build: Build, path: Path) -> str:
    nodes, edges = things(build), list(_edges(build))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for owner, names in (("node", _NODE_DATA), ("edge", _EDGE_DATA)):
        lines += [f'<key id="{owner}-{n}" for="{owner}" attr.name="{n}" attr.type="{_type(n)}"/>' for n in names]
    lines.append('<graph edgedefault="directed">')
    lines += [f"<node id={_quoted(t.id)}>{_graphml_data('node', _NODE_DATA, _node_row(t))}</node>" for t in nodes]
    for at, (source, predicate, target, found) in enumerate(edges):
        data = _graphml_data("edge", _EDGE_DATA, _edge_row(predicate, found))
        lines.append(f'<edge id="e{at}" source={_quoted(source)} target={_quoted(target)}>{data}</edge>')
    _write(path, "\n".join([*lines, "</graph>", "</graphml>", ""]).encode())
    return f"{len(nodes)} nodes, {len(edges)} edges"


def _graphml_data(owner: str, names: Sequence[str], row: Sequence[str]) -> str:
    return "".join(f'<data key="{owner}-{n}">{escape(_safe(v))}</data>' for n, v in zip(names, row, strict=True) if v)


def _gexf(build: Build, path: Path) -> str:
    nodes, edges = things(build), list(_edges(build))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" version="1.3">']
    lines.append('<graph defaultedgetype="directed" mode="static">')
    for owner, names in (("node", _NODE_DATA), ("edge", _EDGE_DATA)):
        titles = "".join(f'<attribute id="{n}" title="{n}" type="{_type(n).replace("int", "integer")}"/>' for n in names[1:])
        lines.append(f'<attributes class="{owner}">{titles}</attributes>')
    lines.append("<nodes>")
    for thing in nodes:
        data = _gexf_data(_NODE_DATA, _node_row(thing))
        lines.append(f"<node id={_quoted(thing.id)} label={_quoted(thing.name)}>{data}</node>")
    lines.append("</nodes>\n<edges>")
    for at, (source, predicate, target, found) in enumerate(edges):
        ends = f"source={_quoted(source)} target={_quoted(target)} label={_quoted(lookup.label(predicate))}"
        data = _gexf_data(_EDGE_DATA, _edge_row(predicate, found))
        lines.append(f'<edge id="e{at}" {ends} kind={_quoted(predicate)} weight="{len(found)}">{data}</edge>')
    _write(path, "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""]).encode())
    return f"{len(nodes)} nodes, {len(edges)} edges"


def _gexf_data(names: Sequence[str], row: Sequence[str]) -> str:
    pairs = list(zip(names, row, strict=True))[1:]
    return "<attvalues>" + "".join(f'<attvalue for="{n}" value={_quoted(v)}/>' for n, v in pairs if v) + "</attvalues>"


def _quoted(words: str) -> str:
    return quoteattr(_safe(words))


def _csv(*, excel: bool) -> Callable[[Build, Path], str]:
    def write(build: Build, path: Path) -> str:
        nodes, edges = path.with_name(f"{path.stem}-nodes.csv"), path.with_name(f"{path.stem}-edges.csv")
        found = [(t.id, t.name, t.kind, "|".join(t.names), t.code, str(t.articles)) for t in things(build)]
        head = ("Id", "Label", "Class", "Names", "Code", "Articles")
        _write(nodes, _table([head, *found], excel=excel))
        rows = list(_claim_rows(build))
        _write(edges, _table([_CLAIM_HEAD, *rows], excel=excel))
        return f"{len(found)} rows in {nodes.name}, {len(rows)} in {edges.name}"

    return write


_CLAIM_HEAD = (
    *("Source", "Target", "Type", "Label", "Predicate", "Subject", "Object", "Title", "Amount", "Time", "Status", "Confidence"),
    *("Rule", "Sentence", "Headline", "Paper", "Date", "File", "Lines", "Claim"),
)


def _claim_rows(build: Build) -> Iterator[tuple[str, ...]]:
    store = build.store
    for s in claims(build):
        more, h = dict(s.attributes), lookup.head(store, s.article)
        yield (
            *(tail(build, s.subject), tail(build, s.object), "Directed", lookup.label(s.predicate), s.predicate),
            *(lookup.name_of(store, s.subject), lookup.name_of(store, s.object)),
            *(more.get("title", ""), more.get("amount", ""), s.time, s.status, s.confidence, s.rule),
            *("…".join(quote.exact for quote in s.quotes), h.headline, h.paper, h.date, h.file, h.lines, tail(build, s.node)),
        )


def _table(rows: Iterable[Sequence[str]], *, excel: bool) -> bytes:
    """CSV by RFC 4180. For Excel with a byte order mark, and no cell that it would run as a formula."""
    lines: list[str] = []

    class Lines:
        def write(self, text: str) -> None:
            lines.append(text)

    writer = csv.writer(Lines(), lineterminator="\r\n")
    for row in rows:
        writer.writerow(["'" + cell if excel and cell.startswith(_FORMULA) else cell for cell in row])
    return ("\ufeff" * excel + "".join(lines)).encode("utf-8", "replace")


FORMATS: dict[str, Callable[[Build, Path], str]] = {
    **{name: _rdf(name) for name in _RDF},
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv(excel=False),
    "csv-excel": _csv(excel=True),
}
EXPORTS = {
    **_RDF,
    "graphml": "GraphML for yEd, igraph, networkx: one edge for each relation, its claims counted",
    "gexf": "GEXF 1.3 for Gephi: the same",
    "csv": "two tables, NAME-nodes.csv and NAME-edges.csv, one row for each claim with its sentence",
    "csv-excel": "the same, safe to open in Excel",
}

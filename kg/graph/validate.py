"""Whether a build keeps its promises: the SHACL shapes of the ontology, and what SHACL cannot express.

In: a published build. Out: lines that say what is wrong, none when all is well. Counts on nothing but the files of the build.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from kg.graph.publish import release
from kg.graph.store import STORE
from kg.graph.vocabulary import PREFIXES, shorten
from kg.ontology import ontology_file

_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_UNBACKED = """SELECT DISTINCT ?s ?p ?o WHERE {
  ?s ?p ?o . ?s skos:prefLabel ?sl . ?o skos:prefLabel ?ol .
  FILTER(STRSTARTS(STR(?p), STR(kg:)) && ?p != kg:possiblySameAs)
  FILTER NOT EXISTS { ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
}"""
_SPANS = """SELECT ?span ?exact ?start ?end ?sourceStart ?sourceEnd ?body ?article WHERE {
  ?fact kg:evidence ?span ; prov:wasDerivedFrom ?article .
  ?article schema:articleBody ?body .
  ?span oa:exact ?exact ; oa:start ?start ; oa:end ?end ; kg:sourceStart ?sourceStart ; kg:sourceEnd ?sourceEnd .
}"""


def validate(out: Path) -> list[str]:
    """All breaches in the published build of `out`; OutputError where there is none."""
    folder = release(out)
    store = ox.Store.read_only(str(folder / STORE))
    return [*_shapes(folder / "graph.ttl"), *_backed(store), *_quoted(store), *_blank(store), *_same_graph(folder, store)]


def _shapes(turtle: Path) -> Iterator[str]:
    data = rdflib.Graph().parse(turtle)
    shapes = rdflib.Graph().parse(ontology_file("shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    result = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for node in sorted(report.subjects(rdflib.RDF.type, result.ValidationResult), key=str):
        focus, path = report.value(node, result.focusNode), report.value(node, result.resultPath)
        words = report.value(node, result.resultMessage)
        yield f"shape: {shorten(str(focus))} {shorten(str(path or ''))}: {words}"


def _rows(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = store.query(_PROLOGUE + query)
    assert isinstance(found, ox.QuerySolutions)
    yield from found


def _backed(store: ox.Store) -> Iterator[str]:
    for row in _rows(store, _UNBACKED):
        yield f"no claim: {shorten(row['s'].value)} {shorten(row['p'].value)} {shorten(row['o'].value)}"


def _quoted(store: ox.Store) -> Iterator[str]:
    for row in _rows(store, _SPANS):
        exact, body = row["exact"].value, row["body"].value
        if body[int(row["start"].value) : int(row["end"].value)] != exact:
            yield f"quote: {shorten(row['span'].value)} is not what stands in {shorten(row['article'].value)}"
        if int(row["sourceEnd"].value) - int(row["sourceStart"].value) < len("".join(exact.split())):
            yield f"quote: {shorten(row['span'].value)} is longer than its place on the page"


def _blank(store: ox.Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, None, None):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            yield f"blank node: {quad}"


def _same_graph(folder: Path, store: ox.Store) -> Iterator[str]:
    """The three forms of the graph hold the same."""
    turtle = {str(t.triple) for t in ox.parse(path=str(folder / "graph.ttl"), format=ox.RdfFormat.TURTLE)}
    nquads = {str(q.triple) for q in ox.parse(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)}
    if turtle != nquads:
        yield f"files: graph.ttl and graph.nq differ in {len(turtle ^ nquads)} triples"
    report = json.loads((folder / "report.json").read_text("utf-8"))
    default = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    if (default, len(store) - default) != (report["triples"], report["quads"]):
        yield f"store: {default} triples, {len(store) - default} quads; the report: {report['triples']}, {report['quads']}"

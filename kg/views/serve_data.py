"""One thing of a build as RDF: what is said of it, with the evidence, so that a copy of the answer still shows its sentences.

In: a Build and a node. Out: triples, and bytes in the form that the client takes.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import serialize, sorted_triples
from kg.graph.nodes import term
from kg.graph.vocabulary import expand
from kg.views import lookup
from kg.views.lookup import Build, Node

FORMS = {  # media type -> file extension of the form
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/json": "jsonld",
}
TYPES = {kind: media for media, kind in FORMS.items() if media != "application/json"} | {"ttl": "text/turtle; charset=utf-8"}
_HEAD = ("rdf:type", "rdfs:label", "schema:headline", "schema:datePublished", "kg:paper", "kg:sourceFile", "kg:sourceLines")
_COUNTED = {expand(name): "xsd:nonNegativeInteger" for name in ("oa:start", "oa:end", "kg:sourceStart", "kg:sourceEnd")}
_COUNTED[expand("kg:sourceLine")] = "xsd:positiveInteger"


def described(build: Build, node: Node, form: str) -> bytes:
    """The node in one of FORMS' forms, sorted."""
    return serialize(sorted_triples({_as_written(quad) for quad in _about(build, node)}), form, base=build.base)


def _about(build: Build, node: Node) -> Iterator[ox.Quad]:
    store = build.store
    if lookup.kind_of(store, node) == "Article":
        name = node.value.removeprefix(build.base + "article/")
        yield from store.quads_for_pattern(None, None, None, Node(f"{build.base}graph/{name}"))
    yield from _with_evidence(store, node)
    for name in ("rdf:subject", "rdf:object", "kg:speaker", "kg:measureOf"):
        for fact in lookup.nodes(store, None, name, node):
            yield from _with_evidence(store, fact)


def _with_evidence(store: ox.Store, node: Node) -> Iterator[ox.Quad]:
    """All of a node, of the spans that it has as evidence, and the head of the article that it comes from."""
    yield from store.quads_for_pattern(node, None, None)
    for span in lookup.nodes(store, node, "kg:evidence"):
        yield from store.quads_for_pattern(span, None, None)
    for article in lookup.nodes(store, node, "prov:wasDerivedFrom"):
        for name in _HEAD:
            yield from store.quads_for_pattern(article, term(name), None)


def _as_written(quad: ox.Quad) -> ox.Quad:
    """The store gives every kind of integer back as xsd:integer; here they are as in graph.ttl."""
    counted = _COUNTED.get(quad.predicate.value)
    if counted and isinstance(quad.object, ox.Literal):
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(quad.object.value, datatype=term(counted)))
    return ox.Quad(quad.subject, quad.predicate, quad.object)

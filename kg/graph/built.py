"""A build's graph.ttl read back as plain sets, for scoring. Reads only what the contract promises of the graph."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import pyoxigraph as ox

from kg.graph.vocabulary import KG, PREFIXES
from kg.records import ENTITY_KINDS, PLACE_KINDS
from kg.text import squash

GROUP = {kind: "Place" if kind in PLACE_KINDS else kind for kind in ENTITY_KINDS}
_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_ARTICLES = """SELECT ?a ?f ?l ?h WHERE {
  ?a a kg:Article ; kg:sourceFile ?f ; kg:sourceLines ?l OPTIONAL { ?a schema:headline ?h } }"""
_CLAIMS = """SELECT ?a ?s ?p ?o WHERE {
  ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?a }"""
_QUOTATIONS = "SELECT ?a ?s ?t WHERE { ?q kg:speaker ?s ; schema:text ?t ; prov:wasDerivedFrom ?a }"
_MEASURES = "SELECT ?a ?e ?v ?u WHERE { ?m kg:measureOf ?e ; schema:value ?v ; schema:unitText ?u ; prov:wasDerivedFrom ?a }"


@dataclass
class BuiltArticle:
    """What one article of the graph holds; entities by IRI, names and words squashed."""

    file: str
    lines: set[int]
    headline: str | None = None
    entities: set[str] = field(default_factory=set)
    claims: set[tuple[str, str, str]] = field(default_factory=set)
    quotations: list[tuple[str, str]] = field(default_factory=list)
    measures: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Built:
    """All articles, and of every entity its class groups and its squashed labels."""

    articles: list[BuiltArticle]
    groups: dict[str, set[str]]
    names: dict[str, set[str]]


def read_built(graph: Path) -> Built:
    """The whole of a Turtle file that keeps the contract."""
    store = ox.Store()
    store.bulk_load(path=str(graph), format=ox.RdfFormat.TURTLE)

    def ask(query: str) -> list[list[str]]:
        found = store.query(_PROLOGUE + query)
        assert isinstance(found, ox.QuerySolutions)
        return [["" if value is None else value.value for value in row] for row in found]

    groups: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for entity, kind in ask("SELECT ?e ?c WHERE { ?e a ?c }"):
        if kind.startswith(KG) and kind.removeprefix(KG) in GROUP:
            groups[entity].add(GROUP[kind.removeprefix(KG)])
    for entity, name in ask("SELECT ?e ?n WHERE { ?e rdfs:label|skos:prefLabel|skos:altLabel ?n }"):
        if entity in groups:
            names[entity].add(squash(name))
    articles: dict[str, BuiltArticle] = {}
    for node, file, lines, headline in ask(_ARTICLES):
        articles[node] = BuiltArticle(PurePath(file).name, _lines(lines), headline or None)
    for node, entity in ask("SELECT ?a ?e WHERE { ?a schema:mentions ?e }"):
        if entity in groups:
            articles[node].entities.add(entity)
    for node, subject, predicate, thing in ask(_CLAIMS):
        if node in articles:
            articles[node].claims.add((subject, predicate.removeprefix(KG), thing))
    for node, who, words in ask(_QUOTATIONS):
        articles[node].quotations.append((who, squash(words)))
    for node, entity, value, unit in ask(_MEASURES):
        articles[node].measures.append((entity, value, unit))
    return Built([articles[a] for a in sorted(articles)], dict(groups), dict(names))


def _lines(spec: str) -> set[int]:
    found: set[int] = set()
    for part in filter(None, spec.split(",")):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found

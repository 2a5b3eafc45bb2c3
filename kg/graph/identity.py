"""What follows from all articles together -> quads in the graph `id/graph/identity`.

In: entities, doubts, merged IRIs, continuations. Out: canonical names, codes, the places above by the division table, pointers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.divisions import divisions
from kg.graph.nodes import TYPE, Base, Term, Triples, classes, digest, number, term, zh
from kg.graph.vocabulary import DIVISION_TABLE
from kg.records import PLACE_KINDS, Entity


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one: kept apart, listed with score and reasons."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def identity_quads(
    entities: Iterable[Entity],
    *,
    base: Base,
    doubts: Iterable[Doubt] = (),
    replaced: Mapping[str, str] | None = None,
    continuations: Iterable[tuple[str, str]] = (),
) -> Iterator[ox.Quad]:
    """What follows from all articles together: names, codes, the places above, doubts, merged IRIs, continuations."""
    graph = base.iri("graph/identity")
    triples: list[tuple[ox.NamedNode, ox.NamedNode, Term]] = []
    known = {entity.id for entity in entities}
    for entity in sorted(entities, key=lambda e: e.id):
        triples += _names(entity, base)
        if entity.code and entity.kind in PLACE_KINDS:
            triples += _containers(entity, known, base)
    for doubt in doubts:
        triples += _doubt(doubt, base)
    for old, new in (replaced or {}).items():
        triples.append((base.iri(old), term("owl:deprecated"), number("true", "boolean")))
        triples.append((base.iri(old), term("dcterms:isReplacedBy"), base.iri(new)))
    for first, second in continuations:
        triples.append((base.iri(f"article/{first}"), term("kg:continuedBy"), base.iri(f"article/{second}")))
    for subject, predicate, value in triples:
        yield ox.Quad(subject, predicate, value, graph)


def _names(entity: Entity, base: Base) -> Triples:
    thing = base.iri(entity.id)
    yield from classes(thing, entity.kind)
    yield thing, term("skos:prefLabel"), zh(entity.name)
    yield thing, term("rdfs:label"), zh(entity.name)
    for name in entity.names:
        if name != entity.name:
            yield thing, term("skos:altLabel"), zh(name)
    if entity.code and entity.kind in PLACE_KINDS:
        yield thing, term("kg:divisionCode"), ox.Literal(entity.code)
    elif entity.code:
        yield thing, term("kg:jurisdictionCode"), ox.Literal(entity.code)


def _containers(entity: Entity, known: set[str], base: Base) -> Triples:
    """The chain of places above, each link a claim that names the division table as its source."""
    below = entity.id
    for division in divisions().ancestors(entity.code or ""):
        above = f"{division.level.lower()}/{division.code}"
        if above not in known:
            known.add(above)
            yield from _names(Entity(above, division.level, division.name, (division.name,), above, division.code), base)
        yield from _table_claim(below, above, base)
        below = above


def _table_claim(below: str, above: str, base: Base) -> Triples:
    here = base.iri(f"claim/{digest(below, 'locatedIn', above, DIVISION_TABLE)}")
    yield base.iri(below), term("kg:locatedIn"), base.iri(above)
    yield here, TYPE, term("kg:Claim")
    yield here, TYPE, term("rdf:Statement")
    yield here, term("rdf:subject"), base.iri(below)
    yield here, term("rdf:predicate"), term("kg:locatedIn")
    yield here, term("rdf:object"), base.iri(above)
    yield here, term("kg:status"), term("kg:Asserted")
    yield here, term("kg:confidence"), number("1.00", "decimal")
    yield here, term("kg:rule"), ox.Literal("places/division-table")
    yield here, term("prov:wasDerivedFrom"), base.iri(DIVISION_TABLE)


def _doubt(doubt: Doubt, base: Base) -> Triples:
    one, other = base.iri(doubt.one), base.iri(doubt.other)
    here = base.iri(f"doubt/{digest(doubt.one, doubt.other)}")
    yield one, term("kg:possiblySameAs"), other
    yield here, TYPE, term("kg:IdentityDoubt")
    yield here, term("rdf:subject"), one
    yield here, term("rdf:object"), other
    yield here, term("kg:confidence"), number(f"{doubt.score:.2f}", "decimal")
    for reason in doubt.reasons:
        yield here, term("kg:reason"), zh(reason)

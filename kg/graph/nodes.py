"""Nodes and literals of the graph, and the triples that every entity has. No records of articles here."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from kg.graph.vocabulary import BASE, BESIDE, expand
from kg.records import PLACE_KINDS

Term = ox.NamedNode | ox.Literal
Triples = Iterator[tuple[ox.NamedNode, ox.NamedNode, Term]]
TYPE = ox.NamedNode(expand("rdf:type"))


@dataclass(frozen=True, slots=True)
class Base:
    """Where the IRIs of data stand; `iri("county/141127")` is the node of that tail."""

    prefix: str = BASE

    def iri(self, tail: str) -> ox.NamedNode:
        return ox.NamedNode(self.prefix + tail)


def term(name: str) -> ox.NamedNode:
    """The node of a prefixed name such as `kg:Claim`."""
    return ox.NamedNode(expand(name))


def zh(words: str) -> ox.Literal:
    return ox.Literal(words, language="zh")


def number(value: int | str, kind: str) -> ox.Literal:
    """A typed literal; decimals in their canonical form, since the store would change any other (0.90 -> 0.9)."""
    words = format(Decimal(value).normalize(), "f") if kind == "decimal" else str(value)
    return ox.Literal(words, datatype=term(f"xsd:{kind}"))


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


def classes(thing: ox.NamedNode, kind: str) -> Triples:
    """Our class of an entity and the standard classes beside it."""
    yield thing, TYPE, term(f"kg:{kind}")
    for name in BESIDE[kind]:
        yield thing, TYPE, term(name)
    if kind in PLACE_KINDS and kind != "Place":
        yield thing, TYPE, term("kg:Place")

"""Quads -> files. Turtle and N-Quads are sorted, so that the same quads give the same bytes whatever their order was."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.graph.vocabulary import BASE, PREFIXES


def sorted_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Quads once each, by graph, subject, predicate (types first) and object."""
    return sorted(set(quads), key=lambda q: (str(q.graph_name), *_key(q)))


def sorted_triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The union of all graphs, by subject, predicate (types first) and object."""
    keyed = {_key(quad): quad.triple for quad in quads}
    return [keyed[key] for key in sorted(keyed)]


def write_turtle(quads: Iterable[ox.Quad], path: Path, *, base: str = BASE) -> int:
    """Writes the union graph as Turtle with the project's prefixes; gives the number of triples."""
    triples = sorted_triples(quads)
    path.write_bytes(serialize(triples, "ttl", base=base))
    return len(triples)


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Writes N-Quads, each once, in the order of their bytes; gives their number."""
    lines = sorted((ox.serialize(set(quads), format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    path.write_bytes(b"".join(lines))
    return len(lines)


def serialize(triples: list[ox.Triple], extension: str, *, base: str = BASE) -> bytes:
    """Triples in the RDF format of that file extension (ttl, nt, rdf, jsonld, n3 …), in the order given."""
    form = ox.RdfFormat.from_extension(extension)
    if form is None:
        raise ValueError(f"no RDF format has the file extension {extension}")
    return ox.serialize(triples, format=form, prefixes=PREFIXES | {"id": base}) or b""


def _key(quad: ox.Quad) -> tuple[str, str, str]:
    predicate = quad.predicate.value
    return (str(quad.subject), "" if predicate.endswith("#type") else predicate, str(quad.object))

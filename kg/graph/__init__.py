"""Records -> RDF: the vocabulary, the quads with their evidence, sorted files, the embedded store, publishing, validation."""

from kg.graph.dataset import dataset_quads
from kg.graph.identity import Doubt, identity_quads
from kg.graph.nodes import Base, digest
from kg.graph.publish import OutputError, new_release, only_builder, published, release
from kg.graph.statements import article_quads, claim_tail, source_lines
from kg.graph.store import STORE, open_store, write_store
from kg.graph.write import serialize, sorted_quads, sorted_triples, write_nquads, write_turtle

__all__ = [
    "STORE",
    "Base",
    "Doubt",
    "OutputError",
    "article_quads",
    "claim_tail",
    "dataset_quads",
    "digest",
    "identity_quads",
    "new_release",
    "only_builder",
    "open_store",
    "published",
    "release",
    "serialize",
    "sorted_quads",
    "sorted_triples",
    "source_lines",
    "write_nquads",
    "write_store",
    "write_turtle",
]

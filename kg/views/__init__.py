"""The graph for people: the interactive network, queries, the way back to the printed line, the server, exports."""

from kg.views.explain import explain
from kg.views.export import EXPORTS, export
from kg.views.network import write_network
from kg.views.query import ask
from kg.views.serve import serve
from kg.views.things import claim_of, doubts_of, entity_of

__all__ = [
    "EXPORTS",
    "ask",
    "claim_of",
    "doubts_of",
    "entity_of",
    "explain",
    "export",
    "serve",
    "write_network",
]

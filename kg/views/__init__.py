"""The graph for people: the interactive network, queries, the way back to the printed line, the server, exports."""

from kg.views.network import write_network

__all__ = ["write_network"]

"""The graph as one HTML file that opens without a network connection: pyvis collects it, our own page shows it.

In: a store that keeps the contract. Out: the file, the same bytes for the same graph. pyvis's own page is not used: it loads
scripts from elsewhere, settles its layout in the reader's browser and puts names into HTML.
"""

import math
import os
from collections.abc import Iterator
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]
import pyoxigraph as ox
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.views.network_data import Picture, read_picture
from kg.views.network_layout import Layout, lay_out
from kg.views.network_page import page
from kg.views.network_piece import piece

_TOLD = 0.35  # how strongly an article draws together what it mentions, beside 1 for a relation
_TABLE = 0.3  # the same for "a county lies in its prefecture"


class _Ids:
    """Node ids in order. pyvis keeps a list and searches it for every node and edge; 20,000 nodes take it half a minute."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}

    def append(self, node: str) -> None:
        self._ids[node] = None

    def __contains__(self, node: object) -> bool:
        return node in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def write_network(store: ox.Store, path: Path, *, base: str) -> None:
    """Writes the explorer of a whole store to `path`; readers see the whole file or none."""
    picture = read_picture(store, base=base)
    layout = arrange(collect(picture), picture)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(page(piece(picture, layout)), "utf-8", newline="\n")
    os.replace(beside, path)


def collect(picture: Picture) -> Network:
    """Entities and relations as a pyvis network: one node per entity, one edge per claim."""
    network = Network(directed=True)
    network.node_ids = _Ids()
    for thing in picture.things:
        network.add_node(thing.id, label=thing.name, group=thing.kind)
    for claim in picture.claims:
        network.add_edge(claim.subject, claim.object, title=claim.predicate, stated=claim.article != "")
    return network


def arrange(network: Network, picture: Picture) -> Layout:
    """Positions of the network's nodes. What one article mentions is drawn together a little, so that a story stays in one piece;
    a tie to a hub (a province) counts less than one between small things."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(node["id"] for node in network.nodes)
    for edge in network.edges:
        if edge["from"] != edge["to"]:
            _tie(graph, edge["from"], edge["to"], 1.0 if edge["stated"] else _TABLE)
    degree = dict(graph.degree())
    for a, b, data in graph.edges(data=True):
        data["weight"] /= math.log2(1 + max(degree[a], degree[b]))
    for story in picture.stories:
        for who in story.mentions:
            _tie(graph, f"article/{story.id}", who, _TOLD / math.log2(2 + degree[who]))
    return lay_out(graph)


def _tie(graph: nx.Graph, one: str, other: str, weight: float) -> None:
    before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
    graph.add_edge(one, other, weight=min(before + weight, 3.0))

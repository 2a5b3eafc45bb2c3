"""Where every dot of the network stands and which neighbourhood it belongs to; the same graph gives the same picture.

In: a networkx graph with weights, nodes added in a fixed order. Out: integer positions and a neighbourhood number per node.
Neighbourhoods (Louvain) are laid out each for itself by forces, as discs that are then packed by forces between the discs, so
that one that is shown collapsed stands where its members stand when it is opened, and no picture is a hairball.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_SEED = 20240229
_ROOM = 60.0  # units of the picture between two dots of one neighbourhood
_LARGEST = 120  # members of a neighbourhood: beyond that it is cut again, since forces cost the square


@dataclass(frozen=True, slots=True)
class Layout:
    """`place[n]` is the (x, y) of node n in whole units; `group[n]` its neighbourhood, numbered from the largest."""

    place: Mapping[Any, tuple[int, int]]
    group: Mapping[Any, int]
    groups: tuple[tuple[int, int, int], ...]  # x, y, radius of each neighbourhood


def lay_out(graph: nx.Graph) -> Layout:
    """Positions and neighbourhoods. Seconds for 20,000 nodes."""
    groups = _neighbourhoods(graph)
    number = {node: at for at, group in enumerate(groups) for node in group}
    inner = [_forces(*_dense(graph, group)) * _ROOM for group in groups]
    radii = np.array([np.sqrt((spot**2).sum(axis=1)).max() + _ROOM for spot in inner]) if inner else np.zeros(0)
    centres = _pack(_between(graph, number, len(groups)), radii)
    place = {
        node: (round(float(x)), round(float(y)))
        for group, spots, centre in zip(groups, inner, centres, strict=True)
        for node, (x, y) in zip(group, spots + centre, strict=True)
    }
    discs = tuple((round(x), round(y), round(r)) for (x, y), r in zip(centres.tolist(), radii.tolist(), strict=True))
    return Layout(place, number, discs)


def _neighbourhoods(graph: nx.Graph) -> list[list[Any]]:
    """Node lists in the order of the graph, largest neighbourhood first; single nodes without ties share one."""
    order = {node: at for at, node in enumerate(graph)}
    alone = [node for node in graph if not graph[node]]
    tied = graph.subgraph([node for node in graph if graph[node]])
    found = [alone] if alone else []
    queue: list[tuple[Any, float]] = [(set(tied), 1.0)] if tied else []
    while queue:
        nodes, resolution = queue.pop()
        part = nx.Graph()
        part.add_nodes_from(sorted(nodes, key=order.__getitem__))
        part.add_edges_from(
            (a, b, data) for a in part for b, data in sorted(graph[a].items(), key=lambda item: order[item[0]]) if b in nodes
        )
        for group in nx.community.louvain_communities(part, weight="weight", resolution=resolution, seed=_SEED):
            if len(group) > _LARGEST and len(group) < len(nodes):
                queue.append((group, 1.0))
            elif len(group) > _LARGEST and resolution < 16:
                queue.append((group, resolution * 2))
            else:
                found.append(sorted(group, key=order.__getitem__))
    return sorted(found, key=lambda group: (-len(group), order[group[0]]))


def _dense(graph: nx.Graph, group: Sequence[Any]) -> tuple[int, Floats]:
    at = {node: n for n, node in enumerate(group)}
    pairs = ((a, b, data) for a in group for b, data in graph[a].items() if b in at and at[a] < at[b])
    ties = [(at[a], at[b], float(data.get("weight", 1))) for a, b, data in pairs]
    return len(group), np.array(sorted(ties), dtype=float).reshape(-1, 3)


def _between(graph: nx.Graph, number: Mapping[Any, int], count: int) -> Floats:
    total: dict[tuple[int, int], float] = {}
    for a, b, data in graph.edges(data=True):
        pair = (min(number[a], number[b]), max(number[a], number[b]))
        if pair[0] != pair[1]:
            total[pair] = total.get(pair, 0.0) + float(data.get("weight", 1))
    return np.array([(a, b, np.log1p(w)) for (a, b), w in sorted(total.items())], dtype=float).reshape(-1, 3)


def _spiral(count: int) -> Floats:
    """Points spread evenly over a disc, about one unit apart (sunflower)."""
    at = np.arange(count)
    angle = at * 2.399963229728653
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * (0.6 * np.sqrt(at + 0.5))[:, None]


def _forces(count: int, ties: Floats, rounds: int = 260) -> Floats:
    """Fruchterman-Reingold with gravity, about one unit between neighbours; centred on the origin."""
    spot = _spiral(count)
    if count < 3 or not len(ties):
        return spot - spot.mean(axis=0) if count else spot
    left, right, weight = ties[:, 0].astype(int), ties[:, 1].astype(int), np.minimum(ties[:, 2], 3.0)
    for step in range(rounds):
        gap = spot[:, None, :] - spot[None, :, :]
        near = (gap**2).sum(axis=2) + 0.01
        push = (gap / near[:, :, None]).sum(axis=1)
        pull = spot[left] - spot[right]
        drawn = pull * (np.sqrt((pull**2).sum(axis=1)) * weight)[:, None]
        move = push - 0.02 * spot * np.sqrt(count) ** 0.5
        np.add.at(move, left, -drawn)
        np.add.at(move, right, drawn)
        reach = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        heat = 0.5 * np.sqrt(count) * (1 - step / rounds) ** 2 * 0.3 + 0.005
        spot = spot + move / reach * np.minimum(reach, heat)
    return _apart(spot - spot.mean(axis=0), np.full(count, 0.42))


def _apart(spot: Floats, radii: Floats, rounds: int = 60) -> Floats:
    """Discs pushed off one another until none overlap, or the rounds are over."""
    want = radii[:, None] + radii[None, :]
    np.fill_diagonal(want, 0.0)
    for _ in range(rounds):
        gap = spot[:, None, :] - spot[None, :, :]
        far = np.sqrt((gap**2).sum(axis=2)) + 1e-9
        over = np.maximum(want - far, 0.0)
        if not over.any():
            break
        spot = spot + (gap / far[:, :, None] * (over * 0.5)[:, :, None]).sum(axis=1)
    return spot


def _pack(ties: Floats, radii: Floats) -> Floats:
    """Centres of discs: tied ones near each other, the whole round and close, none over another."""
    count = len(radii)
    if count == 0:
        return np.zeros((0, 2))
    unit = float(np.sqrt((radii**2).mean()) * 2)
    spot = _spiral(count) * unit
    left, right = ties[:, 0].astype(int), ties[:, 1].astype(int)
    strength = ties[:, 2] / (ties[:, 2].max() if len(ties) else 1.0)
    for step in range(300 if count < 1500 else 60):
        pull = (spot[left] - spot[right]) * (0.10 * strength)[:, None]
        move = -0.012 * spot
        np.add.at(move, left, -pull)
        np.add.at(move, right, pull)
        cool = 1 - step / 320
        spot = _apart(spot + move * cool, radii, rounds=2)
    return _apart(spot, radii, rounds=200) if count else spot

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
_LARGEST = 120  # members of a neighbourhood, or a fortieth of all: beyond that it is cut again; forces cost the square


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
    largest = max(_LARGEST, len(order) // 40)
    queue: list[tuple[Any, float]] = [(set(tied), 1.0)] if tied else []
    while queue:
        nodes, resolution = queue.pop()
        part = nx.Graph()
        part.add_nodes_from(sorted(nodes, key=order.__getitem__))
        part.add_edges_from(
            (a, b, data) for a in part for b, data in sorted(graph[a].items(), key=lambda item: order[item[0]]) if b in nodes
        )
        for group in nx.community.louvain_communities(part, weight="weight", resolution=resolution, seed=_SEED):
            if largest < len(group) < len(nodes):
                queue.append((group, 1.0))
            elif len(group) > largest and resolution < 16:
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
    points: Floats = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (0.6 * np.sqrt(at + 0.5))[:, None]
    return points


def _forces(count: int, ties: Floats) -> Floats:
    """Fruchterman-Reingold with gravity, about one unit between neighbours, evened out over a disc around the origin."""
    spot = _spiral(count)
    if count < 3 or not len(ties):
        return spot - spot.mean(axis=0) if count else spot
    left, right, weight = ties[:, 0].astype(int), ties[:, 1].astype(int), np.minimum(ties[:, 2], 3.0)
    rounds = 240 if count < 150 else 90
    dx, dy, near = _buffers(count)
    for step in range(rounds):
        _gaps(spot, dx, dy, near)
        near += 0.01
        np.reciprocal(near, out=near)
        push = _weighed(dx, dy, near)
        pull = spot[left] - spot[right]
        drawn = pull * (np.sqrt((pull**2).sum(axis=1)) * weight)[:, None]
        move = push - 0.06 * spot
        np.add.at(move, left, -drawn)
        np.add.at(move, right, drawn)
        reach = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        heat = 0.15 * np.sqrt(count) * (1 - step / rounds) ** 2 + 0.005
        spot = spot + move / reach * np.minimum(reach, heat)
    return _apart(_evened(spot - spot.mean(axis=0)), np.full(count, 0.46))


def _buffers(count: int) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Room for all pairs, once per group: half of the time went into asking for memory."""
    return np.empty((count, count), np.float32), np.empty((count, count), np.float32), np.empty((count, count), np.float32)


def _gaps(spot: Floats, dx: NDArray[np.float32], dy: NDArray[np.float32], square: NDArray[np.float32]) -> None:
    """Fills in the differences of all pairs and the squares of their distances."""
    x, y = spot[:, 0].astype(np.float32), spot[:, 1].astype(np.float32)
    np.subtract(x[:, None], x[None, :], out=dx)
    np.subtract(y[:, None], y[None, :], out=dy)
    np.multiply(dx, dx, out=square)
    square += dy * dy


def _weighed(dx: NDArray[np.float32], dy: NDArray[np.float32], weight: NDArray[np.float32]) -> Floats:
    """The sum over all pairs of difference times weight."""
    dx *= weight
    dy *= weight
    return np.stack([dx.sum(axis=1), dy.sum(axis=1)], axis=1).astype(np.float64)


def _evened(spot: Floats) -> Floats:
    """Half way to a disc of even density: stragglers come in, the crowded middle opens; directions and order stay."""
    far = np.sqrt((spot**2).sum(axis=1)) + 1e-9
    rank = np.empty(len(far))
    rank[np.argsort(far, kind="stable")] = np.arange(len(far))
    even = 0.62 * np.sqrt(rank + 0.5)
    scaled = far * (even.mean() / far.mean())
    evened: Floats = spot * ((0.35 * np.minimum(scaled, even.max()) + 0.65 * even) / far)[:, None]
    return evened


def _apart(spot: Floats, radii: Floats, rounds: int = 40) -> Floats:
    """Discs pushed off one another until none overlap, or the rounds are over."""
    want = (radii[:, None] + radii[None, :]).astype(np.float32)
    np.fill_diagonal(want, 0.0)
    dx, dy, far = _buffers(len(radii))
    for _ in range(rounds):
        _gaps(spot, dx, dy, far)
        np.sqrt(far, out=far)
        over = np.maximum(want - far, 0.0)
        if not over.any():
            break
        over *= 0.5
        over /= far + np.float32(1e-6)
        spot = spot + _weighed(dx, dy, over)
    return spot


def _pack(ties: Floats, radii: Floats) -> Floats:
    """Centres of discs: tied ones near each other, the whole round and close, none over another."""
    count = len(radii)
    if count == 0:
        return np.zeros((0, 2))
    spot = _spiral(count) * float(np.sqrt((radii**2).mean()) * 2)
    left, right, weight = ties[:, 0].astype(int), ties[:, 1].astype(int), ties[:, 2]
    total = np.maximum(np.bincount(left, weight, count) + np.bincount(right, weight, count), 1e-9)[:, None]
    for step in range(300 if count < 1500 else 60):
        pull = (spot[left] - spot[right]) * weight[:, None]
        drawn = np.zeros_like(spot)
        np.add.at(drawn, left, -pull)
        np.add.at(drawn, right, pull)
        spot = _apart(spot + (0.15 * drawn / total - 0.03 * spot) * (1 - step / 320), radii, rounds=2)
    return _apart(spot, radii, rounds=200)

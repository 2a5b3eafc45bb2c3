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
    inner = [spots * _ROOM for spots in _inside([_dense(graph, group) for group in groups])]
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


def _dense(graph: nx.Graph, group: Sequence[Any]) -> NDArray[np.float32]:
    """The weights of the ties within a group, of everyone to everyone."""
    at = {node: n for n, node in enumerate(group)}
    found = np.zeros((len(group), len(group)), np.float32)
    for a in group:
        for b, data in graph[a].items():
            if b in at and a != b:
                found[at[a], at[b]] = min(float(data.get("weight", 1)), 3.0)
    return found


def _inside(ties: Sequence[NDArray[np.float32]]) -> list[Floats]:
    """Places of each group's members around its middle. Groups of one size are laid out together: most are small, and asking
    numpy for a dozen points at a time took four fifths of the time."""
    sizes: dict[int, list[int]] = {}
    for at, weights in enumerate(ties):
        sizes.setdefault(len(weights), []).append(at)
    found: dict[int, Floats] = {}
    for size, members in sorted(sizes.items()):
        room = max(1, 1_000_000 // size**2)
        for start in range(0, len(members), room):
            part = members[start : start + room]
            found.update(zip(part, _forces(np.stack([ties[at] for at in part])), strict=True))
    return [found[at] for at in range(len(ties))]


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


def _forces(ties: NDArray[np.float32]) -> Floats:
    """Fruchterman-Reingold with gravity for groups of one size, about one unit between neighbours, each evened out over a disc
    around the origin. `ties` is groups x members x members; the result groups x members x 2."""
    groups, count, _ = ties.shape
    spot = np.repeat((_spiral(count) - _spiral(count).mean(axis=0))[None], groups, axis=0)
    tied = ties.any(axis=(1, 2))
    if count < 3 or not tied.any():
        return spot
    start, spot, ties = spot, spot[tied], ties[tied]
    rounds = 240 if count < 150 else 90
    for step in range(rounds):
        apart, square = _gaps(spot)
        square += 0.01
        # pushed by everyone with 1/distance, pulled by those tied with distance squared
        weight = np.reciprocal(square)
        np.sqrt(square, out=square)
        square *= ties
        weight -= square
        move = _weighed(apart, weight) - 0.06 * spot
        reach = np.sqrt((move**2).sum(axis=2))[..., None] + 1e-9
        heat = 0.15 * np.sqrt(count) * (1 - step / rounds) ** 2 + 0.005
        spot = spot + move / reach * np.minimum(reach, heat)
    found: Floats = start.copy()
    found[tied] = _loosened(_evened(spot - spot.mean(axis=1, keepdims=True)))
    return found


def _gaps(spot: Floats) -> tuple[tuple[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]:
    """The differences of all pairs of members in x and in y, and the squares of their distances."""
    small = spot.astype(np.float32)
    dx, dy = (small[:, :, None, axis] - small[:, None, :, axis] for axis in (0, 1))
    return (dx, dy), dx * dx + dy * dy


def _weighed(apart: tuple[NDArray[np.float32], NDArray[np.float32]], weight: NDArray[np.float32]) -> Floats:
    """For each member the sum over all others of difference times weight."""
    return np.stack([np.einsum("gij,gij->gi", side, weight) for side in apart], axis=2).astype(np.float64)


def _evened(spot: Floats) -> Floats:
    """Half way to a disc of even density: stragglers come in, the crowded middle opens; directions and order stay."""
    far = np.sqrt((spot**2).sum(axis=2)) + 1e-9
    rank = np.argsort(np.argsort(far, axis=1, kind="stable"), axis=1, kind="stable")
    even = 0.62 * np.sqrt(rank + 0.5)
    scaled = far * (even.mean(axis=1) / far.mean(axis=1))[:, None]
    evened: Floats = spot * ((0.35 * np.minimum(scaled, even.max()) + 0.65 * even) / far)[..., None]
    return evened


def _loosened(spot: Floats, rounds: int = 40) -> Floats:
    """Members pushed off one another until none stand closer than a dot is wide, or the rounds are over."""
    count = spot.shape[1]
    want = np.full((count, count), 0.92, np.float32)
    np.fill_diagonal(want, 0.0)
    for _ in range(rounds):
        apart, far = _gaps(spot)
        np.sqrt(far, out=far)
        over = np.maximum(want - far, 0.0)
        if not over.any():
            break
        spot = spot + _weighed(apart, 0.5 * over / (far + np.float32(1e-6)))
    return spot


class _Near:
    """Pairs of discs that may come to overlap soon. Looking at all pairs is dear, so it is done once for some rounds."""

    def __init__(self, radii: Floats, rounds: int) -> None:
        self._radii, self._rounds, self._left = radii, rounds, 0
        self.one = self.other = np.zeros(0, int)

    def look(self, spot: Floats) -> None:
        """Looks anew when the rounds are over."""
        self._left -= 1
        if self._left > 0:
            return
        self._left = self._rounds
        x, y, r = (values.astype(np.float32) for values in (spot[:, 0], spot[:, 1], self._radii))
        reach = r[:, None] + r[None, :] + 2 * r.mean()
        close = (x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2 < reach**2
        self.one, self.other = np.nonzero(np.triu(close, 1))


def _apart(spot: Floats, radii: Floats, near: _Near, rounds: int) -> Floats:
    """Discs pushed off one another until none overlap, or the rounds are over."""
    count = len(radii)
    for _ in range(rounds):
        near.look(spot)
        gap = spot[near.one] - spot[near.other]
        far = np.sqrt((gap**2).sum(axis=1))
        over = np.maximum(radii[near.one] + radii[near.other] - far, 0.0)
        if not over.any():
            break
        push = gap * (0.5 * over / (far + 1e-6))[:, None]
        for axis in (0, 1):
            spot[:, axis] += np.bincount(near.one, push[:, axis], count) - np.bincount(near.other, push[:, axis], count)
    return spot


def _pack(ties: Floats, radii: Floats) -> Floats:
    """Centres of discs: tied ones near each other, the whole round and close, none over another."""
    count = len(radii)
    if count == 0:
        return np.zeros((0, 2))
    spot = _spiral(count) * float(np.sqrt((radii**2).mean()) * 2)
    left, right, weight = ties[:, 0].astype(int), ties[:, 1].astype(int), ties[:, 2]
    total = np.maximum(np.bincount(left, weight, count) + np.bincount(right, weight, count), 1e-9)[:, None]
    near = _Near(radii, 1 if count < 300 else 8)
    for step in range(300):
        pull = (spot[left] - spot[right]) * weight[:, None]
        drawn = np.stack([np.bincount(right, side, count) - np.bincount(left, side, count) for side in pull.T], axis=1)
        spot = _apart(spot + (0.15 * drawn / total - 0.03 * spot) * (1 - step / 320), radii, near, rounds=2)
    return _apart(spot, radii, _Near(radii, 8), rounds=200)

"""Where the dots stand: apart from one another, neighbours near, neighbourhoods over nobody else's."""

import math

import networkx as nx  # type: ignore[import-untyped]

from kg.views.network_layout import lay_out


def clusters(count: int, size: int) -> nx.Graph:
    """Dense clusters in a ring, one tie from each to the next."""
    graph = nx.Graph()
    for c in range(count):
        for n in range(size):
            for m in (1, 2, 3):
                graph.add_edge(f"{c}-{n}", f"{c}-{(n + m) % size}", weight=1.0)
        graph.add_edge(f"{c}-0", f"{(c + 1) % count}-0", weight=0.5)
    return graph


def test_no_two_dots_stand_on_one_another() -> None:
    places = list(lay_out(clusters(6, 15)).place.values())
    nearest = min(math.dist(a, b) for n, a in enumerate(places) for b in places[:n])
    assert nearest > 35


def test_clusters_become_neighbourhoods() -> None:
    layout = lay_out(clusters(6, 15))
    assert len(layout.groups) == 6
    for c in range(6):
        assert len({layout.group[f"{c}-{n}"] for n in range(15)}) == 1


def test_the_discs_of_neighbourhoods_do_not_overlap_by_much() -> None:
    groups = lay_out(clusters(12, 12)).groups
    for n, (x, y, r) in enumerate(groups):
        for u, v, s in groups[:n]:
            assert math.hypot(x - u, y - v) > 0.9 * (r + s)


def test_members_stand_inside_the_disc_of_their_neighbourhood() -> None:
    layout = lay_out(clusters(5, 20))
    for node, (x, y) in layout.place.items():
        gx, gy, r = layout.groups[layout.group[node]]
        assert math.hypot(x - gx, y - gy) <= r


def test_a_neighbourhood_too_large_to_look_at_is_cut() -> None:
    wheel = nx.Graph()
    wheel.add_edges_from((f"a{n}", f"a{n + 1}", {"weight": 1.0}) for n in range(600))
    layout = lay_out(wheel)
    sizes = [list(layout.group.values()).count(g) for g in set(layout.group.values())]
    assert max(sizes) <= 120


def test_nodes_without_ties_and_an_empty_graph_have_places_too() -> None:
    alone = nx.Graph()
    alone.add_nodes_from(["a", "b", "c"])
    assert len(set(lay_out(alone).place.values())) == 3
    assert lay_out(nx.Graph()).place == {}

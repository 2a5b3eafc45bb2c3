"""The dataset describes itself, and its counts are those of the file."""

import pyoxigraph as ox

from kg.graph.dataset import dataset_quads
from kg.graph.identity import identity_quads
from kg.graph.nodes import Base, term
from kg.records import Entity


def test_the_counts_are_those_of_the_whole_graph() -> None:
    county = Entity("county/141127", "County", "岚县", ("岚县",), "place:141127", "141127")
    quads = list(identity_quads([county], base=Base()))
    described = list(dataset_quads(quads, base=Base()))
    whole = {q.triple for q in [*quads, *described]}
    stated = {str(q.subject.value).rpartition("/")[2]: int(q.object.value) for q in described if isinstance(q.object, ox.Literal)
              and q.predicate in (term("void:triples"), term("void:entities"))}  # fmt: skip
    assert stated["dataset"] == len(whole)
    assert (stated["County"], stated["Prefecture"], stated["Province"]) == (1, 1, 1)
    assert stated["locatedIn"] == 2

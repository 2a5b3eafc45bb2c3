"""The description of the dataset itself: what it is, by which program and version, how many of each class and relation (VoID).

In: all other quads. Out: quads of the graph `id/graph/dataset`; the count of triples includes the description's own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import kg
from kg.graph.nodes import TYPE, Base, Term, number, term, zh
from kg.graph.vocabulary import KG, PREFIXES
from kg.records import ENTITY_KINDS, PREDICATES


def dataset_quads(quads: Iterable[ox.Quad], *, base: Base) -> Iterator[ox.Quad]:
    """The description of a graph made of `quads`."""
    triples = {quad.triple for quad in quads}
    kinds = Counter(str(t.object.value) for t in triples if t.predicate == TYPE and isinstance(t.object, ox.NamedNode))
    relations = Counter(t.predicate.value for t in triples)
    here = base.iri("dataset")
    found: list[tuple[ox.NamedNode, ox.NamedNode, Term]] = [
        (here, TYPE, term("void:Dataset")),
        (here, TYPE, term("dcat:Dataset")),
        (here, term("dcterms:title"), zh("地方报纸知识图谱")),
        (here, term("dcterms:conformsTo"), ox.NamedNode(KG.removesuffix("#"))),
        (here, term("dcat:version"), ox.Literal(kg.__version__)),
    ]
    for prefix in ("kg", "oa", "org", "prov", "schema", "skos"):
        found.append((here, term("void:vocabulary"), ox.NamedNode(PREFIXES[prefix])))
    for kind in (*ENTITY_KINDS, "Article", "Claim", "Quotation", "Measure"):
        if count := kinds[KG + kind]:
            part = base.iri(f"dataset/class/{kind}")
            found.append((here, term("void:classPartition"), part))
            found.append((part, term("void:class"), term(f"kg:{kind}")))
            found.append((part, term("void:entities"), number(count, "integer")))
    for predicate in PREDICATES:
        if count := relations[KG + predicate]:
            part = base.iri(f"dataset/property/{predicate}")
            found.append((here, term("void:propertyPartition"), part))
            found.append((part, term("void:property"), term(f"kg:{predicate}")))
            found.append((part, term("void:triples"), number(count, "integer")))
    found.append((here, term("void:triples"), number(len(triples) + len(found) + 1, "integer")))
    for subject, predicate_node, value in found:
        yield ox.Quad(subject, predicate_node, value, base.iri("graph/dataset"))

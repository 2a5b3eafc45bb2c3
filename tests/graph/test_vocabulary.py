"""The ontology defines every class and property that the code writes, in Chinese and English."""

import re
from pathlib import Path

import rdflib

from kg.graph.vocabulary import KG, PREFIXES, expand, shorten
from kg.ontology import ontology_file
from kg.records import ENTITY_KINDS, PREDICATES, STATUSES

ONTOLOGY = rdflib.Graph().parse(ontology_file("kg.ttl"))
DEFINED = {str(s).removeprefix(KG) for s in ONTOLOGY.subjects() if str(s).startswith(KG)}


def test_every_kind_predicate_and_status_is_defined() -> None:
    assert {*ENTITY_KINDS, *PREDICATES, *STATUSES} <= DEFINED


def test_every_term_that_the_code_writes_is_defined() -> None:
    written: set[str] = set()
    for path in (Path(__file__).parents[2] / "kg" / "graph").glob("*.py"):
        written |= set(re.findall(r'"kg:([A-Za-z]+)"', path.read_text("utf-8")))
    assert len(written) > 30
    assert written <= DEFINED


def test_every_term_has_labels_and_a_comment_in_chinese_and_english() -> None:
    for kind in (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty):
        for term in ONTOLOGY.subjects(rdflib.RDF.type, kind):
            for annotation in (rdflib.RDFS.label, rdflib.RDFS.comment):
                languages = {value.language for value in ONTOLOGY.objects(term, annotation)}
                assert languages == {"zh", "en"}, term


def test_every_relation_names_its_ends() -> None:
    schema = rdflib.Namespace(PREFIXES["schema"])
    for name in PREDICATES:
        term = rdflib.URIRef(KG + name)
        for annotation in (rdflib.RDFS.domain, rdflib.RDFS.range, schema.domainIncludes, schema.rangeIncludes):
            assert set(ONTOLOGY.objects(term, annotation)), (name, annotation)


def test_prefixed_names_go_both_ways() -> None:
    for name in ("kg:Claim", "id:county/141127", "rdf:type"):
        assert shorten(expand(name)) == name

"""What follows from all articles: names, the places above by the division table, merged IRIs."""

from kg.graph.identity import Doubt, identity_quads
from kg.graph.nodes import Base, term
from kg.records import Entity

COUNTY = Entity("county/141127", "County", "岚县", ("岚县",), "place:141127", "141127")


def triples(*entities: Entity, **more: object) -> list[str]:
    return [str(q.triple) for q in identity_quads(list(entities), base=Base(), **more)]  # type: ignore[arg-type]


def test_the_places_above_come_from_the_division_table_and_say_so() -> None:
    found = triples(COUNTY)
    assert f"{Base().iri('county/141127')} {term('kg:locatedIn')} {Base().iri('prefecture/141100')}" in found
    assert f"{Base().iri('prefecture/141100')} {term('kg:locatedIn')} {Base().iri('province/140000')}" in found
    assert sum("source/divisions" in t for t in found) == 2


def test_an_entity_has_one_canonical_name_and_the_others_beside_it() -> None:
    found = triples(Entity("enterprise/x", "Enterprise", "岚县甲公司", ("岚县甲公司", "甲公司"), "k"))
    assert sum(str(term("skos:prefLabel")) in t for t in found) == 1
    assert next(t for t in found if str(term("skos:altLabel")) in t).endswith('"甲公司"@zh')


def test_a_merged_iri_points_to_its_successor() -> None:
    found = triples(COUNTY, replaced={"county/old": "county/141127"})
    assert any(str(term("dcterms:isReplacedBy")) in t for t in found)
    assert any(str(term("owl:deprecated")) in t for t in found)


def test_a_doubt_names_score_and_reasons() -> None:
    found = triples(COUNTY, doubts=[Doubt("person/a", "person/b", 0.4, ("同名",))])
    assert any(str(term("kg:possiblySameAs")) in t for t in found)
    assert any('"同名"@zh' in t for t in found)

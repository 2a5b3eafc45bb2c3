"""Quads of one article: a direct triple never without its claim, a claim never without its quote."""

from dataclasses import replace

import pyoxigraph as ox

from kg.graph.nodes import Base, term
from kg.graph.statements import article_quads, source_lines
from kg.records import Article, Claim, Facts, Measure, Part, Quotation, Run

PAGE = "岚县审批局局长张三说：“快了。”投资5.4亿元"
ARTICLE = Article("a1", "page.txt", "news", PAGE, (Part("body", 0, len(PAGE)),), (Run(0, len(PAGE), 0),), ((1, 1), (3, 7)))
KINDS = {"person/zhang-san-1": "Person", "government-body/lan-xian-1": "GovernmentBody"}


def quads(facts: Facts) -> set[str]:
    mentioned = {"person/zhang-san-1": ["张三"], "government-body/lan-xian-1": ["岚县审批局"]}
    found = list(article_quads(ARTICLE, PAGE, mentioned, facts, KINDS, base=Base(), authors=["person/zhang-san-1"]))
    assert all(q.graph_name == Base().iri("graph/a1") for q in found)
    assert not any(isinstance(part, ox.BlankNode) for q in found for part in (q.subject, q.object))
    return {str(q.triple) for q in found}


def post(status: str = "Asserted") -> Claim:
    attributes = (("title", "局长"),)
    return Claim(
        "person/zhang-san-1", "holdsPositionAt", "government-body/lan-xian-1", "a1", 0, 9, "posts/x", 0.9, status, attributes
    )


DIRECT = f"{Base().iri('person/zhang-san-1')} {term('kg:holdsPositionAt')} {Base().iri('government-body/lan-xian-1')}"


def test_a_claim_gives_the_direct_triple_and_its_quote() -> None:
    found = quads(Facts((post(),)))
    assert DIRECT in found
    assert any('"岚县审批局局长张三"@zh' in t for t in found)


def test_a_post_is_also_an_org_membership_with_its_role() -> None:
    found = quads(Facts((post(),)))
    assert any(t.endswith(str(term("org:Membership"))) for t in found)
    assert any(t.endswith(str(term("org:Post"))) for t in found)
    assert any(str(term("org:role")) in t for t in found)


def test_a_former_or_denied_relation_gives_no_direct_triple() -> None:
    for status in ("Former", "Denied"):
        found = quads(Facts((post(status),)))
        assert DIRECT not in found
        assert any(str(term(f"kg:{status}")) in t for t in found)


def test_a_quotation_keeps_its_words_and_its_speaker() -> None:
    found = quads(Facts((), (Quotation("person/zhang-san-1", "a1", 12, 15, True, "speech/x"),)))
    assert any(t.endswith('"快了。"@zh') and str(term("schema:text")) in t for t in found)


def test_a_figure_keeps_number_unit_and_words() -> None:
    measure = Measure("government-body/lan-xian-1", "投资", "540000000", "元", "a1", 16, 23, "measures/x")
    found = quads(Facts((), (), (measure,)))
    assert any('"540000000"' in t for t in found)
    assert any(t.endswith('"投资5.4亿元"@zh') for t in found)


def test_source_lines_are_written_as_ranges() -> None:
    assert source_lines(ARTICLE) == "1,3-7"


def test_keywords_are_words_of_the_article() -> None:
    found = article_quads(ARTICLE, PAGE, {}, Facts(), {}, base=Base(), keywords=["审批", "投资"])
    words = [str(q.object) for q in found if q.predicate == term("kg:keyword")]
    assert words == ['"审批"@zh', '"投资"@zh']


def days(*claims: Claim) -> set[str]:
    kinds = {"event/x-1": "Event", "township/1": "Township", "government-body/y-1": "GovernmentBody"}
    found = article_quads(ARTICLE, PAGE, {}, Facts(claims), kinds, base=Base())
    return {f"{q.predicate} {q.object}" for q in found if q.subject == Base().iri("event/x-1") and "Date" in str(q.predicate)}


def test_an_event_has_the_day_of_its_place_or_hosts() -> None:
    place = Claim("event/x-1", "locatedIn", "township/1", "a1", 0, 9, "r", 0.9, "Asserted", (), "2025-09-28")
    host = Claim("government-body/y-1", "carriesOut", "event/x-1", "a1", 0, 9, "r", 0.9, "Asserted", (), "2025-10-20/2025-10-22")
    day = '"{}"^^<http://www.w3.org/2001/XMLSchema#date>'
    first, last = (f"{term(name)} {day}" for name in ("schema:startDate", "schema:endDate"))
    assert days(place, host) == {first.format("2025-09-28"), last.format("2025-09-28")}
    assert days(host) == {first.format("2025-10-20"), last.format("2025-10-22")}
    assert days(replace(place, time="2025-09")) == set()  # a month is no day
    assert days(replace(place, status="Denied")) == set()
    assert days(place, replace(place, object="township/2", time="2025-09-29")) == set()  # the article says two things

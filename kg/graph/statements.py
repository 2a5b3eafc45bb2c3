"""What one article says -> quads in that article's named graph, so that it can be withdrawn with the article.

In: an Article, its page's text, facts that speak of entities. Out: pyoxigraph quads without blank nodes, clocks or random ids.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.evidence import Span, spans_of
from kg.graph.nodes import TYPE, Base, Triples, classes, digest, number, term, zh
from kg.records import Article, Claim, Facts, Measure, Quotation

HOLDING = ("locatedIn", "carriesOut")  # the relations whose day is that of an event
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")  # EDTF: a day, or the first and the last one
SILENT = ("Denied", "Former")  # claims of these statuses give no direct triple: the relation is said not to hold now


def article_quads(
    article: Article,
    page_text: str,
    mentioned: Mapping[str, Sequence[str]],
    facts: Facts,
    kinds: Mapping[str, str],
    *,
    base: Base,
    authors: Sequence[str] = (),
    keywords: Sequence[str] = (),
) -> Iterator[ox.Quad]:
    """Everything that one article says.

    `mentioned`: entity id -> the surface forms printed here; `kinds`: entity id -> class; `facts` speak of entity ids;
    `authors`: entity ids of the byline; `keywords`: words that are typical of the article.
    """
    graph = base.iri(f"graph/{article.id}")
    node = base.iri(f"article/{article.id}")
    for subject, predicate, value in _article(article, node, mentioned, kinds, authors, base):
        yield ox.Quad(subject, predicate, value, graph)
    for word in keywords:
        yield ox.Quad(node, term("kg:keyword"), zh(word), graph)
    for claim in facts.claims:
        for subject, predicate, value in _claim(claim, article, page_text, node, base):
            yield ox.Quad(subject, predicate, value, graph)
    for subject, predicate, value in _days(facts.claims, kinds, base):
        yield ox.Quad(subject, predicate, value, graph)
    for quotation in facts.quotations:
        for subject, predicate, value in _quotation(quotation, article, page_text, node, base):
            yield ox.Quad(subject, predicate, value, graph)
    for measure in facts.measures:
        for subject, predicate, value in _measure(measure, article, page_text, node, base):
            yield ox.Quad(subject, predicate, value, graph)


def _article(
    article: Article,
    node: ox.NamedNode,
    mentioned: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str],
    authors: Sequence[str],
    base: Base,
) -> Triples:
    yield node, TYPE, term("kg:Article")
    yield node, TYPE, term("schema:NewsArticle")
    yield node, term("kg:articleKind"), ox.Literal(article.kind)
    if article.headline:
        yield node, term("schema:headline"), zh(article.headline)
        yield node, term("rdfs:label"), zh(article.headline)
    if article.subhead:
        yield node, term("schema:alternativeHeadline"), zh(article.subhead)
    for author in authors:
        yield node, term("schema:author"), base.iri(author)
    if article.date:
        yield node, term("schema:datePublished"), number(article.date, "date")
    if article.dateline:
        yield node, term("schema:dateline"), zh(article.dateline)
    if article.paper:
        yield node, term("kg:paper"), zh(article.paper)
    if article.text:
        yield node, term("schema:articleBody"), zh(article.text)
    yield node, term("kg:sourceFile"), ox.Literal(article.source)
    yield node, term("kg:sourceLines"), ox.Literal(source_lines(article))
    for mark, name in ((article.continued_from, "kg:continuedFrom"), (article.continued_on, "kg:continuedOn")):
        if mark:
            yield node, term(name), zh(mark)
    for entity, names in mentioned.items():
        thing = base.iri(entity)
        yield node, term("schema:mentions"), thing
        yield from classes(thing, kinds[entity])
        for name in names:
            yield thing, term("kg:surfaceForm"), zh(name)


def source_lines(article: Article) -> str:
    """`"1,64-474"`: 1-based inclusive ranges of page lines."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in article.lines)


def claim_tail(claim: Claim) -> str:
    """The tail of a claim's IRI; equal claims from one stretch of text share it."""
    parts = (claim.subject, claim.predicate, claim.object, claim.article, claim.start, claim.end, claim.attributes, claim.status)
    return f"claim/{digest(*parts)}"


def _claim(claim: Claim, article: Article, page_text: str, node: ox.NamedNode, base: Base) -> Triples:
    spans = spans_of(article, page_text, claim.start, claim.end)
    if not spans:
        return
    tail = claim_tail(claim)
    subject, predicate, value = base.iri(claim.subject), term(f"kg:{claim.predicate}"), base.iri(claim.object)
    here = base.iri(tail)
    if claim.status not in SILENT:
        yield subject, predicate, value
    yield here, TYPE, term("kg:Claim")
    yield here, TYPE, term("rdf:Statement")
    yield here, term("rdf:subject"), subject
    yield here, term("rdf:predicate"), predicate
    yield here, term("rdf:object"), value
    yield here, term("kg:status"), term(f"kg:{claim.status}")
    yield here, term("kg:confidence"), number(f"{claim.confidence:.2f}", "decimal")
    yield here, term("kg:rule"), ox.Literal(claim.rule)
    yield here, term("prov:wasDerivedFrom"), node
    for name, words in claim.attributes:
        yield here, term(f"kg:{name}"), zh(words)
    if claim.time:
        yield here, term("kg:time"), ox.Literal(claim.time)
    yield from _evidence(here, spans, article, base)
    title = dict(claim.attributes).get("title")
    if claim.predicate == "holdsPositionAt" and title:
        yield from _post(claim, title, here, node, base)


def _days(claims: Sequence[Claim], kinds: Mapping[str, str], base: Base) -> Triples:
    """The day of each event, or its first and last, from the claims of its place, else of its hosts; only where they agree."""
    told: dict[str, dict[str, set[str]]] = {}
    for claim in claims:
        event = claim.subject if claim.predicate == "locatedIn" else claim.object
        if claim.predicate in HOLDING and kinds.get(event) == "Event" and claim.status not in SILENT and claim.time:
            told.setdefault(event, {}).setdefault(claim.predicate, set()).add(claim.time)
    for event, times in told.items():
        days = next(times[p] for p in HOLDING if p in times)
        found = DAYS.fullmatch(min(days)) if len(days) == 1 else None
        if found:
            yield base.iri(event), term("schema:startDate"), number(found[1], "date")
            yield base.iri(event), term("schema:endDate"), number(found[2] or found[1], "date")


def _evidence(here: ox.NamedNode, spans: Sequence[Span], article: Article, base: Base) -> Triples:
    for span in spans:
        at = base.iri(f"span/{article.id}/{span.start}-{span.end}")
        yield here, term("kg:evidence"), at
        yield at, TYPE, term("oa:TextQuoteSelector")
        yield at, TYPE, term("oa:TextPositionSelector")
        yield at, term("oa:exact"), zh(span.exact)
        yield at, term("oa:start"), number(span.start, "nonNegativeInteger")
        yield at, term("oa:end"), number(span.end, "nonNegativeInteger")
        yield at, term("kg:sourceStart"), number(span.source_start, "nonNegativeInteger")
        yield at, term("kg:sourceEnd"), number(span.source_end, "nonNegativeInteger")
        yield at, term("kg:sourceLine"), number(span.line, "positiveInteger")


def _post(claim: Claim, title: str, here: ox.NamedNode, node: ox.NamedNode, base: Base) -> Triples:
    body = base.iri(claim.object)
    role = base.iri(f"role/{digest(title)}")
    post = base.iri(f"post/{digest(claim.object, title)}")
    membership = base.iri(f"membership/{digest(claim.subject, claim.object, title)}")
    yield role, TYPE, term("org:Role")
    yield role, term("skos:prefLabel"), zh(title)
    yield post, TYPE, term("org:Post")
    yield post, term("org:postIn"), body
    yield post, term("org:role"), role
    yield membership, TYPE, term("org:Membership")
    yield membership, term("org:member"), base.iri(claim.subject)
    yield membership, term("org:organization"), body
    yield membership, term("org:role"), role
    yield membership, term("kg:post"), post
    yield membership, term("kg:backedBy"), here
    yield membership, term("prov:wasDerivedFrom"), node


def _quotation(quotation: Quotation, article: Article, page_text: str, node: ox.NamedNode, base: Base) -> Triples:
    spans = spans_of(article, page_text, quotation.start, quotation.end)
    if not spans:
        return
    here = base.iri(f"quotation/{digest(quotation.speaker, article.id, quotation.start, quotation.end)}")
    yield here, TYPE, term("kg:Quotation")
    yield here, TYPE, term("schema:Quotation")
    yield here, term("kg:speaker"), base.iri(quotation.speaker)
    yield here, term("schema:text"), zh(article.text[quotation.start : quotation.end])
    yield here, term("kg:quoteMode"), term("kg:DirectSpeech" if quotation.direct else "kg:ReportedSpeech")
    yield here, term("kg:rule"), ox.Literal(quotation.rule)
    yield here, term("prov:wasDerivedFrom"), node
    yield from _evidence(here, spans, article, base)


def _measure(measure: Measure, article: Article, page_text: str, node: ox.NamedNode, base: Base) -> Triples:
    spans = spans_of(article, page_text, measure.start, measure.end)
    if not spans:
        return
    here = base.iri(f"measure/{digest(measure.entity, measure.property, article.id, measure.start, measure.end, measure.value)}")
    yield here, TYPE, term("kg:Measure")
    yield here, term("kg:measureOf"), base.iri(measure.entity)
    yield here, term("kg:property"), zh(measure.property)
    yield here, term("schema:value"), number(measure.value, "decimal")
    yield here, term("schema:unitText"), zh(measure.unit)
    yield here, term("kg:verbatim"), zh(article.text[measure.start : measure.end])
    if measure.approx:
        yield here, term("kg:approximate"), zh(measure.approx)
    if measure.time:
        yield here, term("kg:time"), ox.Literal(measure.time)
    yield here, term("kg:rule"), ox.Literal(measure.rule)
    yield here, term("prov:wasDerivedFrom"), node
    yield from _evidence(here, spans, article, base)

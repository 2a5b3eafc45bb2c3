"""The way back, in plain text: from a thing, a claim or an article to rule, sentence, headline, file and line.

In: a build and what was meant (a name, an IRI, its tail). Out: text for a terminal, hidden characters written out.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg.graph.nodes import term
from kg.graph.vocabulary import shorten
from kg.records import KgError
from kg.views import lookup
from kg.views.lookup import Build, Node, Saying, Statement
from kg.views.text import visible


def explain(out: Path, thing: str) -> str:
    """Everything known of a thing and how. KgError when nothing is called so."""
    build = lookup.open_build(out)
    found = meant(build, thing)
    if not found:
        raise KgError(f"nothing in {out} is called {visible(thing)}; {advice(build, thing)}")
    texts = ["\n".join(_lines(build, node)) + "\n" for node in found]
    return visible("\n".join(texts))


def meant(build: Build, thing: str) -> list[Node]:
    """The nodes that a name, a full IRI, a tail (person/…) or a prefixed name (id:person/…) means; the headline of an article."""
    thing = thing.strip()
    for iri in (thing, thing[1:-1], build.base + thing.removeprefix("id:"), f"{build.base}article/{thing}"):
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            continue
        if lookup.known(build.store, node):
            return [node]
    headlines = build.store.quads_for_pattern(None, term("schema:headline"), ox.Literal(thing, language="zh"))
    found = [quad.subject for quad in sorted(headlines, key=str) if isinstance(quad.subject, ox.NamedNode)]
    return lookup.named(build.store, thing) or list(dict.fromkeys(found))


def advice(build: Build, thing: str) -> str:
    """What to say to a name that nothing has: the (up to five) names that look like it, else what else can be given."""
    asked = set(thing)
    labels = (quad.object for quad in build.store.quads_for_pattern(None, term("skos:prefLabel"), None))
    names = {label.value for label in labels if isinstance(label, ox.Literal)}
    alike = sorted(name for name in names if len(asked.intersection(name)) * 2 >= min(len(asked), len(name)))
    close = get_close_matches(thing, alike, n=5, cutoff=0.5)
    return f"did you mean {'、'.join(map(visible, close))}?" if close else "give a name, an IRI or its tail such as county/141127"


def _lines(build: Build, node: Node) -> Iterator[str]:
    kind = lookup.kind_of(build.store, node)
    if kind == "Claim":
        yield from _claim(build, lookup.statement(build.store, node))
    elif kind == "Article":
        yield from _article(build, node)
    elif kind in ("Quotation", "Measure"):
        says = lookup.quotations if kind == "Quotation" else lookup.figures
        (where, *_) = lookup.nodes(build.store, node, "prov:wasDerivedFrom")
        yield from (line for s in says(build.store, within=where) if s.node == node for line in _saying(build, s))
    elif kind == "IdentityDoubt":
        yield from _doubt(build, node)
    else:
        yield from _entity(build, node, kind)


def _entity(build: Build, node: Node, kind: str) -> Iterator[str]:
    store = build.store
    yield f"{lookup.name_of(store, node)} · {lookup.label(kind)} ({lookup.label(kind, 'en')})"
    yield f"  {node.value}"
    for instead in lookup.nodes(store, node, "dcterms:isReplacedBy"):
        yield f"  now {instead.value} ({lookup.name_of(store, instead)})"
    names = sorted({n for form in lookup.NAMES for n in lookup.values(store, node, form)} - {lookup.name_of(store, node)})
    if names:
        yield f"  also printed as: {'、'.join(names)}"
    code, seat = lookup.value(store, node, "kg:divisionCode"), lookup.value(store, node, "kg:jurisdictionCode")
    if code:
        yield f"  division code {code}"
    if seat:
        places = "、".join(lookup.name_of(store, place) for place in lookup.coded(store, seat))
        yield f"  belongs to {places + ', ' if places else ''}division code {seat}"
    for doubt in lookup.nodes(store, None, "rdf:subject", node) + lookup.nodes(store, None, "rdf:object", node):
        if lookup.kind_of(store, doubt) == "IdentityDoubt":
            yield from _doubt(build, doubt)
    for statement in lookup.statements_on(store, node):
        yield ""
        yield from _claim(build, statement)
    for title, sayings in (("said", lookup.quotations(store, of=node)), ("figures", lookup.figures(store, of=node))):
        if sayings:
            yield ""
            yield f"{title}:"
            for saying in sayings:
                yield from _saying(build, saying)
    heads = [lookup.head(store, article) for article in lookup.nodes(store, None, "schema:mentions", node)]
    if heads:
        yield ""
        yield f"named in {len(heads)} article{'' if len(heads) == 1 else 's'}:"
        yield from (f"  {h.headline or '(no headline)'}  {h.file}:{h.lines}  {shorten(h.node.value)}" for h in heads)


def _claim(build: Build, s: Statement) -> Iterator[str]:
    store = build.store
    more = "".join(f" [{lookup.label(name)}: {words}]" for name, words in s.attributes) + (f" [{s.time}]" if s.time else "")
    relation = lookup.label(s.predicate)
    yield f"{lookup.name_of(store, s.subject)} —{relation}→ {lookup.name_of(store, s.object)}{more}"
    yield f"  {s.predicate}, {s.status}, confidence {s.confidence}, rule {s.rule}"
    yield from _evidence(build, s.quotes, s.article)
    yield f"  {shorten(s.node.value)}"


def _saying(build: Build, s: Saying) -> Iterator[str]:
    yield f"  {lookup.name_of(build.store, s.about)}: {s.what}"
    rule = lookup.value(build.store, s.node, "kg:rule")
    if rule:
        yield f"  rule {rule}"
    yield from _evidence(build, s.quotes, s.article)


def _evidence(build: Build, quotes: tuple[lookup.Quote, ...], article: Node) -> Iterator[str]:
    head = lookup.head(build.store, article)
    if not head.file:
        yield f"  from {shorten(article.value)}"
        return
    for quote in quotes:
        place = f"{head.file}:{quote.line}" if quote.line else f"{head.file}:{head.lines}"
        yield f"  “{quote.exact}”  {place}"
    about = " · ".join(filter(None, (head.headline, head.paper, head.date)))
    yield f"  in {about or '(no headline)'}  {shorten(article.value)}"


def _doubt(build: Build, node: Node) -> Iterator[str]:
    store = build.store
    pair = [lookup.name_of(store, n) for name in ("rdf:subject", "rdf:object") for n in lookup.nodes(store, node, name)]
    iris = [n.value for name in ("rdf:subject", "rdf:object") for n in lookup.nodes(store, node, name)]
    yield f"  may be one, kept apart: {' / '.join(pair)} (score {lookup.value(store, node, 'kg:confidence')})"
    yield from (f"    {iri}" for iri in iris)
    yield from (f"    {reason}" for reason in lookup.values(store, node, "kg:reason"))


def _article(build: Build, node: Node) -> Iterator[str]:
    store, head = build.store, lookup.head(build.store, node)
    yield f"{head.headline or '(no headline)'} · {' · '.join(filter(None, (head.paper, head.date)))}".rstrip(" ·")
    yield f"  {node.value}"
    yield f"  printed in {head.file}, lines {head.lines}"
    authors = [lookup.name_of(store, author) for author in lookup.nodes(store, node, "schema:author")]
    if authors:
        yield f"  by {'、'.join(authors)}"
    for after in lookup.nodes(store, node, "kg:continuedBy"):
        yield f"  continued by {shorten(after.value)}"
    row = next((row for row in lookup.articles(build.folder) if node.value == f"{build.base}article/{row['id']}"), None)
    reasons = row.get("reasons") if row else None
    if isinstance(reasons, list) and reasons:
        yield "  why it begins and ends here:"
        yield from (f"    {r['words'] or r['name']} ({r['name']}, {r['weight']:+g})" for r in reasons)
    mentioned = lookup.nodes(store, node, "schema:mentions")
    if mentioned:
        yield f"  names {len(mentioned)} things:"
        for thing in mentioned:
            yield f"    {lookup.name_of(store, thing)} · {lookup.label(lookup.kind_of(store, thing))} {shorten(thing.value)}"
    for statement in lookup.statements_in(store, node):
        yield ""
        yield from _claim(build, statement)
    for saying in lookup.quotations(store, within=node) + lookup.figures(store, within=node):
        yield ""
        yield from _saying(build, saying)

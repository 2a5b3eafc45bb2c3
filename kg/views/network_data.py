"""The store read once into plain records for the explorer: entities, claims, speech, figures, articles, doubts.

In: a store as a build writes it: its default graph holds every triple once. Out: a Picture whose tuples are sorted by IRI tail,
so that the same graph gives the same bytes. An end that the store does not describe is left out together with its claims.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.graph.vocabulary import KG, PREFIXES, shorten
from kg.records import ENTITY_KINDS

_PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
_SPECIFIC = (*(k for k in ENTITY_KINDS if k != "Place"), "Place")  # a county is also a kg:Place
_FIXED = {"status", "confidence", "rule", "time", "evidence"}  # what every claim has; its other kg: properties are attributes
Described = Mapping[str, Mapping[str, tuple[str, ...]]]
Spans = tuple[tuple[int, int, int], ...]  # from, to in code points of the article's text; line of the page, 0 where not known


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: `id` is the tail of its IRI, `names` its other names, `code` of itself or of its jurisdiction."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    code: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Said:
    """One claim and the words that prove it. `article` is "" for the division table."""

    id: str
    subject: str
    predicate: str
    object: str
    article: str
    spans: Spans
    status: str
    confidence: str
    rule: str
    attributes: tuple[tuple[str, str], ...]
    time: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One quotation."""

    speaker: str
    article: str
    spans: Spans
    direct: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure; `words` as printed."""

    entity: str
    property: str
    value: str
    unit: str
    words: str
    article: str
    spans: Spans
    time: str


@dataclass(frozen=True, slots=True)
class Story:
    """One article."""

    id: str
    headline: str
    paper: str
    date: str
    file: str
    lines: str
    authors: tuple[str, ...]
    next: str
    text: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two entities that may be one."""

    one: str
    other: str
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the explorer shows."""

    base: str
    things: tuple[Thing, ...]
    claims: tuple[Said, ...]
    speech: tuple[Speech, ...]
    figures: tuple[Figure, ...]
    stories: tuple[Story, ...]
    doubts: tuple[Unsure, ...]


def read_picture(store: ox.Store, *, base: str) -> Picture:
    """The whole store. Takes memory in proportion to the articles' texts."""
    things = tuple(_things(store, base))
    known = {thing.id for thing in things}
    stories = tuple(_stories(store, base, known))
    told = {story.id for story in stories}
    spans = _spans(store, base)
    claims = tuple(c for c in _claims(store, base, spans, told) if c.subject in known and c.object in known)
    speech = tuple(s for s in _speech(store, base, spans) if s.speaker in known and s.article in told)
    figures = tuple(f for f in _figures(store, base, spans) if f.entity in known and f.article in told)
    doubts = tuple(d for d in _doubts(store, base) if d.one in known and d.other in known)
    return Picture(base, things, claims, speech, figures, stories, doubts)


def ask(store: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    """Rows of a SELECT over the default graph, which holds every triple once: values as plain strings, sorted."""
    found = store.query(_PROLOGUE + query)
    assert isinstance(found, ox.QuerySolutions)
    yield from sorted(tuple("" if value is None else value.value for value in row) for row in found)


def _described(store: ox.Store, kind: str, base: str) -> Described:
    """Every node of a class with all that is said of it: prefixed name -> sorted values; our own IRIs as their tails."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    short = cache(shorten)
    for node, predicate, value in ask(store, f"SELECT ?s ?p ?o WHERE {{ ?s a {kind} ; ?p ?o }}"):
        found[node.removeprefix(base)][short(predicate)].append(value.removeprefix(base))
    return {node: {p: tuple(values) for p, values in found[node].items()} for node in sorted(found)}


def _first(said: Mapping[str, tuple[str, ...]], name: str) -> str:
    return said.get(name, ("",))[0]


def _things(store: ox.Store, base: str) -> Iterator[Thing]:
    wanted = " ".join(f"kg:{kind}" for kind in ENTITY_KINDS)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for node, kind in ask(store, f"SELECT ?e ?k WHERE {{ ?e a ?k . VALUES ?k {{ {wanted} }} }}"):
        kinds[node].add(kind.removeprefix(KG))
    names: defaultdict[str, list[str]] = defaultdict(list)
    for node, name in ask(store, "SELECT ?e ?n WHERE { ?e skos:altLabel|kg:surfaceForm ?n }"):
        names[node].append(name)
    labels, codes, seats = (
        {node: value for node, value in ask(store, f"SELECT ?e ?n WHERE {{ ?e {name} ?n }}")}
        for name in ("skos:prefLabel", "kg:divisionCode", "kg:jurisdictionCode")
    )
    for node in sorted(kinds):
        tail = node.removeprefix(base)
        name = labels.get(node) or (names[node][0] if names[node] else tail)
        others = tuple(n for n in dict.fromkeys(names[node]) if n != name)
        kind = next(k for k in _SPECIFIC if k in kinds[node])
        yield Thing(tail, kind, name, others, codes.get(node, ""), seats.get(node, ""))


def _spans(store: ox.Store, base: str) -> Mapping[str, Spans]:
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    words = "SELECT ?x ?s ?e ?l WHERE { ?x kg:evidence ?v . ?v oa:start ?s ; oa:end ?e OPTIONAL { ?v kg:sourceLine ?l } }"
    for node, start, end, line in ask(store, words):
        found[node.removeprefix(base)].append((int(start), int(end), int(line or 0)))
    return {node: tuple(sorted(set(spans))) for node, spans in found.items()}


def _claims(store: ox.Store, base: str, spans: Mapping[str, Spans], told: set[str]) -> Iterator[Said]:
    for node, said in _described(store, "kg:Claim", base).items():
        source = _first(said, "prov:wasDerivedFrom").removeprefix("article/")
        attributes = {p[3:]: v for p, v in said.items() if p.startswith("kg:") and p[3:] not in _FIXED}
        yield Said(
            node.removeprefix("claim/"),
            _first(said, "rdf:subject"),
            _first(said, "rdf:predicate").removeprefix(KG),
            _first(said, "rdf:object"),
            source if source in told else "",
            spans.get(node, ()),
            _first(said, "kg:status").removeprefix(KG),
            _first(said, "kg:confidence"),
            _first(said, "kg:rule"),
            tuple((name, "；".join(values)) for name, values in sorted(attributes.items())),
            _first(said, "kg:time"),
        )


def _speech(store: ox.Store, base: str, spans: Mapping[str, Spans]) -> Iterator[Speech]:
    for node, said in _described(store, "kg:Quotation", base).items():
        direct = _first(said, "kg:quoteMode").endswith("DirectSpeech")
        yield Speech(_first(said, "kg:speaker"), _article(said), spans.get(node, ()), direct)


def _figures(store: ox.Store, base: str, spans: Mapping[str, Spans]) -> Iterator[Figure]:
    for node, said in _described(store, "kg:Measure", base).items():
        yield Figure(
            _first(said, "kg:measureOf"),
            _first(said, "kg:property"),
            _first(said, "kg:approximate") + _first(said, "schema:value"),
            _first(said, "schema:unitText"),
            _first(said, "kg:verbatim"),
            _article(said),
            spans.get(node, ()),
            _first(said, "kg:time"),
        )


def _article(said: Mapping[str, tuple[str, ...]]) -> str:
    return _first(said, "prov:wasDerivedFrom").removeprefix("article/")


def _stories(store: ox.Store, base: str, known: set[str]) -> Iterator[Story]:
    for node, said in _described(store, "kg:Article", base).items():
        yield Story(
            node.removeprefix("article/"),
            _first(said, "schema:headline"),
            _first(said, "kg:paper"),
            _first(said, "schema:datePublished"),
            _first(said, "kg:sourceFile"),
            _first(said, "kg:sourceLines"),
            tuple(who for who in said.get("schema:author", ()) if who in known),
            _first(said, "kg:continuedBy").removeprefix("article/"),
            _first(said, "schema:articleBody"),
            tuple(who for who in said.get("schema:mentions", ()) if who in known),
        )


def _doubts(store: ox.Store, base: str) -> Iterator[Unsure]:
    for said in _described(store, "kg:IdentityDoubt", base).values():
        one, other = _first(said, "rdf:subject"), _first(said, "rdf:object")
        yield Unsure(one, other, _first(said, "kg:confidence"), said.get("kg:reason", ()))

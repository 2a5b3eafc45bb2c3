"""Questions that every view asks of a published build: what a thing is called, what is said of it, where that stands.

In: the store, opened read-only, and nodes. Out: plain records. No query language here: all by patterns, in a stable order.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph import STORE, release
from kg.graph.nodes import TYPE, term
from kg.graph.vocabulary import BASE, KG, shorten
from kg.records import ENTITY_KINDS, PREDICATES
from kg.views import network_words

Node = ox.NamedNode
Described = Mapping[str, tuple[str, ...]]
NAMES = ("skos:prefLabel", "skos:altLabel", "kg:surfaceForm")
ATTRIBUTES = ("title", "role", "amount", "date")


@dataclass(frozen=True, slots=True)
class Build:
    """One published build, opened: readers keep it whatever later builds do."""

    folder: Path
    store: ox.Store
    base: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article that prove a fact: code points into the article; `line` of the page where the graph says it."""

    exact: str
    start: int
    end: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim: who, what, whom, and how it is known. `article` is the node that says it (or the division table)."""

    node: Node
    subject: Node
    predicate: str
    object: Node
    status: str
    confidence: str
    rule: str
    article: Node
    quotes: tuple[Quote, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    time: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation of a person, or a figure of a thing: `what` is the words said, or `property: words`."""

    node: Node
    about: Node
    what: str
    article: Node
    quotes: tuple[Quote, ...]
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an article, and where it was printed."""

    node: Node
    headline: str
    paper: str
    date: str
    file: str
    lines: str


def open_build(out: Path) -> Build:
    """The published build of a folder. OutputError where there is none."""
    folder = release(out)
    return Build(folder, ox.Store.read_only(str(folder / STORE)), base_of(folder))


def base_of(folder: Path) -> str:
    """Where the data of a release has its IRIs: as its report says, else the project's own."""
    try:
        return str(json.loads((folder / "report.json").read_text("utf-8"))["settings"]["base"]) or BASE
    except (OSError, ValueError, KeyError, TypeError):
        return BASE


def values(store: ox.Store, node: Node, name: str) -> list[str]:
    """The values of a property, sorted, once each, IRIs and literals as text."""
    found = store.quads_for_pattern(node, term(name), None)
    return sorted({quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)})


def value(store: ox.Store, node: Node, name: str) -> str:
    return next(iter(values(store, node, name)), "")


def nodes(store: ox.Store, node: Node | None, name: str, thing: Node | None = None) -> list[Node]:
    """The nodes that a property leads to, or with `thing` and no `node` those it comes from."""
    quads = store.quads_for_pattern(node, term(name), thing)
    found = {quad.object if thing is None else quad.subject for quad in quads}
    return sorted((n for n in found if isinstance(n, ox.NamedNode)), key=lambda n: n.value)


def described(store: ox.Store, node: Node) -> Described:
    """All that is said of a node, read once: prefixed name of the property -> values as text, sorted, once each."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(node, None, None):
        if not isinstance(quad.object, ox.Triple):
            found.setdefault(quad.predicate.value, set()).add(quad.object.value)
    return {shorten(name): tuple(sorted(said)) for name, said in found.items()}


def first(said: Described, name: str) -> str:
    """The first value of a property, or ""."""
    return said.get(name, ("",))[0]


def known(store: ox.Store, node: Node) -> bool:
    """Whether anything is said of the node."""
    return next(iter(store.quads_for_pattern(node, None, None)), None) is not None


def kind_of(store: ox.Store, node: Node) -> str:
    """Our class of a thing without the prefix, the narrowest where there are several; "" for what is none of ours."""
    return kind_in({"rdf:type": tuple(shorten(kind) for kind in values(store, node, "rdf:type"))})


def kind_in(said: Described) -> str:
    """The same of what was read of it."""
    own = {shorten(kind).removeprefix("kg:") for kind in said.get("rdf:type", ()) if shorten(kind).startswith("kg:")}
    narrow = sorted(own - {"Place"}, key=lambda k: (k not in ENTITY_KINDS, k))
    return narrow[0] if narrow else next(iter(own), "")


def name_of(store: ox.Store, node: Node) -> str:
    """What a thing is called: its label, else its headline, else its IRI."""
    return value(store, node, "skos:prefLabel") or value(store, node, "rdfs:label") or node.value


def name_in(said: Described, node: Node) -> str:
    """The same of what was read of it."""
    return first(said, "skos:prefLabel") or first(said, "rdfs:label") or node.value


def named(store: ox.Store, name: str) -> list[Node]:
    """All entities with this name, those called so first."""
    found: dict[Node, None] = {}
    for form in NAMES:
        for quad in sorted(store.quads_for_pattern(None, term(form), ox.Literal(name, language="zh")), key=str):
            if isinstance(quad.subject, ox.NamedNode):
                found.setdefault(quad.subject)
    return list(found)


def coded(store: ox.Store, code: str) -> list[Node]:
    """The places with this division code."""
    found = {quad.subject for quad in store.quads_for_pattern(None, term("kg:divisionCode"), ox.Literal(code))} if code else set()
    return sorted((n for n in found if isinstance(n, ox.NamedNode)), key=lambda n: n.value)


def quotes(store: ox.Store, node: Node) -> tuple[Quote, ...]:
    """The evidence of a claim, quotation or figure, in the order of the text."""
    return _quotes(store, values(store, node, "kg:evidence"))


def _quotes(store: ox.Store, spans: Iterable[str]) -> tuple[Quote, ...]:
    found = []
    for span in spans:
        said = described(store, Node(span))
        line = first(said, "kg:sourceLine")
        start, end = int(first(said, "oa:start") or 0), int(first(said, "oa:end") or 0)
        found.append(Quote(first(said, "oa:exact"), start, end, int(line) if line else None))
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def statement(store: ox.Store, node: Node) -> Statement:
    """One claim as a record."""
    said = described(store, node)
    return Statement(
        node,
        Node(first(said, "rdf:subject")),
        shorten(first(said, "rdf:predicate")).removeprefix("kg:"),
        Node(first(said, "rdf:object")),
        shorten(first(said, "kg:status")).removeprefix("kg:"),
        first(said, "kg:confidence"),
        first(said, "kg:rule"),
        Node(first(said, "prov:wasDerivedFrom")),
        _quotes(store, said.get("kg:evidence", ())),
        tuple((name, words) for name in ATTRIBUTES for words in said.get(f"kg:{name}", ())),
        first(said, "kg:time"),
    )


def ties(store: ox.Store, node: Node) -> Iterator[tuple[Node, Node]]:
    """(claim, the other end) of every claim about the thing, quickly and in no order; doubts about it too."""
    for here, there in (("rdf:subject", "rdf:object"), ("rdf:object", "rdf:subject")):
        for quad in store.quads_for_pattern(None, term(here), node):
            if isinstance(quad.subject, ox.NamedNode):
                yield from ((quad.subject, end) for end in nodes(store, quad.subject, there))


def statements_on(store: ox.Store, thing: Node) -> list[Statement]:
    """Every claim with the thing as subject or object: by predicate in the contract's order, subjects first, then by name."""
    found = {c for name in ("rdf:subject", "rdf:object") for c in nodes(store, None, name, thing) if is_claim(store, c)}
    made = [statement(store, claim) for claim in found]
    order = {name: at for at, name in enumerate(PREDICATES)}
    called = {end: name_of(store, end) for s in made for end in (s.subject, s.object)}

    def key(s: Statement) -> tuple[object, ...]:
        other = s.object if s.subject == thing else s.subject
        return s.subject != thing, order.get(s.predicate, 99), s.predicate, called[other], s.article.value, s.node.value

    return sorted(made, key=key)


def is_claim(store: ox.Store, node: Node) -> bool:
    return next(iter(store.quads_for_pattern(node, TYPE, term("kg:Claim"))), None) is not None


def statements_in(store: ox.Store, article: Node) -> list[Statement]:
    """Every claim of an article, in the order of its text."""
    claims = [n for n in nodes(store, None, "prov:wasDerivedFrom", article) if is_claim(store, n)]
    made = [statement(store, claim) for claim in claims]
    return sorted(made, key=lambda s: (s.quotes[0].start if s.quotes else -1, s.predicate, s.node.value))


def quotations(store: ox.Store, *, of: Node | None = None, within: Node | None = None) -> list[Saying]:
    """What a person said, or what is said in an article, in the order of articles and texts."""
    found = nodes(store, None, "kg:speaker", of) if of else nodes(store, None, "prov:wasDerivedFrom", within)
    made = []
    for node in found:
        for speaker in nodes(store, node, "kg:speaker"):
            direct = value(store, node, "kg:quoteMode") != KG + "ReportedSpeech"
            words, where = value(store, node, "schema:text"), nodes(store, node, "prov:wasDerivedFrom")[0]
            made.append(Saying(node, speaker, words, where, quotes(store, node), direct))
    return sorted(made, key=_in_text)


def figures(store: ox.Store, *, of: Node | None = None, within: Node | None = None) -> list[Saying]:
    """The figures of a thing or of an article, in the order of articles and texts."""
    found = nodes(store, None, "kg:measureOf", of) if of else nodes(store, None, "prov:wasDerivedFrom", within)
    made = []
    for node in found:
        for thing in nodes(store, node, "kg:measureOf"):
            words = f"{value(store, node, 'kg:property')}：{value(store, node, 'kg:verbatim')}"
            made.append(Saying(node, thing, words, nodes(store, node, "prov:wasDerivedFrom")[0], quotes(store, node)))
    return sorted(made, key=_in_text)


def _in_text(saying: Saying) -> tuple[str, int, str]:
    return saying.article.value, saying.quotes[0].start if saying.quotes else -1, saying.node.value


def head(store: ox.Store, article: Node) -> Head:
    """Headline, paper, date, file and lines of an article; empty where not known."""
    names = ("schema:headline", "kg:paper", "schema:datePublished", "kg:sourceFile", "kg:sourceLines")
    said = described(store, article)
    return Head(article, *(first(said, name) for name in names))


def label(name: str, language: str = "zh") -> str:
    """What the ontology calls a term of ours (`holdsPositionAt` -> 任职于); the name itself where it says nothing."""
    zh, en = network_words.label(name)
    return zh if language == "zh" else en


def articles(folder: Path) -> Iterator[dict[str, object]]:
    """The rows of articles.jsonl in order; none where the release has no such file."""
    path = folder / "articles.jsonl"
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def surface_forms(build: Build, article: Node) -> dict[Node, list[str]]:
    """Thing -> the forms in which this article prints it, from the article's own graph."""
    graph = ox.NamedNode(build.base + "graph/" + article.value.removeprefix(build.base + "article/"))
    found: dict[Node, list[str]] = {}
    for quad in build.store.quads_for_pattern(None, term("kg:surfaceForm"), None, graph):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            found.setdefault(quad.subject, []).append(quad.object.value)
    return {thing: sorted(found[thing]) for thing in sorted(found, key=lambda n: n.value)}

"""The HTML pages of the server: templates filled with what a build says.

In: a request and the Shown build. Out: responses. Everything is escaped and hidden characters are written out; no page needs a
script but the explorer and the query editor.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import kg
from kg.graph.vocabulary import PREFIXES, shorten
from kg.ontology import saved_queries
from kg.records import ENTITY_KINDS, PREDICATES
from kg.views import lookup, serve_views
from kg.views.lookup import Node
from kg.views.network_page import safe_json
from kg.views.serve_gate import EDITOR_POLICY
from kg.views.serve_marks import names_in, pieces
from kg.views.serve_shelf import Shown
from kg.views.text import visible

SITE = Path(__file__).with_name("site")
PAGE = 100  # rows of a page of a list
_COUNTS = (("读出了什么", False), ("有哪些事实", True))
STATIC_PAGES = ("/", "/search", "/timeline", "/posts", "/statements", "/query", "/explorer")


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def templates() -> Environment:
    folder = FileSystemLoader(SITE / "templates")
    made = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, finalize=_shown)
    made.filters |= {"address": address, "label": lookup.label, "english": lambda name: lookup.label(name, "en")}
    return made


def address(tail: str) -> str:
    """Where the page of a tail is."""
    return "/id/" + quote(tail, safe="/")


def page(template: str, *, status: int = 200, words: str = "", **values: Any) -> HTMLResponse:
    """A filled template; `words` stand in the search box."""
    text = templates().get_template(template).render(version=kg.__version__, words=words, **values)
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def home(request: Request, shown: Shown) -> Response:
    counts = {title: [c for c in shown.counts() if (c[0] in PREDICATES) == facts] for title, facts in _COUNTS}
    newest = [serve_views.source(shown, head.node) for head in shown.heads()[:12]]
    return page("home.html", counts=counts, newest=newest)


def search(request: Request, shown: Shown) -> Response:
    words = request.query_params.get("q", "")[:200].strip()
    at = _number(request, "page")
    hits, count = shown.index().articles(words, first=(at - 1) * 20) if words else ([], 0)
    found = [(hit, hit.article.removeprefix(shown.build.base)) for hit in hits]
    names = shown.index().names(words, count=30) if words and at == 1 else []
    more = _pager(request, at, count, 20)
    return page("search.html", words=words, hits=found, count=count, names=names, pager=more)


def thing(request: Request, shown: Shown, node: Node) -> Response:
    """The page of whatever the node is."""
    store = shown.build.store
    match lookup.kind_of(store, node):
        case "Article":
            return article(request, shown, node)
        case "Claim":
            stated = serve_views.fact(shown, lookup.statement(store, node))
            return page("claim.html", fact=stated, iri=node.value, tail=shown.tail(node))
        case kind if kind in ENTITY_KINDS:
            seen = serve_views.entity(shown, node)
            groups = serve_views.grouped(seen["facts"], seen["tail"])
            return page("entity.html", thing=seen, groups=groups)
    rows = [
        (shorten(quad.predicate.value), getattr(quad.object, "value", str(quad.object)), _tail(shown, quad.object))
        for quad in sorted({q.triple for q in store.quads_for_pattern(node, None, None)}, key=str)
    ]
    return page("node.html", rows=rows, iri=node.value, tail=shown.tail(node), name=lookup.name_of(store, node))


def _tail(shown: Shown, value: object) -> str:
    if isinstance(value, Node) and value.value.startswith(shown.build.base) and lookup.known(shown.build.store, value):
        return shown.tail(value)
    return ""


def article(request: Request, shown: Shown, node: Node) -> Response:
    store = shown.build.store
    text = lookup.value(store, node, "schema:articleBody")
    stated = lookup.statements_in(store, node)
    said, figures = lookup.quotations(store, within=node), lookup.figures(store, within=node)
    proofs = [(s.node, s.quotes) for s in stated] + [(s.node, s.quotes) for s in (*said, *figures)]
    spans = [(quote.start, quote.end, shown.tail(one)) for one, quotes in proofs for quote in quotes]
    forms = {shown.tail(who): names for who, names in lookup.surface_forms(shown.build, node).items()}
    in_order = [tail for _, _, tail in sorted(spans)] + [shown.tail(one) for one, _ in proofs]
    numbers = {tail: at for at, tail in enumerate(dict.fromkeys(in_order), 1)}
    stated.sort(key=lambda s: numbers[shown.tail(s.node)])
    for found in (said, figures):
        found.sort(key=lambda s: numbers[shown.tail(s.node)])
    sayings = {"文中的言论": said, "文中的数字": figures}
    things = {tail: serve_views.thing(shown, Node(shown.build.base + tail)) for tail in forms}
    authors = [serve_views.thing(shown, who) for who in lookup.nodes(store, node, "schema:author")]
    return page(
        "article.html", head=serve_views.source(shown, node), numbers=numbers, things=things, authors=authors,
        pieces=pieces(text, names_in(text, forms), spans), facts=[serve_views.fact(shown, s) for s in stated],
        sayings={title: [serve_views.saying(shown, s) for s in found] for title, found in sayings.items()},
        mentioned=[serve_views.thing(shown, who) for who in lookup.nodes(store, node, "schema:mentions")],
        next=[serve_views.source(shown, n) for n in lookup.nodes(store, node, "kg:continuedBy")],
    )  # fmt: skip


def timeline(request: Request, shown: Shown) -> Response:
    about = request.query_params.get("about", "")
    node = shown.node(about) if about else None
    heads = shown.heads()
    if node is not None:
        named = set(lookup.nodes(shown.build.store, None, "schema:mentions", node))
        heads = [head for head in heads if head.node in named]
    at = _number(request, "page")
    days: dict[str, list[tuple[serve_views.View, list[serve_views.View]]]] = {}
    for head in heads[(at - 1) * PAGE : at * PAGE]:
        stated = lookup.statements_in(shown.build.store, head.node)
        if node is not None:
            stated = [s for s in stated if node in (s.subject, s.object)]
        told = [serve_views.fact(shown, s) for s in stated[:5]]
        days.setdefault(head.date, []).append((serve_views.source(shown, head.node), told))
    who = serve_views.thing(shown, node) if node is not None else None
    return page("timeline.html", days=days, who=who, count=len(heads), pager=_pager(request, at, len(heads), PAGE))


def posts(request: Request, shown: Shown) -> Response:
    asked = request.query_params.get("q", "")[:200].strip()
    rows = [p for p in shown.posts() if all(word in p.person + p.title + p.body for word in asked.split())]
    at = _number(request, "page")
    nodes = [Node(shown.build.base + p.claim) for p in rows[(at - 1) * PAGE : at * PAGE]]
    facts = [serve_views.fact(shown, lookup.statement(shown.build.store, node)) for node in nodes]
    return page("posts.html", facts=facts, asked=asked, count=len(rows), pager=_pager(request, at, len(rows), PAGE))


def statements(request: Request, shown: Shown) -> Response:
    asked = request.query_params.get("q", "")[:200].strip()
    store = shown.build.store
    rows = shown.sayings()
    if asked:
        wanted = asked.split()
        rows = [r for r in rows if all(word in r[0] + lookup.value(store, r[1], "schema:text") for word in wanted)]
    at = _number(request, "page")
    said = [
        serve_views.saying(shown, s)
        for _, node in rows[(at - 1) * PAGE : at * PAGE]
        for article in lookup.nodes(store, node, "prov:wasDerivedFrom")
        for s in lookup.quotations(store, within=article)
        if s.node == node
    ]
    return page("statements.html", said=said, asked=asked, count=len(rows), pager=_pager(request, at, len(rows), PAGE))


def editor(request: Request, shown: Shown) -> Response:
    """The query editor with the saved queries."""
    saved = [{"name": name, "title": _title(text), "query": text} for name, text in saved_queries().items()]
    data = {"saved": saved, "prefixes": PREFIXES | {"id": shown.build.base}}
    found = page("query.html", data=Markup(safe_json(data)), saved=saved)
    found.headers["content-security-policy"] = EDITOR_POLICY
    return found


def _title(query: str) -> str:
    return next((line.removeprefix("#").strip() for line in query.splitlines() if line.startswith("#")), "")


def lost(request: Request, status: int, words: str) -> Response:
    """A page that says what is wrong."""
    return page("lost.html", status=status, number=status, why=words)


def _number(request: Request, name: str) -> int:
    words = request.query_params.get(name, "1")
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 8 else 1


def _pager(request: Request, at: int, count: int, size: int) -> Mapping[str, object]:
    """Addresses of the pages before and after this one."""

    def link(to: int) -> str:
        return "?" + urlencode([*((k, v) for k, v in request.query_params.items() if k != "page"), ("page", str(to))])

    last = max(1, -(-count // size))
    return {"at": at, "last": last, "before": link(at - 1) if at > 1 else "", "after": link(at + 1) if at < last else ""}


def dumped(value: object) -> bytes:
    """JSON for the interface."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def large(request: Request, shown: Shown) -> Response:
    """Where to begin in a build that is too large for one picture."""
    names = shown.index().most_named()
    count = sum(count for name, count in shown.counts() if name in ENTITY_KINDS)
    return page("large.html", names=names, count=count)

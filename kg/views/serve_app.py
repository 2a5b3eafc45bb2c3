"""The server's application: which address gives what. Pages, data, the JSON interface, the explorer, SPARQL; all read-only.

In: the folder of a build. Out: an ASGI application behind the gate.
"""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.graph.vocabulary import PREFIXES
from kg.ontology import ontology_file
from kg.views import lookup, serve_data, serve_explorer, serve_pages, serve_sparql, serve_views
from kg.views.lookup import Node
from kg.views.network_page import SCRIPTS
from kg.views.query import STRANGER, Limits
from kg.views.serve_accept import chosen
from kg.views.serve_gate import gate
from kg.views.serve_shelf import Shelf, Shown
from kg.views.serve_sparql import Turns

HERE = Path(__file__).parent
STATIC = {  # name -> (file, type): nothing else is ever read from the disk for a browser
    "site.css": (HERE / "site/static/site.css", "text/css"),
    "query.js": (HERE / "site/static/query.js", "text/javascript"),
    "yasgui.min.js": (HERE / "site/vendor/yasgui.min.js", "text/javascript"),
    "yasgui.min.css": (HERE / "site/vendor/yasgui.min.css", "text/css"),
    "explorer.css": (HERE / "page/explorer.css", "text/css"),
    **{name.rsplit("/", 1)[-1]: (HERE / "page" / name, "text/javascript") for name in SCRIPTS},
}
HTML = {"text/html": "html", "application/xhtml+xml": "html"}
FAULTS = {404: "这里没有这一页。 There is no such page.", 405: "只能读取。 This can only be read."}
Handler = Callable[[Request, Shown], Response]


def application(
    out: Path, *, hosts: Iterable[str] = (), origins: Iterable[str] = (), token: str = "", limits: Limits = STRANGER
) -> ASGIApp:
    """The whole server for a build. OutputError where there is none."""
    shelf = Shelf(out)
    turns: list[Turns] = []  # made in the running loop, at the first query

    def route(path: str, handler: Handler) -> Route:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(lambda: handler(request, shelf.current()))

        return Route(path, endpoint, methods=["GET"])

    async def sparql(request: Request) -> Response:
        if request.method in ("GET", "HEAD") and not request.scope["query_string"]:
            return _service(request, shelf.current())
        if not turns:
            turns.append(Turns())
        return await serve_sparql.answer(request, shelf.current().build.folder, turns[0], limits)

    routes = [
        route("/", serve_pages.home),
        route("/search", serve_pages.search),
        route("/timeline", serve_pages.timeline),
        route("/posts", serve_pages.posts),
        route("/statements", serve_pages.statements),
        route("/query", serve_pages.editor),
        route("/id/{tail:path}", _thing),
        route("/explorer", _explorer),
        route("/network.html", lambda request, shown: RedirectResponse("/explorer")),
        route("/explorer/piece", lambda request, shown: _json(serve_explorer.whole(shown))),
        route("/explorer/text/{article}", _text),
        route("/explorer/near/{tail:path}", _near),
        route("/api/search", _api_search),
        route("/api/node/{tail:path}", lambda request, shown: _api(shown, _tail(request), serve_views.entity)),
        route("/api/neighbours/{tail:path}", lambda request, shown: _api(shown, _tail(request), serve_views.neighbours)),
        route("/api/edge", _api_edge),
        route("/ontology", _ontology),
        Route("/static/{name}", _static, methods=["GET"]),
        Route("/sparql", sparql, methods=["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]),
    ]
    made = Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=2000)], exception_handlers=_faults(shelf))
    return gate(made, hosts=hosts, origins=origins, token=token)


def _faults(shelf: Shelf) -> dict[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        words = FAULTS.get(error.status_code, error.detail)
        if chosen(request.headers.getlist("accept"), {"text/plain": "text", "application/json": "text"} | HTML) == "html":
            return serve_pages.lost(request, error.status_code, words)
        return PlainTextResponse(words + "\n", error.status_code, headers=error.headers)

    async def unknown(request: Request, error: Exception) -> Response:
        return PlainTextResponse("this could not be answered; the fault is ours\n", 500)

    return {HTTPException: known, Exception: unknown}


def _tail(request: Request) -> str:
    return str(request.path_params["tail"])


def _found(shown: Shown, tail: str) -> Node:
    node = shown.node(tail)
    if node is None:
        raise HTTPException(404)
    return node


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def _thing(request: Request, shown: Shown) -> Response:
    """A thing at its stable address, as the client takes it: a page or data."""
    node = _found(shown, _tail(request))
    instead = lookup.nodes(shown.build.store, node, "dcterms:isReplacedBy")
    if instead:
        return RedirectResponse(serve_pages.address(shown.tail(instead[0])), 301)
    form = request.query_params.get("format") or chosen(request.headers.getlist("accept"), HTML | serve_data.FORMS)
    headers = {"vary": "Accept", "link": f'<{node.value}>; rel="canonical"'}
    if form == "html":
        found = serve_pages.thing(request, shown, node)
    elif form in serve_data.TYPES:
        found = Response(serve_data.described(shown.build, node, form), media_type=serve_data.TYPES[form])
    else:
        raise HTTPException(406, f"accept one of {', '.join(HTML | serve_data.FORMS)}")
    found.headers.update(headers)
    return found


def _explorer(request: Request, shown: Shown) -> Response:
    if serve_explorer.small(shown):
        return Response(serve_explorer.page("/explorer/").encode(), media_type="text/html")
    return serve_pages.large(request, shown)


def _near(request: Request, shown: Shown) -> Response:
    """The explorer about a thing: its page at /explorer/near/TAIL, its data below that."""
    tail = _tail(request)
    if tail.endswith("/piece"):
        return _json(serve_explorer.near(shown, _found(shown, tail.removesuffix("/piece"))))
    _, text, article = tail.rpartition("/text/")
    if text:
        return _article_text(shown, article)
    _found(shown, tail)
    return Response(serve_explorer.page(f"/explorer/near/{tail}/").encode(), media_type="text/html")


def _text(request: Request, shown: Shown) -> Response:
    return _article_text(shown, str(request.path_params["article"]))


def _article_text(shown: Shown, article: str) -> Response:
    text = serve_explorer.text(shown, article)
    if text is None:
        raise HTTPException(404)
    return _json(serve_pages.dumped({"text": text}))


def _api(shown: Shown, tail: str, view: Callable[[Shown, Node], serve_views.View]) -> Response:
    return _json(serve_pages.dumped(view(shown, _found(shown, tail))))


def _api_search(request: Request, shown: Shown) -> Response:
    words = request.query_params.get("q", "")[:200]
    hits, count = shown.index().articles(words)
    names = [{"tail": n.tail, "name": n.name, "kind": n.kind, "articles": n.articles} for n in shown.index().names(words)]
    tails = [(hit, hit.article.removeprefix(shown.build.base)) for hit in hits]
    articles = [{"tail": tail, "headline": h.headline, "date": h.date, "paper": h.paper, "around": h.around} for h, tail in tails]
    return _json(serve_pages.dumped({"names": names, "articles": articles, "count": count}))


def _api_edge(request: Request, shown: Shown) -> Response:
    one, other = (_found(shown, request.query_params.get(name, "")) for name in ("a", "b"))
    return _json(serve_pages.dumped({"claims": serve_views.between(shown, one, other)}))


def _ontology(request: Request, shown: Shown) -> Response:
    return Response(ontology_file("kg.ttl").read_bytes(), media_type="text/turtle; charset=utf-8")


async def _static(request: Request) -> Response:
    if request.path_params["name"] not in STATIC:
        raise HTTPException(404)
    file, kind = STATIC[request.path_params["name"]]
    return Response(await run_in_threadpool(file.read_bytes), media_type=kind, headers={"cache-control": "max-age=600"})


def _service(request: Request, shown: Shown) -> Response:
    """The SPARQL service description; for a browser the query editor instead."""
    form = chosen(request.headers.getlist("accept"), serve_data.FORMS | HTML)
    if form == "html":
        return RedirectResponse("/query", 303)
    if form is None:
        raise HTTPException(406, f"accept one of {', '.join(serve_data.FORMS)}")
    url = str(request.url.replace(query="", fragment=""))
    return Response(serve_sparql.description(url, PREFIXES, form), media_type=serve_data.TYPES[form], headers={"vary": "Accept"})

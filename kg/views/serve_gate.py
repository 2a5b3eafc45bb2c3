"""What stands before every request to the server: who asks, from where, how much and how slowly. ASGI in, ASGI out.

Host must be a name of this machine or one that was allowed (against DNS rebinding); another site's page may not ask, unless
allowed; where there is a token, it must be shown. Every answer forbids scripts and requests that are not ours.
"""

import asyncio
import hmac
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
COOKIE = "kg_token"
BODY = 262_144  # bytes of a request
BODY_SECONDS = 30.0
_OWN = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
POLICY = _OWN + "style-src 'self'; img-src 'self' data: blob:"
# Yasgui sets styles by attribute.
EDITOR_POLICY = _OWN + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"


class _TooMuch(Exception):
    pass


def gate(app: ASGIApp, *, hosts: Iterable[str] = (), origins: Iterable[str] = (), token: str = "") -> ASGIApp:
    """The application behind the gate. `hosts`: further names of this server; `origins`: sites whose pages may ask; `token`:
    what everyone who asks must show, nothing when it is empty."""
    names = LOOPBACK | {host.lower() for host in hosts}
    allowed = frozenset(origin.lower().rstrip("/") for origin in origins)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "").lower()
        refusal: Response | None = _host(headers, names) or _site(headers, origin, names, allowed) or _size(headers)
        if refusal is None and scope["method"] == "OPTIONS" and origin in allowed:
            refusal = _preflight()
        refusal = refusal or _known(scope, headers, token)
        marked = _marked(send, origin if origin in allowed else "", bool(allowed))
        if refusal is not None:
            await refusal(scope, receive, marked)
        else:
            await _bounded(app, scope, receive, marked)

    return guarded


def _host(headers: Headers, names: frozenset[str]) -> PlainTextResponse | None:
    given = headers.getlist("host")
    name = given[0].lower() if len(given) == 1 else ""
    bare = name.rsplit(":", 1)[0] if not name.endswith("]") else name
    if bare in names:
        return None
    return PlainTextResponse("this server is not called so; allow the name with: kg serve --allow-host NAME\n", 421)


def _site(headers: Headers, origin: str, names: frozenset[str], allowed: frozenset[str]) -> PlainTextResponse | None:
    """Requests made by pages of other sites. A link that a person follows has neither mark."""
    foreign = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
    if origin:
        foreign = origin not in allowed and not _own(origin, headers, names)
    if not foreign:
        return None
    return PlainTextResponse("pages of other sites may not ask here; allow one with: kg serve --cors https://SITE\n", 403)


def _own(origin: str, headers: Headers, names: frozenset[str]) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == headers.get("host", "").lower()


def _size(headers: Headers) -> PlainTextResponse | None:
    length = headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length) <= BODY:
        return None
    return PlainTextResponse(f"the request is too long; {BODY} bytes are the most\n", 413)


def _known(scope: Scope, headers: Headers, token: str) -> Response | None:
    """The token may come as `Authorization: Bearer`, as our cookie, or once in the address, which then gives the cookie."""
    if not token:
        return None
    kind, _, given = headers.get("authorization", "").partition(" ")
    if (kind.lower() == "bearer" and _same(given.strip(), token)) or _same(
        cookie_parser(headers.get("cookie", "")).get(COOKIE, ""), token
    ):
        return None
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if scope["method"] == "GET" and any(name == "token" and _same(value, token) for name, value in pairs):
        rest = urlencode([pair for pair in pairs if pair[0] != "token"])
        # a path that begins with two slashes would lead to another host
        found = RedirectResponse("/" + quote(scope["path"].lstrip("/")) + (f"?{rest}" if rest else ""), 303)
        found.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return found
    words = "this server asks for its token: open the address that kg serve printed, or send Authorization: Bearer TOKEN\n"
    return PlainTextResponse(words, 401, headers={"www-authenticate": "Bearer"})


def _same(given: str, token: str) -> bool:
    """Whether the two are equal, in the same time for every wrong one."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _preflight() -> PlainTextResponse:
    more = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "accept, authorization, content-type"}
    return PlainTextResponse("", 204, headers=more)


def _marked(send: Send, origin: str, varies: bool) -> Send:
    """Adds to each answer what a browser must keep to."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-resource-policy"] = "cross-origin" if origin else "same-origin"
            headers["cross-origin-opener-policy"] = "same-origin"
            if origin:
                headers["access-control-allow-origin"] = origin
                headers["access-control-expose-headers"] = "x-kg-truncated, x-kg-error"
            if varies:
                headers.add_vary_header("origin")
        await send(message)

    return marked


async def _bounded(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Runs the application with a request body that ends in time and does not grow too large, whatever its headers say."""
    got = 0
    deadline = asyncio.get_running_loop().time() + BODY_SECONDS
    whole = False

    async def measured() -> Message:
        nonlocal got, whole
        if whole:
            return await receive()  # from here on it only tells that the client has gone
        async with asyncio.timeout_at(deadline):
            message = await receive()
        got += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if got > BODY:
            raise _TooMuch
        return message

    try:
        await app(scope, measured, send)
    except _TooMuch:
        await PlainTextResponse(f"the request is too long; {BODY} bytes are the most\n", 413)(scope, receive, send)
    except TimeoutError:
        await PlainTextResponse("the request came too slowly\n", 408, headers={"connection": "close"})(scope, receive, send)

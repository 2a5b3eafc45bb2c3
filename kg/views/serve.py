"""`kg serve`: the server for one build, on this machine unless told otherwise. Runs until it is stopped."""

import ipaddress
import secrets
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from kg.records import KgError
from kg.views.query import STRANGER

REQUEST_LINE = 262_144  # bytes of a request's head: a query of 64 K characters, percent-encoded


def serve(
    out: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    allow_host: Sequence[str] = (),
    cors: Sequence[str] = (),
    token: str = "",
    seconds: float = STRANGER.seconds,
    rows: int = STRANGER.rows,
) -> None:
    """Serves the build in `out`. KgError when it cannot begin: no build, the port is taken, or it would stand open to others.

    `allow_host`: further names under which it may be asked; needed when `host` is not of this machine alone. `cors`: origins
    (https://site) whose pages may ask. `token`: who asks must show it; made and printed when the server listens beyond this
    machine and none is given. `seconds` and `rows` bound one query.
    """
    if not _loopback(host) and not allow_host:
        raise KgError(f"{host} can be reached by others: say under which name it may be asked, with --allow-host NAME")
    for origin in cors:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
            raise KgError(f"--cors {origin}: give the origin of a site, such as https://example.org")
    import uvicorn  # here, because the server's libraries would slow every other command down

    from kg.views.serve_app import application

    name = f"[{host}]" if ":" in host else host
    token = token or ("" if _loopback(host) else secrets.token_urlsafe(24))
    limits = replace(STRANGER, seconds=seconds, rows=rows)
    app = application(out, hosts=[*allow_host, *([name] if _loopback(host) else [])], origins=cors, token=token, limits=limits)
    listening = _listen(host, port)
    shown = name if _loopback(host) else allow_host[0]
    address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    print(f"{address}  (Ctrl-C ends it)", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, http="h11", lifespan="off",
        h11_max_incomplete_event_size=REQUEST_LINE, timeout_keep_alive=15, timeout_graceful_shutdown=5, limit_concurrency=1000,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):  # uvicorn raises it again after it has ended in good order
        uvicorn.Server(config).run(sockets=[listening])


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(1024)  # from here on nobody is turned away, though the server is still starting
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise KgError(f"{host}:{port}: cannot listen here ({why}); try another --port") from error
    return made

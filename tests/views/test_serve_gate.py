"""Who may ask the server, and what every answer forbids."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send

from kg.records import KgError
from kg.views import serve, serve_gate
from tests.views import small_build
from tests.views.served import request, served

ASK = "/sparql?query=ASK%7B%7D"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="module")
def url(out: Path) -> Iterator[str]:
    with served(out, allow_host=["kg.example"], cors=["https://friend.example"]) as address:
        yield address


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST:80", "kg.example", "kg.example:8000"])
def test_names_of_this_machine_and_allowed_ones_are_answered(url: str, host: str) -> None:
    assert request(url, ASK, headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "kg.example@evil.com"]
)
@pytest.mark.parametrize("path", ["/", ASK, "/api/search?q=x", "/static/site.css"])
def test_other_names_are_turned_away(url: str, host: str, path: str) -> None:
    assert request(url, path, headers={"Host": host}).status == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://friend.example.evil.example"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_of_other_sites_may_not_ask(url: str, origin: str, method: str) -> None:
    headers = {"Origin": origin, "Content-Type": "application/sparql-query"}
    path, body = (ASK, None) if method == "GET" else ("/sparql", b"ASK{}")
    got = request(url, path, method=method, headers=headers, body=body)
    assert got.status == 403
    assert not any(name.startswith("access-control") for name in got.headers)


def test_a_picture_or_script_tag_of_another_site_gets_nothing_but_a_link_works(url: str) -> None:
    assert request(url, ASK, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}).status == 403
    assert request(url, "/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status == 200


def test_our_own_pages_may_ask(url: str) -> None:
    assert request(url, ASK, headers={"Origin": url}).status == 200


def test_an_allowed_site_is_named_and_no_other(url: str) -> None:
    got = request(url, ASK, headers={"Origin": "https://friend.example"})
    assert got.status == 200
    assert got.headers["access-control-allow-origin"] == "https://friend.example"
    assert "origin" in got.headers["vary"].lower()
    before = request(url, "/sparql", method="OPTIONS", headers={"Origin": "https://friend.example"})
    assert (before.status, before.headers["access-control-allow-methods"]) == (204, "GET, POST")


def test_without_cors_no_answer_allows_another_site(out: Path) -> None:
    with served(out) as url:
        assert not any(name.startswith("access-control") for name in request(url, ASK).headers)


@pytest.mark.parametrize("path", ["/", "/query", "/explorer", "/id/article/a2", ASK, "/static/site.css", "/nothing", "/id/no"])
def test_every_answer_forbids_foreign_scripts_and_frames(url: str, path: str) -> None:
    headers = request(url, path, headers={"Accept": "text/html,*/*"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert ("'unsafe-inline'" in policy) == (path == "/query")
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/static/../serve.py", "/static/%2e%2e/serve.py", "/static/..%2f..%2fserve.py",
        "/static/site.css%00", "/static/", "/static", "/id/../../etc/passwd", "/id/%00", "/id/<>", "/id/",
        "/explorer/text/%2e%2e", "/explorer/near/", "//etc/passwd",
    ],
)  # fmt: skip
def test_no_path_leads_out(url: str, path: str) -> None:
    got = request(url, path)
    assert got.status == 404
    assert b"root:" not in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/id/person/zhang-san-1", "/search", "/api/search"])
def test_nothing_can_be_written(url: str, method: str, path: str) -> None:
    assert request(url, path, method=method, body=b"x").status == 405


@pytest.mark.parametrize(
    "path", ["/search?q=%FF%FE", "/search?q=" + "a" * 5000, "/posts?page=0&q=%00", "/timeline?page=99999999999", "/posts?page=-1",
             "/timeline?about=%00", "/id/person/zhang-san-1?format=", "/search?q=%22%20OR%20%2A", "/statements?q=%25&page=x"],
)  # fmt: skip
def test_odd_requests_are_answered_like_others(url: str, path: str) -> None:
    assert request(url, path, headers={"Accept": "text/html"}).status in (200, 404, 406)


def test_only_loopback_is_listened_to(url: str) -> None:
    port = f":{urlsplit(url).port:04X}"
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    listening = [line[1] for line in lines if line[3] == "0A" and line[1].endswith(port)]
    assert listening == ["0100007F" + port]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_to_stand_open_to_others_needs_a_name(out: Path, host: str) -> None:
    with pytest.raises(KgError, match="say under which name it may be asked"):
        serve(out, host=host)


def test_beyond_this_machine_a_token_is_made_and_asked_for(out: Path) -> None:
    with served(out, host="0.0.0.0", allow_host=["kg.example"]) as address:
        url, _, token = address.partition("/?token=")
        assert url.startswith("http://kg.example:") and len(token) >= 24
        here = url.replace("kg.example", "127.0.0.1")
        for path in ("/", ASK, "/api/search?q=x", "/static/site.css", "/?token=", f"/?token={token}x"):
            got = request(here, path)
            assert (got.status, got.headers["www-authenticate"]) == (401, "Bearer")
        assert request(here, ASK, headers={"Authorization": f"Bearer {token}"}).status == 200


def test_the_token_in_the_address_becomes_a_cookie_that_no_script_and_no_other_site_gets(out: Path) -> None:
    with served(out, token="geheim") as address:
        url = address.partition("/?")[0]
        got = request(url, "//evil.example/posts?q=%E5%BC%A0&token=geheim&page=1")
        assert (got.status, got.headers["location"]) == (303, "/evil.example/posts?q=%E5%BC%A0&page=1")
        cookie = got.headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
        assert request(url, "/posts", headers={"Cookie": cookie.partition(";")[0]}).status == 200
        assert request(url, "/posts", headers={"Cookie": "kg_token=geheim2"}).status == 401
        assert request(url, "/sparql?token=geheim", method="POST", body=b"").status == 401


def test_a_token_lets_nobody_in_under_another_name_or_from_another_site(out: Path) -> None:
    with served(out, token="geheim") as address:
        url, sign = address.partition("/?")[0], {"Authorization": "Bearer geheim"}
        assert request(url, ASK, headers=sign | {"Host": "evil.example"}).status == 421
        assert request(url, ASK, headers=sign | {"Origin": "https://evil.example"}).status == 403


def test_a_body_that_comes_too_slowly_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_gate, "BODY_SECONDS", 0.2)
    sent: list[Message] = []

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass

    async def byte_by_byte() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [(b"host", b"localhost")]}
    asyncio.run(serve_gate.gate(reads)(scope, byte_by_byte, send))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_what_is_no_origin_is_said(out: Path) -> None:
    with pytest.raises(KgError, match="give the origin of a site"):
        serve(out, cors=["*"])


def test_a_port_that_is_taken_is_said(out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(KgError, match="cannot listen here"):
        serve(out, port=taken.getsockname()[1])


def test_a_folder_without_a_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no build here"):
        serve(tmp_path, port=0)


def test_the_server_ends_quietly_when_interrupted(out: Path) -> None:
    import signal

    from tests.views.served import ROOT, START

    server = subprocess.Popen([sys.executable, "-c", START, str(out), "{'port': 0}"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    url = server.stderr.readline().split()[0].rstrip("/")
    assert request(url, ASK).status == 200
    server.send_signal(signal.SIGINT)
    _, words = server.communicate(timeout=30)
    assert words == ""

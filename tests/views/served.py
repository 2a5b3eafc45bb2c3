"""A server for a build, in a process of its own on a free port of loopback, as `kg serve` starts it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
START = "import sys; from pathlib import Path; from kg import views; views.serve(Path(sys.argv[1]), **eval(sys.argv[2]))"


@dataclass(frozen=True)
class Got:
    """An answer: `headers` with small names."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@contextmanager
def served(out: Path, **options: object) -> Iterator[str]:
    """The address of a server for the build in `out`; it ends with the block."""
    with running(out, **options) as (url, _):
        yield url


@contextmanager
def running(out: Path, **options: object) -> Iterator[tuple[str, int]]:
    """The same with the number of the server's process."""
    command = [sys.executable, "-c", START, str(out), repr({"port": 0, **options})]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert line.startswith("http://"), line + server.stderr.read()
        yield line.split()[0].rstrip("/"), server.pid
    finally:
        server.terminate()
        server.communicate(timeout=30)


def request(
    url: str, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Got:
    """One request, the path sent as it is written, no header added but Host."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None and "Content-Length" not in (headers or {}):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()

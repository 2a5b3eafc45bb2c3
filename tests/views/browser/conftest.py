"""Debian's Chromium, driven by Playwright, on pages from the disk. Whatever a test does, no page may ask the network for
anything, open a dialog or report a script error: that is checked when each visit ends."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from kg.views.network import write_network
from kg.views.network_page import unpacked
from tests.views import graphs

BASE = "https://w3id.org/newskg/id/"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NO_WEBGL = "--disable-3d-apis"
# The machine that tests has no graphics card, and the page then draws on a plain canvas: let it take what WebGL there is.
TAKE_ANY_WEBGL = """
  const get = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    return name === 0x9246 || name === this.RENDERER ? "a card" : get.call(this, name);
  };
"""
Open = Callable[..., "Visit"]


class Visit:
    """A page that is open, and all that went wrong on it."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.faults: list[str] = []
        self.data = unpacked(file.read_text("utf-8"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "blob:", "data:")) else self.faults.append(r.url))
        page.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: self.faults.append(f"error {e}"))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(f"console {message.text}")

    def at(self, *names: str) -> str:
        """A camera, for the address, that has the middle between these entities in the middle of the picture."""
        spots = [node[3:5] for node in self.data["nodes"] if node[1] in names]
        assert len(spots) == len(names), names
        x, y = (sum(spot[n] for spot in spots) / len(spots) for n in (0, 1))
        return f"at={x:.0f}+{y:.0f}+1.5"

    def go(self, address: str) -> None:
        """Follows an address after `#` within the page that is open."""
        self.page.evaluate("hash => { location.hash = hash }", address)
        self.page.wait_for_timeout(150)

    def click_middle(self) -> None:
        """Clicks the middle of the picture."""
        box = self.page.locator("#stage").bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 + 30)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.up()
        self.page.wait_for_timeout(450)

    def ink(self) -> int:
        """How many points of the saved picture are not paper: 0 when nothing is drawn."""
        counted: int = self.page.evaluate(
            """() => [...document.querySelectorAll('#stage canvas.over, #stage canvas.plain')].reduce((sum, canvas) => {
                 const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                 for (let at = 3; at < data.length; at += 4) if (data[at]) sum++;
                 return sum; }, 0)"""
        )
        return counted

    @property
    def heading(self) -> str:
        return self.page.locator("#panel h2").inner_text().strip()


@pytest.fixture(scope="package")
def browsers() -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium for a set of arguments, each once."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium fonts-noto-cjk (as .ci/run does)")
    started: dict[tuple[str, ...], Browser] = {}
    with sync_playwright() as driver:

        def get(*more: str) -> Browser:
            if more not in started:
                started[more] = driver.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])
            return started[more]

        yield get
        for browser in started.values():
            browser.close()


@pytest.fixture
def visit(browsers: Callable[..., Browser]) -> Iterator[Open]:
    """Opens a file: `visit(file, "n=…", webgl=True, javascript=False, color_scheme="dark")`."""
    visits: list[Visit] = []

    def get(
        file: Path,
        address: str = "",
        *,
        arguments: tuple[str, ...] = (),
        javascript: bool = True,
        webgl: bool = False,
        **more: Any,
    ) -> Visit:
        context = browsers(*arguments).new_context(
            viewport={"width": 1280, "height": 800}, offline=True, java_script_enabled=javascript, reduced_motion="reduce", **more
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        found = Visit(context.new_page(), file)
        visits.append(found)
        if webgl:
            found.page.add_init_script(TAKE_ANY_WEBGL)
        found.page.goto(f"{file.as_uri()}#{address}" if address else file.as_uri())
        if javascript:
            found.page.wait_for_selector("html[data-ready=yes]", timeout=120_000)
            found.page.wait_for_timeout(100)
        return found

    yield get
    for found in visits:
        assert found.faults == []
        found.page.context.close()


def write(store: ox.Store, folder: Path) -> Path:
    write_network(store, folder / "network.html", base=BASE)
    return folder / "network.html"


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph by hand, small enough to be shown whole."""
    return write(graphs.small(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="package")
def middling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000 made-up entities: groups are collapsed at the start."""
    return write(graphs.generated(2000), tmp_path_factory.mktemp("middling"))

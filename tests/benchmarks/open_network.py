"""network.html beside plain pyvis on the same graph: size, time to open, and how smooth it is, in headless Chromium.

`python -m tests.benchmarks.open_network [COUNT...]` writes both pages for generated graphs of COUNT entities (500, 2,000 and
20,000) and prints a table. Open is when the picture stands and the page answers; for pyvis that is after its physics, while
which it shows a bar. Both come from the disk into the same browser, which draws without a graphics card. pyvis gets its scripts
into the page (`cdn_resources="in_line"`); what it still asks of other sites fails at once here.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Page, sync_playwright

from kg.views.network import collect, write_network
from kg.views.network_data import read_picture
from tests.views import graphs

BASE = "https://w3id.org/newskg/id/"
LONGEST = 180  # seconds until a page counts as not opening
READY = {  # page -> what is true when it is open
    "network.html": "document.documentElement.dataset.ready === 'yes'",
    "plain pyvis": "typeof network !== 'undefined' && (document.getElementById('loadingBar')?.style.opacity ?? '0') === '0'",
}
STAGE = {"network.html": "#stage", "plain pyvis": "#mynetwork"}
FRAMES = """
  () => new Promise((done) => {
    const begun = performance.now(), gaps = [];
    let last = begun;
    const next = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - begun < 3000) requestAnimationFrame(next);
      else done({ frames: gaps.length / ((now - begun) / 1000), worst: Math.max(...gaps) });
    };
    requestAnimationFrame(next);
  })"""


def plain(store: ox.Store, path: Path) -> None:
    """The graph as pyvis itself writes it."""
    network = collect(read_picture(store, base=BASE))
    network.cdn_resources = "in_line"
    path.write_text(network.generate_html(notebook=False), "utf-8")


def smoothness(page: Page, stage: str) -> tuple[float, float]:
    """Frames a second while the picture is dragged about, and the longest wait for one in milliseconds."""
    box = page.locator(stage).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"() => {{ window.measured = ({FRAMES})() }}")
    for step in range(40):
        page.mouse.move(x + 150 * ((step % 20) / 20 - 0.5), y + 8 * (step % 9))
        page.wait_for_timeout(50)
    found = page.evaluate("() => window.measured")
    page.mouse.up()
    return found["frames"], found["worst"]


def measure(name: str, path: Path) -> None:
    """Prints, as JSON: seconds until the page is open, frames a second, longest wait."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
        page.set_default_timeout(LONGEST * 1000)
        begun = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate(READY[name]):
            page.wait_for_timeout(20)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        print(json.dumps([time.perf_counter() - begun, *smoothness(page, STAGE[name])]))
        browser.close()


def measured(name: str, path: Path) -> str:
    """The same in a process of its own, because a page that is busy for minutes cannot be asked to stop; cells of the table."""
    command = [sys.executable, "-m", "tests.benchmarks.open_network", "--one", name, str(path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        opened, frames, worst = json.loads(child.communicate(timeout=LONGEST)[0])
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return f"not in {LONGEST} s | – | –"
    return f"{opened:.1f} s | {frames:.0f} | {worst / 1000:.1f} s"


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        return measure(sys.argv[2], Path(sys.argv[3]))
    print(
        "| entities / relations | page | size | open | frames a second when dragged | longest wait |\n|---|---|---|---|---|---|"
    )
    for count in [int(word) for word in sys.argv[1:]] or [500, 2000, 20_000]:
        store = graphs.generated(count)
        picture = read_picture(store, base=BASE)
        with tempfile.TemporaryDirectory() as folder:
            paths = {name: Path(folder) / f"{n}.html" for n, name in enumerate(READY)}
            write_network(store, paths["network.html"], base=BASE)
            plain(store, paths["plain pyvis"])
            for name, path in paths.items():
                cells = (f"{len(picture.things):,} / {len(picture.claims):,}", name, f"{path.stat().st_size / 1e6:.2f} MB")
                print(f"| {' | '.join(cells)} | {measured(name, path)} |", flush=True)


if __name__ == "__main__":
    main()

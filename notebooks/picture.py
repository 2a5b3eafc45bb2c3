"""The picture in the README: the network of the two seed pages as a reader sees it who looks at one office.

In: the seed pages, built afresh. Out: notebooks/network.png. `python -m notebooks.picture` from the root of the checkout, where
Debian's Chromium and a Chinese font are installed.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg import graph, pipeline

HERE = Path(__file__).parent
CHOSEN = "岚县行政审批服务管理局"


def main() -> None:
    """Builds, opens the page, searches, and takes the picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pipeline.build([HERE.parent / "seeds"], Path(folder) / "build")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce", color_scheme="light")
        page.goto((graph.release(Path(folder) / "build") / "network.html").as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        page.fill("#search", CHOSEN)
        page.locator("#results [role=option]").first.click()
        page.get_by_role("button", name="看邻域").click()
        page.mouse.move(0, 0)
        page.wait_for_timeout(1000)  # names are written when the picture rests
        page.screenshot(path=HERE / "network.png")
        browser.close()
    print("notebooks/network.png")


if __name__ == "__main__":
    main()

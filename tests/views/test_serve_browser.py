"""The server's pages in a real browser: no request leaves, no script of a name runs, the editor and the explorer work."""

import shutil
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, sync_playwright

from kg.graph.vocabulary import BASE
from tests.views import small_build
from tests.views.accessibility import grave_faults
from tests.views.served import request, served

PATHS = (
    "/",
    "/search?q=%E5%85%AC%E5%8F%B8",
    "/id/article/a2",
    f"/id/{small_build.FIRM}",
    "/timeline",
    "/posts",
    "/statements",
    "/explorer",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(small_build.make(tmp_path_factory.mktemp("small") / "out")) as address:
        yield address


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_pages_ask_nobody_else_and_run_nothing_foreign(url: str, page: Page) -> None:
    watch = Watch(page)
    for path in PATHS:
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.PWN") is None
    assert all(asked.startswith((url + "/", "data:", "blob:")) for asked in watch.asked)
    assert watch.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_serious_accessibility_fault_on_any_page(url: str, page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    faults = {}
    claim = f"/id/{request(url, '/api/node/' + small_build.ZHANG).json['facts'][0]['tail']}"
    for path in (*PATHS, "/search", f"/id/{small_build.ZHANG}", "/id/article/a1", claim, "/id/graph/a1", "/query", "/nothing"):
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        faults[path] = grave_faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault_in_the_results_of_a_query(url: str, page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(url + "/query")
    page.select_option("#saved", "posts")
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr").get_by_text("岚县审批局局长张三").first.wait_for()
    page.wait_for_timeout(600)  # what appears fades in
    assert grave_faults(page) == []


def test_a_thing_in_a_result_leads_to_its_page_here(url: str, page: Page) -> None:
    page.goto(url + "/query?query=" + quote(f"SELECT * {{ ?s ?p <{BASE}{small_build.ZHANG}> }}"))  # runs by itself
    link = page.locator(f".yasr a[href^='{BASE}']").first
    link.wait_for()
    with page.expect_popup() as opened:
        link.click()
    assert opened.value.url.startswith(url + "/id/")


def test_the_explorer_shows_the_build_and_the_sentence_of_a_fact(url: str, page: Page) -> None:
    page.goto(url + "/explorer")
    page.wait_for_function("document.getElementById('stats').textContent")  # the data have come
    page.fill("#search", "zhangsan")
    page.locator("#results [role=option]").first.click()
    page.locator("#panel").get_by_text("岚县审批局局长张三").first.wait_for()


def test_a_saved_query_is_chosen_and_answered(url: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(url + "/query")
    page.select_option("#saved", "posts")
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr").get_by_text("岚县审批局局长张三").first.wait_for()
    page.select_option("#saved", "doubts")
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr").get_by_text("window.PWN=1").first.wait_for()
    assert page.evaluate("window.PWN") is None
    assert all(asked.startswith((url + "/", "data:", "blob:")) for asked in watch.asked)


def test_from_a_fact_to_its_place_in_the_text(url: str, page: Page) -> None:
    page.goto(f"{url}/id/{small_build.ZHANG}")
    page.locator("blockquote a").first.click()
    page.wait_for_url("**/id/article/a1#f-claim-*")
    assert page.locator(".number:target").count() == 1


def test_search_from_any_page(url: str, page: Page) -> None:
    page.goto(url + "/posts")
    page.get_by_role("searchbox").fill("合作社")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()
    assert page.locator("mark").first.inner_text() == "合作社"

"""Browsers that lack something, readers who see otherwise, paper, and very many entities."""

from pathlib import Path

import pytest

from tests.views import graphs
from tests.views.accessibility import grave_faults
from tests.views.browser.conftest import NO_WEBGL, Open, write


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "n=person/zeng-min",
        "f=enterprise/nongmu&n=enterprise/nongmu",
        "p=person/li-gang+organization/gonghui",
        "v=table",
        "t=a1",
    ],
)
def test_no_serious_accessibility_fault(small: Path, visit: Open, address: str, scheme: str) -> None:
    seen = visit(small, address, color_scheme=scheme)
    assert grave_faults(seen.page) == []


@pytest.mark.parametrize("stage", ["webgl", "canvas"])
def test_both_ways_of_drawing_show_and_answer_the_same(small: Path, visit: Open, stage: str) -> None:
    seen = visit(small, webgl=stage == "webgl")
    assert seen.page.evaluate("document.documentElement.dataset.stage") == stage
    assert seen.ink() > 1000
    seen.go(seen.at("曾敏"))
    seen.click_middle()
    assert seen.heading.endswith("曾敏")
    seen.go(seen.at("李刚", "土豆花节"))
    seen.click_middle()
    assert seen.page.locator("#panel .statement").inner_text() == "李刚 参加 土豆花节"
    seen.page.mouse.wheel(0, -300)
    seen.page.wait_for_timeout(500)
    assert "at=" in seen.page.evaluate("location.hash")


def test_a_browser_without_webgl_draws_on_a_plain_canvas(small: Path, visit: Open) -> None:
    seen = visit(small, arguments=(NO_WEBGL,))
    assert seen.page.evaluate("document.documentElement.dataset.stage") == "canvas"
    assert seen.ink() > 1000


def test_without_any_canvas_the_table_takes_over(small: Path, visit: Open, tmp_path: Path) -> None:
    seen = visit(small)
    seen.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    seen.page.reload()
    seen.page.wait_for_selector("html[data-ready=yes]")
    assert seen.page.locator("#table").is_visible()
    assert "曾敏" in seen.page.locator("[data-table=entities]").inner_text()
    seen.page.fill("#search", "李刚")
    seen.page.keyboard.press("Enter")
    assert seen.heading.endswith("李刚")


def test_a_browser_that_is_too_old_says_so(small: Path, visit: Open) -> None:
    seen = visit(small)
    seen.page.add_init_script("delete window.DecompressionStream")
    seen.page.reload()
    seen.page.wait_for_selector("html.broken")
    assert "浏览器太旧" in seen.page.locator("#notice").inner_text()


def test_without_scripts_there_is_a_table_of_all_facts(small: Path, visit: Open) -> None:
    seen = visit(small, javascript=False)
    words = seen.page.locator("body").inner_text()
    assert "岚县审批局局长曾敏" in words and "任职于（局长）" in words
    assert not seen.page.locator("header.bar").is_visible()


def test_dark_and_light_change_the_picture_and_the_page(small: Path, visit: Open) -> None:
    seen = visit(small, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert seen.page.evaluate(background) == "rgb(21, 23, 27)"
    seen.page.click("#theme")
    assert seen.page.evaluate(background) == "rgb(251, 250, 247)"


def test_the_picture_can_be_saved(small: Path, visit: Open, tmp_path: Path) -> None:
    seen = visit(small)
    with seen.page.expect_download() as download:
        seen.page.click("#png")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert path.stat().st_size > 20_000


def test_print_shows_picture_and_facts_and_no_buttons(small: Path, visit: Open, tmp_path: Path) -> None:
    seen = visit(small, "n=person/zeng-min")
    seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("#paper").is_visible()
    assert seen.page.evaluate("document.getElementById('paper').width") > 1000
    assert not seen.page.locator("header.bar").is_visible()
    assert "岚县审批局局长曾敏" in seen.page.locator("#panel").inner_text()


def test_the_page_can_be_used_on_a_narrow_screen(small: Path, visit: Open) -> None:
    seen = visit(small)
    seen.page.set_viewport_size({"width": 420, "height": 800})
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 420
    seen.page.click("#toggle-filters")
    assert seen.page.locator("[data-filter=kinds]").is_visible()


def test_twenty_thousand_entities_open(visit: Open, tmp_path: Path) -> None:
    seen = visit(write(graphs.generated(20_000), tmp_path))
    assert "20012 个实体" in seen.page.locator("#stats").inner_text()
    assert seen.ink() > 10_000
    seen.page.fill("#search", "交口县总工会")
    seen.page.keyboard.press("Enter")
    assert seen.heading.endswith("交口县总工会")

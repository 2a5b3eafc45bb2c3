"""Filters, the address of a view, the keyboard, groups, language."""

from pathlib import Path

from tests.views.browser.conftest import Open


def status(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.locator("#status").inner_text())


def test_a_class_can_be_left_out(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.uncheck("[data-filter=kinds] input[value=Person]")
    page.click("#view-table")
    names = page.locator("[data-table=entities] .node span").all_inner_texts()
    assert "清河农牧有限公司" in names and "曾敏" not in names


def test_only_one_relation_can_be_kept(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.locator("[data-filter=relations] .check", has_text="任职于").hover()
    page.locator("[data-filter=relations]").get_by_role("button", name="只看 任职于").click()
    assert status(page) == "图上 4 个实体、2 条连线"


def test_a_place_is_meant_with_everything_below_it(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.select_option("#place", label="　　临县（4）")
    page.click("#view-table")
    assert set(page.locator("[data-table=entities] .node span").all_inner_texts()) >= {"临县总工会", "李刚"}
    assert "岚县" not in page.locator("[data-table=entities]").inner_text()


def test_dates_and_confidence_sift_the_facts(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.fill("input[name=from]", "2025-05-01")
    page.locator("input[name=from]").dispatch_event("change")
    assert status(page) == "图上 5 个实体、3 条连线"
    page.fill("input[name=from]", "")
    page.locator("input[name=from]").dispatch_event("change")
    page.locator("#confidence").fill("0.8")
    page.click("#view-table")
    assert "冷链仓储项目" not in page.locator("[data-table=facts] .node span").all_inner_texts()


def test_a_view_can_be_sent(small: Path, visit: Open) -> None:
    first = visit(small)
    first.page.uncheck("[data-filter=kinds] input[value=Event]")
    first.page.fill("#search", "曾敏")
    first.page.keyboard.press("Enter")
    first.page.wait_for_timeout(400)
    address = first.page.evaluate("location.hash.slice(1)")
    second = visit(small, address)
    assert second.heading.endswith("曾敏")
    assert not second.page.is_checked("[data-filter=kinds] input[value=Event]")
    assert second.page.evaluate("location.hash.slice(1)") == address


def test_an_address_of_another_graph_or_of_an_enemy_does_no_harm(small: Path, visit: Open) -> None:
    enemy = "k=<img src=x onerror=PWN=1>&at=NaN+x+1e999&p=__proto__+constructor&c=9&in=%00&from=x&v=%3Cscript%3E"
    seen = visit(small, f"n=person/nobody&e=a+b&{enemy}")
    assert seen.heading == "从这里开始"
    assert status(seen.page).startswith("图上")


def test_the_keyboard_reaches_everything(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.keyboard.press("/")
    page.keyboard.type("lixian")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("清河农牧")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "stage"
    page.keyboard.press("f")
    assert "清河农牧有限公司 的邻域" in page.locator("#mode").inner_text()
    page.keyboard.press("]")
    assert "steps=2" in page.evaluate("location.hash")
    for arrow in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(arrow)
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    page.keyboard.press("t")
    assert page.locator("#table").is_visible()
    page.keyboard.press("t")
    for _ in range(5):
        page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "从这里开始"


def test_arrows_go_to_the_next_dot_and_say_its_name(small: Path, visit: Open) -> None:
    page = visit(small, "n=prefecture/141100").page
    page.focus("#stage")
    said = set()
    for arrow in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(arrow)
        said.add(page.locator("#say").inner_text())
    assert len(said) > 1


def test_many_entities_are_collapsed_into_groups_that_open(middling: Path, visit: Open) -> None:
    seen = visit(middling)
    assert "个群组收拢着，内有 2010 个实体" in status(seen.page)
    x, y, _ = seen.data["groups"][0]
    seen.go(f"at={x}+{y}+0.05")
    seen.click_middle()
    assert "群组" in seen.page.locator("#panel .kind").inner_text()
    seen.page.get_by_role("button", name="展开", exact=True).click()
    seen.page.wait_for_timeout(400)
    assert not status(seen.page).startswith("图上 0 个实体")
    assert "o=" in seen.page.evaluate("location.hash")


def test_zooming_in_opens_what_is_looked_at(middling: Path, visit: Open) -> None:
    seen = visit(middling)
    x, y, _ = seen.data["groups"][0]
    seen.go(f"at={x}+{y}+1")
    seen.page.wait_for_timeout(500)
    assert not status(seen.page).startswith("图上 0 个实体")


def test_all_groups_can_be_opened_and_closed(middling: Path, visit: Open) -> None:
    page = visit(middling).page
    page.click("#groups")
    assert status(page).startswith("图上 2012 个实体") or status(page).startswith("图上 2010 个实体")
    page.click("#groups")
    assert "个群组收拢着" in status(page)


def test_a_search_opens_the_group_of_what_it_finds(middling: Path, visit: Open) -> None:
    seen = visit(middling)
    seen.page.fill("#search", "岚县总工会")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_timeout(300)
    assert seen.heading.endswith("岚县总工会")
    assert not status(seen.page).startswith("图上 0 个实体")


def test_the_page_speaks_english_too(small: Path, visit: Open) -> None:
    page = visit(small, "n=person/zeng-min").page
    page.click("#language")
    assert page.locator("#filters h2").inner_text().startswith("Filters")
    assert "holds a position at" in page.locator("#panel").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"

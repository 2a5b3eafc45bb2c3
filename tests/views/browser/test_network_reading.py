"""Reading in the explorer: search, an entity, a line, evidence, citation, paths, neighbourhoods."""

from pathlib import Path

import pytest

from tests.views.browser.conftest import Open


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("曾敏", "曾敏"),
        ("清河农牧", "清河农牧有限公司"),  # a short form
        ("岚县审批局", "岚县行政审批服务管理局"),  # another name
        ("zengmin", "曾敏"),
        ("zm", "曾敏"),
        ("lxxzsp", "岚县行政审批服务管理局"),
        ("141124", "临县"),
        ("岚审批局", "岚县行政审批服务管理局"),  # letters left out
    ],
)
def test_search_finds_by_name_short_form_pinyin_and_code(small: Path, visit: Open, words: str, name: str) -> None:
    page = visit(small).page
    page.fill("#search", words)
    assert page.locator("#results [role=option]").first.locator("span").inner_text() == name
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().endswith(name)


def test_a_search_without_result_says_so(small: Path, visit: Open) -> None:
    page = visit(small).page
    page.fill("#search", "查无此人")
    assert page.locator("#results").inner_text() == "没有找到"


def test_a_click_on_a_dot_shows_its_facts_with_sentence_and_source(small: Path, visit: Open) -> None:
    seen = visit(small)
    seen.go(seen.at("曾敏"))
    seen.click_middle()
    panel = seen.page.locator("#panel")
    assert seen.heading.endswith("曾敏")
    fact = panel.locator("section[data-relation=holdsPositionAt]")
    assert "岚县行政审批服务管理局" in fact.inner_text() and "局长" in fact.inner_text()
    assert fact.locator("mark").inner_text() == "岚县审批局局长曾敏"
    assert fact.locator("blockquote").inner_text() == "岚县审批局局长曾敏说：“再难也要办成。”"
    for words in ("《审批提速惠农企》", "清河日报", "2025-03-04", "a1.txt:2"):
        assert words in fact.locator(".where").inner_text()


def test_positions_are_right_after_characters_beyond_the_basic_plane(small: Path, visit: Open) -> None:
    seen = visit(small, "n=person/zeng-min")
    assert seen.page.locator("section[data-relation=quotations] mark").inner_text() == "再难也要办成。"


def test_an_address_that_names_an_entity_opens_on_it(middling: Path, visit: Open) -> None:
    seen = visit(middling, "n=county/141127")
    seen.click_middle()
    assert seen.heading.endswith("岚县")


def test_an_address_followed_while_the_page_remembers_its_own_is_not_lost(small: Path, visit: Open) -> None:
    seen = visit(small, "n=person/zeng-min")
    button = "[...document.querySelectorAll('button')].find(each => each.textContent === '复制链接')"
    seen.page.evaluate(f"() => {{ location.hash = 'n=person/li-gang'; {button}.click(); }}")
    seen.page.wait_for_selector("#panel h2:has-text('李刚')")
    seen.page.wait_for_url(lambda url: "n=person/li-gang" in url)


def test_a_sentence_does_not_begin_with_the_mark_that_ends_the_one_before(small: Path, visit: Open) -> None:
    seen = visit(small, "n=initiative/bangban")
    quote = seen.page.locator("section[data-relation=carriesOut] blockquote").inner_text()
    assert quote == "该局推出“帮您办”服务。"


def test_figures_and_doubts_stand_with_their_entity(small: Path, visit: Open) -> None:
    seen = visit(small, "n=program/lengku")
    assert "5.4亿" in seen.page.locator("section[data-relation=measures]").inner_text()
    seen.go("n=person/li-gang")
    assert "可能与 王杰 是同一个" in seen.page.locator("#panel .doubt").inner_text()


def test_the_passage_and_the_whole_article_can_be_read_with_the_sentence_marked(small: Path, visit: Open) -> None:
    page = visit(small, "n=enterprise/nongmu").page
    fact = page.locator("section[data-relation=produces]")
    fact.get_by_text("看原文").click()
    assert "投资5.4亿元建设冷链仓储项目" in fact.locator(".passage").inner_text()
    assert fact.locator(".passage mark").inner_text() == "公司生产岚县土豆"


def test_a_headline_opens_the_article_with_every_proving_sentence_marked(small: Path, visit: Open) -> None:
    page = visit(small, "n=person/li-gang").page
    page.locator("section[data-relation=participatesIn]").get_by_role("button", name="《土豆花节开幕》").click()
    assert page.locator("#panel h2").inner_text() == "土豆花节开幕"
    assert page.locator("#panel .whole mark").all_inner_texts() == ["李刚参加土豆花节", "临县总工会主席李刚", "王杰是临县人"]
    assert "t=a2" in page.evaluate("location.hash")
    page.get_by_role("button", name="李刚 参加 土豆花节").click()
    assert page.locator("#panel .statement").inner_text() == "李刚 参加 土豆花节"


def test_a_citation_of_a_fact_names_author_headline_paper_date_words_and_line(small: Path, visit: Open) -> None:
    page = visit(small, "n=person/zeng-min").page
    page.locator("section[data-relation=holdsPositionAt]").get_by_text("复制引文").click()
    page.wait_for_selector("text=已复制")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("王杰. 审批提速惠农企[N]. 清河日报, 2025-03-04.")
    assert "“岚县审批局局长曾敏”（a1.txt，第 2 行）" in words
    assert "曾敏 任职于 岚县行政审批服务管理局（局长）" in words
    assert "https://w3id.org/newskg/id/claim/" in words


def test_a_status_other_than_stated_is_shown(small: Path, visit: Open) -> None:
    seen = visit(small, "n=enterprise/nongmu")
    assert seen.page.locator("section[data-relation=investsIn] .status").inner_text() == "计划"


def test_a_click_on_a_line_shows_its_claims(small: Path, visit: Open) -> None:
    seen = visit(small)
    seen.go(seen.at("李刚", "土豆花节"))
    seen.click_middle()
    assert seen.page.locator("#panel .statement").inner_text() == "李刚 参加 土豆花节"
    assert seen.page.locator("#panel mark").inner_text() == "李刚参加土豆花节"


def test_the_path_between_two_entities_is_told_in_words(small: Path, visit: Open) -> None:
    page = visit(small, "n=person/li-gang").page
    page.get_by_text("找到……的路径").click()
    page.fill("#pick-search", "临县总工会")
    page.keyboard.press("Enter")
    assert page.locator("#panel .path .statement").first.inner_text().startswith("李刚 任职于 临县总工会（主席）")
    assert "李刚 与 临县总工会 之间" in page.locator("#mode").inner_text()


def test_the_table_of_divisions_helps_where_no_article_ties_two_ends(small: Path, visit: Open) -> None:
    page = visit(small, "p=product/tudou+person/wang-jie&d=0").page
    told = [words.strip() for words in page.locator("#panel .path .statement").all_inner_texts()]
    assert "岚县 位于 吕梁市" in told and "王杰 籍贯为 临县" in told
    assert "出自行政区划表" in page.locator("#panel").inner_text()


def test_a_neighbourhood_grows_step_by_step(small: Path, visit: Open) -> None:
    page = visit(small, "n=product/tudou").page
    page.get_by_role("button", name="看邻域").click()
    assert page.locator("#status").inner_text().startswith("图上 2 个实体")
    page.get_by_role("button", name="2 步").click()
    assert page.locator("#status").inner_text().startswith("图上 4 个实体")
    page.get_by_role("button", name="回到全图").first.click()
    assert page.locator("#status").inner_text().startswith("图上 14 个实体")


@pytest.mark.parametrize("webgl", [True, False])
def test_a_dot_can_be_dragged(small: Path, visit: Open, webgl: bool) -> None:
    seen = visit(small, webgl=webgl)
    seen.go(seen.at("曾敏"))
    box = seen.page.locator("#stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 120, y + 60, steps=6)
    seen.page.mouse.up()
    seen.page.wait_for_timeout(200)
    seen.page.mouse.click(x + 120, y + 60)
    seen.page.wait_for_timeout(200)
    assert seen.heading.endswith("曾敏")

"""Ready articles from JSON lines and from web pages."""

import json
from pathlib import Path

from kg.acquire import read_pages
from kg.records import Page, Problem

BODY = "近日，青石县水利局启动清水河治理工程，疏浚河道十二公里。\n沿河九个村的群众受益，工程计划两年完成。"


def test_fields_of_a_ready_article(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    article = {
        "headline": "清水河清了",
        "byline": ["王芳", "李强"],
        "text": BODY,
        "date": "2025-09-10",
        "paper": "临江日报",
        "source": "web/1",
    }
    path.write_text(json.dumps(article, ensure_ascii=False) + "\n\n", "utf-8")
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    assert (page.form, page.headline, page.byline) == ("article", "清水河清了", ("王芳", "李强"))
    assert (page.paper, page.date, page.source) == ("临江日报", "2025-09-10", "web/1")
    assert page.text == f"清水河清了\n王芳 李强\n{BODY}\n"


def test_bad_lines_are_named_by_number(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "' + "河" * 30 + '"}\n{"headline": "无文"}\nnot json\n[1]\n', "utf-8")
    found = list(read_pages([path]))
    assert [type(item) for item in found] == [Page, Problem, Problem, Problem]
    assert [item.words.split(":")[1] for item in found if isinstance(item, Problem)] == ["2", "3", "4"]


def test_strange_characters_in_json(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "清\\ud800水\\u0000河治理工程启动，群众受益", "headline": "一\\n二"}\n', "utf-8")
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    assert page.headline == "一 二"
    page.text.encode("utf-8")


def html(body: str, charset: str = "utf-8") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>清水河清了_临江日报数字报</title></head><body>"
        f"<nav><a href='/'>首页</a><a href='/2'>要闻</a></nav>{body}<footer>版权所有 临江日报社 网址</footer></body></html>"
    )


def test_a_news_page_without_its_furniture(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line * 3}</p>" for line in BODY.split("\n"))
    path = tmp_path / "page.html"
    path.write_text(html(f"<article><h1>清水河清了</h1>{paragraphs}</article>"), "utf-8")
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    assert page.headline == "清水河清了"
    assert "疏浚河道十二公里" in page.text and "版权所有" not in page.text and "首页" not in page.text


def test_a_digital_paper_in_gb2312_says_where_its_article_stands(tmp_path: Path) -> None:
    body = (
        f"<div id='ozoom'><founder-content><P>{BODY.split(chr(10))[0]}</P><P>{BODY.split(chr(10))[1]}</P></founder-content></div>"
    )
    path = tmp_path / "content_1.htm"
    path.write_bytes(html(body, "gb2312").encode("gb18030"))
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    assert page.text.endswith(BODY + "\n")


def test_a_page_without_an_article(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(html(""), "utf-8")
    (found,) = read_pages([path])
    assert isinstance(found, Problem) and found.reason == "no-article"


def test_days_in_other_spellings_and_a_byline_with_its_role_are_read() -> None:
    from kg.acquire.sources import Given, read_bytes
    from kg.articles import split_page

    line = '{"headline": "农机下田", "byline": "本报记者 周大山", "date": "2024年5月16日", "text": "农机都下田了，大家高兴。"}'
    (page,) = read_bytes(line.encode(), "a.jsonl", Given())
    assert isinstance(page, Page)
    assert page.date == "2024-05-16"
    assert split_page(page)[0].byline == ("周大山",)

"""Ready articles as people have them: other names of fields, HTML within, JSON lists, tables; what cannot be read is named."""

import json

import pytest

from kg.acquire.sources import Given, read_bytes
from kg.articles import split_page
from kg.records import Page, Problem

TEXT = "近日，青石县柳湾镇的果农把第一批早熟桃送上了货车。\n镇农业服务站站长何小满说，今年价钱比去年好。"


def read(data: str | bytes, name: str) -> list[Page | Problem]:
    return list(read_bytes(data.encode() if isinstance(data, str) else data, name, Given()))


def only(data: str | bytes, name: str) -> Page:
    (page,) = read(data, name)
    assert isinstance(page, Page), page
    return page


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "桃子上市", "content": TEXT, "publish_time": "2025-03-12 08:30:00", "source": "临江日报", "author": "周大山"},
        {"标题": "桃子上市", "正文": TEXT, "日期": "2025年3月12日", "来源": "临江日报", "作者": "周大山"},
        {"headline": "桃子上市", "body": TEXT, "pubDate": "20250312", "paper": "临江日报", "byline": ["周大山"]},
        {
            "Title": "桃子上市",
            "text": "",
            "Article_Body": TEXT,
            "datePublished": 1741737600,
            "media": "临江日报",
            "authors": "周大山",
        },
        {
            "title": "桃子上市",
            "content": TEXT,
            "url": "http://a.cn/2025-03/12/content_1.htm",
            "报纸": "临江日报",
            "记者": "周大山",
        },
    ],
)
def test_usual_names_of_fields(fields: dict[str, object]) -> None:
    for data in (
        json.dumps(fields, ensure_ascii=False),
        json.dumps([fields]),
        json.dumps({"code": 0, "data": {"list": [fields]}}),
    ):
        page = only(data, "a.json")
        assert (page.headline, page.byline, page.paper, page.date) == ("桃子上市", ("周大山",), "临江日报", "2025-03-12")
        assert page.text.endswith(TEXT + "\n")


def test_tags_within_a_text_are_read_as_a_page_is() -> None:
    first, second = TEXT.split("\n")
    body = f"<p>　　{first}</p><figure><img><figcaption>果农在装车。</figcaption></figure>"
    body += f"<h3>好价钱</h3><p>&nbsp;&nbsp;{second}<br/></p>"
    page = only(json.dumps({"title": "<b>桃子上市</b>", "content": body, "副题": "价钱好"}), "a.json")
    (article,) = split_page(page)
    kinds = [(part.kind, article.text[part.start : part.end]) for part in article.parts]
    assert kinds == [
        ("headline", "桃子上市"),
        ("subhead", "价钱好"),
        ("body", first),
        ("caption", "果农在装车。"),
        ("heading", "好价钱"),
        ("body", second),
    ]


@pytest.mark.parametrize(("between", "encoding"), [(",", "utf-8-sig"), ("\t", "gb18030"), (";", "utf-8")])
def test_tables_with_a_row_of_names(between: str, encoding: str) -> None:
    head, row = ("标题", "日期", "正文"), ("桃子上市", "2025/3/12", '"' + TEXT + '"')
    page = only(f"{between.join(head)}\r\n{between.join(row)}\r\n".encode(encoding), "a.csv")
    assert (page.headline, page.date, page.source) == ("桃子上市", "2025-03-12", "a.csv#1")
    assert page.text.endswith(TEXT + "\n")


def test_lines_of_json_in_a_json_file_are_read() -> None:
    line = json.dumps({"content": TEXT}, ensure_ascii=False)
    assert len(read(f"{line}\n{line}\n", "a.json")) == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ('{"name": "x", "value": "y"}', "a.json"),
        ('[{"name": "x"}, {"name": "y"}]', "a.json"),
        ("village,people\n柳湾村,120\n", "a.csv"),
        ("village\tpeople\n柳湾村\t120\n", "a.tsv"),
    ],
)
def test_without_a_text_the_names_looked_for_are_told(data: str, name: str) -> None:
    (problem,) = read(data, name)
    assert isinstance(problem, Problem)
    assert "content" in problem.words and "正文" in problem.words and "\n" not in problem.words
    assert "name" in problem.words or "village" in problem.words


@pytest.mark.parametrize(
    ("data", "name"), [("{", "a.json"), ("[]", "a.json"), ("3", "a.json"), ("标题,正文\n", "a.csv"), ("\n\n", "a.csv")]
)
def test_files_without_articles_are_named(data: str, name: str) -> None:
    (problem,) = read(data, name)
    assert isinstance(problem, Problem) and problem.words.startswith(name)


def test_a_bad_row_is_named_and_the_others_are_read() -> None:
    good = json.dumps({"content": TEXT}, ensure_ascii=False)
    found = read(f"[{good}, 5, {{}}, {good}]", "a.json")
    assert [type(one) for one in found] == [Page, Problem, Problem, Page]


@pytest.mark.parametrize("value", ["昨天", "03/12/2025", "2025112", "20251340", 12, True, None, "2025-03"])
def test_what_is_no_whole_day_is_no_date(value: object) -> None:
    assert only(json.dumps({"content": TEXT, "date": value}), "a.json").date is None


def test_a_short_row_is_named_by_its_empty_field() -> None:
    (problem,) = read("标题,正文\n桃子上市\n", "a.csv")
    assert isinstance(problem, Problem) and "“正文” holds no words" in problem.words

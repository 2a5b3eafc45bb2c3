"""Days of web pages: where they are told, and where none is, for none is made up."""

import pytest

from kg.acquire.sources import Given, read_bytes
from kg.records import Page

STORY = "4月9日，青禾县柳湾镇的果农把第一批早熟桃送上了货车，当天就运到了省城的市场。"
BODY = f"<div id='zoom'><p>{STORY}</p><p>何小满说，去年的价钱没有这么好。</p></div>"


def day(body: str, head: str = "") -> str | None:
    html = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    (page,) = read_bytes(html.encode(), "a.html", Given())
    assert isinstance(page, Page), page
    return page.date


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<div>青禾日报 2024年04月10日 星期三 第A03版</div>{BODY}", ""),
        (f"<p>时间：2024-04-10 09:26　来源：青禾发布</p>{BODY}", ""),
        (f"<h1>桃子上市</h1><span>2024/4/10 9:26:00</span>{BODY}", ""),
        (f"{BODY}<p>发布日期：2024-04-10</p>", ""),
        (f"{BODY}<p>2024年4月10日</p>", ""),
        (BODY, "<meta property='article:published_time' content='2024-04-10T09:26:00+08:00'>"),
        (BODY, "<link rel='canonical' href='http://a.cn/html/2024-04/10/content_7.htm'>"),
        (BODY, "<script>var ct = '1712712345';</script>"),
        (BODY, "<script>var createTime = '2024-04-10 09:26';</script>"),
        (
            BODY,
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-04-10"}]}</script>',
        ),
    ],
)
def test_days_that_are_told(body: str, head: str) -> None:
    assert day(body, head) == "2024-04-10"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>今天是2025年1月2日 星期四</div>{BODY}",
        f"{BODY}<ul><li>别处的事情也有人说起过 2024-04-11</li><li>又一件事情 2024-04-12</li></ul><p>x</p><p>2024-04-13 完</p>",
        f"{BODY}<p>Copyright 2019-2025 青禾日报</p>",
        f"<p>本站自2019年起运行</p>{BODY}",
    ],
)
def test_other_days_are_not_that_of_the_page(body: str) -> None:
    assert day(body) is None

"""Invented pages of several systems: kicker, headline, subhead, byline and captions as they are printed."""

import pytest

from kg.acquire.sources import Given, read_bytes
from kg.articles import split_page
from kg.records import Article, Page

FIRST = "本报讯（记者 周大山）4月9日，青禾县柳湾镇的果农把第一批早熟桃送上了货车。"
SECOND = "柳湾镇农业服务站站长何小满介绍，今年全镇早熟桃种植面积达到二万三千亩。"
BODY = f"<p>　　{FIRST}</p><p>　　{SECOND}</p>"
CAPTION = "果农在柳湾镇分拣中心给桃子装箱。"
KICKER, HEADLINE, SUBHEAD = "柳湾镇念活“桃子经”", "一颗桃走出大山", "早熟品种种到二万三千亩"


def read(body: str, head: str = "") -> Article:
    html = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    (page,) = read_bytes(html.encode(), "a.html", Given())
    assert isinstance(page, Page), page
    (article,) = split_page(page)
    return article


def said(article: Article, kind: str) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.kind == kind]


@pytest.mark.parametrize(
    "head",
    [
        f"<founder-pretitle>{KICKER}</founder-pretitle><founder-title>{HEADLINE}</founder-title>"
        f"<founder-subtitle><p>{SUBHEAD}</p></founder-subtitle><founder-author>周大山</founder-author>",
        f"<table><tr><td class='font02'>{KICKER}</td></tr><tr><td class='font01'>{HEADLINE}</td></tr>"
        f"<tr><td class='font02'>{SUBHEAD}</td></tr></table>",
        f"<h3>{KICKER}</h3><h1>{HEADLINE}</h1><h2>{SUBHEAD}</h2>",
        f"<p>引题：{KICKER}</p><h2>{HEADLINE}</h2><p>副题：{SUBHEAD}</p>",
        f"<div><span class='yinti'>{KICKER}</span><h1>{HEADLINE}</h1><span class='futi'>{SUBHEAD}</span></div>",
        f"<p id='PreTitle'>{KICKER}</p><p id='Title'>{HEADLINE}</p><p id='SubTitle'>{SUBHEAD}</p>",
    ],
)
def test_kicker_and_subhead_stand_beside_the_headline(head: str) -> None:
    article = read(f"<div>{head}</div><div id='ozoom'>{BODY}</div>")
    assert (said(article, "kicker"), article.headline, said(article, "subhead")) == ([KICKER], HEADLINE, [SUBHEAD])
    assert said(article, "body") == [f"{FIRST}\n{SECOND}"]


def test_a_line_with_a_dash_below_the_headline_is_its_subhead() -> None:
    article = read(f"<h1>{HEADLINE}</h1><p>——柳湾镇果业见闻</p><div id='zoom'>{BODY}</div>")
    assert (article.headline, article.subhead) == (HEADLINE, "——柳湾镇果业见闻")


def test_headings_of_sections_are_no_subheads() -> None:
    sections = f"<h2>种下去</h2><p>{FIRST}</p><h2>卖出去</h2><p>{SECOND}</p>"
    article = read(f"<div id='js_content'><h1>{HEADLINE}</h1>{sections}</div>")
    assert (article.headline, article.subhead) == (HEADLINE, None)
    assert said(article, "heading") == ["种下去", "卖出去"]


def test_the_higher_heading_is_the_headline_and_a_column_is_none() -> None:
    article = read(f"<h1>{HEADLINE}</h1><div id='zoom'><h2>种下去</h2><p>{FIRST}</p><h2>卖出去</h2><p>{SECOND}</p></div>")
    assert article.headline == HEADLINE
    article = read(f"<h1>三农</h1><h2>{HEADLINE}</h2><div id='zoom'>{BODY}</div>")
    assert article.headline == HEADLINE


def test_the_heading_that_the_title_repeats_is_the_headline() -> None:
    body = f"<h1>走进乡村看小康大型系列采访</h1><h2>{HEADLINE}</h2><div id='zoom'>{BODY}</div>"
    assert read(body, f"<title>{HEADLINE}_青禾日报</title>").headline == HEADLINE


def test_a_headline_on_two_lines_is_one() -> None:
    assert (
        read(f"<h1>一颗桃走出大山<br>一条路通到门前</h1><div id='zoom'>{BODY}</div>").headline == "一颗桃走出大山 一条路通到门前"
    )


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src='1.jpg'><figcaption>{CAPTION}</figcaption></figure>",
        f"<div class='wp-caption'><img src='1.jpg'><p class='wp-caption-text'>{CAPTION}</p></div>",
        f"<p>图为{CAPTION}</p>",
        f"<p>{CAPTION}本报记者 周大山 摄</p>",
    ],
)
def test_words_under_a_picture_are_a_caption(picture: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><div id='zoom'><p>{FIRST}</p>{picture}<p>{SECOND}</p></div>")
    (caption,) = said(article, "caption")
    assert CAPTION in caption
    assert said(article, "body") == [FIRST, SECOND]


def test_a_caption_above_the_body_is_kept_behind_it() -> None:
    pictures = f"<table><tr><td><img src='1.jpg'></td></tr><tr><td>{CAPTION}何小满 摄</td></tr></table>"
    article = read(f"<founder-title>{HEADLINE}</founder-title>{pictures}<founder-content>{BODY}</founder-content>")
    assert said(article, "caption") == [f"{CAPTION}何小满 摄"]

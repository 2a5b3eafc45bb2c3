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


def test_a_kicker_within_the_heading_is_none_of_the_headline() -> None:
    article = read(f"<h1><span class='yinti'>{KICKER}</span><br>{HEADLINE}</h1><div id='zoom'>{BODY}</div>")
    assert (said(article, "kicker"), article.headline) == ([KICKER], HEADLINE)


def test_large_letters_above_a_body_without_elements_are_the_headline() -> None:
    text = f"&nbsp;&nbsp;&nbsp;&nbsp;{FIRST}<br>&nbsp;&nbsp;&nbsp;&nbsp;{SECOND}"
    article = read(
        f"<font size=5>{HEADLINE}</font><br><font size=2>2024-04-10 青禾日报</font><hr>{text}<hr><a href='#'>关闭窗口</a>"
    )
    assert (article.headline, article.date, said(article, "body")) == (HEADLINE, "2024-04-10", [f"{FIRST}\n{SECOND}"])


def test_lines_in_bold_head_sections() -> None:
    sections = (
        f"<p><strong>种下去</strong></p><p>{FIRST}</p><p><b>卖出去</b></p><p>{SECOND}</p><p><b>何小满说，明年会更好。</b></p>"
    )
    article = read(f"<h1>{HEADLINE}</h1><div id='zoom'>{sections}</div>")
    assert said(article, "heading") == ["种下去", "卖出去"]


def test_the_author_stands_in_an_element_of_his_own() -> None:
    head = f"<founder-title>{HEADLINE}</founder-title><founder-author>周大山 夏 静</founder-author>"
    assert read(f"{head}<founder-content><p>{SECOND}</p></founder-content>").byline == ("周大山", "夏静")


def test_numbers_of_pages_are_no_text() -> None:
    pages = "<div>共3页 <a href='1'>1</a> 2 <a href='3'>3</a> <a href='3'>下一页</a></div>"
    assert said(read(f"<h1>{HEADLINE}</h1><div id='zoom'>{BODY}{pages}</div>"), "body") == [f"{FIRST}\n{SECOND}"]


def test_a_page_whose_programs_would_print_it_is_read_from_its_data() -> None:
    data = f'{{"headline": "{HEADLINE}", "datePublished": "2024-04-10", "articleBody": "{FIRST}\\n{SECOND}"}}'
    article = read("<div id='app'></div>", f'<script type="application/ld+json">{data}</script>')
    assert (article.headline, article.date, said(article, "body")) == (HEADLINE, "2024-04-10", [f"{FIRST}\n{SECOND}"])


def test_a_line_in_the_middle_below_a_picture_is_its_caption() -> None:
    picture = f"<p><img src='1.jpg'></p><p style='text-align: center'>{CAPTION}</p>"
    article = read(f"<h1>{HEADLINE}</h1><div id='zoom'><p>{FIRST}</p>{picture}<p>{SECOND}</p></div>")
    assert (said(article, "caption"), said(article, "body")) == ([CAPTION], [FIRST, SECOND])


def test_an_office_is_a_site_and_a_headline_about_one_is_none() -> None:
    assert read(f"<b>{HEADLINE}</b><br><br><div id='zoom'>{BODY}</div>", "<title>青禾县水利局</title>").headline == HEADLINE
    assert read(f"<div id='zoom'>{BODY}</div>", "<title>青禾县成立数据局</title>").headline == "青禾县成立数据局"


def test_words_and_pictures_have_their_authors() -> None:
    assert read(f"<h1>{HEADLINE}</h1><p>文/何小满 图/周大山</p><div id='zoom'><p>{SECOND}</p></div>").byline == (
        "何小满",
        "周大山",
    )


def test_names_set_to_the_right_above_the_text_are_its_authors() -> None:
    page = f"<h1>{HEADLINE}</h1><div id='zoom'><p style='text-align:right'>%s</p><p>{SECOND}</p></div>"
    assert read(page % "周大山 何小满").byline == ("周大山", "何小满")
    assert read(page % "桃园里的人").byline == ()


def test_bare_words_of_a_header_are_no_text() -> None:
    header = f"<header><p class='kicker'>{KICKER}</p><h1>{HEADLINE}</h1><time datetime='2024-04-10'>4月10日</time></header>"
    article = read(f"<article>{header}{BODY}</article>")
    assert (article.date, said(article, "body")) == ("2024-04-10", [f"{FIRST}\n{SECOND}"])

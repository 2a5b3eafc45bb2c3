"""Invented pages of several site manners: body, furniture, headline, byline, paper and date."""

from kg.acquire.sources import Given, read_bytes
from kg.articles import split_page
from kg.records import Page

FIRST = "本报讯（记者 周大山）4月9日，青禾县柳湾镇举行春耕农机演示会，六十多位种粮大户到场观看。"
SECOND = "柳湾镇农业服务站站长何小满介绍，今年全镇计划种植水稻二万三千亩。"
PLACE = f"<div id='ozoom'><p>{FIRST}</p><p>{SECOND}</p></div>"


def read(html: str, name: str = "a.html") -> Page:
    """The one Page of a web page."""
    (page,) = read_bytes(html.encode(), name, Given())
    assert isinstance(page, Page), page
    return page


def site(body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def test_a_year_alone_is_no_date() -> None:
    assert read(site(PLACE + "<div>Copyright 2019 青禾日报</div>")).date is None


def test_the_day_beside_the_word_of_publishing_wins() -> None:
    page = read(site(f"<div>今天是2025年1月2日</div><h1>农机下田</h1><div>发布时间：2024-04-10 09:26</div>{PLACE}"))
    assert page.date == "2024-04-10"


def test_a_day_in_the_body_is_not_that_of_the_page() -> None:
    assert read(site(f"<div id='zoom'><p>{FIRST}</p><p>2021年3月4日，该镇成立合作社。</p></div>")).date is None


def test_a_path_tells_the_day() -> None:
    assert read(site(PLACE), "c/202404/t20240410_221.html").date == "2024-04-10"


def test_bare_text_beside_paragraphs_is_kept() -> None:
    page = read(site(f"<div id='zoom'>{FIRST}<br>{SECOND}<p>图为演示会现场。</p></div>"))
    assert page.text.splitlines() == [FIRST, SECOND, "图为演示会现场。"]


def test_hidden_words_and_programs_are_left_out() -> None:
    hidden = f"<div id='zoom'><p style='display:none'>不可见的话。</p><script>x</script><p>{FIRST}</p></div>"
    assert read(site(hidden)).text.splitlines() == [FIRST]


def test_furniture_goes_from_the_edges_and_prose_stays() -> None:
    prose = "来源于山泉的水灌溉着千亩良田。"
    body = f"<p>{prose}</p><p>{FIRST}</p><p>编辑部设在镇上的老粮站里。</p><p>责任编辑：甲某</p><p>上一篇：别的事</p><p>丙</p>"
    page = read(site(f"<div id='zoom'>{body}</div>"))
    assert page.text.splitlines() == [prose, FIRST, "编辑部设在镇上的老粮站里。"]


def test_the_heading_above_the_body_is_the_headline() -> None:
    page = read(site(f"<h1>青禾新闻网</h1><h3>农机下田春耕忙</h3>{PLACE}", "<title>青禾日报数字报</title>"))
    assert page.headline == "农机下田春耕忙"


def test_a_title_loses_the_names_of_its_site() -> None:
    assert read(site(PLACE, "<title>青禾日报 - 农机下田春耕忙 - 要闻</title>")).headline == "农机下田春耕忙"


def test_a_byline_is_printed_and_read() -> None:
    body = f"<h1>农机下田</h1><p>作者：周大山 夏 静 时间：2024-04-10</p><div id='zoom'><p>{SECOND}</p></div>"
    page = read(site(body))
    assert page.byline == ("作者：周大山 夏静",)
    (article,) = split_page(page)
    assert article.byline == ("周大山", "夏静")


def test_the_source_is_the_paper() -> None:
    assert read(site(f"<h1>农机下田</h1><p>来源：青禾日报</p>{PLACE}")).paper == "青禾日报"


def test_a_page_of_links_holds_no_article() -> None:
    links = "".join(f"<li><a href='{n}'>第{n}条新闻的很长很长的题目在这里</a></li>" for n in range(9))
    (problem,) = read_bytes(site(f"<div id='zoom'><ul>{links}</ul></div>").encode(), "a.html", Given())
    assert getattr(problem, "reason", "") == "no-article"


def test_bytes_of_utf8_are_utf8_whatever_is_declared() -> None:
    assert FIRST in read(site(PLACE, "<meta charset='gb2312'>")).text


def test_an_old_script_page_is_html_and_text_called_html_is_text() -> None:
    assert read("<!-- saved -->" + site(PLACE), "show.aspx").form == "article"
    assert read(f"{FIRST}\n{SECOND}\n", "a.html").form == "dump"


def test_a_line_of_day_author_and_counter_is_furniture() -> None:
    told = "青禾日报　2008-03-31 08:12:00　作者：周大山　点击数：327"
    page = read(site(f"<div id='zoom'><p>{told}</p><p>{SECOND}</p></div>"))
    assert (page.date, page.byline, page.text.splitlines()[-1]) == ("2008-03-31", ("作者：周大山",), SECOND)
    assert told not in page.text

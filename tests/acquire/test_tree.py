"""The lines of a web page as a reader sees them: breaks, tables, indents, letters that nobody sees."""

import lxml.html

from kg.acquire.tree import rows_of, unwrapped


def lines(html: str) -> list[str]:
    return [row.text for row in unwrapped(rows_of(lxml.html.fragment_fromstring(html, create_parent="div")).rows)]


def test_the_rows_of_a_table_are_lines_and_their_cells_stand_apart() -> None:
    table = "<tr><th>村名</th><th>户数</th></tr><tr><td>柳湾村</td><td>120</td></tr><tr><td><p>丁家坪</p></td><td>96</td></tr>"
    assert lines(f"<table>{table}</table>") == ["村名｜户数", "柳湾村｜120", "丁家坪｜96"]


def test_a_cell_that_holds_the_article_is_no_figure() -> None:
    story = "柳湾镇的果农把第一批早熟桃送上了货车，车子连夜开往省城的批发市场。"
    assert lines(f"<table><tr><td>导航</td><td><p>{story}</p><p>价钱比去年好。</p></td></tr></table>")[1:] == [
        story,
        "价钱比去年好。",
    ]


def test_a_break_within_a_sentence_is_no_end_of_a_paragraph() -> None:
    wrapped = "　　河堤加固工程上个月开工以来，村里的三十多名<br>青年每天都到工地帮忙。<br>　　何小满说，五月能完工。"
    assert lines(f"<p>{wrapped}</p>") == [
        "河堤加固工程上个月开工以来，村里的三十多名青年每天都到工地帮忙。",
        "何小满说，五月能完工。",
    ]


def test_two_breaks_end_a_paragraph_and_short_lines_stay_apart() -> None:
    assert lines("<p>春天的渠水流过新修的石桥又流过我家门前<br><br>桃花开在对岸<br>人在画中</p>") == [
        "春天的渠水流过新修的石桥又流过我家门前",
        "桃花开在对岸",
        "人在画中",
    ]


def test_wide_blanks_behind_a_sentence_begin_a_paragraph() -> None:
    assert lines("<div>水渠修好了。\n　　群众很高兴。&nbsp;&nbsp;&nbsp;&nbsp;新米也卖得好。</div>") == [
        "水渠修好了。",
        "群众很高兴。",
        "新米也卖得好。",
    ]
    assert lines("<p>本报讯&nbsp;&nbsp;&nbsp;4月9日，农机下田。</p>") == ["本报讯 4月9日，农机下田。"]


def test_what_nobody_sees_is_no_text() -> None:
    assert lines(
        "<p>软&shy;连&#8203;字符，<ruby>婠<rp>(</rp><rt>wān</rt><rp>)</rp></ruby>姐。</p><p hidden>无</p><video>不支持</video>"
    ) == ["软连字符，婠姐。"]

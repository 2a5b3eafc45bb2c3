"""Captions amid a paragraph of a dump: the paragraph runs on behind them."""

import pytest

from kg.articles.insets import inset_captions
from kg.articles.printed import printed_lines
from kg.articles.split import split_page
from kg.records import Article, Page
from tests.articles.by_hand import assert_maps_back, page

STORY = ["本报讯（记者 秦阿满）白石沟村的老井", "今年清了三回淤，水位比去年这时候高", "出半米。村里十六户人家又在自家院里接"]
REST = ["上了水管，浇菜不用再去河沟挑。村支书", "卢运才说，下一步要修蓄水池。"]
DATED = ["10月6日，关集镇农民在晾晒新收的花生。今年全镇种", "植花生八千多亩。 申有田 摄"]


def _page(*lines: str, blank: bool = False) -> Page:
    return page(("\n\n" if blank else "\n").join(lines) + "\n")


def _read(*lines: str, blank: bool = False) -> tuple[Article, ...]:
    return split_page(_page("老井又有了水", *lines, blank=blank))


@pytest.mark.parametrize(
    "caption",
    [
        DATED,
        ["昨日，志愿者在给花箱浇水。", "本报记者 郎大川 摄"],
        ["▲车间里工人正在缝制书包。 申有田 摄"],
        ["▲车间里工人正在缝制书包。"],
        ["一排新楼立在河湾的北岸上，住进了从山上搬下来的二百", "多户人家。 申有田 摄"],
    ],
)
@pytest.mark.parametrize("blank", [False, True])
def test_the_paragraph_runs_on_behind_a_caption(caption: list[str], blank: bool) -> None:
    articles = _read(*STORY, *caption, *REST, blank=blank)
    assert "又在自家院里接上了水管" in articles[0].text
    assert not any("接10月" in a.text or "接▲" in a.text or "接昨日" in a.text or "接一排" in a.text for a in articles)
    assert any("".join(caption[0].split())[:12] in "".join(a.text.split()) for a in articles)


@pytest.mark.parametrize(
    "lines",
    [
        [*STORY, *REST],
        # the paragraph is at its end: the caption stands between two
        [*STORY[:2], "出半米。", *DATED, *REST],
        # a day opens a line of the story, and the caption below it has its own
        [*STORY[:2], "10月6日，村里十六户人家又在自家院里接", *REST],
        # no column goes on below
        [*STORY, *DATED],
        [*STORY, *DATED, "本报讯（记者 秦阿满）枣园路昨天通车。"],
    ],
)
def test_other_captions_stay_where_they_are(lines: list[str]) -> None:
    assert not inset_captions(printed_lines(_page(*lines)))


def test_two_captions_in_one_paragraph() -> None:
    lines = [*STORY, *DATED, *REST[:1], "▲车间里工人正在缝制书包。 申有田 摄", *REST[1:]]
    assert inset_captions(printed_lines(_page(*lines))) == [(3, 5), (6, 7)]
    assert "又在自家院里接上了水管，浇菜不用再去河沟挑。村支书卢运才说" in _read(*lines)[0].text


def test_two_captions_below_each_other() -> None:
    lines = [*STORY, *DATED, "▲车间里工人正在缝制书包。 申有田 摄", *REST]
    assert inset_captions(printed_lines(_page(*lines))) == [(3, 5), (5, 6)]
    sheet = _page(*lines)
    articles = split_page(sheet)
    assert "又在自家院里接上了水管" in articles[0].text
    assert_maps_back(articles, sheet)
    assert "".join("".join(a.text for a in articles).split()).count("缝制书包") == 1


def test_many_captions_cost_little() -> None:
    lines = [*STORY, *["▲车间里工人正在缝制书包。 申有田 摄"] * 3000, *REST]
    assert len(inset_captions(printed_lines(_page(*lines)))) == 3000

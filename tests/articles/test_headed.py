"""Pages on which only the form of a line says that the next story begins: a name below one, a place before a headline."""

import pytest

from kg.articles import marks, split_page
from tests.articles.by_hand import body, page


def wrapped(text: str, width: int = 20) -> list[str]:
    text = "　　" + text
    return [text[at : at + width] for at in range(0, len(text), width)]


FIRST = "石梁村的晒场上铺满了辣椒。村民禹秋莲说，今年合作社统一育苗，每亩比去年多收三百斤，客商开着车到地头来拉。"
SECOND = "镇里的敬老院添了一间理疗室，八台按摩椅是在外经商的乡亲捐的，老人每周能来两次，由卫生院的护士照看。"


def test_a_name_in_brackets_closes_the_story_above_it() -> None:
    """The name has a line of its own; below it stands no headline."""
    one, other = split_page(page("\n".join(["辣椒红了", *wrapped(FIRST), "（禹建平）", *wrapped(SECOND), "（卞小荷）"])))
    assert body(one).startswith("石梁村") and body(one).endswith("来拉。")
    assert body(other).startswith("镇里的敬老院")
    assert one.byline == ("禹建平",) and other.byline == ("卞小荷",)


def test_briefs_on_one_theme_each_with_the_name_of_its_author_below() -> None:
    lines = ["健康资讯"]
    for name, text in (
        ("（禹建平）", "6月3日，沙河镇卫生院请二十名居民走进化验室，看血样怎样检验。"),
        ("（卞小荷）", "日前，县卫生院的医生走进沙河镇的学校，给居民和孩子讲怎样防溺水。"),
        ("（郝青）", "沙河镇卫生院的血样化验室近日添了新机器，居民当天能拿到结果。"),
    ):
        lines += [*wrapped(text), name]
    found = split_page(page("\n".join(lines)))
    assert [article.byline for article in found] == [("禹建平",), ("卞小荷",), ("郝青",)]


PLACED = {
    "岚县：土豆花开引客来": "岚县王狮乡的土豆花开成了一片海，乡里办起了第三届赏花节，五天接待游客两万多人次，农家院一床难求。",
    "方山：老支书讲新政策": "方山县在每个村选一名老支书当宣讲员，用快板和顺口溜讲医保政策，已讲了六十二场，听众五千多人。",
    "槐树坪镇：水井边的议事亭": "槐树坪镇在七个村的老水井边搭起议事亭，谁家有难事、村里要花钱，都在亭子里当面说清。",
}


@pytest.mark.parametrize("width", [16, 20, 26])
def test_headlines_that_name_their_place_first(width: int) -> None:
    lines = [line for headline, text in PLACED.items() for line in (headline, *wrapped(text, width))]
    assert [article.headline for article in split_page(page("\n".join(lines)))] == list(PLACED)


ITEMS = (
    "●沙河镇卫生院新门诊楼7月28日投入使用，设诊室三十二间，日接诊能力提高到五百人次，并开通自助缴费机。",
    "●县总工会举办专场招聘会，四十三家企业提供岗位一千一百个，当天二百八十七人达成意向。",
    "●石梁村粉条加工厂9月1日开机，预计本季加工红薯二千六百吨。",
)


@pytest.mark.parametrize("label", ["简明新闻", "全县工业短讯"])
def test_marked_items_below_a_label_of_briefs_are_articles(label: str) -> None:
    lines = ["辣椒红了", *wrapped(FIRST), label, *[line for item in ITEMS for line in wrapped(item)]]
    found = split_page(page("\n".join(lines)))
    assert [body(article)[:5] for article in found] == ["石梁村的晒", *[item[:5] for item in ITEMS]]


def test_marked_items_below_no_label_stay_together() -> None:
    lines = [
        "全县上半年办成的实事",
        *wrapped("上半年，县里有这些实事办成："),
        *[line for item in ITEMS for line in wrapped(item)],
    ]
    (article,) = split_page(page("\n".join(lines)))
    assert article.headline == "全县上半年办成的实事"


NOTE = "今年，县里给山区学校添了二十辆校车。即日起，本报陆续刊登各乡镇的做法，请读者关注，也请来信说说自己的看法。"


@pytest.mark.parametrize(
    "headline", ["编者按", "【编者按】", "短论：看得见的才是实事", "时评：看得见的才是实事", "致全县司机的倡议书"]
)
def test_a_headline_that_says_what_it_is_begins_an_article(headline: str) -> None:
    found = split_page(page("\n".join(["辣椒红了", *wrapped(FIRST), *wrapped(SECOND), headline, *wrapped(NOTE)])))
    assert len(found) == 2 and body(found[1]).startswith("今年，县里给山区学校")


@pytest.mark.parametrize("label", ["追踪报道", "本报评论员", "■健康提示"])
def test_the_kind_of_an_article_is_no_part_of_its_headline(label: str) -> None:
    (article,) = split_page(page("\n".join([label, "晒场上的辣椒今年红得早", *wrapped(FIRST), *wrapped(SECOND)])))
    assert article.headline == "晒场上的辣椒今年红得早" and article.subhead == label


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("如皋：办事不用跑", "如皋"),
        ("槐树坪镇：水井边", "槐树坪镇"),
        ("农村：路灯亮了", None),
        ("产业协作：造血赋能", None),
        ("记者：", None),
    ],
)
def test_the_place_that_a_headline_names(line: str, place: str | None) -> None:
    assert marks.headed_place(line) == place


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("岚县讯（记者 禹平）7月", True), ("方山讯 （禹平）7月", True), ("喜讯（一）", False), ("通讯（记者）", False)],
)
def test_the_dateline_of_a_county_in_short(text: str, is_one: bool) -> None:
    assert marks.local(text) is is_one


def test_a_note_on_the_picture_and_headings_that_are_no_places_part_nothing() -> None:
    lines = [
        "辣椒红了",
        *wrapped(FIRST),
        "（右图）",
        *wrapped(SECOND),
        "平安：守护万家",
        *wrapped("平安是福。" + FIRST),
        "评论：群众怎么看",
    ]
    (article,) = split_page(page("\n".join([*lines, *wrapped(SECOND)])))
    assert article.headline == "辣椒红了"

"""What the places of lines on a laid-out page say of them."""

from kg.articles import split_page
from kg.articles.furniture import rule_of
from kg.records import Article, Page
from tests.articles.by_hand import body, column, laid

ROAD = column(
    30,
    150,
    "本报讯（记者 吕青禾）石桥村的水泥路",
    "昨天浇完了最后一段，三百多户人家出门",
    "不再踩泥。村里的老人说，这条路他们盼",
    "了十几年。",
)
WELL = column(
    30,
    300,
    "本报讯（记者 冉小舟）柳沟村打出了一眼",
    "深井，井深一百二十米，每小时出水三十",
    "吨。村民再也不用到山下的河里去挑水喝",
    "了，家家都装上了龙头。",
)


def read(*rows: tuple[str, float, float, float]) -> tuple[Page, tuple[Article, ...]]:
    """A page of these lines and its articles."""
    page = laid(*rows)
    return page, split_page(page)


def parts(article: Article, kind: str) -> list[str]:
    """What the article says in the parts of one kind."""
    return [article.text[part.start : part.end] for part in article.parts if part.kind == kind]


def test_stray_lines_of_the_head_and_foot_are_no_headlines() -> None:
    _, found = read(
        ("云台信息", 30, 30, 15),
        ("二〇二四年三月九日", 200, 33, 9),
        ("星期六", 300, 33, 9),
        ("编辑：何小满", 420, 33, 9),
        ("水泥路浇到了家门口", 30, 110, 22),
        *ROAD,
        ("社址：南关街7号", 30, 800, 8),
        ("新闻热线：0355-3020110", 130, 800, 8),
        ("每份1.20元", 260, 800, 8),
    )
    assert [article.headline for article in found] == ["水泥路浇到了家门口"]
    assert body(found[0]).endswith("盼了十几年。")


def test_a_headline_beside_the_date_is_none_of_the_head() -> None:
    _, found = read(("2024年3月9日 星期六", 420, 112, 9), ("水泥路浇到了家门口", 30, 110, 22), *ROAD)
    assert [article.headline for article in found] == ["水泥路浇到了家门口"]


def test_a_line_right_above_a_headline_is_its_kicker() -> None:
    _, found = read(
        ("水泥路浇到了家门口", 30, 110, 22),
        *ROAD,
        ("乡村走笔", 30, 255, 12),
        ("山沟里打出甜水井", 30, 272, 22),
        *WELL,
    )
    assert [article.headline for article in found] == ["水泥路浇到了家门口", "山沟里打出甜水井"]
    assert [parts(article, "kicker") for article in found] == [[], ["乡村走笔"]]
    assert body(found[0]).endswith("盼了十几年。")


def test_a_kicker_is_read_with_its_headline_though_it_comes_earlier() -> None:
    _, found = read(
        ("水泥路浇到了家门口", 30, 110, 22),
        *ROAD[:2],
        ("乡村走笔", 30, 255, 12),
        *ROAD[2:],
        ("山沟里打出甜水井", 30, 272, 22),
        *WELL,
    )
    assert [parts(article, "kicker") for article in found] == [[], ["乡村走笔"]]
    assert body(found[0]).endswith("盼了十几年。")


def test_a_kicker_set_left_of_a_centred_headline() -> None:
    right = [(said, x0 + 220, top, size) for said, x0, top, size in column(30, 150, "水渠也修通了，浇地不用再排队。")]
    _, found = read(("乡村走笔", 30, 80, 12), *ROAD, ("水泥路浇到了家门口", 120, 104, 30), *right)
    assert [(article.headline, parts(article, "kicker")) for article in found] == [("水泥路浇到了家门口", ["乡村走笔"])]


def test_an_upright_kicker_beside_an_upright_headline() -> None:
    moved = [(said, x0 + 60, top, size) for said, x0, top, size in ROAD]
    _, found = read(("↓水泥路浇到了家门口", 30, 150, 22), ("↓乡村走笔", 60, 150, 12), *moved)
    assert [(article.headline, parts(article, "kicker")) for article in found] == [("水泥路浇到了家门口", ["乡村走笔"])]


def test_the_rest_of_a_headline_is_no_author() -> None:
    _, found = read(("全县春季植树造林检查评比", 30, 100, 14), ("成晓波", 30, 118, 14), *ROAD)
    assert found[0].byline == ("吕青禾",)


def test_a_byline_goes_on_in_the_next_line() -> None:
    text = column(30, 180, "石桥村的水泥路昨天浇完了最后一段，三", "百多户人家出门不再踩泥。")
    for first, rest in (("本报记者 吕青禾 通讯员 冉小", "舟"), ("本报记者 吕青禾 通讯员", "冉小舟")):
        _, found = read(("水泥路浇到了家门口", 30, 110, 22), (first, 30, 150, 10), (rest, 30, 165, 10), *text)
        assert [(article.headline, article.byline) for article in found] == [("水泥路浇到了家门口", ("吕青禾", "冉小舟"))]


def test_cells_of_a_table_are_neither_headlines_nor_authors() -> None:
    rows = [("乡镇", "得分"), ("马家河", "91.5"), ("周村", "90"), ("王庄", "88.2")]
    cells = [(cell, 40.0 + 50 * at, 220 + 14 * n, 9.0) for n, row in enumerate(rows) for at, cell in enumerate(row)]
    _, found = read(("水泥路浇到了家门口", 30, 110, 22), *ROAD, *cells, ("山沟里打出甜水井", 30, 275, 22), *WELL)
    assert [article.headline for article in found] == ["水泥路浇到了家门口", "山沟里打出甜水井"]
    assert [article.byline for article in found] == [("吕青禾",), ("冉小舟",)]


def test_a_byline_read_apart_goes_to_the_headline_above_it() -> None:
    plain = [(ROAD[0][0].partition("）")[2], *ROAD[0][1:]), *ROAD[1:]]
    moved = [(said, x0, top + 60, size) for said, x0, top, size in plain]
    _, found = read(*WELL, ("本报记者 吕青禾", 30, 140, 9), ("水泥路浇到了家门口", 120, 100, 30), *moved)
    assert {article.byline for article in found} == {("冉小舟",), ("吕青禾",)}


def test_prices_dates_and_editors_are_furniture_by_their_words() -> None:
    lines = ("每份1.20元", "零售：0.5元/份", "二〇二四年三月九日", "执编：何小满", "执编 何小满 终校 周一帆")
    assert all(rule_of(line) for line in lines)
    assert not any(rule_of(line) for line in ("每户补助120元", "二十四年三月如一日"))


def test_a_headline_with_a_kicker_begins_an_article_of_the_same_matter() -> None:
    lines = (
        "编辑同志：",
        "    柳沟村打出了一眼深井，井水够三百户人家吃",
        "可是水管只通到村口，村里人还要挑水。我们",
        "想问，水管什么时候能通到家里？",
    )
    letter = [(said.strip(), 30 + 20 * (n < 2), 450 + 15 * n, 10.0) for n, said in enumerate(lines)]
    _, found = read(("水管通到了家里", 30, 270, 20), *WELL, ("来信照登", 30, 410, 12), ("水管何时通到家里", 30, 426, 20), *letter)
    assert [article.headline for article in found] == ["水管通到了家里", "水管何时通到家里"]


def test_an_author_beside_the_date_of_a_notice_at_the_foot_is_kept() -> None:
    signed = [(said, x0 + 240, top, size) for said, x0, top, size in WELL]
    signed[0] = (signed[0][0].replace("（记者 冉小舟）", "村民说，"), *signed[0][1:])
    notice = column(30, 300, "因检修线路，柳沟村今天停电八小时，请各", "户做好准备。", "柳沟供电所", "2024年3月9日")
    _, found = read(("停电通知", 30, 270, 20), *notice, ("山沟里打出甜水井", 270, 270, 20), *signed, ("（冉小舟）", 350, 345, 10))
    assert [(article.headline, article.byline) for article in found] == [("停电通知", ()), ("山沟里打出甜水井", ("冉小舟",))]

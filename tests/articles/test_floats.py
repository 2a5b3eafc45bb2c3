"""Whose headline and byline a line is: by its place, by its words, by what the rest of the page does."""

from kg.articles import split_page
from kg.articles.nearness import habit_cost
from tests.articles.by_hand import page
from tests.articles.test_split import RIVER, SCHOOL

GARDEN = """本报讯（记者 赵雪）春耕时节，
平原县官庄乡的茶
农忙着采茶，三千亩茶园一片
新绿，乡里的茶厂昼夜开工。"""
ROAD = """本报讯（记者 冯海）石桥村到县城的公路昨日通车，
全长八公里，村民出行时间缩
短一半，山货也好卖了。"""


def pairs(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(article.headline, article.byline) for article in split_page(page(text))]


def test_a_headline_between_two_articles_goes_where_its_words_are() -> None:
    text = f"{RIVER}\n校园添新楼\n{SCHOOL}"
    assert [headline for headline, _ in pairs(text)] == [None, "校园添新楼"]
    text = f"{RIVER}\n治理清水河\n{SCHOOL}"
    assert [headline for headline, _ in pairs(text)] == ["治理清水河", None]


def test_a_headline_that_shares_no_word_stands_where_the_others_of_its_page_stand() -> None:
    before = f"清水河治理工程启动\n{RIVER}\n白塔镇小学新楼启用\n{SCHOOL}\n人勤春来早\n{GARDEN}"
    assert pairs(before)[-1][0] == "人勤春来早"
    after = f"{GARDEN}\n人勤春来早\n{RIVER}\n清水河治理工程启动\n{SCHOOL}\n白塔镇小学新楼启用"
    assert pairs(after)[0][0] == "人勤春来早"
    assert habit_cost((5, 0), -1) < 0.2 < 1.5 < habit_cost((5, 0), 1)


def test_a_byline_below_a_headline_goes_where_the_headline_goes() -> None:
    text = f"{GARDEN[11:]}\n{SCHOOL}\n茶园新绿采茶忙\n□ 赵雪"
    assert pairs(text)[0] == ("茶园新绿采茶忙", ("赵雪",))


def test_neighbouring_headlines_at_the_end_of_the_page_are_not_swapped() -> None:
    text = f"{GARDEN}\n\n{ROAD}\n\n八公里山路变通途\n\n三千亩茶园采茶忙"
    assert [headline for headline, _ in pairs(text)] == ["三千亩茶园采茶忙", "八公里山路变通途"]

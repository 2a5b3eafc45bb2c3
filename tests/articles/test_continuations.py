"""下转 and 上接 find each other over pages, by paper, day and words."""

from dataclasses import replace
from pathlib import Path

from kg.acquire import read_pages
from kg.articles import join_continuations, split_page
from kg.records import Article, Page

PRACTICE = Path(__file__).parent.parent / "practice"


def read(name: str) -> tuple[Article, ...]:
    (page,) = read_pages([PRACTICE / name])
    assert isinstance(page, Page)
    return split_page(page)


def test_the_two_parts_on_two_pages_of_one_day() -> None:
    first, third = read("B1.txt"), read("B2.txt")
    ((start, rest),) = join_continuations([*third, *first])
    assert next(article for article in first if article.id == start).continued_on == "（下转3版）"
    assert next(article for article in third if article.id == rest).kind == "continuation"


def test_parts_of_different_days_or_papers_stay_apart() -> None:
    articles = [*read("B1.txt"), *(replace(article, date="2024-05-09") for article in read("B2.txt"))]
    assert join_continuations(articles) == ()
    articles = [*(replace(a, paper="青原日报") for a in read("B1.txt")), *(replace(a, paper="临江日报") for a in read("B2.txt"))]
    assert join_continuations(articles) == ()


def test_parts_that_speak_of_different_things_stay_apart() -> None:
    starts = [replace(article, date=None, paper=None) for article in read("A1.txt")]
    rests = [replace(article, date=None, paper=None) for article in read("B2.txt")]
    assert join_continuations([*starts, *rests]) == ()


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [*read("A1.txt"), *read("A3.txt"), *read("B1.txt"), *read("B2.txt")]
    assert join_continuations(articles) == join_continuations(articles[::-1])

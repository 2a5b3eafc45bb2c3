"""Columns that a dump prints beside each other are read one after the other."""

import pytest

from kg.articles import split_page
from kg.articles.across import reading_order
from tests.articles.by_hand import assert_maps_back, body, page
from tests.articles.test_split import RIVER, SCHOOL

LEFT = ["清水河治理工程启动", *RIVER.split("\n")]
RIGHT = ["白塔镇小学新楼启用", *SCHOOL.split("\n")]


def beside(left: list[str], right: list[str], gap: str) -> str:
    rows = [(left[i] if i < len(left) else "", right[i] if i < len(right) else "") for i in range(max(len(left), len(right)))]
    if gap == "\t":
        return "\n".join(f"{one}\t{other}".rstrip() for one, other in rows)
    wide = max(2 * len(line) - sum(map(str.isascii, line)) for line in left)
    return "\n".join(
        (one + " " * (wide - 2 * len(one) + sum(map(str.isascii, one))) + gap + other).rstrip() for one, other in rows
    )


@pytest.mark.parametrize("gap", ["    ", "　　", "\t"])
def test_two_columns_beside_each_other_are_two_articles(gap: str) -> None:
    source = page(beside(LEFT, RIGHT, gap))
    articles = split_page(source)
    assert_maps_back(articles, source)
    assert [article.headline for article in articles] == [LEFT[0], RIGHT[0]]
    assert [body(article) for article in articles] == [body(split_page(page(text))[0]) for text in (RIVER, SCHOOL)]


def test_a_headline_below_the_columns_is_read_after_them() -> None:
    both = beside(RIVER.split("\n")[:4], RIVER.split("\n")[4:] + ["夏天正是来这里的时候。"] * 2, "    ")
    articles = split_page(page(f"{LEFT[0]}\n{both}\n{RIGHT[0]}\n{SCHOOL}"))
    assert [article.headline for article in articles] == [LEFT[0], RIGHT[0]]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{name}    {number}分    {number}" for number, name in enumerate(["青石县", "白塔镇", "平原县"] * 3)),
        "\n".join([*RIVER.split("\n"), "王 芳    李建国", *SCHOOL.split("\n")]),
        "\n".join(line[:6] + "    " + line[6:] if n % 3 == 0 else line for n, line in enumerate(RIVER.split("\n") * 3)),
    ],
)
def test_tables_names_and_justified_lines_are_no_columns(text: str) -> None:
    source = page(text)
    assert reading_order(source) == list(source.lines)

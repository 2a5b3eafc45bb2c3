"""Search finds Chinese words of any length, in texts and in names, and shows where they stand."""

import pytest

from kg.views.lookup import open_build
from kg.views.search import Index, excerpt, indexed, wanted
from tests.views import small_build


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index(open_build(small_build.make(tmp_path_factory.mktemp("small") / "out")))


@pytest.mark.parametrize("words", ["合作社", "合作", "社", "快", "审批 局长", "5.4", "５.４亿", "养殖项目", "上门"])
def test_an_article_is_found_by_any_of_its_words(index: Index, words: str) -> None:
    hits, count = index.articles(words)
    assert (count, [hit.headline for hit in hits]) == (1, ["审批局送服务上门"])


@pytest.mark.parametrize("words", ["社合", "合作 没有", "局长长", "", " ", '"', "* OR -", "NEAR(", "张三)说"])
def test_what_does_not_stand_there_is_not_found(index: Index, words: str) -> None:
    assert index.articles(words) == ([], 0)


def test_words_in_the_headline_count_for_more(index: Index) -> None:
    assert index.articles("张三")[0][0].headline == f"{small_build.EVIL}落户"
    assert index.articles("服务上门")[0][0].headline == "审批局送服务上门"


def test_the_words_are_marked_in_the_excerpt() -> None:
    assert excerpt("甲乙丙丁", ["乙丙"]) == ("甲", "乙丙", "丁")
    assert excerpt("甲" * 200, ["乙"])[0].endswith("…")
    assert "".join(excerpt("前" * 100 + "目标" + "后" * 100, ["目标"])[1:2]) == "目标"


@pytest.mark.parametrize("words", ["张三", "老张", "zhangsan", "zhang san", "Zhang", "三"])
def test_a_person_is_found_by_name_other_name_and_pinyin(index: Index, words: str) -> None:
    assert small_build.ZHANG in [name.tail for name in index.names(words)]


def test_who_is_called_so_comes_first(index: Index) -> None:
    assert [name.name for name in index.names("岚县")][:2] == ["岚县", "岚县行政审批服务管理局"]


def test_pairs_of_characters_are_what_is_indexed() -> None:
    assert indexed("岚县2025年ＡＢ") == "岚县 县 2025 年 ab"
    assert wanted("岚县 abc") == '"岚县" AND "abc"*'
    assert wanted("岚") == '"岚"*'

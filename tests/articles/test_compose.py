"""The parts of a headline, the kinds of articles, names and datelines, as the records have them."""

import pytest

from kg.articles import split_page
from tests.articles.by_hand import page

BODY = """近日，青石县水利局启动清水河治
理工程，疏浚河道十二公里，沿河九
个村的群众受益，局长何平说，河畅
水清是群众的期盼，工程年内完工。"""


@pytest.mark.parametrize(
    ("lines", "headline", "subhead"),
    [
        (["清水河治理工程启动"], "清水河治理工程启动", None),
        (["清水河畅清泉流", "青石县里幸福长"], "清水河畅清泉流 青石县里幸福长", None),
        (["让清水河清起来", "——青石县水利局清水河治理纪实"], "让清水河清起来", "——青石县水利局清水河治理纪实"),
        (
            ["推出一系列治河硬措施，全力打造幸福清水河——", "青石：清水河清了"],
            "青石：清水河清了",
            "推出一系列治河硬措施，全力打造幸福清水河——",
        ),
        (["青石县清水河治理见闻", "河畅了，水清了"], "河畅了，水清了", "青石县清水河治理见闻"),
        (["沿河九个村群众因治理工程受益", "河河畅畅水水清清人人心心齐齐"], "河畅水清人心齐", "沿河九个村群众因治理工程受益"),
    ],
)
def test_main_headline_and_the_rest(lines: list[str], headline: str, subhead: str | None) -> None:
    (article,) = split_page(page("\n".join([*lines, BODY])))
    assert (article.headline, article.subhead) == (headline, subhead)


def test_dateline_and_reporters_of_the_opening() -> None:
    (article,) = split_page(page("本报晋中9月28日讯（记\n者 郝明 通讯员 王芳）" + BODY))
    assert article.dateline == "本报晋中9月28日讯"
    assert article.byline == ("郝明", "王芳")
    assert "（记者 郝明 通讯员 王芳）近日" in article.text


def test_kinds_by_length_and_form() -> None:
    assert [article.kind for article in split_page(page(BODY))] == ["brief"]
    long = BODY.replace("。", "，") + "\n" + "\n".join(BODY.replace("。", "，") for _ in range(6)) + "\n" + BODY
    assert [article.kind for article in split_page(page(long))] == ["news"]


def test_latin_words_wrapped_over_lines_stay_words() -> None:
    (article,) = split_page(page(BODY.replace("青石县水利局启动清水河治\n理工程", "青石县水利局启动名为 Clean\nRiver 的行动")))
    assert "Clean River" in article.text


def test_reasons_name_what_decided() -> None:
    (article,) = split_page(page("清水河治理工程启动\n" + BODY))
    assert any(reason.name.startswith("boundary/") for reason in article.reasons)
    assert any(reason.name == "headline/words" and "清水河" in reason.words for reason in article.reasons)

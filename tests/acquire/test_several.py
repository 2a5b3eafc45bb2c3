"""One page with several articles is parted where its structure says so, and never else."""

import pytest

from kg.acquire.sources import Given, read_bytes
from kg.records import Page

ONE = "本报讯（记者 周大山）4月9日，青禾县柳湾镇的果农把第一批早熟桃送上了货车，当天就运到了省城的市场。"
TWO = "本报讯（通讯员 何小满）近日，丁家坪村的三座小水库全部完成除险加固，能为下游两千亩稻田供水。"
THREE = "本报讯 4月8日，青禾县图书馆把流动书车开进了石桥中学，带去图书一千二百册，学生排队借书。"
HEADS = ("桃子上市", "水库加固", "书车进校")
TEXTS = (ONE, TWO, THREE)


def read(body: str, title: str = "青禾日报数字报") -> list[Page]:
    html = f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    pages = [page for page in read_bytes(html.encode(), "20240410A03.html", Given()) if isinstance(page, Page)]
    assert pages
    return pages


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<article><h2>{h}</h2><p>{t}</p></article>" for h, t in zip(HEADS, TEXTS, strict=True)),
        "".join(
            f"<founder-title>{h}</founder-title><founder-content><p>{t}</p></founder-content>"
            for h, t in zip(HEADS, TEXTS, strict=True)
        ),
        "<div id='ozoom'><h1>简讯</h1>"
        + "".join(f"<h3>{h}</h3><p>{t}</p>" for h, t in zip(HEADS, TEXTS, strict=True))
        + "</div>",
        "<div id='zoom'>"
        + "".join(f"<h2>{h}</h2><p>{t[5:]}</p><p>他们都说好。（何小满）</p>" for h, t in zip(HEADS, TEXTS, strict=True))
        + "</div>",
        "<h2>县区短讯</h2><div id='zoom'>"
        + "".join(f"<p><strong>{h}</strong></p><p>{t}</p>" for h, t in zip(HEADS, TEXTS, strict=True))
        + "</div>",
        "".join(
            f"<div class='item'><h3>{h}</h3><div class='con'><p>{t}</p></div></div>" for h, t in zip(HEADS, TEXTS, strict=True)
        ),
    ],
)
def test_articles_with_a_headline_and_a_body_each_are_several(body: str) -> None:
    pages = read(body)
    assert [page.headline for page in pages] == list(HEADS)
    assert [page.source for page in pages] == [f"20240410A03.html#{n}" for n in (1, 2, 3)]
    for page, text in zip(pages, TEXTS, strict=True):
        assert text[30:] in page.text and sum(other[30:] in page.text for other in TEXTS) == 1
        assert page.date == "2024-04-10"


def test_sections_of_one_article_stay_together() -> None:
    sections = "".join(f"<h2>{h}</h2><p>{t[12:]}</p>" for h, t in zip(HEADS, TEXTS, strict=True))
    (page,) = read(f"<div id='zoom'><h1>青禾春来早</h1><p>{ONE}</p>{sections}</div>")
    assert page.headline == "青禾春来早"
    (page,) = read(f"<h1>青禾春来早</h1><div id='zoom'>{sections}</div>")
    assert all(text[12:] in page.text for text in TEXTS)


def test_teasers_beside_an_article_are_no_articles() -> None:
    teasers = "".join(
        f"<article><h3><a href='#'>{h}</a></h3><p>{t[:40]}……</p></article>" for h, t in zip(HEADS, TEXTS, strict=True)
    )
    (page,) = read(f"<main><article><h1>青禾春来早</h1><p>{ONE}</p></article></main><aside>{teasers}</aside>")
    assert ONE in page.text and TWO[:20] not in page.text


def test_the_author_of_the_next_article_is_not_that_of_this_one() -> None:
    body = f"<article><h2>甲处桃子上市</h2><p>{THREE}</p></article>"
    body += f"<article><h2>乙处水库加固</h2><p>作者：何小满</p><p>{TWO}</p></article>"
    first, second = read(body)
    assert (first.byline, second.byline) == ((), ("作者：何小满",))


def test_comments_below_an_article_are_no_articles() -> None:
    said = ("河水清了真好，老人们都到河边散步去了。", "希望上游也能关停，鱼才游得回来，大家都盼着。")
    comments = "".join(f"<article class='card'><h4>网友{n}号</h4><p>{text}</p></article>" for n, text in enumerate(said))
    (page,) = read(
        f"<main><div class='article-content'><h1>青禾春来早</h1><p>{ONE}</p><p>{TWO}</p></div></main><div>{comments}</div>"
    )
    assert page.headline == "青禾春来早"

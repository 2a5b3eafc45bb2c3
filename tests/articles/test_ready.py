"""Ready articles: every line in its role, those told by the page and those told by the line."""

from kg.acquire.plain import lines_of
from kg.articles import split_page
from kg.records import Article, Page, PartKind

STORY = "4月9日，青禾县柳湾镇的果农把第一批早熟桃送上了货车。"
CAPTION = "图为果农在装车。本报记者 周大山 摄"


def article(text: str, headline: str | None = None, roles: tuple[PartKind, ...] = ()) -> Article:
    (found,) = split_page(Page("a", "0", text, lines_of(text), "article", headline=headline, roles=roles))
    return found


def said(found: Article) -> list[tuple[str, str]]:
    return [(part.kind, found.text[part.start : part.end]) for part in found.parts]


def test_kicker_and_subhead_stand_beside_the_headline() -> None:
    text = f"柳湾镇念活“桃子经”\n一颗桃走出大山\n看果农怎样闯市场\n{STORY}\n"
    found = article(text, "一颗桃走出大山", ("kicker", "headline", "subhead", "body"))
    assert [kind for kind, _ in said(found)] == ["kicker", "headline", "subhead", "body"]
    assert (found.headline, found.subhead) == ("一颗桃走出大山", "柳湾镇念活“桃子经” 看果农怎样闯市场")
    assert all(found.text[run.start : run.start + run.length] == text[run.place : run.place + run.length] for run in found.runs)


def test_a_paragraph_under_a_picture_is_a_caption() -> None:
    found = article(f"一颗桃走出大山\n{STORY}\n{CAPTION}\n价钱比去年好。\n", "一颗桃走出大山")
    assert [kind for kind, _ in said(found)] == ["headline", "body", "caption", "body"]


def test_a_picture_alone_is_its_own_article() -> None:
    assert said(article(CAPTION + "\n")) == [("body", CAPTION)]

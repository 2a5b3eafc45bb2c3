"""The reader of annotated articles."""

from pathlib import Path

import pytest

from kg.corpus import AnnotatedMeasure, AnnotatedMention, AnnotatedRelation, CorpusError, corpus, read_articles

ARTICLE = """\
# id: X01
# headline: 菌棒站起来了
# byline: 记者 甲乙丙
# paper: 承德日报
# date: 2023-10-12
走进{{围场县|l1:County}{深沟村|l2:Village}|-}，{{围场县|l1}深沟合作社|c1:Enterprise}理事长{段有福|p1:Person}说：“好。”
{该社|c1~}去年产香菇3000吨。
==
p1 holdsPosition c1 | title=理事长
c1 locatedIn l2 | status=planned | optional
p1 said | 好
c1 measure | 年产量 | 3000 | 吨 | 产香菇3000吨
----
"""


def test_an_article_has_its_head_and_a_text_without_brackets():
    (article,) = read_articles(ARTICLE, "X.ann")
    assert (article.id, article.file, article.headline, article.byline) == ("X01", "X.ann", "菌棒站起来了", "记者 甲乙丙")
    assert (article.paper, article.date) == ("承德日报", "2023-10-12")
    assert article.text == "走进围场县深沟村，围场县深沟合作社理事长段有福说：“好。”\n该社去年产香菇3000吨。"


def test_mentions_nest_and_every_one_has_the_kind_of_its_entity():
    (article,) = read_articles(ARTICLE, "X.ann")
    assert [article.text[m.start : m.end] for m in article.mentions] == [
        "围场县", "深沟村", "围场县深沟合作社", "围场县", "段有福", "该社",
    ]  # fmt: skip
    assert article.mentions[2] == AnnotatedMention(9, 17, "Enterprise", "c1")
    assert article.mentions[3] == AnnotatedMention(9, 12, "County", "l1")
    assert article.mentions[5].anaphor and article.mentions[5].kind == "Enterprise"


def test_statements_below_the_line_go_where_they_belong():
    (article,) = read_articles(ARTICLE, "X.ann")
    assert article.relations == (
        AnnotatedRelation("p1", "holdsPositionAt", "c1", (("title", "理事长"),)),
        AnnotatedRelation("c1", "locatedIn", "l2", (("status", "planned"),), optional=True),
    )
    assert article.said == (("p1", "好"),)
    assert article.measures == (AnnotatedMeasure("c1", "年产量", "3000", "吨", "产香菇3000吨"),)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("{岚县", "never closed"),
        ("{岚县\n的人|l1:County}", "over a line's end"),
        ("岚县}好", "without"),
        ("{岚县|l1}", "no type"),
        ("{岚县|l1:Town}", "unknown type"),
        ("{岚县|l1:County}\n==\nl1 likes l1", "no relation"),
    ],
)
def test_a_broken_article_is_named_with_file_and_line(body: str, complaint: str):
    with pytest.raises(CorpusError, match=rf"bad\.ann:\d+.*{complaint}"):
        list(read_articles(f"# id: X\n{body}\n----\n", "bad.ann"))


def test_a_folder_without_articles_names_the_remedy(tmp_path: Path):
    with pytest.raises(CorpusError, match="source checkout"):
        corpus(tmp_path / "nothing")


def test_the_whole_corpus_can_be_read():
    articles = corpus()
    assert len(articles) >= 550
    assert len({article.id for article in articles}) == len(articles)
    assert all(article.text[m.start : m.end] for article in articles for m in article.mentions)

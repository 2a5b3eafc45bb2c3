"""The whole stage with the shipped numbers."""

from kg.detect import find_mentions
from kg.records import Article, Part

TEXT = (
    "岚县开展防汛检查\n本报讯（记者 王晓燕）7月9日，岚县应急管理局局长李建军来到岚城镇，检查《岚县防汛应急预案》落实情况。"
    "李建军说，要扎实做好防汛工作。"
)


def article(text: str = TEXT) -> Article:
    cut = text.find("\n")
    parts = (Part("headline", 0, cut), Part("body", cut + 1, len(text))) if cut > 0 else (Part("body", 0, len(text)),)
    return Article("a", "a.txt", "news", text, parts, (), ())


def test_mentions_are_slices_of_the_article_and_never_cross():
    (mentions,) = find_mentions([article()])
    assert all(TEXT[m.start : m.end] == m.text for m in mentions)
    for a in mentions:
        for b in mentions:
            apart = a.end <= b.start or b.end <= a.start
            assert apart or (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)


def test_what_every_reader_would_find_is_found():
    (mentions,) = find_mentions([article()])
    assert {
        ("王晓燕", "Person"), ("李建军", "Person"), ("岚县", "County"), ("岚城镇", "Township"),
        ("岚县应急管理局", "GovernmentBody"), ("《岚县防汛应急预案》", "PolicyDocument"),
    } <= {(m.text, m.kind) for m in mentions}  # fmt: skip


def test_articles_do_not_depend_on_each_other():
    other = article("内蒙古自治区通辽市奈曼旗召开推进会。")
    assert find_mentions([article(), other]) == (*find_mentions([article()]), *find_mentions([other]))


def test_no_articles_and_empty_articles_have_no_mentions():
    assert find_mentions([]) == ()
    assert find_mentions([article("")]) == ((),)

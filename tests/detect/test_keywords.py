"""The words that are typical of an article."""

from kg.detect import find_keywords
from kg.detect.keywords import MOST
from kg.records import Article, Mention, Part

BODY = "果农把苹果装箱。今年苹果丰收，果农忙着采摘，采摘一直到十月。岚县的果农说，发展是好事，发展要靠大家。"


def article(text: str, *parts: Part) -> Article:
    return Article("a", "a.txt", "news", text, parts or (Part("body", 0, len(text)),), (), ())


def test_words_that_come_again_and_are_seldom_elsewhere_are_typical():
    (found,) = find_keywords([article(BODY)], [()])
    assert {"果农", "苹果", "采摘"} <= set(found)
    assert len(found) <= MOST and "大家" not in found


def test_names_are_no_keywords():
    spans = [(i, i + 2) for i in range(len(BODY)) if BODY.startswith("苹果", i)]
    mentions = [Mention(start, end, "Product", "苹果", "test") for start, end in spans]
    (found,) = find_keywords([article(BODY)], [mentions])
    assert "苹果" not in found and "果农" in found


def test_a_word_of_the_headline_counts_double():
    text = "大棚里的春天\n这里有一座大棚。"
    (with_headline,) = find_keywords([article(text, Part("headline", 0, 6), Part("body", 7, len(text)))], [()])
    (without,) = find_keywords([article(text[7:])], [()])
    assert "大棚" in with_headline and not without


def test_an_empty_article_has_none():
    assert find_keywords([article("")], [()]) == ((),)

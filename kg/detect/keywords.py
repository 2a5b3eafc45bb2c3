"""The words that are typical of an article: often here, seldom elsewhere. Names are left out; they are mentions.

In: Articles and their Mentions. Out: for each article up to MOST words, the most typical first. What always holds: the words
of an article do not depend on the articles beside it.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from kg.detect.vocabulary import everyday
from kg.detect.words import words
from kg.lexicon import rows
from kg.records import Article, Mention
from kg.text import is_han

MOST = 6
READ = 1_500  # characters from the start that are cut into words: news says first what it is about
COMMON = 0.1  # share of all articles from which a word is typical of none
HEADLINE = 2  # how often a word of the headline counts


def find_keywords(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> tuple[tuple[str, ...], ...]:
    """Keywords of every article."""
    return tuple(keywords(article, found) for article, found in zip(articles, mentions, strict=True))


def keywords(article: Article, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Up to MOST words of two to six Han characters that stand at least twice outside names, the headline counting double.

    A word that no list knows must stand three times: it may be a piece of one.
    """
    known, total = frequencies()
    covered = {place for m in mentions for place in range(m.start, m.end)}
    heading = {place for part in article.parts if part.kind == "headline" for place in range(part.start, part.end)}
    times: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    place = 0
    for word in words(article.text[:READ]):
        place = article.text.index(word, place)
        here = range(place, place + len(word))
        place += len(word)
        if 2 <= len(word) <= 6 and all(map(is_han, word)) and not covered & set(here):
            times[word] += HEADLINE if here.start in heading else 1
            first.setdefault(word, here.start)
    weighed = [
        (-count * math.log(total / known.get(word, 2)), first[word], word)
        for word, count in times.items()
        if count > (1 if word in known or word in everyday() else 2) and known.get(word, 0) < COMMON * total
    ]
    return tuple(word for _, _, word in sorted(weighed)[:MOST])


@cache
def frequencies() -> tuple[dict[str, int], int]:
    """In how many articles each word stands, and the number of articles."""
    known = {row["word"]: int(row["articles"]) for row in rows("frequencies.tsv")}
    return known, known.pop("*")

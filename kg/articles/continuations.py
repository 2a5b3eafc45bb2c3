"""Articles that say 下转3版 joined with those that say 上接1版, over pages and files.

In: articles. Out: pairs of ids, first part first; each part is in at most one pair. Only parts of one paper and day are joined,
and only where the two speak of the same; the names that they share decide between several.
"""

from collections.abc import Sequence

from kg.articles.cohesion import affinity, cohesion, grams
from kg.records import Article

ALONE = -1.0  # log-odds that suffice where a paper and day have one part of either kind
AMONG = 0.0  # log-odds that are asked where there are several


def join_continuations(articles: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    """(id of the part that says 下转, id of the part that says 上接), sorted."""
    first = sorted({article.id: article for article in articles if article.continued_on}.values(), key=lambda a: a.id)
    second = sorted({article.id: article for article in articles if article.continued_from}.values(), key=lambda a: a.id)
    words = {article.id: grams(article.text) for article in [*first, *second]}
    found: list[tuple[float, str, str]] = []
    for start in first:
        fitting = [rest for rest in second if rest.id != start.id and may_belong(start, rest)]
        pull = affinity(words[start.id], [words[rest.id] for rest in fitting])
        for rest, strength in zip(fitting, pull, strict=True):
            odds = cohesion(words[start.id], words[rest.id])
            rivals = sum(may_belong(other, rest) for other in first)
            if odds > (ALONE if len(fitting) == rivals == 1 else AMONG):
                found.append((odds + strength, start.id, rest.id))
    return _best_pairs(found)


def may_belong(start: Article, rest: Article) -> bool:
    """Whether paper and day allow two parts to be of one article (what is not known allows everything)."""
    same_paper = start.paper is None or rest.paper is None or start.paper == rest.paper
    same_day = start.date is None or rest.date is None or start.date == rest.date
    return same_paper and same_day


def _best_pairs(found: list[tuple[float, str, str]]) -> tuple[tuple[str, str], ...]:
    """The strongest pairs, no part twice."""
    pairs: list[tuple[str, str]] = []
    taken: set[str] = set()
    for _, start, rest in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        if start not in taken and rest not in taken:
            pairs.append((start, rest))
            taken |= {start, rest}
    return tuple(sorted(pairs))

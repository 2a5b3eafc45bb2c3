"""Names of people, bodies, places, works and the rest in articles: the network and the grammars propose, one policy settles.

In: Articles. Out: for each article its Mentions. What always holds: `article.text[m.start:m.end] == m.text`; mentions may nest but
never cross; the mentions of an article do not depend on the articles beside it.
"""

from collections.abc import Iterator, Sequence

from kg.detect import bodies, documents, people, places, works
from kg.detect.pipeline import recognise
from kg.detect.proposals import Proposal
from kg.detect.settle import settle
from kg.records import Article, Mention

__all__ = ["find_mentions"]


def find_mentions(articles: Sequence[Article]) -> tuple[tuple[Mention, ...], ...]:
    """Mentions of every article, in order of start, outer first."""
    recognised = recognise([article.text for article in articles])
    return tuple(
        settle(article.text, [*(Proposal(s, e, kind, "network", score) for s, e, kind, score, _ in found), *grammars(article)])
        for article, found in zip(articles, recognised, strict=True)
    )


def grammars(article: Article) -> Iterator[Proposal]:
    """What the grammars propose for one article."""
    yield from people.propose(article.text, article.parts)
    yield from places.propose(article.text)
    yield from bodies.propose(article.text)
    yield from works.propose(article.text)
    yield from documents.propose(article.text)

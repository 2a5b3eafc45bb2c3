"""Names of people, bodies, places, works and the rest in articles: the network and the grammars propose, one policy settles.

In: Articles. Out: for each article its Mentions. What always holds: `article.text[m.start:m.end] == m.text`; mentions may
nest but never cross; the mentions of an article do not depend on the articles beside it.
"""

from collections.abc import Iterator, Sequence

from kg.detect import bodies, documents, edges, goods, lists, measures, people, places, works
from kg.detect.candidates import Candidate, collect
from kg.detect.judge import weigh
from kg.detect.keywords import find_keywords
from kg.detect.network import FAINT, Found
from kg.detect.pipeline import recognise
from kg.detect.proposals import Proposal
from kg.detect.scene import Scene
from kg.detect.settle import settle
from kg.detect.sieve import sift
from kg.records import Article, Mention

__all__ = ["find_keywords", "find_mentions"]


def find_mentions(articles: Sequence[Article], *, model: str | None = None) -> tuple[tuple[Mention, ...], ...]:
    """Mentions of every article, in order of start, outer first.

    `model` names a spaCy pipeline that the user has installed; it is asked instead of our network. KgError if it is not there.
    """
    recognised = recognise([article.text for article in articles], model=model)
    gathered = [gather(article, found) for article, found in zip(articles, recognised, strict=True)]
    return tuple(settle(article.text, verdicts) for article, verdicts in zip(articles, weigh(gathered), strict=True))


def gather(article: Article, found: Sequence[Found]) -> list[Candidate]:
    """The candidates of one article: what the network found, what the grammars propose, and other edges for both."""
    network = (Proposal(f.start, f.end, f.kind, "network", f.score) for f in found if f.depth != FAINT)
    faint = (Proposal(f.start, f.end, f.kind, "faint", f.score) for f in found if f.depth == FAINT)
    scene = Scene(article.text, [part for whole in network for part in places.cut_chain(whole, article.text)])
    proposals = [*scene.network, *grammars(article)]
    return collect(scene, sift(article.text, [*proposals, *edges.propose(scene, proposals), *faint]))


def grammars(article: Article) -> Iterator[Proposal]:
    """What the grammars propose for one article."""
    yield from people.propose(article.text, article.parts)
    yield from places.propose(article.text)
    yield from bodies.propose(article.text)
    yield from works.propose(article.text)
    yield from documents.propose(article.text)
    yield from lists.propose(article.text)
    yield from measures.propose(article.text)
    yield from goods.propose(article.text)

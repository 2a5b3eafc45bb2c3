"""Facts: Article, Mentions and Referents -> Claims, Quotations, Measures, every one with its words.

What always holds: ends of claims are referents of the same article and fit the schema; evidence lies in the article's text;
claims come in order of evidence, then subject, predicate, object; the same input gives the same output.
"""

from kg.facts.claims import find_claims
from kg.facts.scene import scene_of
from kg.facts.speech import find_quotations
from kg.records import Article, Facts, Mention, Referent

__all__ = ["find_facts"]


def find_facts(article: Article, mentions: tuple[Mention, ...], referents: tuple[Referent, ...]) -> Facts:
    """All that one article states about its referents; `mentions` are accepted for their Time and Amount values."""
    scene = scene_of(article, referents)
    return Facts(find_claims(scene), find_quotations(scene), ())

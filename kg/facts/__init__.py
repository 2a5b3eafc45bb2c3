"""Facts: Article, Mentions and Referents -> Claims, Quotations, Measures, every one with its words.

What always holds: ends of claims are referents of the same article and fit the schema; evidence lies in the article's text;
claims come in order of evidence, then subject, predicate, object; the same input gives the same output.
`check_rules` and `cards` are for `kg check` and `kg rules`, `explain_claim` for `kg explain`.
"""

from kg.facts.cards import Card, cards, check_rules
from kg.facts.claims import find_claims
from kg.facts.explain import explain_claim
from kg.facts.figures import find_measures
from kg.facts.scene import scene_of
from kg.facts.speech import find_quotations
from kg.records import Article, Facts, Mention, Referent

__all__ = ["Card", "cards", "check_rules", "explain_claim", "find_facts"]


def find_facts(article: Article, mentions: tuple[Mention, ...], referents: tuple[Referent, ...]) -> Facts:
    """All that one article states about its referents. `mentions` tell how sure its names are; they may be empty:
    references and amounts are read from the text.
    """
    scene = scene_of(article, referents, mentions)
    return Facts(find_claims(scene), find_quotations(scene), find_measures(article, referents))

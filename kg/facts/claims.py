"""Claims of one article: what the scorer finds, with evidence, attributes and status.

In: a Scene. Out: Claims in order of evidence. No claim without evidence; both ends fit the schema.
"""

from kg.facts.evidence import clause_bounds, evidence
from kg.facts.scene import Scene
from kg.facts.scorer import score
from kg.records import Claim


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """All claims of an article."""
    bounds = clause_bounds(scene.article.text)
    claims = []
    for finding in score(scene):
        start, end = evidence(scene, bounds, finding.left, finding.right)
        claims.append(
            Claim(
                scene.referents[finding.subject].id, finding.predicate, scene.referents[finding.object].id, scene.article.id,
                start, end, f"scorer/{finding.predicate}", round(finding.confidence, 3),
            )
        )  # fmt: skip
    return tuple(sorted(claims, key=lambda c: (c.start, c.end, c.subject, c.predicate, c.object)))

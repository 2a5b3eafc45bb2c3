"""One thing of a build found by what a person calls it: an entity, a claim, a doubt. Reads the published store."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.vocabulary import expand
from kg.records import KgError
from kg.views import lookup
from kg.views.explain import advice, meant


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """What identifies a claim for a decision: tails of IRIs, and its sentence for the eyes of readers."""

    subject: str
    predicate: str
    object: str
    article: str
    sentence: str


def entity_of(out: Path, thing: str) -> tuple[str, str]:
    """(IRI tail, canonical name) of the one entity that is meant. KgError if there is none, or more than one."""
    build = lookup.open_build(out)
    found = [node for node in meant(build, thing) if lookup.kind_of(build.store, node)]
    if not found:
        raise KgError(f"{thing}: no entity of this build is called so; {advice(build, thing)}")
    if len(found) > 1:
        tails = ", ".join(_tail(build, node) for node in found[:5])
        raise KgError(f"{thing}: {len(found)} entities are called so; name one of them: {tails}")
    return _tail(build, found[0]), lookup.name_of(build.store, found[0])


def claim_of(out: Path, thing: str) -> ClaimKey:
    """The claim of that IRI or tail (claim/…). KgError if there is none."""
    build = lookup.open_build(out)
    node = next((n for n in meant(build, thing) if lookup.is_claim(build.store, n)), None)
    if node is None:
        raise KgError(f"{thing}: there is no such claim; kg explain {out} NAME prints the claims of an entity with their IRIs")

    said = lookup.statement(build.store, node)
    article = _tail(build, said.article).removeprefix("article/")
    sentence = said.quotes[0].exact if said.quotes else ""
    return ClaimKey(_tail(build, said.subject), said.predicate, _tail(build, said.object), article, sentence)


def doubts_of(out: Path) -> list[tuple[str, str, str]]:
    """Pairs that may be one, surest first: (tail, tail, score and reasons and the sentences of both)."""
    build = lookup.open_build(out)
    found = []
    pattern = build.store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("kg:IdentityDoubt")))
    for quad in pattern:
        node = quad.subject
        assert isinstance(node, ox.NamedNode)
        one, other = (next(iter(lookup.nodes(build.store, node, name))) for name in ("rdf:subject", "rdf:object"))
        score = float(lookup.value(build.store, node, "kg:confidence") or 0)
        words = [f"{lookup.name_of(build.store, one)}  ?=  {lookup.name_of(build.store, other)}   score {score:.2f}"]
        words += [f"  because {reason}" for reason in lookup.values(build.store, node, "kg:reason")]
        for thing in (one, other):
            words.append(f"  {_tail(build, thing)}")
            for said in lookup.statements_on(build.store, thing)[:3]:
                words += [f"    {quote.exact}" for quote in said.quotes[:1]]
        found.append((-score, _tail(build, one), _tail(build, other), "\n".join(words)))
    return [(one, other, words) for _, one, other, words in sorted(found)]


def _tail(build: lookup.Build, node: ox.NamedNode) -> str:
    return node.value.removeprefix(build.base)

"""Why a claim stands: the rule and its words, or the features and the runs of words that counted for the scorer.

In: an article, its referents and a claim of `find_facts`. Out: Reasons, the weightiest first; weights of the scorer are log
odds.
"""

import numpy as np

from kg.facts import words
from kg.facts.pairs import FEATURES, pairs_of
from kg.facts.rules import rules
from kg.facts.scene import SIGN, Scene, scene_of
from kg.facts.schema import allowed, some_fit
from kg.facts.scorer import Finding, Model, columns, findings, model
from kg.facts.trees import shares
from kg.records import Article, Claim, Mention, Reason, Referent

SHOWN = 6
SIGN_NAMES = {code: kind for kind, code in reversed(SIGN.items())}


def explain_claim(
    article: Article, referents: tuple[Referent, ...], claim: Claim, mentions: tuple[Mention, ...] = ()
) -> tuple[Reason, ...]:  # fmt: skip
    """Reasons of one claim between referents of the article."""
    if not claim.rule.startswith("scorer/"):
        rule = next((r for r in rules() if r.name == claim.rule), None)
        if rule is None:
            return ()
        return (Reason(rule.name, claim.confidence, f"{rule.file}:{rule.line}: {rule.source} {rule.note}".strip()),)
    scene = scene_of(article, referents, mentions)
    known = model()
    number = {r.id: i for i, r in enumerate(referents)}
    found = _finding(scene, known, number.get(claim.subject, -1), claim.predicate, number.get(claim.object, -1))
    if found is None:
        return ()
    p = known.predicates.index(claim.predicate)
    names = columns(known.predicates)
    size = len(FEATURES) + len(words.ZONES) + len(known.predicates)
    counted = [(weight, names[i], float(found.row[i])) for i, weight in shares(known.first[p], found.row[:size]).items()]
    counted += [(w, names[i], float(found.row[i])) for i, w in shares(known.second[p], found.row).items() if i >= size + 1]
    counted.append((found.heard, "prose around the pair", found.heard))
    counted.sort(key=lambda c: (-abs(c[0]), c[1]))
    reasons = [Reason(name, round(weight, 2), f"{name} = {value:.3g}") for weight, name, value in counted[:SHOWN]]
    return (*reasons, *_runs(scene, known, found, p))


def _finding(scene: Scene, known: Model, subject: int, predicate: str, obj: int) -> Finding | None:
    """The scored pair of a claim; a post of a place may have moved to its government, so any object of the same pair will do."""
    all_found = [f for f in findings(scene, known, allowed()) if f.subject == subject and f.predicate == predicate]
    exact = [f for f in all_found if f.object == obj]
    return max(exact or all_found, key=lambda f: f.confidence, default=None)


def _runs(scene: Scene, known: Model, found: Finding, predicate: int) -> list[Reason]:
    """The runs of words around the pair whose weights count most for the predicate."""
    pairs = pairs_of(scene, some_fit(allowed()))
    if pairs is None:
        return []
    rows = np.flatnonzero((pairs.subject == found.subject) & (pairs.object == found.object))
    if not len(rows):
        return []
    i, way = int(rows[0]), int(pairs.way[rows[0]])
    runs, windows = words.runs_of(scene), words.windows_of(scene, pairs)
    lexicon = known.lexicon
    grams = [words.numbered(g, lexicon.vocabulary) for g in runs.grams]
    weighed: dict[tuple[str, str], float] = {}
    for zone, zone_name in enumerate(words.BAGS):
        low, high = int(windows.low[i, zone]), int(windows.high[i, zone])
        for n, ids in enumerate(grams, 1):
            for place in range(low, high - n + 1):
                weight = float(lexicon.weights[lexicon.row[zone * 3 + way, ids[place]], predicate])
                key = zone_name, spelled(scene, place, n)
                weighed[key] = weighed.get(key, 0.0) + weight
    for edge, edge_name in enumerate(words.EDGES):
        place = int(windows.edges[i, edge])
        for n, ids in enumerate(grams, 1):
            start = place if edge % 2 else place - n
            if 0 <= start <= len(ids) - n:
                weight = float(lexicon.weights[lexicon.row[(len(words.BAGS) + edge) * 3 + way, ids[start]], predicate])
                weighed[edge_name, spelled(scene, start, n)] = weight
    top = sorted(weighed.items(), key=lambda item: (-abs(item[1]), item[0]))[:SHOWN]
    return [Reason(f"words {zone}", round(weight, 2), run) for (zone, run), weight in top if weight]


def spelled(scene: Scene, place: int, length: int) -> str:
    """A run of tokens as a reader writes it: 由[Enterprise]承建."""
    codes = scene.tokens[place : place + length].tolist()
    return "".join(f"[{SIGN_NAMES[c]}]" if c in SIGN_NAMES else "↵" if c == 10 else chr(c) for c in codes)

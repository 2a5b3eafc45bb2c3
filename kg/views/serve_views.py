"""What pages and the JSON interface show of a build: plain dictionaries of plain values, nothing escaped yet.

In: a Shown and nodes. Out: the same for HTML and JSON. An end that has no page of its own gets an empty `tail`.
"""

from collections.abc import Iterable
from typing import Any

from kg.records import PLACE_KINDS
from kg.views import lookup
from kg.views.lookup import Node, Saying, Statement
from kg.views.serve_shelf import Shown

View = dict[str, Any]


def thing(shown: Shown, node: Node) -> View:
    """Name, class and tail of a node."""
    said = lookup.described(shown.build.store, node)
    kind, name = lookup.kind_in(said), lookup.name_in(said, node)
    tail = shown.tail(node) if said and node.value.startswith(shown.build.base) else ""
    return {"tail": tail, "iri": node.value, "name": name, "kind": kind, "kindLabel": lookup.label(kind)}


def source(shown: Shown, node: Node) -> View:
    """Where an article was printed."""
    head = lookup.head(shown.build.store, node)
    tail = shown.tail(node) if head.file else ""
    return {"tail": tail, "iri": node.value, "headline": head.headline, "paper": head.paper, "date": head.date,
            "file": head.file, "lines": head.lines}  # fmt: skip


def fact(shown: Shown, s: Statement) -> View:
    """One claim with its evidence."""
    return {
        "tail": shown.tail(s.node),
        "subject": thing(shown, s.subject),
        "predicate": s.predicate,
        "relation": lookup.label(s.predicate),
        "object": thing(shown, s.object),
        "attributes": [{"name": name, "label": lookup.label(name), "words": words} for name, words in s.attributes],
        "time": s.time,
        "status": s.status,
        "statusLabel": lookup.label(s.status),
        "confidence": s.confidence,
        "rule": s.rule,
        "quotes": [{"exact": q.exact, "start": q.start, "end": q.end, "line": q.line} for q in s.quotes],
        "source": source(shown, s.article),
    }


def saying(shown: Shown, s: Saying) -> View:
    """A quotation or a figure with its evidence."""
    return {
        "tail": shown.tail(s.node),
        "about": thing(shown, s.about),
        "words": s.what,
        "direct": s.direct,
        "quotes": [{"exact": q.exact, "start": q.start, "end": q.end, "line": q.line} for q in s.quotes],
        "source": source(shown, s.article),
    }


def entity(shown: Shown, node: Node, *, facts: int = 200) -> View:
    """All that a page of an entity says; of very many facts the first, and how many there are."""
    store = shown.build.store
    name = lookup.name_of(store, node)
    seat = lookup.value(store, node, "kg:jurisdictionCode")
    stated = lookup.statements_on(store, node)
    names = sorted({n for form in lookup.NAMES for n in lookup.values(store, node, form)} - {name})
    articles = [source(shown, article) for article in lookup.nodes(store, None, "schema:mentions", node)]
    articles.sort(key=lambda a: a["date"], reverse=True)
    return thing(shown, node) | {
        "names": names,
        "code": lookup.value(store, node, "kg:divisionCode"),
        "jurisdiction": seat,
        "jurisdictionPlaces": [thing(shown, place) for place in lookup.coded(store, seat)],
        "above": [thing(shown, place) for place in above(shown, node)],
        "facts": [fact(shown, s) for s in stated[:facts]],
        "factCount": len(stated),
        "quotations": [saying(shown, s) for s in lookup.quotations(store, of=node)],
        "figures": [saying(shown, s) for s in lookup.figures(store, of=node)],
        "doubts": [view for doubt in _doubts(shown, node) for view in _doubt(shown, doubt, node)],
        "articles": articles,
    }


def _doubts(shown: Shown, node: Node) -> list[Node]:
    store = shown.build.store
    found = lookup.nodes(store, None, "rdf:subject", node) + lookup.nodes(store, None, "rdf:object", node)
    return [n for n in found if lookup.kind_of(store, n) == "IdentityDoubt"]


def _doubt(shown: Shown, doubt: Node, node: Node) -> list[View]:
    store = shown.build.store
    ends = lookup.nodes(store, doubt, "rdf:subject") + lookup.nodes(store, doubt, "rdf:object")
    score, reasons = lookup.value(store, doubt, "kg:confidence"), lookup.values(store, doubt, "kg:reason")
    return [{"other": thing(shown, end), "score": score, "reasons": reasons} for end in ends if end != node]


def above(shown: Shown, node: Node) -> list[Node]:
    """The administrative places above a place, the nearest first."""
    store = shown.build.store
    found: list[Node] = []
    while lookup.kind_of(store, node) in PLACE_KINDS:
        places = [n for n in lookup.nodes(store, node, "kg:locatedIn") if lookup.kind_of(store, n) in PLACE_KINDS]
        if not places or places[0] in found:
            break
        node = places[0]
        found.append(node)
    return found


def grouped(facts: Iterable[View], tail: str) -> list[tuple[str, bool, list[View]]]:
    """(relation, whether the thing is its subject, facts) in the order given."""
    found: dict[tuple[str, bool], list[View]] = {}
    for one in facts:
        found.setdefault((one["relation"], one["subject"]["tail"] == tail), []).append(one)
    return [(relation, forth, group) for (relation, forth), group in found.items()]


def neighbours(shown: Shown, node: Node, *, most: int = 200) -> View:
    """The things one step away and how they are tied, the strongest ties first."""
    ties: dict[tuple[Node, Node, str], int] = {}
    for s in lookup.statements_on(shown.build.store, node):
        ties[s.subject, s.object, s.predicate] = ties.get((s.subject, s.object, s.predicate), 0) + 1
    ordered = sorted(ties, key=lambda t: (-ties[t], t[0].value, t[2], t[1].value))
    ends = list(dict.fromkeys([node, *(end for tie in ordered for end in tie[:2])]))
    kept = set(ends[: most + 1])
    edges = [
        {"source": shown.tail(a), "target": shown.tail(b), "predicate": p, "relation": lookup.label(p), "claims": ties[a, b, p]}
        for a, b, p in ordered
        if a in kept and b in kept
    ]
    return {"nodes": [thing(shown, n) for n in ends if n in kept], "edges": edges, "leftOut": len(ends) - len(kept)}


def between(shown: Shown, one: Node, other: Node) -> list[View]:
    """Every claim that ties two things, in both directions."""
    found = lookup.statements_on(shown.build.store, one)
    return [fact(shown, s) for s in found if {s.subject, s.object} == {one, other}]

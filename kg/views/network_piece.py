"""A Picture and its layout -> the JSON that the explorer's page reads (`kg/views/page/src/source.js` is its only reader).

In: records of the graph. Out: plain lists and strings; things refer to one another by their place in the lists. Positions in
texts count Unicode code points; the page turns them into its own.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.records import ENTITY_KINDS, PLACE_KINDS, PREDICATES, STATUSES
from kg.views.network_data import Picture, Spans, Thing
from kg.views.network_layout import Layout
from kg.views.network_words import label, sounds

FORMAT = 2
_DIRECT = ("locatedIn", "residentOf", "nativeOf")  # subject stands in object, where object is a place
_THROUGH = ("holdsPositionAt", "worksFor", "partOf", "carriesOut")  # one end stands where the other does


def piece(picture: Picture, layout: Layout, *, left_out: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The whole page's data. `left_out`: what the file does not hold, by name, said to the reader."""
    at = {thing.id: n for n, thing in enumerate(picture.things)}
    story_at = {story.id: n for n, story in enumerate(picture.stories)}
    places = stands_in(picture)
    rules = sorted({c.rule for c in picture.claims})
    rule_at = {rule: n for n, rule in enumerate(rules)}
    attributes = sorted({name for c in picture.claims for name, _ in c.attributes})
    return {
        "format": FORMAT,
        "base": picture.base,
        "kinds": [[k, *label(k)] for k in ENTITY_KINDS],
        "relations": [[p, *label(p)] for p in PREDICATES],
        "statuses": [[s, *label(s)] for s in STATUSES],
        "attributes": [[a, *label(a)] for a in attributes],
        "rules": rules,
        "groups": [list(disc) for disc in layout.groups],
        "nodes": [_node(thing, layout, [at[p] for p in places[thing.id]]) for thing in picture.things],
        "above": [[at[below], at[above]] for below, above in sorted(parents(picture).items())],
        "claims": [
            [
                c.id, at[c.subject], PREDICATES.index(c.predicate), at[c.object], story_at.get(c.article, -1), _flat(c.spans),
                STATUSES.index(c.status), float(c.confidence), rule_at[c.rule],
                [[attributes.index(name), words] for name, words in c.attributes], c.time, _lines(c.spans),
            ]
            for c in picture.claims if c.predicate in PREDICATES and c.status in STATUSES
        ],
        "quotations": [
            [at[q.speaker], story_at[q.article], _flat(q.spans), int(q.direct), _lines(q.spans)] for q in picture.speech
        ],
        "measures": [
            [at[m.entity], m.property, m.value, m.unit, story_at[m.article], _flat(m.spans), m.time, _lines(m.spans)]
            for m in picture.figures
        ],
        "articles": [
            [s.id, s.headline, s.paper, s.date, s.file, s.lines, [at[a] for a in s.authors], story_at.get(s.next, -1),
             s.text, [at[m] for m in s.mentions]]
            for s in picture.stories
        ],
        "doubts": [[at[d.one], at[d.other], float(d.score), list(d.reasons)] for d in picture.doubts],
        "leftOut": dict(left_out or {}),
    }  # fmt: skip


def _node(thing: Thing, layout: Layout, places: list[int]) -> list[Any]:
    spoken = sounds((thing.name, *thing.names), person=thing.kind == "Person")
    return [
        thing.id, thing.name, ENTITY_KINDS.index(thing.kind), *layout.place[thing.id], layout.group[thing.id],
        list(thing.names), spoken, thing.code, places,
    ]  # fmt: skip


def _flat(spans: Spans) -> list[int]:
    return [at for span in spans for at in span[:2]]


def _lines(spans: Spans) -> list[int]:
    """The lines of the page on which the words stand, in their order, each once."""
    return list(dict.fromkeys(line for *_, line in spans if line))


def parents(picture: Picture) -> dict[str, str]:
    """Place -> the place above it: by the division table where that knows it, else by what an article says."""
    kind = {thing.id: thing.kind for thing in picture.things}
    found: dict[str, str] = {}
    for claim in sorted(picture.claims, key=lambda c: c.article != ""):
        if claim.predicate == "locatedIn" and {kind[claim.subject], kind[claim.object]} <= set(PLACE_KINDS):
            found.setdefault(claim.subject, claim.object)
    for start in list(found):  # articles can contradict one another: no circles
        seen, at = {start}, found[start]
        while at in found and at not in seen:
            seen.add(at)
            at = found[at]
        if at in seen:
            del found[start]
    return found


def stands_in(picture: Picture) -> dict[str, tuple[str, ...]]:
    """The places that an entity belongs to, without those above them: stated, by the code of its jurisdiction, or by its body."""
    kind = {thing.id: thing.kind for thing in picture.things}
    by_code = {thing.code: thing.id for thing in picture.things if thing.code}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing in picture.things:
        if thing.kind in PLACE_KINDS:
            found[thing.id].add(thing.id)
        elif thing.jurisdiction in by_code:
            found[thing.id].add(by_code[thing.jurisdiction])
    for claim in picture.claims:
        if claim.predicate in _DIRECT and kind[claim.object] in PLACE_KINDS and kind[claim.subject] not in PLACE_KINDS:
            found[claim.subject].add(claim.object)
    settled = {thing: frozenset(places) for thing, places in found.items()}
    for claim in picture.claims:
        if claim.predicate in _THROUGH:
            for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
                if one not in settled and kind[one] not in PLACE_KINDS:
                    found[one] |= settled.get(other, frozenset())
    return {thing.id: tuple(sorted(found[thing.id])) for thing in picture.things}

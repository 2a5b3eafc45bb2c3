"""One policy settles what network and grammars propose: who wins where spans cross, and what is found again elsewhere.

In: a text and Proposals. Out: Mentions that may nest but never cross, in order of start, outer first.
Order: certain grammar, then the network by its probability; what is certain once is found everywhere in the article.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.detect.proposals import Proposal
from kg.records import PLACE_KINDS, Mention

CERTAIN = {  # rule -> weight against the network's probability
    "byline": 1.2, "title": 1.3, "division full": 0.97, "level and function": 0.7, "division and function": 0.75, "photo": 0.9,
    "chain": 0.55, "division short": 0.0, "quotation and head": 0.0, "post before": 0.45,
}  # fmt: skip
LEAST = 0.5


def settle(text: str, proposals: Iterable[Proposal]) -> tuple[Mention, ...]:
    """The mentions of one text."""
    votes: dict[tuple[int, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    why: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for p in proposals:
        weight = p.score if p.by == "network" else CERTAIN.get(p.by, 0.0)
        votes[p.start, p.end][p.kind] += weight
        why[p.start, p.end, p.kind].append(p.by)
    ranked = []
    for (start, end), kinds in votes.items():
        kind = max(kinds, key=lambda k: (kinds[k], k))
        if sum(kinds.values()) >= LEAST:
            ranked.append((-sum(kinds.values()), start, -end, kind))
    kept: list[Mention] = []
    for minus, start, minus_end, kind in sorted(ranked):
        end = -minus_end
        if not any(crosses(start, end, m) for m in kept):
            by = ", ".join(sorted(set(why[start, end, kind])))
            kept.append(Mention(start, end, kind, text[start:end], by, min(1.0, round(-minus, 3))))
    return tuple(sorted([*kept, *again(text, kept)], key=lambda m: (m.start, -m.end, m.kind)))


def crosses(start: int, end: int, other: Mention) -> bool:
    """Whether a span overlaps a mention without one lying inside the other; two names of one span cross as well."""
    if (start, end) == (other.start, other.end):
        return True
    if end <= other.start or other.end <= start:
        return False
    inside = other.start <= start and end <= other.end
    around = start <= other.start and other.end <= end
    return not (inside or around)


def again(text: str, kept: Sequence[Mention]) -> list[Mention]:
    """The other places of the names that were found; a name inside a longer one of its own kind is part of that one."""
    found: list[Mention] = []
    best: dict[str, Mention] = {}
    for m in kept:
        if len(m.text) > 2 and m.score >= 0.8 and (m.text not in best or best[m.text].score < m.score):
            best[m.text] = m
    for name in sorted(best, key=lambda n: (-len(n), n)):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            around = [m for m in (*kept, *found) if m.start < end and start < m.end]
            free = all(m.start <= start and end <= m.end for m in around) and all(m.kind != best[name].kind for m in around)
            if not around or (free and best[name].kind in PLACE_KINDS):
                found.append(Mention(start, end, best[name].kind, name, "found again", best[name].score))
            start = text.find(name, start + 1)
    return found

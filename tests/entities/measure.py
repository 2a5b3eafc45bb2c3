"""B-cubed: how well mentions that mean one thing were put together. In: (gold id, found id) of each mention. Out: two shares."""

from collections import Counter
from collections.abc import Sequence

from kg.records import BODY_KINDS, PLACE_KINDS, WORK_KINDS


def b_cubed(links: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall: of what shares my found id, how much is me; of what is me, how much shares my found id."""
    gold, found = Counter(g for g, _ in links), Counter(f for _, f in links)
    both = Counter(links)
    precision = sum(both[g, f] / found[f] for g, f in links) / len(links)
    return precision, sum(both[g, f] / gold[g] for g, f in links) / len(links)


def family(kind: str) -> str:
    """Kinds that one surface form is not told apart by."""
    if kind in PLACE_KINDS:
        return "place"
    if kind in BODY_KINDS:
        return "body"
    return "work" if kind in (*WORK_KINDS, "Event", "Product", "PolicyDocument", "Industry") else kind

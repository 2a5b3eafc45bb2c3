"""How good the names of a recogniser are: precision, recall and F1 of name strings, article by article.

In: annotated articles (the JSON of `tests/gold`, `tests/practice`, or the corpus) and found spans. Out: figures by class.
A found string is right when an entity of its class has it among its names; the six soft classes allow other edges, as the
project's scorer does. Optional entities count neither way. Division levels are one class, Place.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.corpus import AnnotatedArticle
from kg.detect.network import FAINT, Found
from kg.records import BODY_KINDS, PLACE_KINDS
from kg.text import squash

SOFT = ("Program", "Initiative", "Event", "PolicyDocument", "Product", "Industry")
CLASSES = ("Person", "Place", *BODY_KINDS, *SOFT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entity of an article: the classes and squashed names that count as right."""

    classes: tuple[str, ...]
    names: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One annotated article as the recogniser gets it."""

    text: str
    wanted: tuple[Wanted, ...]


@dataclass(slots=True)
class Count:
    """Right and all found strings, right and all wanted entities."""

    right: int = 0
    found: int = 0
    hit: int = 0
    wanted: int = 0


def class_of(kind: str) -> str:
    """The class that scoring tells apart."""
    return "Place" if kind in PLACE_KINDS else kind


def of_corpus(article: AnnotatedArticle) -> Sample:
    """A corpus article; its headline is left out, because names are not marked there."""
    names: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for m in article.mentions:
        if not m.anaphor:
            names[m.who].add(squash(article.text[m.start : m.end]))
            kinds[m.who] = m.kind
    return Sample(article.text, tuple(Wanted((class_of(kinds[who]),), frozenset(names[who])) for who in names))


def of_file(path: Path) -> list[Sample]:
    """The articles of a gold file: kicker, headline, byline and body as lines of one text."""
    made = []
    for article in json.loads(path.read_text("utf-8"))["articles"]:
        if article["kind"] == "furniture" or not article["entities"]:
            continue
        body, people = article["text"], article.get("byline") or []
        line = article.get("byline_line") or ("本报记者 " + " ".join(people) if people else "")
        missing = line if not any(name in body for name in people) else ""
        text = "\n".join(part for part in (article.get("subhead"), article.get("headline"), missing, body) if part)
        made.append(Sample(text, tuple(map(_wanted, article["entities"]))))
    return made


def _wanted(entity: dict[str, object]) -> Wanted:
    kinds, names = entity.get("alt_types") or (), entity.get("names") or ()
    assert isinstance(kinds, Iterable) and isinstance(names, Iterable)
    classes = dict.fromkeys(class_of(str(kind)) for kind in (entity["type"], *kinds))
    return Wanted(tuple(classes), frozenset(squash(str(name)) for name in (entity["name"], *names)), bool(entity.get("optional")))


def score(samples: Sequence[Sample], found: Sequence[Sequence[Found]]) -> dict[str, Count]:
    """Counts by class."""
    counts = {name: Count() for name in CLASSES}
    for sample, spans in zip(samples, found, strict=True):
        hit: set[int] = set()
        for name, text in sorted({(class_of(f.kind), squash(sample.text[f.start : f.end])) for f in spans if f.depth != FAINT}):
            near = [i for i, w in enumerate(sample.wanted) if same(text, w)]
            near = [i for i in near if text in sample.wanted[i].names] or near
            if near and all(sample.wanted[i].optional for i in near):
                continue
            right = next((i for i in near if name in sample.wanted[i].classes and not sample.wanted[i].optional), None)
            counts[name if right is None else sample.wanted[right].classes[0]].found += 1
            if right is not None:
                counts[sample.wanted[right].classes[0]].right += 1
                hit.add(right)
        for i, w in enumerate(sample.wanted):
            if not w.optional:
                counts[w.classes[0]].wanted += 1
                counts[w.classes[0]].hit += i in hit
    return counts


def same(text: str, wanted: Wanted) -> bool:
    """Whether a string names the entity: equal, or, for soft classes, one contains the other and is not much shorter."""
    if text in wanted.names:
        return True
    near = (sorted((text, name), key=len) for name in wanted.names if set(wanted.classes) & set(SOFT))
    return any(len(short) >= max(4, 0.6 * len(long)) and short in long for short, long in near)


def figures(counts: Iterable[Count]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    kept = list(counts)
    precision = sum(c.right for c in kept) / max(1, sum(c.found for c in kept))
    recall = sum(c.hit for c in kept) / max(1, sum(c.wanted for c in kept))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def lines(counts: dict[str, Count]) -> list[str]:
    """A table: all, the five core classes, the six soft ones, each class."""
    groups = {"all": CLASSES, "core five": CLASSES[:5], "other six": CLASSES[5:]} | {name: (name,) for name in CLASSES}
    rows = []
    for name, members in groups.items():
        p, r, f = figures(counts[member] for member in members)
        rows.append(f"{name:15} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    return rows


def report(paths: Sequence[Path]) -> str:
    """The shipped recogniser on gold files, through the spaCy pipeline."""
    from kg.detect.pipeline import recognise

    samples = [sample for path in paths for sample in of_file(path)]
    return "\n".join(lines(score(samples, recognise([sample.text for sample in samples]))))

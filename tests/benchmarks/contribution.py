"""What network and grammars each contribute to the names, alone and together, class by class.

    python -m tests.benchmarks.contribution GOLD.json…

In: annotated articles. Out: a table of precision, recall and F1 by class: the network alone, the grammars alone (every proposal
of a rule that is meant to be right by itself), both without the judge (the union), the judge over the network's spans only, and
the whole stage. Strings of names by article, as `kg.detect.training.measure` counts them; optional entities count neither way.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.detect import gather, grammars
from kg.detect.candidates import collect
from kg.detect.judge import weigh
from kg.detect.network import FAINT, Found
from kg.detect.pipeline import recognise
from kg.detect.proposals import Proposal
from kg.detect.scene import Scene
from kg.detect.settle import settle
from kg.detect.training.measure import CLASSES, figures, of_file, score
from kg.records import Article, Part

LOOSE = ("division weak", "function alone", "quotation", "title, no document word")  # rules that only offer spans to the judge
Finder = Callable[[Article, Sequence[Found]], list[Found]]


def article(text: str) -> Article:
    """A text as one article."""
    return Article("a", "a", "news", text, (Part("body", 0, len(text)),), (), ())


def alone(given: Article, found: Sequence[Found]) -> list[Found]:
    """The network's spans as they are."""
    return list(found)


def rules(given: Article, found: Sequence[Found]) -> list[Found]:
    """The grammars' spans as they are."""
    return [Found(p.start, p.end, p.kind, p.score, 0) for p in grammars(given) if p.by not in LOOSE]


def union(given: Article, found: Sequence[Found]) -> list[Found]:
    """Both."""
    return [*found, *rules(given, found)]


def judged(given: Article, found: Sequence[Found]) -> list[Found]:
    """The network's spans, weighed and settled without any grammar."""
    network = [Proposal(f.start, f.end, f.kind, "network", f.score) for f in found if f.depth != FAINT]
    (verdicts,) = weigh([collect(Scene(given.text, network), network)])
    return [Found(m.start, m.end, m.kind, m.score, 0) for m in settle(given.text, verdicts)]


def whole(given: Article, found: Sequence[Found]) -> list[Found]:
    """The whole stage."""
    (verdicts,) = weigh([gather(given, found)])
    return [Found(m.start, m.end, m.kind, m.score, 0) for m in settle(given.text, verdicts)]


WAYS: dict[str, Finder] = {"network": alone, "grammars": rules, "union": union, "network + judge": judged, "all": whole}


def table(paths: Sequence[Path]) -> list[str]:
    """The lines of the table."""
    samples = [sample for path in paths for sample in of_file(path)]
    articles = [article(sample.text) for sample in samples]
    found = recognise([a.text for a in articles])
    counts = {name: score(samples, [way(a, f) for a, f in zip(articles, found, strict=True)]) for name, way in WAYS.items()}
    lines = ["| class | " + " | ".join(WAYS) + " |", "|---" * (len(WAYS) + 1) + "|"]
    for name, members in {
        "all": CLASSES,
        "core five": CLASSES[:5],
        "other six": CLASSES[5:],
        **{c: (c,) for c in CLASSES},
    }.items():
        cells = [" / ".join(f"{f:.2f}" for f in figures(counts[way][m] for m in members)) for way in WAYS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What network and grammars contribute: P / R / F1 by class.")
    parser.add_argument("gold", nargs="+", type=Path)
    print("\n".join(table(parser.parse_args().gold)))

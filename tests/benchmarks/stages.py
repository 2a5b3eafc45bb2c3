"""How fast each stage is, and which of its parts take the time.

Run: python -m tests.benchmarks.stages [PAGE…]; without pages those of seeds/ and tests/practice/. Prints characters of article
text a CPU second for each stage (second of two passes, one thread; pages are read from memory) and beside it how many
multiplications a second the same core does in numpy's matrix product, then the share that the parts of names and facts take
under cProfile, which makes many small calls look dearer than they are.
"""

import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kg import acquire, articles, detect, entities, facts
from kg.records import Page

ROOT = Path(__file__).parents[2]
PARTS = {
    "names": (
        ("network: columns of features", "detect/features.py", "features"),
        ("network: products and recurrence", "detect/network.py", "emissions"),
        ("network: CRF, best and faint readings", "detect/network.py", "decoded"),
        ("grammars", "detect/__init__.py", "grammars"),
        ("figures about each candidate", "detect/candidates.py", "collect"),
        ("judge", "detect/judge.py", "weigh"),
        ("settling", "detect/settle.py", "settle"),
    ),
    "facts": (
        ("figures: who may own them, words, trees", "facts/figures.py", "find_measures"),
        ("relations: rules", "facts/match.py", "find_hits"),
        ("relations: pairs and their numbers", "facts/pairs.py", "pairs_of"),
        ("relations: words around a pair", "facts/words.py", "zone_sums"),
        ("relations: reader of prose", "facts/prose.py", "margins_of"),
        ("relations: rivals and chains", "facts/context.py", "context_of"),
        ("relations and figures: trees", "facts/trees.py", "margins"),
        ("speech", "facts/speech.py", "find_quotations"),
    ),
}


def product_speed(size: int = 512) -> float:
    """Multiplications and additions a second in a product of float32 matrices."""
    matrix = np.ones((size, size), np.float32)
    matrix @ matrix
    began = time.process_time()
    for _ in range(20):
        matrix @ matrix
    return 20 * size**3 / (time.process_time() - began)


def main() -> None:
    sources = [Path(name) for name in sys.argv[1:]] or [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/practice").glob("*.txt")]
    pages = [page for page in acquire.read_pages(sorted(sources)) if isinstance(page, Page)]
    split = [articles.split_page(page) for page in pages]
    named = [detect.find_mentions(found) for found in split]
    referents = [
        entities.resolve_page(found, mentions, continuations=articles.join_continuations(found))
        for found, mentions in zip(split, named, strict=True)
    ]
    whole = [one for page in zip(split, named, referents, strict=True) for one in zip(*page, strict=True)]
    stages: dict[str, Callable[[], object]] = {
        "articles": lambda: [articles.split_page(page) for page in pages],
        "names": lambda: [detect.find_mentions(found) for found in split],
        "who is meant": lambda: [entities.resolve_page(*page) for page in zip(split, named, strict=True)],
        "facts": lambda: [facts.find_facts(*one) for one in whole],
    }
    letters = sum(len(article.text) for found in split for article in found)
    print(f"{letters} characters in {len(whole)} articles; matrix product {product_speed() / 1e9:.0f} billion a second")
    for name, work in stages.items():
        work()
        began = time.process_time()
        work()
        print(f"{name:14} {letters / (time.process_time() - began):9,.0f} characters a CPU second")
        if name in PARTS:
            shares(work, PARTS[name])


def shares(work: Callable[[], object], parts: tuple[tuple[str, str, str], ...]) -> None:
    """Prints what share of the profiled time each part takes, with all that it calls."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(cumulative for _, _, _, cumulative, _ in stats.values())
    for label, path, function in parts:
        taken = sum(s[3] for (file, _, name), s in stats.items() if file.endswith(f"kg/{path}") and name == function)
        print(f"    {taken / whole:5.0%}  {label}")


if __name__ == "__main__":
    main()

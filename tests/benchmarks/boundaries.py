"""Named rules against a trained classifier: who finds the boundaries between articles better on pages that neither has seen?

Run: python -m tests.benchmarks.boundaries [PAGES] [--weights]. Prints the share of possible boundaries decided wrongly and the
log loss for the rules with the weights in use, for weights fitted anew (logistic regression) and for trees (LightGBM) over the
same questions. Fitted on generated pages (every third a PDF) of the training half, measured on those of the held-out half.
"""

import sys

import lightgbm
import numpy as np

from kg.acquire.pdf import pages_of_pdf
from kg.acquire.plain import lines_of
from kg.articles.bodies import asked as answers_of
from kg.articles.bodies import sheet_of
from kg.articles.columns import units
from kg.articles.printed import printed_lines
from kg.articles.split import _captions
from kg.lexicon import rows
from kg.records import Page
from tests.pagegen.page import generate
from tests.pagegen.pdf import print_pdf

BY_HAND = (
    "again",
    "brief",
    "brief-marked",
    "briefs",
    "comment",
    "continued-from",
    "continued-on",
    "credit-end",
    "dateline",
    "gap-adjoining",
    "kicker",
    "letter-end",
    "local",
    "notice",
    "opens-onto",
    "place",
    "reply",
    "signature-below",
    "signed",
    "signed-names",
    "title",
    "verse",
    "whole-adjoining",
    "whole-alike",
    "whole-headline",
)
RIDGE = 2.0


def weights() -> dict[str, float]:
    """The weights in use."""
    return {row["rule"]: float(row["weight"]) for row in rows("pages/boundaries.tsv")}


def asked(seed: int, held_out: bool) -> list[tuple[dict[str, float], bool]]:
    """Every possible boundary of one page: the answers to the questions, and whether an article begins there."""
    laid = seed % 3 == 0
    made = generate(seed, held_out=held_out, plain=laid)
    if laid:
        (source,) = pages_of_pdf(print_pdf(made), "made.pdf", None, None, False)
        assert isinstance(source, Page)
        owners = {"".join(line.split()): frame.owner for frame in made.frames for line in frame.lines}
        owner = {line.number: owners.get("".join(source.text[line.start : line.end].split())) for line in source.lines}
    else:
        source = Page("made.txt", "", made.text, lines_of(made.text))
        owner = {number: k for k, answer in enumerate(made.answers) for number in answer.lines}
    parts = _captions(units(printed_lines(source)))
    sheet = sheet_of(parts)
    found: list[tuple[dict[str, float], bool]] = []
    first = 0
    last: int | None = None
    for n, i in enumerate(sheet.paras):
        here = owner.get(parts[i].lines[0].number)
        if here is None:
            continue
        begins = here != last
        if last is not None and n > first:
            found.append((answers_of(sheet, first, n)[0], begins))
        if begins:
            first = n
        last = here
    return found


def table(first: int, pages: int, held_out: bool) -> tuple[np.ndarray, np.ndarray]:
    """Answers as a matrix in the order of the rules, and what is right."""
    names = list(weights())
    cases = [case for seed in range(first, first + pages) for case in asked(seed, held_out)]
    return np.array([[answers.get(name, 0.0) for name in names] for answers, _ in cases]), np.array(
        [right for _, right in cases], float
    )


def fitted(answers: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights by logistic regression (Newton's method with a ridge); the marks that are certain keep theirs."""
    names = list(weights())
    found = np.array([weights()[name] for name in names])
    free = np.array([name not in BY_HAND for name in names])
    for _ in range(30):
        odds = np.clip(answers @ found, -30, 30)
        chance = 1 / (1 + np.exp(-odds))
        part = answers[:, free]
        slope = part.T @ (chance - right) + RIDGE * found[free]
        bend = (part * (chance * (1 - chance))[:, None]).T @ part + RIDGE * np.eye(int(free.sum()))
        found[free] -= np.linalg.solve(bend, slope)
    return found


def report(name: str, chance: np.ndarray, right: np.ndarray) -> None:
    """One line: errors and log loss."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    loss = -np.mean(right * np.log(sure) + (1 - right) * np.log(1 - sure))
    missed = int(((chance <= 0.5) & (right == 1)).sum())
    made_up = int(((chance > 0.5) & (right == 0)).sum())
    print(f"{name:28} wrong {(missed + made_up) / len(right):.4f} (missed {missed}, made up {made_up})  log loss {loss:.4f}")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    seen, right = table(500_000, pages, False)
    new, wanted = table(600_000, pages // 2, True)
    print(f"{len(right)} boundaries to learn from, {len(wanted)} unseen, {int(wanted.sum())} of them real")

    def chance(found: np.ndarray) -> np.ndarray:
        return np.asarray(1 / (1 + np.exp(-np.clip(new @ found, -30, 30))))

    names = list(weights())
    report("rules, weights in use", chance(np.array(list(weights().values()))), wanted)
    again = fitted(seen, right)
    report("rules, weights fitted anew", chance(again), wanted)
    trees = lightgbm.train(
        {"objective": "binary", "num_leaves": 15, "learning_rate": 0.06, "min_data_in_leaf": 20, "verbose": -1, "num_threads": 1},
        lightgbm.Dataset(seen, right),
        250,
    )
    report("trees over the same questions", np.asarray(trees.predict(new)), wanted)
    if "--weights" in sys.argv:
        for name, weight in zip(names, again, strict=True):
            print(f"{name}\t{weight:.1f}")


if __name__ == "__main__":
    main()

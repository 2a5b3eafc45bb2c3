"""The weights by which lines outside the columns find their articles: learnt on generated pages, and how often they are right.

Run: python -m tests.benchmarks.floats [PAGES] [--weights]. Every page (each third a PDF) whose bodies are read right is read in
its cheapest ways; the weights are those that make the printed one likeliest among them (conditional likelihood with a ridge,
readings sought anew in each round). Fitted on the training half of the corpus, measured on the held-out half.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np

from kg.acquire.pdf import pages_of_pdf
from kg.acquire.plain import lines_of
from kg.articles import floats
from kg.articles.bodies import Body, Sheet, find_bodies, sheet_of
from kg.articles.columns import units
from kg.articles.nearness import Sight, look, static_costs
from kg.articles.printed import printed_lines
from kg.articles.split import _captions
from kg.lexicon import rows
from kg.records import Page
from tests.pagegen.page import generate
from tests.pagegen.pdf import print_pdf

ROUNDS = 3
BY_HAND = ("byline-doubly", "byline-doubly-headed", "byline-far")  # of which generated pages tell nothing
RIDGE = 0.002

Choice = tuple[int | None, str]


class Dual:
    """A cost that remembers how much of each weight it holds."""

    __slots__ = ("parts", "value")

    def __init__(self, value: float, parts: dict[str, float]) -> None:
        self.value, self.parts = value, parts

    def __add__(self, other: "Dual | float") -> "Dual":
        if not isinstance(other, Dual):
            return self if not other else Dual(self.value + other, self.parts)
        parts = dict(self.parts)
        for name, part in other.parts.items():
            parts[name] = parts.get(name, 0.0) + part
        return Dual(self.value + other.value, parts)

    __radd__ = __add__

    def __mul__(self, factor: float) -> "Dual":
        return Dual(self.value * factor, {name: part * factor for name, part in self.parts.items()} if factor else {})

    __rmul__ = __mul__

    def __neg__(self) -> "Dual":
        return self * -1.0

    def __sub__(self, other: "Dual | float") -> "Dual":
        return self + -other

    def __rsub__(self, other: float) -> "Dual":
        return -self + other

    def __lt__(self, other: "Dual | float") -> bool:
        return self.value < (other.value if isinstance(other, Dual) else other)


@dataclass
class Case:
    """A page whose bodies are right, and what its lines are."""

    sheet: Sheet
    bodies: list[Body]
    meant: dict[int, Choice]


def case(seed: int, held_out: bool) -> Case | None:
    """One page, or None if its bodies are not all found."""
    laid = seed % 3 == 0
    made = generate(seed, held_out=held_out, plain=laid)
    owner: dict[int, tuple[int | None, str]] = {}
    if laid:
        (source,) = pages_of_pdf(print_pdf(made), "made.pdf", None, None, False)
        assert isinstance(source, Page)
        known = {"".join(line.split()): (frame.owner, frame.role) for frame in made.frames for line in frame.lines + frame.plain}
        for line in source.lines:
            owner[line.number] = known.get("".join(source.text[line.start : line.end].split()), (None, ""))
    else:
        source = Page("made.txt", "", made.text, lines_of(made.text))
        printed = iter(line.number for line in source.lines if source.text[line.start : line.end].strip())
        for frame in made.frames:
            for _ in frame.lines:
                owner[next(printed)] = frame.owner, frame.role
    parts = _captions(units(printed_lines(source)))
    sheet = sheet_of(parts)
    bodies = find_bodies(sheet).bodies
    holder: dict[int, int] = {}
    for number, body in enumerate(bodies):
        of = {owner[line.number][0] for i in body.paras for line in parts[i].lines}
        whose = of.pop()
        if body.photo:
            continue
        if of or whose is None or whose in holder:
            return None
        holder[whose] = number
    meant: dict[int, Choice] = {}
    for i, unit in enumerate(parts):
        if unit.kind != "float":
            continue
        whose, role = owner[unit.lines[0].number]
        k: int | None = holder.get(whose) if whose is not None else None
        if unit.byline:
            stays = role == "body" and k is not None and bodies[k].first < i < bodies[k].last
            if k is None or not (stays or role in ("byline", "signature")):
                return None
            meant[i] = k, "heading" if stays else "byline"
        elif role == "headline" and k is not None:
            meant[i] = k, "headline"
        elif role == "body" and k is not None and bodies[k].first < i < bodies[k].last:
            meant[i] = k, "heading"
        elif whose is None:
            meant[i] = None, "label"
        else:
            return None
    return Case(sheet, bodies, meant) if meant else None


def cases(first: int, pages: int, held_out: bool) -> Iterator[Case]:
    for seed in range(first, first + pages):
        found = case(seed, held_out)
        if found:
            yield found


def read(one: Case, weigh: dict[str, Dual], only: dict[int, Choice] | None) -> list[floats.State]:
    """The cheapest readings of a page, or the one in which all lines are what they are meant to be."""

    def options(sight: Sight, i: int, weigh: dict[str, float]) -> list[tuple[Choice, float]]:
        return [(choice, cost) for choice, cost in static_costs(sight, i, weigh) if only is None or choice == only[i]]

    return floats.readings(look(one.sheet, one.bodies), cast(dict[str, float], weigh), options)


def learn(pages: list[Case], names: list[str], start: np.ndarray) -> np.ndarray:
    """Weights under which the printed readings are likeliest among the cheapest ones."""
    at = {name: n for n, name in enumerate(names)}
    held: dict[int, dict[tuple[Choice, ...], np.ndarray]] = defaultdict(dict)
    found = start.copy()
    for _ in range(ROUNDS):
        weigh = {name: Dual(float(found[n]), {name: 1.0}) for name, n in at.items()}
        for number, one in enumerate(pages):
            for only in (one.meant, None):
                for state in read(one, weigh, only):
                    vector = np.zeros(len(names))
                    for name, part in cast(Dual, state.cost).parts.items():
                        vector[at[name]] = part
                    held[number][state.choice] = vector
        sets = []
        for number, one in enumerate(pages):
            right = tuple(one.meant[i] for i in sorted(one.meant))
            if right in held[number]:
                others = np.array([v for choice, v in held[number].items()])
                sets.append((held[number][right], others))
        print(f"{len(sets)} pages, {sum(len(others) for _, others in sets)} readings", file=sys.stderr)

        found = likeliest(sets, start, found, [at[name] for name in BY_HAND])
        report("  so far", pages, dict(zip(names, found, strict=True)))
    return found


def likeliest(sets: list[tuple[np.ndarray, np.ndarray]], start: np.ndarray, found: np.ndarray, fixed: list[int]) -> np.ndarray:
    """Newton's method with a ridge towards `start` on the conditional likelihood; the weights `fixed` stay."""
    free = np.array([n not in fixed for n in range(len(start))])
    ridge = RIDGE * len(sets)
    found = found.copy()
    for _ in range(20):
        slope = ridge * (found - start)
        bend = ridge * np.eye(len(start))
        for right, others in sets:
            costs = others @ found
            chance = np.exp(costs.min() - costs)
            chance /= chance.sum()
            mean = chance @ others
            slope += right - mean
            bend += (others * chance[:, None]).T @ others - np.outer(mean, mean)
        found[free] -= np.linalg.solve(bend[np.ix_(free, free)], slope[free])
    return found


def report(name: str, pages: list[Case], weigh: dict[str, float]) -> None:
    """One line: lines that go where they should, and pages on which all do."""
    lines = right = whole = 0
    for one in pages:
        sight = look(one.sheet, one.bodies)
        best = min(floats.readings(sight, weigh), key=lambda state: state.cost)
        good = sum(choice == one.meant[i] for i, choice in zip(sight.items, best.choice, strict=True))
        lines += len(one.meant)
        right += good
        whole += good == len(one.meant)
    print(f"{name:24} {right / lines:.4f} of {lines} lines right, {whole / len(pages):.4f} of {len(pages)} pages wholly")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    names = [row["rule"] for row in rows("pages/floats.tsv")]
    used = np.array([float(row["weight"]) for row in rows("pages/floats.tsv")])
    seen, new = list(cases(520_000, count, False)), list(cases(620_000, count // 2, True))
    report("weights in use", new, dict(zip(names, used, strict=True)))
    found = learn(seen, names, used)
    report("weights fitted anew", new, dict(zip(names, found, strict=True)))
    if "--weights" in sys.argv:
        for name, weight in zip(names, found, strict=True):
            print(f"{name}\t{weight:.2f}")


if __name__ == "__main__":
    main()

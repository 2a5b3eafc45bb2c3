"""Figures and what they measure: every amount of a text goes to the referent that most likely owns it.

In: an Article and its Referents. Out: Measures in order of place, value and unit normalised, the words kept. A figure is
published when it is likely that a reader would give it to its owner. An amount is one more referent, of the kind Amount.
"""

import re
from math import log10

import numpy as np

from kg.corpus import AnnotatedMeasure
from kg.facts.amounts import amounts
from kg.facts.candidates import Candidates, Notes, candidates_of
from kg.facts.numbers import BIG, Amount, multiplied, number, written
from kg.facts.owners import judge, likely_owners
from kg.facts.periods import times_of
from kg.facts.properties import properties_of
from kg.facts.scene import Scene, scene_of
from kg.facts.words import text_hash
from kg.records import Article, Measure, Reference, Referent

FAMILIES = ("money", "area", "length", "weight", "volume", "power", "energy", "count", "people", "time", "share", "other")


def figure_scene(article: Article, referents: tuple[Referent, ...]) -> tuple[Scene, list[Amount]]:
    """The scene of an article with its amounts as referents, and the amounts in the same order."""
    found = amounts(article.text)
    stops = [*(a.number_start for a in found[1:]), len(article.text)][: len(found)]  # both ends of a range share their words
    extra = tuple(
        Referent(f"figure {n}", "Amount", a.unit, (a.unit,), (Reference(a.number_start, min(a.end, stop)),), f"figure {n}")
        for n, (a, stop) in enumerate(zip(found, stops, strict=True))
    )
    return scene_of(article, (*referents, *extra)), found


def amounts_of(scene: Scene, found: list[Amount]) -> Candidates | None:
    """The candidates of the amounts of a scene."""
    numbers = [
        (FAMILIES.index(a.family), bool(a.approx), scene.article.text[a.number_start].isdigit(), log10(max(float(a.value), 0.01)))
        for a in found
    ]
    notes = Notes(np.array(numbers, dtype=np.float32), np.array([text_hash(a.unit, 31) for a in found], dtype=np.uint64))
    headline_end = next((p.end for p in scene.article.parts if p.kind == "headline"), 0)
    return candidates_of(scene, notes, headline_end)


def same_figure(text: str, amount: Amount, measure: AnnotatedMeasure) -> bool:
    """Whether an amount lies in the words of an annotated measure and has its value, multipliers counted out."""
    at = text.find(measure.words)
    if at < 0 or not at <= amount.number_start <= at + len(measure.words):
        return False
    return plain_value(measure.value, measure.unit) == amount.value


def plain_value(value: str, unit: str) -> str:
    """A value and a unit as annotators write them (5.4, 亿元), in the base unit: 540000000."""
    found = amounts(f"{value}{unit}")
    if found:
        return found[0].value
    known = number(value) if re.fullmatch(r"[0-9][0-9,，]*(?:\.[0-9]+)?", value) else None
    return "" if known is None else written(multiplied(known, unit if unit in BIG else ""))


def find_measures(article: Article, referents: tuple[Referent, ...]) -> tuple[Measure, ...]:
    """Every figure of an article with the referent it belongs to; those that belong to none with any likelihood are left out."""
    scene, found = figure_scene(article, referents)
    if not found or not referents:
        return ()
    best: dict[int, tuple[float, int]] = {}
    candidates = amounts_of(scene, found)
    if candidates is not None:
        for n, who, sure in zip(candidates.amount, candidates.who, likely_owners(scene, candidates, judge()), strict=True):
            best[int(n)] = max(best.get(int(n), (0.0, 0)), (float(sure), -int(who)))
    properties = properties_of(
        article.text, found, [int(end) for i, end in enumerate(scene.end) if scene.who[i] < len(referents)]
    )
    times = times_of(article.text, article.date, found)
    out = []
    for n, amount in enumerate(found):
        sure, subject = best.get(n, (0.0, 0))
        if sure >= judge().least:
            owner = referents[-subject]
            name = properties[n]
            start = amount.start - len(name) if article.text[: amount.start].endswith(name) else amount.start
            out.append(
                Measure(
                    owner.id, name, amount.value, amount.unit, article.id, start, amount.end, "scorer/measures", amount.approx,
                    times[n],
                )
            )  # fmt: skip
    return tuple(out)

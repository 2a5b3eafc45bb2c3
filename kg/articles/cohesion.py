"""How far two texts speak of the same: their shared pairs and triples of characters, the everyday ones counting little.

In: texts. Out: weights of n-grams and figures made of them. What is common is counted in
`kg/zh/pages/common_bigrams.tsv` and `character_rates.tsv`.
"""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.lexicon import rows

_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
RAREST = 0.02  # share of articles at which a pair counts in full
# Logistic regression on halves of articles against pairs of articles, mostly of one paper, in the held-out half of the corpus:
# the log-odds of "one article" rise with what is shared and fall with the size of both sides. It is right in 91 of 100.
SHARED, SMALLER, LARGER, ALWAYS = 2.93, -3.12, -1.62, 21.4
STRONGEST = 5.0
THIN = 30.0  # weight of text at which half of the odds are believed

PRIOR = 400.0  # letters of any newspaper text that are mixed into those of an article before it is asked what it would say
RARE = 1.2e-5  # share of newspaper text of a letter that is not listed

Grams = dict[str, float]


@cache
def common() -> Mapping[str, float]:
    """Everyday pair -> weight below 1."""
    full = math.log(1 / RAREST)
    return {row["pair"]: max(0.0, math.log(1000 / int(row["per_mille"])) / full) for row in rows("pages/common_bigrams.tsv")}


@cache
def rates() -> Mapping[str, float]:
    """Letter -> its part of the PRIOR letters of any newspaper text; a letter that is not listed is a rare one."""
    listed = ((char, int(row["per_million"])) for row in rows("pages/character_rates.tsv") for char in row["characters"])
    return {char: PRIOR * rate / 1e6 for char, rate in listed}


@lru_cache(maxsize=256)
def grams(text: str) -> Grams:
    """Pairs and triples of Han characters and figures of two digits or more with weights from 0 to 1 (shared: not to change)."""
    weight = common().get
    found: Grams = {}
    for run in _HAN.findall(text):
        pair = run[:2]
        found[pair] = last = weight(pair, 1.0)
        for i in range(len(run) - 2):
            three = run[i : i + 3]
            pair = three[1:]
            found[pair] = here = weight(pair, 1.0)
            found[three] = 0.5 * (last + here)
            last = here
    for number in _NUMBER.findall(text):
        if len(number) > 1:
            found[number] = figure_weight(number)
    return found


def figure_weight(number: str) -> float:
    """How much a figure says: years and figures of two digits less than others."""
    return 0.5 if len(number) == 2 or (len(number) == 4 and number[:2] == "20") else 1.0


def weight_of(part: Grams) -> float:
    """How much a text says: the weights of all its n-grams together."""
    return sum(part.values())


def cohesion(left: Grams, right: Grams) -> float:
    """Log-odds that two stretches of text are of one article rather than of two; nearer 0 the less text there is."""
    shared = math.fsum(map(right.__getitem__, left.keys() & right.keys()))
    return log_odds(shared, weight_of(left), weight_of(right))


def log_odds(shared: float, left: float, right: float) -> float:
    """The same, of texts of some weight that share some weight."""
    small, large = (left, right) if left < right else (right, left)
    odds = ALWAYS + SHARED * math.log(shared + 0.5) + SMALLER * math.log(small + 5) + LARGER * math.log(large + 5)
    return max(-STRONGEST, min(STRONGEST, odds)) * small / (small + THIN)


def affinity(part: Grams, bodies: list[Grams]) -> list[float]:
    """For each body the weight of what `part` shares with it; what several bodies have counts for each of them less."""
    scores = [0.0] * len(bodies)
    holders: dict[str, list[int]] = {}
    for k, body in enumerate(bodies):
        for gram in part.keys() & body.keys():
            holders.setdefault(gram, []).append(k)
    for gram in sorted(holders):
        share = part[gram] / len(holders[gram]) ** 1.5
        for k in holders[gram]:
            scores[k] += share
    return scores

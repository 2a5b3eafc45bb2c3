"""The judge: from the evidence of a candidate to what it is, by plain numbers that were learned on articles no network had seen.

In: Candidates. Out: Verdicts. The numbers in `kg/zh/model/judge.npz` are small fully connected networks whose chances are
averaged (no pickle); they were fitted by `kg.detect.training.judge`.
What structure makes certain is not judged: bylines, titles in 《》.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.detect.candidates import GROUPS, NAMES, Candidate
from kg.detect.settle import Verdict
from kg.lexicon import ZH, LexiconError
from kg.text import squash

Floats = NDArray[np.float32]
LEAST = dict.fromkeys(GROUPS, 0.5)  # chance of being a name at all, by likeliest group, from which a candidate is kept
LIKELY = 0.35  # the same for what has evidence of its own: the division table, a chain of places, firms known everywhere
CHAINED = frozenset(("division full", "chain"))
KNOWN = "known firm"
CERTAIN = 0.99
BOUND = 6.0
SOFT = frozenset(("Program", "Initiative", "Event", "PolicyDocument", "Product", "Industry"))  # edges open to taste
FAINTEST = 0.08  # chance from which an edge of a soft name counts


@dataclass(frozen=True, eq=False)
class Judge:
    """Per network: weights and biases of its layers; `mean` and `scale` bring the evidence to one size."""

    mean: Floats
    scale: Floats
    networks: tuple[tuple[tuple[Floats, Floats], ...], ...]


@cache
def judge() -> Judge:
    """The shipped numbers, loaded once in a process. LexiconError when they are missing or do not fit the evidence."""
    path = ZH / "model" / "judge.npz"
    if not path.is_file():
        raise LexiconError("kg/zh/model/judge.npz is missing; reinstall newskg or run python -m kg.detect.training.judge")
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        if tuple(arrays["names"].tolist()) != NAMES:
            raise LexiconError("kg/zh/model/judge.npz: fitted to other evidence; run python -m kg.detect.training.judge")
        count, depth = (int(n) for n in arrays["shape"])
        full = {name: arrays[name].astype(np.float32) for name in arrays.files if name not in ("names", "shape")}
    layers = tuple(tuple((full[f"weight{n}.{k}"], full[f"bias{n}.{k}"]) for k in range(depth)) for n in range(count))
    return Judge(full["mean"], full["scale"], layers)


def scaled(evidence: Floats) -> Floats:
    """Evidence with large counts pressed together."""
    pressed: Floats = np.sign(evidence) * np.log1p(np.abs(evidence))
    return pressed


def chances(known: Judge, evidence: Floats) -> Floats:
    """[candidates, 1 + groups]: the chance of being no name, and of each group."""
    given = np.clip((scaled(evidence) - known.mean) / known.scale, -BOUND, BOUND).astype(np.float32)
    total = np.zeros((len(evidence), 1 + len(GROUPS)), np.float32)
    for network in known.networks:
        now = given
        for number, (weight, bias) in enumerate(network):
            now = now @ weight + bias
            if number + 1 < len(network):
                now = np.maximum(now, 0.0)
        now = np.exp(now - now.max(1, keepdims=True))
        total += now / now.sum(1, keepdims=True)
    total /= len(known.networks)
    return total


def weigh(articles: Sequence[Sequence[Candidate]]) -> list[list[Verdict]]:
    """What is kept of the candidates of each article, all articles weighed together."""
    every = [c for candidates in articles for c in candidates]
    if not every:
        return [[] for _ in articles]
    found = chances(judge(), np.array([c.evidence for c in every], np.float32))
    verdicts, at = [], 0
    for candidates in articles:
        verdicts.append(decide(candidates, found[at : at + len(candidates)]))
        at += len(candidates)
    return verdicts


def decide(candidates: Sequence[Candidate], found: Floats) -> list[Verdict]:
    """The verdicts on the candidates of one article."""
    rows = zip(candidates, found, backing(candidates, found), strict=True)
    return [v for candidate, chance, named in rows if (v := verdict(candidate, chance, named))]


def backing(candidates: Sequence[Candidate], found: Floats) -> list[float]:
    """The chance of each candidate to be a name; for the likeliest of several edges of one soft name the sum of their chances,
    since readers draw those edges differently and any of them tells what is meant.
    """
    named = [1.0 - float(chance[0]) for chance in found]
    soft = [i for i, chance in enumerate(found) if named[i] >= FAINTEST and GROUPS[int(chance[1:].argmax())] in SOFT]
    soft.sort(key=lambda i: (-named[i], candidates[i].name))
    out, plain = list(named), [squash(c.name) for c in candidates]
    for rank, i in enumerate(soft):
        if any(nearly(plain[i], plain[j]) for j in soft[:rank]):
            continue
        out[i] = min(1.0, named[i] + sum(named[j] for j in soft[rank + 1 :] if nearly(plain[i], plain[j])))
    return out


def nearly(one: str, other: str) -> bool:
    """Whether one of two names lies in the other and is not much shorter."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and len(short) >= 0.6 * len(long) and short in long


def verdict(candidate: Candidate, chance: Floats, named: float) -> Verdict | None:
    """The verdict on one candidate that is a name with the chance `named`, or None where it is no name. The score is the chance
    of its kind, which may be lower than that of being a name at all.
    """
    by = ", ".join(sorted(set(candidate.rules)))
    if candidate.certain:
        return Verdict(candidate.name, candidate.spans, candidate.certain, CERTAIN, by)
    best = int(chance[1:].argmax())
    name = "Enterprise" if KNOWN in candidate.rules else GROUPS[best]
    chained = name == "Place" and len(candidate.name) > 2 and CHAINED & set(candidate.rules)
    least = LIKELY if chained or KNOWN in candidate.rules else LEAST[name]
    if named < least:
        return None
    kind = candidate.place if name == "Place" else name
    return Verdict(candidate.name, candidate.spans, kind, round(float(chance[1 + GROUPS.index(name)]), 3), by)

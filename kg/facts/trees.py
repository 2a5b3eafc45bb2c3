"""Boosted trees as plain numbers: every tree a heap of questions, feature below or above a threshold, evaluated with numpy.

In: a matrix of numbers. Out: margins (log odds). A tree of depth D has 2**D - 1 questions, of which node n has the children
2n + 1 (not above the threshold) and 2n + 2, and 2**D answers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.facts.scene import Ints

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """`feature`, `threshold`: (trees, 2**D - 1); `answer`: (trees, 2**D). `bias` is added once."""

    feature: Ints
    threshold: Floats
    answer: Floats
    bias: float

    @property
    def depth(self) -> int:
        """How many questions lead to an answer."""
        return int(self.answer.shape[1]).bit_length() - 1


def margins(forest: Forest, numbers: Floats, first: int = 0, last: int | None = None) -> Floats:
    """(rows,) summed answers of the trees first … last, the bias with the first tree."""
    feature, threshold, answer = forest.feature[first:last], forest.threshold[first:last], forest.answer[first:last]
    node = leaves(feature, threshold, numbers, forest.depth)
    picked = answer.ravel()[node + (np.arange(len(answer)) * answer.shape[1])[None, :]]
    out: Floats = picked.sum(axis=1, dtype=np.float32) + np.float32(forest.bias if first == 0 else 0.0)
    return out


def leaves(feature: Ints, threshold: Floats, numbers: Floats, depth: int) -> Ints:
    """(rows, trees): the number of the answer that each row comes to."""
    rows, columns = numbers.shape
    base = (np.arange(rows) * columns)[:, None]
    offset = (np.arange(len(feature)) * feature.shape[1])[None, :]
    flat, asked, bound = numbers.ravel(), feature.ravel(), threshold.ravel()
    node = np.zeros((rows, len(feature)), dtype=np.int64)
    for _ in range(depth):
        place = node + offset
        node = 2 * node + 1 + (flat[base + asked[place]] > bound[place])
    answers: Ints = node - (2**depth - 1)
    return answers


def shares(forest: Forest, row: Floats) -> dict[int, float]:
    """How much each feature moved one row's margin: at every question, the change of the mean answer below the node."""
    depth = forest.depth
    out: dict[int, float] = {}
    for tree in range(len(forest.answer)):
        level = forest.answer[tree].astype(np.float64)
        means = [level]
        while len(level) > 1:
            level = level.reshape(-1, 2).mean(axis=1)
            means.append(level)
        means.reverse()
        node = 0
        for step in range(depth):
            asked = int(forest.feature[tree, node])
            below = node - (2**step - 1)
            node = 2 * node + 1 + int(row[asked] > forest.threshold[tree, node])
            after = node - (2 ** (step + 1) - 1)
            out[asked] = out.get(asked, 0.0) + float(means[step + 1][after] - means[step][below])
    return out

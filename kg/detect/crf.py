"""The CRF of the name recogniser: label scores of a batch -> the best labels and their probabilities, with numpy alone.

In: scores [T, B, HEADS, labels], longest sequence first, and the lengths. Out: labels and probabilities [T, HEADS, B], and
runs of labels as spans. What always holds: a sequence's result does not depend on the sequences beside it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.records import ENTITY_KINDS

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LABELS = ("O", *(f"{part}-{kind}" for kind in ENTITY_KINDS for part in "BI"))
HEADS = 2  # outermost mentions, mentions directly inside them
OPEN = np.array([0, *range(1, len(LABELS), 2)])  # O and B-…: any label may stand before them
INNER = np.arange(2, len(LABELS), 2)  # I-…: only B-… and I-… of the same kind may stand before them


@dataclass(frozen=True, eq=False)
class Crf:
    """Scores of starting and stopping with a label [HEADS, labels], of moving from one to the next [HEADS, from, to]."""

    start: Floats
    stop: Floats
    moves: Floats


def alive(lengths: Ints) -> Ints:
    """How many sequences reach each step; lengths fall."""
    return np.asarray((lengths[None] > np.arange(lengths[0])[:, None]).sum(1))


def paths(crf: Crf, scores: Floats, lengths: Ints) -> Ints:
    """The best sequence of labels under the CRF (Viterbi): [T, HEADS, B], 0 beyond the end of a sequence."""
    steps, batch, heads, labels = scores.shape
    live = alive(lengths)
    given = np.ascontiguousarray(scores.transpose(0, 2, 3, 1))  # the batch last, so that numpy works on long rows
    into_open = np.ascontiguousarray(crf.moves[:, :, OPEN, None])
    begun, gone_on = crf.moves[:, INNER - 1, INNER, None], crf.moves[:, INNER, INNER, None]
    best = np.empty((steps, heads, labels, batch), np.float32)
    best[0] = crf.start[..., None] + given[0]
    for step in range(1, steps):
        k = live[step]
        before = best[step - 1, :, :, :k]
        now = best[step, :, :, :k]
        now[:, OPEN] = (before[:, :, None] + into_open).max(1)
        now[:, INNER] = np.maximum(before[:, INNER - 1] + begun, before[:, INNER] + gone_on)
        now += given[step, :, :, :k]
    out = np.zeros((steps, heads, batch), np.int64)
    to = np.ascontiguousarray(crf.moves.transpose(0, 2, 1))
    head = np.arange(heads)[:, None]
    for step in range(steps - 1, -1, -1):
        k = live[step]
        later = live[step + 1] if step + 1 < steps else 0
        reach = best[step, :, :, :k].transpose(0, 2, 1).copy()
        reach[:, later:] += crf.stop[:, None]
        if later:
            reach[:, :later] += to[head, out[step + 1, :, :later]]
        out[step, :, :k] = reach.argmax(-1)
    return out


def posteriors(crf: Crf, scores: Floats, lengths: Ints) -> Floats:
    """Probability of each label at each place [T, HEADS, B, labels] under the CRF, by forward and backward sums."""
    steps, batch, heads, labels = scores.shape
    live = alive(lengths)
    weight = np.ascontiguousarray(np.exp(scores - scores.max(-1, keepdims=True)).transpose(0, 2, 1, 3))
    moves, start, stop = np.exp(crf.moves), np.exp(crf.start), np.exp(crf.stop)
    ahead = np.zeros((steps, heads, batch, labels), np.float32)
    now = weight[0] * start[:, None]
    for step in range(steps):
        k = live[step]
        if step:
            now = (now[:, :k] @ moves) * weight[step, :, :k]
        now /= now.sum(-1, keepdims=True)
        ahead[step, :, :k] = now
    behind = np.repeat(stop[:, None], batch, 1)
    back = np.ascontiguousarray(moves.transpose(0, 2, 1))
    for step in range(steps - 1, -1, -1):
        if step < steps - 1:
            later = live[step + 1]
            sums = (behind[:, :later] * weight[step + 1, :, :later]) @ back
            behind[:, :later] = sums / sums.sum(-1, keepdims=True)
        ahead[step, :, : live[step]] *= behind[:, : live[step]]
    ahead /= np.maximum(ahead.sum(-1, keepdims=True), 1e-30)
    return ahead


def spans(best: Ints, chance: Floats) -> list[tuple[int, int, str, float]]:
    """(start, end, kind, lowest probability of its characters) of the runs of one kind in a sequence of labels."""
    found: list[tuple[int, int, str, float]] = []
    named = np.flatnonzero(best)
    if not len(named):
        return found
    kinds, inner = (best - 1) // 2, best % 2 == 0
    breaks = np.ones(len(named), bool)
    breaks[1:] = (np.diff(named) > 1) | ~inner[named[1:]] | (kinds[named[1:]] != kinds[named[:-1]])
    firsts = np.flatnonzero(breaks)
    lasts = np.append(firsts[1:], len(named)) - 1
    lowest = np.minimum.reduceat(chance[named], firsts)
    for first, last, low in zip(firsts, lasts, lowest, strict=True):
        start, end = int(named[first]), int(named[last]) + 1
        found.append((start, end, ENTITY_KINDS[int(kinds[start])], round(float(low), 3)))
    return found

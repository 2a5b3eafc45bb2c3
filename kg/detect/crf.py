"""The CRF of the name recogniser: label scores of a batch -> the best labels and their probabilities, with numpy alone.

In: scores [T, B, HEADS, labels], longest sequence first, and the lengths. Out: labels [T, HEADS, B] and their runs as spans, and
the probability of every span that is not hopeless. What always holds: a sequence's result does not depend on those beside it.
"""

from dataclasses import dataclass
from typing import NamedTuple

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


class Chances(NamedTuple):
    """Probabilities under the CRF: `label` of each label at each place [T, HEADS, B, labels]; `onward` that a name of a kind goes
    on at a place, given that it began (0) or went on (1) at the place before [T + 1, HEADS, B, 2, kinds], 0 beyond the end.
    """

    label: Floats
    onward: Floats


def posteriors(crf: Crf, scores: Floats, lengths: Ints) -> Chances:
    """The probabilities by forward and backward sums."""
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
    onward = np.zeros((steps + 1, heads, batch, 2, len(INNER)), np.float32)
    goes = np.stack([moves[:, INNER - 1, INNER], moves[:, INNER, INNER]], 1)[:, None]  # [HEADS, 1, 2, kinds]
    for step in range(steps - 1, -1, -1):
        if step < steps - 1:
            later = live[step + 1]
            reached = behind[:, :later] * weight[step + 1, :, :later]
            sums = reached @ back
            pairs = sums[..., 1:].reshape(heads, later, len(INNER), 2).swapaxes(-1, -2)  # B-… and I-… of each kind
            onward[step + 1, :, :later] = goes * reached[..., None, 2::2] / np.maximum(pairs, 1e-30)
            behind[:, :later] = sums / sums.sum(-1, keepdims=True)
        ahead[step, :, : live[step]] *= behind[:, : live[step]]
    ahead /= np.maximum(ahead.sum(-1, keepdims=True), 1e-30)
    return Chances(ahead, onward)


class Span(NamedTuple):
    """Characters `start` to `end` of sequence `row` are a name of `kind` for one head, with a probability."""

    row: int
    head: int
    start: int
    end: int
    kind: str
    chance: float


def likely(chances: Chances, least: float) -> list[Span]:
    """Every span that is a name with at least this probability; the spans of one place may overlap."""
    place, head, row, kind = np.nonzero(chances.label[..., 1::2] >= least)
    begun = chances.label[place, head, row, 2 * kind + 1]
    end, whole = place + 1, np.arange(len(place))
    found: list[Span] = []
    inside = 0
    while len(whole):
        h, r, k = head[whole], row[whole], kind[whole]
        onward = chances.onward[end[whole], h, r, inside, k]
        ends = begun[whole] * (1.0 - onward)
        for i, chance in zip(whole[ends >= least], ends[ends >= least], strict=True):
            spot = int(row[i]), int(head[i]), int(place[i]), int(end[i])
            found.append(Span(*spot, ENTITY_KINDS[int(kind[i])], round(float(chance), 3)))
        begun[whole] *= onward
        end[whole] += 1
        whole, inside = whole[begun[whole] >= least], 1
    return found


def runs(best: Ints) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the runs of one kind in a sequence of labels."""
    named = np.flatnonzero(best)
    if not len(named):
        return []
    kinds, inner = (best - 1) // 2, best % 2 == 0
    breaks = np.ones(len(named), bool)
    breaks[1:] = (np.diff(named) > 1) | ~inner[named[1:]] | (kinds[named[1:]] != kinds[named[:-1]])
    firsts = np.flatnonzero(breaks)
    lasts = np.append(firsts[1:], len(named)) - 1
    spans = zip(named[firsts].tolist(), named[lasts].tolist(), strict=True)
    return [(start, end + 1, ENTITY_KINDS[int(kinds[start])]) for start, end in spans]

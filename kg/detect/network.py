"""The trained recogniser of names at run time: characters -> BiGRU -> two CRF heads (`crf`), with numpy alone.

In: texts. Out: Found spans with kind, posterior probability and depth: 0 outermost, 1 directly inside, FAINT for another reading
that is less likely than the best one. Weights come from `kg/zh/model/names.npz` (int8 rows with scales and float16, no pickle);
training is in `kg.detect.training`.
What always holds: spans of depth 0 or 1 do not overlap, and the spans of a text do not depend on the texts beside it.
"""

import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.detect.crf import HEADS, LABELS, Crf, Floats, Ints, alive, likely, paths, posteriors, runs
from kg.detect.features import SIZES, TOGETHER, codes, features
from kg.lexicon import ZH, LexiconError

WINDOW = 126  # characters that the network sees at once; training cuts its texts the same way
BATCH = 96
FAINT = 2  # depth of the spans that are not on the best path
LEAST = 0.04  # probability from which such a span is told
OWN = "，。、：；？！（）“”‘’【】〔〕—…·\n\u3000 《》"  # marks with rows of their own; every other character is normalised first
PLAIN = str.maketrans("、。“”‘’〈〉【】〔〕—…「」『』∶", ',.""""<>[]()-."""":')
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）]*|\n+|$)")


class Found(NamedTuple):
    """`text[start:end]` is a name of `kind` with probability `score`; `depth` 1 lies inside one of depth 0; FAINT: see above."""

    start: int
    end: int
    kind: str
    score: float
    depth: int


@dataclass(frozen=True, eq=False)
class Network:
    """Weights ready to use; `rows`: code point -> row of `letters`. Gates are stored halved: sigmoid(x) = (1 + tanh(x/2)) / 2."""

    rows: Ints
    letters: Floats
    extras: tuple[Floats, ...]  # for each of TOGETHER: combination of values -> addition to the first projection [2, …, 3D]
    inputs: tuple[Floats, Floats]  # per layer [2, n, 3D]: update, reset, candidate
    biases: tuple[Floats, Floats]  # per layer [2, 3D]
    gates: tuple[Floats, Floats]  # per layer [2, D, 2D]
    candidates: tuple[Floats, Floats]  # per layer [2, D, D]
    heads: Floats  # [2D, HEADS * labels]
    head_bias: Floats
    crf: Crf


def normal(char: str) -> str:
    """One character as the start weights knew it: half width, lower case, plain marks (without this F1 is 20 points lower)."""
    form = unicodedata.normalize("NFKC", char.translate(PLAIN))
    return (form if len(form) == 1 else char).lower()[:1]


def code_rows(letters: str) -> Ints:
    """Row of every code point of the basic plane, by `letters` (row 0 stands for the unknown; last entry: all other planes)."""
    at = {c: i for i, c in enumerate(letters) if i}
    found = (at.get(c) if c in OWN else at.get(normal(c)) for c in map(chr, range(0x10000)))
    return np.array([row or 0 for row in found] + [0], np.int64)


def ids(rows: Ints, text: str) -> Ints:
    """Rows of the characters of a text."""
    return rows[np.minimum(codes(text), 0x10000)]


@cache
def network() -> Network:
    """The shipped network, loaded once in a process. LexiconError when its file is missing."""
    path = ZH / "model" / "names.npz"
    if not path.is_file():
        raise LexiconError("kg/zh/model/names.npz: this model is missing; reinstall newskg or run python -m kg.detect.training")
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        return build({name: arrays[name] for name in arrays.files})


def build(arrays: dict[str, NDArray[np.generic]]) -> Network:
    """A network from the arrays of a weights file (names and shapes: `kg.detect.training.export`)."""
    if [len(arrays.get(f"extra{i}", ())) for i in range(len(SIZES))] != [*SIZES]:
        raise LexiconError("kg/zh/model/names.npz: trained with other features; run python -m kg.detect.training")
    full = unpacked(arrays)
    width = full["gates0"].shape[1]
    for name in ("inputs0", "inputs1", "biases0", "biases1", *(f"extra{i}" for i in range(len(SIZES)))):
        full[name][..., : 2 * width] *= 0.5
    full["gates0"] *= 0.5
    full["gates1"] *= 0.5
    letters = "".join(map(chr, arrays["chars"].astype(np.int64)))
    return Network(
        code_rows(letters), full["letters"], tuple(combined([full[f"extra{i}"] for i in columns]) for columns in TOGETHER),
        (full["inputs0"], full["inputs1"]), (full["biases0"], full["biases1"]), (full["gates0"], full["gates1"]),
        (full["candidates0"], full["candidates1"]), full["heads"], full["head_bias"],
        Crf(full["start"], full["stop"], full["moves"]),
    )  # fmt: skip


def unpacked(arrays: dict[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """The arrays of a weights file as plain numbers: rows of characters times their scales."""
    full = {name: arrays[name].astype(np.float32) for name in arrays if not name.endswith(".scale")}
    for name in arrays:
        if name.endswith(".scale"):
            full[name.removesuffix(".scale")] *= arrays[name].astype(np.float32)
    return full


def combined(tables: Sequence[Floats]) -> Floats:
    """Sums of one row of each table [values, 2, 3D] for every combination of values, the last column changing fastest."""
    total = np.zeros((1, *tables[0].shape[1:]), np.float32)
    for table in tables:
        total = (total[:, None] + table[None]).reshape(-1, *table.shape[1:])
    return np.ascontiguousarray(total.transpose(1, 0, 2))


def combination(extra: Ints, columns: Sequence[int]) -> Ints:
    """The row of `combined` for the values of `columns` in [n, all columns]."""
    return np.asarray(np.ravel_multi_index(tuple(extra[:, i] for i in columns), tuple(SIZES[i] for i in columns)))


def windows(text: str, most: int = WINDOW) -> list[tuple[int, int]]:
    """Sentences that follow each other, as many as `most` characters hold; longer ones are cut after a comma or anywhere. The end
    of a paragraph parts them, that of a line without a full stop (a headline) does not. Blank ones are left out.
    """
    pieces: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > most:
            cut = max(text.rfind(mark, start, start + most) for mark in "，；、：, ") + 1
            cut = cut if cut > start else start + most
            pieces.append((start, cut))
            start = cut
        pieces.append((start, end))
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found and found[-1][1] == start and end - found[-1][0] <= most and text[start:end].strip():
            found[-1] = found[-1][0], end
        elif text[start:end].strip():
            found.append((start, end))
    return found


def find(net: Network, texts: Sequence[str], *, caution: float = 0.0) -> list[list[Found]]:
    """Names in each text, in order of start, outer first. `caution` is added to the score of "no name" before the CRF."""
    known = [(ids(net.rows, text), features(text)) for text in texts]
    pieces = sorted(((e - s, t, s, e) for t, text in enumerate(texts) for s, e in windows(text)), reverse=True)
    found: list[list[Found]] = [[] for _ in texts]
    for at in range(0, len(pieces), BATCH):
        batch = pieces[at : at + BATCH]
        lengths = np.array([piece[0] for piece in batch])
        chars = np.zeros((lengths[0], len(batch)), np.int64)
        extra = np.zeros((lengths[0], len(batch), len(SIZES)), np.int64)
        for column, (length, t, s, e) in enumerate(batch):
            chars[:length, column] = known[t][0][s:e]
            extra[:length, column] = known[t][1][s:e]
        scores = emissions(net, chars, extra, lengths)
        scores[..., 0] += caution
        for column, name in decoded(net.crf, scores, lengths):
            _, t, s, _ = batch[column]
            start, end = s + name.start, s + name.end
            if not (texts[t][start].isspace() or texts[t][end - 1].isspace()):
                found[t].append(name._replace(start=start, end=end))
    return [sorted(spans, key=lambda f: (f.start, -f.end, f.depth, f.kind)) for spans in found]


def decoded(crf: Crf, scores: Floats, lengths: Ints) -> Iterator[tuple[int, Found]]:
    """(sequence, name) of a batch: the names of the best path of each head, then the faint ones."""
    best = paths(crf, scores, lengths)
    chances: dict[tuple[int, int, int, int, str], float] = {
        s[:5]: s.chance for s in likely(posteriors(crf, scores, lengths), LEAST)
    }
    taken: set[tuple[int, int, int, str]] = set()
    for column, length in enumerate(lengths):
        for head in range(HEADS):
            for start, end, kind in runs(best[:length, head, column]):
                taken.add((column, start, end, kind))
                yield column, Found(start, end, kind, chances.get((column, head, start, end, kind), LEAST), head)
    faint: dict[tuple[int, int, int, str], float] = defaultdict(float)
    for (column, _, start, end, kind), chance in chances.items():
        if (column, start, end, kind) not in taken:
            faint[column, start, end, kind] = max(faint[column, start, end, kind], chance)
    for (column, start, end, kind), chance in faint.items():
        yield column, Found(start, end, kind, chance, FAINT)


def emissions(net: Network, chars: Ints, extra: Ints, lengths: Ints) -> Floats:
    """Label scores [T, B, HEADS, labels] of a batch of rows [T, B] and features [T, B, columns], longest sequence first."""
    steps, batch = chars.shape
    live = alive(lengths)
    ahead = np.arange(steps)[:, None]
    back = np.where(ahead < lengths, lengths - 1 - ahead, ahead) * batch + np.arange(batch)  # flat place: each row turned round
    turned = back.reshape(-1)
    used = np.flatnonzero(np.bincount(chars.reshape(-1), minlength=len(net.letters)))
    place = np.zeros(len(net.letters), np.int64)
    place[used] = np.arange(len(used))
    which = place[chars.reshape(-1)]
    known = [combination(extra.reshape(-1, len(SIZES)), columns) for columns in TOGETHER]
    drive = np.empty((2, steps * batch, net.biases[0].shape[1]), np.float32)
    for way in (0, 1):
        drives = net.letters[used] @ net.inputs[0][way] + net.biases[0][way]
        np.take(drives, which[turned] if way else which, axis=0, out=drive[way], mode="clip")
        for table, values in zip(net.extras, known, strict=True):
            drive[way] += table[way].take(values[turned] if way else values, axis=0, mode="clip")
    seen = _gru(net, 0, drive.reshape(2, steps, batch, -1), live, turned)
    for way in (0, 1):
        np.matmul(seen.take(turned, axis=0, mode="clip") if way else seen, net.inputs[1][way], out=drive[way])
        drive[way] += net.biases[1][way]
    seen = _gru(net, 1, drive.reshape(2, steps, batch, -1), live, turned)
    scores = seen @ net.heads + net.head_bias
    return scores.reshape(steps, batch, HEADS, len(LABELS))


def _gru(net: Network, layer: int, drive: Floats, live: Ints, turned: Ints) -> Floats:
    """Both directions of one layer: drive [2, T, B, 3D] (the second one turned round) -> states [T * B, 2D], turned back."""
    gates, candidates = net.gates[layer], net.candidates[layer]
    width = candidates.shape[1]
    _, steps, batch, _ = drive.shape
    state = np.zeros((2, batch, width), np.float32)
    out = np.zeros((2, steps, batch, width), np.float32)
    for step in range(steps):
        k = live[step]
        now = state[:, :k]
        gate = now @ gates
        gate += drive[:, step, :k, : 2 * width]
        np.tanh(gate, out=gate)
        gate *= 0.5
        gate += 0.5
        fresh = (gate[..., width:] * now) @ candidates
        fresh += drive[:, step, :k, 2 * width :]
        np.tanh(fresh, out=fresh)
        fresh -= now
        fresh *= gate[..., :width]
        now += fresh
        out[:, step, :k] = now
    flat = out.reshape(2, steps * batch, width)
    return np.concatenate([flat[0], flat[1][turned]], 1)

"""The start weights: Baidu's LAC small (BiGRU-CRF), as carried by the package jieba 0.42.1 in `lac_small/`.

In: the installed package (only its files are read, it is not imported). Out: float32 arrays in the layout of `network.build`.
Every file holds one paddle tensor: header, a protobuf description of type and shape, raw little-endian floats.
"""

import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.detect.network import OWN, normal
from kg.records import KgError

Floats = NDArray[np.float32]
UNTRAINED = 0.1  # rows of the start weights that never left their initial ±0.1 tell nothing; their characters count as unknown


def folder() -> Path:
    """Where the package keeps its model; KgError with the remedy if it is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise KgError('training starts from weights of the package jieba: install the extra "train"')
    return Path(spec.origin).parent / "lac_small"


def tensor(data: bytes) -> Floats:
    """One parameter file: u32, u64, u32 versions (all 0), i32 size of the description, the description, the numbers."""
    *versions, size = struct.unpack_from("<IQIi", data, 0)
    place, end, shape, kind = 20, 20 + size, [], 0
    while place < end:
        tag, place = _varint(data, place)
        value, place = _varint(data, place)
        if tag == 8:
            kind = value
        elif tag == 16:
            shape.append(value)
    if any(versions) or kind != 5:
        raise KgError("the start weights have another form than those of jieba 0.42.1")
    return np.frombuffer(data, "<f4", offset=end).reshape(shape).copy()


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 127) << shift
        shift, place = shift + 7, place + 1
        if byte < 128:
            return value, place


def start_weights() -> tuple[str, dict[str, Floats]]:
    """Letters (row 0: the unknown) and arrays: letters, inputs, biases, gates, candidates, old tag layer (tags, tag_bias)."""
    base = folder()
    given = {path.name: tensor(path.read_bytes()) for path in sorted((base / "model_baseline").iterdir()) if path.name[0] != "_"}
    row: dict[str, int] = {}
    for line in (base / "word.dic").read_text("utf-8").split("\n"):  # not splitlines: one of the characters is a line separator
        number, tab, word = line.partition("\t")
        if tab and number:
            row[word] = int(number)
    rows = given["word_emb"]
    letters, places = ["\0"], [row["OOV"]]
    for word, place in sorted(row.items()):
        if len(word) == 1 and word not in OWN and normal(word) == word and abs(rows[place]).max() > UNTRAINED:
            letters.append(word)
            places.append(place)
    for mark in OWN:
        letters.append(mark)
        places.append(row.get(normal(mark), row["OOV"]))
    arrays = {"letters": rows[places], "tags": given["fc_4.w_0"], "tag_bias": given["fc_4.b_0"]}
    for layer in (0, 1):
        parts = [_direction(given, 2 * layer + way) for way in (0, 1)]
        for i, name in enumerate(("inputs", "biases", "gates", "candidates")):
            arrays[f"{name}{layer}"] = np.stack([part[i] for part in parts])
    return "".join(letters), arrays


def _direction(given: dict[str, Floats], number: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Inputs, biases, gates, candidates of one GRU. Its weight is two blocks in one flat buffer: [D, 2D] gates, then [D, D]."""
    weight = given[f"gru_{number}.w_0"]
    width = weight.shape[0]
    flat = weight.reshape(-1)
    biases = given[f"fc_{number}.b_0"] + given[f"gru_{number}.b_0"].reshape(-1)
    gates, candidates = flat[: 2 * width * width].reshape(width, 2 * width), flat[2 * width * width :].reshape(width, width)
    return given[f"fc_{number}.w_0"], biases, gates, candidates

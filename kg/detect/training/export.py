"""Writes weights as `network.build` reads them: characters as code points, rows of characters as int8 with one scale a row,
everything else as float16; no pickle.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def packed(letters: str, arrays: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.generic]]:
    """What the file holds: chars, letters + letters.scale, and the arrays of `Tagger.arrays`."""
    rows = arrays["letters"]
    scale = np.maximum(np.abs(rows).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
    out: dict[str, NDArray[np.generic]] = {name: array.astype(np.float16) for name, array in arrays.items() if name != "letters"}
    out["chars"] = np.array([ord(c) for c in letters], np.uint32)
    out["letters"] = np.round(rows / scale).astype(np.int8)
    out["letters.scale"] = scale
    return out


def save(path: Path, letters: str, arrays: dict[str, NDArray[np.float32]]) -> int:
    """Writes the file; returns its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **packed(letters, arrays))
    return path.stat().st_size

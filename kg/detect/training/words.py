"""Trains the segmentation model of `kg.detect.words` with spacy-pkuseg.

In: a folder with `gcdt_seg/` and `uner_gsdsimp/`, each with train, dev and test .jsonl.gz whose rows have `tokens`. Out: files
below `kg/zh/model/words/`: features.msgpack and weights.npz (rounded, light features left out), no pickle; F1 on the test parts.
"""

import gzip
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import srsly  # type: ignore[import-untyped]

SOURCES = ("gcdt_seg", "uner_gsdsimp")
ROUNDS = 14
LIGHT = 0.05  # features whose weights all lie below are left out


def sentences(folder: Path, part: str, sources: Sequence[str] = SOURCES) -> Iterator[tuple[str, ...]]:
    """The words of every sentence of a part (train, dev, test)."""
    for source in sources:
        with gzip.open(folder / source / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield tuple("".join(token.split()) for token in json.loads(line)["tokens"] if token.strip())


def write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """One sentence a line, words divided by spaces: what pkuseg reads."""
    path.write_text("".join(" ".join(row) + "\n" for row in rows), "utf-8")


def f1(cut: Callable[[str], Sequence[str]], rows: Iterable[Sequence[str]]) -> float:
    """F1 of words (both edges right) over sentences."""
    right = found = wanted = 0
    for row in rows:
        gold, mine = edges(row), edges(cut("".join(row)))
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
    return 2 * right / max(1, found + wanted)


def edges(words: Sequence[str]) -> set[tuple[int, int]]:
    """(start, end) of every word."""
    at, out = 0, set()
    for word in words:
        out.add((at, at + len(word)))
        at += len(word)
    return out


def train_words(folder: Path, target: Path, say: Callable[[str], None]) -> None:
    """Trains on the train parts, writes the packed model to `target`, says the F1 on each test part."""
    import spacy_pkuseg  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        write(base / "train.utf8", sentences(folder, "train"))
        write(base / "dev.utf8", sentences(folder, "dev"))
        spacy_pkuseg.train(str(base / "train.utf8"), str(base / "dev.utf8"), str(base / "model"), train_iter=ROUNDS)
        pack(base / "model", target)
    cut = spacy_pkuseg.pkuseg(str(target), None).cut
    for source in SOURCES:
        say(f"words: F1 {f1(cut, sentences(folder, 'test', (source,))):.3f} on the test part of {source}")


def pack(model: Path, target: Path) -> None:
    """Copies the model without the features that weigh next to nothing, weights rounded to float16 and stored as the float64
    that pkuseg wants (they compress well); refuses a model that would have to be unpickled."""
    if not (model / "features.msgpack").is_file():
        raise FileNotFoundError(f"{model}/features.msgpack: pkuseg wrote its features in another form")
    known = srsly.read_msgpack(model / "features.msgpack")
    with np.load(model / "weights.npz", allow_pickle=False) as arrays:
        tags, count = (int(size) for size in arrays["sizes"])
        weights = arrays["w"].astype(np.float16).astype(np.float64)
    nodes, moves = weights[: tags * count].reshape(count, tags), weights[tags * count :]
    kept = np.abs(nodes).max(1) > LIGHT
    kept[0] = True  # feature 0 stands for "no known feature"
    place = np.cumsum(kept) - 1
    known["feature_to_idx"] = {name: int(place[i]) for name, i in known["feature_to_idx"].items() if kept[i]}
    target.mkdir(parents=True, exist_ok=True)
    srsly.write_msgpack(target / "features.msgpack", known)
    packed = np.concatenate([nodes[kept].reshape(-1), moves])
    np.savez_compressed(target / "weights.npz", sizes=np.array([tags, int(kept.sum())]), w=packed)

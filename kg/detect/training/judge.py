"""`python -m kg.detect.training.judge`: fits the judge of `kg.detect.judge` and writes `kg/zh/model/judge.npz`.

In: the corpus, and a folder for the two networks that are trained for this, each on one half of the files (about 20 minutes each
on one core; kept in the folder). Out: the numbers of the judge. What always holds: the judge learns only from candidates in
articles that the network which proposed them has never seen, because it has to learn how far a network can be trusted.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.corpus import AnnotatedArticle, corpus
from kg.detect import gather
from kg.detect.candidates import GROUPS, NAMES, Candidate
from kg.detect.judge import BOUND, SOFT, nearly, scaled
from kg.detect.network import Network, build, find
from kg.detect.settle import group
from kg.detect.training import export, loop, start
from kg.lexicon import ZH
from kg.records import Article, Part
from kg.text import squash

HALVES = 2
EPOCHS = 30
WIDTH, DROP, NETWORKS, BATCH = 96, 0.4, 3, 256
NEAR_REAL = "RSTUVWXYZ"  # files whose prose is nearest to real pages count twice
SKIP = -1


def half_of(article: AnnotatedArticle) -> int:
    """Which half an article belongs to, by the number of its file, so that the articles of one hand stay together."""
    return int("".join(filter(str.isdigit, article.file)) or 0) % HALVES


def half_network(folder: Path, half: int, articles: Sequence[AnnotatedArticle]) -> Network:
    """The network that has not seen `half`; trained if the folder does not hold it."""
    path = folder / f"half{half}.npz"
    if not path.is_file():
        letters, weights = start.start_weights()
        seen = [a for a in articles if half_of(a) != half]
        arrays = loop.train(seen, letters, weights, seed=half + 1, say=print)
        export.save(path, letters, arrays)
    with np.load(path, allow_pickle=False) as arrays:
        return build({name: arrays[name] for name in arrays.files})


def plain(article: AnnotatedArticle) -> Article:
    """An annotated article as the stage sees it."""
    body = (Part("body", 0, len(article.text)),)
    return Article(article.id, article.file, "news", article.text, body, (), ())


def labels(article: AnnotatedArticle, candidates: Iterable[Candidate]) -> list[int]:
    """For each candidate 1 + its group, 0 for no name, SKIP for nearly the span of a name whose edges are open to taste."""
    names = {squash(article.text[m.start : m.end]): group(m.kind) for m in article.mentions if not m.anaphor}
    soft = [name for name, kind in names.items() if kind in SOFT]
    found = []
    for c in candidates:
        name = squash(c.name)
        if name in names:
            found.append(GROUPS.index(names[name]) + 1)
        else:
            found.append(SKIP if any(nearly(name, other) for other in soft) else 0)
    return found


def examples(folder: Path) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float32]]:
    """Evidence, labels and weights of all candidates of the corpus."""
    articles = corpus()
    rows: list[tuple[float, ...]] = []
    wanted: list[int] = []
    weights: list[float] = []
    for half in range(HALVES):
        unseen = [a for a in articles if half_of(a) == half]
        network = half_network(folder, half, articles)
        for article, found in zip(unseen, find(network, [a.text for a in unseen]), strict=True):
            candidates = gather(plain(article), found)
            for candidate, label in zip(candidates, labels(article, candidates), strict=True):
                if label != SKIP:
                    rows.append(candidate.evidence)
                    wanted.append(label)
                    weights.append(2.0 if article.file[0] in NEAR_REAL else 1.0)
    return np.array(rows, np.float32), np.array(wanted), np.array(weights, np.float32)


def network_of(columns: int) -> nn.Sequential:
    """An untrained network of the judge."""
    return nn.Sequential(
        nn.Linear(columns, WIDTH), nn.ReLU(), nn.Dropout(DROP), nn.Linear(WIDTH, WIDTH // 2), nn.ReLU(), nn.Dropout(DROP),
        nn.Linear(WIDTH // 2, 1 + len(GROUPS)),
    )  # fmt: skip


def fit(given: Tensor, wanted: Tensor, weights: Tensor, seed: int) -> nn.Sequential:
    """One trained network."""
    torch.manual_seed(seed)
    network = network_of(given.shape[1])
    steer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    steps = EPOCHS * (len(wanted) // BATCH + 1)
    plan = torch.optim.lr_scheduler.OneCycleLR(steer, 4e-3, steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(wanted))
        for at in range(0, len(wanted), BATCH):
            part = order[at : at + BATCH]
            losses = nn.functional.cross_entropy(network(given[part]), wanted[part], reduction="none")
            steer.zero_grad()
            (losses * weights[part]).mean().backward()  # type: ignore[no-untyped-call]
            steer.step()
            plan.step()
    return network.eval()


def train_judge(folder: Path, target: Path) -> None:
    """Fits the judge and writes its numbers."""
    torch.set_num_threads(1)
    write(target, *examples(folder))


def write(target: Path, evidence: NDArray[np.float32], wanted: NDArray[np.int64], weights: NDArray[np.float32]) -> None:
    """Fits NETWORKS networks to the evidence and writes their numbers."""
    pressed = scaled(evidence)
    mean, scale = pressed.mean(0), pressed.std(0) + 1e-3
    given = torch.from_numpy(np.clip((pressed - mean) / scale, -BOUND, BOUND))
    out: dict[str, NDArray[np.generic]] = {"names": np.array(NAMES), "mean": mean, "scale": scale}
    for number in range(NETWORKS):
        network = fit(given, torch.from_numpy(wanted), torch.from_numpy(weights), number)
        layers = [layer for layer in network if isinstance(layer, nn.Linear)]
        for k, layer in enumerate(layers):
            out[f"weight{number}.{k}"] = layer.weight.detach().numpy().T.astype(np.float16)
            out[f"bias{number}.{k}"] = layer.bias.detach().numpy().astype(np.float16)
        out["shape"] = np.array([NETWORKS, len(layers)])
    with target.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m kg.detect.training.judge", description="Fit the judge of names.")
    parser.add_argument("folder", type=Path, help="where the two half networks lie or are put")
    train_judge(parser.parse_args().folder, Path(str(ZH)) / "model" / "judge.npz")

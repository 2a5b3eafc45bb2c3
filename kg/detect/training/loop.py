"""The training loop: stages of epochs of altered articles -> averaged weights.

In: articles, start weights, a seed. All stages learn from all files, the later ones mostly from those nearest to print. Out:
arrays in the layout of `network.build`. What always holds: the same seed, data, torch and thread count give the same weights.
"""

import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.corpus import AnnotatedArticle
from kg.detect.training.data import NEARER, Example, epoch, pool
from kg.detect.training.net import Tagger

Arrays = dict[str, NDArray[np.float32]]

BATCH = 16
RATES = {"head": 3e-3, "encoder": 1.2e-3}
DROP = 0.35
BLIND = 0.1  # share of the windows that do without one kind of features, so that none is relied on alone
INNER = 0.5  # weight of the loss of inner names
REMEMBER = 0.3  # weight of the loss against forgetting: keep the tags that the start weights would give
AVERAGE = 0.98  # of the running mean of the weights, taken at every fourth step


class Stage(NamedTuple):
    """`epochs` over the corpus; of the files before `since` the share `before`; rates are `rate` times RATES."""

    epochs: int
    rate: float
    since: str
    before: float


STAGES = (Stage(12, 1.0, NEARER, 0.5), Stage(4, 0.6, "R", 0.25))
ONWARD = (Stage(8, 0.8, NEARER, 0.3),)  # from weights that know the task, when the corpus or the features have grown


def batch_of(made: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Rows [T, B], features [T, B, columns], labels [T, HEADS, B], lengths [B]."""
    steps = max(len(e.rows) for e in made)
    rows = np.zeros((steps, len(made)), np.int64)
    extra = np.zeros((steps, len(made), made[0].extra.shape[1]), np.int64)
    labels = np.zeros((steps, made[0].labels.shape[0], len(made)), np.int64)
    for b, e in enumerate(made):
        rows[: len(e.rows), b], extra[: len(e.rows), b], labels[: len(e.rows), :, b] = e.rows, e.extra, e.labels.T
    lengths = torch.tensor([len(e.rows) for e in made])
    return torch.from_numpy(rows), torch.from_numpy(extra), torch.from_numpy(labels), lengths


def batches(made: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of similar length together, in random order."""
    order = sorted(made, key=lambda e: len(e.rows) + chance.random() * 20)
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    chance.shuffle(groups)
    return groups


def train(
    articles: Sequence[AnnotatedArticle],
    letters: str,
    start: Arrays,
    *,
    seed: int,
    say: Callable[[str], None],
    earlier: Arrays | None = None,
) -> Arrays:
    """Weights fine-tuned on `articles` in all stages, or those of `earlier` trained on."""
    torch.set_num_threads(1)
    model = Tagger(start, seed)
    teacher = Tagger(start, seed).eval()
    if earlier:
        model.take(earlier)
    for number, stage in enumerate(ONWARD if earlier else STAGES):
        tune(model, teacher, articles, letters, stage, 10 * seed + number, say)
    return model.arrays()


def tune(
    model: Tagger,
    teacher: Tagger,
    articles: Sequence[AnnotatedArticle],
    letters: str,
    stage: Stage,
    seed: int,
    say: Callable[[str], None],
) -> None:
    """One stage; leaves in `model` the mean of its weights over the last steps."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    head = [p for n, p in model.named_parameters() if n.startswith(("head", "start", "stop", "moves", "extra", "tag"))]
    other = [p for n, p in model.named_parameters() if n.startswith(("letters", "inputs", "biases", "gates", "candidates"))]
    groups = [{"params": head, "lr": stage.rate * RATES["head"]}, {"params": other, "lr": stage.rate * RATES["encoder"]}]
    steer = torch.optim.AdamW(groups, weight_decay=0.0, fused=True)
    names = pool(articles)
    made = epoch(articles, names, letters, chance, since=stage.since, before=stage.before)
    steps = stage.epochs * ((len(made) + BATCH - 1) // BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(steer, lambda i: min(1.0, (i + 1) / (steps / 20)) * max(0.02, 1 - i / steps))
    mean = {name: p.detach().clone() for name, p in model.named_parameters()}
    model.train()
    for number in range(stage.epochs):
        began, summed = time.process_time(), 0.0
        made = made if number == 0 else epoch(articles, names, letters, chance, since=stage.since, before=stage.before)
        for turn, group in enumerate(batches(made, chance)):
            loss = step(model, teacher if turn % 2 else None, group)
            steer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            steer.step()
            plan.step()
            summed += float(loss.detach()) * len(group)
            if turn % 4 == 0:
                with torch.no_grad():
                    for name, p in model.named_parameters():
                        mean[name].lerp_(p, 1 - AVERAGE)
        say(f"epoch {number + 1}/{stage.epochs}: loss {summed / len(made):.2f}, {time.process_time() - began:.0f} CPU seconds")
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(mean[name])


def step(model: Tagger, teacher: Tagger | None, group: Sequence[Example]) -> Tensor:
    """Loss of one batch, a mean over its examples; the loss against forgetting only where there is a teacher."""
    rows, extra, labels, lengths = batch_of(group)
    extra = extra * (torch.rand(1, *extra.shape[1:]) >= BLIND)
    states = model.states(rows, extra, lengths, DROP)
    outer, *inner = model.loss(model.scores(states), labels, lengths)
    loss = outer.sum() + INNER * sum((part.sum() for part in inner), torch.zeros(()))
    if teacher is not None:
        mask = (torch.arange(rows.shape[0]).unsqueeze(1) < lengths).float()
        with torch.no_grad():
            given = torch.softmax(teacher.tags_of(teacher.states(rows, None, lengths)), -1)
        told = torch.log_softmax(model.tags_of(states), -1)
        loss = loss - 2 * REMEMBER * ((given * told).sum(-1) * mask).sum()
    mean: Tensor = loss / len(group)
    return mean

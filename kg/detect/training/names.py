"""The whole way from the corpus to the weights of the name recogniser.

In: `kg/zh/corpus/`, the start weights. Out: `names.npz`. Runs with different random orders start from the same weights and end
close enough together that the mean of their weights is better than each of them; it costs nothing at run time.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from kg.corpus import AnnotatedArticle, corpus
from kg.detect.network import build, find
from kg.detect.training.export import packed, save
from kg.detect.training.loop import Arrays, train
from kg.detect.training.measure import lines, of_corpus, score
from kg.detect.training.start import start_weights

SEEDS = (1, 2)
EPOCHS = 10
KEPT_OUT = 0.06  # share of the articles of files M to Z that a trial keeps out


def train_names(
    path: Path, say: Callable[[str], None], *, trial: bool = False, seeds: Sequence[int] = SEEDS, epochs: int = EPOCHS
) -> None:
    """Trains on the whole corpus and writes the weights; a `trial` keeps articles out and says the F1 on them."""
    articles = corpus()
    kept_out = held_out(articles) if trial else []
    given = [article for article in articles if article not in kept_out]
    letters, start = start_weights()
    say(f"{len(given)} articles, {sum(len(a.text) for a in given)} characters, seeds {', '.join(map(str, seeds))}")
    arrays = mean([train(given, letters, start, epochs=epochs, seed=seed, say=say) for seed in seeds])
    say(f"{path.name}: {save(path, letters, arrays) / 1e6:.1f} MB")
    if kept_out:
        samples = [of_corpus(article) for article in kept_out]
        for line in lines(score(samples, find(build(packed(letters, arrays)), [sample.text for sample in samples]))):
            say(line)


def held_out(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Articles for decisions, from the files nearest to real prose; always the same ones of the same corpus."""
    later = [article for article in articles if article.file >= "M"]
    return random.Random(0).sample(later, round(KEPT_OUT * len(later)))


def mean(runs: Sequence[Arrays]) -> Arrays:
    """The mean of the weights of several runs."""
    return {name: np.mean([run[name] for run in runs], axis=0, dtype=np.float32) for name in runs[0]}

"""The whole way from the corpus to the weights of the name recogniser.

In: `kg/zh/corpus/`, the start weights. Out: `names.npz`. A trial keeps some articles out and says how well they are read, for
decisions about the recipe; the weights that are shipped come from a run on all articles.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from kg.corpus import AnnotatedArticle, corpus
from kg.detect.network import build, find, unpacked
from kg.detect.training.data import NEARER
from kg.detect.training.export import packed, save
from kg.detect.training.loop import Arrays, train
from kg.detect.training.measure import lines, of_corpus, score
from kg.detect.training.start import start_weights
from kg.records import KgError

SEED = 1
KEPT_OUT = 0.15  # share of the articles nearest to print that a trial keeps out


def train_names(path: Path, say: Callable[[str], None], *, trial: bool = False, earlier: Path | None = None) -> None:
    """Trains and writes the weights to `path`, from the start weights or on from those of `earlier`; a trial says the F1 on the
    articles it kept out.
    """
    articles = corpus()
    kept_out = held_out(articles) if trial else []
    hidden = {article.id for article in kept_out}
    given = [article for article in articles if article.id not in hidden]
    letters, start = start_weights()
    say(f"{len(given)} articles, {sum(len(a.text) for a in given)} characters")
    before = read(earlier, letters) if earlier else None
    arrays = train(given, letters, start, seed=SEED, say=say, earlier=before)
    say(f"{path}: {save(path, letters, arrays) / 1e6:.1f} MB")
    samples = [of_corpus(article) for article in kept_out]
    if samples:
        found = find(build(packed(letters, arrays)), [sample.text for sample in samples])
        say("\n".join(lines(score(samples, found))))


def read(path: Path, letters: str) -> Arrays:
    """The weights of a file that was trained from the same start weights."""
    with np.load(path, allow_pickle=False) as file:
        arrays = unpacked({name: file[name] for name in file.files})
    if "".join(map(chr, arrays["chars"].astype(np.int64))) != letters:
        raise KgError(f"{path}: trained from other start weights; train anew")
    return arrays


def held_out(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Articles for decisions; always the same ones of the same corpus."""
    later = [article for article in articles if article.file >= NEARER]
    return random.Random(0).sample(later, round(KEPT_OUT * len(later)))

"""How annotated articles become training examples: names exchanged and unmarked, labels always in step with the text."""

import random

from kg.corpus import read_articles
from kg.detect.crf import LABELS
from kg.detect.training.data import Piece, alter, bare, epoch, pieces, pool, render

ANN = """# id: T1
# headline: 云州区办好一件事
{云州区|l1:County}推行“{一网通办|i1:Initiative}”，{“三到户”服务|i2:Initiative}由{{云州区|l1}医保局|g1:GovernmentBody}牵头，{李晓梅|p1:Person}说“好”。
----
# id: T2
{石楼县|l1:County}的{王志强|p1:Person}来了。
----
"""


def names(piece: Piece) -> set[tuple[str, str]]:
    text, found = render(piece)
    return {(text[start:end], kind) for start, end, kind in found}


def test_names_lose_their_quotation_marks_and_other_words_keep_them():
    whole = pieces(next(read_articles(ANN, "A1.ann")))
    seen = [bare(whole, random.Random(seed)) for seed in range(20)]
    text, _ = render(seen[0])
    assert any("推行一网通办，" in str(piece) for piece in seen)
    assert any({("三到户服务", "Initiative"), ("一网通办", "Initiative")} <= names(piece) for piece in seen)
    assert all("说“好”" in str(piece) for piece in seen)
    assert str(whole).count("“") == 3 and text.count("“") == text.count("”")


def test_the_same_name_becomes_the_same_name_all_through_an_article():
    articles = list(read_articles(ANN, "A1.ann"))
    for seed in range(10):
        changed = names(alter(pieces(articles[0]), pool(articles), random.Random(seed), 1.0, {}))
        assert sum(kind == "Person" for _, kind in changed) == 1
        outer = next(name for name, kind in changed if kind == "GovernmentBody")
        assert outer.endswith("医保局")


def test_an_epoch_takes_the_named_share_of_the_older_files():
    articles = [*read_articles(ANN, "A1.ann"), *read_articles(ANN, "Z1.ann")]
    given = pool(articles), "\0云州区一网通办", random.Random(1)
    newer = epoch(articles, *given, since="M", before=0.0)
    every = epoch(articles, *given, since="M", before=1.0)
    assert 0 < len(newer) < len(every)
    for example in every:
        assert example.labels.shape[1] == len(example.rows) == len(example.extra)
        assert all(not LABELS[label].startswith("I-") for label in example.labels[:, 0])

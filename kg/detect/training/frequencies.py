"""`python -m kg.detect.training.frequencies`: counts words over the annotated articles and writes `kg/zh/frequencies.tsv`.

In: the corpus. Out: words of two and more Han characters that stand in at least LEAST articles, with the number of articles; the
first row, `*`, says how many articles there are. Keywords of an article are weighed with it.
"""

from collections import Counter
from pathlib import Path

from kg.corpus import corpus
from kg.detect.words import words
from kg.lexicon import ZH
from kg.text import is_han

LEAST = 4
HEAD = """# How many of the annotated articles (kg/zh/corpus) a word stands in; * counts them. Keywords are weighed with it.
# Written by python -m kg.detect.training.frequencies; words in fewer articles are left out.
word\tarticles
"""


def count() -> Counter[str]:
    """Articles by word."""
    found: Counter[str] = Counter()
    for article in corpus():
        found.update({w for w in words(f"{article.headline}\n{article.text}") if len(w) > 1 and all(map(is_han, w))})
        found["*"] += 1
    return found


if __name__ == "__main__":
    rows = sorted((word, number) for word, number in count().items() if number >= LEAST)
    (Path(str(ZH)) / "frequencies.tsv").write_text(HEAD + "".join(f"{word}\t{number}\n" for word, number in rows), "utf-8")

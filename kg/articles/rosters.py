"""Lists of persons, one a row: 王晓芳 临县农业技术推广中心高级农艺师. Without indents only their words part them.

In: the lines of a sheet and which of them may be such an entry. Out: the lines that begin a row of a list, and those with which
one ends: the first line, from its beginning on, that ends with a post, and no mark of a sentence before it.
"""

import re
from collections.abc import Sequence

import numpy as np

from kg.articles import names
from kg.articles.signs import Mask
from kg.lexicon import words

LEAST, REACH = 3, 4  # entries that make a list, and lines from one to the next
_OF_SENTENCES = re.compile("[，。；！？]")
_ASIDE = re.compile("（[^（）]{1,16}）")  # 苏日娜（女，蒙古族）


def rows_of(entry: Mask, texts: Sequence[str]) -> tuple[Mask, Mask]:
    """Lines that begin a row, and lines that end one with a post; among entries also lines that only look like one."""
    row, named, posts = np.zeros_like(entry), np.zeros_like(entry), tuple(words("names/posts.tsv"))
    places = entry.nonzero()[0]
    if len(places) < LEAST:
        return row, named
    for group in np.split(places, np.flatnonzero(np.diff(places) > REACH) + 1):
        open_row = False
        for i in range(group[0], min(group[-1] + REACH, len(texts))) if len(group) >= LEAST else ():
            row[i] = entry[i] or names.like_entry(texts[i])
            text = texts[i].rstrip("）)")
            open_row = (open_row or bool(row[i])) and not _OF_SENTENCES.search(_ASIDE.sub("", text))
            named[i] = open_row and text.endswith(posts)
            open_row = open_row and not named[i]
    return row, named

"""An article as the fact finders see it: references, tokens, clauses, sentences and paragraphs as arrays.

In: an Article and its Referents. Out: a Scene. Tokens are the text with every outermost reference drawn together into one sign
for its kind and every run of digits into 0, so that 由X承建 is met whatever X is called. Nothing here knows a predicate.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.records import ENTITY_KINDS, PLACE_KINDS, Article, Mention, Referent
from kg.text import half_width

LIKELY = 0.95  # what a name is taken for of which nothing is said
Ints = NDArray[np.int64]
CLAUSE_END = re.compile(r"[，；：,;:。！？!?\n]+[”’」』）\"]*")
SENTENCE_END = re.compile(r"[。！？!?\n]+[”’」』）\"]*")
DIGITS = re.compile(r"[0-9０-９][0-9０-９.．,，]*(?<=[0-9０-９])")
KIND_NUMBER = {kind: number for number, kind in enumerate((*ENTITY_KINDS, "Amount"))}
SIGN = {kind: 0xE000 + (KIND_NUMBER["Place"] if kind in PLACE_KINDS else number) for kind, number in KIND_NUMBER.items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """Arrays over references (`ref_…`, sorted by start, outer before inner), over characters (`…_at`) and over tokens.

    `who` is the index of a reference's referent in `referents`; `outer` the index of the outermost reference that holds it;
    `kinds`, `sure` are over referents.
    """

    article: Article
    referents: tuple[Referent, ...]
    kinds: Ints
    who: Ints
    start: Ints
    end: Ints
    anaphor: Ints
    outer: Ints
    token_start: Ints
    token_end: Ints
    tokens: Ints
    char_of_token: Ints
    token_at: Ints
    clause_at: Ints
    sentence_at: Ints
    paragraph_at: Ints
    quoted_at: Ints
    sure: NDArray[np.float64]


def scene_of(article: Article, referents: tuple[Referent, ...], mentions: tuple[Mention, ...] = ()) -> Scene:
    """The arrays of one article; references that do not lie in the text are left out. `sure` is how sure it is that a referent
    is a name at all: the best score of the mentions that name it.
    """
    text = article.text
    size = len(text)
    places = sorted(
        (r.start, -r.end, number, r.anaphor)
        for number, referent in enumerate(referents)
        for r in referent.references
        if 0 <= r.start < r.end <= size and not (r.anaphor and r.end - r.start == 1 and text.startswith("长", r.end))
    )  # 县 in 副县长 is part of a post, no place that stands there
    start = np.array([p[0] for p in places], dtype=np.int64)
    end = np.array([-p[1] for p in places], dtype=np.int64)
    who = np.array([p[2] for p in places], dtype=np.int64)
    anaphor = np.array([p[3] for p in places], dtype=np.int64)
    outer = _outermost(start, end)
    kinds = np.array([KIND_NUMBER[r.kind] for r in referents], dtype=np.int64)
    spans = [(int(start[i]), int(end[i]), SIGN[referents[who[i]].kind]) for i in range(len(start)) if outer[i] == i]
    tokens, char_of_token, token_at = _tokens(half_width(text), spans)
    return Scene(
        article, referents, kinds, who, start, end, anaphor, outer,
        token_at[start] if size else start, token_at[np.maximum(end - 1, 0)] + 1 if size else end,
        tokens, char_of_token, token_at,
        _counter(text, CLAUSE_END), _counter(text, SENTENCE_END), _counter(text, re.compile(r"\n+")), _quoted(text),
        _sureness(referents, mentions),
    )  # fmt: skip


def _sureness(referents: tuple[Referent, ...], mentions: tuple[Mention, ...]) -> NDArray[np.float64]:
    """One number a referent, LIKELY where no mention says more."""
    scores = {(m.start, m.end): m.score for m in mentions if m.kind in KIND_NUMBER}
    told = [[scores[r.start, r.end] for r in referent.references if (r.start, r.end) in scores] for referent in referents]
    return np.array([max(each, default=LIKELY) for each in told], dtype=np.float64)


def _outermost(start: Ints, end: Ints) -> Ints:
    """For each reference the first one that holds it (itself when none does); overlapping ones count as held."""
    outer, reach, holder = np.arange(len(start)), -1, -1
    for i in range(len(start)):
        if start[i] < reach:
            outer[i] = holder
        else:
            reach, holder = end[i], i
    return outer


def _tokens(text: str, spans: list[tuple[int, int, int]]) -> tuple[Ints, Ints, Ints]:
    """Token codes, the character where each token starts, and the token of every character (one more at the end)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    begins, held = np.ones(len(text), dtype=bool), np.zeros(len(text) + 1, dtype=bool)
    for start, end, sign in spans:
        begins[start + 1 : end], held[start:end], codes[start] = False, True, sign
    for match in DIGITS.finditer(text):
        start, end = match.span()
        if not held[start]:  # a run of digits ends where a name starts; what a name leaves of one stays as it is
            name = int(held[start:end].argmax())
            begins[start + 1 : start + name if name else end], codes[start] = False, ord("0")
    return codes[begins], np.append(np.flatnonzero(begins), len(text)), np.append(np.cumsum(begins) - 1, begins.sum())


def _counter(text: str, ends: re.Pattern[str]) -> Ints:
    """For every character (one more at the end) how many ends stand before it."""
    marks = np.zeros(len(text) + 2, dtype=np.int64)
    for match in ends.finditer(text):
        marks[match.end()] += 1
    return np.cumsum(marks)[: len(text) + 1]


def _quoted(text: str) -> Ints:
    """1 for characters inside double quotation marks of the same paragraph that hold six characters or more."""
    inside = np.zeros(len(text) + 1, dtype=np.int64)
    for match in re.finditer(r"[“「][^“”「」\n]{6,}[”」]?", text):
        inside[match.start() : match.end()] = 1
    return inside

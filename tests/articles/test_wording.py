"""The arrays of a sheet say of its paragraphs what the words themselves say."""

import math
import re
from collections import Counter
from itertools import combinations

import pytest

from kg.articles import wording
from kg.articles.cohesion import PRIOR, RARE, Grams, affinity, cohesion, grams, rates
from tests.pagegen.stories import stories

TOLD = [story for story in stories(True) if len(story.paragraphs) > 3][:4]
PARAS = [text for story in TOLD for text in story.paragraphs[:4]]
LINES = [*[story.headline or story.paragraphs[0][:9] for story in TOLD], "清水河畔鱼儿欢，鱼儿欢", "2024年，12345人"]
WORDS = wording.wording(PARAS, LINES)


def merged(texts: list[str]) -> Grams:
    return {gram: weight for text in texts for gram, weight in grams(text).items()}


def letters(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for run in re.findall("[\u3400-\u9fff]{2,}", text) for char in run)


def likeness(part: str, whole: list[str]) -> float:
    counts = letters(whole)
    own = letters([part])
    rate = rates()
    shared = sum(math.log1p(counts[char] / rate.get(char, PRIOR * RARE)) for char in own)
    return shared + len(own) * math.log(PRIOR / (PRIOR + sum(counts.values())))


@pytest.mark.parametrize(("first", "n", "end"), [(0, 1, 3), (0, 4, 8), (3, 9, 16), (2, 3, 4)])
def test_stretches_of_paragraphs_cohere_as_their_words_do(first: int, n: int, end: int) -> None:
    before, after = merged(PARAS[first:n]), merged(PARAS[n:end])
    assert wording.together(WORDS, first, n, end) == pytest.approx(cohesion(before, after))
    assert wording.least_together(WORDS, first, n, end) <= cohesion(before, after)
    odds, said = wording.above_of(WORDS, first, n)
    assert said == pytest.approx(sum(before.values()))
    assert odds == pytest.approx(likeness(PARAS[n], PARAS[first:n]))
    assert wording.behind(WORDS, [max(end, k + 1) for k in range(len(PARAS))])[n] == pytest.approx(
        likeness(PARAS[n], PARAS[n + 1 : end])
    )


def test_lines_are_drawn_to_bodies_as_their_words_are() -> None:
    bodies = [(0, 4), (4, 8), (8, 16)]
    shared, like = wording.shares(WORDS, bodies), wording.likes(WORDS, bodies)
    for line, text in enumerate(LINES):
        assert list(shared[line]) == pytest.approx(affinity(grams(text), [merged(PARAS[low:high]) for low, high in bodies]))
        assert list(like[line]) == pytest.approx([likeness(text, PARAS[low:high]) for low, high in bodies])
        assert wording.weights_of(WORDS)[line] == pytest.approx(sum(grams(text).values()))


@pytest.mark.parametrize(("first", "n", "end"), list(combinations((0, 3, 4, 9), 3)))
def test_lines_between_two_paragraphs_lean_as_their_words_do(first: int, n: int, end: int) -> None:
    low = len(PARAS)
    pulls = [affinity(grams(text), [merged(PARAS[first:n]), merged(PARAS[n:end])]) for text in LINES[1:4]]
    assert wording.pull(WORDS, (low + 1, low + 4), first, n, end) == pytest.approx(
        [sum(side) for side in zip(*pulls, strict=True)]
    )
    lean = sum(likeness(text, PARAS[n:end]) - likeness(text, PARAS[first:n]) for text in LINES[1:4])
    assert wording.lean(WORDS, (low + 1, low + 4), first, n, end) == pytest.approx(lean)


def test_a_sheet_without_words_has_nothing_to_say() -> None:
    empty = wording.wording([], ["清水河"])
    shared, like = wording.shares(empty, []), wording.likes(empty, [])
    assert shared.shape == like.shape == (1, 0)
    assert wording.shares(wording.wording(["一"], ["A"]), [(0, 1)]).tolist() == [[0.0]]
    assert len(wording.behind(wording.wording([], []), [])) == 0

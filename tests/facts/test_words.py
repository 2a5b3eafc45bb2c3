"""Words around pairs: sums over the text equal what a slow count gives."""

import numpy as np

from kg.facts import words
from kg.facts.pairs import pairs_of
from kg.facts.schema import allowed, some_fit
from kg.facts.sheets import Sheet, run_matrix, vocabulary_of
from tests.facts.scenes import scene

TEXT = (
    "{岚县|County:l}推出{“早餐会”|Initiative:i}，{{岚县|l}民政局|GovernmentBody:g}局长{李文|Person:p}说，"
    "{“早餐会”|i}由{民政局|g}、{宏达公司|Enterprise:c}承办。{博览会|Event:e}将在{岚县|l}举行。"
)


def test_fast_sums_equal_the_sparse_matrix_times_the_weights():
    found = scene(TEXT)
    pairs = pairs_of(found, some_fit(allowed()))
    assert pairs is not None
    rows = np.zeros((len(pairs.subject), 2), np.float32)
    sheet = Sheet("f", found, pairs, rows + 1, rows + 1, np.zeros(2, np.int64))
    vocabulary = vocabulary_of([sheet], least=1)
    counts = run_matrix([sheet], vocabulary, np.ones(len(pairs.subject), dtype=bool))
    weights = np.random.default_rng(1).normal(size=(counts.shape[1], 2)).astype(np.float32)
    row = np.arange(1, counts.shape[1] + 1, dtype=np.int32).reshape(len(words.ZONES) * 3, -1)
    table = np.concatenate([np.zeros((1, 2), np.float32), weights])
    sums = words.zone_sums(found, pairs, words.Lexicon(vocabulary, np.where(np.arange(row.shape[1]) == 0, 0, row), table))
    assert np.allclose(sums.sum(axis=1), counts @ weights, atol=1e-3)


def test_hash_of_a_text_never_changes():
    assert words.text_hash("承建", 12) == 9106906967869762151
    assert words.text_hash("承建", 12) != words.text_hash("建承", 12)


def test_what_stands_together_has_an_order():
    a, b = (np.array([words.text_hash(x, 1)], dtype=np.uint64) for x in "甲乙")
    assert words.mixed(a, b) != words.mixed(b, a)

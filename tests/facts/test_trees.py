"""Trees as numbers: answers, early stops, and shares that add up."""

import numpy as np

from kg.facts.trees import Forest, margins, shares

STUMPS = Forest(
    np.array([[0, 1, 1], [1, 0, 0]]),
    np.array([[0.5, 1.0, 2.0], [1.5, 0.0, 0.0]], np.float32),
    np.array([[1, 2, 3, 4], [10, 20, 30, 40]], np.float32),
    0.0,
)


def test_every_row_comes_to_its_answers():
    rows = np.array([[0.0, 0.0], [1.0, 3.0]], np.float32)
    assert margins(STUMPS, rows).tolist() == [1 + 10, 4 + 40]


def test_first_and_last_trees_add_up_to_all():
    rows = np.array([[0.2, 1.7], [0.9, 1.2]], np.float32)
    assert np.allclose(margins(STUMPS, rows, 0, 1) + margins(STUMPS, rows, 1), margins(STUMPS, rows))


def test_shares_add_up_to_the_margin_above_the_mean():
    row = np.array([1.0, 3.0], np.float32)
    mean = float(STUMPS.answer.mean(axis=1).sum())
    assert np.isclose(sum(shares(STUMPS, row).values()), margins(STUMPS, row[None])[0] - mean)

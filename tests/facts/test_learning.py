"""Learning: forests go on from margins, one threshold for all predicates."""

import numpy as np

from kg.facts.learning import PRECISE, best_threshold, grow, join
from kg.facts.trees import margins

DRAW = np.random.default_rng(3)
NUMBERS = DRAW.normal(size=(400, 3)).astype(np.float32)
TRUTH = (NUMBERS[:, 0] > 0.3).astype(np.float32)


def test_forest_tells_what_it_was_shown() -> None:
    found = margins(grow(NUMBERS, TRUTH), NUMBERS)
    assert found[TRUTH > 0].min() > found[TRUTH == 0].max()


def test_forest_that_goes_on_adds_little_to_what_is_known() -> None:
    known = np.where(TRUTH > 0, 6.0, -6.0).astype(np.float32)
    assert np.abs(margins(grow(NUMBERS, TRUTH, onward=known), NUMBERS)).max() < 1.0


def test_threshold_gives_the_best_f1() -> None:
    sure = np.array([[0.9], [0.8], [0.6], [0.1]], np.float32)
    assert np.isclose(best_threshold(sure, np.array([[1], [1], [0], [0]], np.float32), 0), 0.8)
    assert np.isclose(best_threshold(sure, np.ones((4, 1), np.float32), 0), 0.1)


def test_threshold_lets_through_little_that_is_wrong() -> None:
    truth = np.array([1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1], np.float32)[:, None]
    sure = np.linspace(0.95, 0.4, 12, dtype=np.float32)[:, None]
    stated = truth[sure >= best_threshold(sure, truth, 0)]
    assert len(stated) == 8 and stated.mean() >= PRECISE  # the best F1 alone would state all twelve


def test_what_is_as_sure_as_the_threshold_is_counted_with_it() -> None:
    sure, truth = np.array([[0.9], [0.5], [0.5], [0.5]], np.float32), np.array([[1], [1], [0], [0]], np.float32)
    assert np.isclose(best_threshold(sure, truth, 0), 0.9)


def test_reader_that_knows_more_is_heard_and_one_that_knows_nothing_is_not() -> None:
    truth = TRUTH[:, None]
    looks = np.full_like(truth, 0.4)
    own = np.ones(len(truth), bool)
    helpful = np.where(truth > 0, 2.0, -2.0).astype(np.float32)
    assert join(looks, helpful, truth, own)[0, 1] > 0.5
    assert looks[truth > 0].min() > looks[truth == 0].max()
    noise = DRAW.normal(size=truth.shape).astype(np.float32)
    assert join(np.full_like(truth, 0.4), noise, truth, own)[0, 1] < 0.3


def test_what_is_not_looked_at_again_keeps_its_first_look() -> None:
    looks = np.full((len(TRUTH), 1), 0.005, np.float32)
    join(looks, np.ones_like(looks), TRUTH[:, None], np.ones(len(TRUTH), bool))
    assert (looks == np.float32(0.005)).all()

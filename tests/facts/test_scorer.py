"""The scorer: what trees and reader say together decides which pairs are looked at again."""

import numpy as np
import pytest

from kg.facts import scorer
from kg.facts.pairs import Pairs
from kg.facts.prose import Reader
from kg.facts.scene import KIND_NUMBER, Ints, Scene
from kg.facts.schema import allowed
from kg.facts.trees import Floats
from tests.facts.scenes import scene

WORDS = (
    "{岚县|County:a}县长{李刚|Person:b}到{{岚县|a}审批局|GovernmentBody:c}调研，"
    "{审批局|c}局长{曾敏|Person:d}参加{座谈会|Event:e}。"
)


def found(view: Scene) -> set[tuple[int, str, int]]:
    return {(f.subject, f.predicate, f.object) for f in scorer.findings(view, scorer.model(), allowed())}


def test_a_pair_that_the_reader_finds_impossible_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    view, looked = scene(WORDS), []
    every = found(view)
    own = scorer.context_of

    def sunk(view: Scene, pairs: Pairs, rows: Ints, reader: Reader) -> Floats:
        margins = np.zeros((len(rows), len(scorer.model().predicates)), np.float32)
        margins[view.kinds[pairs.subject[rows]] == KIND_NUMBER["Person"]] = -1000
        return margins

    def seen(cube: Floats, predicates: tuple[str, ...], view: Scene, pairs: Pairs, rows: Ints, number: Ints) -> Floats:
        looked.extend(pairs.subject[rows].tolist())
        return own(cube, predicates, view, pairs, rows, number)

    monkeypatch.setattr(scorer, "margins_of", sunk)
    monkeypatch.setattr(scorer, "context_of", seen)
    kept = found(view)
    people = {i for i, r in enumerate(view.referents) if r.kind == "Person"}
    assert {s for s, _, _ in every} & people and kept
    assert not people & {s for s, _, _ in kept} and not people & set(looked)


def test_nothing_is_found_where_nothing_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "margins_of", lambda _, __, rows, ___: np.full((len(rows), 17), -1000, np.float32))
    assert not found(scene(WORDS))

"""The reader of prose: what it sees of a pair, and that it reads kinds and no names."""

from dataclasses import replace

import numpy as np
import pytest

from kg.facts.pairs import Pairs, pairs_of
from kg.facts.prose import APART, SIGNS, STEPS, WIDTH, Reader, margins_of, reader_of, rows_of, view_of
from kg.facts.scene import KIND_NUMBER, SIGN, Scene
from kg.facts.schema import allowed, some_fit
from tests.facts.scenes import scene

LETTERS = np.array(sorted(map(ord, ",。出台推在的县局")))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader with weights of chance: letters 4 wide, states 6, keys 2 with 3 heads, kinds 2, names 3, two predicates."""
    draw = np.random.default_rng(5)
    numbers = made(scene("{岚县|County:a}推出{“早餐会”|Initiative:b}"))[1].numbers.shape[1]
    shapes = {
        "inp.weight": (6, 4), "inp.bias": (6,), "kind.weight": (len(KIND_NUMBER), 2), "other.weight": (len(KIND_NUMBER), 2),
        "name.weight": (3, 24), "name.bias": (3,), "ask.weight": (2, 16), "ask.bias": (2,), "key.weight": (2, 6),
        "key.bias": (2,),
        "shown.weight": (len(KIND_NUMBER), 6), "calm.weight": (6,), "calm.bias": (6,),
        "attend.weight": (12, 6), "attend.bias": (12,), "apart.weight": (2 * APART, 2), "back.weight": (6, 4), "back.bias": (6,),
        "place.weight": (441, 2), "weigh.weight": (3, 2), "weigh.bias": (3,), "one.weight": (8, 40 + numbers), "one.bias": (8,),
        "two.weight": (5, 8), "two.bias": (5,), "out.weight": (2, 5), "out.bias": (2,), "mean": (numbers,),
    }  # fmt: skip
    for number in range(len(STEPS)):
        shapes |= {f"conv.{number}.weight": (6, 6, 3), f"conv.{number}.bias": (6,)}
        shapes |= {f"norm.{number}.weight": (6,), f"norm.{number}.bias": (6,)}
    arrays = {f"prose.{name}": draw.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    table = draw.integers(-90, 90, (1 + len(LETTERS) + len(SIGNS), 4)).astype(np.int8)
    scale = np.full((len(table), 1), 0.01, np.float32)
    return reader_of(
        {**arrays, "prose.spread": np.ones(numbers), "prose.letters": LETTERS, "prose.table": table, "prose.scale": scale}
    )


def made(found: Scene) -> tuple[Scene, Pairs]:
    pairs = pairs_of(found, some_fit(allowed()))
    assert pairs is not None
    return found, pairs


def margins(words: str, reader: Reader) -> np.ndarray:
    found, pairs = made(scene(words))
    return margins_of(found, pairs, np.arange(len(pairs.subject)), reader)


def test_every_pair_gets_a_margin_for_every_predicate(reader: Reader) -> None:
    found = margins("{岚县|County:a}推出{“早餐会”|Initiative:b}，{县局|GovernmentBody:c}出台{《办法》|PolicyDocument:d}", reader)
    assert found.shape[1] == 2
    assert np.isfinite(found).all()


def test_some_pairs_are_read_as_all_are(reader: Reader) -> None:
    found, pairs = made(scene("{岚县|County:a}的{县水利局|GovernmentBody:c}推出{“早餐会”|Initiative:b}"))
    every = margins_of(found, pairs, np.arange(len(pairs.subject)), reader)
    assert np.allclose(margins_of(found, pairs, np.array([1]), reader), every[1:2], atol=1e-5)


def test_letters_inside_a_name_do_not_count(reader: Reader) -> None:
    one = margins("{山西宏达东风铸造公司|Enterprise:a}推出{“早餐会”|Initiative:b}", reader)
    other = margins("{山西宏达南台铸造公司|Enterprise:a}推出{“早餐会”|Initiative:b}", reader)
    assert np.allclose(one, other, atol=1e-5)


def test_words_between_count(reader: Reader) -> None:
    one = margins("{岚县|County:a}推出{“早餐会”|Initiative:b}", reader)
    assert not np.allclose(one, margins("{岚县|County:a}在台{“早餐会”|Initiative:b}", reader), atol=1e-3)


def test_far_pair_sees_both_ends() -> None:
    found, pairs = made(scene("{岚县|County:a}" + "很" * 90 + "推出{“早餐会”|Initiative:b}。"))
    seen = view_of(found, pairs, np.array([0]), LETTERS).seen[0]
    assert len(seen) == WIDTH
    assert {0, 93} <= set(seen.tolist())
    assert 50 not in seen


def test_unknown_letters_share_a_row() -> None:
    rows = rows_of(LETTERS, np.array([ord("龘"), ord("局"), SIGN["Person"]]))
    assert rows[0] == 0
    assert 0 < rows[1] <= len(LETTERS) < rows[2]


def test_who_stands_sentences_before_counts_through_the_references_alone(reader: Reader) -> None:
    far = "。" + "很" * 60 + "。"
    found, pairs = made(
        scene("{岚县|County:a}推出{“早餐会”|Initiative:b}" + far + "{县局|GovernmentBody:c}出台{《办法》|PolicyDocument:d}")
    )
    other = replace(found, kinds=np.append(KIND_NUMBER["Enterprise"], found.kinds[1:]))
    deaf = replace(reader, arrays={**reader.arrays, "back.weight": np.zeros_like(reader.arrays["back.weight"])})
    last = np.flatnonzero((pairs.subject == 2) & (pairs.object == 3))
    assert not np.allclose(*(margins_of(s, pairs, last, reader) for s in (found, other)), atol=1e-4)
    assert np.allclose(*(margins_of(s, pairs, last, deaf) for s in (found, other)), atol=1e-5)

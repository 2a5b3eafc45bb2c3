"""Candidate pairs: which are made, and what their numbers say."""

import numpy as np

from kg.facts.pairs import FEATURES, Pairs, pairs_of
from kg.facts.scene import Scene
from kg.facts.schema import allowed, some_fit
from kg.facts.scorer import score
from tests.facts.scenes import scene


def pairs(found: Scene) -> Pairs:
    made = pairs_of(found, some_fit(allowed()))
    assert made is not None
    return made


def value(found: Scene, subject: str, obj: str, feature: str) -> float:
    made = pairs(found)
    ids = [r.id for r in found.referents]
    row = np.flatnonzero((made.subject == ids.index(subject)) & (made.object == ids.index(obj)))
    return float(made.numbers[row[0], FEATURES.index(feature)])


def test_every_feature_has_a_column():
    made = pairs(scene("{岚县|County:l}推出{“早餐会”|Initiative:i}"))
    assert made.numbers.shape[1] == len(FEATURES)
    assert np.isfinite(made.numbers).all()


def test_nothing_to_pair_gives_none():
    assert pairs_of(scene("{岚县|County:l}的天气"), some_fit(allowed())) is None
    assert pairs_of(scene(""), some_fit(allowed())) is None


def test_kinds_that_no_predicate_joins_are_no_pair():
    made = pairs_of(scene("{李文|Person:p}读{《办法》|PolicyDocument:d}"), some_fit(allowed()))
    ids = {(int(s), int(o)) for s, o in zip(made.subject, made.object, strict=True)} if made else set()
    assert (1, 0) not in ids


def test_order_and_distance():
    found = scene("{岚县|County:l}今年推出{“早餐会”|Initiative:i}")
    assert value(found, "l", "i", "order") == 0
    assert value(found, "l", "i", "tokens between") == 4


def test_members_of_a_list_stand_as_near_as_the_list():
    found = scene("{博览会|Event:e}由{甲局|GovernmentBody:a}、{乙局|GovernmentBody:b}和{丙局|GovernmentBody:c}主办")
    assert value(found, "c", "e", "tokens between lists") == value(found, "a", "e", "tokens between lists") == 1
    assert value(found, "c", "e", "length of subject list") == 3
    assert value(found, "c", "e", "place in subject list") == 2


def test_nested_mention_is_marked():
    found = scene("{{岚县|County:l}民政局|GovernmentBody:g}")
    assert value(found, "g", "l", "order") == 2
    assert value(found, "g", "l", "object inside another name") == 1
    assert value(found, "g", "l", "subject name begins with object") == 1


def test_nearest_of_several_references_counts():
    found = scene("{岚县|County:l}很美。风大。雨大。{岚县|l}推出{“早餐会”|Initiative:i}")
    assert value(found, "l", "i", "tokens between") == 2
    assert value(found, "l", "i", "sentences between") == 0


def test_sentence_of_hostile_length_is_bounded():
    names = "、".join(f"{{甲{n}局|GovernmentBody:g{n}}}" for n in range(700))
    found = scene(f"{{岚县|County:l}}的{names}推出{{“早餐会”|Initiative:i}}")
    assert len(pairs(found).subject) <= 20_000
    assert all(f.left < len(found.start) and f.right < len(found.start) for f in score(found))

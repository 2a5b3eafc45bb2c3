"""Topics and inherited subjects of candidate pairs, and what rivals say."""

import numpy as np

from kg.facts.context import CONTEXT, KIN, context_of
from kg.facts.pairs import FEATURES, Pairs, pairs_of
from kg.facts.scene import Scene
from kg.facts.schema import allowed, some_fit
from kg.records import PREDICATES
from tests.facts.scenes import scene

TEXT = (
    "{民政局|GovernmentBody:g}今年很忙。{宏达公司|Enterprise:c}帮了忙。到了年底，又推出{“早餐会”|Initiative:i}、{“夜校”|Initiative:j}。"
    "{民政局|g}也在。"
)


def pairs(found: Scene) -> Pairs:
    made = pairs_of(found, some_fit(allowed()))
    assert made is not None
    return made


def row(found: Scene, made: Pairs, subject: str, obj: str) -> int:
    ids = [r.id for r in found.referents]
    return int(np.flatnonzero((made.subject == ids.index(subject)) & (made.object == ids.index(obj)))[0])


def value(subject: str, obj: str, feature: str) -> float:
    found = scene(TEXT)
    made = pairs(found)
    return float(made.numbers[row(found, made, subject, obj), FEATURES.index(feature)])


def test_sentence_without_an_opener_takes_up_the_last_one() -> None:
    assert value("c", "i", "subject is the carried body") == 1
    assert value("g", "i", "subject is the carried body") == 0
    assert value("c", "i", "sentences since the carried body") == 1


def test_rank_by_count_tells_the_topic() -> None:
    assert value("g", "i", "rank of the subject by count") == 0
    assert value("c", "i", "rank of the subject by count") == 1


def test_what_holds_for_a_member_of_a_list_is_told_to_the_others() -> None:
    found = scene(TEXT)
    made = pairs(found)
    number = PREDICATES.index("carriesOut")
    size = len(found.referents)
    cube = np.zeros((size, size, len(PREDICATES)), np.float32)
    one, other = row(found, made, "c", "i"), row(found, made, "c", "j")
    cube[made.subject[one], made.object[one], number] = 0.9
    rows = np.array([one, other])
    around = context_of(cube, PREDICATES, found, made, rows, np.full(2, number))
    assert around.shape == (2, len(CONTEXT) + len(PREDICATES) + len(KIN))
    best = len(CONTEXT) + len(PREDICATES) + KIN.index("best of the object's list")
    assert np.isclose(around[1, best], 0.9)
    assert around[0, best] == 0

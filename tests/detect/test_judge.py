"""What the judge keeps of an article's candidates."""

import numpy as np

from kg.detect.candidates import GROUPS, Candidate
from kg.detect.judge import LEAST, decide


def candidate(name: str, *, certain: str = "", place: str = "Place") -> Candidate:
    return Candidate(name, ((0, len(name)),), ("network",), place, certain, ())


def chances(*rows: tuple[str, float]) -> np.ndarray:
    """A row for each candidate: its group and the chance of it; the rest is the chance of no name."""
    out = np.zeros((len(rows), 1 + len(GROUPS)), np.float32)
    for row, (group, chance) in zip(out, rows, strict=True):
        row[1 + GROUPS.index(group)], row[0] = chance, 1 - chance
    return out


def test_likely_names_are_kept_and_unlikely_ones_are_not():
    given = [candidate("云顶集团"), candidate("乡亲们")]
    kept = decide(given, chances(("Enterprise", 0.9), ("Person", 0.1)))
    assert [(v.name, v.kind) for v in kept] == [("云顶集团", "Enterprise")]


def test_what_structure_makes_certain_is_kept_whatever_its_chance():
    (kept,) = decide([candidate("某某办法", certain="PolicyDocument")], chances(("PolicyDocument", 0.01)))
    assert kept.kind == "PolicyDocument" and kept.score > 0.9


def test_several_edges_of_one_soft_name_back_the_likeliest():
    each = LEAST["Initiative"] * 0.7
    given = [candidate("三到户服务"), candidate("医保三到户服务"), candidate("岚水集团有限公司"), candidate("水集团有限公司")]
    kinds = ("Initiative", each), ("Initiative", each - 0.01), ("Enterprise", each), ("Enterprise", each - 0.01)
    assert [v.name for v in decide(given, chances(*kinds))] == ["三到户服务"]


def test_a_place_has_the_kind_that_its_name_tells():
    (kept,) = decide([candidate("西坪镇", place="Township")], chances(("Place", 0.9)))
    assert kept.kind == "Township"

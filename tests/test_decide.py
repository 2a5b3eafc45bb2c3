"""What a person decides is replayed on every build, above any score, and can be taken back."""

import re
from pathlib import Path

import pytest

from kg import pipeline, views
from kg.decide import decide, doubts, listed
from kg.records import KgError

SEED = Path(__file__).parent.parent / "seeds" / "004_0a1844253d7518dc.txt"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    pipeline.build([SEED], folder)
    return folder


def graph(out: Path) -> str:
    return (out / "graph.ttl").read_text("utf-8")


def test_a_new_name_is_kept_over_builds_and_taken_back_by_undo(out: Path) -> None:
    before = graph(out)
    decide(out, "rename", ["代县", "代州"], author="reader", why="old name")
    pipeline.build([SEED], out)
    pipeline.build([SEED], out)
    assert 'skos:prefLabel "代州"@zh' in graph(out)
    assert 'skos:altLabel "代县"@zh' in graph(out)
    decide(out, "rename", ["代州"], author="reader", undo=True)
    pipeline.build([SEED], out)
    assert graph(out) == before


def test_a_wrong_claim_disappears_with_its_direct_triple(out: Path) -> None:
    claim = re.findall(r"id:(claim/[0-9a-f]+)", views.explain(out, "杨一鸣"))[0]
    decide(out, "wrong", [claim], author="reader")
    pipeline.build([SEED], out)
    assert claim not in (out / "graph.nq").read_text("utf-8")
    decide_line = next(line for line in listed(out) if line.startswith("wrong"))
    assert "reader" in decide_line
    decide(out, "wrong", decide_line.split("\t")[1:4], author="reader", undo=True)
    pipeline.build([SEED], out)
    assert claim in (out / "graph.nq").read_text("utf-8")


def test_two_entities_become_one_by_decision(out: Path) -> None:
    decide(out, "same", ["富峪轻纺厂", "富滩轻纺厂"], author="reader")
    with pytest.raises(KgError):
        decide(out, "same", ["没有的地方", "富滩轻纺厂"], author="reader")
    pipeline.build([SEED], out)
    merged = views.entity_of(out, "富峪轻纺厂")
    assert merged == views.entity_of(out, "富滩轻纺厂")
    decide(out, "same", ["富峪轻纺厂", "富滩轻纺厂"], author="reader", undo=True)
    pipeline.build([SEED], out)
    assert views.entity_of(out, "富峪轻纺厂") != views.entity_of(out, "富滩轻纺厂")


def test_taking_back_what_does_not_stand_is_an_error(out: Path) -> None:
    with pytest.raises(KgError, match="no such decision stands"):
        decide(out, "rename", ["峪口镇"], author="reader", undo=True)


def test_joining_things_of_different_kinds_is_pointed_out(out: Path) -> None:
    said = decide(out, "same", ["峪口镇", "富滩轻纺厂"], author="reader")
    assert "mind: township and enterprise are different kinds" in said
    decide(out, "same", ["峪口镇", "富滩轻纺厂"], author="reader", undo=True)


def test_bad_words_are_explained(out: Path) -> None:
    for verdict, things in (("perhaps", []), ("same", ["峪口镇"]), ("retype", ["代县", "Animal"]), ("wrong", ["claim/none"])):
        with pytest.raises(KgError):
            decide(out, verdict, things, author="reader")


def test_doubts_are_pairs_with_words(out: Path) -> None:
    assert all(one != other and words for one, other, words in doubts(out))


def test_a_conflict_goes_when_either_decision_is_taken_back(out: Path) -> None:
    decide(out, "same", ["峪口镇", "代县"], author="reader")
    decide(out, "different", ["峪口镇", "代县"], author="other")
    assert any(line.startswith("conflict about township/") for line in listed(out))
    decide(out, "different", ["峪口镇", "代县"], author="other", undo=True)
    assert not any(line.startswith("conflict") for line in listed(out))

"""People's decisions: written, read back, replayed above any score, undone, and reported where they contradict each other."""

from pathlib import Path

import pytest

from kg.entities import Decision, Linking, add_decision, link, overruled, read_decisions, resolve_page, standing, undo, verdict_on
from kg.entities.decisions import DecisionError
from kg.records import Referent
from tests.entities.by_hand import written

PAGES = (
    ("{岚县|County}村民{王芳|P}", "吕梁日报"),
    ("{临县|County}教师{王芳|P}", "吕梁日报"),
    ("{岚县审批局|G}开窗", "吕梁日报"),
    ("{岚县行政审批局|G}发证", "吕梁日报"),
)


def build(decisions: tuple[Decision, ...] = ()) -> tuple[Linking, list[Referent]]:
    articles, groups = [], []
    for number, (marked, paper) in enumerate(PAGES):
        article, mentions, _ = written(marked, id=f"d{number}", paper=paper)
        articles.append(article)
        groups.append(resolve_page([article], [mentions])[0])
    return link(articles, groups, decisions=decisions), [r for g in groups for r in g]


def ids(linking: Linking, referents: list[Referent], name: str) -> list[str]:
    return [linking.who[r.id] for r in referents if name in r.names]


def namesakes() -> tuple[str, str]:
    linking, referents = build()
    one, other = ids(linking, referents, "王芳")
    return one, other


def test_same_joins_what_no_score_joins_and_leaves_a_pointer() -> None:
    one, other = namesakes()
    linking, referents = build((Decision("same", one, other, author="li", date="2026-01-02", comment="asked her"),))
    joined = ids(linking, referents, "王芳")
    assert joined[0] == joined[1] and joined[0] in (one, other)
    assert linking.deprecated[one if joined[0] == other else other] == joined[0]
    assert not linking.possibly


def test_different_parts_what_a_score_would_join() -> None:
    linking, referents = build((Decision("same", *namesakes()), Decision("different", *namesakes())))
    one, other = ids(linking, referents, "王芳")
    assert one != other


def test_different_keeps_a_pair_out_of_the_unsure_ones() -> None:
    assert build()[0].possibly
    assert not build((Decision("different", *namesakes()),))[0].possibly


def test_rename_and_retype_keep_the_old_name() -> None:
    linking, referents = build()
    office = ids(linking, referents, "岚县审批局")[0]
    decisions = (Decision("rename", office, value="岚县政务服务局"), Decision("retype", office, value="Organization"))
    entity = next(e for e in build(decisions)[0].entities if e.id == office)
    assert (entity.name, entity.kind) == ("岚县政务服务局", "Organization")
    assert "岚县审批局" in entity.names


def test_decisions_are_read_as_written(tmp_path: Path) -> None:
    said = (
        Decision("same", "person/a-1", "person/b-2", author="li", date="2026-01-02", comment="one\twoman", labels=("甲", "乙")),
        Decision("different", "person/a-1", "person/c-3", author="wu", date="2026-01-03"),
        Decision("wrong", "person/a-1", "org/x", "worksFor", "art", author="wu", date="2026-01-03", comment="misread"),
        Decision("rename", "person/a-1", value="王芳芳", author="wu", date="2026-01-04"),
    )
    for decision in said:
        add_decision(tmp_path, decision)
    back = read_decisions(tmp_path)
    assert [(d.verdict, d.subject, d.object, d.value, d.author, d.date) for d in back] == [
        (d.verdict, d.subject, d.object, d.value, d.author, d.date) for d in said
    ]
    assert back[0].comment == "one woman" and back[0].labels == ("甲", "乙")
    assert (tmp_path / "decisions.sssom.tsv").read_text("utf-8").startswith("#mapping_set_id:")


def test_an_undone_decision_counts_no_more(tmp_path: Path) -> None:
    one, other = namesakes()
    decision = Decision("same", one, other, author="li", date="2026-01-02")
    add_decision(tmp_path, decision)
    add_decision(tmp_path, undo(decision, "wu", "2026-02-01", "two women after all"))
    assert standing(read_decisions(tmp_path)) == ()
    linking, referents = build(read_decisions(tmp_path))
    assert len(set(ids(linking, referents, "王芳"))) == 2


def test_contradictions_are_reported_and_the_later_line_wins() -> None:
    one, other = namesakes()
    decisions = (Decision("same", one, other, author="li"), Decision("different", other, one, author="wu"))
    assert overruled(decisions) == ((decisions[0], decisions[1]),)
    linking, referents = build(decisions)
    assert len(set(ids(linking, referents, "王芳"))) == 2
    assert any("li" in words and "wu" in words for words in linking.conflicts)


def test_a_difference_that_other_decisions_bridge_is_reported() -> None:
    linking, referents = build()
    one, other = ids(linking, referents, "王芳")
    office = ids(linking, referents, "岚县审批局")[0]
    decisions = (Decision("same", one, office), Decision("same", other, office), Decision("different", one, other))
    assert build(decisions)[0].conflicts


def test_a_verdict_on_one_article_goes_before_one_on_all() -> None:
    decisions = (Decision("wrong", "a", "b", "partOf"), Decision("right", "a", "b", "partOf", "art"))
    assert verdict_on(decisions, "a", "partOf", "b", "art") == "right"
    assert verdict_on(decisions, "a", "partOf", "b", "other") == "wrong"
    assert verdict_on(decisions, "b", "partOf", "a", "art") == ""


@pytest.mark.parametrize(
    "bad",
    [
        Decision("maybe", "a", "b"),
        Decision("same", "a", ""),
        Decision("same", "a", "a"),
        Decision("retype", "a", value="Animal"),
        Decision("rename", "a"),
    ],
)
def test_a_bad_decision_is_refused(tmp_path: Path, bad: Decision) -> None:
    with pytest.raises(DecisionError):
        add_decision(tmp_path, bad)
    assert not list(tmp_path.iterdir())


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    add_decision(tmp_path, Decision("retype", "a", value="Person"))
    path = tmp_path / "facts.tsv"
    path.write_text(path.read_text("utf-8").replace("\tPerson\t", "\tAnimal\t"), "utf-8")
    with pytest.raises(DecisionError, match=r"facts\.tsv:\d+: 'Animal'"):
        read_decisions(tmp_path)

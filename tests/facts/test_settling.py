"""What claims keep and drop of the scorer's findings, and the words they quote."""

from dataclasses import replace

import numpy as np
import pytest

from kg.facts import claims
from kg.facts.evidence import clause_bounds, evidence
from kg.facts.match import only_studied
from kg.facts.scene import Scene
from kg.facts.scorer import Finding
from kg.records import Claim
from tests.facts.scenes import scene


def found_by(monkeypatch: pytest.MonkeyPatch, found: Scene, subject: str, predicate: str, obj: str) -> list[Claim]:
    """The claims of an article in which the scorer finds this one relation at the first references of both ends."""
    ids = [r.id for r in found.referents]
    s, o = ids.index(subject), ids.index(obj)
    left, right = sorted(int(np.flatnonzero(found.who == i)[0]) for i in (s, o))
    finding = Finding(s, predicate, o, left, right, 0.8, np.zeros(0, np.float32))
    monkeypatch.setattr(claims, "score", lambda _: [finding])
    return [c for c in claims.find_claims(found) if c.rule == f"scorer/{predicate}"]


def test_county_lies_in_no_village(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{岚县|County:a}离{后山村|Village:b}远")
    assert found_by(monkeypatch, found, "a", "locatedIn", "b") == []
    assert found_by(monkeypatch, found, "b", "locatedIn", "a")


def test_post_is_not_read_across_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{李文|Person:a} {宏达公司|Enterprise:b} 焊工\n{王强|Person:c} {民政局|GovernmentBody:d} 科员")
    assert found_by(monkeypatch, found, "c", "worksFor", "b") == []
    assert found_by(monkeypatch, found, "c", "worksFor", "d")


def test_nobody_benefits_from_an_inspection(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("县里将{宏达公司|Enterprise:a}纳入{“双随机”抽查|Initiative:b}")
    assert found_by(monkeypatch, found, "a", "benefitsFrom", "b") == []
    assert [c for c in claims.find_claims(found) if c.predicate == "benefitsFrom"] == []
    found = scene("县里将{宏达公司|Enterprise:a}纳入{“登高”计划|Initiative:b}")
    assert [c.rule for c in claims.find_claims(found) if c.predicate == "benefitsFrom"] == ["help/is-put-into"]


def test_sum_nearest_to_the_ends_is_the_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("去年产值达到3亿元的{宏达公司|Enterprise:a}又拿出500万元，扩建{风电项目|Program:b}")
    (claim,) = found_by(monkeypatch, found, "a", "supports", "b")
    assert claim.attributes == (("amount", "500万元"),)


def test_name_that_holds_both_ends_is_the_evidence() -> None:
    found = scene("今年，{{岚县|County:l}民政局|GovernmentBody:g}很忙")
    start, end = evidence(found, clause_bounds(found.article.text), 0, 1)
    assert found.article.text[start:end] == "岚县民政局"


def test_reporter_does_no_deeds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{李文|Person:a}到过{后山村|Village:b}")
    signed = replace(found, article=replace(found.article, byline=("李文",)))
    assert found_by(monkeypatch, found, "a", "residentOf", "b")
    assert found_by(monkeypatch, signed, "a", "residentOf", "b") == []


def test_post_of_a_place_shows_its_whole_sentence() -> None:
    found = scene("{岚县|County:a}开了会。副县长{李文|Person:b}出席会议并讲话。")
    (claim,) = (c for c in claims.find_claims(found) if c.rule == "posts/of-the-place")
    assert found.article.text[claim.start : claim.end] == "副县长李文出席会议并讲话。"


def test_year_inside_a_name_is_not_the_time_of_a_claim() -> None:
    named = claims.find_claims(scene("{宏达公司|Enterprise:a}参加{2023年春季农展会|Event:b}"))
    assert [c.time for c in named if c.predicate == "participatesIn"] == [None]
    said = claims.find_claims(scene("2023年，{宏达公司|Enterprise:a}参加{农展会|Event:b}"))
    assert [c.time for c in said if c.predicate == "participatesIn"] == ["2023"]


def test_a_day_of_birth_is_not_the_time_of_a_post() -> None:
    found = scene("{李文|Person:a}，男，1986年11月生，现任{民政局|GovernmentBody:b}局长")
    assert [c.time for c in claims.find_claims(found)] == [None]


def test_a_body_lies_in_its_county_without_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("2023年，{民政局|GovernmentBody:a}搬到了{岚县|County:b}城关")
    (claim,) = found_by(monkeypatch, found, "a", "locatedIn", "b")
    assert claim.time is None


def test_meeting_that_is_only_studied_is_attended_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "{市委|GovernmentBody:g}学习{全省农村工作会议|Event:e}精神，{李文|Person:p}出席。"
    assert found_by(monkeypatch, scene(words), "p", "participatesIn", "e") == []
    held = "{市委|GovernmentBody:g}很忙，{全省农村工作会议|Event:e}上的{李文|Person:p}也忙。"
    assert [c.object for c in found_by(monkeypatch, scene(held), "p", "participatesIn", "e")] == ["e"]


def test_meeting_that_is_only_studied_does_not_stand_before_the_one_that_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "score", lambda _: [])
    words = "{市委|GovernmentBody:g}召开{常委会|Event:h}，学习{全省农村工作会议|Event:e}精神。县长{李文|Person:p}出席。"
    assert [c.object for c in claims.find_claims(scene(words)) if c.predicate == "participatesIn"] == ["h"]


@pytest.mark.parametrize("spirit", ["精神矍铄", "精神抖擞"])
def test_high_spirits_are_no_meeting_that_is_studied(monkeypatch: pytest.MonkeyPatch, spirit: str) -> None:
    monkeypatch.setattr(claims, "score", lambda _: [])
    words = f"{{张三|Person:a}}说，{{李文|Person:b}}{spirit}，也是{{宏达公司|Enterprise:c}}的总经理。"
    posts = [(c.subject, c.object) for c in claims.find_claims(scene(words)) if c.predicate == "holdsPositionAt"]
    assert ("a", "c") not in posts


@pytest.mark.parametrize(
    ("words", "only"), [("{农展会|Event:e}精神文明", []), ("{农展会|Event:e}精神", ["e"]), ("{李文|Person:p}精神", [])]
)
def test_only_what_a_meeting_said_is_studied(words: str, only: list[str]) -> None:
    found = scene(words)
    assert [found.referents[i].id for i in only_studied(found)] == only


def test_who_is_only_appointed_by_a_meeting_does_not_attend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "{常委会会议|Event:e}召开，决定任命四级主任科员{李文|Person:a}为{民政局|GovernmentBody:b}局长"
    assert found_by(monkeypatch, scene(words), "a", "participatesIn", "e") == []
    assert found_by(monkeypatch, scene(f"{words}。{{李文|Person:a}}表态"), "a", "participatesIn", "e")


@pytest.mark.parametrize("words", [
    "大会授予{碧沙纸业|Enterprise:a}{“先进集体”|Initiative:b}称号",
    "{柿子洼村|Village:a}先后被评为省级卫生村、{全国文明村|Initiative:b}",
    "{碧沙纸业|Enterprise:a}连续三年荣膺{“纳税功臣”|Initiative:b}",
])  # fmt: skip
def test_what_somebody_got_is_not_carried_out(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    found = scene(words)
    assert found_by(monkeypatch, found, "a", "carriesOut", "b") == []
    stated = [(c.subject, c.predicate, c.object) for c in claims.find_claims(found)]
    assert ("a", "commendedFor", "b") in stated
    assert ("a", "carriesOut", "b") not in stated


def test_what_somebody_sets_up_is_carried_out_though_it_is_an_honour(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("曾荣获表彰的{柿子洼村|Village:a}开展{“最美庭院”|Initiative:b}评选")
    found_by(monkeypatch, found, "a", "carriesOut", "b")
    assert [c.predicate for c in claims.find_claims(found)] == ["carriesOut"]


def test_everybody_in_a_list_with_posts_gets_the_honour() -> None:
    found = scene(
        "{碧沙镇|Township:l}镇长{冯守业|Person:a}、{县水利局|GovernmentBody:g}局长{耿立民|Person:b}、"
        "{县二中|Organization:o}教师{桑小满|Person:c}荣获{“优秀共产党员”|Initiative:i}称号。"
    )
    assert {c.subject for c in claims.find_claims(found) if c.predicate == "commendedFor"} == {"a", "b", "c"}


def test_who_builds_for_somebody_invests_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{柿子洼桥|Program:b}由{碧沙路桥|Enterprise:a}承建，总投资3亿元")
    assert found_by(monkeypatch, found, "a", "investsIn", "b") == []
    found = scene("{碧沙路桥|Enterprise:a}拿出3亿元承建{柿子洼桥|Program:b}")
    assert found_by(monkeypatch, found, "a", "investsIn", "b")


def test_giver_does_not_benefit_and_who_is_given_to_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{“金秋助学”|Initiative:i}启动。{冯守业|Person:a}捐款10万元，{柿子洼村|Village:b}受益")
    assert found_by(monkeypatch, found, "a", "benefitsFrom", "i") == []
    assert found_by(monkeypatch, found, "b", "benefitsFrom", "i")
    found = scene("{冯守业|Person:a}向母校{碧沙中学|Organization:b}捐款10万元，设立{“碧沙奖学金”|Initiative:i}")
    assert found_by(monkeypatch, found, "b", "carriesOut", "i") == []
    found_by(monkeypatch, found, "a", "carriesOut", "i")
    assert [(c.subject, c.object) for c in claims.find_claims(found) if c.predicate == "carriesOut"] == [("a", "i")]


def test_partners_are_no_parts_of_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{农业学院|Organization:a}携手{县医院|Organization:b}办班")
    assert found_by(monkeypatch, found, "b", "partOf", "a") == []
    found = scene("{农业学院|Organization:a}有{附属医院|Organization:b}")
    assert found_by(monkeypatch, found, "b", "partOf", "a")


def test_who_carries_a_document_out_has_not_issued_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{凤山街道|Township:a}严格执行{《河长制办法》|PolicyDocument:b}")
    assert found_by(monkeypatch, found, "a", "issues", "b") == []
    found = scene("{凤山街道|Township:a}拿出{《河长制办法》|PolicyDocument:b}")
    assert found_by(monkeypatch, found, "a", "issues", "b")


def test_investment_speaks_of_money(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("{枣业合作社|Enterprise:a}今年做{电商项目|Program:b}。去年投入20万元")
    assert found_by(monkeypatch, found, "a", "investsIn", "b") == []
    found = scene("{枣业合作社|Enterprise:a}今年做{电商项目|Program:b}，投入20万元")
    assert found_by(monkeypatch, found, "a", "investsIn", "b")


def test_deed_is_done_to_the_part_not_to_the_larger_work(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "{林带工程|Program:a}开工。{该工程|a~}是全省{“绿屏障”工程|Program:b}的子项目，由{县林业局|GovernmentBody:c}组织实施。"
    found = scene(words)
    assert found_by(monkeypatch, found, "c", "carriesOut", "b") == []
    assert {c.object for c in claims.find_claims(found) if c.predicate == "carriesOut"} == {"a"}


def test_guests_came_to_the_fair_not_to_its_programme() -> None:
    found = scene(
        "{枣花节|Event:a}在县城开幕。节会期间举办{枣乡马拉松|Event:b}、{斗茶赛|Event:c}等活动。县长{李文|Person:d}致辞。"
    )
    assert {c.object for c in claims.find_claims(found) if c.predicate == "participatesIn" and c.rule == "events/came"} == {"a"}


def test_doer_of_a_nearer_work_does_not_do_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "{供热工程|Program:a}由{临能公司|Enterprise:b}建设，{枣乡产业园|Program:c}由{枣业集团|Enterprise:d}打造"
    assert found_by(monkeypatch, scene(words), "d", "carriesOut", "a") == []
    listed = scene("{供热工程|Program:a}和{枣乡产业园|Program:c}均由{枣业集团|Enterprise:d}打造")
    assert found_by(monkeypatch, listed, "d", "carriesOut", "a")


def test_who_advises_does_not_do_it() -> None:
    words = "，有关部门多办实事，帮助{枣业公司|Enterprise:b}找销路"
    told = [c.predicate for c in claims.find_claims(scene("{县调查队|GovernmentBody:a}上门走访" + words))]
    advised = [c.predicate for c in claims.find_claims(scene("{县调查队|GovernmentBody:a}建议" + words))]
    assert ("supports" in told, "supports" in advised) == (True, False)


def test_what_is_only_supposed_is_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene("如果{碧沙农商行|Enterprise:a}资助{柿子洼公司|Enterprise:b}，厂子就能开工")
    assert [c for c in claims.find_claims(found) if c.predicate == "supports"] == []
    found = scene("{碧沙农商行|Enterprise:a}资助{柿子洼公司|Enterprise:b}，厂子开工了")
    assert [(c.subject, c.object) for c in claims.find_claims(found) if c.predicate == "supports"] == [("a", "b")]

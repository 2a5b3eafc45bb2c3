"""Claims: evidence, attributes, one claim a pair, order; and the promises that hold for any article."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import explain_claim, find_facts
from kg.facts.schema import ENDS
from kg.records import Claim, Facts
from tests.facts.scenes import marked

PAGE = (
    "{{岚县|County:l}民政局|GovernmentBody:g}局长{李文|Person:p}出席{招商大会|Event:e}并讲话。\n"
    "{宏达公司|Enterprise:c}计划投资5.4亿元建设{风电项目|Program:w}，项目位于{普明镇|Township:t}。“路通了，心也通了。”{李文|p}说。\n"
    "{岚县|l}推出{“早餐会”|Initiative:i}，{{岚县|l}政府|GovernmentBody:v}印发{《办法》|PolicyDocument:d}。{岚县|l}副县长{王强|Person:q}主持。"
)


def facts(words: str) -> tuple[str, Facts]:
    article, mentions, referents = marked(words)
    return article.text, find_facts(article, mentions, referents)


def claim(found: Facts, subject: str, predicate: str, obj: str) -> Claim:
    return next(c for c in found.claims if (c.subject, c.predicate, c.object) == (subject, predicate, obj))


def test_post_has_its_title_and_its_clause():
    text, found = facts(PAGE)
    post = claim(found, "p", "holdsPositionAt", "g")
    assert dict(post.attributes)["title"] == "局长"
    assert text[post.start : post.end].startswith("岚县民政局局长李文出席")
    assert post.rule == "posts/body-title-person"


def test_the_post_in_an_organ_is_named_in_full_at_what_it_belongs_to():
    _, found = facts("{{县人民医院|Organization:h}党委|Organization:o}书记{李文|Person:p}说。")
    assert dict(claim(found, "p", "holdsPositionAt", "h").attributes)["title"] == "党委书记"
    assert dict(claim(found, "p", "holdsPositionAt", "o").attributes)["title"] == "书记"


def test_money_and_plan_are_kept():
    _, found = facts(PAGE)
    money = claim(found, "c", "investsIn", "w")
    assert dict(money.attributes)["amount"] == "5.4亿元"
    assert money.status == "Planned"


def test_the_sum_behind_an_investment_is_its_sum_if_one_alone_invests():
    text, found = facts("{锻件项目|Program:w}由{宏达公司|Enterprise:c}投资建设，总投资约3.2亿元，占地80亩。")
    money = claim(found, "c", "investsIn", "w")
    assert dict(money.attributes)["amount"] == "3.2亿元"
    assert "3.2亿元" in text[money.start : money.end]
    _, found = facts("{锻件项目|Program:w}由{宏达公司|Enterprise:c}、{长青公司|Enterprise:e}投资建设，总投资3.2亿元。")
    assert "amount" not in dict(claim(found, "c", "investsIn", "w").attributes)


def test_a_head_of_the_hospital_heads_no_company():
    words = "{卫生院改建项目|Program:w}由{宏达公司|Enterprise:c}承建。该院院长{李文|Person:p}说，{宏达公司|c}按时完工。"
    assert not [c for c in facts(words)[1].claims if c.subject == "p" and c.object == "c"]


def test_post_of_a_place_is_in_its_government_where_that_is_named():
    _, found = facts(PAGE)
    assert claim(found, "q", "holdsPositionAt", "v")


def test_a_pair_has_one_claim_for_a_predicate():
    _, found = facts(PAGE)
    triples = [(c.subject, c.predicate, c.object) for c in found.claims]
    assert len(triples) == len(set(triples))


def test_quotation_and_figure_belong_to_their_referents():
    text, found = facts(PAGE)
    assert ("p", "路通了，心也通了。") in [(q.speaker, text[q.start : q.end]) for q in found.quotations]
    assert "540000000" in [m.value for m in found.measures]


def test_explanation_names_the_rule_or_the_features():
    article, mentions, referents = marked(PAGE)
    found = find_facts(article, mentions, referents)
    for each in found.claims:
        reasons = explain_claim(article, referents, each)
        assert reasons
        assert all(reason.words for reason in reasons)


def test_empty_article_states_nothing():
    assert facts("")[1] == Facts()
    assert facts("{岚县|County:l}")[1].claims == ()


def test_same_article_gives_the_same_facts():
    assert facts(PAGE) == facts(PAGE)


PIECES = [
    "{岚县|County:l}", "{民政局|GovernmentBody:g}", "{李文|Person:p}", "{风电项目|Program:w}", "{大会|Event:e}", "{酒|Product:r}",
]  # fmt: skip
WORDS = [
    "局长", "出席", "，", "。", "、", "和", "投资5亿元建设", "“好”", "说：“", "”", "\n", "位于", "由", "承建", "2024年", "三座",
    "推出",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=30))
def test_promises_hold_for_any_article(parts: list[str]):
    seen: set[str] = set()
    words = ""
    for part in parts:
        who = part[part.rfind(":") + 1 : -1] if part.startswith("{") else ""
        words += part if who not in seen or not who else part.split("|")[0] + "|" + who + "}"
        seen.add(who)
    article, mentions, referents = marked(words)
    found = find_facts(article, mentions, referents)
    kinds = {r.id: r.kind for r in referents}
    for each in found.claims:
        subjects, objects = ENDS[each.predicate]
        assert kinds[each.subject] in subjects and kinds[each.object] in objects
        assert each.subject != each.object
        assert 0 <= each.start < each.end <= len(article.text)
        assert 0 <= each.confidence <= 1
    for quotation in found.quotations:
        assert kinds[quotation.speaker] == "Person"
        assert 0 <= quotation.start < quotation.end <= len(article.text)
    for measure in found.measures:
        assert measure.entity in kinds
        assert 0 <= measure.start < measure.end <= len(article.text)


def posts(words: str) -> set[tuple[str, str]]:
    _, found = facts(words)
    return {(c.subject, c.object) for c in found.claims if c.predicate == "holdsPositionAt" and c.rule.startswith("posts/")}


def test_post_beside_a_party_post_is_in_the_firm_itself():
    words = "{{宏达公司|Enterprise:c}党委|GovernmentBody:o}书记、总经理{李文|Person:p}说。"
    assert {("p", "c"), ("p", "o")} <= posts(words)


def test_party_secretary_of_a_township_has_no_post_of_the_township():
    assert posts("{{普明镇|Township:t}党委|GovernmentBody:o}书记{李文|Person:p}说。") == {("p", "o")}


def test_posts_that_name_no_place_are_of_the_nearest_place_of_their_level():
    words = "{吕梁市|Prefecture:a}和{岚县|County:b}合办。副市长{李文|Person:p}、{王强|Person:q}出席，县长{张三|Person:r}主持。"
    assert posts(words) == {("p", "a"), ("q", "a"), ("r", "b")}

"""The rule language: what it reads, what it refuses, and that no sentence can make it run away."""

import re

import pytest

from kg.facts import Card, check_rules
from kg.facts.match import example_fails, find_hits
from kg.facts.rules import compile_pattern, read_rules, rules, word_class
from tests.facts.scenes import scene

RULE = """
- name: test/issues
  predicate: issues
  pattern: "{s+:Body|AnyPlace}(联合)?<issue>{o:PolicyDocument}"
  yes: ["{甲局|GovernmentBody:s}、{乙局|GovernmentBody}印发{《办法》|PolicyDocument:o}"]
  no: ["{甲局|GovernmentBody}学习{《办法》|PolicyDocument}"]
"""
EXAMPLES = [(rule, example) for rule in rules() for example in rule.examples]


def problems(text: str) -> list[str]:
    found: list[str] = []
    list(read_rules(text, "x.yaml", found))
    return found


def test_shipped_rules_and_lexicons_are_in_order():
    assert check_rules() == []


def test_there_are_rules_and_every_rule_has_examples():
    assert len(rules()) >= 30
    assert len(EXAMPLES) >= 2 * len(rules())


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda x: getattr(x, "name", getattr(x, "text", "")))
def test_example(rule, example):
    assert example_fails(rule, example) == ""


def test_rule_is_read():
    assert problems(RULE) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("issues\n", "owns\n"), "unknown predicate owns"),
        (("  yes:", "  maybe:"), "unknown key maybe"),
        (('  no: ["{甲局|GovernmentBody}学习{《办法》|PolicyDocument}"]', ""), "no yes and no examples"),
        (("<issue>", "<nothing>"), "unknown class <nothing>"),
        (("o:PolicyDocument", "o:Person"), "cannot be o of issues"),
        (("{o:PolicyDocument}", "{:PolicyDocument}"), "no slot {o:…}"),
        (("(联合)?", "(联合"), "cannot be read"),
        (("(联合)?", "联合*"), "not in the language"),
        (("(联合)?", "{s:Thing}"), "unknown kind Thing"),
    ],
)
def test_wrong_rule_is_told_with_file_line_and_remedy(change: tuple[str, str], words: str):
    found = problems(RULE.replace(*change))
    assert len(found) == 1
    assert found[0].startswith("x.yaml:2: ")
    assert words in found[0]


def test_file_that_is_no_yaml_is_told():
    assert problems("- name: [")[0].startswith("x.yaml:")


def test_no_stays_a_word_in_yaml():
    rule = next(read_rules(RULE, "x.yaml", []))
    assert [e.wanted for e in rule.examples] == [True, False]


def test_every_member_of_a_list_is_found():
    rule = next(read_rules(RULE, "x.yaml", []))
    found = scene("{甲局|GovernmentBody:a}、{乙局|GovernmentBody:b}和{丙局|GovernmentBody:c}联合印发{《办法》|PolicyDocument:d}")
    assert [found.referents[h.subject].id for h in find_hits(found, (rule,))] == ["a", "b", "c"]


def test_end_outside_the_pattern_is_inherited():
    inherited = '"，<issue>{o:PolicyDocument}"\n  inherit: "s: Body 1"'
    text = RULE.replace('"{s+:Body|AnyPlace}(联合)?<issue>{o:PolicyDocument}"', inherited)
    rule = next(read_rules(text, "x.yaml", []))
    found = scene("{甲局|GovernmentBody:a}很忙。为此，印发{《办法》|PolicyDocument:d}")
    assert [found.referents[h.subject].id for h in find_hits(found, (rule,))] == ["a"]
    far = scene("{甲局|GovernmentBody:a}很忙。风大。雨大。为此，印发{《办法》|PolicyDocument:d}")
    assert list(find_hits(far, (rule,))) == []


def found_by(pattern: str, words: str, more: str = "", kinds: str = "issues") -> list[tuple[str, str]]:
    rule = next(read_rules(f"""
- name: test/any
  predicate: {kinds}
  pattern: "{pattern}"
  {more}
  yes: ["{{甲|GovernmentBody:s}}发{{《办法》|PolicyDocument:o}}"]
  no: ["甲"]
""", "x.yaml", []))  # fmt: skip
    found = scene(words)
    return [(found.referents[h.subject].id, found.referents[h.object].id) for h in find_hits(found, (rule,))]


def test_kinds_of_a_slot_are_kept_among_places():
    pattern = "{o:Village}村民{s:Person}"
    assert found_by(pattern, "{深沟村|Village:v}村民{李文|Person:p}", kinds="residentOf") == [("p", "v")]
    assert found_by(pattern, "{临县|County:v}村民{李文|Person:p}", kinds="residentOf") == []


def test_every_place_of_a_chain_is_found():
    words = "{宏达公司|Enterprise:c}位于{临县|County:a}{碛口镇|Township:b}"
    assert found_by("{s:Body}位于{o&:AnyPlace}", words, kinds="locatedIn") == [("c", "a"), ("c", "b")]


def test_what_must_not_follow():
    pattern = "{s:Body}发{o:PolicyDocument}!(的|征求)"
    assert found_by(pattern, "{甲局|GovernmentBody:a}发{《办法》|PolicyDocument:d}。") == [("a", "d")]
    assert found_by(pattern, "{甲局|GovernmentBody:a}发{《办法》|PolicyDocument:d}征求意见稿。") == []


def test_gap_without_mentions():
    pattern = "{s:Body}~6发{o:PolicyDocument}"
    assert found_by(pattern, "{甲局|GovernmentBody:a}今天发{《办法》|PolicyDocument:d}。") == [("a", "d")]
    assert found_by(pattern, "{甲局|GovernmentBody:a}替{乙局|GovernmentBody:b}发{《办法》|PolicyDocument:d}。") == [("b", "d")]


def test_context_is_a_word_somewhere_in_the_article():
    more = "context: commend"
    words = "{甲局|GovernmentBody:a}发{《办法》|PolicyDocument:d}"
    assert found_by("{s:Body}发{o:PolicyDocument}", words, more) == []
    assert found_by("{s:Body}发{o:PolicyDocument}", f"予以通报表扬。{words}", more) == [("a", "d")]


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("近日，{甲局|GovernmentBody:a}抓住机会，发{《办法》|PolicyDocument:d}", ["a"]),
        ("{临县|County:x}{碛口镇|Township:a}抓住机会，发{《办法》|PolicyDocument:d}", ["a"]),
        ("{甲局|GovernmentBody:a}局长{李文|Person:p}说，发{《办法》|PolicyDocument:d}", []),
        ("{甲局|GovernmentBody:a}抓住机会，{乙局|GovernmentBody:b}帮忙，发{《办法》|PolicyDocument:d}", []),
        ("在{临县|County:a}抓住机会，发{《办法》|PolicyDocument:d}", []),
        ("{甲局|GovernmentBody:a}很忙；抓住机会，发{《办法》|PolicyDocument:d}", []),
    ],
)
def test_subject_of_the_sentence_is_inherited(words: str, subject: list[str]):
    more = 'inherit: "s: Body|AnyPlace first"'
    assert [s for s, _ in found_by("，发{o:PolicyDocument}", words, more)] == subject


def test_place_in_a_post_is_no_place():
    words = "{临县|County:l}副{县|l~}长{李文|Person:p}出席"
    assert [(found.rule.name) for found in find_hits(scene(words)) if found.rule.predicate == "holdsPositionAt"]


def test_every_repetition_is_bounded():
    for rule in rules():
        assert not any(mark in rule.pattern.pattern for mark in (")*", ")+", "]*", "]+"))


@pytest.mark.parametrize(
    "hostile",
    ["、" * 20000, "局长、" * 8000, "，推出在" * 8000, "副局长" * 8000, "（" * 10000, "(" * 10000, "由承建" * 8000, "“" * 10000],
)
def test_hostile_text_ends(hostile: str):
    assert list(find_hits(scene("{甲局|GovernmentBody:a}" + hostile + "{李文|Person:p}"))) is not None


@pytest.mark.parametrize("joint", ["", "、", "，推出", "副局长", "在", "由"])
def test_thousands_of_names_end(joint: str):
    kinds = ("County", "Person", "GovernmentBody", "Program")
    words = joint.join(f"{{甲|{kinds[n % 4]}:a{n}}}" for n in range(1000))
    assert len(list(find_hits(scene(words)))) < 100_000


def test_gap_is_bounded_by_the_clause():
    pattern, _, _ = compile_pattern("甲…5乙")
    assert pattern.search("甲xx乙")
    assert not pattern.search("甲,乙")
    assert not pattern.search("甲xxxxxx乙")


def test_card_tells_how_sure_its_precision_is():
    few = Card("r", "x:1", "issues", "", "", (), (), 3, 0, 0)
    many = Card("r", "x:1", "issues", "", "", (), (), 300, 0, 0)
    assert few.precision == many.precision == 1
    assert few.interval is not None and many.interval is not None
    assert few.interval[0] < 0.5 < 0.98 < many.interval[0]
    assert Card("r", "x:1", "issues", "", "", (), (), 0, 0, 5).interval is None


def test_end_of_a_post_of_the_other_rank_is_no_post() -> None:
    assert not re.fullmatch(word_class("posts"), "客户经理")
    assert re.fullmatch(word_class("posts"), "总经理")
    assert re.fullmatch(word_class("staff"), "客户经理")


def test_shop_that_sells_goods_does_not_make_them() -> None:
    words = "{长青超市|Enterprise:a}销售{宏达公司|Enterprise:b}生产的{枣醋|Product:c}"
    assert {scene(words).referents[h.subject].id for h in find_hits(scene(words))} == {"b"}


def test_post_does_not_begin_with_a_preposition():
    found = scene("{宏达公司|Enterprise:a}向工人{李文|Person:b}付清工资，{枣业公司|Enterprise:c}工人{王强|Person:d}不在")
    assert {(h.subject, h.object) for h in find_hits(found) if h.rule.predicate == "worksFor"} == {(3, 2)}

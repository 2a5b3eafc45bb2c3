"""Linking: order, other articles and processes change no IRI; evidence joins people; merges leave pointers."""

import subprocess
import sys
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entities import Linking, link, resolve_page
from kg.entities.iris import iri, slug
from kg.records import Article, Referent
from tests.entities.by_hand import linked, of, written

TEXTS = (
    ("{岚县水利局|G}局长{王伟|P}说，{岚县|County}抗旱", "吕梁日报"),
    ("{岚县|County}：{县水务局|G}局长{王伟|P}查库", "吕梁日报"),
    ("{临县教育局|G}局长{王伟|P}到校", "吕梁日报"),
    ("{瀚澜集团|E}签约，董事长{沙海澜|P}出席", "南通日报"),
    ("{江苏瀚澜海洋装备集团股份有限公司|E}（以下简称“瀚澜集团”）投产，{瀚澜集团|E}扩产", "南通日报"),
    ("{江苏瀚澜|E}交付{“闽澜9号”|Product}", "宁德日报"),
    ("本报讯（记者 {章闽|P}）{宁德市|Prefecture}{市政府|G}发布{《茶产业条例》|PolicyDocument}", "宁德日报"),
    ("{岚县|County}{岚城镇|Township}{后寨村|Village}村民{阚大川|P}养蜂", "吕梁日报"),
    ("{岚县|County}{后寨村|Village}村民{阚大川|P}获奖，{“一件事”改革|Initiative}", "吕梁日报"),
    ("{鼓楼区|County}的{鼓楼区教育局|G}", None),
    ("{鼓楼区|County}的{鼓楼区教育局|G}", "徐州日报"),
    ("{第三届山花节|Event}在{代县|County}开幕，{山花节|Event}迎客", "忻州日报"),
)


def read(number: int) -> tuple[Article, tuple[Referent, ...]]:
    marked, paper = TEXTS[number]
    article, mentions, _ = written(marked, id=f"t{number}", paper=paper)
    return article, resolve_page([article], [mentions])[0]


READ = [read(number) for number in range(len(TEXTS))]


def build(numbers: Sequence[int]) -> Linking:
    return link([READ[n][0] for n in numbers], [READ[n][1] for n in numbers])


WHOLE = build(range(len(TEXTS)))


@given(st.permutations(range(len(TEXTS))))
@settings(max_examples=40, deadline=None)
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    assert build(order) == WHOLE


@given(st.sets(st.integers(0, len(TEXTS) - 1), min_size=1))
@settings(max_examples=60, deadline=None)
def test_an_iri_without_other_articles_leads_to_the_one_with_them(some: set[int]) -> None:
    part = build(sorted(some))
    for referent, entity in part.who.items():
        assert WHOLE.deprecated.get(entity, entity) == WHOLE.who[referent]


@given(st.sets(st.integers(0, len(TEXTS) - 1), min_size=1), st.sets(st.integers(0, len(TEXTS) - 1), min_size=1))
@settings(max_examples=60, deadline=None)
def test_what_other_articles_do_not_touch_keeps_its_iri(some: set[int], more: set[int]) -> None:
    before, after = build(sorted(some)), build(sorted(some | more))
    touched = {after.who[r.id] for n in more - some for r in READ[n][1]}
    for referent, entity in before.who.items():
        if after.who[referent] not in touched:
            assert after.who[referent] == entity


def test_the_hash_seed_changes_nothing() -> None:
    command = [sys.executable, "-c", "from tests.entities.test_linking import WHOLE; print(WHOLE)"]
    outputs = {
        subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_every_referent_has_an_entity_and_every_parent_is_one() -> None:
    ids = {e.id for e in WHOLE.entities}
    assert set(WHOLE.who) == {r.id for _, group in READ for r in group}
    assert set(WHOLE.who.values()) <= ids
    assert {e.parent for e in WHOLE.entities if e.parent} <= ids
    assert all(new in ids and old not in ids for old, new in WHOLE.deprecated.items())


def test_entities_come_in_order_and_keep_all_names() -> None:
    assert [e.id for e in WHOLE.entities] == sorted(e.id for e in WHOLE.entities)
    firm = next(e for e in WHOLE.entities if "瀚澜集团" in e.names)
    assert firm.name == "江苏瀚澜海洋装备集团股份有限公司"
    assert {"瀚澜集团", "江苏瀚澜"} <= set(firm.names)


def test_places_are_named_by_their_codes() -> None:
    county = next(e for e in WHOLE.entities if e.name == "岚县")
    assert (county.id, county.parent, county.code) == ("county/141127", "prefecture/141100", "141127")
    assert any(e.id == "province/140000" for e in WHOLE.entities)


def test_iris_are_ascii_short_and_their_own() -> None:
    key = "GovernmentBody:141127/行政审批服务管理局"
    assert iri(key).startswith("government-body/xing-zheng-shen-pi-fu-wu-guan-li-ju-")
    assert iri("Person:王伟@@a") != iri("Person:王伟@@b")
    assert iri("county:141127") == "county/141127"
    assert iri("Person:曾志@@a").startswith("person/zeng-zhi-")
    assert iri("Person:尉迟明@@a").startswith("person/yu-chi-ming-")
    assert all(e.id.isascii() for e in WHOLE.entities)
    assert len(slug("江苏瀚澜海洋装备集团股份有限公司南通分公司")) <= 40
    assert slug("🌾") == "x"


def test_unsure_namesakes_stay_apart_and_are_listed() -> None:
    linking, (one, other) = linked(("{岚县|County}村民{*王芳|P}", "吕梁日报"), ("{临县|County}教师{*王芳|P}", "吕梁日报"))
    assert one != other
    assert [(d[0], d[1]) for d in linking.possibly] == [tuple(sorted((one, other)))]
    assert all(reason.words for reason in linking.possibly[0][3])


def test_two_parts_of_one_article_are_about_one_person() -> None:
    texts = ("{*王芳|P}笑了。（下转3版）", "（上接1版）{*王芳|P}又说")
    parts = [written(text, id=f"p{n}") for n, text in enumerate(texts)]
    groups = [resolve_page([article], [mentions])[0] for article, mentions, _ in parts]
    linking = link([a for a, _, _ in parts], groups, continuations=[("p0", "p1")])
    assert linking.who[of(groups[0], "王芳").id] == linking.who[of(groups[1], "王芳").id]


def test_a_part_on_the_same_page_knows_the_names_of_the_first() -> None:
    texts = ("{鸿远装备有限公司|E}在{岚县|County}投产。（下转3版）", "（上接1版）{鸿远|E}扩产，{县政府|G}支持")
    parts = [written(text, id=f"p{n}") for n, text in enumerate(texts)]
    first, second = resolve_page([a for a, _, _ in parts], [m for _, m, _ in parts], [("p0", "p1")])
    assert of(first, "鸿远装备有限公司").key == of(second, "鸿远").key
    assert of(second, "县政府").key == "GovernmentBody:141127/人民政府"
    assert all(r.id.startswith("p1#") for r in second)


def test_an_empty_build_is_empty() -> None:
    assert link([], []) == Linking((), {})

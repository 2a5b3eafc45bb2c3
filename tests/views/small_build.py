"""A build made by hand from records, for the tests of the views: two articles, some of their text hostile."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import graph
from kg.records import Article, Claim, Entity, Facts, Measure, Part, Quotation, Reason, Run

EVIL = "<script>window.PWN=1</script>“甲\u202e乙”公司"
ONE_TEXT = "审批局送服务上门\n岚县审批局局长张三说：“快了。”红旗合作社投资5.4亿元建设养殖项目。"
TWO_TEXT = f"{EVIL}落户\n{EVIL}在岚县设厂。张三到场。"
ZHANG, BUREAU, COOP, PLANT, FIRM = (
    "person/zhang-san-1", "government-body/lan-xian-1", "enterprise/hong-qi-1", "program/yang-zhi-1", "enterprise/evil-1",
)  # fmt: skip
COUNTY = "county/141127"


def _article(name: str, text: str, file: str, **more: Any) -> Article:
    cut = text.index("\n")
    parts = (Part("headline", 0, cut), Part("body", cut + 1, len(text)))
    why = (Reason("headline-begins", 2.5, "标题在此开始"),)
    return Article(name, file, "news", text, parts, (Run(0, len(text), 0),), ((1, 2), (4, 6)), text[:cut], reasons=why, **more)


ONE = _article("a1", ONE_TEXT, "page one.txt", paper="吕梁日报", date="2025-09-10")
TWO = _article("a2", TWO_TEXT, "page<two>.txt")
ENTITIES = (
    Entity(ZHANG, "Person", "张三", ("张三", "老张"), "k1"),
    Entity(BUREAU, "GovernmentBody", "岚县行政审批服务管理局", ("岚县审批局",), "k2", "141127"),
    Entity(COOP, "Enterprise", "红旗合作社", ("红旗合作社",), "k3"),
    Entity(PLANT, "Program", "养殖项目", ("养殖项目",), "k4"),
    Entity(FIRM, "Enterprise", EVIL, (EVIL,), "k5"),
    Entity(COUNTY, "County", "岚县", ("岚县",), "k6", "141127"),
)


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def facts_one() -> Facts:
    stretches = ("岚县审批局局长张三", "红旗合作社投资5.4亿元建设养殖项目", "快了。", "投资5.4亿元")
    post, invests, said, money = (_at(ONE_TEXT, words) for words in stretches)
    return Facts(
        (
            Claim(ZHANG, "holdsPositionAt", BUREAU, "a1", *post, "posts/title", 0.93, attributes=(("title", "局长"),)),
            Claim(COOP, "investsIn", PLANT, "a1", *invests, "invest/verb", 0.8, "Planned", (("amount", "5.4亿元"),)),
        ),
        (Quotation(ZHANG, "a1", *said, True, "speech/says"),),
        (Measure(PLANT, "投资", "540000000", "元", "a1", *money, "figures/money", approx="约"),),
    )


def facts_two() -> Facts:
    return Facts((Claim(FIRM, "locatedIn", COUNTY, "a2", *_at(TWO_TEXT, f"{EVIL}在岚县设厂"), "place/in", 0.7),))


def make(out: Path, *, name: str = "r1", more: Sequence[Entity] = (), base: graph.Base | None = None) -> Path:
    """Publishes the build in `out`, `more` entities beside; gives `out`."""
    where = base or graph.Base()
    kinds = {e.id: e.kind for e in ENTITIES}
    first = {ZHANG: ["张三"], BUREAU: ["岚县审批局"], COOP: ["红旗合作社"], PLANT: ["养殖项目"]}
    second = {FIRM: [EVIL], COUNTY: ["岚县"], ZHANG: ["张三"]}
    doubts = [graph.Doubt(COOP, FIRM, 0.4, ("名称相近",))]
    quads = [
        *graph.article_quads(ONE, ONE_TEXT, first, facts_one(), kinds, base=where, authors=[ZHANG]),
        *graph.article_quads(TWO, TWO_TEXT, second, facts_two(), kinds, base=where),
        *graph.identity_quads([*ENTITIES, *more], base=where, doubts=doubts, replaced={"person/old": ZHANG}),
    ]
    with graph.only_builder(out), graph.new_release(out, name) as fresh:
        graph.write_turtle(quads, fresh / "graph.ttl", base=where.prefix)
        graph.write_nquads(quads, fresh / "graph.nq")
        graph.write_store([*quads, *(ox.Quad(q.subject, q.predicate, q.object) for q in quads)], fresh / graph.STORE)
        rows = [asdict(a) | {"source_lines": graph.source_lines(a)} for a in (ONE, TWO)]
        (fresh / "articles.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        (fresh / "report.json").write_text(json.dumps({"settings": {"base": where.prefix}}), "utf-8")
    return out

"""Graphs for the tests of the views, built from records: one by hand, and one of any size made up by rule."""

import random
from collections.abc import Sequence

import pyoxigraph as ox

from kg.graph import Base, Doubt, article_quads, identity_quads
from kg.records import Article, Claim, Entity, Facts, Measure, Part, Quotation, Run

SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉梅红",
)


def article(id: str, text: str, **more: object) -> Article:
    """An article printed in one piece at the beginning of its page."""
    given: dict[str, object] = {"source": f"{id}.txt", "paper": "清河日报", "date": "2025-03-04", "headline": text.split("\n")[0]}
    parts, runs = (Part("body", 0, len(text)),), (Run(0, len(text), 0),)
    return Article(id=id, kind="news", text=text, parts=parts, runs=runs, lines=((1, 9),), **(given | more))  # type: ignore[arg-type]


def claim(story: Article, subject: str, predicate: str, object: str, words: str, **more: object) -> Claim:
    """A claim whose evidence is the first occurrence of `words`."""
    start = story.text.index(words)
    given = {"rule": "made/by-hand", "confidence": 0.9} | more
    return Claim(subject, predicate, object, story.id, start, start + len(words), **given)  # type: ignore[arg-type]


def store(
    entities: Sequence[Entity],
    stories: Sequence[tuple[Article, Facts]],
    *,
    doubts: Sequence[Doubt] = (),
    continuations: Sequence[tuple[str, str]] = (),
    authors: Sequence[str] = (),
) -> ox.Store:
    """A store in memory that holds what a build of these records would hold: named graphs, and every triple once without."""
    kinds = {e.id: e.kind for e in entities}
    names = {e.id: e for e in entities}
    found = ox.Store()
    for story, facts in stories:
        spoken = {q.speaker for q in facts.quotations} | {m.entity for m in facts.measures}
        ends = {end for c in facts.claims for end in (c.subject, c.object)} | spoken
        mentioned = {id: [n for n in (names[id].name, *names[id].names) if n in story.text] for id in sorted(ends)}
        found.extend(article_quads(story, story.text, mentioned, facts, kinds, base=Base(), authors=authors))
    found.extend(identity_quads(entities, base=Base(), doubts=doubts, continuations=continuations))
    found.extend([ox.Quad(t.subject, t.predicate, t.object) for t in {quad.triple for quad in found}])
    return found


def small() -> ox.Store:
    """Two articles, some dozen entities of most classes; one surrogate pair before a quote, so that offsets must be turned."""
    entities = [
        Entity("person/zeng-min", "Person", "曾敏", ("曾敏", "曾局长"), "k1"),
        Entity("person/li-gang", "Person", "李刚", ("李刚",), "k2"),
        Entity("person/wang-jie", "Person", "王杰", ("王杰",), "k3"),
        Entity(
            "government-body/shenpi",
            "GovernmentBody",
            "岚县行政审批服务管理局",
            ("岚县行政审批服务管理局", "岚县审批局"),
            "k4",
            "141127",
        ),
        Entity("enterprise/nongmu", "Enterprise", "清河农牧有限公司", ("清河农牧有限公司", "清河农牧"), "k5"),
        Entity("county/141127", "County", "岚县", ("岚县",), "k6", "141127"),
        Entity("county/141124", "County", "临县", ("临县",), "k7", "141124"),
        Entity("program/lengku", "Program", "冷链仓储项目", ("冷链仓储项目",), "k8"),
        Entity("initiative/bangban", "Initiative", "“帮您办”服务", ("“帮您办”服务",), "k9"),
        Entity("product/tudou", "Product", "岚县土豆", ("岚县土豆",), "k10"),
        Entity("organization/gonghui", "Organization", "临县总工会", ("临县总工会",), "k11", "141124"),
        Entity("event/zhanhui", "Event", "土豆花节", ("土豆花节",), "k12"),
    ]
    first = article(
        "a1",
        "审批提速惠农企\n𠮷祥𠮷祥。岚县审批局局长曾敏说：“再难也要办成。”该局推出“帮您办”服务。\n"
        "清河农牧有限公司位于岚县，投资5.4亿元建设冷链仓储项目。公司生产岚县土豆。",
    )
    second = article(
        "a2", "土豆花节开幕\n李刚参加土豆花节。临县总工会主席李刚到会。王杰是临县人。", date="2025-06-07", headline="土豆花节开幕"
    )
    head, chair = (("title", "局长"),), (("title", "主席"),)
    money = first.text.index("投资5")
    facts = Facts(
        (
            claim(first, "person/zeng-min", "holdsPositionAt", "government-body/shenpi", "岚县审批局局长曾敏", attributes=head),
            claim(first, "government-body/shenpi", "carriesOut", "initiative/bangban", "该局推出“帮您办”服务"),
            claim(first, "enterprise/nongmu", "locatedIn", "county/141127", "清河农牧有限公司位于岚县"),
            claim(
                first, "enterprise/nongmu", "investsIn", "program/lengku", "投资5.4亿元建设冷链仓储项目",
                attributes=(("amount", "5.4亿元"),), status="Planned", confidence=0.6,
            ),
            claim(first, "enterprise/nongmu", "produces", "product/tudou", "公司生产岚县土豆"),
        ),
        (Quotation("person/zeng-min", "a1", first.text.index("再难"), first.text.index("再难") + 7, True, "made/speech"),),
        (Measure("program/lengku", "投资", "540000000", "元", "a1", money, money + 8, "made/money"),),
    )  # fmt: skip
    more = Facts(
        (
            claim(second, "person/li-gang", "holdsPositionAt", "organization/gonghui", "临县总工会主席李刚", attributes=chair),
            claim(second, "person/li-gang", "participatesIn", "event/zhanhui", "李刚参加土豆花节"),
            claim(second, "person/wang-jie", "nativeOf", "county/141124", "王杰是临县人", status="Former"),
        )
    )
    doubts = [Doubt("person/li-gang", "person/wang-jie", 0.4, ("同在一县",))]
    return store(entities, [(first, facts), (second, more)], doubts=doubts, authors=["person/wang-jie"])


def generated(count: int, seed: int = 1) -> ox.Store:
    """About `count` entities in stories of a dozen, places as hubs, half as many claims again."""
    luck = random.Random(seed)
    prefecture = [Entity("prefecture/141100", "Prefecture", "吕梁市", ("吕梁市",), "p", "141100")]
    codes = (
        "141102",
        "141121",
        "141122",
        "141123",
        "141124",
        "141125",
        "141126",
        "141127",
        "141128",
        "141129",
        "141130",
        "141181",
        "141182",
    )
    names = (
        "离石区",
        "文水县",
        "交城县",
        "兴县",
        "临县",
        "柳林县",
        "石楼县",
        "岚县",
        "方山县",
        "中阳县",
        "交口县",
        "孝义市",
        "汾阳市",
    )
    counties = [Entity(f"county/{c}", "County", n, (n,), c, c) for c, n in zip(codes, names, strict=True)]
    entities = [*prefecture, *counties]
    stories: list[tuple[Article, Facts]] = []
    bodies = [Entity(f"government-body/{c.code}-{n}", "GovernmentBody", f"{c.name}{n}", (f"{c.name}{n}",), f"{c.code}{n}", c.code)
              for c in counties for n in ("人民政府", "农业农村局", "文化和旅游局", "行政审批服务管理局", "总工会")]  # fmt: skip
    entities += bodies
    while len(entities) < count:
        entities += _story(len(stories), luck, luck.choice(counties), bodies, stories)
    return store(entities, stories)


def _story(
    number: int, luck: random.Random, county: Entity, bodies: list[Entity], stories: list[tuple[Article, Facts]]
) -> list[Entity]:
    """One more story about a county: a dozen new entities and what it says of them."""
    tag = f"{number}"
    people = [
        Entity(f"person/{tag}-{n}", "Person", luck.choice(SURNAMES) + "".join(luck.sample(GIVEN, 2)), (), f"{tag}p{n}")
        for n in range(5)
    ]
    kinds = (
        ("Enterprise", "有限公司"),
        ("Village", "村"),
        ("Program", "产业园项目"),
        ("Initiative", "行动"),
        ("Product", "小米"),
        ("Event", "推介会"),
        ("Industry", "产业"),
    )
    things = [
        Entity(f"{kind.lower()}/{tag}", kind, luck.choice(GIVEN) + luck.choice(GIVEN) + tail, (), f"{tag}{kind}")
        for kind, tail in kinds
    ]
    firm, village, program, initiative, product, event, industry = things
    body = luck.choice([b for b in bodies if b.code == county.code])
    said = [
        (people[0].id, "holdsPositionAt", body.id, f"{body.name}局长{people[0].name}"),
        (people[1].id, "worksFor", firm.id, f"{firm.name}员工{people[1].name}"),
        (people[2].id, "residentOf", village.id, f"{village.name}村民{people[2].name}"),
        (people[3].id, "residentOf", village.id, f"{village.name}村民{people[3].name}"),
        (people[4].id, "worksFor", firm.id, f"{firm.name}技术员{people[4].name}"),
        (village.id, "locatedIn", county.id, f"{county.name}{village.name}"),
        (firm.id, "locatedIn", county.id, f"{firm.name}落户{county.name}"),
        (body.id, "carriesOut", initiative.id, f"{body.name}开展{initiative.name}"),
        (body.id, "carriesOut", program.id, f"{body.name}实施{program.name}"),
        (firm.id, "produces", product.id, f"{firm.name}生产{product.name}"),
        (county.id, "develops", industry.id, f"{county.name}发展{industry.name}"),
        (firm.id, "participatesIn", event.id, f"{firm.name}参加{event.name}"),
        (village.id, "benefitsFrom", program.id, f"{village.name}受益于{program.name}"),
        (body.id, "supports", firm.id, f"{body.name}扶持{firm.name}"),
        (luck.choice(bodies).id, "cooperatesWith", body.id, f"{body.name}与兄弟单位合作"),
    ]
    text = f"{county.name}{village.name}的一天\n" + "。".join(words for *_, words in said) + "。"
    month = 1 + number % 12
    story = article(f"s{tag}", text, date=f"2025-{month:02d}-{1 + number % 28:02d}")
    claims = [claim(story, s, p, o, words) for s, p, o, words in said if s != o]
    stories.append((story, Facts(tuple(claims))))
    return [*people, *things]

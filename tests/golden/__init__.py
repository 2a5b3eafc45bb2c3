"""Golden files: what the seed pages are read as, and what a small hand-made article looks like in Turtle.

A reader who does not program can review them. `python -m tests.golden` rewrites them.
"""

from collections.abc import Callable
from pathlib import Path

from kg.acquire import read_pages
from kg.articles import split_page
from kg.graph import Base, Doubt, article_quads, identity_quads, serialize, sorted_triples, source_lines
from kg.records import Article, Claim, Entity, Facts, Measure, Page, Part, Quotation, Run

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"


def seed_articles() -> str:
    """Every article of the seed pages: what stands above it, its lines, its text with the role of each part."""
    told = []
    for page in read_pages([SEEDS]):
        assert isinstance(page, Page)
        for article in split_page(page):
            told.append(f"=== {page.source} {source_lines(article)} {article.kind}")
            told.append(f"headline: {article.headline}  byline: {' '.join(article.byline)}  dateline: {article.dateline}")
            told += [f"[{part.kind}] {article.text[part.start : part.end]}" for part in article.parts]
    return "\n".join(told) + "\n"


def small_graph() -> str:
    """One sentence with a post, a statement and a figure, as Turtle."""
    text = "岚县审批局局长张三说：“快了。”项目总投资5.4亿元。"
    article = Article(
        "a1", "page.txt", "news", text, (Part("body", 0, len(text)),), (Run(0, len(text), 0),), ((1, 1),), date="2025-09-10"
    )
    person, body, county = "person/zhang-san-1", "government-body/lan-xian-1", "county/141127"
    facts = Facts(
        (Claim(person, "holdsPositionAt", body, "a1", 0, 9, "posts/body-title-person", 0.9, attributes=(("title", "局长"),)),),
        (Quotation(person, "a1", 12, 15, True, "speech/before"),),
        (Measure(body, "总投资", "540000000", "元", "a1", 16, 26, "figures/total", "约"),),
    )
    mentioned = {person: ["张三"], body: ["岚县审批局"], county: ["岚县"]}
    kinds = {person: "Person", body: "GovernmentBody", county: "County"}
    entities = [
        Entity(person, "Person", "张三", ("张三",), "k1"),
        Entity(body, "GovernmentBody", "岚县行政审批服务管理局", ("岚县审批局", "岚县行政审批服务管理局"), "k2", "141127"),
        Entity(county, "County", "岚县", ("岚县",), "k3", "141127"),
    ]
    doubt = Doubt(person, "person/zhang-san-2", 0.5, ("同名",))
    quads = [
        *article_quads(article, text, mentioned, facts, kinds, base=Base()),
        *identity_quads(entities, base=Base(), doubts=[doubt]),
    ]
    return serialize(sorted_triples(quads), "ttl").decode()


GOLDEN: dict[Path, Callable[[], str]] = {HERE / "articles.txt": seed_articles, HERE / "graph.ttl": small_graph}

"""Pages and data of the server: stable addresses, every mark in the text, hostile text as text, a new build without a restart."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import Base, release
from kg.records import Entity
from kg.views.serve_marks import names_in, pieces
from kg.views.serve_pages import STATIC_PAGES
from tests.views import small_build
from tests.views.served import Got, request, served

ZHANG = "/id/" + small_build.ZHANG
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build.make(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="module")
def url(out: Path) -> Iterator[str]:
    with served(out) as address:
        yield address


class Seen(HTMLParser):
    """The tags and the visible words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data


def page(url: str, path: str) -> Got:
    got = request(url, path, headers=HTML)
    assert (got.status, got.kind) == (200, "text/html"), (path, got.status, got.text[:300])
    return got


@pytest.mark.parametrize("path", [*STATIC_PAGES, "/search?q=%E5%85%AC", "/id/article/a2", "/id/" + small_build.FIRM])
def test_hostile_text_is_text_everywhere(url: str, path: str) -> None:
    got = page(url, path)
    seen = Seen(got.text)
    scripts = [attributes for tag, attributes in seen.tags if tag == "script"]
    assert all(s.get("src", "").startswith("/static/") or s.get("type") == "application/json" for s in scripts)
    assert not any(name.startswith("on") for _, attributes in seen.tags for name in attributes)
    assert "\u202e" not in got.text
    for name in ("src", "href", "action"):
        for _, attributes in seen.tags:
            assert re.match(r"/(?!/)|[#?]|data:,$|$", attributes.get(name, "")), attributes


@pytest.mark.parametrize("path", STATIC_PAGES)
def test_every_link_of_a_page_leads_somewhere(url: str, path: str) -> None:
    seen = Seen(page(url, path).text)
    found = [attributes.get(name, "") for _, attributes in seen.tags for name in ("href", "src")]
    links = {link.partition("#")[0] for link in found if link.startswith("/")}
    assert links
    for link in sorted(links):
        assert request(url, link, headers=HTML).status in (200, 303), link


def test_an_entity_shows_facts_with_sentence_headline_paper_and_line(url: str) -> None:
    words = Seen(page(url, ZHANG).text).words
    where = ("审批局送服务上门", "吕梁日报", "2025-09-10", "page one.txt:2")
    for expected in (
        "老张",
        "任职于",
        "岚县行政审批服务管理局",
        "职务：局长",
        "岚县审批局局长张三",
        "可信度 0.93",
        "posts/title",
        *where,
    ):
        assert expected in words


def test_a_place_shows_what_it_lies_in_and_what_lies_in_it(url: str) -> None:
    words = Seen(page(url, "/id/county/141127").text).words
    assert "吕梁市" in words and "山西省" in words and "行政区划表" in words and "甲⟨U+202E⟩乙" in words


def test_a_body_shows_the_place_that_it_belongs_to_and_no_code_of_its_own(url: str) -> None:
    words = Seen(page(url, "/id/" + small_build.BUREAU).text).words
    assert "所属地方" in words and "岚县 141127" in words and "区划代码" not in words
    assert "区划代码" in Seen(page(url, "/id/county/141127").text).words


def test_the_first_page_counts_places_apart_from_counties_and_entities_apart_from_facts(url: str) -> None:
    words = Seen(page(url, "/").text).words
    words = words[words.index("读出了什么") :]
    assert words.index("读出了什么") < words.index("人物") < words.index("有哪些事实") < words.index("任职于")
    assert "1 县级行政区" in " ".join(words.split()) and " 地方" not in words


def test_an_article_marks_every_name_and_every_fact(url: str) -> None:
    got = page(url, "/id/article/a1")
    seen = Seen(got.text)
    text = got.text[got.text.index('<article class="text"') : got.text.index("</article>")]
    assert re.sub("<[^>]*>|(?<=>)[0-9]+(?=</a>)", "", text).split() == small_build.ONE_TEXT.split()
    for tail in (small_build.ZHANG, small_build.BUREAU, small_build.COOP, small_build.PLANT):
        assert f'href="/id/{tail}"' in text
    anchors = {attributes["id"] for _, attributes in seen.tags if "id" in attributes}
    links = [attributes.get("href", "") for tag, attributes in seen.tags if tag == "a"]
    targets = {link[1:] for link in links if link.startswith("#")}
    assert targets <= anchors
    assert len([a for a in anchors if a.startswith("f-")]) == 4


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
    ],
)
def test_an_address_gives_the_form_that_is_asked_for(url: str, accept: str, kind: str) -> None:
    got = request(url, ZHANG, headers={"Accept": accept})
    assert (got.status, got.kind) == (200, kind)
    assert "accept" in got.headers["vary"].lower()
    assert Base().prefix + small_build.ZHANG in got.headers["link"]


def test_a_form_that_is_not_given_is_406(url: str) -> None:
    assert request(url, ZHANG, headers={"Accept": "image/png"}).status == 406
    assert request(url, ZHANG + "?format=docx").status == 406


@pytest.mark.parametrize("tail", [small_build.ZHANG, small_build.FIRM, "article/a1", "county/141127"])
def test_the_data_of_an_address_are_those_of_the_graph(out: Path, url: str, tail: str) -> None:
    whole = {str(q.triple) for q in ox.parse(path=str(release(out) / "graph.ttl"), format=ox.RdfFormat.TURTLE)}
    found = set()
    for form, kind in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("nt", ox.RdfFormat.N_TRIPLES)):
        found = {str(q.triple) for q in ox.parse(request(url, f"/id/{tail}?format={form}").body, format=kind)}
        assert found <= whole
    assert any("#exact>" in triple for triple in found) or tail == "county/141127"
    assert any(triple.startswith(f"<{Base().prefix}{tail}>") for triple in found)


def test_a_merged_address_leads_on_and_an_unknown_one_is_404(url: str) -> None:
    got = request(url, "/id/person/old")
    assert (got.status, got.headers["location"]) == (301, ZHANG)
    assert request(url, "/id/person/nobody", headers=HTML).status == 404
    assert request(url, "/id/person/nobody", headers={"Accept": "text/turtle"}).kind == "text/plain"


def test_lists_hold_posts_statements_and_days(url: str) -> None:
    assert "局长" in Seen(page(url, "/posts").text).words
    assert "局长" in Seen(page(url, "/posts?q=%E5%BC%A0%E4%B8%89").text).words
    assert "page one.txt" not in Seen(page(url, "/posts?q=nobody").text).words
    assert "快了。" in Seen(page(url, "/statements").text).words
    words = Seen(page(url, "/timeline").text).words
    assert words.index("2025-09-10") < words.index("日期不明")
    assert "红旗合作社" not in Seen(page(url, "/timeline?about=" + small_build.ZHANG).text).words


def test_the_interface_finds_things_neighbours_and_the_claims_of_an_edge(url: str) -> None:
    found = json.loads(request(url, "/api/search?q=%E5%90%88%E4%BD%9C").body)
    assert [n["tail"] for n in found["names"]] == [small_build.COOP]
    assert found["count"] == 1
    node = json.loads(request(url, "/api/node/" + small_build.ZHANG).body)
    assert node["facts"][0]["quotes"][0]["exact"] == "岚县审批局局长张三"
    near = json.loads(request(url, "/api/neighbours/" + small_build.ZHANG).body)
    assert near["edges"][0]["target"] == small_build.BUREAU
    edge = json.loads(request(url, f"/api/edge?a={small_build.BUREAU}&b={small_build.ZHANG}").body)
    assert [claim["predicate"] for claim in edge["claims"]] == ["holdsPositionAt"]
    assert request(url, "/api/edge?a=x&b=y").status == 404


def test_the_explorer_gets_its_data_in_pieces(url: str) -> None:
    whole = json.loads(request(url, "/explorer/piece").body)
    assert small_build.ZHANG in [node[0] for node in whole["nodes"]]
    assert all(row[8] is None for row in whole["articles"])
    assert json.loads(request(url, "/explorer/text/a1").body)["text"] == small_build.ONE_TEXT
    near = json.loads(request(url, f"/explorer/near/{small_build.ZHANG}/piece").body)
    assert {node[0] for node in near["nodes"]} == {small_build.ZHANG, small_build.BUREAU}
    assert len(near["claims"]) == 1
    assert json.loads(request(url, f"/explorer/near/{small_build.ZHANG}/text/a1").body)["text"] == small_build.ONE_TEXT
    assert f'content="/explorer/near/{small_build.ZHANG}/"' in page(url, f"/explorer/near/{small_build.ZHANG}").text


def test_a_new_build_is_shown_as_soon_as_it_is_published(tmp_path: Path) -> None:
    out = small_build.make(tmp_path / "out")
    with served(out) as url:
        assert request(url, "/id/person/new").status == 404
        small_build.make(out, name="r2", more=[Entity("person/new", "Person", "李四", ("李四",), "k9")])
        assert request(url, "/id/person/new").status == 200
        assert request(url, "/sparql?query=ASK%7Bid%3Aperson%5C%2Fnew%20%3Fp%20%3Fo%7D").text.count("true") == 1
        small_build.make(out, name="r2")
        assert request(url, "/id/person/new").status == 404


def test_the_longer_name_wins_and_pieces_join_to_the_text() -> None:
    text = "岚县审批局在岚县，岚县审批局"
    names = names_in(text, {"county": ["岚县"], "bureau": ["岚县审批局"]})
    assert [(text[a:b], who) for a, b, who in names] == [("岚县审批局", "bureau"), ("岚县", "county"), ("岚县审批局", "bureau")]
    cut = pieces(text, names, [(0, 8, "one"), (3, 8, "two"), (9, 10, "one"), (90, 99, "outside")])
    assert "".join(p.text for p in cut) == text
    assert [p.first for p in cut if p.first] == [("one",), ("two",)]
    assert "".join(p.text for p in cut if "two" in p.facts) == text[3:8]
    assert "".join(p.text for p in cut if p.thing == "bureau") == "岚县审批局" * 2


def test_the_name_of_the_network_file_leads_to_the_explorer(url: str) -> None:
    answer = request(url, "/network.html")
    assert (answer.status, answer.headers["location"]) == (307, "/explorer")

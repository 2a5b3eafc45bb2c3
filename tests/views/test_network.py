"""network.html as a file: what it holds, that nothing in it is markup, that it is the same every time."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

import kg
from kg.records import Entity, Facts
from kg.views.network import collect, write_network
from kg.views.network_data import read_picture
from kg.views.network_page import SCRIPTS, page_file, safe_json, unpacked
from tests.views import graphs

BASE = "https://w3id.org/newskg/id/"
PAGE = Path(kg.__file__).parent / "views" / "page"


def written(store: ox.Store, folder: Path) -> str:
    write_network(store, folder / "network.html", base=BASE)
    return (folder / "network.html").read_text("utf-8")


def data_of(html: str) -> dict[str, list[list[object]]]:
    return unpacked(html)


def test_the_file_holds_every_entity_fact_quotation_figure_and_article(tmp_path: Path) -> None:
    data = data_of(written(graphs.small(), tmp_path))
    assert {"曾敏", "岚县行政审批服务管理局", "山西省"} <= {str(node[1]) for node in data["nodes"]}
    stated = [claim for claim in data["claims"] if claim[4] != -1]
    assert len(stated) == 8 and len(data["claims"]) == 8 + 3  # three by the division table
    assert len(data["quotations"]) == len(data["measures"]) == len(data["doubts"]) == 1
    assert [story[1] for story in data["articles"]] == ["审批提速惠农企", "土豆花节开幕"]


def test_evidence_points_into_the_text_by_code_points(tmp_path: Path) -> None:
    data = data_of(written(graphs.small(), tmp_path))
    texts = [str(story[8]) for story in data["articles"]]
    quotes = [texts[q[1]][q[2][0] : q[2][1]] for q in data["quotations"]]  # type: ignore[call-overload,index]
    assert quotes == ["再难也要办成。"]


def test_the_line_of_the_page_on_which_the_words_stand_is_with_them(tmp_path: Path) -> None:
    data = data_of(written(graphs.small(), tmp_path))
    lines = {str(data["nodes"][int(str(c[1]))][1]) + str(c[2]): c[-1] for c in data["claims"] if c[4] != -1}
    assert sorted(lines.values(), key=str) == [[2]] * 5 + [[3]] * 3
    assert [q[-1] for q in data["quotations"]] == [[2]]
    assert [m[-1] for m in data["measures"]] == [[3]]


def test_a_file_of_five_thousand_entities_is_not_large(tmp_path: Path) -> None:
    assert len(written(graphs.generated(5000), tmp_path).encode()) <= 1_500_000


def test_pyvis_collects_every_entity_and_every_claim() -> None:
    picture = read_picture(graphs.small(), base=BASE)
    network = collect(picture)
    assert [node["id"] for node in network.nodes] == [thing.id for thing in picture.things]
    assert len(network.edges) == len(picture.claims)


def test_names_are_found_by_pinyin_and_a_surname_in_each_of_its_readings(tmp_path: Path) -> None:
    sounds = {str(node[1]): str(node[7]) for node in data_of(written(graphs.small(), tmp_path))["nodes"]}
    assert "lan xian" in sounds["岚县"]
    assert {"zeng min", "ceng min"} <= set(sounds["曾敏"].split("|"))


def test_an_entity_stands_in_the_place_that_is_stated_or_follows_from_its_body(tmp_path: Path) -> None:
    nodes = data_of(written(graphs.small(), tmp_path))["nodes"]
    places = {str(node[1]): [nodes[p][1] for p in node[9]] for node in nodes}  # type: ignore[attr-defined]
    assert places["清河农牧有限公司"] == ["岚县"]
    assert places["岚县行政审批服务管理局"] == ["岚县"]
    assert places["曾敏"] == ["岚县"]
    assert places["王杰"] == ["临县"]


def test_the_policy_allows_the_scripts_and_the_style_of_the_file_by_hash_and_nothing_else(tmp_path: Path) -> None:
    html = written(graphs.small(), tmp_path)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = found[1].replace("&#x27;", "'")
    parts = [*re.findall(r"<script>(.*?)</script>", html, re.DOTALL), *re.findall(r"<style>(.*?)</style>", html, re.DOTALL)]
    assert len(parts) == len(SCRIPTS) + 1
    for part in parts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


def test_data_cannot_end_the_script_that_holds_them() -> None:
    hostile = "</script><script>alert(1)</script><!--\u2028\u2029&amp;\ud800"
    text = safe_json({"name": hostile})
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode()
    assert json.loads(text) == {"name": hostile}


def test_a_reader_without_scripts_gets_the_facts_as_a_table(tmp_path: Path) -> None:
    html = written(graphs.small(), tmp_path)
    table = html[html.index("<noscript>") : html.index("</noscript>")]
    for words in ("曾敏", "任职于（局长）", "岚县审批局局长曾敏", "审批提速惠农企", "清河日报", "a1.txt:2"):
        assert words in table


def test_hostile_text_is_escaped_in_the_table_and_hidden_characters_are_written_out(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>\u202e坏\u200b"
    entity = Entity("person/x", "Person", name, (name,), "k")
    html = written(graphs.store([entity], [(graphs.article("a", name), Facts())]), tmp_path)
    assert "<img" not in html
    assert "⟨U+202E⟩坏⟨U+200B⟩" in html


def test_a_graph_without_anything_still_gives_a_page(tmp_path: Path) -> None:
    assert data_of(written(ox.Store(), tmp_path))["nodes"] == []


def test_ends_that_the_store_does_not_describe_are_left_out_with_their_claims(tmp_path: Path) -> None:
    store = graphs.small()
    for quad in list(store.quads_for_pattern(ox.NamedNode(f"{BASE}person/zeng-min"), None, None)):
        store.remove(quad)
    data = data_of(written(store, tmp_path))
    assert "曾敏" not in {str(node[1]) for node in data["nodes"]}
    assert len(data["quotations"]) == 0


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.views import graphs; from kg.views.network import write_network; "
        f"write_network(graphs.generated(120), Path(sys.argv[1]), base='{BASE}')"
    )
    seen = set()
    for seed in ("0", "1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"}
        subprocess.run([sys.executable, "-c", program, str(path)], check=True, env=environment, cwd=PAGE.parents[2])
        seen.add(path.read_bytes())
    assert len(seen) == 1


def test_the_built_scripts_are_those_of_the_sources() -> None:
    total = hashlib.sha256()
    for path in sorted((PAGE / "src").glob("*.js")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    assert f"sources sha256 {total.hexdigest()}" in page_file("explorer.js")[:120], "run the command in kg/views/page/build.mjs"


def test_the_bundle_is_the_one_that_its_lock_names() -> None:
    rows = [line.split("\t") for line in page_file("vendor/vendor.lock").splitlines()[1:]]
    assert ["graph.min.js", "sha512", hashlib.sha512((PAGE / "vendor" / "graph.min.js").read_bytes()).hexdigest()] in rows
    assert {row[0] for row in rows} >= {"sigma", "graphology"}
    assert {row[2] for row in rows if row[0] != "graph.min.js"} == {"MIT"}


def test_no_script_of_ours_makes_markup_from_text() -> None:
    sources = {path.name: path.read_text("utf-8") for path in (PAGE / "src").glob("*.js")}
    assert len(sources) > 15
    for name, text in sources.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), name

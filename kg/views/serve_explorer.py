"""The explorer over a build of any size: the page of network.html, with its data fetched instead of written into it.

In: a Shown. Out: the page, the piece of data to begin with, the text of one article. A build of moderate size is one piece; of a
larger one the neighbourhood of a thing.
"""

import json
import re
import zlib
from html import escape
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.graph.nodes import term
from kg.records import ENTITY_KINDS
from kg.views import lookup
from kg.views.lookup import Node
from kg.views.network import arrange, collect
from kg.views.network_data import read_picture
from kg.views.network_page import SCRIPTS, page_file, unpacked
from kg.views.network_piece import FORMAT, piece
from kg.views.serve_gate import POLICY
from kg.views.serve_shelf import Shown

WHOLE = 20_000  # entities that the page shows at once
NEAR = 400  # entities of a neighbourhood
HUB = 60  # things with more ties are shown, but what hangs on them is not fetched
TEXT = 8  # where the text stands in an article's row, see network_piece
BODY, MENTIONS = term("schema:articleBody"), term("schema:mentions")


def page(about: str) -> str:
    """The explorer's page; `about` is the address that its data are below."""
    parts = {
        "POLICY": escape(POLICY.replace("frame-ancestors 'none'; ", ""), quote=True),
        "STYLE": '<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/explorer.css">',
        "TABLE": '<p><a href="/">没有脚本时，请用检索、人物职务、言论、时间线各页。</a></p>',
        "DATA": f'<meta name="kg-api" content="{escape(about, quote=True)}">',
        "SCRIPTS": "\n".join(f'<script src="/static/{name.rsplit("/", 1)[-1]}"></script>' for name in SCRIPTS),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], page_file("template.html"))


def small(shown: Shown) -> bool:
    """Whether the whole build is one piece."""
    return sum(count for name, count in shown.counts() if name in ENTITY_KINDS) <= WHOLE


def whole(shown: Shown) -> bytes:
    """The whole build as JSON, without the texts of the articles; as network.html has it, where there is one."""

    def make() -> bytes:
        try:
            found = unpacked((shown.build.folder / "network.html").read_text("utf-8"))
            if found["format"] == FORMAT:
                return _packed(found)
        except (OSError, ValueError, KeyError, zlib.error):
            pass  # a build without this file, or of another version
        return _packed(_piece(shown.build.store, shown.build.base))

    return shown.once("explorer", make)


def near(shown: Shown, node: Node) -> bytes:
    """What lies about a thing, step by step until NEAR things are found, as JSON."""
    store = shown.build.store
    reached = {node}
    edge = [node]
    beyond = 0
    while edge and len(reached) < NEAR:
        further: set[Node] = set()
        for at in edge:
            ends = {end for _, end in islice(lookup.ties(store, at), None if at == node else HUB + 1)}
            if at == node or len(ends) <= HUB:  # through a province everything is near everything
                further |= ends - reached
        room = NEAR - len(reached)
        beyond = max(0, len(further) - room)
        edge = sorted(further, key=lambda n: n.value)[:room]
        reached |= set(edge)
    return _packed(_piece(_cut(shown, reached), shown.build.base, left_out={"entities": beyond} if beyond else {}))


def text(shown: Shown, article: str) -> str | None:
    """The text of an article by its id; None where there is none."""
    node = shown.node(f"article/{article}")
    return lookup.value(shown.build.store, node, "schema:articleBody") if node else None


def _piece(store: ox.Store, base: str, *, left_out: dict[str, int] | None = None) -> dict[str, Any]:
    picture = read_picture(store, base=base)
    return piece(picture, arrange(collect(picture), picture), left_out=left_out)


def _packed(data: dict[str, Any]) -> bytes:
    for row in data["articles"]:
        row[TEXT] = None
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _cut(shown: Shown, kept: set[Node]) -> ox.Store:
    """A small store: the things, the claims among them, what they said, their figures, and the articles of all these."""
    store = shown.build.store
    facts: set[Node] = set()
    for node in kept:
        for quad in store.quads_for_pattern(None, term("rdf:subject"), node):
            claim = quad.subject
            if isinstance(claim, Node) and kept.issuperset(lookup.nodes(store, claim, "rdf:object")):
                facts.add(claim)
        facts.update(lookup.nodes(store, None, "kg:speaker", node), lookup.nodes(store, None, "kg:measureOf", node))
    spans = {span for fact in facts for span in lookup.nodes(store, fact, "kg:evidence")}
    articles = {article for fact in facts for article in lookup.nodes(store, fact, "prov:wasDerivedFrom")}
    found = {quad.triple for node in (*kept, *facts, *spans) for quad in store.quads_for_pattern(node, None, None)}
    for article in articles:
        said = {quad.triple for quad in store.quads_for_pattern(article, None, None)}
        found |= {t for t in said if t.predicate != BODY and (t.predicate != MENTIONS or t.object in kept)}
    cut = ox.Store()
    cut.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    return cut

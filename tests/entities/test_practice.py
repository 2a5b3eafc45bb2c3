"""Three practice pages together: gold mentions, resolved and linked, against the identities that `B_identity.json` is made of."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.entities import Linking, link, resolve_page
from kg.records import Article, Mention, Part, Referent
from tests.entities.measure import b_cubed, family

PRACTICE = Path(__file__).parent.parent / "practice"
LEVELS = {"province": "Province", "prefecture": "Prefecture", "county": "County", "township": "Township", "village": "Village"}
CONTINUED = [("B1/b1-kunlan-shang", "B2/b2-kunlan-xia")]


def occurrences(text: str, names: list[str]) -> list[tuple[int, int]]:
    """Where names stand in a text, longer names first, without overlap."""
    found: list[tuple[int, int]] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            if not any(s < match.end() and match.start() < e for s, e in found):
                found.append(match.span())
    return found


@cache
def pages() -> tuple[Linking, dict[str, Referent], dict[tuple[str, int, int, str], str]]:
    """The linking, every referent by its id, and the uid that gold gives each mention."""
    articles: list[Article] = []
    groups: list[tuple[Referent, ...]] = []
    gold: dict[tuple[str, int, int, str], str] = {}
    for page in ("B1", "B2", "B3"):
        read: list[Article] = []
        named: list[tuple[Mention, ...]] = []
        for item in json.loads((PRACTICE / f"{page}.json").read_text("utf-8"))["articles"]:
            if item.get("kind") == "furniture" or not item.get("text"):
                continue
            text = "\n".join(part for part in (item.get("headline"), item.get("subhead"), item["text"]) if part)
            article = Article(f"{page}/{item['id']}", page, "news", text, (Part("body", 0, len(text)),), (), ((1, 1),))
            mentions = []
            for entity in item["entities"]:
                kind = kind_of(entity)
                for start, end in occurrences(text, entity["names"]):
                    mentions.append(Mention(start, end, kind, text[start:end], "gold"))
                    gold[article.id, start, end, family(kind)] = entity.get("uid") or f"{article.id}/{entity['id']}"
            read.append(article)
            named.append(tuple(mentions))
        articles.extend(read)
        groups.extend(resolve_page(read, named))
    return link(articles, groups, continuations=CONTINUED), {r.id: r for g in groups for r in g}, gold


def kind_of(entity: dict[str, Any]) -> str:
    return LEVELS.get(entity.get("level", ""), "Place") if entity["type"] == "Place" else str(entity["type"])


def test_identity_over_articles() -> None:
    linking, referents, gold = pages()
    links = set()
    for referent in referents.values():
        article = referent.id.rpartition("#")[0]
        for reference in referent.references:
            if uid := gold.get((article, reference.start, reference.end, family(referent.kind))):
                links.add((article, uid, linking.who[referent.id]))
    precision, recall = b_cubed([(uid, entity) for _, uid, entity in sorted(links)])
    assert len(links) > 600
    assert precision >= 0.99
    assert recall >= 0.96


def test_places_of_county_level_and_above_have_codes() -> None:
    _, referents, _ = pages()
    asked = [r for r in referents.values() if r.kind in ("Province", "Prefecture", "County")]
    without = [r.name for r in asked if r.code is None]
    assert len(asked) > 50
    assert len(without) <= 0.02 * len(asked), without

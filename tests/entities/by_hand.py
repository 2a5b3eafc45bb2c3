"""Articles and mentions written by hand: `{words|Kind}` in a text is a mention, `{*words|Kind}` the one in question."""

import re
from collections.abc import Sequence

from kg.entities import Linking, link, resolve_page
from kg.records import Article, Mention, Part, Referent

KINDS = {"G": "GovernmentBody", "O": "Organization", "E": "Enterprise", "P": "Person"}
MARKED = re.compile(r"\{(\*?)([^{}|]+)\|([A-Za-z]+)\}")


def written(marked: str, *, id: str = "a", paper: str | None = None) -> tuple[Article, tuple[Mention, ...], tuple[int, ...]]:
    """The article and the mentions of a marked text, and where the mentions in question start."""
    plain: list[str] = []
    mentions: list[Mention] = []
    asked: list[int] = []
    place = at = 0
    for match in MARKED.finditer(marked):
        plain.append(marked[place : match.start()])
        at += len(plain[-1])
        mentions.append(Mention(at, at + len(match[2]), KINDS.get(match[3], match[3]), match[2], "hand"))
        if match[1]:
            asked.append(at)
        plain.append(match[2])
        at += len(match[2])
        place = match.end()
    text = "".join([*plain, marked[place:]])
    article = Article(id, f"{id}.txt", "news", text, (Part("body", 0, len(text)),), (), ((1, 1),), paper=paper)
    return article, tuple(mentions), tuple(asked)


def referents_of(marked: str, *, id: str = "a", paper: str | None = None) -> tuple[Referent, ...]:
    article, mentions, _ = written(marked, id=id, paper=paper)
    return resolve_page([article], [mentions])[0]


def at(referents: Sequence[Referent], start: int) -> Referent:
    """The referent of the mention or anaphor that starts at a place."""
    return next(r for r in referents if any(ref.start == start for ref in r.references))


def of(referents: Sequence[Referent], name: str) -> Referent:
    """The referent that bears a name."""
    return next(r for r in referents if name in r.names)


def linked(*pages: tuple[str, str | None]) -> tuple[Linking, list[str]]:
    """The linking of texts with their papers, each on a page of its own, and the entity of each mention in question."""
    articles: list[Article] = []
    groups: list[tuple[Referent, ...]] = []
    asked: list[str] = []
    for number, (marked, paper) in enumerate(pages):
        article, mentions, starts = written(marked, id=f"a{number}", paper=paper)
        referents = resolve_page([article], [mentions])[0]
        articles.append(article)
        groups.append(referents)
        asked.extend(at(referents, start).id for start in starts)
    linking = link(articles, groups)
    return linking, [linking.who[i] for i in asked]

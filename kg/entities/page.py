"""`resolve_page`: mentions of the articles of one page -> referents, article by article, with the page's home region.

A referent's key is made of its kind, its place's path and its name, so that the same thing gets the same key in any article.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entities.anaphora import find_anaphors
from kg.entities.drafts import Draft, every
from kg.entities.forms import core, norm
from kg.entities.groups import group_bodies, group_firms, group_places
from kg.entities.people import anchor_people, anchored, group_people, nameless
from kg.entities.places import LEVELS
from kg.entities.setting import home_of_page, setting_of
from kg.entities.work_groups import group_works
from kg.records import PLACE_KINDS, Article, Mention, Referent

ALIAS = re.compile(
    r"[（(](?:以下|下文|下)?(?:统称|简称|又称|又名|俗称)(?:为|作)?[:：]?[“\"'‘]?([^“”\"'‘’（）()，。]{2,16})[”\"'’]?[）)]"
)
OFFICES = ("GovernmentBody", "Organization")
THINGS = frozenset((*OFFICES, "Enterprise", "Program", "Initiative", "Event", "PolicyDocument", "Product", "Industry"))
WORKS = ("Program", "Initiative", "Event", "PolicyDocument", "Product", "Industry")


def resolve_page(
    articles: Sequence[Article], mentions: Sequence[Sequence[Mention]], continuations: Sequence[tuple[str, str]] = ()
) -> tuple[tuple[Referent, ...], ...]:
    """Referents of each article of a page, in the order of `articles`; `mentions` runs parallel to it.

    `continuations` are pairs of article ids: the second article goes on where the first ends, and is read together with it.
    """
    home = home_of_page(articles, mentions)
    number = {article.id: n for n, article in enumerate(articles)}
    follows = {number[b]: number[a] for a, b in continuations if a in number and b in number and a != b}
    found: list[tuple[Referent, ...]] = []
    for n, article in enumerate(articles):
        first = follows.get(n, next((a for b, a in follows.items() if a == n), None))
        if first is None:
            found.append(_referents(article, _resolve(article, mentions[n], home)))
        else:
            found.append(_part(articles, mentions, first, next(b for b, a in sorted(follows.items()) if a == first), n, home))
    return tuple(found)


def _part(
    articles: Sequence[Article], mentions: Sequence[Sequence[Mention]], first: int, second: int, wanted: int, home: str | None
) -> tuple[Referent, ...]:
    """Referents of one of two parts of an article, both read as one text."""
    one, other = articles[first], articles[second]
    shift = len(one.text) + 1
    moved = [replace(m, start=m.start + shift, end=m.end + shift) for m in mentions[second]]
    whole = replace(one, text=one.text + "\n" + other.text)
    drafts = _resolve(whole, [*mentions[first], *moved], home)
    for draft in drafts:
        here = [r for r in draft.references if (r.start >= shift) == (wanted == second)]
        draft.references = [replace(r, start=r.start - shift, end=r.end - shift) for r in here] if wanted == second else here
    return _referents(articles[wanted], [d for d in drafts if d.references])


def _resolve(article: Article, mentions: Sequence[Mention], home: str | None) -> list[Draft]:
    """Drafts of one article with their keys. `home` is the code of the paper's region, if known."""
    found = one_kind_each(m for m in sorted(set(mentions), key=lambda m: (m.start, -m.end, m.kind, m.by, m.score)) if _names(m))
    setting, spots = setting_of(article, found, home)
    aliases = printed_aliases(article.text, found)
    of = {kind: [m for m in found if m.kind == kind] for kind in {m.kind for m in found}}
    places = group_places(_of(found, PLACE_KINDS), spots)
    offices = group_bodies(_of(found, OFFICES), setting, aliases, article.text)
    firms = group_firms(of.get("Enterprise", []), setting, aliases)
    works = group_works(_of(found, WORKS), setting, aliases, article.text)
    people = group_people(article, of.get("Person", []), setting)
    drafts = every([places, offices, firms, works, people])
    find_anaphors(article, drafts, setting)
    anchor_people(article.text, people, every([offices, firms, places]))
    for draft in (*places, *offices, *firms, *works):
        draft.key = key_of(draft)
    for draft in people:
        draft.key = person_key(draft, article)
    return drafts


def _names(mention: Mention) -> bool:
    """Whether a mention is to be resolved: no time, no amount, not only marks and blanks."""
    return mention.kind not in ("Time", "Amount") and any(c.isalnum() for c in core(mention.text))


def _of(mentions: Sequence[Mention], kinds: Sequence[str]) -> list[Mention]:
    return [m for m in mentions if m.kind in kinds]


def one_kind_each(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions with one kind for one surface form among bodies and works: the kind that most of them have."""
    found = [(m, (core(m.text), _family(m.kind))) for m in mentions]
    votes: dict[tuple[str, str], dict[str, float]] = {}
    for mention, form in found:
        tally = votes.setdefault(form, {})
        tally[mention.kind] = tally.get(mention.kind, 0.0) + mention.score
    chosen = {form: min(tally, key=lambda k: (-tally[k], k)) for form, tally in votes.items()}
    kept: dict[tuple[int, int, str], Mention] = {}
    for mention, form in found:
        one = mention if mention.kind == chosen[form] else replace(mention, kind=chosen[form])
        kept.setdefault((mention.start, mention.end, form[1]), one)
    return list(kept.values())


def _family(kind: str) -> str:
    """Kinds among which one surface form has one kind in an article: recognisers mix bodies and works (流动书屋), not places."""
    return "thing" if kind in THINGS else "place" if kind in PLACE_KINDS else kind


def printed_aliases(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Compared form of a short name that the text introduces -> the full name: （以下简称“…”）."""
    found: dict[str, str] = {}
    for mention in mentions:
        if match := ALIAS.match(text, mention.end):
            found[core(match[1])] = norm(mention.text)
    return found


def key_of(draft: Draft) -> str:
    """The identity key of a place, body or work: kind, path of its place, name."""
    if draft.kind in PLACE_KINDS:
        return f"{draft.what.lower()}:{draft.path}"
    return f"{draft.kind}:{draft.path}/{core(draft.what) or core(draft.name)}"


def person_key(draft: Draft, article: Article) -> str:
    """The identity key of a person: name, and the body or village printed beside it, or the byline's paper, or the article."""
    if nameless(draft.name):
        return f"Person:{core(draft.name)}@@{article.id}"
    if anchor := anchored(draft):
        return f"Person:{core(draft.name)}@{anchor.key}"
    if draft.what:
        return f"Person:{core(draft.name)}@byline:{draft.path if draft.path == f'@{article.id}' else draft.path[1:]}"
    return f"Person:{core(draft.name)}@@{article.id}"


def _referents(article: Article, drafts: Sequence[Draft]) -> tuple[Referent, ...]:
    """Drafts as records, numbered by first reference."""
    merged: dict[str, Draft] = {}
    for draft in drafts:
        if draft.key in merged:
            merged[draft.key].absorb(draft, draft.reasons[0])
        else:
            merged[draft.key] = draft
    ordered = sorted(merged.values(), key=lambda d: (d.first, d.key))
    ids = {draft.key: f"{article.id}#{number}" for number, draft in enumerate(ordered, 1)}
    return tuple(
        Referent(
            id=ids[draft.key],
            kind=draft.what if draft.kind in PLACE_KINDS and draft.what in (*LEVELS, "Place") else draft.kind,
            name=draft.name,
            names=tuple(dict.fromkeys((draft.name, *draft.names))),
            references=tuple(sorted(set(draft.references), key=lambda r: (r.start, r.end))),
            key=draft.key,
            code=draft.code,
            within=tuple(dict.fromkeys(ids[n.key] for n in draft.near if n.key in ids)),
            reasons=tuple(draft.reasons),
        )
        for draft in ordered
    )

"""The setting of an article: what its places say together, and which division 县, 全市, 我镇 mean in it.

In: articles and mentions. Out: a Setting whose `spots` hold every place printed, alone or at the head of a body's name.
The paper's name tells the region of 全市; without one the places of the whole page do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.divisions import Division, divisions, parents
from kg.entities import bodies, firms
from kg.entities.forms import norm
from kg.entities.places import LEVELS, Setting, Spot, Step, chain, place_steps, resolve, step_spot, vote
from kg.records import BODY_KINDS, PLACE_KINDS, Article, Mention

PAPER = re.compile(r"(?:日报|晚报|早报|晨报|时报|新报|商报|周报|新闻|报社|报|网|融媒|发布)+.*$")
DATELINE = re.compile(r"^[^\d\s（(]{2,8}")


def steps_of(mention: Mention) -> tuple[Step, ...]:
    """The places that a mention's own words name."""
    text = norm(mention.text)
    if mention.kind in PLACE_KINDS:
        return place_steps(text, mention.kind)[0]
    if mention.kind == "Enterprise":
        return firms.parse(text).steps
    if mention.kind in BODY_KINDS:
        return bodies.parse(text).steps
    return chain(text)[0][:2] if mention.kind in ("Program", "Event", "PolicyDocument", "Initiative") else ()


def home_of_page(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> str | None:
    """Code of the region whose paper this is: by the paper's name, else the prefecture or province that the page speaks of most."""
    table = divisions()
    for paper in sorted({a.paper for a in articles if a.paper}):
        if home := paper_home(paper):
            return home
    weight = vote(
        tuple(d for d in step.divisions if d.level != "Township") or step.divisions
        for found in mentions
        for m in found
        for step in steps_of(m)[:1]
    )
    total = sum(w for c, w in weight.items() if c.endswith("0000"))
    for level, share in (("Prefecture", 0.4), ("Province", 0.4)):
        ranked = sorted(((-w, c) for c, w in weight.items() if c in table.by_code and table.by_code[c].level == level))
        if ranked and -ranked[0][0] >= max(2.0, share * total):
            return ranked[0][1]
    return None


def paper_home(paper: str) -> str | None:
    """The region that a paper's name names: 吕梁日报 -> 141100, 今日岚县 -> 141127; None for 农民日报."""
    stem = PAPER.sub("", norm(paper).removeprefix("今日").removeprefix("新"))
    steps, rest = chain(stem)
    if not steps or rest:
        return None
    found = [d for d in steps[-1].divisions if d.level in ("Province", "Prefecture", "County")]
    return found[0].code if found else None


def setting_of(article: Article, mentions: Sequence[Mention], home: str | None) -> Setting:
    """Votes and spots of one article."""
    places = [(m, steps_of(m)) for m in mentions]
    votes = vote(step.divisions for _, steps in places for step in steps[-1:])
    for word in (article.dateline or "",):
        if match := DATELINE.match(norm(word)):
            for step in chain(match[0])[0]:
                for code, weight in vote([step.divisions]).items():
                    votes[code] = votes.get(code, 0.0) + weight
    setting = Setting(article.id, home, votes)
    before: tuple[int, Spot] | None = None
    for mention, steps in places:
        if not steps:
            continue
        near = before[1] if before and before[0] == mention.start else None
        spot = (
            resolve(norm(mention.text), mention.kind, setting, near)
            if mention.kind in PLACE_KINDS
            else chain_spot(steps, setting, near)
        )
        if spot and spot.level in LEVELS:
            setting.spots.append((mention.start, spot))
            before = (mention.end, spot) if mention.kind in PLACE_KINDS else before
    return setting


def chain_spot(steps: Sequence[Step], setting: Setting, near: Spot | None = None) -> Spot | None:
    """The place that the head of a body's name means."""
    spot = near
    for step in steps:
        spot = step_spot(step, setting, spot, step.level)
    return spot if steps else None


def meant_by(word: str, at: int, setting: Setting, headline_end: int = 0) -> Spot | None:
    """The division that a level word means at a place of the article: 县 in 县委, 全县; None if nothing fits.

    What the article names itself goes first (岚县 in a Lüliang paper: 县政府 is 岚县's), then what contains its places,
    then the paper's region. A county-level city is 市 only where the article is about it.
    """
    level, tails = bodies.level_words().get(word, ("", ()))
    if not level:
        return None
    levels = ("Prefecture", "County", "Province") if level == "City" else (level,)
    score: defaultdict[str, float] = defaultdict(float)
    known: dict[str, Spot] = {}
    for start, spot in setting.spots:
        for candidate, share in _lineage(spot):
            if candidate.level in levels and candidate.name.endswith(tails):
                known.setdefault(candidate.path, candidate)
                score[candidate.path] += share * (1.5 if start < headline_end else 1.0)
    if setting.home:
        for code in (setting.home, *parents(setting.home)):
            division = divisions().by_code.get(code)
            if division and division.level in levels and division.name.endswith(tails):
                known.setdefault(code, _spot(division))
                score[code] += 2.5 if level == "City" and division.level == "Prefecture" else 1.5
    for start, spot in reversed(setting.spots):
        if start <= at and spot.path in score:
            score[spot.path] += 1.2
            break
    if not score:
        return None
    return known[min(score, key=lambda p: (-score[p], p))]


def _spot(division: Division) -> Spot:
    return Spot(division.code, division.level, division.name, division.code)


def _lineage(spot: Spot) -> list[tuple[Spot, float]]:
    """A place and what contains it, with the share of a vote that each gets."""
    found = [(spot, 1.0)]
    root, *names = spot.path.split("/")
    if not root.isdecimal():
        return found
    table = divisions()
    if names:
        for depth in range(1, len(names)):
            found.append((Spot("/".join([root, *names[:depth]]), "Township", names[depth - 1]), 0.6))
        if root in table.by_code:
            found.append((_spot(table.by_code[root]), 0.6))
    found.extend(
        (_spot(table.by_code[c]), 0.3 if len(root) > 6 and len(c) == 6 and not c.endswith("00") else 0.25)
        for c in parents(root)
        if c in table.by_code
    )
    return found


def main_spot(setting: Setting) -> Spot | None:
    """The county or city that an article is about: where a body named without any place belongs."""
    counts: Counter[str] = Counter()
    known: dict[str, Spot] = {}
    for _, spot in setting.spots:
        for candidate, share in _lineage(spot):
            if candidate.level in ("County", "Prefecture"):
                known.setdefault(candidate.path, candidate)
                counts[candidate.path] += round(100 * share)
    if counts:
        return known[min(counts, key=lambda p: (-counts[p], p))]
    home = divisions().by_code.get(setting.home or "")
    return _spot(home) if home else None

"""The setting of an article: what its places say together, and which division 县, 全市, 我镇 mean in it.

In: articles and mentions. Out: a Setting whose `spots` hold every place printed, alone or at the head of a body's name.
The paper's name tells the region of 全市; without one the places of the whole page do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from kg import lexicon
from kg.divisions import Division, divisions, parents
from kg.entities import bodies, firms
from kg.entities.forms import norm
from kg.entities.places import (
    DIVISION_TAILS,
    RANK,
    Setting,
    Spot,
    Step,
    chain,
    credible,
    place_steps,
    resolve,
    steps_spot,
    vote,
    within,
)
from kg.records import BODY_KINDS, PLACE_KINDS, Article, Mention

PAPER = re.compile(r"(?:日报|晚报|早报|晨报|时报|新报|商报|周报|新闻|报社|报|网|融媒|发布)+.*$")
DATELINE = re.compile(r"^[^\d\s（(]{2,8}")
CITY, GUESSED_CITY = 2.5, 1.0  # votes of the paper's own city when 市 is asked; of one that only the page's places tell
NATURAL = tuple("路街江河湖山海桥站港寺园")  # 打洛江 is a river, 打洛江镇 a town
TAILS = ("街道", "社区", "苏木", "嘎查", "村", "镇", "乡", "寨", "屯")
Spots = dict[tuple[int, int], Spot]


def steps_of(mention: Mention) -> tuple[Step, ...]:
    """The places that a mention's own words name."""
    text = norm(mention.text)
    if mention.kind in PLACE_KINDS:
        return place_steps(text, mention.kind)[0]
    if mention.kind == "Enterprise":
        return firms.parse(text).steps
    return bodies.parse(text).steps if mention.kind in BODY_KINDS else ()


def home_of_page(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> str | None:
    """Code of the region whose paper this is: by the paper's name, else the prefecture or province most articles speak of."""
    for paper in sorted({a.paper for a in articles if a.paper}):
        if home := paper_home(paper):
            return home
    table = divisions().by_code
    total: defaultdict[str, float] = defaultdict(float)
    for found in mentions:
        every = vote(_certain(step.divisions) for m in found if m.kind in PLACE_KINDS for step in steps_of(m)[:1])
        most = max((w for c, w in every.items() if c.endswith("0000")), default=0.0)
        for code, weight in every.items():
            total[code] += weight / most if most else 0.0  # each article has one voice, however long it is
    for level in ("Prefecture", "Province"):
        ranked = sorted((-w, c) for c, w in total.items() if c in table and table[c].level == level)
        second = -ranked[1][0] if len(ranked) > 1 else 0.0
        if ranked and -ranked[0][0] >= max(0.9, 1.8 * second):
            return ranked[0][1]
    return None


def _certain(found: Sequence[Division]) -> Sequence[Division]:
    return [d for d in found if d.level != "Township"] or found


@cache
def _papers() -> tuple[tuple[str, str], ...]:
    """(title, official name of the region) of papers that are not named by their region."""
    return tuple((row["title"], row["region"]) for row in lexicon.rows("entities/papers.tsv"))


@lru_cache(maxsize=1000)
def paper_home(paper: str) -> str | None:
    """The region that a paper's name names: 吕梁日报 -> 141100, 今日岚县 -> 141127; None for 农民日报."""
    name = norm(paper)
    if region := next((r for title, r in _papers() if title in name), ""):
        return divisions().named(region)[0].code
    steps, rest = chain(PAPER.sub("", name.removeprefix("今日").removeprefix("新")).removesuffix("特区").removesuffix("都市"))
    found = [d for d in steps[-1].divisions if d.level in ("Province", "Prefecture", "County")] if steps and not rest else []
    return found[0].code if found else None


def setting_of(article: Article, mentions: Sequence[Mention], home: str | None) -> tuple[Setting, Spots]:
    """Votes and spots of one article, and the spot of each place mention by its span."""
    places = [m for m in mentions if m.kind in PLACE_KINDS]
    others = [(m, steps) for m in mentions if m.kind in BODY_KINDS and (steps := steps_of(m))]
    said = [steps[-1].divisions for m in places if (steps := steps_of(m)) and (m.kind != "Place" or _official(steps[0]))]
    said += [steps[-1].divisions for _, steps in others if _official(steps[0])]
    if article.dateline and (match := DATELINE.match(norm(article.dateline))):
        said += [step.divisions for step in chain(match[0])[0]]
    guessed = home is not None and not (article.paper and paper_home(article.paper))
    setting = Setting(article.id, home, vote(said), guessed=guessed)
    spots = _place_spots(places, setting)
    for mention, steps in others:
        if credible(steps, setting):
            setting.spots.append((mention.start, steps_spot(steps, setting)))
    setting.spots.sort(key=lambda s: s[0])
    return setting, spots


def _official(step: Step) -> bool:
    """Whether a step is an official name, or a short one that is no county's: 兴安 at the head of a firm's name is no vote."""
    return any(
        d.name == step.text or step.text.endswith(DIVISION_TAILS) or (d.level in ("Province", "Prefecture") and not d.ambiguous)
        for d in step.divisions
    )


def _place_spots(places: Sequence[Mention], setting: Setting) -> Spots:
    """Spots of all place mentions. One name means one place in an article, unless two containers are printed before it."""
    whole = _whole_names(places)
    spots: Spots = {}
    said: dict[str, list[tuple[int, Spot]]] = defaultdict(list)
    waiting: list[tuple[Mention, str]] = []
    before: Mention | None = None
    for mention in places:
        text = whole.get(norm(mention.text), norm(mention.text))
        steps, rest = place_steps(text, mention.kind)
        near = spots.get((before.start, before.end)) if before and before.end == mention.start else None
        if near and not rest and len(steps) == 1 and _holds(near, steps[0], mention.kind):
            spot = resolve(text, mention.kind, setting, near)
        elif len(steps) > 1 or rest or (steps and steps[0].divisions and steps[0].level != "Township"):
            spot = resolve(text, mention.kind, setting)
        else:
            waiting.append((mention, text))
            before = mention
            continue
        spots[mention.start, mention.end] = spot
        if spot.level not in RANK:
            setting.others.append((mention.start, spot))
        else:
            setting.spots.append((mention.start, spot))
            said[steps[-1].text].append((mention.start, spot))
        before = mention
    for mention, text in sorted(waiting, key=lambda w: (w[0].kind == "Village", w[0].start)):
        earlier = [s for at, s in said[text] if at <= mention.start] or [s for _, s in said[text][:1]]
        spot = earlier[-1] if earlier else resolve(text, mention.kind, setting)
        spots[mention.start, mention.end] = spot
        setting.spots.append((mention.start, spot))
        said[text].append((mention.start, spot))
    for name, found in said.items():
        setting.local.setdefault(name, found[0][1])
        for tail in TAILS:
            if name.endswith(tail) and len(name) - len(tail) > 1:
                setting.local.setdefault(name[: -len(tail)], found[0][1])
    return spots


def _holds(near: Spot, step: Step, kind: str) -> bool:
    """Whether the place printed right before can contain the next one."""
    if step.divisions and near.region:
        return any(d.code != near.region and within(d.code, near.region) for d in step.divisions) or (
            kind in ("Township", "Village") and RANK.get(near.level, 9) < RANK[kind]
        )
    return kind in RANK and RANK.get(near.level, 9) < RANK[kind]


def _whole_names(places: Sequence[Mention]) -> dict[str, str]:
    """Short form -> the form with its tail that the article prints elsewhere: 花栗园 -> 花栗园村, 打洛 -> 打洛江镇."""
    small = [m for m in places if m.kind in ("Township", "Village")]
    lasts = {steps[-1].text for m in small if (steps := place_steps(norm(m.text), m.kind)[0])}
    full = sorted(t for t in lasts if t.endswith(TAILS))
    found: dict[str, str] = {}
    for mention in places:
        text = norm(mention.text)
        sight = mention.kind == "Place" and not text.endswith(NATURAL)
        if text.endswith(TAILS) or not (sight or mention.kind in ("Township", "Village")):
            continue
        fits = [f for f in full if f.startswith(text) and f != text]
        exact = [
            f for f in fits if f.removeprefix(text) in (*TAILS, *(p + t for p in ("民族", "畲族", "回族") for t in ("乡", "镇")))
        ]
        if len(exact) == 1 or (len(fits) == 1 and mention.kind == "Township"):
            found[text] = (exact or fits)[0]
    return found


def meant_by(word: str, at: int, setting: Setting) -> Spot | None:
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
    last = ""
    for start, spot in setting.spots:
        for candidate, share in _lineage(spot):
            if candidate.level in levels and candidate.name.endswith(tails):
                known.setdefault(candidate.path, candidate)
                score[candidate.path] += share
                if share == 1.0 and (start <= at or not last):
                    last = candidate.path
    if setting.home:
        for code in (setting.home, *parents(setting.home)):
            division = divisions().by_code.get(code)
            if division and division.level in levels and division.name.endswith(tails):
                known.setdefault(code, _spot(division))
                of_city = level == "City" and division.level == "Prefecture"
                score[code] += (GUESSED_CITY if setting.guessed else CITY) if of_city else 1.5
    if not score:
        return None
    if last and level != "City":
        score[last] += 1.2 + 0.25 * score[last]
    return known[min(score, key=lambda p: (-score[p], p))]


def _spot(division: Division) -> Spot:
    return Spot(division.code, division.level, division.name, division.code)


@lru_cache(maxsize=50_000)
def _lineage(spot: Spot) -> tuple[tuple[Spot, float], ...]:
    """A place and what contains it, with the share of a vote that each gets."""
    found = [(spot, 1.0)]
    root, *names = spot.path.split("/")
    table = divisions().by_code
    if not root.isdecimal():
        return tuple(found)
    for depth in range(1, len(names)):
        found.append((Spot("/".join([root, *names[:depth]]), "Township", names[depth - 1]), 0.6))
    if names and root in table:
        found.append((_spot(table[root]), 0.6))
    found.extend((_spot(table[c]), 0.3) for c in parents(root) if c in table)
    return tuple(found)


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

"""Places: which division a name means. In: surface forms and the setting of an article. Out: Spots.

A Spot's `path` is a division code, or the code of the nearest known container and the names below it that no table knows
("141127/深沟镇/深湾村"). Without any known container the path starts with "@": it holds for one paper or article only.
What a name means is decided by votes: every place of the article speaks for itself and for all that contains it.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg import lexicon
from kg.divisions import Division, divisions, parents, renamed, villages_of
from kg.records import Reason

LEVELS = ("Province", "Prefecture", "County", "Township", "Village")
RANK = {level: rank for rank, level in enumerate(LEVELS)}
LEVEL_WEIGHT = {"Province": 0.4, "Prefecture": 0.8, "County": 1.2, "Township": 1.2}
LEVEL_PRIOR = {"Province": 0.5, "Prefecture": 0.4, "County": 0.2, "Township": -0.4}
TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:街道|苏木|镇|乡)")
HAMLET = re.compile(r"[\u4e00-\u9fff·]{1,7}?(?:社区|嘎查|(?<![农乡])村(?!镇|委|级|民|两|党|商|信))")
DIVISION_TAILS = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道")
NO_TOWN = frozenset(("乡镇", "城镇", "村镇", "农村", "新农村", "社区", "城乡", "家乡", "特色小镇", "小镇", "老乡"))
UNKNOWN = Reason("place/unknown", 0.0, "no division of this name is in the tables")
NAMED = Reason("place/name", 0.5, "known by its name and region")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain such as 岚县 + 岚城镇: what is printed, the divisions it can be, the level that its form shows."""

    text: str
    divisions: tuple[Division, ...]
    level: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as resolved: `path` tells it from all others; `code` is set when the division tables know it."""

    path: str
    level: str
    name: str
    code: str | None = None
    reason: Reason = NAMED

    @property
    def region(self) -> str | None:
        """The code of the nearest known division that the place is or lies in."""
        root = self.path.partition("/")[0]
        return root if root.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the places of an article say together: votes by code, the region of the paper (`guessed`: no paper tells it), every
    place printed."""

    article: str
    home: str | None
    votes: Mapping[str, float]
    spots: list[tuple[int, Spot]] = field(default_factory=list)
    local: dict[str, Spot] = field(default_factory=dict)
    others: list[tuple[int, Spot]] = field(default_factory=list)
    guessed: bool = False

    @property
    def root(self) -> str:
        """The path of things whose place nobody tells: the paper's region if known, else the article."""
        return f"@{self.home}" if self.home else f"@{self.article}"


def within(code: str, container: str) -> bool:
    """Whether a division lies in another one or is it."""
    return code == container or container in parents(code)


@lru_cache(maxsize=100_000)
def related(one: str, other: str) -> bool:
    """Whether two paths can mean one region: the same, or one in the other."""
    a, b = one.lstrip("@").partition("/")[0], other.lstrip("@").partition("/")[0]
    return a.isdecimal() and b.isdecimal() and (within(a, b) or within(b, a))


@lru_cache(maxsize=100_000)
def chain(text: str) -> tuple[tuple[Step, ...], str]:
    """The divisions that a text starts with, each inside the one before it, and the rest of the text."""
    named = divisions().by_name
    steps: list[Step] = []
    place = 0
    while place < len(text) - 1:
        step = None
        for length in range(min(20, len(text) - place), 1, -1):
            piece = text[place : place + length]
            found = named.get(piece) or (renamed(piece) if piece[-1] in "县市区旗州盟" or piece == text else ())
            if piece in lexicon.words("entities/level_words.tsv"):  # two streets are listed as 街道
                continue
            if steps and found:
                found = _inside(found, steps[-1])
            if found:
                step = Step(piece, found, found[0].level)
                break
        if step is None:
            break
        steps.append(step)
        place += len(step.text)
    return tuple(steps), text[place:]


def _inside(found: tuple[Division, ...], last: Step) -> tuple[Division, ...]:
    """Those that lie in one of the divisions that the step before can be; an unknown step lets nothing pass."""
    containers = {d.code for d in last.divisions}
    return tuple(d for d in found if d.code not in containers and containers.intersection(parents(d.code)))


@lru_cache(maxsize=100_000)
def place_steps(text: str, kind: str) -> tuple[tuple[Step, ...], str]:
    """The chain of a whole place name, townships and villages that no table knows included."""
    steps, rest = chain(text)
    settlement = kind in ("Township", "Village") or (kind == "Place" and (TOWN.fullmatch(rest) or HAMLET.fullmatch(rest)))
    if rest and len(steps) == 1 and settlement and all(d.name != steps[0].text for d in steps[0].divisions):
        steps, rest = (), text  # 太平坳乡 is no place in 太平
    found = list(steps)
    if kind in ("Township", "Village") and rest:
        town = TOWN.match(rest)
        if town and kind == "Village" and 2 < town.end() < len(rest):
            found.append(Step(town[0], (), "Township"))
            rest = rest[town.end() :]
        return (*found, Step(rest, (), kind)), ""
    if rest and kind == "Place":
        town, hamlet = TOWN.fullmatch(rest), HAMLET.fullmatch(rest)
        if (town or hamlet) and len(rest) > 2 and rest not in NO_TOWN:
            return (*found, Step(rest, (), "Township" if town else "Village")), ""
    return tuple(found), rest


def vote(every: Iterable[Sequence[Division]]) -> dict[str, float]:
    """Weight of each code: a name with n meanings gives each of them, and all that contains it, the n-th part of a vote."""
    weight: defaultdict[str, float] = defaultdict(float)
    for found in every:
        if not found or (len(found) > 4 and found[0].level == "Township"):
            continue
        share = 1 / len(found)
        for division in found:
            for code in (division.code, *parents(division.code)):
                weight[code] += share
    return dict(weight)


def credible(steps: Sequence[Step], setting: Setting) -> bool:
    """Whether the first words of a body's or firm's name are a place: a short form such as 兴安 needs support from elsewhere."""
    if not steps or not steps[0].divisions:
        return bool(steps)
    first = steps[0]
    if len(steps) > 1 or first.text.endswith(DIVISION_TAILS) or any(d.name == first.text for d in first.divisions):
        return True
    for division in first.divisions:
        reach = parents(division.code) if not division.ambiguous else tuple(c for c in parents(division.code) if c[2:4] != "00")
        if not division.ambiguous and division.level in ("Province", "Prefecture"):
            return True
        if setting.votes.get(division.code, 0.0) >= 0.5 or any(setting.votes.get(c, 0.0) >= 0.5 for c in reach):
            return True
        if setting.home and (within(setting.home, division.code) or any(setting.home == c for c in reach)):
            return True
        if setting.home and not division.ambiguous and setting.home[:2] == division.code[:2]:
            return True
    return False


def choose(found: Sequence[Division], kind: str, setting: Setting, near: str | None = None) -> tuple[Division | None, Reason]:
    """The division that a name means here, or None when nothing tells twins apart. `near` is the code of the place before it."""
    fitting = [d for d in found if d.level == kind] or list(found)
    if not fitting:
        return None, UNKNOWN
    if len(fitting) == 1 and fitting[0].level != "Township":
        return fitting[0], Reason("place/table", 1.0, "the only division of this name")
    scored = sorted(((-_fit(d, setting, near, len(found)), d.code, d) for d in fitting), key=lambda s: s[:2])
    best = scored[0][2]
    if best.level == "Township" and not _supported(best, setting, near):
        return None, Reason("place/unsupported", 0.0, f"every {best.name} in the tables lies far from the places of the article")
    if len(scored) > 1 and scored[1][0] - scored[0][0] < 0.05:
        return None, Reason("place/twins", 0.0, f"{len(scored)} divisions are called so and nothing tells them apart")
    words = f"of {len(fitting)} divisions called so the nearest to the places of article and paper"
    return best, Reason("place/table", round(-scored[0][0], 3), words)


def _fit(division: Division, setting: Setting, near: str | None, meanings: int) -> float:
    table = divisions().by_code
    score = LEVEL_PRIOR.get(division.level, 0.0)
    for code in (division.code, *parents(division.code)):
        if code not in table:
            continue
        weight = LEVEL_WEIGHT[table[code].level]
        score += weight * math.log1p(max(0.0, setting.votes.get(code, 0.0) - 1 / meanings))
        if setting.home == code:
            score += 1.5 * weight
    if setting.home and setting.home[:2] == division.code[:2]:
        score += 0.5
    if near and within(division.code, near):
        score += 4.0
    return score - (0.3 if division.ambiguous else 0.0)


def _supported(town: Division, setting: Setting, near: str | None) -> bool:
    """A township's name alone says little: its county, or its city together with the paper, must be spoken of."""
    if near:
        return within(town.code, near)
    county, city = town.code[:6], town.code[:4] + "00"
    own = setting.votes.get(town.code, 0.0)  # what this very name gave to all that contains it is no support of it
    if setting.votes.get(county, 0.0) - own >= 0.9 or setting.home == county:
        return True
    rivals = [c for c, w in setting.votes.items() if c != county and len(c) == 6 and c[4:] != "00" and w >= 0.9]
    return not rivals and (setting.home == city or setting.votes.get(city, 0.0) - own >= 0.9)


def resolve(text: str, kind: str, setting: Setting, near: Spot | None = None) -> Spot:
    """The place that a surface form means. `near` is the place printed right before it (岚县 before 岚城镇), if any."""
    steps, rest = place_steps(text, kind)
    if rest or not steps:
        return _other(text, rest, steps, setting)
    return steps_spot(steps, setting, near, kind)


def steps_spot(steps: Sequence[Step], setting: Setting, near: Spot | None = None, kind: str = "") -> Spot:
    """The place that a chain of at least one step means; `kind` is what the last step is said to be."""
    spot = near
    for index, step in enumerate(steps):
        spot = _step_spot(step, setting, spot, kind if kind and index == len(steps) - 1 else step.level)
    assert spot is not None
    return spot


def _step_spot(step: Step, setting: Setting, near: Spot | None, kind: str) -> Spot:
    """One link of a chain, given the place that it stands in."""
    container = near.region if near else None
    division, reason = choose(step.divisions, kind, setting, container)
    if division is not None and (near is None or "/" not in near.path or division.level in ("Province", "Prefecture", "County")):
        return Spot(division.code, division.level, division.name, division.code, reason)
    level = step.level if step.level in ("Township", "Village") else kind
    if level not in RANK or (step.divisions and level not in ("Township", "Village")):
        return Spot(f"{setting.root}/{step.text}", step.level, step.text, None, reason)
    parent = near if near and RANK[level] > RANK.get(near.level, 9) else focus(setting, level, step.text)
    if level == "Village" and parent and (code := village_code(parent.path, step.text)):
        return Spot(code, level, step.text, code, Reason("place/villages", 1.0, f"listed in {parent.name}"))
    words = f"not in the tables; taken to lie in {parent.name if parent else 'the region of the paper'}"
    path = f"{parent.path if parent else setting.root}/{step.text}"
    return Spot(path, level, step.text, None, Reason("place/unlisted", 0.5, words))


def _other(text: str, rest: str, steps: Sequence[Step], setting: Setting) -> Spot:
    """A named place that is no division (a river, a park): known by its name and the region that it is printed with."""
    placed = bool(steps) and len(rest) > 1 and credible(steps, setting)
    region = steps_spot(steps, setting).path if placed else setting.root
    return Spot(f"{region}/{rest if placed else text}", "Place", text)


def focus(setting: Setting, level: str, text: str) -> Spot | None:
    """The container that an unlisted township or village is taken to lie in: the one that the article speaks of most."""
    for container in ("Township", "County") if level == "Village" else ("County",):
        counts: Counter[str] = Counter()
        known: dict[str, Spot] = {}
        for _, spot in setting.spots:
            if spot.level == container and not spot.path.startswith("@"):
                counts[spot.path] += 1
                known.setdefault(spot.path, spot)
        if container == "Township":
            listing = [p for p in counts if village_code(p, text)]
            if len(listing) == 1:
                return known[listing[0]]
            if len(counts) > 1:
                continue
        if counts:
            best = max(sorted(counts), key=lambda p: counts[p])
            return known[best] if counts[best] >= 0.75 * sum(counts.values()) else _common(known.values())
    home = divisions().by_code.get(setting.home or "")
    return Spot(home.code, home.level, home.name, home.code) if home else None


def _common(spots: Iterable[Spot]) -> Spot | None:
    """The smallest division that contains several places, as a region only: which of them holds the unlisted one is not told."""
    regions = [spot.region for spot in spots if spot.region]
    for code in parents(regions[0]) if regions else ():
        if code in divisions().by_code and all(within(r, code) for r in regions):
            division = divisions().by_code[code]
            return Spot(f"@{code}", division.level, division.name, code)
    return None


@lru_cache(maxsize=20_000)
def _village_names(township: str) -> Mapping[str, str]:
    names: dict[str, set[str]] = defaultdict(set)
    for code, registered in villages_of(township):
        stem = re.sub(r"(?:村民委员会|村委会|居民委员会|居委会|嘎查委员会|民委员会)$", "", registered)
        for form in (registered, stem, stem + "村", stem.removesuffix("村"), stem + "社区"):
            if len(form) > 1:
                names[form].add(code)
    return {name: min(codes) for name, codes in names.items() if len(codes) == 1}


def village_code(path: str, name: str) -> str | None:
    """The twelve digits of a village by its township's code and its name, where the tables list exactly one."""
    return _village_names(path).get(name) if len(path) == 9 and path.isdecimal() else None

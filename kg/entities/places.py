"""Places: which division a name means. In: surface forms and the setting of an article. Out: Spots.

A Spot's `path` is a division code, or the code of the nearest known container and the names below it that no table knows
("141127/深沟镇/后庄村"). Without any known container the path starts with "@": it holds for one paper or article only.
What a name means is decided by votes: every place of the article speaks for itself and for all that contains it.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.divisions import Division, divisions, parents, renamed, villages_of
from kg.records import Reason

LEVELS = ("Province", "Prefecture", "County", "Township", "Village")
LEVEL_WEIGHT = {"Province": 0.4, "Prefecture": 0.8, "County": 1.2, "Township": 1.2}
LEVEL_PRIOR = {"Province": 0.5, "Prefecture": 0.4, "County": 0.2, "Township": -0.4}
TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:街道|苏木|镇|乡)")
HAMLET = re.compile(r"[\u4e00-\u9fff·]{1,7}?(?:社区|嘎查|村(?!镇|委|级|民|两|党))")


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
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the places of an article say together: votes by code, the region of the paper, the article's id."""

    article: str
    home: str | None
    votes: Mapping[str, float]
    spots: list[tuple[int, Spot]] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The path of things whose place nobody tells: the paper's region if known, else the article."""
        return f"@{self.home}" if self.home else f"@{self.article}"


def within(code: str, container: str) -> bool:
    """Whether a division lies in another one or is it."""
    return code == container or container in parents(code)


def related(one: str, other: str) -> bool:
    """Whether two paths can mean one region: the same, or one in the other."""
    a, b = one.lstrip("@").split("/")[0], other.lstrip("@").split("/")[0]
    return bool(a and b and a.isdecimal() and b.isdecimal()) and (within(a, b) or within(b, a))


@lru_cache(maxsize=100_000)
def chain(text: str) -> tuple[tuple[Step, ...], str]:
    """The divisions that a text starts with, each inside the one before it, and the rest of the text."""
    table = divisions()
    steps: list[Step] = []
    place = 0
    while place < len(text):
        step = None
        for length in range(min(14, len(text) - place), 1, -1):
            piece = text[place : place + length]
            found = table.named(piece) or (renamed(piece) if length >= 3 else ())
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
    found = list(steps)
    if rest and kind in ("Township", "Village", "Place"):
        town = TOWN.match(rest)
        if town and (kind != "Township" or town.end() == len(rest)) and town.end() - town.start() > 1:
            found.append(Step(town[0], (), "Township"))
            rest = rest[town.end() :]
    if rest and kind in ("Township", "Village"):
        found.append(Step(rest, (), kind))
        rest = ""
    elif rest and HAMLET.fullmatch(rest):
        found.append(Step(rest, (), "Village"))
        rest = ""
    return tuple(found), rest


def vote(every: Iterable[Sequence[Division]]) -> dict[str, float]:
    """Weight of each code: a name with n meanings gives each of them, and all that contains it, the n-th part of a vote."""
    weight: defaultdict[str, float] = defaultdict(float)
    for found in every:
        if not found or (len(found) > 4 and found[0].level == "Township"):
            continue
        for division in found:
            for code in (division.code, *parents(division.code)):
                weight[code] += 1 / len(found)
    return dict(weight)


def choose(found: Sequence[Division], kind: str, setting: Setting, near: str | None = None) -> tuple[Division | None, Reason]:
    """The division that a name means here, or None when nothing tells twins apart. `near` is the code of the place before it."""
    fitting = [d for d in found if d.level == kind] or list(found)
    if not fitting:
        return None, Reason("place/unknown", 0.0, "no division of this name is in the tables")
    scored = sorted(((-_fit(d, setting, near, len(found)), d.code, d) for d in fitting), key=lambda s: s[:2])
    best = scored[0][2]
    if best.level == "Township" and not _supported(best, setting, near):
        return None, Reason(
            "place/unsupported", 0.0, f"{best.name} of this name lie elsewhere, none near the places of the article"
        )
    if len(scored) > 1 and scored[1][0] - scored[0][0] < 0.05:
        return None, Reason("place/twins", 0.0, f"{len(scored)} divisions are called so and nothing tells them apart")
    words = "the only division of this name" if len(found) == 1 else "nearest to the other places of the article and the paper"
    return best, Reason("place/table", round(-scored[0][0], 3), words)


def _fit(division: Division, setting: Setting, near: str | None, meanings: int) -> float:
    table = divisions()
    score = LEVEL_PRIOR.get(division.level, 0.0)
    own = 1 / meanings
    for code in (division.code, *parents(division.code)):
        level = table.by_code[code].level if code in table.by_code else "County"
        score += LEVEL_WEIGHT[level] * math.log1p(max(0.0, setting.votes.get(code, 0.0) - own))
        if setting.home == code:
            score += 1.5 * LEVEL_WEIGHT[level]
    if setting.home and setting.home[:2] == division.code[:2]:
        score += 0.5
    if near and near.isdecimal():
        score += 4.0 if within(division.code, near) else 0.0
    return score - (0.3 if division.ambiguous else 0.0)


def _supported(town: Division, setting: Setting, near: str | None) -> bool:
    """A township's name alone says little: its county, or its city together with the paper, must be spoken of."""
    if near and near.isdecimal():
        return within(town.code, near)
    county, city = town.code[:6], town.code[:4] + "00"
    if setting.votes.get(county, 0.0) >= 0.9 or setting.home == county:
        return True
    rivals = [c for c, w in setting.votes.items() if len(c) == 6 and not c.endswith("00") and w >= 0.9]
    return not rivals and (setting.home == city or setting.votes.get(city, 0.0) >= 0.9)


def resolve(text: str, kind: str, setting: Setting, near: Spot | None = None) -> Spot:
    """The place that a surface form means. `near` is the place printed right before it (岚县 before 岚城镇), if any."""
    steps, rest = place_steps(text, kind)
    if rest or not steps:
        return _other(text, steps, setting)
    spot = near
    for index, step in enumerate(steps):
        spot = step_spot(step, setting, spot, kind if index == len(steps) - 1 else step.level)
    assert spot is not None
    return spot


def step_spot(step: Step, setting: Setting, near: Spot | None, kind: str) -> Spot:
    """One link of a chain, given the place that it stands in."""
    container = near.path.split("/")[0] if near else None
    division, reason = choose(step.divisions, kind, setting, container)
    if division is not None and not (near and "/" in near.path):
        return Spot(division.code, division.level, division.name, division.code, (reason,))
    level = step.level if step.level in ("Township", "Village") else kind
    if level not in LEVELS or (step.divisions and level not in ("Township", "Village")):
        return Spot(f"{setting.root}/{step.text}", step.level, step.text, None, (reason,))
    parent = near if near and LEVELS.index(level) > _rank(near) else focus(setting, level, step.text)
    if level == "Village" and parent and (code := village_code(parent.path, step.text)):
        return Spot(code, level, step.text, code, (Reason("place/villages", 1.0, f"listed in {parent.name}"),))
    why = Reason(
        "place/unlisted", 0.5, f"not in the tables; taken to lie in {parent.name if parent else 'the region of the paper'}"
    )
    return Spot(f"{parent.path if parent else setting.root}/{step.text}", level, step.text, None, (why,))


def _rank(spot: Spot) -> int:
    return LEVELS.index(spot.level) if spot.level in LEVELS else len(LEVELS)


def _other(text: str, steps: Sequence[Step], setting: Setting) -> Spot:
    """A named place that is no division (a river, a park): known by its name and the region that it is printed with."""
    spot: Spot | None = None
    rest = text
    for step in steps:
        spot = step_spot(step, setting, spot, step.level)
        rest = rest[len(step.text) :]
    region = spot.path if spot else setting.root
    return Spot(f"{region}/{rest or text}", "Place", text, None, (Reason("place/name", 0.5, "known by its name and region"),))


def focus(setting: Setting, level: str, text: str) -> Spot | None:
    """The container that an unlisted township or village is taken to lie in: the one that the article speaks of most."""
    above = {"Township": ("County",), "Village": ("Township", "County")}.get(level, ())
    for container in above:
        counts: Counter[str] = Counter()
        known: dict[str, Spot] = {}
        for _, spot in setting.spots:
            if spot.level == container and not spot.path.startswith("@"):
                counts[spot.path] += 1
                known.setdefault(spot.path, spot)
        if level == "Village" and container == "Township":
            listing = [p for p in counts if village_code(p, text)]
            if len(listing) == 1:
                return known[listing[0]]
            if len(counts) > 1:
                continue
        if counts:
            best = max(sorted(counts), key=lambda p: counts[p])
            return known[best]
    home = divisions().by_code.get(setting.home or "")
    return Spot(home.code, home.level, home.name, home.code) if home else None


@lru_cache(maxsize=20_000)
def _village_names(township: str) -> Mapping[str, str]:
    names: dict[str, list[str]] = defaultdict(list)
    for code, registered in villages_of(township):
        stem = re.sub(r"(?:村民委员会|村委会|居民委员会|居委会|嘎查委员会|民委员会)$", "", registered)
        for form in {registered, stem, stem + "村", stem.removesuffix("村"), stem + "社区"}:
            if len(form) > 1:
                names[form].append(code)
    return {name: codes[0] for name, codes in names.items() if len(set(codes)) == 1}


def village_code(path: str, name: str) -> str | None:
    """The twelve digits of a village by its township's code and its name, where the tables list exactly one."""
    return _village_names(path).get(name) if len(path) == 9 and path.isdecimal() else None

"""Whose headline, kicker, heading, byline and caption each line is that stands outside the columns.

In: the units and bodies of one sheet. Out: for each unit the body it belongs to and its role. Each body gets at most one group
of headline lines; the whole page is weighed at once (a beam over the lines in page order), so that a headline may stand before
its body, after it, inside it or far away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.articles import marks
from kg.articles.bodies import Body
from kg.articles.cohesion import affinity, grams
from kg.articles.columns import Unit

BEAM = 40
NO_HEADLINE = 2.2  # what it costs to leave a body without one
NEW_GROUP = 0.7
TORN = 4.0  # lines of one headline that do not stand together
LABEL = 8  # characters that a section label may have
STRONGEST = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where one float goes: body index or None, "headline", "heading", "byline", "caption" or "label", and the weight of it."""

    body: int | None
    role: str
    weight: float


@dataclass(slots=True)
class _State:
    cost: float
    choice: tuple[tuple[int | None, str], ...]
    ends: dict[int, int]  # body -> unit of the last line of its headline


def assign(units: Sequence[Unit], bodies: Sequence[Body]) -> dict[int, Place]:
    """Unit index -> Place, for all floats and bylines."""
    news = [k for k, body in enumerate(bodies) if not body.photo]
    lines = [i for i, unit in enumerate(units) if unit.kind == "float" and not unit.byline]
    weights = [bodies[k].grams for k in news]
    near = {i: dict(zip(news, affinity(grams(units[i].text), weights), strict=True)) for i in lines}
    found = _headlines(units, bodies, news, lines, near)
    found.update(_bylines(units, bodies, found))
    return found


def inside(unit: int, body: Body) -> bool:
    """Whether a unit stands between two paragraphs of a body."""
    return body.first < unit < body.last


def distance(units: Sequence[Unit], unit: int, bodies: Sequence[Body], k: int) -> float:
    """What the place of a float costs for a body: next to it little, inside it more, far away most."""
    body = bodies[k]
    if inside(unit, body):
        return 1.0
    low, high = (unit, body.first) if unit < body.first else (body.last, unit)
    apart = sum(1 for other in bodies if not other.photo and other is not body and (low < other.first < high or low < other.last < high))
    photos = any(other.photo and low < other.first < high for other in bodies)
    within = any(inside(unit, other) for other in bodies)
    base = 0.3 if unit < body.first else 0.5
    return base + 0.3 * photos if not apart and not within else base + 1.2 + 0.15 * apart


def _headlines(
    units: Sequence[Unit], bodies: Sequence[Body], news: list[int], lines: list[int], near: dict[int, dict[int, float]]
) -> dict[int, Place]:
    alike = _heading_like(units, bodies, lines)
    states = [_State(0.0, (), {})]
    for i in lines:
        options = _options(units, bodies, news, i, near[i], alike)
        grown: list[_State] = []
        for state in states:
            for (k, role), cost in options:
                ends = state.ends
                total = state.cost + cost
                if role == "headline" and k is not None:
                    last = ends.get(k)
                    if last is None:
                        total += NEW_GROUP
                    elif not _together(units, last, i):
                        total += TORN
                    elif units[i].gap > units[last].gap + 1:
                        total += 1.5
                    if last is None and _would_split(units, state, lines, i, k):
                        total += 0.3
                    ends = {**ends, k: i}
                grown.append(_State(total, (*state.choice, (k, role)), ends))
        grown.sort(key=lambda s: (s.cost, str(s.choice)))
        states = grown[:BEAM]
    wants = [k for k in news if not marks.continued_from(units[bodies[k].first].text)]
    best = min(states, key=lambda s: s.cost + NO_HEADLINE * sum(k not in s.ends for k in wants))
    return {
        i: Place(k, role, near[i].get(k, 0.0) if k is not None else 0.0)
        for i, (k, role) in zip(lines, best.choice, strict=True)
    }


def _would_split(units: Sequence[Unit], state: _State, lines: list[int], i: int, k: int) -> bool:
    """Whether the line before this one, in the same run, went to another body."""
    at = len(state.choice)
    return bool(at) and _together(units, lines[at - 1], i) and state.choice[at - 1][0] != k


def _together(units: Sequence[Unit], first: int, second: int) -> bool:
    """Whether two floats stand in one run of floats."""
    return all(units[i].kind == "float" for i in range(first, second))


def _options(
    units: Sequence[Unit], bodies: Sequence[Body], news: list[int], i: int, near: dict[int, float], alike: set[int]
) -> list[tuple[tuple[int | None, str], float]]:
    """All that line i can be, with its cost."""
    unit = units[i]
    found: list[tuple[tuple[int | None, str], float]] = []
    ranked = sorted(news, key=lambda k: (distance(units, i, bodies, k) - min(near[k], STRONGEST), k))
    for k in ranked[:4]:
        cost = distance(units, i, bodies, k) - min(near[k], STRONGEST) * 0.8
        if inside(i, bodies[k]) and i in alike:
            cost += 3.0 + min(near[k], STRONGEST) * 0.4
        if marks.ENUMERATED.match(unit.text):
            cost += 3.0
        found.append(((k, "headline"), cost))
    for k in news:
        if inside(i, bodies[k]):
            cost = 0.6 - min(near[k], STRONGEST) * 0.4 - (0.6 if i in alike else 0.0)
            if marks.ENUMERATED.match(unit.text):
                cost -= 1.0
            found.append(((k, "heading"), cost))
    length = len(unit.text)
    found.append(((None, "label"), 0.8 if length <= 4 else 1.4 if length <= LABEL else 4.0))
    return found


def _heading_like(units: Sequence[Unit], bodies: Sequence[Body], lines: list[int]) -> set[int]:
    """Floats inside a body of which there are several of one form, as section headings are."""
    found: set[int] = set()
    for body in bodies:
        runs: list[list[int]] = []
        for i in lines:
            if inside(i, body):
                if runs and _together(units, runs[-1][-1], i):
                    runs[-1].append(i)
                else:
                    runs.append([i])
        for run in runs:
            wide = max(units[i].width for i in run)
            others = [max(units[i].width for i in other) for other in runs if other is not run and len(other) == len(run)]
            if any(abs(wide - other) <= max(4, 0.3 * wide) for other in others):
                found.update(run)
    return found


def _bylines(units: Sequence[Unit], bodies: Sequence[Body], placed: dict[int, Place]) -> dict[int, Place]:
    """Every byline goes to the body where it costs least; a body takes one."""
    costs: list[tuple[float, int, int]] = []
    signed = {k for k, body in enumerate(bodies) if credited(units[body.first].text)}
    for i, unit in enumerate(units):
        if unit.kind == "float" and unit.byline:
            for k, body in enumerate(bodies):
                if not body.photo:
                    costs.append((_byline_cost(units, bodies, placed, i, k) + 3.0 * (k in signed), i, k))
    found: dict[int, Place] = {}
    taken: set[int] = set()
    for cost, i, k in sorted(costs):
        if i not in found and k not in taken:
            found[i] = Place(k, "byline", -cost)
            taken.add(k)
    return found


def _byline_cost(units: Sequence[Unit], bodies: Sequence[Body], placed: dict[int, Place], i: int, k: int) -> float:
    unit, body = units[i], bodies[k]
    assert unit.byline is not None
    cost = distance(units, i, bodies, k) + 0.5
    bracketed = unit.text[0] in "（("
    if bracketed:
        cost = 0.0 if i == body.last + 1 else cost + 1.0
    elif i == body.last + 1:
        cost = min(cost, 0.5)
    elif i == body.first - 1:
        cost = min(cost, 0.4)
    for other in (i - 1, i + 1):
        place = placed.get(other)
        if place and place.role == "headline" and place.body == k and not bracketed:
            cost = min(cost, 0.1 if other < i else 0.3)
    if inside(i, body):
        cost += 0.5
    if unit.byline.how == "names" and not bracketed and cost > 0.3:
        cost += 1.0
    return cost


def credited(text: str) -> bool:
    """Whether the first paragraph itself names its reporter: 本报讯（记者 甲）."""
    return any(word in text[:70] for word in ("（记者", "(记者", "通讯员", "（本报记者", "（见习记者", "（实习", "记者")) and marks.opens_article(text)

"""Whose headline, kicker, heading, byline and caption each line is that stands outside the columns.

In: the units and bodies of one sheet. Out: for each unit the body it belongs to and its role. Each body gets at most one group
of headline lines; the whole page is weighed at once (a beam over the lines in page order), so that a headline may stand before
its body, after it, inside it or far away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.articles import marks
from kg.articles.bodies import Body, usual_gap
from kg.articles.cohesion import affinity, grams
from kg.articles.columns import Unit
from kg.articles.printed import STACKED
from kg.lexicon import rows

BEAM = 24
CLEAR = 2.0  # shared words by which a float plainly belongs to one of two neighbours
SMALL = 1.3  # times the size of the body: letters too small for a headline of a laid-out page
NEXT_TO = 0.5  # what a byline costs at most that stands right next to its article
TORN = 4.0  # lines of one headline that do not stand together


@cache
def _weights() -> dict[str, float]:
    return {row["rule"]: float(row["weight"]) for row in rows("pages/floats.tsv")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one float goes: body index or None, "headline", "heading", "byline", "caption" or "label", and the weight of it."""

    body: int | None
    role: str
    weight: float


@dataclass(slots=True)
class _State:
    """A reading of the lines so far: its cost, what each line is, and for each body the unit of its last headline line."""

    cost: float
    choice: tuple[tuple[int | None, str], ...]
    ends: dict[int, int]


def assign(units: Sequence[Unit], bodies: Sequence[Body]) -> tuple[dict[int, Place], float]:
    """Unit index -> Place, for all floats and bylines; and what this costs."""
    news = [k for k, body in enumerate(bodies) if not body.photo]
    lines = [i for i, unit in enumerate(units) if unit.kind == "float" and not unit.byline]
    weights = [bodies[k].grams for k in news]
    near = {i: dict(zip(news, affinity(grams(units[i].text), weights), strict=True)) for i in lines}
    found, cost = _headlines(units, bodies, news, lines, near)
    signed, more = _bylines(units, bodies, found)
    return found | signed, cost + more


def inside(unit: int, body: Body) -> bool:
    """Whether a unit stands between two paragraphs of a body."""
    return body.first < unit < body.last


def distance(units: Sequence[Unit], unit: int, bodies: Sequence[Body], k: int, habit: float = 0.0) -> float:
    """What the place of a float costs for a body: next to it little, inside it more, far away most.

    `habit`: how much this page prints its headlines before (up to 1) or after (down to -1) their articles.
    """
    weigh, body = _weights(), bodies[k]
    if inside(unit, body):
        return weigh["inside"]
    low, high = (unit, body.first) if unit < body.first else (body.last, unit)
    apart, photos, within = 0, False, False
    for other in bodies:
        first, last = other.paras[0], other.paras[-1]
        within = within or first < unit < last
        if other.photo:
            photos = photos or low < first < high
        elif other is not body and (low < first < high or low < last < high):
            apart += 1
    base = weigh["before"] if unit < body.first else weigh["after"]
    if units[unit].lines[0].box:  # on a sheet a headline is read before what stands below it
        base += weigh["laid-after"] * (unit > body.first)
    if not apart and not within:
        base += weigh["habit"] * (habit if unit > body.first else -habit)
        base += weigh["nearer-to-other"] * _leans(units, unit, unit < body.first)
    return (
        base + weigh["photo-between"] * photos
        if not apart and not within
        else (base + weigh["far"] + weigh["each-between"] * apart + weigh["inside-another"] * within)
    )


def habit_of(units: Sequence[Unit], bodies: Sequence[Body], news: list[int], near: dict[int, dict[int, float]]) -> float:
    """Whether the page prints headlines before their articles (towards 1) or after them (towards -1).

    Told by the floats between two bodies that share words with one of them alone, and by the two ends of the page.
    """
    before = after = 0.0
    for left, right in pairwise(news):
        between = [i for i in near if bodies[left].last < i < bodies[right].first]
        lean = sum(near[i][right] - near[i][left] for i in between)
        before += lean > CLEAR
        after += lean < -CLEAR
    if news and near:
        before += 0.5 * any(i < bodies[news[0]].first for i in near)
        after += 0.5 * (not any(i < bodies[news[0]].first for i in near))
    return (before - after) / (before + after + 1.0)


def _leans(units: Sequence[Unit], i: int, onward: bool) -> bool:
    """Whether the floats around i stand further from the text in the asked direction than from that on the other side."""
    first = last = i
    while first and units[first - 1].kind == "float" and units[first].gap <= 1:
        first -= 1
    while last + 1 < len(units) and units[last + 1].kind == "float" and units[last + 1].gap <= 1:
        last += 1
    below = units[last + 1].gap if last + 1 < len(units) else 9
    above = units[first].gap if first else 9
    return below > above if onward else above > below


def _headlines(
    units: Sequence[Unit], bodies: Sequence[Body], news: list[int], lines: list[int], near: dict[int, dict[int, float]]
) -> tuple[dict[int, Place], float]:
    weigh = _weights()
    alike = _heading_like(units, bodies, lines)
    usual = usual_gap(units)
    habit = habit_of(units, bodies, news, near)
    states = [_State(0.0, (), {})]
    for n, i in enumerate(lines):
        runs = {last: _together(units, last, i) for last in lines[:n]}
        away = {k: distance(units, i, bodies, k, habit) for k in news}
        options = _options(units, bodies, news, i, near[i], alike, away)
        bond = _bond(units, lines[n - 1], i, usual) if n and _together(units, lines[n - 1], i) else 0.0
        grown: list[tuple[float, int, int]] = []
        torn = {last: TORN for last, near_by in runs.items() if not near_by}
        for option, ((k, role), cost) in enumerate(options):
            heads = role == "headline" and k is not None
            joins = (
                cost - away[k] + weigh["strange-in-group"] * (near[i][k] < 0.5) - weigh["joined"]
                if heads and k is not None
                else 0.0
            )
            for at, state in enumerate(states):
                total = state.cost + (bond if bond and state.choice[-1][0] != k else 0.0)
                last = state.ends.get(k, -1) if heads and k is not None else -1
                if last < 0:
                    total += cost + (weigh["new-group"] if heads else 0.0)
                elif last in torn:
                    total += cost + TORN
                else:
                    total += joins + weigh["gap-in-group"] * (units[i].gap > max(usual, units[last].gap))
                grown.append((total, at, option))
        grown.sort()
        states = [_chosen(states[at], options[option][0], i, total) for total, at, option in grown[:BEAM]]
    wants = [k for k in news if not marks.continued_from(units[bodies[k].first].text)]
    for state in states:
        state.cost += weigh["no-headline"] * sum(k not in state.ends for k in wants)
    best = min(states, key=lambda s: s.cost)
    places = {
        i: Place(k, role, near[i].get(k, 0.0) if k is not None else 0.0) for i, (k, role) in zip(lines, best.choice, strict=True)
    }
    return places, best.cost


def _chosen(state: _State, choice: tuple[int | None, str], i: int, cost: float) -> _State:
    """The reading `state` with one more line read."""
    k, role = choice
    ends = {**state.ends, k: i} if role == "headline" and k is not None else state.ends
    return _State(cost, (*state.choice, choice), ends)


def _bond(units: Sequence[Unit], first: int, second: int, usual: int) -> float:
    """What it costs to give two neighbouring lines to different articles: halves of a couplet are as wide and stand close."""
    weigh = _weights()
    cost = weigh["split"]
    if abs(units[first].width - units[second].width) <= 2:
        cost += weigh["split-as-wide"]
    if units[second].gap < usual:
        cost += weigh["split-close"]
    if units[second].text.startswith("——"):
        cost += weigh["split-subhead"]
    return cost


def _together(units: Sequence[Unit], first: int, second: int) -> bool:
    """Whether two floats stand in one run of floats."""
    return all(units[i].kind == "float" for i in range(first, second))


def _options(
    units: Sequence[Unit],
    bodies: Sequence[Body],
    news: list[int],
    i: int,
    near: dict[int, float],
    alike: set[int],
    away: dict[int, float],
) -> list[tuple[tuple[int | None, str], float]]:
    """All that line i can be, with its cost."""
    weigh = _weights()
    unit = units[i]
    total = sum(grams(unit.text).values()) + 1.0
    enumerated = marks.ENUMERATED.match(unit.text) is not None
    found: list[tuple[tuple[int | None, str], float]] = []
    pull = {k: weigh["shared"] * min(near[k], weigh["shared-most"]) + weigh["share"] * near[k] / total for k in news}
    ranked = sorted(news, key=lambda k: (away[k] - pull[k], k))
    for k in ranked[:4]:
        cost = away[k] - pull[k] + weigh["enumerated"] * enumerated
        if i in alike:
            cost += weigh["alike-inside"] if inside(i, bodies[k]) else weigh["alike-far"]
        found.append(((k, "headline"), cost))
    for k in news:
        if inside(i, bodies[k]):
            cost = weigh["heading"] - weigh["heading-shared"] * pull[k] - weigh["heading-alike"] * (i in alike)
            found.append(((k, "heading"), cost - enumerated))
    length = len(unit.text)
    label = weigh["label-short"] if length <= 5 else weigh["label"] if length <= 8 else weigh["label-long"]
    label -= weigh["label-small"] * (unit.lines[0].box is not None and unit.lines[0].scale < SMALL)
    laid_in = unit.lines[0].box is not None and unit.lines[0].scale < 1.1 and unit.gap == STACKED
    label += weigh["label-laid-in"] * laid_in
    label += weigh["label-inside"] * any(inside(i, bodies[k]) for k in news)
    found.append(((None, "label"), label + weigh["label-shared"] * max(pull.values(), default=0.0)))
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


def _bylines(units: Sequence[Unit], bodies: Sequence[Body], placed: dict[int, Place]) -> tuple[dict[int, Place], float]:
    """Every byline goes to the body where it costs least; a body takes one."""
    costs: list[tuple[float, int, int]] = []
    signed = {k for k, body in enumerate(bodies) if credited(units[body.first].text)}
    for i, unit in enumerate(units):
        if unit.kind == "float" and unit.byline:
            for k, body in enumerate(bodies):
                if not body.photo:
                    doubly = k in signed and not (i == body.first - 1 and _heads(placed, i - 1, k))
                    costs.append((_byline_cost(units, bodies, placed, i, k) + 3.0 * doubly, i, k))
    found: dict[int, Place] = {}
    taken: set[int] = set()
    for cost, i, k in sorted(costs):
        if i not in found and k not in taken:
            found[i] = Place(k, "byline", -cost)
            taken.add(k)
    for cost, i, k in sorted(costs):  # an author above and a signature below
        if i not in found and cost <= NEXT_TO:
            found[i] = Place(k, "byline", -cost)
    unsigned = sum(k not in taken and k not in signed for k, body in enumerate(bodies) if not body.photo)
    return found, -sum(place.weight for place in found.values()) + _weights()["no-byline"] * unsigned


def _heads(placed: dict[int, Place], i: int, k: int) -> bool:
    """Whether unit i is a line of the headline of body k."""
    place = placed.get(i)
    return place is not None and place.role == "headline" and place.body == k


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
        if _heads(placed, other, k) and not bracketed:
            cost = min(cost, 0.1 if other < i else 0.3)
    if inside(i, body):
        cost += 0.5
    if unit.byline.how == "names" and not bracketed and cost > 0.3:
        cost += 1.0
    return cost


def credited(text: str) -> bool:
    """Whether the first paragraph itself names its reporter: 本报讯（记者 甲）."""
    return any(
        word in text[:70] for word in ("（记者", "(记者", "通讯员", "（本报记者", "（见习记者", "（实习", "记者")
    ) and marks.opens_article(text)

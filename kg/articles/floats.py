"""Whose headline, kicker, heading, byline and caption each line is that stands outside the columns.

In: the units and bodies of one sheet. Out: for each unit the body it belongs to and its role. Each body gets at most one group
of headline lines; the whole page is weighed at once (a beam over the lines in page order), so that a headline may stand before
its body, after it, inside it or far away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.articles.bodies import Body, Sheet
from kg.articles.columns import Unit
from kg.articles.nearness import Sight, habit_cost, look, static_costs, together
from kg.lexicon import rows

BEAM = 32  # readings that are followed
FOLLOWED, TRIED = 8.0, 12.0  # what they, and what a line alone can be, cost more than the cheapest at most
TORN = 4.0  # lines of one headline that do not stand together


@cache
def _weights() -> dict[str, float]:
    return {row["rule"]: float(row["weight"]) for row in rows("pages/floats.tsv")}


Choice = tuple[int | None, str]  # body and role


@dataclass(frozen=True, slots=True)
class Place:
    """Where one float goes: body index or None, "headline", "heading", "byline", "caption" or "label", and the weight of it."""

    body: int | None
    role: str
    weight: float


@dataclass(slots=True)
class State:
    """A reading of the lines so far: its cost, what each line is, and for each body the unit of its last headline line.

    `signed`: the bodies that have an author; `sides`: how many headlines stand right before and right after their bodies.
    """

    cost: float
    choice: tuple[Choice, ...]
    ends: dict[int, int]
    signed: frozenset[int]
    sides: tuple[int, int]


Step = Callable[[Sequence[State], Choice, float], list[float]]
Options = Callable[[Sight, int, dict[str, float]], list[tuple[Choice, float]]]


def assign(sheet: Sheet, bodies: Sequence[Body]) -> tuple[dict[int, Place], float]:
    """Unit index -> Place, for all floats and bylines; and what this costs."""
    sight = look(sheet, bodies)
    best = min(readings(sight, _weights()), key=lambda state: state.cost)
    places = {
        i: Place(k, role, sight.pulls[i][k][0] if k is not None and i in sight.pulls else 0.0)
        for i, (k, role) in zip(sight.items, best.choice, strict=True)
    }
    return places, best.cost


def readings(sight: Sight, weigh: dict[str, float], options_of: Options = static_costs) -> list[State]:
    """The cheapest readings of all lines of a sheet. `options_of` tells what a line can be and what that costs."""
    units = sight.units
    states = [State(0.0, (), {}, frozenset(), (0, 0))]
    for n, i in enumerate(sight.items):
        options = options_of(sight, i, weigh)
        step = _signing(sight, n, weigh) if units[i].byline else _heading(sight, n, weigh)
        dearest = min([cost for _, cost in options]) + TRIED
        grown = [
            (total, at, option)
            for option, (choice, cost) in enumerate(options)
            if cost < dearest
            for at, total in enumerate(step(states, choice, cost))
        ]
        most = min(grown)[0] + FOLLOWED
        kept = sorted([way for way in grown if way[0] < most])[:BEAM]
        states = [_chosen(states[at], options[option][0], sight, i, total) for total, at, option in kept]
    for state in states:
        state.cost += weigh["no-headline"] * sum([k not in state.ends for k in sight.wanting])
        state.cost += weigh["no-byline"] * sight.signs * sum([k not in state.signed for k in sight.unsigned])
        headings = [k for k, role in state.choice if role == "heading"]
        single = [k for k in headings if headings.count(k) == 1]
        state.cost += weigh["heading-single"] * len(single) + weigh["heading-lone"] * sum([k not in state.ends for k in single])
    return states


def _chosen(state: State, choice: Choice, sight: Sight, i: int, cost: float) -> State:
    """The reading `state` with one more line read."""
    k, role = choice
    ends, signed, sides = state.ends, state.signed, state.sides
    if k is not None and role == "headline":
        side = sight.side(i, k) if k not in ends else 0
        sides = sides[0] + (side < 0), sides[1] + (side > 0)
        ends = {**ends, k: i}
    elif k is not None and role == "byline":
        signed = signed | {k}
    return State(cost, (*state.choice, choice), ends, signed, sides)


def _heading(sight: Sight, n: int, weigh: dict[str, float]) -> Step:
    """What the readings of the lines so far cost with item n, which is no byline."""
    units, i = sight.units, sight.items[n]
    above = sight.items[n - 1] if n and sight.items[n - 1] == i - 1 else None
    neighbour = sight.items[n - 1] if n and together(units, sight.items[n - 1], i) else None
    bond = _bond(units, neighbour, i, sight.usual, weigh) if neighbour is not None and not units[neighbour].byline else None
    signed_above = above is not None and units[above].byline is not None
    run = i  # the first of the floats that stand together with this one
    while run and units[run - 1].kind == "float":
        run -= 1

    def step(states: Sequence[State], choice: Choice, cost: float) -> list[float]:
        k, role = choice
        heads = role == "headline" and k is not None
        side = sight.side(i, k) if heads and k is not None else 0
        found: list[float] = []
        for state in states:
            total = state.cost + cost
            last = state.choice[-1][0] if n else None
            if bond is not None and last != k:
                total = total + bond
            if heads and k is not None:
                if signed_above:
                    total = total + weigh["under-byline" if last == k else "under-byline-of-other"]
                end = state.ends.get(k, -1)
                if end < 0:
                    total = total + weigh["new-group"]
                    if side:
                        total = total + weigh["habit"] * habit_cost(state.sides, side)
                elif end < run:
                    total = total + TORN
                else:
                    total = total + joining(k, end)
            found.append(total)
        return found

    def joining(k: int, end: int) -> float:
        """What a line costs more than alone that goes on with the headline of body k, which ends with unit `end`."""
        cost = weigh["gap-in-group"] * (units[i].gap > max(sight.usual, units[end].gap)) - sight.away[i, k]
        cost = cost + weigh["loose-in-group"] * (sight.tight and units[i].gap >= sight.usual)
        return cost - weigh["joined"] + weigh["byline-in-group"] * (units[i - 1].byline is not None)

    return step


def _bond(units: Sequence[Unit], first: int, second: int, usual: int, weigh: dict[str, float]) -> float:
    """What it costs to give two neighbouring lines to different articles: halves of a couplet are as wide and stand close."""
    cost = weigh["split"]
    if abs(units[first].width - units[second].width) <= 2:
        cost = cost + weigh["split-as-wide"]
    if units[second].gap < usual:
        cost = cost + weigh["split-close"]
    if units[second].text.startswith("——"):
        cost = cost + weigh["split-subhead"]
    return cost


def _signing(sight: Sight, n: int, weigh: dict[str, float]) -> Step:
    """What the readings of the lines so far cost with item n, a byline."""
    i = sight.items[n]
    adjoins = n > 0 and sight.items[n - 1] == i - 1
    above = adjoins and sight.units[i - 1].byline is None
    bracketed = sight.units[i].text[0] in "（("
    closed = {k for k, body in enumerate(sight.bodies) if bracketed and i - 1 in body.paras}  # each brief may be signed
    goes_on = adjoins and not above and bracketed == (sight.units[i - 1].text[0] in "（(")  # reporter, correspondent below

    def step(states: Sequence[State], choice: Choice, cost: float) -> list[float]:
        k, role = choice
        if goes_on:
            return [state.cost + (0.0 if state.choice[-1] == choice else cost + weigh["split"]) for state in states]
        if k is None or role != "byline":
            return [state.cost + cost for state in states]
        credited = k in sight.credited
        found: list[float] = []
        for state in states:
            total = state.cost + cost
            last = state.choice[-1] if above else None
            headed = last == (k, "headline")
            if last is not None and not bracketed and last[1] == "headline":
                total = total + weigh["byline-headed" if headed else "byline-parted"]
            if k in state.signed and k not in closed:
                total = total + weigh["byline-second"]
            if credited:
                total = total + weigh["byline-doubly-headed" if headed else "byline-doubly"]
            found.append(total)
        return found

    return step

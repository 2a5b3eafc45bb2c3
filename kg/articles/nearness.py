"""How near the lines outside the columns are to each body of their sheet: in place, in words, in form.

In: the units and bodies of one sheet. Out: what it costs each line, looked at alone, to be headline, heading, byline or label.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.articles import marks
from kg.articles.bodies import Body, Sheet
from kg.articles.columns import Unit
from kg.articles.printed import STACKED
from kg.articles.wording import likes

SMALL = 1.3  # times the size of the body: letters too small for a headline of a laid-out page
MOST_TRIED = 5  # bodies of which a line may be the headline
MOST = 30.0  # log-odds that the letters of a line say at most
ONE_WAY, MIXED, EXCEPTION = 0.4, 0.2, 0.05  # chance that a page prints all headlines before (or after) their articles, or either


@dataclass(slots=True)
class Sight:
    """What is seen of one sheet: its bodies that are no captions, the lines to place, and how near each is to each body.

    `shared`: weight of shared words; `like`: log-odds of the letters; `away`: cost of the place. `wanting`: bodies that want a
    headline, `unsigned`: bodies that want an author, `credited`: bodies that name theirs in their text. `tight`: whether lines of
    headlines stand closer here than other lines.
    """

    units: Sequence[Unit]
    bodies: Sequence[Body]
    says: dict[int, float]
    news: list[int]
    items: list[int]
    usual: int
    shared: dict[int, dict[int, float]] = field(default_factory=dict)
    like: dict[int, dict[int, float]] = field(default_factory=dict)
    away: dict[tuple[int, int], float] = field(default_factory=dict)
    sides: dict[tuple[int, int], int] = field(default_factory=dict)
    alike: set[int] = field(default_factory=set)
    tight: bool = False
    wanting: list[int] = field(default_factory=list)
    unsigned: list[int] = field(default_factory=list)
    credited: set[int] = field(default_factory=set)

    def side(self, i: int, k: int) -> int:
        """-1 if line i stands right before body k, 1 right after it, 0 elsewhere or on a laid-out sheet."""
        return self.sides.get((i, k), 0)


def look(sheet: Sheet, bodies: Sequence[Body]) -> Sight:
    """The sheet, with what does not depend on any choice."""
    units = sheet.units
    news = [k for k, body in enumerate(bodies) if not body.photo]
    items = [i for i, unit in enumerate(units) if unit.kind == "float"]
    shared, like = (table.tolist() for table in likes(sheet.words, [bodies[k].stretch for k in news]))
    sight = Sight(units, bodies, sheet.says, news, items, sheet.usual)
    for i in items:
        row = sheet.rows.get(i, -1) - len(sheet.paras)
        sight.shared[i] = dict(zip(news, shared[row], strict=True)) if row >= 0 else {}
        sight.like[i] = dict(zip(news, like[row], strict=True)) if row >= 0 else {}
    sight.alike = _heading_like(units, bodies, [i for i in items if not units[i].byline])
    sight.tight = any(units[i].gap < sight.usual and i - 1 in sight.shared and not units[i].byline for i in items)
    first = {k: units[bodies[k].first].text for k in news}
    sight.wanting = [k for k in news if not marks.continued_from(first[k])]
    sight.credited = {k for k in news if credited(first[k])}
    sight.unsigned = [k for k in sight.wanting if k not in sight.credited]
    return sight


def inside(unit: int, body: Body) -> bool:
    """Whether a unit stands between two paragraphs of a body."""
    return body.first < unit < body.last


def adjoins(bodies: Sequence[Body], i: int, k: int) -> bool:
    """Whether no other body but captions stands between unit i and body k, or around the unit."""
    body = bodies[k]
    low, high = (i, body.first) if i < body.first else (body.last, i)
    return inside(i, body) or not any(
        other.first < i < other.last
        or (other is not body and not other.photo and (low < other.first < high or low < other.last < high))
        for other in bodies
    )


def together(units: Sequence[Unit], first: int, second: int) -> bool:
    """Whether two floats stand in one run of floats."""
    return all(units[i].kind == "float" for i in range(first, second))


@lru_cache(maxsize=1024)
def _chance(before: int, after: int) -> float:
    """Negated log of the chance of so many headlines before and after their articles on one page."""
    ahead = (1 - EXCEPTION) ** before * EXCEPTION**after
    behind = (1 - EXCEPTION) ** after * EXCEPTION**before
    return -math.log(ONE_WAY * (ahead + behind) + MIXED * 0.5 ** (before + after))


def habit_cost(sides: tuple[int, int], side: int) -> float:
    """What one more headline before (-1) or after (1) its body costs on a page that has so many on either side."""
    if not side:
        return 0.0
    before, after = sides
    return _chance(before + (side < 0), after + (side > 0)) - _chance(before, after)


def where(sight: Sight, i: int, k: int) -> tuple[str, bool]:
    """Where a float stands to a body: "inside" it, right "before" or "after" it, "far" with other articles between,

    "far-at-top" or "far-at-end" of them all, or "inside-another"; and whether a caption stands between.
    """
    bodies, body = sight.bodies, sight.bodies[k]
    if inside(i, body):
        return "inside", False
    low, high = (i, body.first) if i < body.first else (body.last, i)
    apart, photos = False, False
    for other in bodies:
        first, last = other.paras[0], other.paras[-1]
        if first < i < last:
            return "inside-another", False
        if other.photo:
            photos = photos or low < first < high
        elif other is not body and (low < first < high or low < last < high):
            apart = True
    if not apart:
        return ("before" if i < body.first else "after"), photos
    if i > bodies[sight.news[-1]].last:
        return "far-at-end", photos
    return ("far-at-top" if i < bodies[sight.news[0]].first else "far"), photos


def _away(sight: Sight, i: int, k: int, weigh: dict[str, float]) -> float:
    """What the place of a line costs for a body: next to it little, inside it more, far away most."""
    place, photos = where(sight, i, k)
    cost = weigh[place]
    if place not in ("before", "after"):
        return cost
    if sight.units[i].lines[0].box is not None:  # on a sheet a headline is read before what stands below it
        return cost + weigh["laid-after"] * (place == "after")
    sight.sides[i, k] = -1 if place == "before" else 1
    return cost + weigh["nearer-to-other"] * _leans(sight.units, i, place == "before") + weigh["photo-between"] * photos


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


def static_costs(sight: Sight, i: int, weigh: dict[str, float]) -> list[tuple[tuple[int | None, str], float]]:
    """All that line i can be, with what that costs whatever the other lines are."""
    if sight.units[i].byline:
        signs = [((k, "byline"), _byline_cost(sight, i, k, weigh)) for k in sight.news]
        stays = [((k, "heading"), weigh["byline-stays"]) for k in sight.news if inside(i, sight.bodies[k])]
        return [*signs, *stays] or [((None, "byline"), 0.0)]
    unit, bodies, news = sight.units[i], sight.bodies, sight.news
    near, like = sight.shared[i], sight.like[i]
    total = sight.says[i] + 1.0
    most = max(like.values(), default=0.0)
    enumerated = marks.ENUMERATED.match(unit.text) is not None
    found: list[tuple[tuple[int | None, str], float]] = []
    size = len(unit.text) + 2.0
    alike = i in sight.alike
    costs: dict[int, float] = {}
    for k in news:
        sight.away[i, k] = _away(sight, i, k, weigh)
        costs[k] = (
            sight.away[i, k]
            - weigh["shared"] * min(near[k], 6.0)
            - weigh["share"] * (near[k] / total)
            - weigh["letters"] * max(-MOST, min(MOST, like[k]))
            - weigh["letters-behind"] * max(-MOST, like[k] - most)
        )
    for k in sorted(news, key=lambda k: (costs[k], k))[:MOST_TRIED]:
        cost = costs[k] + weigh["enumerated"] * enumerated + weigh["continued"] * (k not in sight.wanting)
        if alike:
            cost = cost + (weigh["alike-inside"] if inside(i, bodies[k]) else weigh["alike-far"])
        found.append(((k, "headline"), cost))
    for k in news:
        if inside(i, bodies[k]):
            cost = weigh["heading"] - weigh["heading-alike"] * alike - weigh["heading-enumerated"] * enumerated
            cost = cost - weigh["heading-shared"] * min(near[k], 6.0) - weigh["heading-letters"] * (like[k] / size)
            cost = cost - weigh["heading-behind"] * max(-MOST, like[k] - most)
            found.append(((k, "heading"), cost))
    found.append(((None, "label"), _label_cost(sight, i, max(near.values(), default=0.0), most / size, weigh)))
    return found


def _label_cost(sight: Sight, i: int, shared: float, like: float, weigh: dict[str, float]) -> float:
    """What it costs line i to be nobody's."""
    unit = sight.units[i]
    length, laid = len(unit.text), unit.lines[0].box is not None
    label = weigh["label-short"] if length <= 5 else weigh["label"] if length <= 8 else weigh["label-long"]
    label = label - weigh["label-small"] * (laid and unit.lines[0].scale < SMALL)
    label = label + weigh["label-laid-in"] * (laid and unit.lines[0].scale < 1.1 and unit.gap == STACKED)
    label = label + weigh["label-inside"] * any([inside(i, sight.bodies[k]) for k in sight.news])
    return label + weigh["label-shared"] * min(shared, 6.0) + weigh["label-letters"] * like


def _byline_cost(sight: Sight, i: int, k: int, weigh: dict[str, float]) -> float:
    """What it costs byline i to be of body k, for its place alone."""
    unit, body = sight.units[i], sight.bodies[k]
    assert unit.byline is not None
    after, before = i == body.last + 1, i == body.first - 1
    if unit.text[0] in "（(":
        return weigh["signature-after"] if after else weigh["signature-inside"] if inside(i, body) else weigh["signature-far"]
    bare = unit.byline.how == "names"
    if after:
        return weigh["byline-after"] + weigh["byline-bare"] * bare
    if before:
        return weigh["byline-before"]
    if inside(i, body):
        return weigh["byline-inside"] + weigh["byline-bare"] * bare
    place, _ = where(sight, i, k)
    cost = weigh["byline-near"] if place in ("before", "after") else weigh["byline-far"]
    return cost + weigh["byline-bare"] * bare


def _heading_like(units: Sequence[Unit], bodies: Sequence[Body], lines: list[int]) -> set[int]:
    """Floats inside a body of which there are several of one form, as section headings are."""
    found: set[int] = set()
    for body in bodies:
        runs: list[list[int]] = []
        for i in lines:
            if inside(i, body):
                if runs and together(units, runs[-1][-1], i):
                    runs[-1].append(i)
                else:
                    runs.append([i])
        for run in runs:
            wide = max(units[i].width for i in run)
            others = [max(units[i].width for i in other) for other in runs if other is not run and len(other) == len(run)]
            if any(abs(wide - other) <= max(4, 0.3 * wide) for other in others):
                found.update(run)
    return found


def credited(text: str) -> bool:
    """Whether the first paragraph itself names its reporter: 本报讯（记者 甲）."""
    return any(
        word in text[:70] for word in ("（记者", "(记者", "通讯员", "（本报记者", "（见习记者", "（实习", "记者")
    ) and marks.opens_article(text)

"""How near the lines outside the columns are to each body of their sheet: in place, in words, in form.

In: the units and bodies of one sheet. Out: what it costs each line, looked at alone, to be headline, heading, byline or label.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from kg.articles import marks
from kg.articles.bodies import Body, Sheet
from kg.articles.columns import Unit
from kg.articles.printed import STACKED
from kg.articles.wording import likes, shares

SMALL = 1.3  # times the size of the body: letters too small for a headline of a laid-out page
MOST_TRIED = 5  # bodies of which a line may be the headline
MOST_SHARED = 6.0  # weight of shared words that counts at most
MOST = 30.0  # log-odds that the letters of a line say at most
ONE_WAY, MIXED, EXCEPTION = 0.4, 0.2, 0.05  # chance that a page prints all headlines before (or after) their articles, or either


@dataclass(slots=True)
class Spot:
    """Where a line stands: `inside` a body; right `before` one and right `after` one (body index or None); how `far` from all

    other bodies; and whether a caption stands between it and the body before or after which it stands.
    """

    inside: int | None
    before: int | None
    after: int | None
    far: str
    photo_on: bool
    photo_back: bool


# What draws a line to one body: weight of the words they share, the same up to MOST_SHARED, as a part of what the line says;
# log-odds that its letters are of the body, the same within MOST, and beside those of the body that is likeliest.
Pull = list[float]


@dataclass(slots=True)
class Sight:
    """What is seen of one sheet: its bodies that are no captions, the lines to place, and how near each is to each body.

    `pulls`: for each line that is no byline what draws it to each body; `away`: cost of the place. `wanting`: bodies that want a
    headline, `unsigned`: bodies that want an author, `credited`: bodies that name theirs in their text. `tight`: whether lines of
    headlines stand closer here than other lines. `signs`: whether any article of the sheet names its author.
    """

    units: Sequence[Unit]
    bodies: Sequence[Body]
    news: list[int]
    items: list[int]
    usual: int
    spots: dict[int, Spot] = field(default_factory=dict)
    pulls: dict[int, dict[int, Pull]] = field(default_factory=dict)
    away: dict[tuple[int, int], float] = field(default_factory=dict)
    alike: set[int] = field(default_factory=set)
    tight: bool = False
    wanting: list[int] = field(default_factory=list)
    unsigned: list[int] = field(default_factory=list)
    credited: set[int] = field(default_factory=set)
    signs: bool = False

    def side(self, i: int, k: int) -> int:
        """-1 if line i stands right before body k, 1 right after it, 0 elsewhere or on a laid-out sheet."""
        if self.units[i].lines[0].box is not None:
            return 0
        spot = self.spots[i]
        return -1 if spot.before == k else 1 if spot.after == k else 0


def look(sheet: Sheet, bodies: Sequence[Body]) -> Sight:
    """The sheet, with what does not depend on any choice."""
    units = sheet.units
    news = [k for k, body in enumerate(bodies) if not body.photo]
    items = [i for i, unit in enumerate(units) if unit.kind == "float"]
    sight = Sight(units, bodies, news, items, sheet.usual)
    sight.spots = spots(bodies, items)
    sight.pulls = _pulls(sheet, bodies, news)
    sight.alike = _heading_like(units, bodies, [i for i in items if not units[i].byline])
    sight.tight = any(units[i].gap < sight.usual and i - 1 in sight.spots and not units[i].byline for i in items)
    first = {k: units[bodies[k].first].text for k in news}
    sight.wanting = [k for k in news if not marks.continued_from(first[k])]
    sight.credited = {k for k in news if credited(first[k])}
    sight.signs = bool(sight.credited) or any(units[i].byline for i in items)
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


def _chance(before: int, after: int) -> float:
    """Negated log of the chance of so many headlines before and after their articles on one page."""
    ahead = (1 - EXCEPTION) ** before * EXCEPTION**after
    behind = (1 - EXCEPTION) ** after * EXCEPTION**before
    return -math.log(ONE_WAY * (ahead + behind) + MIXED * 0.5 ** (before + after))


@lru_cache(maxsize=4096)
def habit_cost(sides: tuple[int, int], side: int) -> float:
    """What one more headline before (-1) or after (1) its body costs on a page that has so many on either side."""
    if not side:
        return 0.0
    before, after = sides
    return _chance(before + (side < 0), after + (side > 0)) - _chance(before, after)


def spots(bodies: Sequence[Body], lines: Sequence[int]) -> dict[int, Spot]:
    """Line -> where it stands."""
    news = [k for k, body in enumerate(bodies) if not body.photo]
    photos = [body.first for body in bodies if body.photo]
    first, last = [bodies[k].first for k in news], [bodies[k].last for k in news]
    found: dict[int, Spot] = {}
    for i in lines:
        m = bisect_left(last, i)  # bodies that end above the line
        if m < len(news) and first[m] < i:
            found[i] = Spot(news[m], None, None, "inside-another", False, False)
            continue
        far = "far-at-end" if m == len(news) else "far" if m else "far-at-top"
        photo_on = m < len(news) and any([i < at < first[m] for at in photos])
        photo_back = m > 0 and any([last[m - 1] < at < i for at in photos])
        found[i] = Spot(None, news[m] if m < len(news) else None, news[m - 1] if m else None, far, photo_on, photo_back)
    return found


def _pulls(sheet: Sheet, bodies: Sequence[Body], news: list[int]) -> dict[int, dict[int, Pull]]:
    """For each line that is no byline what draws it to each body of the `news`."""
    if not news:
        return {i: {} for i in sheet.rows}
    stretches = [bodies[k].stretch for k in news]
    shared, like = shares(sheet.words, stretches), likes(sheet.words, stretches)
    part = shared / (sheet.says[:, None] + 1.0)
    behind = np.maximum(-MOST, like - like.max(axis=1, keepdims=True))
    tables = (shared, np.minimum(shared, MOST_SHARED), part, like, np.clip(like, -MOST, MOST), behind)
    rows = np.stack(tables, axis=2).tolist()
    return {i: dict(zip(news, table, strict=True)) for i, table in zip(sheet.rows, rows, strict=True)}


def _away(sight: Sight, i: int, k: int, weigh: dict[str, float]) -> float:
    """What the place of a line costs for a body: next to it little, inside it more, far away most."""
    spot = sight.spots[i]
    if k == spot.inside:
        return weigh["inside"]
    if k != spot.before and k != spot.after:
        return weigh[spot.far]
    onward = k == spot.before
    cost = weigh["before" if onward else "after"]
    if sight.units[i].lines[0].box is not None:  # on a sheet a headline is read before what stands below it
        return cost + weigh["laid-after"] * (not onward)
    cost = cost + weigh["nearer-to-other"] * _leans(sight.units, i, onward)
    return cost + weigh["photo-between"] * (spot.photo_on if onward else spot.photo_back)


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
    news, around = sight.news, sight.spots[i].inside
    if sight.units[i].byline:
        signs = [((k, "byline"), _byline_cost(sight, i, k, weigh)) for k in news]
        stays = [((around, "heading"), weigh["byline-stays"])] if around is not None else []
        return [*signs, *stays] or [((None, "byline"), 0.0)]
    unit, pulls = sight.units[i], sight.pulls[i]
    enumerated = marks.ENUMERATED.match(unit.text) is not None
    found: list[tuple[tuple[int | None, str], float]] = []
    size = len(unit.text) + 2.0
    alike, more = i in sight.alike, weigh["enumerated"] * enumerated
    shared, share, by_letters, behind = weigh["shared"], weigh["share"], weigh["letters"], weigh["letters-behind"]
    costs: dict[int, float] = {}
    for k in news:
        _, some, part, _, likely, least = pulls[k]
        sight.away[i, k] = away = _away(sight, i, k, weigh)
        costs[k] = away - shared * some - share * part - by_letters * likely - behind * least
    tried = news if len(news) <= MOST_TRIED else sorted(news, key=lambda k: (costs[k], k))[:MOST_TRIED]
    for k in tried:
        cost = costs[k] + more + weigh["continued"] * (k not in sight.wanting)
        if alike:
            cost = cost + weigh["alike-inside" if k == around else "alike-far"]
        found.append(((k, "headline"), cost))
    if around is not None:
        _, some, _, like, _, least = pulls[around]
        cost = weigh["heading"] - weigh["heading-alike"] * alike - weigh["heading-enumerated"] * enumerated
        cost = cost - weigh["heading-shared"] * some - weigh["heading-letters"] * (like / size)
        found.append(((around, "heading"), cost - weigh["heading-behind"] * least))
    found.append(((None, "label"), _label_cost(sight, i, weigh)))
    return found


def _label_cost(sight: Sight, i: int, weigh: dict[str, float]) -> float:
    """What it costs line i to be nobody's."""
    unit = sight.units[i]
    length, laid = len(unit.text), unit.lines[0].box is not None
    some = max([pull[1] for pull in sight.pulls[i].values()], default=0.0)
    like = max([pull[3] for pull in sight.pulls[i].values()], default=0.0) / (length + 2.0)
    label = weigh["label-short"] if length <= 5 else weigh["label"] if length <= 8 else weigh["label-long"]
    label = label - weigh["label-small"] * (laid and unit.lines[0].scale < SMALL)
    label = label + weigh["label-laid-in"] * (laid and unit.lines[0].scale < 1.1 and unit.gap == STACKED)
    label = label + weigh["label-inside"] * (sight.spots[i].inside is not None)
    return label + weigh["label-shared"] * some + weigh["label-letters"] * like


def _byline_cost(sight: Sight, i: int, k: int, weigh: dict[str, float]) -> float:
    """What it costs byline i to be of body k, for its place alone."""
    unit, body, spot = sight.units[i], sight.bodies[k], sight.spots[i]
    assert unit.byline is not None
    after, before = i == body.last + 1, i == body.first - 1
    if unit.text[0] in "（(":
        return weigh["signature-after" if after else "signature-inside" if k == spot.inside else "signature-far"]
    if before and not after:
        return weigh["byline-before"]
    near = k == spot.before or k == spot.after
    place = "byline-after" if after else "byline-inside" if k == spot.inside else "byline-near" if near else "byline-far"
    return weigh[place] + weigh["byline-bare"] * (unit.byline.how == "names")


def _heading_like(units: Sequence[Unit], bodies: Sequence[Body], lines: list[int]) -> set[int]:
    """Floats inside a body of which there are several of one form, as section headings are."""
    found: set[int] = set()
    for body in bodies:
        runs: list[list[int]] = []
        for i in lines[bisect_right(lines, body.first) : bisect_left(lines, body.last)]:
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

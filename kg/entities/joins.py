"""Which keys are one thing, over articles. In: Known records. Out: pairs of keys with a reason, and pairs that may be one.

Keys that show one token are joined, so the work grows with the number of keys. A token says something that two different things
do not share: place and function of a body, name and body of a person. Similar strings are no evidence.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from kg.entities import bodies, firms
from kg.entities.evidence import LEVELS, Known, branded, parts_of, printed
from kg.entities.forms import abbreviates, core, quoted
from kg.entities.people import nameless, rare
from kg.entities.places import related
from kg.records import BODY_KINDS, Reason

Join = tuple[str, str, Reason]
Root = Callable[[str], str]
MODEL = re.compile(r"[\u4e00-\u9fff]{2,5}\d{1,3}号")
MOST = 40  # keys of one short name that are compared pair by pair; larger groups tell nothing


def thing_joins(known: Mapping[str, Known]) -> Iterator[Join]:
    """Pairs of places, bodies, firms and works that are one."""
    yield from _same_token(_thing_tokens(known.values()))
    yield from _vague(known)
    yield from _short_functions(known)
    yield from _short_firms(known)


def person_joins(known: Mapping[str, Known], root: Root) -> Iterator[Join]:
    """Pairs of people that are one; `root` gives the thing that a body's or place's key was joined to."""
    yield from _same_token(_person_tokens(known, root))


def _same_token(tokens: Iterable[tuple[tuple[str, ...], str, Reason]]) -> Iterator[Join]:
    first: dict[tuple[str, ...], str] = {}
    for token, key, reason in tokens:
        other = first.setdefault(token, key)
        if other != key:
            yield other, key, reason


def _thing_tokens(every: Iterable[Known]) -> Iterator[tuple[tuple[str, ...], str, Reason]]:
    for one in every:
        if one.kind in ("GovernmentBody", "Organization"):
            yield (
                ("body", one.path, one.what),
                one.key,
                Reason("body/same", 1.0, "the same place and function, whatever the kind"),
            )
        if one.kind in ("Program", "Initiative", "Product"):
            for name in printed(one) if len(one.what) >= 3 else ():
                yield ("work", one.path, name), one.key, Reason("work/same-name", 0.9, f"both are called {name} in one region")
            for model in {core(q) for n in one.names for q in (n, *quoted(n)) if MODEL.fullmatch(core(q))}:
                yield ("model", model), one.key, Reason("work/model", 0.85, "a model's name with its number")
        if one.kind != "Person":
            for thread in sorted(one.threads):
                for name in printed(one):
                    yield (
                        ("thread", one.kind, thread, name),
                        one.key,
                        Reason("article/continued", 0.95, "one name in two parts of one article"),
                    )


def _vague(known: Mapping[str, Known]) -> Iterator[Join]:
    """A name whose place is told less exactly joins the one thing of that name in that place or region."""
    named: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if (one.kind != "Person" and "/" in one.key) or one.kind == "village":
            kind = "body" if one.kind in ("GovernmentBody", "Organization") else one.kind
            named[kind, one.what].append(one)
    for group in named.values():
        if len(group) < 2:
            continue
        exact = [o for o in group if not o.path.startswith("@") and o.path]
        for one in group:
            if not one.path:
                continue
            if one.path.startswith("@"):
                fits = [o for o in exact if related(o.path, one.path)]
            elif one.kind in LEVELS:
                fits = [o for o in exact if o.path != one.path and _inside(o.path, one.path)]
            else:
                continue
            if len({o.path for o in fits}) == 1:
                yield one.key, fits[0].key, Reason("name/region", 0.85, "the only one of that name in the region")


def _inside(path: str, container: str) -> bool:
    """Whether a path tells more than another one and does not contradict it."""
    return path.startswith(container + "/") or (
        container.isdecimal() and len(container) == 6 and path[:6] == container and path != container
    )


def _short_functions(known: Mapping[str, Known]) -> Iterator[Join]:
    """Short forms of functions that no lexicon lists: 县科经局, the only body of its county that it can shorten."""
    grouped: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind in ("GovernmentBody", "Organization") and not one.path.startswith("@") and one.what:
            grouped[one.path, one.what[0]].append(one)
    for group in grouped.values():
        if not 2 <= len({o.what for o in group}) <= MOST:
            continue
        for short in group:
            if short.what in bodies.official() or len(short.what) < 3:
                continue
            fuller = [
                o for o in group if abbreviates(short.what, o.what) and bodies.head_of(short.what) == bodies.head_of(o.what)
            ]
            if len({o.what for o in fuller}) == 1:
                yield (
                    short.key,
                    fuller[0].key,
                    Reason("body/short-form", 0.8, f"the only body of the place that {short.what} shortens"),
                )


def _short_firms(known: Mapping[str, Known]) -> Iterator[Join]:
    """Firms: one printed name in one region or with a trade name of its own; and a short name that one firm only begins with."""
    called: dict[str, list[Known]] = defaultdict(list)
    starting: dict[str, list[tuple[Known, firms.Firm]]] = defaultdict(list)
    shorts: list[tuple[Known, firms.Firm]] = []
    for one in known.values():
        if one.kind != "Enterprise":
            continue
        for firm in sorted({_parsed(name, one) for name in one.names}, key=lambda f: (f.rest, f.stem)):
            if len(firm.rest) < 2 or not firm.stem:
                continue
            called[firm.key].append(one)
            for length in (2, 3, 4):
                if len(firm.stem) > length:
                    starting[firm.stem[:length]].append((one, firm))
            if 2 <= len(firm.stem) <= 4 and not firms.is_branch(firm.rest):
                shorts.append((one, firm))
    for name, group in sorted(called.items()):
        reason = Reason("firm/same-name", 0.85, f"both are called {name}")
        own = branded(name)
        for one, other in combinations(group, 2) if len(group) <= MOST else pairwise(group):
            if one is not other and _one_region(one, other, own):
                yield one.key, other.key, reason
    for one, firm in shorts:
        if one.what != firm.key or len(starting[firm.stem]) > MOST:
            continue
        fits = [
            o
            for o, full in starting[firm.stem]
            if o is not one and firms.shortens(firm, full) and _one_region(one, o, branded(firm.stem))
        ]
        if fits and len({o.what for o in fits}) == 1:
            yield (
                one.key,
                fits[0].key,
                Reason("firm/trade-name", 0.8, f"the only firm of the region whose name begins with {firm.stem}"),
            )


def _parsed(name: str, one: Known) -> firms.Firm:
    """A printed name in parts, its place cut off only where the key has one."""
    return firms.parse(name, not one.path.startswith("@"))


def _one_region(one: Known, other: Known, own: bool) -> bool:
    """Whether two firms can be one: by places that contain each other, else by the papers' region or a name of its own."""
    certain = not one.path.startswith("@"), not other.path.startswith("@")
    if all(certain) or related(one.path, other.path):
        return related(one.path, other.path)
    return own


def _person_tokens(known: Mapping[str, Known], root: Root) -> Iterator[tuple[tuple[str, ...], str, Reason]]:
    for one in known.values():
        if one.kind != "Person":
            continue
        name = one.what
        byline = "@byline" in one.key
        for thread in sorted(one.threads):
            yield ("thread", name, thread), one.key, Reason("article/continued", 0.95, "one name in two parts of one article")
        if nameless(name):
            continue  # 李女士 is one of many, even beside one body
        for near in sorted(one.near):
            if near.partition(":")[0] in (*BODY_KINDS, "township", "village"):
                for body in (near, *parts_of(near, known)):
                    yield (
                        ("at", name, root(body)),
                        one.key,
                        Reason("person/same-body", 0.95, f"the same name beside {body.partition(':')[2]}"),
                    )
        for region in sorted(one.regions) if len(one.regions) == 1 else ():
            for post in () if any(n.startswith(BODY_KINDS) for n in one.near) else sorted(one.posts):
                yield (
                    ("post", name, post, region),
                    one.key,
                    Reason("person/same-post", 0.85, f"the same name and post ({post}) in one prefecture"),
                )
            if rare(name):
                yield (
                    ("rare", name, region, str(byline)),
                    one.key,
                    Reason("person/rare-name", 0.8, "a rare name in one prefecture"),
                )


def doubts(known: Mapping[str, Known], root: Root) -> Iterator[tuple[str, str, float, tuple[Reason, ...]]]:
    """Pairs that may be one and were not joined: namesakes of one prefecture, firms of one trade name."""
    named: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind == "Person" and len(one.what) > 1 and not nameless(one.what):
            for region in sorted(one.regions):
                named[one.what, region].append(one)
    for (name, _), group in sorted(named.items()):
        apart = _first_of_each(group, root)
        for one, other in combinations(apart[:MOST], 2):
            yield one.key, other.key, *_likeness(name, one, other)


def unsure_things(known: Mapping[str, Known], root: Root) -> Iterator[tuple[str, str, float, tuple[Reason, ...]]]:
    """Firms of one trade name in regions that do not touch, and names without a place that several things of the region bear."""
    named: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind != "Person" and "/" in one.key and len(one.what) >= 3:
            named[one.kind, one.what].append(one)
    for (kind, name), group in sorted(named.items()):
        vague = [o for o in group if o.path.startswith("@")]
        for one in vague[:MOST]:
            fits = [o for o in group if not o.path.startswith("@") and related(o.path, one.path)]
            for other in fits[:MOST] if len(fits) > 1 else ():
                yield one.key, other.key, 0.4, (Reason("name/several", 0.4, f"one of {len(fits)} called {name} in the region"),)
        if kind == "Enterprise" and 1 < len(group) <= MOST and branded(name):
            for one, other in combinations(_first_of_each(group, root), 2):
                yield one.key, other.key, 0.35, (Reason("firm/other-region", 0.35, f"both are called {name}, in regions apart"),)


def _first_of_each(group: Sequence[Known], root: Root) -> list[Known]:
    """One key of each component, in order of the keys."""
    return list({root(o.key): o for o in reversed(group)}.values())[::-1]


def _likeness(name: str, one: Known, other: Known) -> tuple[float, tuple[Reason, ...]]:
    score, reasons = 0.4, [Reason("person/namesake", 0.4, "one name in articles of one prefecture")]
    if one.posts & other.posts:
        score += 0.2
        reasons.append(Reason("person/same-post", 0.2, "、".join(sorted(one.posts & other.posts))))
    if rare(name):
        score += 0.2
        reasons.append(Reason("person/rare-name", 0.2, "few people bear it"))
    if ("@byline" in one.key) != ("@byline" in other.key):
        score -= 0.2
        reasons.append(Reason("person/byline", -0.2, "one of them writes for the paper"))
    if one.near and other.near:
        score -= 0.1
        reasons.append(Reason("person/other-body", -0.1, "named beside different bodies"))
    return round(score, 2), tuple(reasons)

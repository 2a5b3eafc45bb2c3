"""`link`: referents of any number of articles -> entities. Key -> group -> connected components; no order, no counter, no clock.

Referents with one key are one thing. Keys are joined by evidence (`evidence`), by people's decisions above any score, and never
against a decision. A component's IRI is that of its best key; the IRIs of its other keys stay as deprecated pointers to it. So
adding an article never changes the IRI of what it does not speak of, and a merge leaves a trace.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.divisions import divisions, parents
from kg.entities.decisions import Decision, overruled, renamed_by, standing
from kg.entities.evidence import Known, gather
from kg.entities.iris import iri
from kg.entities.joins import doubts, person_joins, thing_joins, unsure_things
from kg.records import Article, Entity, Reason, Referent

Doubt = tuple[str, str, float, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Linking:
    """Who is who. `who` maps referent ids to entity ids; `possibly` holds (entity, entity, score, reasons), best first;
    `deprecated` maps IRIs of merged things to their successors; `conflicts` are decisions that contradict each other, in words.
    """

    entities: tuple[Entity, ...]
    who: Mapping[str, str]
    possibly: tuple[Doubt, ...] = ()
    deprecated: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()


class Forest:
    """Disjoint sets of keys with pairs that must stay apart; the smaller key is the root, so order does not matter."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.enemies: dict[str, set[str]] = {}
        self.why: dict[str, list[Reason]] = defaultdict(list)

    def root(self, key: str) -> str:
        """The root of a key's set."""
        path = []
        while (up := self.parent.get(key, key)) != key:
            path.append(key)
            key = up
        for step in path:
            self.parent[step] = key
        return key

    def part(self, one: str, other: str) -> bool:
        """Keeps two sets apart; False if they are one already."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        self.enemies.setdefault(a, set()).add(b)
        self.enemies.setdefault(b, set()).add(a)
        return True

    def join(self, one: str, other: str, reason: Reason) -> bool:
        """Joins two sets unless they must stay apart; False in that case."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return True
        if b in self.enemies.get(a, ()):
            return False
        self.parent[b] = a
        self.why[a].extend(r for r in (*self.why.pop(b, []), reason) if r not in self.why[a])
        for enemy in self.enemies.pop(b, set()):
            self.enemies[enemy].discard(b)
            self.enemies[enemy].add(a)
            self.enemies.setdefault(a, set()).add(enemy)
        return True


def link(
    articles: Sequence[Article],
    referents: Iterable[Sequence[Referent]],
    *,
    continuations: Sequence[tuple[str, str]] = (),
    decisions: Sequence[Decision] = (),
) -> Linking:
    """Entities of all articles. `referents` holds those of each article, in any order."""
    known = gather(articles, referents, continuations)
    forest = Forest()
    conflicts = _decide(forest, known, decisions)
    for one, other, reason in thing_joins(known):
        forest.join(one, other, reason)
    for one, other, reason in list(person_joins(known, forest.root)):
        forest.join(one, other, reason)
    members: dict[str, list[str]] = defaultdict(list)
    for key in known:
        members[forest.root(key)].append(key)
    named = {root: min(keys, key=lambda k: (known[k].rank, k)) for root, keys in members.items()}
    ids = _ids(named.values())
    entities = {
        ids[named[root]]: _entity(ids[named[root]], named[root], keys, known, forest.why.get(root, ()))
        for root, keys in members.items()
    }
    for entity in _containers(entities.values()):
        entities.setdefault(entity.id, entity)
    of_key = {key: ids[named[root]] for root, keys in members.items() for key in keys}
    entities = renamed_by(entities, decisions)
    return Linking(
        entities=tuple(entities[i] for i in sorted(entities)),
        who={referent: of_key[key] for key in known for referent in known[key].referents},
        possibly=_possibly(known, of_key, forest),
        deprecated={iri(key): of_key[key] for key in sorted(known) if iri(key) != of_key[key]},
        conflicts=conflicts,
    )


def _decide(forest: Forest, known: Mapping[str, Known], decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Puts people's decisions into the forest, and says in words where they contradict each other.

    A decision names entities by the IRIs that they had; a deprecated IRI means the same key as before the merge.
    """
    if not decisions:
        return ()
    by_iri = {iri(key): key for key in known}
    conflicts = [
        f"{a.subject} and {a.object}: {a.author or 'somebody'} says {a.verdict}, later {b.author or 'somebody'} says {b.verdict}"
        for a, b in overruled(decisions)
    ]
    identity = [d for d in standing(decisions) if d.verdict in ("same", "different")]
    for decision in sorted(identity, key=lambda d: (d.verdict == "different", d.about)):
        one, other = by_iri.get(decision.subject), by_iri.get(decision.object)
        if one is None or other is None:
            continue
        if decision.verdict == "same":
            forest.join(one, other, Reason("decision/same", 1.0, f"{decision.author}: {decision.comment}"))
        elif not forest.part(one, other):
            conflicts.append(f"{decision.subject} and {decision.object} are said to differ, but other decisions make them one")
    return tuple(conflicts)


def _ids(keys: Iterable[str]) -> dict[str, str]:
    """IRI tail of each key; two keys whose short hashes fall together get longer ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        found[iri(key)].append(key)
    return {k: tail if len(same) == 1 else iri(k, 12) for tail, same in found.items() for k in same}


def _entity(tail: str, key: str, keys: Sequence[str], known: Mapping[str, Known], why: Iterable[Reason]) -> Entity:
    kinds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for member in keys:
        kinds.update(known[member].kinds)
        names.update(known[member].names)
        titles.update(known[member].titles)
    code = next((known[k].code for k in sorted(keys) if known[k].code), None)
    division = divisions().by_code.get(key.partition(":")[2])
    name = division.name if division else _best_name(titles, key)
    return Entity(
        id=tail,
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        name=name,
        names=(name, *sorted(n for n in names if n != name)),
        key=key,
        code=code,
        parent=_parent(key),
        reasons=tuple(sorted(why, key=lambda r: (r.name, r.words))),
    )


def _best_name(titles: Counter[str], key: str) -> str:
    """The name to show: the longest for bodies, the most frequent for the rest."""
    if key.startswith(("Person:", "Product:", "Industry:", "Initiative:", "place:")):
        return min(titles, key=lambda n: (-titles[n], -len(n), n))
    return min(titles, key=lambda n: (-len(n), -titles[n], n))


def _parent(key: str) -> str | None:
    """The entity that a place lies in: its division, or an unlisted township."""
    kind, _, path = key.partition(":")
    if kind not in ("province", "prefecture", "county", "township", "village"):
        return None
    table = divisions().by_code
    root, *names = path.split("/")
    if not root.isdecimal():
        return None
    if not names:
        code = next((c for c in parents(root) if c in table), None)
        return iri(f"{table[code].level.lower()}:{code}") if code else None
    if len(names) > 1:
        return iri(f"township:{'/'.join([root, *names[:-1]])}")
    return iri(f"{table[root].level.lower()}:{root}") if root in table else None


def _containers(entities: Iterable[Entity]) -> Iterable[Entity]:
    """The divisions that contain the places of the graph, from the tables, up to the province."""
    table = divisions().by_code
    for entity in list(entities):
        root = entity.key.partition(":")[2].split("/")[0]
        if not root.isdecimal() or entity.kind not in ("Province", "Prefecture", "County", "Township", "Village"):
            continue
        for code in (root, *parents(root)):
            if code in table:
                division = table[code]
                key = f"{division.level.lower()}:{code}"
                why = (Reason("place/table", 1.0, "contains a place that is named; from the division tables"),)
                yield Entity(iri(key), division.level, division.name, (division.name,), key, code, _parent(key), why)


def _possibly(known: Mapping[str, Known], of_key: Mapping[str, str], forest: Forest) -> tuple[Doubt, ...]:
    found: dict[tuple[str, str], Doubt] = {}
    for one, other, score, reasons in (*doubts(known, forest.root), *unsure_things(known, forest.root)):
        a, b = sorted((of_key[one], of_key[other]))
        apart = forest.root(other) in forest.enemies.get(forest.root(one), ())
        if a != b and not apart and ((a, b) not in found or found[a, b][2] < score):
            found[a, b] = (a, b, score, reasons)
    return tuple(sorted(found.values(), key=lambda d: (-d[2], d[0], d[1])))

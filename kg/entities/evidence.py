"""What joins keys over articles. In: referents with their articles. Out: pairs of keys that are one thing, and pairs that may be.

Every test is a token: keys that show one token are joined, so the work grows with the number of keys, not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import lexicon
from kg.entities import firms
from kg.entities.forms import core
from kg.entities.places import related
from kg.records import Article, Reason, Referent

BODIES = ("GovernmentBody", "Organization", "Enterprise")


@dataclass(slots=True)
class Known:
    """All that the articles say of one key."""

    key: str
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    referents: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    code: str | None = None

    @property
    def kind(self) -> str:
        """The first part of the key."""
        return self.key.partition(":")[0]

    @property
    def path(self) -> str:
        """The path of the key's place."""
        return self.key.partition(":")[2].rpartition("/")[0]

    @property
    def what(self) -> str:
        """The key's name."""
        return self.key.rpartition("/")[2]

    @property
    def rank(self) -> int:
        """How much of itself a key tells: 0 with a place that is certain, 2 with an article only."""
        rest = self.key.partition(":")[2]
        return 0 if "@" not in rest else 1 if "@@" not in rest and not any(f"@{a}" in rest for a in self.articles) else 2


def gather(
    articles: Sequence[Article], referents: Iterable[Sequence[Referent]], continuations: Sequence[tuple[str, str]]
) -> dict[str, Known]:
    """What is known of each key, in order of the keys."""
    thread = _threads(continuations)
    known: dict[str, Known] = {}
    for group in referents:
        keys = {r.id: r.key for r in group}
        for referent in group:
            one = known.setdefault(referent.key, Known(referent.key))
            article = referent.id.rpartition("#")[0]
            one.kinds[referent.kind] += len(referent.references)
            one.names.update(referent.names)
            one.titles[referent.name] += 1
            one.referents.append(referent.id)
            one.articles.add(article)
            one.near.update(keys[w] for w in referent.within if w in keys)
            one.code = one.code or referent.code
            if article in thread:
                one.threads.add(thread[article])
            if referent.code:
                one.homes.add(referent.code[:4])
    return {key: known[key] for key in sorted(known)}


def _threads(continuations: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Article id -> smallest id of the articles that it is printed over."""
    thread: dict[str, str] = {}
    for first, second in sorted(continuations):
        start = min(thread.get(first, first), thread.get(second, second))
        for article in (first, second):
            thread[article] = start
    return thread


def joins(known: Mapping[str, Known]) -> Iterator[tuple[str, str, Reason]]:
    """Pairs of keys that are one thing, each with its reason."""
    yield from _by_token(known)
    yield from _vague(known)
    yield from _brands(known)


def _by_token(known: Mapping[str, Known]) -> Iterator[tuple[str, str, Reason]]:
    first: dict[tuple[str, ...], str] = {}
    for key, one in known.items():
        for token, reason in tokens(one):
            other = first.setdefault(token, key)
            if other != key:
                yield other, key, reason


def tokens(one: Known) -> Iterator[tuple[tuple[str, ...], Reason]]:
    """What a key shows that no two different things show."""
    if one.kind == "Person":
        name = one.key.partition(":")[2].partition("@")[0]
        for near in sorted(one.near):
            if near.startswith(BODIES) or near.startswith(("village:", "township:")):
                yield ("person", name, near), Reason("person/same-body", 0.95, f"the same name beside {near}")
        for thread in sorted(one.threads):
            yield (
                ("person", name, "thread", thread),
                Reason("person/continued", 0.95, "the same name in two parts of one article"),
            )
    elif one.kind in ("GovernmentBody", "Organization"):
        yield ("body", one.path, one.what), Reason("body/same", 1.0, "the same place and function, whatever kind")
    elif one.kind not in ("Enterprise",) and one.what:
        yield ("work", one.path, one.what), Reason("work/same", 0.9, "the same name in the same region, whatever kind")


def _vague(known: Mapping[str, Known]) -> Iterator[tuple[str, str, Reason]]:
    """A name without a place joins the one thing of that name in the paper's region."""
    named: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind not in ("Person",) and one.what:
            named[one.kind, one.what].append(one)
    for group in named.values():
        for one in group:
            if not one.path.startswith("@"):
                continue
            certain = [o for o in group if o is not one and not o.path.startswith("@") and related(o.path, one.path)]
            if len(certain) == 1:
                yield (
                    one.key,
                    certain[0].key,
                    Reason("name/region", 0.85, "the only thing of that name in the region of the paper"),
                )


def _brands(known: Mapping[str, Known]) -> Iterator[tuple[str, str, Reason]]:
    """Short names of firms join the one firm of the region that prints them or begins with them."""
    called: dict[str, list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind == "Enterprise":
            for name in one.names:
                called[core(name)].append(one)
    for name, group in sorted(called.items()):
        for one, other in zip(group, group[1:], strict=False):
            if len(name) >= 3 and (related(one.path, other.path) or firms.parse(name).form):
                yield one.key, other.key, Reason("firm/same-name", 0.85, f"both are called {name}")


def doubts(known: Mapping[str, Known]) -> Iterator[tuple[str, str, float, tuple[Reason, ...]]]:
    """Pairs that may be one: namesakes whose papers share a region."""
    named: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known.values():
        if one.kind == "Person":
            name = one.key.partition(":")[2].partition("@")[0]
            if len(name) > 1:
                for home in one.homes or {""}:
                    named[name, home].append(one)
    for (_, home), group in sorted(named.items()):
        for one, other in zip(group, group[1:], strict=False):
            yield (
                one.key,
                other.key,
                0.5 if home else 0.3,
                (Reason("person/namesake", 0.5, "the same name in papers of one region"),),
            )


@cache
def common_names() -> frozenset[str]:
    """Given names that many people bear."""
    return lexicon.words("entities/given_names.tsv")

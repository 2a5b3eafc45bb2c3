"""What all articles say of each key. In: referents with their articles. Out: Known records, in order of the keys.

Nothing is decided here: `joins` reads these records. Memory is a few hundred bytes for a key beside the referents themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg import lexicon
from kg.entities.forms import core
from kg.entities.setting import paper_home
from kg.records import BODY_KINDS, Article, Referent

LEVELS = ("province", "prefecture", "county", "township", "village")


@dataclass(slots=True)
class Known:
    """All that the articles say of one key: kinds and names with their numbers, who stands near, region, posts, articles."""

    key: str
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    referents: list[str] = field(default_factory=list)
    near: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    code: str | None = None

    @property
    def kind(self) -> str:
        """The first part of the key."""
        return self.key.partition(":")[0]

    @property
    def path(self) -> str:
        """The path of the key's place; of a listed village the code of its township."""
        rest = self.key.partition(":")[2]
        return rest[:9] if self.kind == "village" and rest.isdecimal() else rest.rpartition("/")[0]

    @property
    def what(self) -> str:
        """The key's name: of a person the name alone, of a listed village its name."""
        rest = self.key.partition(":")[2]
        if self.kind == "Person":
            return rest.partition("@")[0]
        return min(self.titles) if rest.isdecimal() else rest.rpartition("/")[2]

    @property
    def rank(self) -> int:
        """How little a key tells of itself: 0 with a certain place or body, 1 with a paper's region, 2 with an article."""
        anchor = self.key.partition(":")[2].partition("@")[2]
        if self.kind == "Person":
            return 2 if anchor.startswith(("@", "byline:@")) else 1 if anchor.startswith("byline") or "@" in anchor else 0
        return 1 if anchor else 0


def gather(
    articles: Sequence[Article], referents: Iterable[Sequence[Referent]], continuations: Sequence[tuple[str, str]]
) -> dict[str, Known]:
    """What is known of each key, in order of the keys."""
    texts = {article.id: article for article in articles}
    thread = _threads(continuations)
    known: dict[str, Known] = {}
    for group in referents:
        keys = {r.id: r.key for r in group}
        where = texts.get(group[0].id.rpartition("#")[0]) if group else None
        region = _region(group) or (paper_home(where.paper) or "")[:4] if where and where.paper else _region(group)
        for referent in group:
            one = known.get(referent.key)
            if one is None:
                one = known[referent.key] = Known(referent.key)
            article = referent.id.rpartition("#")[0]
            one.kinds[referent.kind] += len(referent.references)
            one.names.update(referent.names)
            one.titles[referent.name] += 1
            one.referents.append(referent.id)
            one.near.update(keys[w] for w in referent.within if w in keys)
            one.code = one.code or referent.code
            if article in thread:
                one.threads.add(thread[article])
            if referent.kind == "Person":
                one.posts.update(_posts(where.text if where else "", referent))
            if region:
                one.regions.add(region)
    return {key: known[key] for key in sorted(known)}


def _region(group: Sequence[Referent]) -> str:
    """The prefecture (four digits) that most references of an article belong to, or ""."""
    counts: Counter[str] = Counter()
    for referent in group:
        if referent.code and referent.code[2:4] != "00":
            counts[referent.code[:4]] += len(referent.references)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else ""


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(r["word"] for r in lexicon.rows("entities/titles.tsv") if r["form"] == "one")


def _posts(text: str, referent: Referent) -> Iterable[str]:
    """Posts printed right before a name: 副市长 in 副市长李敏, with 副 and 代 if they stand there."""
    for reference in referent.references:
        left = text[max(0, reference.start - 8) : reference.start].rstrip()
        for length in range(min(5, len(left)), 1, -1):
            if left[-length:] in _titles():
                before = left[-length - 1 : -length]
                yield (before if before in ("副", "代") else "") + left[-length:]
                break


def _threads(continuations: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Article id -> the smallest id of the articles that it is printed over."""
    thread: dict[str, str] = {}
    for first, second in sorted(continuations):
        start = min(thread.get(first, first), thread.get(second, second), first, second)
        for article in (first, second):
            thread[article] = start
    return thread


@lru_cache(maxsize=100_000)
def branded(stem: str) -> bool:
    """Whether a firm's name begins with a trade name of its own: no trade (清洁能源…), no lucky everyday name (恒泰, 金源)."""
    if len(stem) < 2 or stem.startswith(tuple(lexicon.words("entities/trades.tsv"))):
        return False
    return not set(stem[:2]) <= lexicon.words("entities/lucky_characters.tsv")


def parts_of(key: str, known: Mapping[str, Known]) -> Iterable[str]:
    """Keys of the bodies that a body's key names before its own unit: the hospital of …第3人民医院外科."""
    kind, _, rest = key.partition(":")
    if kind not in BODY_KINDS:
        return
    path, _, what = rest.rpartition("/")
    for length in range(2, len(what)):
        for other in ("GovernmentBody", "Organization"):
            whole = f"{other}:{path}/{what[:length]}"
            if whole in known:
                yield whole


def printed(one: Known) -> Iterable[str]:
    """All names that a key was printed with, as they are compared."""
    return sorted({core(name) for name in one.names} | {core(name) for name in one.titles})

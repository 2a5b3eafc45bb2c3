"""The build that the server shows now: opened once, with its index and lists; exchanged when a newer one is published.

A request takes `Shelf.current()` once and keeps it to its end, so that it sees one build whatever is published meanwhile.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kg.graph import release
from kg.graph.nodes import term
from kg.graph.vocabulary import KG
from kg.records import ENTITY_KINDS, PLACE_KINDS, PREDICATES, KgError
from kg.views import lookup
from kg.views.lookup import Build, Head, Node
from kg.views.search import Index

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the table of posts."""

    claim: str
    person: str
    title: str
    body: str


@dataclass
class Shown:
    """One opened build. What takes long is made when first asked for, once."""

    build: Build
    mark: tuple[str, int, int]
    _locks: dict[str, threading.RLock] = field(default_factory=dict)
    _kept: dict[str, object] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made at the first call of this name."""
        with self._locks.setdefault(name, threading.RLock()):
            if name not in self._kept:
                self._kept[name] = make()
            return self._kept[name]  # type: ignore[return-value]

    def index(self) -> Index:
        return self.once("index", lambda: Index(self.build))

    def prepare(self) -> None:
        """Makes what most requests will need, so that the first of them does not wait for it."""
        self.counts()
        self.index()

    def node(self, tail: str) -> Node | None:
        """The node of a tail, where it is one and anything is said of it."""
        try:
            node = Node(self.build.base + tail)
        except ValueError:
            return None
        return node if lookup.known(self.build.store, node) else None

    def tail(self, node: Node) -> str:
        return node.value.removeprefix(self.build.base)

    def heads(self) -> list[Head]:
        """All articles, the newest first, those without a date last."""

        def make() -> list[Head]:
            store = self.build.store
            found = [lookup.head(store, node) for node in lookup.nodes(store, None, "rdf:type", term("kg:Article"))]
            found.sort(key=lambda h: (h.file, h.node.value))
            return sorted(found, key=lambda h: h.date, reverse=True)

        return self.once("heads", make)

    def posts(self) -> list[Post]:
        """Every claim of a post, by body, title and person."""

        def make() -> list[Post]:
            store, found = self.build.store, []
            for node in lookup.nodes(store, None, "rdf:predicate", term("kg:holdsPositionAt")):
                if lookup.is_claim(store, node):
                    person, body = (lookup.nodes(store, node, name) for name in ("rdf:subject", "rdf:object"))
                    title = lookup.value(store, node, "kg:title")
                    names = (lookup.name_of(store, person[0]), title, lookup.name_of(store, body[0]))
                    found.append(Post(self.tail(node), *names))
            return sorted(found, key=lambda p: (p.body, p.title, p.person, p.claim))

        return self.once("posts", make)

    def sayings(self) -> list[tuple[str, Node]]:
        """(name of the speaker, quotation), by name and article."""

        def make() -> list[tuple[str, Node]]:
            store, found = self.build.store, []
            for node in lookup.nodes(store, None, "rdf:type", term("kg:Quotation")):
                found += [(lookup.name_of(store, who), node) for who in lookup.nodes(store, node, "kg:speaker")]
            return sorted(found, key=lambda pair: (pair[0], pair[1].value))

        return self.once("sayings", make)

    def counts(self) -> list[tuple[str, int]]:
        """How many things of each class and facts of each relation there are, classes first."""

        def make() -> list[tuple[str, int]]:
            store = self.build.store
            kinds = ["Article", *ENTITY_KINDS, "Quotation", "Measure"]
            found = [(kind, len(lookup.nodes(store, None, "rdf:type", Node(KG + kind)))) for kind in kinds]
            divisions = sum(count for kind, count in found if kind in PLACE_KINDS and kind != "Place")
            found = [(kind, count - divisions if kind == "Place" else count) for kind, count in found]  # a county is a place too
            found += [(name, len(lookup.nodes(store, None, "rdf:predicate", Node(KG + name)))) for name in PREDICATES]
            return [(name, count) for name, count in found if count]

        return self.once("counts", make)


class Shelf:
    """The folder of a build, watched: `current` gives what is published there now."""

    def __init__(self, out: Path) -> None:
        self._out, self._lock = out, threading.Lock()
        self._shown = self._open()

    def current(self) -> Shown:
        """The published build; the one before it while a newer one cannot be read."""
        with self._lock:
            try:
                if _mark(release(self._out)) != self._shown.mark:
                    self._shown = self._open()
            except (OSError, KgError):
                pass
            return self._shown

    def _open(self) -> Shown:
        mark = _mark(release(self._out))
        shown = Shown(lookup.open_build(self._out), mark)
        threading.Thread(target=shown.prepare, daemon=True).start()
        return shown


def _mark(folder: Path) -> tuple[str, int, int]:
    """What tells one release from another, even of the same name."""
    seen = folder.stat()
    return str(folder), seen.st_ino, seen.st_mtime_ns

"""The embedded store behind `kg query` and `kg serve`: pyoxigraph on disk, written once per build, then only read.

Readers get a read-only store of a published release, which no build changes. Queries of strangers do not run here: see
`kg/views/query.py` for the guard and the child process.
"""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.graph.publish import release

STORE = "store"


def write_store(quads: Iterable[ox.Quad], folder: Path) -> None:
    """A fresh store of the quads at `folder`, compacted and flushed to disk.

    Its default graph holds every triple once: asked for the union of named graphs, the engine would count a triple once for
    each article that states it.
    """
    named = list(quads)
    store = ox.Store(str(folder))
    store.bulk_extend(named)
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in {quad.triple for quad in named})
    store.optimize()
    store.flush()


def open_store(out: Path) -> ox.Store:
    """The published store of a build folder, read-only. OutputError where there is no build."""
    return ox.Store.read_only(str(release(out) / STORE))

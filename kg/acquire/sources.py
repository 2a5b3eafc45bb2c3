"""Files and folders -> Pages in the order of their names.

In: paths. Out: Pages and Problems. Folders are walked in name order; what cannot be read becomes a Problem that names it.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.acquire.decoding import decode
from kg.records import Line, Page, Problem

TEXT_ENDINGS = (".txt", ".text")


def read_pages(
    sources: Iterable[str | Path], *, paper: str | None = None, date: str | None = None, encoding: str | None = None
) -> Iterator[Page | Problem]:
    """Pages of all sources. `paper`, `date` (ISO) and `encoding` hold for every page if given."""
    for source in sources:
        path = Path(source)
        if path.is_dir() and not path.is_symlink():
            for inner in sorted(_files(path)):
                yield from _read(inner, inner.relative_to(path).as_posix(), paper, date, encoding)
        else:
            yield from _read(path, path.name, paper, date, encoding)


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(where) / name


def _read(path: Path, name: str, paper: str | None, date: str | None, encoding: str | None) -> Iterator[Page | Problem]:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            yield Problem(name, "not-a-file", f"{name}: not an ordinary file; left out")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(name, "unreadable", f"{name}: {error.strerror or error}; left out")
        return
    text, used, problems = decode(data, name, encoding)
    yield from problems
    if text is not None:
        yield Page(name, hashlib.sha256(data).hexdigest(), text, lines_of(text), encoding=used, paper=paper, date=date)


def lines_of(text: str) -> tuple[Line, ...]:
    """The printed lines of a text, blank ones counted; any line break that Unicode knows ends a line."""
    found: list[Line] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.splitlines()[0]
        found.append(Line(number, at, at + len(bare)))
        at += len(line)
    return tuple(found)

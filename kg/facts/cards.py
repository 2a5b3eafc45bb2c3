"""Rule cards and the check of the rules: what each rule says, what its examples are, how often it was right on annotated
articles.

In: rule files, annotated articles. Out: Cards in the order of the rules; problems as `file:line: what is wrong; what to do`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from kg import corpus, lexicon
from kg.facts.annotated import Lesson, corpus_lessons, gold_lessons
from kg.facts.match import example_fails, find_hits
from kg.facts.rules import Rule, read_rules, rules
from kg.facts.scene import scene_of
from kg.lexicon import ZH, LexiconError

TABLES = (
    "posts.tsv", "classes.tsv", "levels.tsv", "speech_verbs.tsv", "units.tsv", "approximate.tsv", "status.tsv", "properties.tsv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One rule and its record: `right` + `wrong` hits on annotated articles; hits on optional items count for neither."""

    name: str
    where: str
    predicate: str
    pattern: str
    note: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    right: int
    wrong: int
    optional: int

    @property
    def precision(self) -> float | None:
        """Share of right hits; None where the rule found nothing that counts."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Bounds of the precision with 95 % certainty (Wilson 1927); None where the rule found nothing that counts."""
        hits = self.right + self.wrong
        if not hits:
            return None
        share, z = self.right / hits, 1.96
        middle = (share + z * z / (2 * hits)) / (1 + z * z / hits)
        spread = z / (1 + z * z / hits) * sqrt(share * (1 - share) / hits + z * z / (4 * hits * hits))
        return max(middle - spread, 0.0), min(middle + spread, 1.0)


def cards(gold: Iterable[Path] = ()) -> tuple[Card, ...]:
    """Cards of all rules, measured on the gold files given, or on the annotated corpus when none is given and it is
    installed.
    """
    paths = list(gold)
    lessons = [lesson for path in paths for lesson in gold_lessons(path)]
    if not paths and corpus.FOLDER.is_dir():
        lessons = corpus_lessons()
    return measured(rules(), lessons)


def measured(given: tuple[Rule, ...], lessons: list[Lesson]) -> tuple[Card, ...]:
    """Cards of some rules on some lessons; a pair that a rule finds twice in an article counts once."""
    counts = {rule.name: [0, 0, 0] for rule in given}
    for lesson in lessons:
        scene = scene_of(lesson.article, lesson.referents)
        seen = set()
        for hit in find_hits(scene, given):
            triple = scene.referents[hit.subject].id, hit.rule.predicate, scene.referents[hit.object].id
            if (hit.rule.name, triple) not in seen:
                seen.add((hit.rule.name, triple))
                optional = lesson.relations.get(triple)
                counts[hit.rule.name][1 if optional is None else 2 if optional else 0] += 1
    return tuple(
        Card(
            rule.name, f"{rule.file}:{rule.line}", rule.predicate, rule.source, rule.note,
            tuple(e.text for e in rule.examples if e.wanted), tuple(e.text for e in rule.examples if not e.wanted),
            counts[rule.name][0], counts[rule.name][1], counts[rule.name][2],
        )
        for rule in given
    )  # fmt: skip


def check_rules() -> list[str]:
    """All that is wrong with rules and their lexicons, one line each with file, line and remedy; empty when all is well."""
    problems: list[str] = []
    for table in TABLES:
        try:
            if not list(lexicon.rows(f"facts/{table}")):
                problems.append(f"kg/zh/facts/{table}:1: there is no row; add one below the header")
        except LexiconError as problem:
            problems.append(str(problem))
    names: dict[str, str] = {}
    for path in sorted((p for p in (ZH / "rules").iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        for rule in read_rules(path.read_text("utf-8"), f"kg/zh/rules/{path.name}", problems):
            where = f"{rule.file}:{rule.line}"
            if rule.name in names:
                problems.append(f"{where}: the name {rule.name} is used at {names[rule.name]} too; rename one")
            names[rule.name] = where
            for example in rule.examples:
                if wrong := example_fails(rule, example):
                    problems.append(f"{where}: {rule.name} {wrong}")
    return problems

"""Where relations are lost: `python -m tests.facts.measure GOLD.json…` measures the same articles on three ways to the facts.

In: gold files. Out: precision, recall and F1 of all relations and of each predicate, given the names and who is meant as the
annotators marked them ("who"), given their names alone ("names"), and given nothing but the text ("text"). The difference of
one line to the next is what coreference and detection lose; what is lost on the first is lost by rules and scorer.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import detect, entities
from kg.facts import find_facts
from kg.facts.annotated import Lesson, gold_lessons, images
from kg.records import PREDICATES, Mention, Referent

WAYS = ("who", "names", "text")


def read(lessons: list[Lesson], way: str) -> Iterator[tuple[Lesson, tuple[Mention, ...], tuple[Referent, ...]]]:
    """Each lesson with its mentions and referents on one of the WAYS."""
    found = detect.find_mentions([lesson.article for lesson in lessons]) if way == "text" else [x.mentions for x in lessons]
    for lesson, mentions in zip(lessons, found, strict=True):
        own = way == "who"
        yield lesson, mentions, lesson.referents if own else entities.resolve_page([lesson.article], [mentions])[0]


def count(lesson: Lesson, claims: Iterable[tuple[str, str, str]], image: dict[str, str], counts: dict[str, Counter[str]]) -> None:
    """Adds what was right, found and wanted by predicate; optional items count neither way."""
    seen: set[tuple[str, str, str]] = set()
    for s, p, o in claims:
        triple = image.get(s, f"?{s}"), p, image.get(o, f"?{o}")
        soft = lesson.relations.get(triple) or triple[0] in lesson.soft or triple[2] in lesson.soft
        if triple not in seen and not soft:
            seen.add(triple)
            counts["found"][p] += 1
            counts["right"][p] += triple in lesson.relations
    for (_, p, _), optional in lesson.relations.items():
        counts["wanted"][p] += not optional


def figures(counts: dict[str, Counter[str]], predicates: Iterable[str]) -> str:
    """P, R and F1 of some predicates together."""
    right, found, wanted = (sum(counts[name][p] for p in predicates) for name in ("right", "found", "wanted"))
    f1 = 2 * right / max(found + wanted, 1)
    return f"P {right / max(found, 1):.3f} R {right / max(wanted, 1):.3f} F1 {f1:.3f}"


def measured(lessons: list[Lesson], way: str) -> dict[str, Counter[str]]:
    """Counts of what `kg.facts` finds on one of the WAYS."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("right", "found", "wanted")}
    for lesson, mentions, referents in read(lessons, way):
        image = {r.id: r.id for r in referents} if way == "who" else images(lesson, referents)
        claims = find_facts(lesson.article, mentions, referents).claims
        count(lesson, [(c.subject, c.predicate, c.object) for c in claims], image, counts)
    return counts


def main(arguments: list[str]) -> None:
    """Prints one line for each predicate."""
    if not arguments:
        sys.exit("which articles? python -m tests.facts.measure GOLD.json…")
    lessons = [lesson for name in arguments for lesson in gold_lessons(Path(name))]
    results = [measured(lessons, way) for way in WAYS]
    print(f"{'':18}" + "".join(f"{way:30}" for way in WAYS))
    for name, predicates in (("all", PREDICATES), *((p, (p,)) for p in PREDICATES)):
        print(
            f"{name:18}" + "".join(f"{figures(counts, predicates):30}" for counts in results),
            sum(results[0]["wanted"][p] for p in predicates),
        )


if __name__ == "__main__":
    main(sys.argv[1:])

"""Annotated articles as the records that the pipeline would hand to this stage: for training, rule cards and measuring.

In: articles of the corpus (`kg.corpus`), or articles in the gold form of JSON. Out: Lesson records: an Article whose text opens
with its headline, its Referents with every reference, and the relations, statements and figures a reader found in it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from kg import corpus
from kg.records import Article, Mention, Part, Reference, Referent

LEVELS = {"province": "Province", "prefecture": "Prefecture", "county": "County", "township": "Township", "village": "Village"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One annotated article. `relations` maps (subject id, predicate, object id) to True where the item is optional."""

    file: str
    article: Article
    mentions: tuple[Mention, ...]
    referents: tuple[Referent, ...]
    relations: dict[tuple[str, str, str], bool]
    said: tuple[tuple[str, str, bool], ...]
    measures: tuple[corpus.AnnotatedMeasure, ...]
    attributes: dict[tuple[str, str, str], tuple[tuple[str, str], ...]]
    soft: frozenset[str] = frozenset()


def corpus_lessons(folder: Traversable = corpus.FOLDER) -> list[Lesson]:
    """Every article of the annotated corpus, in file order."""
    return [_from_corpus(article) for article in corpus.corpus(folder)]


def _from_corpus(a: corpus.AnnotatedArticle) -> Lesson:
    names: dict[str, dict[str, None]] = {}
    kinds: dict[str, str] = {}
    places: dict[str, list[Reference]] = {}
    shift = len(a.headline) + 1 if a.headline else 0
    for m in a.mentions:
        kinds[m.who] = m.kind
        if not m.anaphor:
            names.setdefault(m.who, {})[a.text[m.start : m.end]] = None
        places.setdefault(m.who, []).append(Reference(m.start + shift, m.end + shift, m.anaphor))
    for who, reference in occurrences(a.headline, names):
        places[who].append(reference)
    key = f"{a.file}#{a.id}"
    return _lesson(
        a.file, key, a.headline, a.text, kinds, names, places,
        {(r.subject, r.predicate, r.object): r.optional for r in a.relations},
        {(r.subject, r.predicate, r.object): r.attributes for r in a.relations},
        [(who, words, False) for who, words in a.said], a.measures, a.date, frozenset(),
    )  # fmt: skip


def as_read(lesson: Lesson, referents: tuple[Referent, ...]) -> Lesson:
    """The lesson with the referents of other readers in the place of its own: what was said of an entity is said of every
    referent that shares more places with it than with any other one.
    """
    image = images(lesson, referents)
    behind: dict[str, list[str]] = {}
    for referent in referents:
        if referent.id in image:
            behind.setdefault(image[referent.id], []).append(referent.id)
    relations = {
        (s, p, o): optional
        for (a, p, b), optional in lesson.relations.items()
        for s in behind.get(a, ())
        for o in behind.get(b, ())
    }
    attributes = {
        (s, p, o): words for (a, p, b), words in lesson.attributes.items() for s in behind.get(a, ()) for o in behind.get(b, ())
    }
    measures = tuple(replace(m, entity=who) for m in lesson.measures for who in behind.get(m.entity, ()))
    said = tuple((who, words, optional) for a, words, optional in lesson.said for who in behind.get(a, ()))
    soft = frozenset(who for a in lesson.soft for who in behind.get(a, ()))
    return replace(
        lesson, referents=referents, relations=relations, attributes=attributes, measures=measures, said=said, soft=soft
    )


def images(lesson: Lesson, referents: tuple[Referent, ...]) -> dict[str, str]:
    """For each referent of another reader the entity of the lesson that it is, by the places they share; names weigh more than
    anaphors. A place is shared when the longer span is no more than twice the shorter one and holds it, or they are equal.
    """
    own = sorted((r.start, r.end, r.anaphor, f.id) for f in lesson.referents for r in f.references)
    out: dict[str, str] = {}
    for referent in referents:
        votes: Counter[str] = Counter()
        for r in referent.references:
            for start, end, anaphor, who in own:
                if start < r.end and r.start < end:
                    shared = min(end, r.end) - max(start, r.start)
                    if 2 * shared > max(end - start, r.end - r.start):
                        exact = (start, end) == (r.start, r.end)
                        votes[who] += (4 if exact else 1) * (1 if anaphor or r.anaphor else 3)
        if votes:
            out[referent.id] = max(votes, key=lambda w: (votes[w], w))
    return out


def occurrences(text: str, names: dict[str, dict[str, None]]) -> Iterator[tuple[str, Reference]]:
    """Where names stand in a text; of two names that begin in one place the longer; a name inside another one is kept."""
    known = {name: who for who, forms in names.items() for name in forms if len(name) > 1}
    for name in sorted(known, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            yield known[name], Reference(match.start(), match.end())


def gold_lessons(path: Path) -> list[Lesson]:
    """Articles of a gold JSON file; references are all places where one of an entity's names stands, longest names first."""
    return [_from_gold(path.name, a) for a in json.loads(path.read_text("utf-8"))["articles"] if a.get("kind") != "furniture"]


def _from_gold(file: str, a: dict) -> Lesson:  # type: ignore[type-arg]
    headline = a.get("headline") or ""
    text = f"{headline}\n{a['text']}" if headline else a["text"]
    names = {e["id"]: dict.fromkeys([*e.get("names", []), e["name"]]) for e in a["entities"]}
    kinds = {e["id"]: LEVELS.get(e.get("level", ""), "Place") if e["type"] == "Place" else e["type"] for e in a["entities"]}
    taken: set[tuple[int, int]] = set()
    cuts: list[tuple[int, int]] = []
    places: dict[str, list[Reference]] = {who: [] for who in names}
    for who, reference in occurrences(text, names):
        s, e = reference.start, reference.end
        crossing = any((c < s < d < e) or (s < c < e < d) for c, d in cuts)
        own = any(c <= s and e <= d for c, d in ((r.start, r.end) for r in places[who]))
        if (s, e) not in taken and not crossing and not own:
            taken.add((s, e))
            cuts.append((s, e))
            places[who].append(reference)
    body = [
        (r["s"], r["attrs"]["quote"], bool(r.get("optional")))
        for r in a.get("relations", [])
        if r["p"] == "said" and r.get("attrs", {}).get("quote")
    ]
    triples = [(r["s"], corpus.PREDICATE.get(r["p"], r["p"]), r["o"], r) for r in a.get("relations", []) if r.get("o")]
    soft = frozenset(e["id"] for e in a["entities"] if e.get("optional"))
    wanted: dict[tuple[str, str, str], bool] = {}
    for s, p, o, r in triples:
        optional = bool(r.get("optional")) or s in soft or o in soft
        wanted[s, p, o] = wanted.get((s, p, o), True) and optional
    measures = tuple(
        corpus.AnnotatedMeasure(m.get("s") or "", m["property"], str(m["value"]), m.get("unit") or "", m.get("quote") or "")
        for m in a.get("measures", [])
    )
    return _lesson(
        file, f"{file}#{a['id']}", headline, a["text"], kinds, names, places, wanted,
        {(s, p, o): tuple(sorted((k, str(v)) for k, v in r.get("attrs", {}).items())) for s, p, o, r in triples},
        body, measures, "", soft,
    )  # fmt: skip


def _lesson(
    file: str,
    key: str,
    headline: str,
    body: str,
    kinds: dict[str, str],
    names: dict[str, dict[str, None]],
    places: dict[str, list[Reference]],
    relations: dict[tuple[str, str, str], bool],
    attributes: dict[tuple[str, str, str], tuple[tuple[str, str], ...]],
    said: list[tuple[str, str, bool]],
    measures: tuple[corpus.AnnotatedMeasure, ...],
    date: str,
    soft: frozenset[str],
) -> Lesson:
    text = f"{headline}\n{body}" if headline else body
    head = (Part("headline", 0, len(headline)),) if headline else ()
    at = len(text) - len(body)
    parts = []
    for line in body.split("\n"):
        if line:
            parts.append(Part("body", at, at + len(line)))
        at += len(line) + 1
    article = Article(key, file, "news", text, (*head, *parts), (), (), headline or None, date=date or None)
    order = sorted((w for w in places if places[w]), key=lambda w: min((r.start, -r.end) for r in places[w]))
    referents = []
    for who in order:
        forms = tuple(names.get(who, {})) or (text[places[who][0].start : places[who][0].end],)
        references = tuple(sorted(set(places[who]), key=lambda r: (r.start, -r.end)))
        referents.append(Referent(who, kinds[who], max(forms, key=len), forms, references, f"{kinds[who]}:{max(forms, key=len)}"))
    named = [(r, f.kind) for f in referents for r in f.references if not r.anaphor]
    mentions = [Mention(r.start, r.end, kind, text[r.start : r.end], "gold") for r, kind in named]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Lesson(file, article, tuple(mentions), tuple(referents), relations, tuple(said), measures, attributes, soft)

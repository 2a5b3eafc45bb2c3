"""Precision, recall and F1 of a build against annotated articles.

In: graph.ttl of a build and gold files ({"source": FILE, "articles": [...]}, see tests/gold/schema.md). Out: Scores.
An article of the graph goes to the gold article of the same source file whose lines it shares most. Entities count per article:
right if the class fits and one label is a name of the gold entity; relations: subject, predicate and object right; optional gold
counts neither way. Where gold entities carry a `uid`, identity is scored over the found (article, entity) pairs (B-cubed:
Bagga and Baldwin 1998). Figures count when number, unit and what is measured are right.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from kg.graph.built import GROUP, Built, BuiltArticle, read_built
from kg.records import KgError
from kg.text import squash

SOFT = {"Program", "Initiative", "Event", "PolicyDocument", "Product", "Industry"}  # whose edges careful readers draw differently
GOVERNMENT = ("政府", "人民政府", "委", "党委", "委员会")  # a post of a place may be said of its government
UNSCORED = {"said", "authorOf", "photographerOf"}


@dataclass
class Count:
    """How many were right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.right else 0.0


@dataclass
class Scores:
    """`entities` and `relations` by class and predicate, "all" among them; `missed` and `wrong` name single items."""

    entities: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    relations: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    quotations: Count = field(default_factory=Count)
    measures: Count = field(default_factory=Count)
    articles: int = 0
    exact: int = 0
    overlap: float = 0.0
    headlines: Count = field(default_factory=Count)
    links: list[tuple[str, str]] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def score(graph: Path, golds: Iterable[Path], *, sources: Path | None = None) -> Scores:
    """Scores `graph` against gold files. `sources` is the folder of the source files, so that blank lines do not count."""
    built, scores = read_built(graph), Scores()
    for path in golds:
        for gold in _annotated(path):
            name = PurePath(gold["source"]).name
            printed = _printed_lines(sources / name if sources else None)
            candidates = [a for a in built.articles if a.file == name]
            pairs = _pairs(gold["articles"], candidates, printed)
            for index, article in enumerate(gold["articles"]):
                if article.get("kind") != "furniture":
                    found = pairs.get(index, [])
                    _segmentation(article, found, printed, scores)
                    _article(article, found, built, scores)
    return scores


def golds_in(folder: Path) -> list[Path]:
    """The files of annotated articles of a folder; a file named …_identity.json holds none."""
    return [path for path in sorted(folder.glob("*.json")) if not path.name.endswith("_identity.json")]


def _annotated(path: Path) -> list[dict[str, Any]]:
    """The sources of a gold file. KgError when it is none."""
    try:
        whole = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise KgError(f"{path}: not a file of annotated articles ({error})") from error
    found = whole if isinstance(whole, list) else [whole]
    if not all(isinstance(gold, dict) and {"source", "articles"} <= gold.keys() for gold in found):
        raise KgError(f"{path}: not a file of annotated articles: it needs source and articles")
    return found


def b_cubed(links: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """(precision, recall) of (gold id, entity) pairs: of what shares my entity how much is me, and the other way round."""
    if not links:
        return 0.0, 0.0
    gold, found, both = Counter(g for g, _ in links), Counter(f for _, f in links), Counter(links)
    precision = sum(both[g, f] / found[f] for g, f in links) / len(links)
    recall = sum(both[g, f] / gold[g] for g, f in links) / len(links)
    return precision, recall


def _printed_lines(path: Path | None) -> set[int]:
    if path is None or not path.exists():
        return set(range(1, 100_000))
    return {n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()}


def _gold_lines(article: dict[str, Any]) -> set[int]:
    return {n for first, last in article.get("lines", []) for n in range(first, last + 1)}


def _pairs(golds: Sequence[dict[str, Any]], found: Sequence[BuiltArticle], printed: set[int]) -> dict[int, list[BuiltArticle]]:
    """Index of a gold article -> the built articles that belong to it."""
    pairs: defaultdict[int, list[BuiltArticle]] = defaultdict(list)
    for article in found:
        shares = [
            len(article.lines & wanted & printed) if (wanted := _gold_lines(gold)) else int(len(golds) == 1) for gold in golds
        ]
        if shares and max(shares) > 0:
            pairs[shares.index(max(shares))].append(article)
    return pairs


def _segmentation(gold: dict[str, Any], found: Sequence[BuiltArticle], printed: set[int], scores: Scores) -> None:
    wanted = _gold_lines(gold) & printed
    if not wanted:
        return
    scores.articles += 1
    best = max(found, key=lambda a: len(a.lines & wanted), default=None)
    if best:
        got = best.lines & printed
        scores.overlap += len(got & wanted) / len(got | wanted)
        scores.exact += got == wanted
    if gold.get("headline"):
        scores.headlines.wanted += 1
        scores.headlines.found += bool(best and best.headline)
        scores.headlines.right += bool(best and best.headline and squash(gold["headline"]) in squash(best.headline))


@dataclass
class _Wanted:
    group: str
    groups: set[str]
    names: set[str]
    optional: bool
    uid: str | None


def _article(gold: dict[str, Any], found: Sequence[BuiltArticle], built: Built, scores: Scores) -> None:
    wanted = {
        e["id"]: _Wanted(
            GROUP[e["type"]],
            {GROUP[t] for t in [e["type"], *e.get("alt_types", [])]},
            {squash(n) for n in [e["name"], *e.get("names", [])]},
            e.get("optional", False),
            e.get("uid"),
        )
        for e in gold["entities"]
    }
    image = _entities(wanted, found, built, scores)
    _relations(gold, wanted, found, image, built, scores)
    _quotations(gold, wanted, found, image, scores)
    _measures(gold, found, image, scores)


def _entities(wanted: dict[str, _Wanted], found: Sequence[BuiltArticle], built: Built, scores: Scores) -> dict[str, set[str]]:
    """Counts the entities of one article; gives entity -> ids of the gold entities that it names."""
    image: dict[str, set[str]] = {}
    taken: set[str] = set()
    total = scores.entities["all"]
    for entity in sorted(set().union(*(a.entities for a in found)) if found else ()):
        names, groups = built.names.get(entity, set()), built.groups[entity]
        exact = {g for g, w in wanted.items() if names & w.names}
        image[entity] = exact or {g for g, w in wanted.items() if w.group in SOFT and _nearly(names, w.names)}
        hits = sorted(g for g in image[entity] if wanted[g].groups & groups)
        if image[entity] and all(wanted[g].optional for g in image[entity]):
            continue
        scores.links += [(uid, entity) for g in hits[:1] if (uid := wanted[g].uid)]
        fresh = [g for g in hits if g not in taken and not wanted[g].optional]
        group = wanted[fresh[0]].group if fresh else min(groups)
        taken.update(fresh[:1])
        for count in (total, scores.entities[group]):
            count.found += 1
            count.right += bool(fresh)
        if not fresh:
            scores.wrong[f"{group}: {'/'.join(sorted(names)[:2])}"] += 1
    for gid, want in wanted.items():
        if not want.optional:
            total.wanted += 1
            scores.entities[want.group].wanted += 1
            if gid not in taken:
                scores.missed[f"{want.group}: {max(sorted(want.names), key=len)}"] += 1
    return image


def _nearly(names: set[str], gold: set[str]) -> bool:
    return any(
        min(len(a), len(b)) >= 4 and min(len(a), len(b)) >= 0.6 * max(len(a), len(b)) and (a in b or b in a)
        for a in names
        for b in gold
    )


def _relations(
    gold: dict[str, Any],
    wanted: dict[str, _Wanted],
    found: Sequence[BuiltArticle],
    image: dict[str, set[str]],
    built: Built,
    scores: Scores,
) -> None:
    required: set[tuple[str, str, str]] = set()
    optional: set[tuple[str, str, str]] = set()
    for relation in gold.get("relations", []):
        if relation["p"] not in UNSCORED and relation.get("o"):
            predicate = "holdsPositionAt" if relation["p"] == "holdsPosition" else relation["p"]
            soft = relation.get("optional") or wanted[relation["s"]].optional or wanted[relation["o"]].optional
            (optional if soft else required).add((relation["s"], predicate, relation["o"]))
    got: set[tuple[str, str, str]] = set()
    for subject, predicate, thing in sorted(set().union(*(a.claims for a in found)) if found else ()):
        objects = set(image.get(thing, ()))
        if predicate == "holdsPositionAt":
            labels = built.names.get(thing, set())
            places = {g: w for g, w in wanted.items() if w.group == "Place"}
            objects |= {g for g, w in places.items() if {name + tail for name in w.names for tail in GOVERNMENT} & labels}
        images = {(s, predicate, o) for s in image.get(subject, ()) for o in objects}
        if images & optional and not images & required:
            continue
        right = images & required
        got.add(min(right) if right else ("?", predicate, f"{subject} {thing}"))
        if not right:
            ends = (min(built.names.get(end, {end})) for end in (subject, thing))
            scores.wrong[f"relation {f'/{predicate}/'.join(ends)}"] += 1
    labels_of = {e["id"]: e["name"] for e in gold["entities"]}
    for triples, name in ((required, "wanted"), (got, "found"), (got & required, "right")):
        for triple in triples:
            for count in (scores.relations["all"], scores.relations[triple[1]]):
                setattr(count, name, getattr(count, name) + 1)
    for subject, predicate, thing in sorted(required - got):
        scores.missed[f"relation {labels_of[subject]}/{predicate}/{labels_of[thing]}"] += 1


def _quotations(
    gold: dict[str, Any], wanted: dict[str, _Wanted], found: Sequence[BuiltArticle], image: dict[str, set[str]], scores: Scores
) -> None:
    said = [
        (r["s"], squash(r["attrs"]["quote"])[:8], r.get("optional") or wanted[r["s"]].optional)
        for r in gold.get("relations", [])
        if r["p"] == "said" and r.get("attrs", {}).get("quote")
    ]
    got = {quotation for article in found for quotation in article.quotations}
    hits = [(s, q, o) for s, q, o in said if any(s in image.get(who, ()) and q in words for who, words in got)]
    right = sum(not optional for _, _, optional in hits)
    speakers = {s for s, _, _ in said}
    scores.quotations.wanted += sum(not optional for _, _, optional in said)
    scores.quotations.right += right
    scores.quotations.found += right + sum(not image.get(who, set()) & speakers for who, _ in got)


def _measures(gold: dict[str, Any], found: Sequence[BuiltArticle], image: dict[str, set[str]], scores: Scores) -> None:
    got = [m for article in found for m in article.measures]
    scores.measures.found += len(got)
    for measure in gold.get("measures", []):
        scores.measures.wanted += 1
        scores.measures.right += any(
            measure["s"] in image.get(entity, ()) and _same_figure(measure, value, unit) for entity, value, unit in got
        )


SCALE = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}


def _figure(value: str | float, unit: str) -> tuple[float, str]:
    number = float(value)
    while unit[:1] in SCALE and len(unit) > 1:
        number, unit = number * SCALE[unit[0]], unit[1:]
    return number, unit


def _same_figure(measure: dict[str, Any], value: str, unit: str) -> bool:
    try:
        wanted, printed = _figure(measure["value"], measure.get("unit") or "")
    except (TypeError, ValueError):
        return False
    got, found = _figure(value, unit)
    return abs(got - wanted) <= 1e-6 * max(1.0, abs(wanted)) and (printed == found or printed in found or found in printed)


def lines(scores: Scores, *, errors: int = 0) -> list[str]:
    """The scores as lines of a report; up to `errors` missed and wrong items behind them."""
    found = []
    rows = [("entities", name, count) for name, count in sorted(scores.entities.items())]
    rows += [("relations", name, count) for name, count in sorted(scores.relations.items())]
    rows += [("quotations", "", scores.quotations), ("figures", "", scores.measures)]
    for part, name, c in rows:
        figures = f"P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"
        found.append(f"{part:10} {name:18} {figures}   {c.right}/{c.found} found, {c.wanted} wanted")
    if scores.links:
        precision, recall = b_cubed(scores.links)
        found.append(f"identity   B-cubed            P {precision:.3f}  R {recall:.3f}   {len(scores.links)} links")
    overlap = scores.overlap / scores.articles if scores.articles else 0.0
    headlines = f"headlines {scores.headlines.right}/{scores.headlines.wanted}"
    found.append(f"segments   exact {scores.exact}/{scores.articles}  mean line IoU {overlap:.3f}  {headlines}")
    for part, items in (("missed", scores.missed), ("wrong", scores.wrong)):
        found += [f"{part:7} {name}{f' ×{count}' if count > 1 else ''}" for name, count in items.most_common(errors)]
    return found

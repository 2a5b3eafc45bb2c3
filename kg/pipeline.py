"""The order of the stages, and nothing else: pages -> articles -> names -> who is meant -> facts -> graph -> views.

In: sources and a folder. Out: a published build and a Report. Page-wise stages run in worker processes and are kept by content,
so that a new page costs that page; linking sees groups of referents; the same input gives the same bytes.
"""

import datetime
import json
import multiprocessing
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

import kg
from kg import acquire, articles, detect, entities, facts, graph, views
from kg.graph import cache
from kg.records import Article, Claim, Entity, Facts, KgError, Page, Problem, Reading, Referent

BATCH = 64  # pages handed to the workers at a time; bounds what is in memory before linking


@dataclass
class Report:
    """What a build read, left out and found; `seconds` holds the only clock times of a build."""

    pages: int = 0
    articles: int = 0
    kept: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    quotations: int = 0
    measures: int = 0
    triples: int = 0
    quads: int = 0
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    paper: str | None = None,
    date: str | None = None,
    encoding: str | None = None,
    ocr: bool = False,
    base: str = graph.Base().prefix,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda name: None,
) -> Report:
    """Reads the sources and publishes a build in `out`. `progress` is called with the name of each page that was read.

    KgError when nothing can be done at all; what had to be left out is in the Report.
    """
    _check(date, base)
    report = Report(
        settings={"base": base, "paper": paper or "", "date": date or "", "encoding": encoding or "", "ocr": str(ocr)}
    )
    with graph.only_builder(out), _Clock(report) as clock:
        decisions = entities.read_decisions(out)
        pages = acquire.read_pages(sources, paper=paper, date=date, encoding=encoding, ocr=ocr)
        keys = list(_readings(pages, out / ".cache", jobs=jobs, report=report, progress=progress))
        if not report.articles:
            raise KgError("; ".join(p.words for p in report.problems[:3]) or "no article was found in these sources")
        clock.lap("read")
        twice = _printed_twice(_kept(out, keys), report)
        every = [article for reading in _kept(out, keys, twice) for article in reading.articles]
        referents = [found for reading in _kept(out, keys, twice) for found in reading.referents]
        continuations = articles.join_continuations(every)
        linking = entities.link(every, referents, continuations=continuations, decisions=decisions)
        report.problems += [Problem("decisions", "conflict", words) for words in linking.conflicts]
        clock.lap("link")
        found = {e.id: e for e in linking.entities}
        quads = list(_quads(_kept(out, keys, twice), linking, found, continuations, decisions, base, report))
        quads += graph.dataset_quads(quads, base=graph.Base(base))
        clock.lap("graph")
        with graph.new_release(out, _release_name(keys, base)) as fresh:
            report.triples = graph.write_turtle(quads, fresh / "graph.ttl", base=base)
            report.quads = graph.write_nquads(quads, fresh / "graph.nq")
            graph.write_store(quads, fresh / graph.STORE)
            _write_articles(_kept(out, keys, twice), fresh / "articles.jsonl")
            clock.lap("write")
            views.write_network(ox.Store.read_only(str(fresh / graph.STORE)), fresh / "network.html", base=base)
            clock.lap("network")
            _write_report(report, fresh / "report.json")
        cache.drop_all_but(out / ".cache", set(keys))
    return report


def _check(date: str | None, base: str) -> None:
    """KgError for settings that would only fail, or write what is no RDF, after everything has been read."""
    if date:
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            raise KgError(f"--date {date}: write a date as YYYY-MM-DD") from None
    if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\]+[/#]", base):
        raise KgError(f"--base {base}: write an http(s) address that ends in / or #")


def read_page(page: Page) -> Reading:
    """The page-wise stages, in order. Pure: the same page gives the same Reading in any process."""
    found = articles.split_page(page)
    mentions = detect.find_mentions(found)
    referents = entities.resolve_page(found, mentions, continuations=articles.join_continuations(found))
    stated = tuple(facts.find_facts(a, m, r) for a, m, r in zip(found, mentions, referents, strict=True))
    keywords = detect.find_keywords(found, mentions)
    return Reading(page.source, page.sha256, page.text, found, mentions, referents, stated, keywords=keywords)


def _readings(
    pages: Iterable[Page | Problem], folder: Path, *, jobs: int, report: Report, progress: Callable[[str], None]
) -> Iterator[str]:
    """Keys of the readings of all pages, in the order of the pages; each reading lies in the cache when its key comes."""
    with ExitStack() as stack:
        pool: Executor | None = None
        source = iter(pages)
        while batch := list(islice(source, BATCH)):
            report.problems += [p for p in batch if isinstance(p, Problem)]
            keyed = [(cache.key_of(p), p) for p in batch if isinstance(p, Page)]
            missing = [(key, page) for key, page in keyed if cache.load(folder, key) is None]
            if jobs > 1 and len(missing) > 1 and pool is None:
                context = multiprocessing.get_context("spawn")
                pool = stack.enter_context(ProcessPoolExecutor(jobs, mp_context=context))
            todo = [page for _, page in missing]
            results = pool.map(read_page, todo) if pool else map(read_page, todo)
            for (key, page), reading in zip(missing, results, strict=True):
                cache.save(folder, key, reading)
                progress(page.source)
            fresh = {key for key, _ in missing}
            for key, page in keyed:
                kept = cache.load(folder, key)
                if kept is None:
                    raise KgError(f"{folder}: a reading that was just written cannot be read back; is the disk full?")
                if key not in fresh:
                    report.kept += 1
                    progress(page.source)
                if not kept.articles:
                    report.problems.append(Problem(page.source, "no-article", f"{page.source}: no article was found in it"))
                report.problems += kept.problems
                report.pages += 1
                report.articles += len(kept.articles)
                yield key


def _kept(out: Path, keys: Iterable[str], twice: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Reading]:
    """The readings of all pages, without the articles named in `twice` by number of the reading and place in it."""
    for number, key in enumerate(keys):
        reading = cache.load(out / ".cache", key)
        if reading is not None:
            places = [i for i in range(len(reading.articles)) if (number, i) not in twice]
            yield replace(
                reading,
                articles=tuple(reading.articles[i] for i in places),
                mentions=tuple(reading.mentions[i] for i in places),
                referents=tuple(reading.referents[i] for i in places),
                facts=tuple(reading.facts[i] for i in places),
                keywords=tuple(reading.keywords[i] for i in places),
            )


def _printed_twice(readings: Iterable[Reading], report: Report) -> frozenset[tuple[int, int]]:
    """(number of the reading, place) of articles that say word for word what another one says; the first by name of source is
    kept. Sources may share a name: folders that hold copies, one file given twice.
    """
    places: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for place, article in enumerate(reading.articles):
            places[article.id].append((reading.source, number, place))
    found: set[tuple[int, int]] = set()
    for name, where in sorted(places.items()):
        first, *others = sorted(where)
        for source, number, place in others:
            report.problems.append(Problem(source, "printed-twice", f"{source}: article {name} stands in {first[0]} too"))
            found.add((number, place))
    report.articles -= len(found)
    return frozenset(found)


def _quads(
    readings: Iterable[Reading],
    linking: entities.Linking,
    found: Mapping[str, Entity],
    continuations: Sequence[tuple[str, str]],
    decisions: Sequence[entities.Decision],
    base: str,
    report: Report,
) -> Iterator[ox.Quad]:
    """All quads of the build; counts what they hold."""
    kinds = {e.id: e.kind for e in linking.entities}
    counts: Counter[str] = Counter()
    where = graph.Base(base)
    for reading in readings:
        every = zip(reading.articles, reading.referents, reading.facts, reading.keywords, strict=True)
        for article, referents, stated, keywords in every:
            linked = _judged(_linked(stated, linking.who), decisions)
            mentioned = _surface_forms(article, referents, linking.who)
            authors = [linking.who[r.id] for r in referents if r.kind == "Person" and set(r.names) & set(article.byline)]
            counts.update(c.predicate for c in linked.claims)
            report.quotations += len(linked.quotations)
            report.measures += len(linked.measures)
            yield from graph.article_quads(
                article, reading.text, mentioned, linked, kinds, base=where, authors=authors, keywords=keywords
            )
    report.claims = dict(sorted(counts.items()))
    report.entities = dict(sorted(Counter(kinds.values()).items()))
    doubts = [graph.Doubt(one, other, score, tuple(r.words for r in why)) for one, other, score, why in linking.possibly]
    yield from graph.identity_quads(
        list(found.values()), base=where, doubts=doubts, replaced=linking.deprecated, continuations=continuations
    )


def _surface_forms(article: Article, referents: Sequence[Referent], who: Mapping[str, str]) -> dict[str, list[str]]:
    """Entity id -> the forms in which this article prints it by name, in order of first appearance."""
    forms: dict[str, list[str]] = {}
    for referent in referents:
        printed = [article.text[r.start : r.end] for r in referent.references if not r.anaphor]
        forms.setdefault(who[referent.id], []).extend(printed)
    return {entity: list(dict.fromkeys(names)) for entity, names in forms.items()}


def _linked(stated: Facts, who: Mapping[str, str]) -> Facts:
    """Facts that speak of entities instead of referents. A claim whose two ends turned out to be one thing is dropped; of claims
    that turned out to be one the surest stays.
    """
    claims: dict[str, Claim] = {}
    for said in stated.claims:
        claim = replace(said, subject=who[said.subject], object=who[said.object])
        tail = graph.claim_tail(claim)
        if claim.subject != claim.object and (tail not in claims or claims[tail].confidence < claim.confidence):
            claims[tail] = claim
    return Facts(
        tuple(claims.values()),
        tuple(replace(q, speaker=who[q.speaker]) for q in stated.quotations),
        tuple(replace(m, entity=who[m.entity]) for m in stated.measures),
    )


def _judged(stated: Facts, decisions: Sequence[entities.Decision]) -> Facts:
    """Facts as people judged them: what they called wrong is dropped, what they called right is certain."""
    if not decisions:
        return stated
    claims = []
    for claim in stated.claims:
        verdict = entities.verdict_on(decisions, claim.subject, claim.predicate, claim.object, claim.article)
        if verdict != "wrong":
            claims.append(replace(claim, confidence=1.0) if verdict == "right" else claim)
    return replace(stated, claims=tuple(claims))


def _release_name(keys: Sequence[str], base: str) -> str:
    return graph.digest(kg.__version__, base, *keys)


def _write_articles(readings: Iterable[Reading], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for reading in readings:
            for article in reading.articles:
                row = asdict(article) | {"source_lines": graph.source_lines(article)}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_report(report: Report, path: Path) -> None:
    whole = asdict(report) | {"version": kg.__version__, "program": cache.fingerprint()}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")


class _Clock:
    """Times the steps of a build into its report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def __enter__(self) -> "_Clock":
        self._last = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self._report.seconds["all"] = round(sum(self._report.seconds.values()), 3)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._report.seconds[name] = round(now - self._last, 3)
        self._last = now

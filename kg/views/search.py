"""Full-text search over the articles and names of a build, made for Chinese: any run of characters is found.

In: a Build. Out: hits with the words in their text. An index of overlapping pairs of characters (合作社 -> 合作 作社 社) finds
words of two characters, which trigrams miss, and needs no segmentation, which would cut names.
"""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.graph.nodes import term
from kg.records import ENTITY_KINDS
from kg.text import half_width, is_han
from kg.views import lookup
from kg.views.lookup import Build, Node
from kg.views.network_words import sounds

_WORD = re.compile(r"[^\W_]+")
MOST = 1000  # hits that are counted
_TABLES = """
CREATE VIRTUAL TABLE story USING fts5(headline, body, tokenize='unicode61', content='');
CREATE TABLE article(at INTEGER PRIMARY KEY, id TEXT, headline TEXT, date TEXT, paper TEXT, text TEXT);
CREATE VIRTUAL TABLE called USING fts5(names, tokenize='unicode61', content='');
CREATE TABLE name(at INTEGER PRIMARY KEY, tail TEXT, name TEXT, kind TEXT, sound TEXT, articles INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article: `around` is its text about the first place, cut into pieces; every second piece is what was searched."""

    article: str
    headline: str
    date: str
    paper: str
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """An entity that is called so: the tail of its IRI."""

    tail: str
    name: str
    kind: str
    articles: int


class Index:
    """The words of one build, in a temporary base. Made once, then only read; safe to ask from several threads."""

    def __init__(self, build: Build) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect("", check_same_thread=False)  # in memory, on disk when it grows, gone at the end
        self._base.executescript(_TABLES)
        with self._base:
            for at, (article, head, text) in enumerate(_articles(build)):
                row = (at, article, head.headline, head.date, head.paper, text)
                self._base.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", row)
                words = (at, indexed(head.headline), indexed(text))
                self._base.execute("INSERT INTO story(rowid, headline, body) VALUES (?, ?, ?)", words)
            for at, (found, names) in enumerate(_names(build)):
                sound = sounds(names, person=found.kind == "Person").replace(" ", "")
                row_of = (at, found.tail, found.name, found.kind, sound, found.articles)
                self._base.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", row_of)
                self._base.execute("INSERT INTO called(rowid, names) VALUES (?, ?)", (at, " ".join(indexed(n) for n in names)))

    def articles(self, words: str, *, first: int = 0, count: int = 20) -> tuple[list[Hit], int]:
        """Articles that hold every one of the words (runs without a space), best first, and how many there are (up to MOST)."""
        asked = wanted(words)
        if not asked:
            return [], 0
        sql = """SELECT id, headline, date, paper, text FROM
            (SELECT rowid AS at, bm25(story, 5.0, 1.0) AS rank FROM story WHERE story MATCH ? ORDER BY rank, rowid LIMIT ?)
            JOIN article USING (at) ORDER BY rank, at"""
        rows = self._ask(sql, asked, MOST)
        parts = words.split()
        return [Hit(i, h, d, p, excerpt(t, parts)) for i, h, d, p, t in rows[first : first + count]], len(rows)

    def names(self, words: str, *, count: int = 20) -> list[Name]:
        """Entities with these words in a name, or whose pinyin begins so; who is called just so first, then the most reported."""
        asked = wanted(words)
        found: dict[str, Name] = {}
        if asked:
            sql = """SELECT tail, name, kind, articles FROM (SELECT rowid AS at FROM called WHERE called MATCH ? LIMIT ?)
                JOIN name USING (at) ORDER BY name != ?, articles DESC, length(name), tail"""
            found |= {row[0]: Name(*row) for row in self._ask(sql, asked, MOST, words.strip())}
        sound = "".join(words.lower().split())
        if len(found) < count and sound.isascii() and sound.isalpha():
            sql = """SELECT tail, name, kind, articles FROM name WHERE sound LIKE ? OR sound LIKE ?
                ORDER BY articles DESC, length(name), tail LIMIT ?"""
            rows = self._ask(sql, f"{sound}%", f"%|{sound}%", count)
            found |= {row[0]: Name(*row) for row in rows if row[0] not in found}
        return list(found.values())[:count]

    def most_named(self, count: int = 60) -> list[Name]:
        """The entities that most articles name."""
        sql = "SELECT tail, name, kind, articles FROM name ORDER BY articles DESC, tail LIMIT ?"
        return [Name(*row) for row in self._ask(sql, count)]

    def _ask(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            return self._base.execute(sql, values).fetchall()


def indexed(text: str) -> str:
    """A text as the index reads it: of Han runs every pair and the last character, other words small and half-width."""
    return " ".join(token for word in _words(text) for run in _runs(word) for token in _pairs(run))


def _words(text: str) -> list[str]:
    return _WORD.findall(half_width(text).lower())


def _pairs(run: str) -> Iterator[str]:
    if is_han(run[0]):
        yield from (run[i : i + 2] for i in range(len(run)))
    else:
        yield run


def _runs(word: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or is_han(word[at]) != is_han(word[start]):
            yield word[start:at]
            start = at


def wanted(words: str) -> str:
    """What a reader typed as a question to the index: each run between spaces must stand together, all of them must occur."""
    asked = []
    for part in words.split()[:20]:
        runs = [run for word in _words(part[:100]) for run in _runs(word)]
        tokens = [token for run in runs for token in _pairs(run)]
        if not tokens:
            continue
        if is_han(runs[-1][0]) and len(runs[-1]) > 1:
            tokens.pop()  # the last character alone marks the end of a run in a text, not in a question
            asked.append('"' + " ".join(tokens) + '"')
        else:
            asked.append('"' + " ".join(tokens) + '"*')
    return " AND ".join(asked)


def excerpt(text: str, parts: list[str], *, width: int = 60) -> tuple[str, ...]:
    """The text about the first of the words, in pieces: before, words, between, words, …"""
    small = half_width(text).lower()
    looked = [half_width(part).lower() for part in parts]
    first = min((small.find(part) for part in looked if part in small), default=0)
    start, end = max(0, first - width // 3), min(len(text), first + width)
    pattern = "|".join(re.escape(part) for part in sorted(looked, key=len, reverse=True) if part)
    pieces, at = [], start
    for match in re.finditer(pattern, small[start:end]) if len(small) == len(text) else ():
        pieces += [text[at : start + match.start()], text[start + match.start() : start + match.end()]]
        at = start + match.end()
    pieces.append(text[at:end] + ("…" if end < len(text) else ""))
    return (("…" if start else "") + pieces[0], *pieces[1:])


def _articles(build: Build) -> Iterator[tuple[str, lookup.Head, str]]:
    for node in lookup.nodes(build.store, None, "rdf:type", term("kg:Article")):
        yield node.value, lookup.head(build.store, node), lookup.value(build.store, node, "schema:articleBody")


def _names(build: Build) -> Iterator[tuple[Name, list[str]]]:
    store = build.store
    labelled = {q.subject for q in store.quads_for_pattern(None, term("skos:prefLabel"), None)}
    for node in sorted((n for n in labelled if isinstance(n, Node)), key=lambda n: n.value):
        said = lookup.described(store, node)
        kind = lookup.kind_in(said)
        if kind in ENTITY_KINDS:
            name = lookup.name_in(said, node)
            others = sorted({n for form in lookup.NAMES for n in said.get(form, ())} - {name})
            articles = len(lookup.nodes(store, None, "schema:mentions", node))
            yield Name(node.value.removeprefix(build.base), name, kind, articles), [name, *others]

"""What lexicons and the whole article know of each character: division names, quotation marks, words that come again, words that
tell of names (heads, posts, verbs before works), words that are none.

In: a text. Out: an integer array [length, 5], one column per entry of SIZES; 0 always means "nothing known".
It depends on the text and on the tables of `kg/zh/` alone, and is the same while training and while reading.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.detect import vocabulary
from kg.detect.heads import heads, masks
from kg.divisions import divisions

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

LEVELS = ("Province", "Prefecture", "County", "Township")
FORMS = ("name", "short", "weak")
HEADED = (  # kinds of things that head words call, then words that only hide a head
    "Enterprise", "GovernmentBody", "Organization", "Place", "Program", "Initiative", "Event", "PolicyDocument", "Product",
    "Industry", "-",
)  # fmt: skip
SIZES = (  # values of the columns: division, marks, again, telling words, plain words
    1 + len(LEVELS) * len(FORMS) * 3, 8, 25, 1 + 2 * (len(HEADED) + 2), 1 + 2 * 7,
)  # fmt: skip
TOGETHER = ((0, 1, 2), (3, 4))  # columns whose combinations the network keeps ready
LONGEST_WORD = 6
FREQUENT = 3  # decimal logarithm of the frequency from which an everyday word counts
LONGEST = 11  # longest division name looked for; longer ones are found by their shorter parts
AGAIN = 5  # longest repeated run told apart
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MARKS = (
    (re.compile(r"[（(]([^（()）\n]{1,40})[)）]"), (6,)),
    (re.compile(r"[“\"]([^“”\"\n]{1,60})[”\"]"), (1, 2, 3, 4)),
    (re.compile(r"‘([^‘’\n]{1,40})’"), (7,)),
    (re.compile(r"《([^《》\n]{1,60})》"), (5,)),
)


def features(text: str) -> Ints:
    """[len(text), 5]: part of a division name (level, form, place in the name), inside marks (and how long), repeated runs, part
    of a word that tells of names, part of a word that is none.
    """
    out = np.zeros((len(text), len(SIZES)), np.int64)
    if text:
        hashes = _hashes(codes(text), LONGEST)
        out[:, 0] = _division(hashes, len(text))
        out[:, 1] = _marks(text)
        out[:, 2] = _again(hashes, text)
        out[:, 3] = _words(hashes, len(text), _telling())
        out[:, 4] = _words(hashes, len(text), _plain())
    return out


def codes(text: str) -> NDArray[np.uint32]:
    """Code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)


def _hashes(points: NDArray[np.uint32], most: int) -> list[Hashes]:
    """For n = 1, 2 … most: a hash of every run of n characters, by its start."""
    wide = points.astype(np.uint64)
    runs = [wide]
    for n in range(2, most + 1):
        if len(runs[-1]) < 2:
            break
        runs.append(runs[-1][:-1] * _BASE + wide[n - 1 :])
    return runs


@cache
def _names() -> dict[int, tuple[Hashes, Ints]]:
    """Length -> (sorted hashes of the division names of that length, their class: level and form)."""
    found: dict[str, int] = {}
    for division in sorted(divisions().by_code.values(), key=lambda d: (-len(d.code), d.code)):  # higher levels overwrite
        if division.level in LEVELS:
            rank = LEVELS.index(division.level) * len(FORMS)
            if division.short != division.name:
                found[division.short] = rank + (2 if division.ambiguous else 1)
            found[division.name] = rank
    return _table(found, 2, LONGEST)


@cache
def _telling() -> dict[int, tuple[Hashes, Ints]]:
    """Head words by the kind they call first, posts, verbs before works: as `_names`."""
    found = dict.fromkeys(vocabulary.work_verbs(), len(HEADED) + 1) | dict.fromkeys(vocabulary.posts(), len(HEADED))
    found |= {word: HEADED.index(kinds[0]) for word, kinds in heads().items()} | dict.fromkeys(masks(), HEADED.index("-"))
    return _table(found, 1, LONGEST_WORD)


@cache
def _plain() -> dict[int, tuple[Hashes, Ints]]:
    """Words that belong to no name or stand beside one: as `_names`."""
    found = {word: int(rank > FREQUENT) for word, rank in vocabulary.everyday().items() if rank >= FREQUENT}
    lists = (vocabulary.addresses, vocabulary.followers, vocabulary.general, vocabulary.cutters, vocabulary.joints)
    for number, words in enumerate(lists, 2):
        found |= dict.fromkeys(words(), number)
    return _table(found, 1, LONGEST_WORD)


def _table(found: Mapping[str, int], least: int, most: int) -> dict[int, tuple[Hashes, Ints]]:
    """Words of `least` to `most` characters by length: sorted hashes, and their classes in the same order."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for name in sorted(found):
        by_length[len(name)].append(name)
    table: dict[int, tuple[Hashes, Ints]] = {}
    for n in range(least, most + 1):
        if names := by_length[n]:
            hashed = _hashes(codes("".join(names)), n)[n - 1][::n]
            order = np.argsort(hashed)
            table[n] = hashed[order], np.array([found[name] for name in names])[order]
    return table


def _hits(hashes: Hashes, known: Hashes, kinds: Ints) -> tuple[Ints, Ints]:
    """Where words of one length start, and their classes."""
    at = np.searchsorted(known, hashes)
    at[at == len(known)] = 0
    hits = np.flatnonzero(known[at] == hashes)
    return hits, kinds[at[hits]]


def _words(hashes: list[Hashes], length: int, table: dict[int, tuple[Hashes, Ints]]) -> Ints:
    """Longer words over shorter ones: 1 + 2 * class + (0 inner, 1 last character)."""
    out = np.zeros(length, np.int64)
    for n, (known, kinds) in table.items():
        if n <= len(hashes):
            hits, classes = _hits(hashes[n - 1], known, kinds)
            for k in range(n):
                out[hits + k] = 1 + 2 * classes + (k == n - 1)
    return out


def _division(hashes: list[Hashes], length: int) -> Ints:
    """Greedy from the left, the longest name first: 1 + 3 * class + (0 first, 1 inner, 2 last character)."""
    found: list[tuple[int, int, int]] = []
    for n, (known, kinds) in _names().items():
        if n <= len(hashes):
            hits, classes = _hits(hashes[n - 1], known, kinds)
            found += [(int(i), -n, int(k)) for i, k in zip(hits, classes, strict=True)]
    out = np.zeros(length, np.int64)
    free = 0
    for start, minus, kind in sorted(found):
        if start >= free:
            free = start - minus
            out[start:free] = 2 + 3 * kind
            out[start], out[free - 1] = 1 + 3 * kind, 3 + 3 * kind
    return out


def _marks(text: str) -> Ints:
    """1–4 inside double quotation marks (content of up to 4, 8, 16 or more characters), 5 《》, 6 brackets, 7 single ones."""
    out = np.zeros(len(text), np.int64)
    for pattern, values in _MARKS:
        for match in pattern.finditer(text):
            size = match.end(1) - match.start(1)
            value = values[(size > 4) + (size > 8) + (size > 16)] if len(values) > 1 else values[0]
            out[match.start(1) : match.end(1)] = value
    return out


def _again(hashes: list[Hashes], text: str) -> Ints:
    """5 * s + e: the longest Han run that starts (ends) here and comes again in the text; 0 for one character, 1 for two …"""
    points = hashes[0].astype(np.int64)
    han = (points >= 0x4E00) & (points <= 0x9FFF)
    first, last = np.zeros(len(text), np.int64), np.zeros(len(text), np.int64)
    whole = han
    for n in range(2, min(AGAIN, len(hashes)) + 1):
        whole = whole[:-1] & han[n - 1 :]
        starts = np.flatnonzero(whole)
        _, inverse, counts = np.unique(hashes[n - 1][starts], return_inverse=True, return_counts=True)
        again = starts[counts[inverse] > 1]
        first[again] = n - 1
        last[again + n - 1] = n - 1
    return first * AGAIN + last

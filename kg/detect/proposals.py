"""What the network and the grammars hand to the settling: Proposal records, and the lookups that all grammars share.

In: texts and word sets. Out: Proposals and spans. A Proposal says where, as what kind, by which rule; it decides nothing.
What always holds: `text[start:end]` is not empty and has no white space at its ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

MOST = 8  # characters of the longest word that is looked for at an edge


class Proposal(NamedTuple):
    """`text[start:end]` may be a name of `kind`; `by` names the rule, `score` is the network's probability or 1.0."""

    start: int
    end: int
    kind: str
    by: str
    score: float = 1.0


def ending(words: Set[str] | Mapping[str, object], text: str, end: int, floor: int = 0, most: int = MOST) -> str:
    """The longest of `words` that ends at `end`, not reaching below `floor`, or ""."""
    for start in range(max(floor, end - most), end):
        if text[start:end] in words:
            return text[start:end]
    return ""


def starting(words: Set[str] | Mapping[str, object], text: str, start: int, limit: int | None = None, most: int = MOST) -> str:
    """The longest of `words` that starts at `start`, not reaching beyond `limit`, or ""."""
    for end in range(min(len(text) if limit is None else limit, start + most), start, -1):
        if text[start:end] in words:
            return text[start:end]
    return ""


class Index:
    """Many words, found in a text by their first two characters; one pass costs a dict lookup a character."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(w for w in words if len(w) > 1)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            lengths[word[:2]].add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def longest(self, text: str) -> Iterator[tuple[int, int]]:
        """At every place where a word starts, the span of the longest one; spans may overlap."""
        lengths, words = self._lengths, self.words
        size = len(text)
        for start in range(size - 1):
            found = lengths.get(text[start : start + 2])
            if found:
                for length in found:
                    if start + length <= size and text[start : start + length] in words:
                        yield start, start + length
                        break

    def every(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of all words, the shorter before the longer at one start."""
        lengths, words = self._lengths, self.words
        size = len(text)
        for start in range(size - 1):
            found = lengths.get(text[start : start + 2])
            if found:
                for length in reversed(found):
                    if start + length <= size and text[start : start + length] in words:
                        yield start, start + length

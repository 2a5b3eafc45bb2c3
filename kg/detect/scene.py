"""What the words of a text say about each place in it, looked up once for all candidates.

In: a text and what the network found. Out: a Scene: which word of which list starts or ends at a place, sentences, quotations.
What always holds: a Scene depends on its text alone.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from kg.detect import vocabulary
from kg.detect.heads import heads
from kg.detect.places import levels
from kg.detect.proposals import Index, Proposal

_BREAK = re.compile(r"[。！？；\n]")
_QUOTATION = re.compile(r"“[^“”\n]{1,200}”")
LISTS = ("post", "follower", "address", "joint", "verb", "cutter", "head", "division")


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Name of a list -> its words."""
    every = (
        vocabulary.posts(), vocabulary.followers(), vocabulary.addresses(), vocabulary.joints(), vocabulary.work_verbs(),
        vocabulary.cutters(), frozenset(heads()), frozenset(name for name in levels() if len(name) > 1),
    )  # fmt: skip
    return dict(zip(LISTS, every, strict=True))


@cache
def index() -> tuple[Index, dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """All words of all lists, the lists of each word, and the lists of each word of one character."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, every in word_lists().items():
        for word in every:
            found[word].append(name)
    lists = {word: tuple(names) for word, names in found.items()}
    return Index(lists), lists, {word: names for word, names in lists.items() if len(word) == 1}


class Scene:
    """Lookups of one text. `starts[name][place]`, `ends[name][place]`: length of the longest word of that list there."""

    def __init__(self, text: str, network: Sequence[Proposal]) -> None:
        self.text = text
        self.network = sorted(network)
        self.starts: dict[str, dict[int, int]] = {name: {} for name in LISTS}
        self.ends: dict[str, dict[int, int]] = {name: {} for name in LISTS}
        self._look_up()
        counts = {name: [0] * (len(text) + 1) for name in ("verb", "cutter", "particle", "mark", "pause")}
        for name in ("verb", "cutter"):
            for place in self.starts[name]:
                counts[name][place + 1] = 1
        for place, char in enumerate(text, 1):
            if char in "的了着是在把被让将为":
                counts["particle"][place] = 1
            elif char == "“":
                counts["mark"][place] = 1
            elif char in "、，：—":
                counts["pause"][place] = 1
        self.sums = {name: list(accumulate(row)) for name, row in counts.items()}
        self.quotations = [m.span() for m in _QUOTATION.finditer(text)]
        self._quotation_starts = [start for start, _ in self.quotations]
        self.breaks = [-1, *(m.start() for m in _BREAK.finditer(text)), len(text)]
        self._per_sentence: dict[int, int] = defaultdict(int)
        for p in self.network:
            self._per_sentence[bisect_right(self.breaks, p.start)] += 1

    def _look_up(self) -> None:
        words, lists, single = index()
        text = self.text
        for place, char in enumerate(text):
            for name in single.get(char, ()):
                self.starts[name][place] = 1
                self.ends[name][place + 1] = 1
        for start, end in words.every(text):  # longer words come later at the same start
            size = end - start
            for name in lists[text[start:end]]:
                self.starts[name][start] = size
                if self.ends[name].get(end, 0) < size:
                    self.ends[name][end] = size

    def inside(self, name: str, start: int, end: int) -> int:
        """How many words or marks of a counted list start in a span, its first place left out."""
        row = self.sums[name]
        return row[max(start + 1, end)] - row[start + 1]

    def sentence(self, place: int) -> tuple[int, int, int]:
        """Length of the sentence around a place, how many quotations it holds, how many names the network found in it."""
        number = bisect_right(self.breaks, place)
        first, last = self.breaks[number - 1] + 1, self.breaks[min(number, len(self.breaks) - 1)]
        marks = self.sums["mark"]
        return last - first, marks[last] - marks[first], self._per_sentence[number]

    def quoted(self, place: int) -> bool:
        """Whether a place lies inside quotation marks."""
        number = bisect_right(self._quotation_starts, place) - 1
        return number >= 0 and self.quotations[number][0] < place < self.quotations[number][1] - 1

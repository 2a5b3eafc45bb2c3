"""An article's text cut into pieces, each with the name it belongs to and the facts it proves, so that a page can mark them.

In: the text, names with their places, facts with theirs. Out: pieces that join to the text. Names do not overlap: the longer
wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `thing` is what is named here, or ""; `facts` are ids of the facts that it proves; `first` those of them
    whose first words these are, which a link can lead to."""

    text: str
    thing: str
    facts: tuple[str, ...]
    first: tuple[str, ...]


def names_in(text: str, called: Mapping[str, Sequence[str]]) -> list[tuple[int, int, str]]:
    """Where the things are named: (start, end, thing), in order, without overlap. Of names at one place the longest."""
    owner = {name: thing for thing in sorted(called, reverse=True) for name in called[thing] if name}
    found: list[tuple[int, int, str]] = []
    for name in owner:
        at = text.find(name)
        while at >= 0:
            found.append((at, at + len(name), owner[name]))
            at = text.find(name, at + 1)
    kept: list[tuple[int, int, str]] = []
    taken = bytearray(len(text))
    for start, end, thing in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, thing))
    return sorted(kept)


def pieces(text: str, names: Iterable[tuple[int, int, str]], facts: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The whole text in order. Places outside the text are left out."""
    named = [n for n in names if 0 <= n[0] < n[1] <= len(text)]
    proved = sorted(f for f in facts if 0 <= f[0] < f[1] <= len(text))
    cuts = sorted({0, len(text), *(at for span in (*named, *proved) for at in span[:2])})
    who = {start: thing for start, _, thing in named}
    ends = {start: end for start, end, _ in named}
    found: list[Piece] = []
    thing, until = "", 0
    open_facts: list[tuple[int, str]] = []
    waiting, numbered = 0, set[str]()
    for start, end in pairwise(cuts):
        if start in who:
            thing, until = who[start], ends[start]
        if start >= until:
            thing = ""
        open_facts = [fact for fact in open_facts if fact[0] > start]
        begun = []
        while waiting < len(proved) and proved[waiting][0] == start:
            open_facts.append(proved[waiting][1:])
            if proved[waiting][2] not in numbered:
                begun.append(proved[waiting][2])
                numbered.add(proved[waiting][2])
            waiting += 1
        ids = tuple(dict.fromkeys(name for _, name in open_facts))
        found.append(Piece(text[start:end], thing, ids, tuple(begun)))
    return found

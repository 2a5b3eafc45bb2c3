"""The words that prove a claim: the shortest run of clauses that holds both ends, or the one name that does.

In: a Scene and two references. Out: a span of the article's text, never longer than a few sentences, never empty.
"""

from kg.facts.scene import Scene
from kg.text import clauses

FARTHEST = 160
READABLE = 120  # characters up to which whole sentences are shown


def evidence(scene: Scene, bounds: list[tuple[int, int]], left: int, right: int) -> tuple[int, int]:
    """The clauses from the left reference to the right one; those of the right one when they stand far apart or in two
    paragraphs; the name itself when one stands inside the other (岚县 in 岚县民政局).
    """
    start, end = int(scene.start[left]), int(max(scene.end[left], scene.end[right]))
    if scene.start[right] < scene.end[left]:
        return start, end
    if end - start > FARTHEST or "\n" in scene.article.text[start:end]:
        start, end = int(scene.start[right]), int(scene.end[right])
    return around(bounds, start, end)


def around(bounds: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span start … end widened to whole clauses, the mark that closes the last one left off."""
    low = next((s for s, e in bounds if e > start), start)
    high = next((e for s, e in bounds if e >= end), end)
    return min(low, start), max(high, end)


def readable(bounds: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """A span of clauses widened to whole sentences (`bounds`), unless they are too long to be read at a glance."""
    low, high = around(bounds, start, end)
    return (low, high) if high - low <= READABLE else (start, end)


def clause_bounds(text: str) -> list[tuple[int, int]]:
    """All clauses of a text."""
    return list(clauses(text))

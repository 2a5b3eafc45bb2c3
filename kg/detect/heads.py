"""The last words of names: which kinds of things are called so. In: a name. Out: its head and the kinds, likeliest first.

Some words only hide a shorter head that they end with (发展 is no 展): they are in `masks`, never in `heads`.
"""

from functools import cache

from kg.detect.proposals import ending
from kg.lexicon import aliases, rows

MASK = "-"


@cache
def heads() -> dict[str, tuple[str, ...]]:
    """Head word -> kinds."""
    return {row["word"]: aliases(row["kinds"]) for row in rows("names/heads.tsv") if row["kinds"] != MASK}


@cache
def masks() -> frozenset[str]:
    """Words that end like a head and are none."""
    return frozenset(row["word"] for row in rows("names/heads.tsv") if row["kinds"] == MASK)


def head_ending(text: str, end: int, floor: int = 0) -> str:
    """The longest head word that ends at `end`, not reaching below `floor`, unless a longer word hides it; ""."""
    word = ending(heads(), text, end, floor, most=10)
    hidden = ending(masks(), text, end, floor, most=4)
    return word if len(word) >= len(hidden) else ""


def head_of(name: str) -> tuple[str, tuple[str, ...]]:
    """The longest head word that ends `name`, and its kinds; ("", ()) if there is none."""
    word = head_ending(name, len(name))
    return word, heads()[word] if word else ()

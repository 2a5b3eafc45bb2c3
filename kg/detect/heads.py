"""The last words of names: which kinds of things are called so. In: a name. Out: its head and the kinds, likeliest first."""

from functools import cache

from kg.detect.proposals import ending
from kg.lexicon import aliases, rows


@cache
def heads() -> dict[str, tuple[str, ...]]:
    """Head word -> kinds."""
    return {row["word"]: aliases(row["kinds"]) for row in rows("names/heads.tsv")}


def head_of(name: str) -> tuple[str, tuple[str, ...]]:
    """The longest head word that ends `name`, and its kinds; ("", ()) if there is none."""
    word = ending(heads(), name, len(name), most=10)
    return word, heads()[word] if word else ()

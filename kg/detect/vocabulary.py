"""The word sets that the grammars of names share, read once from `kg/zh/names/`. Out: frozen sets and dicts."""

from functools import cache

from kg.lexicon import rows, surnames, words

__all__ = [
    "addresses", "cutters", "everyday", "firms", "followers", "founding_verbs", "general", "joints", "measure_verbs", "posts",
    "surnames", "work_verbs",
]  # fmt: skip


@cache
def posts() -> frozenset[str]:
    """Posts, trades and kinships that stand before a name."""
    return words("names/posts.tsv")


@cache
def firms() -> frozenset[str]:
    """Firms of the whole country, in full and in short."""
    return words("names/firms.tsv")


@cache
def followers() -> frozenset[str]:
    """Words that follow a person's name."""
    return words("names/after_person.tsv")


@cache
def addresses() -> frozenset[str]:
    """Words of address after a surname or name."""
    return words("names/address.tsv")


@cache
def joints() -> frozenset[str]:
    """Words between names that belong to neither."""
    return words("names/joints.tsv")


@cache
def work_verbs() -> frozenset[str]:
    """Verbs before works and events."""
    return words("names/before_work.tsv")


@cache
def founding_verbs() -> frozenset[str]:
    """Those after which a body can stand too."""
    return frozenset(row["word"] for row in rows("names/before_work.tsv") if row["founds"])


@cache
def measure_verbs() -> dict[str, str]:
    """Verbs of making measures -> "list" or "alone": how much must stand behind them that it needs no head word."""
    return {row["word"]: row["measure"] for row in rows("names/before_work.tsv") if row["measure"]}


@cache
def cutters() -> frozenset[str]:
    """Words that no name holds, because they show that a clause goes on."""
    return words("names/cutters.tsv")


@cache
def general() -> frozenset[str]:
    """Words that name nothing by themselves."""
    return words("names/general.tsv")


@cache
def everyday() -> dict[str, int]:
    """Everyday words and the decimal logarithm of their frequency."""
    return {row["word"]: int(row["rank"]) for row in rows("names/everyday.tsv")}

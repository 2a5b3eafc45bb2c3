"""Tails of IRIs: ASCII, readable, the same for ever. In: identity keys. Out: "county/141127", "person/wei-ying-1c9e3a".

Places with a code are named by it; everything else by its name in pinyin and the first digits of a hash of its key, so that an
IRI depends on its own key and on nothing else in the corpus.
"""

import hashlib
import re
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from kg import lexicon

LONGEST = 40
HEX = 6
_SEGMENT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")


@cache
def _surnames() -> dict[str, str]:
    return {row["surname"]: row["reading"] for row in lexicon.rows("entities/surname_readings.tsv")}


@lru_cache(maxsize=200_000)
def slug(name: str, *, person: bool = False) -> str:
    """A name in pinyin, syllables joined by hyphens, cut at a syllable; "x" if nothing can be written in ASCII.

    A person's first character is read as a surname: 曾 is zeng there, and ceng elsewhere.
    """
    syllables = lazy_pinyin(name)
    if person and len(name) > 1 and len(syllables) == len(name) and name[0] in _surnames():
        syllables[0] = _surnames()[name[0]]
    words = _OTHER.sub("-", "-".join(syllables).lower()).strip("-")
    while len(words) > LONGEST:
        words = words.rpartition("-")[0] if "-" in words else words[:LONGEST]
    return words or "x"


def segment(kind: str) -> str:
    """The first part of an IRI tail: GovernmentBody -> government-body."""
    return _SEGMENT.sub("-", kind).lower()


def iri(key: str, digits: int = HEX) -> str:
    """The IRI tail of an identity key: "<kind>:<path>/<name>", "<level>:<code>", "Person:<name>@<what tells namesakes apart>"."""
    kind, _, rest = key.partition(":")
    if rest.isdecimal():
        return f"{segment(kind)}/{rest}"
    name = rest.partition("@")[0] if kind == "Person" else rest.rpartition("/")[2]
    return f"{segment(kind)}/{slug(name, person=kind == 'Person')}-{hashlib.sha256(key.encode()).hexdigest()[:digits]}"

"""The letters of all lines of a sheet at once: which kinds of letters and marks each line has, begins and ends with.

In: the words of lines. Out: arrays with one row for each line. `costs` reads them; nothing is decided here. What only a regular
expression can tell is asked of those lines alone that have the letters for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits

import numpy as np
import numpy.typing as npt

from kg.articles import furniture, marks
from kg.lexicon import words

Flags = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PAIR_BITS = 21  # that any character needs
INSIDE = "，。、；：？！”’）》】…"
_WIDE_ALNUM = "".join(chr(ord(char) + 0xFEE0) for char in ascii_letters + digits)
_KINDS = {
    "comma": "，",
    "paired": "“”《》",
    "stop": "。",
    "semicolon": "；",
    "pause": "，、",
    "colon": "：:",
    "mark": "！？!?…",
    "inside": INSIDE,
    "closes": "。！？!?…；;",
    "may-close": '”’」』）)"',
    "bracket": "）)",
    "shot": "摄",
    "enumerates": marks.NUMERALS + digits + "（(",
    "numeral": marks.NUMERALS,
    "opens": marks.OPENERS,
    "points": "▲△▼◀►▶←→↑↓图上下左右①",
    "joins": "接",
    "page": "版",
    "turns": "转下",
    "open": "（(",
    "ascii": "".join(map(chr, range(32, 127))),
    "space": " ",
    "fresh": "近日连今走据" + digits,
    "no-byline": "“。，！？",
    "no-author": "；：、",
    "hint": " \u3000员摄文图者整执/",
    "bullet": marks.BULLETS + "（( \u3000",
    "dash": "—",
    "label": furniture.LABEL_MARKS,
}


@dataclass(frozen=True, slots=True)
class Signs:
    """For each line: the kinds of `any` of its letters, of its `first`, `second` and `last` one; how many letters it has; and

    commas and full stops; whether it has more or fewer “ than ”, or 《 than 》 (`odd`); whether the last letter of the line above
    and its first one are an everyday pair (`paired`).
    """

    any: Flags
    first: Flags
    second: Flags
    last: Flags
    size: Flags
    commas: Flags
    stops: Flags
    odd: Mask
    paired: Mask


@cache
def bits() -> dict[str, int]:
    """Kind of letters -> its bit."""
    return {name: 1 << n for n, name in enumerate([*_KINDS, "never", "title", "opens-furniture", "furniture", "says"])}


@cache
def _table() -> Flags:
    """Letter -> the bits of its kinds."""
    found = np.zeros(1 << 16, np.int64)
    begins, somewhere = furniture.letters_needed()
    kinds = {
        **_KINDS,
        "never": "".join(sorted(words("pages/never_ends.tsv"))),
        "title": "".join(sorted({word[-1] for word in words("pages/title_ends.tsv")})),
        "opens-furniture": "".join(sorted(begins)) + _WIDE_ALNUM,
        "furniture": "".join(sorted(somewhere)),
    }
    for name, letters in kinds.items():
        found[[ord(char) for char in set(letters)]] |= bits()[name]
    says = np.fromiter(map(str.isalnum, map(chr, range(1 << 16))), bool, 1 << 16)
    found[says] |= bits()["says"]
    return found


@cache
def _pairs() -> Flags:
    """The everyday pairs, each as one number, in order."""
    return np.array(sorted(ord(pair[0]) << PAIR_BITS | ord(pair[1]) for pair in words("pages/common_bigrams.tsv", "pair")))


def signs(texts: Sequence[str]) -> Signs:
    """The signs of some lines, none of them empty."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    size = np.fromiter(map(len, texts), np.int64, len(texts))
    end = size.cumsum()
    start = end - size
    kinds = _table()[np.minimum(codes, 0xFFFF)]
    found = np.bitwise_or.reduceat(kinds, start)
    last = end - 1
    odd = np.zeros(len(texts), bool)
    for i in has(found, "paired").nonzero()[0].tolist():
        text = texts[i]
        odd[i] = text.count("“") != text.count("”") or text.count("《") != text.count("》")

    def many(name: str) -> Flags:
        return np.asarray(np.add.reduceat(has(kinds, name), start, dtype=np.int64))

    second = np.where(size > 1, kinds[np.minimum(start + 1, len(kinds) - 1)], 0)
    pair = codes[last[:-1]].astype(np.int64) << PAIR_BITS | codes[start[1:]]
    known = _pairs()
    paired = np.zeros(len(texts), bool)
    paired[1:] = known[np.minimum(known.searchsorted(pair), len(known) - 1)] == pair
    return Signs(found, kinds[start], second, kinds[last], size, many("comma"), many("stop"), odd, paired)


def has(kinds: Flags, *names: str) -> Mask:
    """Which of some flags have one of these kinds."""
    known = bits()
    wanted = known[names[0]]
    for name in names[1:]:
        wanted |= known[name]
    return np.asarray((kinds & wanted) != 0)

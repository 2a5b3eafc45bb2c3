"""Text as all stages see it: widths, squashing, sentences and clauses. In: str. Out: str or half-open spans. No judgement.

Every function keeps code point positions: nothing here changes the length of a text unless its name says so (`squash`).
"""

import re
import unicodedata
from collections.abc import Iterator

SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）\"]*|\n|$)")
CLAUSE = re.compile(r"[^，；：,;。！？!?\n]*(?:[，；：,;。！？!?]+[”’」』）\"]*|\n|$)")
_MARKS = "“”‘’\"'《》〈〉「」『』（）()—-·、，,"
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Full-width letters, digits and ASCII punctuation as half-width ones; the length stays the same."""
    return text.translate(_HALF)


def unspaced(text: str) -> str:
    """`text` without any white space (the ideographic space included)."""
    return "".join(text.split())


def squash(text: str) -> str:
    """A name as two careful readers would still call it the same: NFKC, no white space, quotation marks or brackets."""
    text = unspaced(unicodedata.normalize("NFKC", text))
    for mark in _MARKS:  # sooner done than a translation of every letter
        if mark in text:
            text = text.replace(mark, "")
    return text.casefold()


def is_han(char: str) -> bool:
    """Whether one character is a Han ideograph (the unified blocks and 〇)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇" or ord(char) >= 0x20000


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences, closing quotation marks included; white space around them is left out; empty ones are dropped."""
    yield from _spans(SENTENCE, text)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Spans between commas, semicolons, colons and sentence ends, each with the mark that closes it."""
    yield from _spans(CLAUSE, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end

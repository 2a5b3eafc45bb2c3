"""Bytes -> text by a strict ladder: byte order mark, UTF-8, UTF-16 by its NULs, then GB18030 or Big5 by their common characters.

In: bytes. Out: text (or None), the encoding, and Problems: no text, not text, wrong bytes with their offset, controls taken out.
A wrong byte becomes U+FFFD and is counted; a control character becomes U+200B, so that every place in the text stays.
"""

import codecs
import re
from functools import cache

from kg.lexicon import rows
from kg.records import Problem

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000  # bytes that are asked for their encoding
COMMON = 0.3  # share of everyday characters that makes a text of UTF-16
ONE_SIDED = 0.9  # share of NULs among the bytes at odd or even places of an ASCII text in UTF-16
MOST_WRONG = 0.02  # share of wrong characters up to which a text is still read
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_HAN = re.compile("[\u4e00-\u9fff]")


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str | None, str, list[Problem]]:
    """(text or None, encoding, problems) of a file's bytes. `encoding` given: that one, and no other."""
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        return None, "", [Problem(name, "empty", f"{name}: holds no text; left out")]
    if encoding is None:
        found = guess(data)
        if found is None:
            return None, "", [Problem(name, "binary", f"{name}: is not text; left out")]
        encoding = found
    try:
        text = data.decode(encoding)
        problems: list[Problem] = []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        count = text.count("\ufffd")
        words = f"{name}: {count} characters are not {encoding.removesuffix('-sig')}, the first at byte {error.start}"
        if count > MOST_WRONG * len(text) + 3:
            return None, "", [Problem(name, "encoding", f"{words}; left out (try --encoding)")]
        problems = [Problem(name, "wrong-bytes", f"{words}; read as �")]
    except LookupError:
        return None, "", [Problem(name, "encoding", f"{name}: no encoding is called {encoding}; left out")]
    controls = len(_CONTROLS.findall(text))
    if controls:
        if controls > MOST_WRONG * len(text) + 5:
            return None, "", [Problem(name, "binary", f"{name}: is not text; left out")]
        text = _CONTROLS.sub("\u200b", text)
        problems.append(Problem(name, "controls", f"{name}: {controls} control characters were taken out"))
    return text, encoding.removesuffix("-sig"), problems


def guess(data: bytes) -> str | None:
    """The encoding that the bytes show, or None if they are no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    nuls = sample.count(0)
    if nuls >= 2 and len(data) % 2 == 0:
        wide = _wide(sample)
        if wide:
            return wide
    wrong = _wrong(sample, "utf-8")
    if wrong == 0.0:
        return None if nuls > 0.1 * len(sample) else "utf-8"
    scores = {encoding: commonness(sample, encoding) for encoding in ("gb18030", "big5")}
    best = max(scores, key=lambda encoding: (scores[encoding], encoding))
    if wrong <= MOST_WRONG and commonness(sample, "utf-8") >= scores[best]:
        return "utf-8"
    return best if scores[best] > 0.05 else None


def _wide(sample: bytes) -> str | None:
    """Which UTF-16 the sample is, by its everyday characters, or by its NULs where all is ASCII; None if it is neither."""
    scores = {encoding: commonness(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > COMMON:
        return best
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if max(odd, even) > ONE_SIDED * len(sample) / 2 and min(odd, even) == 0:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _wrong(sample: bytes, encoding: str) -> float:
    """The share of characters that the encoding does not know; a character cut at the end of the sample does not count."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    return text.count("\ufffd") / max(len(text), 1)


def commonness(sample: bytes, encoding: str) -> float:
    """The share of everyday characters of that encoding's script among all that are not ASCII, less the wrong ones."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    foreign = sum(char > "\x7f" for char in text)
    common = _common("traditional" if encoding == "big5" else "simplified")
    if encoding.startswith("utf"):
        common = common | _common("traditional")
    return (sum(char in common for char in text) - text.count("\ufffd")) / max(foreign, 1)


@cache
def _common(script: str) -> frozenset[str]:
    return frozenset(char for row in rows("pages/common_characters.tsv") if row["script"] == script for char in row["characters"])

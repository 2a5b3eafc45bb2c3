"""The fields of one ready article -> a Page of the form "article". In: names and values as files have them. Out: a Page, or None.

The page text of a ready article is its kicker, headline, subhead, byline and text, each from a line of its own, so that every
character that the graph quotes has a place. A day is a whole day that a field or the address tells, never made up.
"""

import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

import lxml.html  # type: ignore[import-untyped]

from kg.acquire import told
from kg.acquire.heads import kind_of, places, roles_of
from kg.acquire.plain import day_in, from_name, lines_of
from kg.acquire.tree import rows_of, unwrapped
from kg.lexicon import aliases
from kg.lexicon import rows as lexicon
from kg.records import Page, PartKind

_BREAKS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+")
_DAY = re.compile(
    r"\s*((?:19|20)\d{2})(?:\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_CLOCK = re.compile(r"(\d{8})\d{6}|(\d{10})(?:\d{3})?")
_ROLE = re.compile("记者|通讯员|作者")
_TAG = re.compile(r"</?(?:p|br|div|span|img|strong|b|font|table|section|h[1-6])\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article beside its fields: its name, the file, paper and date where the user says so, the encoding."""

    name: str
    file: str
    paper: str | None
    date: str | None
    encoding: str


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Field -> the names that it may bear."""
    return {row["field"]: aliases(row["names"]) for row in lexicon("pages/article_fields.tsv")}


def known(keys: Sequence[str]) -> dict[str, str]:
    """Field -> which of some keys bears one of its names, the usual name first."""
    bare = {re.sub(r"[\s_\-\ufeff\u200b]", "", key).lower(): key for key in reversed(keys)}
    found = {field: next((bare[name] for name in spelled if name in bare), None) for field, spelled in names().items()}
    return {field: key for field, key in found.items() if key is not None}


def article_of(found: Mapping[str, object], given: Given) -> Page | None:
    """The Page of an article's fields; None where no field holds its text."""
    values = {field: found[key] for field, key in known([key for key, value in found.items() if value]).items()}
    text = _text(values.get("text"))
    if text is None:
        return None
    source = _words(values.get("source"))
    from_source = source if source and told.is_paper(source) else None
    from_file = from_name(given.file)
    address = _words(values.get("address"))
    return article_page(
        source if source and not from_source else given.name,
        hashlib.sha256(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest(),
        headline=_words(values.get("headline")),
        byline=_names(values.get("byline")),
        text=text,
        paper=given.paper or _words(values.get("paper")) or from_source or from_file[0],
        date=given.date or _day(values.get("date")) or (day_in(address) if address else None) or from_file[1],
        encoding=given.encoding,
        kicker=_lines(values.get("kicker")),
        subhead=_lines(values.get("subhead")),
    )


def article_page(
    source: str,
    sha256: str,
    *,
    headline: str | None,
    byline: tuple[str, ...],
    text: str | Sequence[tuple[PartKind, str]],
    paper: str | None,
    date: str | None,
    encoding: str,
    kicker: tuple[str, ...] = (),
    subhead: tuple[str, ...] = (),
) -> Page:
    """A Page of one ready article; `text` as a whole, or in lines with their roles."""
    headline = _BREAKS.sub(" ", headline).strip() or None if headline else None
    said: list[tuple[PartKind, str]] = [("kicker", line) for line in kicker]
    said += [("headline", headline)] if headline else []
    said += [("subhead", line) for line in subhead]
    said += [("byline", " ".join(byline))] if byline else []
    said += [("body", _clean(text).strip("\n"))] if isinstance(text, str) else [(role, _clean(line)) for role, line in text]
    lines = [(role, line) for role, words in said for line in words.split("\n")]
    whole = "".join(line + "\n" for _, line in lines)
    whole = whole.encode("utf-8", "replace").decode()
    roles = tuple(role for role, _ in lines)
    return Page(source, sha256, whole, lines_of(whole), "article", encoding, paper, date, headline, byline, roles)


def _text(value: object) -> str | list[tuple[PartKind, str]] | None:
    """The text of an article: as it stands, or the lines of its HTML; a list is its paragraphs."""
    if isinstance(value, list):
        value = "\n".join(one for one in value if isinstance(one, str))
    if not isinstance(value, str) or not value.strip():
        return None
    if not _TAG.search(value):
        return html.unescape(value) if _ENTITY.search(value) else value
    clean = re.sub("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]", "", value)
    found = rows_of(lxml.html.fragment_fromstring(clean, create_parent="div"), frozenset(places()))
    roles = roles_of(found)
    captions = {row.text for i, row in enumerate(found.rows) if roles.get(i) == "caption"}
    return [("caption" if row.text in captions else kind_of(row), row.text) for row in unwrapped(found.rows)] or None


def _clean(text: str) -> str:
    return _BREAKS.sub("\n", re.sub("[\x00-\x08\x0e-\x1f\x7f]", "", text))


def _words(value: object) -> str | None:
    """The words of a field on one line, without tags."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(_TAG.sub(" ", value)).split(" ")).strip() or None


def _lines(value: object) -> tuple[str, ...]:
    words = _words(value)
    return tuple(line.strip() for line in _clean(words).split("\n") if line.strip()) if words else ()


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str) and _ROLE.search(value):
        return (_BREAKS.sub(" ", value).strip(),)
    if isinstance(value, str):
        value = re.split(r"[、,，;；\s]+", value)
    if not isinstance(value, list):
        return ()
    return tuple(name.strip() for name in value if isinstance(name, str) and name.strip())


def _day(value: object) -> str | None:
    """The day of a date, of a date with its hours, or of a clock that counts seconds since 1970."""
    words = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    clock = _CLOCK.fullmatch(words)
    if clock and clock.group(2):
        return (datetime.fromtimestamp(int(clock.group(2)), UTC) + told.CHINA).date().isoformat()
    match = _DAY.match(clock.group(1) if clock else words)
    try:
        return date(*(int(part) for part in match.groups() if part)).isoformat() if match else None
    except ValueError:
        return None

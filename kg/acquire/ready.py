"""Ready articles -> Pages of the form "article". In: JSON lines with headline, byline, text, date, paper, source.

The page text of a ready article is its headline, its byline and its text, each from a line of its own, so that every character
that the graph quotes has a place.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.acquire.decoding import decode
from kg.acquire.plain import from_name, lines_of
from kg.records import Page, PartKind, Problem

_BREAKS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+")
_DAY = re.compile(r"\s*(\d{4})[-/.年]?(1[0-2]|0?[1-9])[-/.月]?(3[01]|[12]\d|0?[1-9])(?!\d)")
_ROLE = re.compile("记者|通讯员|作者")


def ready_articles(data: bytes, name: str, paper: str | None, date: str | None, encoding: str | None) -> Iterator[Page | Problem]:
    """One Page for each line that holds an article; a line that does not is a Problem with its number."""
    text, used, problems = decode(data, name, encoding)
    yield from problems
    if text is None:
        return
    from_file = from_name(name)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        label = f"{name}#{number}"
        try:
            found = json.loads(line)
        except ValueError as error:
            yield Problem(label, "json", f"{name}:{number}: is no JSON ({error}); left out")
            continue
        if not isinstance(found, dict) or not isinstance(found.get("text"), str) or not found["text"].strip():
            yield Problem(label, "json", f"{name}:{number}: has no field “text” with words in it; left out")
            continue
        source = found.get("source")
        yield article_page(
            str(source) if isinstance(source, str) and source else label,
            hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest(),
            headline=_words(found.get("headline")),
            byline=_names(found.get("byline")),
            text=found["text"],
            paper=paper or _words(found.get("paper")) or from_file[0],
            date=date or _day(found.get("date")) or from_file[1],
            encoding=used,
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


def _clean(text: str) -> str:
    return _BREAKS.sub("\n", re.sub("[\x00-\x08\x0e-\x1f\x7f]", "", text))


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str) and _ROLE.search(value):
        return (value.strip(),)
    if isinstance(value, str):
        value = re.split(r"[、,，;；\s]+", value)
    if not isinstance(value, list):
        return ()
    return tuple(name.strip() for name in value if isinstance(name, str) and name.strip())


def _day(value: object) -> str | None:
    match = _DAY.match(str(value)) if isinstance(value, (str, int)) else None
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else None
    except ValueError:
        return None

"""Ready articles -> Pages of the form "article". In: JSON lines, JSON (a list of articles, or one), CSV with a row of names.

What the fields may be called stands in `kg/zh/pages/article_fields.tsv`. What holds no article is a Problem with its number.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence

from kg.acquire.decoding import decode
from kg.acquire.fields import Given, article_of, known, names
from kg.records import Page, Problem

LINES, TABLES = (".jsonl", ".ndjson"), (".csv", ".tsv")
DEEPEST = 3  # objects around the list of articles: {"data": {"list": [...]}}
SHOWN = 8  # names of fields that a message shows
MOST_CELL = 20_000_000  # characters


def ready_articles(
    data: bytes, name: str, ending: str, paper: str | None, date: str | None, encoding: str | None
) -> Iterator[Page | Problem]:
    """One Page for each article in a file of the kind that `ending` tells; a Problem for all that is none."""
    text, used, problems = decode(data, name, encoding)
    yield from problems
    if text is None:
        return
    items = list(_of_table(text, name, ending) if ending in TABLES else _of_json(text, name, ending))
    read: list[Page | Problem] = []
    for number, found in items:
        given = Given(f"{name}#{number}", name, paper, date, used)
        read.append(found if isinstance(found, Problem) else article_of(found, given) or _nameless(found, given, number))
    if len(read) > 1 and not any(isinstance(found, Page) for found in read):
        first = next((found for _, found in items if isinstance(found, dict)), None)
        if ending not in LINES and first is not None:
            read = [_nameless(first, Given(name, name, paper, date, used), None)]
    yield from read


def _nameless(found: dict[str, object], given: Given, number: int | None) -> Problem:
    """Why an article cannot be read from some fields."""
    place = given.file if number is None else f"{given.file}:{number}"
    field = known(list(found)).get("text")
    if field:
        return Problem(given.name, "json", f"{place}: its field “{field}” holds no words; left out")
    has = "、".join(key if len(key) <= 20 else key[:20] + "…" for key in list(found)[:SHOWN]).replace("\n", " ")
    looked = "、".join(names()["text"])
    return Problem(given.name, "json", f"{place}: has no field “text” ({looked}); its fields are {has or 'none'}; left out")


def _of_json(text: str, name: str, ending: str) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    """(number, fields) of the articles of JSON: lines, a list, one object, or an object around a list."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if ending in LINES or ("\n" in text.strip() and _is_object(text.strip().split("\n")[0])):
            yield from _of_lines(text, name)
        else:
            yield 1, Problem(name, "json", f"{name}: is no JSON ({error}); left out")
        return
    found = _list_in(whole, DEEPEST)
    if not found:
        yield (
            1,
            Problem(
                name, "json", f"{name}: holds no articles, neither an object with a field “text” nor a list of such; left out"
            ),
        )
    for number, one in enumerate(found, 1):
        if isinstance(one, dict):
            yield number, one
        else:
            yield number, Problem(f"{name}#{number}", "json", f"{name}:{number}: has no field “text” with words in it; left out")


def _list_in(whole: object, depth: int) -> Sequence[object]:
    """The articles of a JSON value."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return ()
    if "text" in known(list(whole)) or depth == 0:
        return (whole,)
    for value in whole.values():
        inner = _list_in(value, depth - 1) if isinstance(value, (dict, list)) else ()
        if any(isinstance(one, dict) and "text" in known(list(one)) for one in inner):
            return inner
    return (whole,)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _of_lines(text: str, name: str) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, Problem(f"{name}#{number}", "json", f"{name}:{number}: is no JSON ({error}); left out")
            continue
        if isinstance(found, dict):
            yield number, found
        else:
            yield number, Problem(f"{name}#{number}", "json", f"{name}:{number}: has no field “text” with words in it; left out")


def _of_table(text: str, name: str, ending: str) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    """(number of the row below the names, fields) of a table."""
    top = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    between = "\t" if ending == ".tsv" else max(",\t;", key=top.count)
    limit = csv.field_size_limit(MOST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=between))
    except csv.Error as error:
        yield 1, Problem(name, "table", f"{name}: is no table that can be read ({error}); left out")
        return
    finally:
        csv.field_size_limit(limit)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or "text" not in known(rows[0]) or len(rows) == 1:
        has = "、".join(cell[:20] for cell in rows[0][:SHOWN]).replace("\n", " ") if rows else "none"
        looked = "、".join(names()["text"])
        words = (
            "holds no articles"
            if rows and "text" in known(rows[0])
            else f"its first row names no field “text” ({looked}) but {has}"
        )
        yield 1, Problem(name, "table", f"{name}: {words}; left out")
        return
    for number, row in enumerate(rows[1:], 1):
        yield number, dict(zip(rows[0], row + [""] * len(rows[0]), strict=False))

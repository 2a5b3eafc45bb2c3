"""Files and folders -> Pages, in the order of their names.

In: paths. Out: Pages and Problems. Folders are walked in name order, archives unpacked in memory; what cannot be read becomes a
Problem that names it. Only ordinary files are opened: no links, pipes, sockets or devices.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.acquire.decoding import decode
from kg.acquire.kinds import ARCHIVES, NO_PAGES, READY, is_html, is_picture, passed_over, unread
from kg.acquire.plain import foreign, from_name, lines_of
from kg.records import Page, Problem

MOST_BYTES = 500_000_000
MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all pages: paper, ISO date, encoding, and whether pictures of text are read by OCR."""

    paper: str | None = None
    date: str | None = None
    encoding: str | None = None
    ocr: bool = False


def read_pages(
    sources: Iterable[str | Path],
    *,
    paper: str | None = None,
    date: str | None = None,
    encoding: str | None = None,
    ocr: bool = False,
) -> Iterator[Page | Problem]:
    """Pages of all sources in order. `paper`, `date` (ISO) and `encoding`, where given, hold for every page.

    A page is called by its file name, within a folder by its path below that folder, within an archive by archive/path.
    """
    given = Given(paper, date, encoding, ocr)
    for source in sources:
        path = Path(source)
        if path.is_dir() and not path.is_symlink():
            yield from _read_folder(path, given)
        else:
            named = path.name if path.is_file() or not path.exists() else str(path)  # /dev/null by its whole name
            yield from _read_file(path, shown(named or str(path)), given)


def shown(name: str) -> str:
    """A file name as one line of clean text: bytes that are not UTF-8 and control characters are escaped."""
    clean = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in clean)


def _read_folder(folder: Path, given: Given) -> Iterator[Page | Problem]:
    """All pages below a folder; files that are no pages by their ending (README.md) and hidden ones are passed over."""
    found = False
    problems: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=problems.append):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(names):
            if passed_over(name):
                continue
            found = True
            path = Path(where) / name
            yield from _read_file(path, shown(path.relative_to(folder).as_posix()), given)
    for error in problems:
        name = shown(Path(error.filename).name)
        yield Problem(name, "unreadable", f"{name}: this folder cannot be opened ({error.strerror}); left out")
    if not found and not problems:
        yield Problem(shown(folder.name), "empty", f"{shown(folder.name)}: this folder holds no pages")


def _read_file(path: Path, name: str, given: Given) -> Iterator[Page | Problem]:
    data = _bytes(path, name)
    if isinstance(data, Problem):
        yield data
    else:
        yield from read_bytes(data, name, given)


def _bytes(path: Path, name: str) -> bytes | Problem:
    """The bytes of an ordinary file, or why they cannot be had. Nothing is opened that could block or lead elsewhere."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return Problem(name, "link", f"{name}: is a link, and links are not followed; left out")
        if not stat.S_ISREG(mode):
            return Problem(name, "not-a-file", f"{name}: is no ordinary file; left out")
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Problem(name, "not-a-file", f"{name}: is no ordinary file; left out")
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Problem(name, "missing", f"{name}: there is no such file")
    except OSError as error:
        return Problem(name, "unreadable", f"{name}: cannot be read ({error.strerror or error}); left out")
    if len(data) > MOST_BYTES:
        return Problem(name, "too-large", f"{name}: is larger than {MOST_BYTES // 1_000_000} MB; left out")
    return data


def read_bytes(data: bytes, name: str, given: Given, depth: int = 0) -> Iterator[Page | Problem]:
    """Pages of one file's bytes; its kind is told by its first bytes, then by its ending."""
    ending = PurePosixPath(name).suffix.lower()
    if not data:
        yield Problem(name, "empty", f"{name}: is empty; left out")
    elif words := unread(data, ending):
        yield Problem(name, "unknown-kind", f"{name}: {words}")
    elif ending in ARCHIVES:
        yield from _web_archive(data, name, given)
    elif data[:4] == b"PK\x03\x04" or ending == ".zip":
        from kg.acquire.archive import members

        for inner, content in members(data, name, depth):
            if isinstance(content, Problem):
                yield content
            else:
                yield from read_bytes(content, inner, given, depth + 1)
    elif b"%pdf-" in data[:1024].lower():
        yield from _pdf(data, name, given)
    elif is_picture(data, ending):
        yield from _picture(data, name, given)
    elif ending in READY:
        from kg.acquire.ready import ready_articles

        yield from ready_articles(data, name, ending, given.paper, given.date, given.encoding)
    elif is_html(data, ending):
        from kg.acquire.web import web_article

        yield from web_article(data, name, given.paper, given.date, given.encoding)
    elif ending == ".pdf":
        yield Problem(name, "broken", f"{name}: is called a PDF but is none; left out")
    elif ending in NO_PAGES and ending != ".md":
        yield Problem(name, "unknown-kind", f"{name}: files of this kind ({ending}) hold data or a program, no pages; left out")
    else:
        yield from _text(data, name, given)


def _text(data: bytes, name: str, given: Given) -> Iterator[Page | Problem]:
    text, encoding, problems = decode(data, name, given.encoding)
    yield from problems
    if text is None:
        return
    if len(text) > MOST_CHARACTERS:
        yield Problem(name, "too-large", f"{name}: has more than {MOST_CHARACTERS // 1_000_000} million characters; left out")
        return
    other = foreign(text, name)
    if other:
        yield other
        return
    paper, date = from_name(name)
    yield Page(
        name, hashlib.sha256(data).hexdigest(), text, lines_of(text), "dump", encoding, given.paper or paper, given.date or date
    )


def _web_archive(data: bytes, name: str, given: Given) -> Iterator[Page | Problem]:
    from kg.acquire.mht import page_in
    from kg.acquire.web import web_article

    found = page_in(data)
    if found is None:
        yield Problem(name, "broken", f"{name}: is a web archive (MHTML) without a page that can be read; save the page as HTML")
    else:
        yield from web_article(found[0], name, given.paper, given.date, given.encoding or found[1])


def _pdf(data: bytes, name: str, given: Given) -> Iterator[Page | Problem]:
    from kg.acquire.pdf import pages_of_pdf

    paper, date = from_name(name)
    yield from pages_of_pdf(data, name, given.paper or paper, given.date or date, given.ocr)


def _picture(data: bytes, name: str, given: Given) -> Iterator[Page | Problem]:
    from kg.acquire.ocr import page_of_picture

    if not given.ocr:
        yield Problem(name, "picture", f"{name}: is a picture; its text is only read with --ocr; left out")
        return
    paper, date = from_name(name)
    yield page_of_picture(data, name, given.paper or paper, given.date or date)

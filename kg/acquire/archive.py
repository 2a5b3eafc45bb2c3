"""Zip archives -> the bytes of their files, in memory and in name order. In: bytes. Out: (name, bytes or Problem).

Nothing is written to disk. Archives in archives are opened to a depth of three; what swells more than a hundredfold, is locked or
has a name that leads out of the archive is a Problem.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.acquire.kinds import passed_over
from kg.records import Problem

DEEPEST = 3
MOST_SWELLING = 100
HARMLESS = 1_000_000  # bytes below which swelling does not matter
MOST_BYTES = 200_000_000
MOST_TOGETHER = 1_000_000_000
PASSED_OVER = ("__MACOSX", "Thumbs.db", "desktop.ini")
_NAMED_IN_UTF8 = 0x800
_LOCKED = 0x1


def members(data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | Problem]]:
    """Every ordinary file of the archive as (archive/path, bytes), or with the Problem that keeps it out."""
    if depth >= DEEPEST:
        yield name, Problem(name, "too-deep", f"{name}: is an archive inside {DEEPEST} others; left out")
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        yield name, Problem(name, "broken", f"{name}: is no zip archive that can be opened ({error}); left out")
        return
    together = 0
    for inner, info in sorted(infos, key=lambda pair: (pair[0], pair[1].header_offset)):
        parts = PurePosixPath(inner).parts
        label = f"{name}/{inner}"
        hidden = any((part.startswith(".") and part != "..") or part in PASSED_OVER for part in parts)
        if hidden or passed_over(inner):
            continue
        together += info.file_size
        problem = _objection(info, parts, label, together)
        if problem:
            yield label, problem
            continue
        try:
            with archive.open(info) as file:
                content = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
            yield label, Problem(label, "broken", f"{label}: cannot be unpacked ({error}); left out")
            continue
        yield label, content


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; archives made on Chinese Windows have it in GBK without saying so."""
    name = info.filename
    if not info.flag_bits & _NAMED_IN_UTF8:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _objection(info: zipfile.ZipInfo, parts: tuple[str, ...], label: str, together: int) -> Problem | None:
    if not parts or ".." in parts or parts[0] == "/" or ":" in parts[0]:
        return Problem(label, "path", f"{label}: has a name that leads out of the archive; left out")
    if info.flag_bits & _LOCKED:
        return Problem(label, "locked", f"{label}: is locked with a password; left out")
    if info.file_size > MOST_BYTES or together > MOST_TOGETHER:
        return Problem(label, "too-large", f"{label}: the archive unpacks to too much; left out")
    if info.file_size > HARMLESS and info.file_size > MOST_SWELLING * max(info.compress_size, 1):
        return Problem(label, "too-large", f"{label}: would swell more than {MOST_SWELLING} times; left out")
    return None

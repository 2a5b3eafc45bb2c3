"""A build is published whole or not at all.

OUT/.releases/<id>/ holds the files of one build; OUT/.current points to the published one; OUT/graph.ttl and the other names of
the contract are links through it. Everything is written and flushed beside, then one rename of the link publishes it: a killed
or failed build leaves the last one as it was, and a reader that has resolved the link sees one build to the end.
The release before the last stays, for readers that opened it; older ones and left-overs of killed builds go.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.records import KgError

CURRENT = ".current"
RELEASES = ".releases"
LOCK = ".lock"


class OutputError(KgError):
    """The output folder cannot be used: busy, not writable, or not a build."""


@contextmanager
def only_builder(out: Path) -> Iterator[None]:
    """Holds OUT for this process. OutputError, at once, if another build holds it or it cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise OutputError(f"{out}: cannot write here ({error.strerror}); choose another folder with -o") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace") or "unknown"
            words = f"{out}: another build is writing here (process {holder}); wait for it or use another -o"
            raise OutputError(words) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


@contextmanager
def new_release(out: Path, name: str) -> Iterator[Path]:
    """A fresh folder for the files of a build; published as `name` when the block ends well, removed when it does not.

    Call only while `only_builder` holds OUT.
    """
    releases = out / RELEASES
    releases.mkdir(exist_ok=True)
    for left_over in releases.glob("building-*"):
        shutil.rmtree(left_over)
    fresh = releases / f"building-{name}"
    fresh.mkdir()
    try:
        yield fresh
        _flush(fresh)
        _publish(out, fresh, name)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _publish(out: Path, fresh: Path, name: str) -> None:
    before = published(out)
    target = fresh.parent / name
    if target.exists() and before is not None and target.samefile(before):
        target = fresh.parent / f"{name}-again" if not name.endswith("-again") else fresh.parent / name.removesuffix("-again")
    if target.exists():
        shutil.rmtree(target)
    fresh.rename(target)
    _flush_folder(target.parent)
    _point(out / CURRENT, Path(RELEASES) / target.name)
    for file in sorted(p.name for p in target.iterdir()):
        _point(out / file, Path(CURRENT) / file)
    _flush_folder(out)
    for old in fresh.parent.iterdir():
        if old != target and (before is None or not old.samefile(before)):
            shutil.rmtree(old, ignore_errors=True)


def _point(link: Path, target: Path) -> None:
    """Makes `link` a link to `target` in one step; a plain file of that name gives way."""
    if link.is_symlink() and Path(os.readlink(link)) == target:
        return
    beside = link.with_name(f".{link.name.lstrip('.')}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    if link.is_dir() and not link.is_symlink():
        raise OutputError(f"{link}: a folder of this name is in the way; move it or use another -o")
    os.replace(beside, link)


def published(out: Path) -> Path | None:
    """The folder of the published build with its link resolved, so that no later build changes what is read; None without one."""
    current = out / CURRENT
    return current.resolve() if current.exists() else None


def release(out: Path) -> Path:
    """The folder of the published build. OutputError where there is none."""
    found = published(out)
    if found is None:
        raise OutputError(f"{out}: there is no build here; make one with: kg build SOURCE -o {out}")
    return found


def _flush(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
        else:
            _flush_folder(path)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)

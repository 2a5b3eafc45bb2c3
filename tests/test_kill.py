"""A build that is killed leaves the last one as it was, at whatever moment it is killed, and the next build works."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import pipeline
from kg.graph import release

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def contents(out: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(release(out).iterdir()) if p.is_file()}


def being_read(out: Path) -> bool:
    return len(list((out / ".cache").glob("*/*"))) > 1


def being_written(out: Path) -> bool:
    return any((out / ".releases").glob("building-*"))


def store_begun(out: Path) -> bool:
    return any((out / ".releases").glob("building-*/store"))


@pytest.mark.parametrize("moment", [being_read, being_written, store_begun], ids=lambda f: f.__name__)
def test_a_killed_build_leaves_the_last_one_as_it_was(moment: Callable[[Path], bool], tmp_path: Path) -> None:
    pipeline.build([SEEDS[0]], tmp_path)
    before = contents(tmp_path)
    command = [sys.executable, "-m", "kg", "build", *map(str, SEEDS), "-o", str(tmp_path), "-j", "1"]
    build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while build.poll() is None and not moment(tmp_path):
        time.sleep(0.002)
    assert build.poll() is None, "the build ended before it could be killed"
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert contents(tmp_path) == before
    after = pipeline.build(SEEDS, tmp_path)
    assert after.pages == 2
    assert not being_written(tmp_path)
    assert contents(tmp_path) != before

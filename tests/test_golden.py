"""What the golden files show is what the program does; `python -m tests.golden` writes them anew."""

from pathlib import Path

import pytest

from tests.golden import GOLDEN


def test_the_golden_files_were_found() -> None:
    assert sorted(path.name for path in GOLDEN) == ["articles.txt", "graph.ttl"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.name)
def test_nothing_changed_unseen(path: Path) -> None:
    assert GOLDEN[path]() == path.read_text("utf-8")

"""One build of the seed and practice pages, shared by the tests that look at whole builds."""

from pathlib import Path

import pytest

from kg import pipeline

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published build of all pages that the tests have."""
    out = tmp_path_factory.mktemp("build") / "out"
    pipeline.build([ROOT / "seeds", *sorted((ROOT / "tests" / "practice").glob("*.txt"))], out)
    return out

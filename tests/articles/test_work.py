"""How much is done for a line of a page, counted in calls: the guard of the reading speed, which no clock can keep."""

import sys
from collections import Counter
from types import FrameType

from kg.articles import split_page
from kg.divisions import divisions
from tests.benchmarks.pages import dump_of
from tests.pagegen.page import generate

# calls for each line
MOST = {"all": 41.0, "rule_of": 0.46, "byline": 0.2, "printed": 0.17, "together": 0.3, "readings": 0.016, "weighed": 0.035}


def test_a_line_costs_few_calls() -> None:
    pages = [dump_of(generate(seed)) for seed in range(970_000, 970_006)]
    split_page(pages[0])  # the lexicons are read once
    divisions()
    lines = sum(bool(page.text[line.start : line.end].strip()) for page in pages for line in page.lines)
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls[frame.f_code.co_name] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for page in pages:
            split_page(page)
    finally:
        sys.setprofile(before)
    shares = {name: calls[name] / lines for name in MOST} | {"all": sum(calls.values()) / lines}
    assert all(0 < shares[name] <= most for name, most in MOST.items()), shares

"""Sections whose name begins with the word that stands for their body."""

import pytest

from kg.facts import find_facts
from kg.facts.sections import sections
from tests.facts.scenes import marked, scene


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("{县税务局|GovernmentBody:g}很忙，{{该局|g~}企业注册股|GovernmentBody:s}更忙", [("s", "g")]),
        ("{县税务局|GovernmentBody:g}很忙，{{县税务局|g}企业注册股|GovernmentBody:s}更忙", []),
        ("{临县|County:l}很忙，{{该县|l~}税务局|GovernmentBody:g}更忙", []),
    ],
)
def test_section_of_the_body_that_its_name_begins_with(words: str, parts: list[tuple[str, str]]) -> None:
    found = scene(words)
    ids = [r.id for r in found.referents]
    assert [(ids[found.who[section]], ids[found.who[body]]) for section, body in sections(found)] == parts


def test_section_is_claimed_as_part() -> None:
    claims = find_facts(*marked("{县税务局|GovernmentBody:g}很忙，{{该局|g~}企业注册股|GovernmentBody:s}更忙。")).claims
    assert ("s", "partOf", "g", "chains/section-of-the") in {(c.subject, c.predicate, c.object, c.rule) for c in claims}

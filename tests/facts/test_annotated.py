"""Annotated articles read by others: whose image a referent is, and what is said of it."""

from dataclasses import replace

from kg.facts.annotated import Lesson, as_read, images
from kg.records import Reference
from tests.facts.scenes import marked

WORDS = "{岚县民政局|GovernmentBody:g}推出{“早餐会”|Initiative:i}。{该局|g~}很忙。"


def lesson() -> Lesson:
    article, mentions, referents = marked(WORDS)
    return Lesson("f", article, mentions, referents, {("g", "carriesOut", "i"): False}, (), (), {})


def test_referent_with_shorter_edges_is_the_same_thing() -> None:
    mine = lesson()
    one = replace(mine.referents[0], id="x", references=(Reference(1, 5),))
    assert images(mine, (one,)) == {"x": "g"}


def test_referent_that_shares_little_is_nothing() -> None:
    mine = lesson()
    one = replace(mine.referents[0], id="x", references=(Reference(0, 2),))
    assert images(mine, (one,)) == {}


def test_relation_is_said_of_every_image() -> None:
    mine = lesson()
    one = replace(mine.referents[0], id="x", references=(Reference(0, 5),))
    two = replace(mine.referents[0], id="y", references=(Reference(13, 15, True),))
    other = replace(mine.referents[1], id="z")
    assert as_read(mine, (one, two, other)).relations == {("x", "carriesOut", "z"): False, ("y", "carriesOut", "z"): False}

"""The page generator itself: what it prints is what it says it prints."""

import random

import pytest

from tests.pagegen.page import generate
from tests.pagegen.stories import stories
from tests.pagegen.typeset import NOT_FIRST, Setting, cells, set_paragraph

TEXT = "近日，记者从县农业农村局获悉，2025年全县新建高标准农田1.2万亩，“良种工程”覆盖36个村（社区），群众说：“日子越过越好！”"


@pytest.mark.parametrize("width", [11, 14, 20, 33])
def test_setting_loses_no_letter(width: int) -> None:
    lines = set_paragraph(TEXT, width, Setting(figures=0.5, justified=0.3), random.Random(width))
    assert "".join("".join(lines).split()) == TEXT


def test_no_line_begins_with_a_closing_mark_and_all_fit_their_column() -> None:
    lines = set_paragraph(TEXT * 3, 16, Setting(), random.Random(1))
    assert not any(line[0] in NOT_FIRST for line in lines[1:])
    assert all(cells(line) <= 16 + 2.5 for line in lines)


def test_a_seed_gives_one_page() -> None:
    assert generate(7).text == generate(7).text
    assert generate(7).text != generate(8).text


def test_every_printed_line_has_one_owner_or_none() -> None:
    for seed in range(20):
        page = generate(seed)
        numbers = [number for answer in page.answers for number in answer.lines]
        assert len(numbers) == len(set(numbers))
        printed = page.text.splitlines()
        assert all(printed[number - 1].strip() for number in numbers)


def test_the_halves_of_the_corpus_share_no_story() -> None:
    assert len(stories(True)) > 100
    assert not {story.id for story in stories(True)} & {story.id for story in stories(False)}

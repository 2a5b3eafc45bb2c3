"""How lines are repeated, and what a page's habit of indents is."""

import numpy as np

from kg.articles.indents import indents_lost


def habit(first: int) -> bool | None:
    """What short last lines and first lines so wide tell, in columns of 32."""
    width = np.array([32, 10, first, 32] * 5)
    return indents_lost(width, np.full(len(width), 32), width == 10)


def test_indents_are_lost_where_first_lines_fall_short() -> None:
    assert habit(28) is True
    assert habit(32) is False


def test_few_paragraphs_tell_no_habit() -> None:
    assert indents_lost(np.array([32, 10, 28]), np.full(3, 32), np.array([False, True, False])) is None

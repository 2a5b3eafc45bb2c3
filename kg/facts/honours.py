"""Titles and prizes: which names are what somebody has got, and nothing that somebody carries out.

In: a Scene and a reference. Out: whether the words around it say so: 被评为“五好家庭”, “先进集体”称号.
"""

import re
from functools import cache

from kg.facts.rules import word_class
from kg.facts.scene import Scene

REACH = 30  # characters before an honour in which the word stands by which it is got


@cache
def _got() -> re.Pattern[str]:
    """The word by which an honour is got, and others that were got with it: 先后荣获省级文明村、"""
    made = f"{word_class('launch')}|{word_class('joint')}|评选|争创|创建"
    return re.compile(f"(?:{word_class('win')}|{word_class('named')})(?:(?!{made})[^，。；：！？\n]){{0,{REACH}}}$")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(f"”?(?:{word_class('honour sign')})")


def is_won(scene: Scene, reference: int) -> bool:
    """Whether the name there is an honour: the word by which it is got stands before it, or 称号 and its like behind it."""
    text, start, end = scene.article.text, int(scene.start[reference]), int(scene.end[reference])
    return _called().match(text, end) is not None or _got().search(text, max(0, start - 2 * REACH), start) is not None

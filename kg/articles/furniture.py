"""What a page prints that belongs to no article: furniture and labels of sections.

In: the text of one line. Out: the rule that it obeys, or None. The rules are those of `kg/zh/pages/furniture.tsv`; of most lines
their letters tell that they obey none.
"""

import re
from functools import cache
from string import ascii_letters, digits

from kg.articles import marks
from kg.articles.issue import names_county_paper
from kg.lexicon import rows, words
from kg.text import unspaced

LABEL_MARKS = marks.BULLETS + "【】[]《》|-—·"
MOST_FURNITURE = 110
MOST_LABEL = 8  # letters of a line that may be furniture whatever its letters
_PIECES = re.compile(r"[ ·|]+")
_SAYS = re.compile(r"[^\W_]")
_OF_SENTENCE = re.compile(r"[。.，,；;！!？?”’）)》…]+")


@cache
def _rules() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple((row["rule"], row["sure"] == "yes", re.compile(row["pattern"])) for row in rows("pages/furniture.tsv"))


def rule_of(text: str) -> tuple[str, bool] | None:
    """The rule that a line of page furniture obeys and whether it is sure, or None."""
    if len(text) > MOST_FURNITURE or (text[-1] in "，、" and len(text) > 12):
        return None
    if text[0] in marks.OPENERS and marks.opens_article(text):
        return None
    tight = marks.half(unspaced(text) if " " in text else text)
    if tight.strip(LABEL_MARKS) in words("pages/sections.tsv"):
        return "section", False
    if not (tight[0].isalnum() or _SAYS.search(tight)):
        return None if _OF_SENTENCE.fullmatch(tight) else ("ornament", False)
    begins, has = letters_needed()
    if len(tight) > MOST_LABEL and tight[0] not in begins and has.isdisjoint(tight):
        return None
    if _any_furniture().fullmatch(tight):
        return next((rule, sure) for rule, sure, pattern in _rules() if pattern.fullmatch(tight))
    if _PIECES.search(text):
        return _of_pieces(text)
    return ("paper", False) if names_county_paper(tight) else None


def _of_pieces(text: str) -> tuple[str, bool] | None:
    """The rule of a line each of whose pieces is furniture (2025.9.23 星期二 编辑/某某): that of the first that is sure."""
    found: list[tuple[str, bool]] = []
    for piece in filter(None, _PIECES.split(text)):
        rule = rule_of(piece)
        if rule is None:
            return None
        found.append(rule)
    return max(found, key=lambda rule: rule[1], default=None)


@cache
def letters_needed() -> tuple[frozenset[str], frozenset[str]]:
    """(letters with which lines of furniture begin, letters that others have somewhere), but for labels and ornaments."""
    begins: set[str] = set()
    has: set[str] = set()
    for row in rows("pages/furniture.tsv"):
        letters = set(row["needs"].removeprefix("^"))
        for short, whole in (("0", digits), ("A", ascii_letters)):
            letters |= set(whole) if short in letters else set()
        (begins if row["needs"].startswith("^") else has).update(letters)
    return frozenset(begins), frozenset(has)


@cache
def _any_furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, _, pattern in _rules()))

"""What a page prints that belongs to no article: furniture and labels of sections.

In: the text of one line. Out: the rule that it obeys, or None. The rules are those of `kg/zh/pages/furniture.tsv`; of most lines
their letters tell that they obey none.
"""

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits

from kg.articles import marks
from kg.articles.issue import names_county_paper
from kg.lexicon import rows, words
from kg.text import unspaced

LABEL_MARKS = marks.BULLETS + "【】[]《》|-—·"
MOST_FURNITURE = 110
ORNAMENT = 7  # dots that lead across a column, and not an ellipsis
MOST_LABEL = 8  # letters of a line that may be furniture whatever its letters
_PIECES = re.compile(r"[ ·|]+")
_SAYS = re.compile(r"[^\W_]")
_OF_SENTENCE = re.compile(r"[。.，,；;！!？?”’）)》…]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, whether it is sure, its pattern, and letters of which every line that obeys it has one."""

    name: str
    sure: bool
    pattern: re.Pattern[str]
    begins: frozenset[str]
    has: frozenset[str]


@cache
def _rules() -> tuple[Rule, ...]:
    found: list[Rule] = []
    for row in rows("pages/furniture.tsv"):
        letters = set(row["needs"].removeprefix("^"))
        for short, whole in (("0", digits), ("A", ascii_letters)):
            letters |= set(whole) if short in letters else set()
        begins, has = (letters, ()) if row["needs"].startswith("^") else ((), letters)
        found.append(Rule(row["rule"], row["sure"] == "yes", re.compile(row["pattern"]), frozenset(begins), frozenset(has)))
    return tuple(found)


@cache
def _likely(first: str, some: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that a line may obey that begins with the letter `first` and has `some` of the letters that rules ask for."""
    return tuple(
        rule for rule in _rules() if first in rule.begins or not (rule.begins or rule.has) or not rule.has.isdisjoint(some)
    )


def rule_of(text: str) -> tuple[str, bool] | None:
    """The rule that a line of page furniture obeys and whether it is sure, or None."""
    if len(text) > MOST_FURNITURE or (text[-1] in "，、" and len(text) > 12):
        return None
    if text[0] in marks.OPENERS and marks.opens_article(text):
        return None
    tight = marks.half(unspaced(text) if " " in text else text)
    if tight.strip(LABEL_MARKS) in words("pages/sections.tsv") or (len(tight) <= MOST_LABEL and labels_briefs(tight)):
        return "section", False
    if not (tight[0].isalnum() or _SAYS.search(tight)):
        return None if len(tight) < ORNAMENT and _OF_SENTENCE.fullmatch(tight) else ("ornament", False)
    begins, has = letters_needed()
    for rule in _likely(tight[0] if tight[0] in begins else "", has.intersection(tight)):
        if rule.pattern.fullmatch(tight):
            return rule.name, rule.sure
    if _PIECES.search(text):
        return _of_pieces(text)
    return ("paper", False) if names_county_paper(tight) else None


def _of_pieces(text: str) -> tuple[str, bool] | None:
    """The rule of a line each of whose pieces is furniture (2025.9.23 星期二 编辑/某某): that of the first that is sure.

    The rest of a line may be furniture only together: 县域专刊 3 责编 某某 版式 某某.
    """
    pieces = [piece for piece in _PIECES.split(text) if piece]
    found: list[tuple[str, bool]] = []
    for n, piece in enumerate(pieces):
        rule = rule_of(piece)
        if rule is None:
            rest = rule_of("".join(pieces[n:])) if 0 < n < len(pieces) - 1 else None
            if rest is None:
                return None
            return max([*found, rest], key=lambda rule: rule[1])
        found.append(rule)
    return max(found, key=lambda rule: rule[1], default=None)


def labels_briefs(text: str) -> bool:
    """Whether a line is a label of briefs: 简讯; 各地体育短讯."""
    label = unspaced(text).strip(LABEL_MARKS)
    return label in words("pages/brief_labels.tsv") or (len(label) <= MOST_LABEL and label.endswith(("简讯", "短讯")))


@cache
def letters_needed() -> tuple[frozenset[str], frozenset[str]]:
    """(letters with which lines of furniture begin, letters that others have somewhere), but for labels and ornaments."""
    return frozenset().union(*[rule.begins for rule in _rules()]), frozenset().union(*[rule.has for rule in _rules()])

"""What speaks for and against a boundary between two articles at one place of a sheet.

In: the units of the sheet and one possible boundary. Out: answers to the named questions of `kg/zh/pages/boundaries.tsv`. The
weights of those that apply are added up: the sum is the log-odds of a boundary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.articles import marks
from kg.articles.cohesion import Grams, Letters, affinity, cohesion, grams, letters, likeness, weight_of
from kg.articles.columns import Unit
from kg.articles.printed import APART, NEAR, RULED, STACKED
from kg.lexicon import rows, words
from kg.records import Reason

MOST = 20.0  # log-odds that letters say at most
LARGE_HEADLINE = 1.35  # times the size of the body: no section heading is so large
_DIALOGUE = re.compile(r"[\u3400-\u9fff·]{1,4}[：:]")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|走进|“")


@dataclass(frozen=True, slots=True)
class Coming:
    """What begins at a possible boundary: its words, how much they say, and the Han text of the paragraphs after the first."""

    words: Grams
    says: float
    rest: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A possible boundary: the paragraphs on both sides, the usual number of blank lines, whether text is set in columns;

    the words and letters of the article so far, and what comes.
    """

    left: int
    right: int
    usual: int
    wrapped: bool
    body: Grams
    letters: Letters
    coming: Coming


@cache
def _rules() -> dict[str, tuple[float, str, str]]:
    """Rule -> its weight, its name among all reasons, its words."""
    return {row["rule"]: (float(row["weight"]), f"boundary/{row['rule']}", row["words"]) for row in rows("pages/boundaries.tsv")}


@cache
def _title_ends() -> tuple[str, ...]:
    return tuple(sorted(words("pages/title_ends.tsv")))


@cache
def _carries_on() -> tuple[str, ...]:
    return tuple(sorted(words("pages/carries_on.tsv")))


def weighed(answers: dict[str, float]) -> list[Reason]:
    """The answers to the questions as reasons, in the order of the rules."""
    known = _rules()
    return [Reason(known[name][1], known[name][0] * value, known[name][2]) for name, value in answers.items() if value]


def odds(answers: dict[str, float]) -> float:
    """Log-odds of a boundary."""
    known = _rules()
    return sum([known[name][0] * value for name, value in answers.items() if value])


def questions(units: Sequence[Unit], cut: Cut) -> dict[str, float]:
    """What is asked of a possible boundary: name of the rule -> 1.0 if it applies, 0.0 if not, or a measure."""
    before, after = units[cut.left], units[cut.right]
    between = units[cut.left + 1 : cut.right]
    floats = [unit for unit in between if unit.kind == "float" and not unit.byline]
    bylines = [unit for unit in between if unit.byline]
    gap = max([unit.gap for unit in between], default=0)
    gap = max(gap, after.gap)
    laid = after.lines[0].box is not None
    change = after.width - before.width if cut.wrapped else 0
    opens = after.text[:40]
    said = weight_of(cut.body)
    together = cohesion(cut.body, cut.coming.words, (said, cut.coming.says))
    pull = [affinity(grams(unit.text), [cut.body, cut.coming.words]) for unit in floats]
    colon = before.text[-1] in "：:"
    letters_of = [unit.text for unit in floats]
    forms = {unit.byline.how for unit in bylines if unit.byline}
    answers: dict[str, float] = {
        "always": 1.0,
        "dateline": marks.opens_article(opens),
        "continued-from": marks.continued_from(opens) is not None,
        "again": marks.AGAIN.match(opens) is not None,
        "continued-on": marks.continued_on(before.text) is not None,
        "opens-onto": marks.opens_onto(opens),
        "signed": signature(before.lines[-1].text) and not marks.opens_article(before.text[:20]),
        "byline": "marked" in forms or "roles" in forms,
        "signature": bool(bylines) and any(unit.text[0] in "（(" for unit in bylines),
        "byline-and-float": bool(bylines) and bool(floats),
        "local": marks.LOCAL.match(opens) is not None,
        "signed-names": marks.signed_by_name(before.text),
        "salutation": after.text[-1] in "：:" and marks.SALUTATION.search(after.text) is not None,
        "learned": marks.LEARNED.match(after.text) is not None,
        "name": "names" in forms,
        "title": bool(floats) and any(text.endswith(_title_ends()) for text in letters_of),
        "subhead": bool(floats) and any(text.startswith("——") or marks.reports(text) for text in letters_of),
        "open": not before.closed and not colon,
        "colon": colon,
        "full-line": cut.wrapped and before.lines[-1].width >= before.width - 2,
        "width-little": 2 < abs(change) <= 4,
        "width": 4 < abs(change) <= 10,
        "width-much": abs(change) > 10,
        "gap": gap > cut.usual >= 1 and not laid,
        "gap-adjoining": gap > cut.usual >= 1 and not between and not laid,
        "gap-where-none": gap > cut.usual == 0 and not laid,
        "laid-below": laid and not between and gap == STACKED,
        "laid-next-column": laid and not between and gap == NEAR,
        "laid-apart": laid and not between and gap == APART,
        "laid-ruled": laid and gap == RULED,
        "laid-headline": laid and bool(floats) and any(unit.lines[0].scale > LARGE_HEADLINE for unit in floats),
        "dialogue": _DIALOGUE.match(opens) is not None,
        "enumerated": marks.ENUMERATED.match(opens) is not None or opens[0] in "【①②③④⑤⑥—",
        "carries-on": opens.startswith(_carries_on()),
        "date": _DATE.match(opens) is not None,
        "indent": after.lines[0].indent,
        "adjoining": not between,
        "one-float": len(floats) == 1,
        "floats": len(floats) > 1,
        "long-float": max(map(len, letters_of), default=0) > 10,
        "short-floats": bool(floats) and max(map(len, letters_of)) <= 8,
        "whole-adjoining": not cut.wrapped and not between,
        "whole-headline": not cut.wrapped and bool(floats),
        "whole-alike": not cut.wrapped and bool(floats) and _has_alike(units, floats[-1]),
        "furniture": bool(between) and any(unit.kind == "furniture" for unit in between),
        "picture": bool(between) and any(unit.kind == "para" for unit in between),
        "short-before": said < 60,
        "cohesion": together,
        "cohesion-adjoining": together if not between else 0.0,
        **_by_letters(cut, after, letters_of),
        "floats-of-left": min(sum([left for left, _ in pull]), 6.0),
        "floats-of-right": min(sum([right for _, right in pull]), 6.0),
    }
    return answers


def _by_letters(cut: Cut, after: Unit, between: list[str]) -> dict[str, float]:
    """How likely the letters of the first paragraph are in what stands before and in what follows, those between in either."""
    own = letters(after.text)
    size = len(own) + 1.0
    said, coming = sum(cut.letters.values()), len(cut.coming.rest)
    often = cut.coming.rest.count
    before = likeness(own, cut.letters, said)
    behind = likeness(own, {char: n for char in own if (n := often(char))}, coming)
    lean = 0.0
    if between:
        told = coming + sum(own.values())
        for text in between:
            part = letters(text)
            ahead = {char: n for char in part if (n := own.get(char, 0) + often(char))}
            lean += likeness(part, ahead, told) - likeness(part, cut.letters, said)
    return {
        "letters-before": max(-MOST, min(MOST, before)),
        "letters-before-mean": before / size,
        "letters-behind": max(-MOST, min(MOST, behind)),
        "letters-behind-mean": behind / size,
        "letters-of-floats": max(-MOST, min(MOST, lean)),
    }


def _has_alike(units: Sequence[Unit], line: Unit) -> bool:
    """Whether the sheet has another line outside its paragraphs that is as wide, as section headings are."""
    return any(
        unit.kind == "float" and not unit.byline and unit is not line and abs(unit.width - line.width) <= 2 for unit in units
    )


def signature(line: str) -> bool:
    """Whether the last line of a paragraph ends with （记者 甲 乙）."""
    match = re.search(r"[（(]([^（）()]{2,30})[）)]$", line)
    return (
        match is not None
        and re.search("记者|通讯员|作者|整理", match.group(1)) is not None
        and marks.byline(match.group()) is not None
    )

"""Units -> Bodies: which paragraphs make one article, and where the next begins.

In: the units of one sheet. Out: bodies (paragraphs in page order) with the reasons for each boundary. Bodies may have floats
between their paragraphs. Every possible boundary is asked the named questions of `kg/zh/pages/boundaries.tsv`; the weights of
those that apply are added up, and a positive sum is a boundary.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.articles import marks
from kg.articles.cohesion import Grams, Letters, affinity, cohesion, grams, letters, likeness, merged, weight_of
from kg.articles.columns import Unit
from kg.articles.printed import APART, NEAR, RULED, STACKED
from kg.lexicon import rows, words
from kg.records import Reason

DOUBT = 2.5  # log-odds up to which a headline without an article may yet cut one in two
LOOK_AHEAD = 5  # paragraphs that follow a possible boundary and are asked whether they speak of the same
CAPTION, POINTED = 320, 160  # most characters of a caption with a credit, and of one that points to its picture
WRAPPED = 0.1  # part of the paragraphs that have several lines where text is set in columns
MOST = 20.0  # log-odds that letters say at most
LARGE_HEADLINE = 1.35  # times the size of the body: no section heading is so large
_DIALOGUE = re.compile(r"[\u3400-\u9fff·]{1,4}[：:]")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|走进|“")


@dataclass(slots=True)
class Body:
    """The paragraphs of one article: indices of units, and why it begins where it does. `photo`: the text under a picture."""

    paras: list[int]
    reasons: list[Reason] = field(default_factory=list)
    grams: Grams = field(default_factory=dict)
    photo: bool = False
    letters: Letters = field(default_factory=Letters)

    @property
    def first(self) -> int:
        """Index of its first paragraph."""
        return self.paras[0]

    @property
    def last(self) -> int:
        """Index of its last paragraph."""
        return self.paras[-1]


@dataclass(frozen=True, slots=True)
class Cut:
    """A possible boundary: the paragraphs on both sides, the usual number of blank lines; the words so far, of what comes,

    of its first paragraph alone and of those after that. `weights`: how much each of these four says, where it is known.
    """

    left: int
    right: int
    usual: int
    body: Grams
    ahead: Grams
    first: Grams
    rest: Grams = field(default_factory=dict)
    weights: tuple[float, float, float, float] | None = None
    wrapped: bool = True
    letters_so_far: Letters = field(default_factory=Letters)
    letters_to_come: Letters = field(default_factory=Letters)


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


@dataclass(slots=True)
class Reading:
    """One way to cut the sheet: its bodies, what cuts against the rules cost, and the paragraphs where the rules nearly cut."""

    bodies: list[Body]
    cost: float
    doubtful: list[tuple[float, int]]


@dataclass(slots=True)
class Sheet:
    """The units of a sheet and what is asked of them again and again: n-grams of paragraphs, captions, answers so far."""

    units: Sequence[Unit]
    weights: dict[int, Grams]
    paras: list[int]
    photo: set[int]
    usual: int
    wrapped: bool
    answered: dict[tuple[int, int], list[Reason]] = field(default_factory=dict)


def sheet_of(units: Sequence[Unit]) -> Sheet:
    """A sheet, nothing asked yet."""
    weights = {i: grams(unit.text) for i, unit in enumerate(units) if unit.kind == "para"}
    photo = {i for i in weights if is_caption(units[i].text) and not of_picture_story(units, i) and not ends_body(units, i)}
    if len(photo) == len(weights):  # a picture with a headline may be all that the sheet has
        photo = {i for i in photo if not i or units[i - 1].kind != "float"}
    return Sheet(units, weights, [i for i in sorted(weights) if i not in photo], photo, usual_gap(units), is_wrapped(units))


def find_bodies(sheet: Sheet, against: frozenset[int] = frozenset()) -> Reading:
    """All bodies of the sheet in page order; captions are bodies of their own here (`photo`).

    At the paragraphs `against` it is decided against the rules, which costs as much as the rules were sure.
    """
    reading = Reading([], 0.0, [])
    current: Body | None = None
    for n, i in enumerate(sheet.paras):
        if current is None:
            current = begin(sheet, i, [Reason("boundary/page-top", 1.0, "the first paragraph of the page")])
            reading.bodies.append(current)
            continue
        if (current.first, i) not in sheet.answered:
            sheet.answered[current.first, i] = weighed(questions(sheet.units, cut_of(sheet, current, n)))
        reasons = sheet.answered[current.first, i]
        total = sum(reason.weight for reason in reasons)
        if -DOUBT < total <= 0:
            reading.doubtful.append((abs(total), i))
        if i in against:
            reading.cost += abs(total)
        if (total > 0) != (i in against):
            current = begin(sheet, i, list(reasons))
            reading.bodies.append(current)
        else:
            go_on(sheet, current, i)
    why = Reason("caption/credit", 1.0, "ends with the photographer's credit or points to a picture")
    reading.bodies += [Body([i], [why], sheet.weights[i], photo=True) for i in sorted(sheet.photo)]
    reading.bodies.sort(key=lambda body: body.first)
    return reading


def begin(sheet: Sheet, i: int, reasons: list[Reason]) -> Body:
    """A body whose first paragraph is unit i."""
    return Body([i], reasons, dict(sheet.weights[i]), letters=Letters(letters(sheet.units[i].text)))


def go_on(sheet: Sheet, body: Body, i: int) -> None:
    """One more paragraph of a body."""
    body.paras.append(i)
    body.grams.update(sheet.weights[i])
    body.letters.update(letters(sheet.units[i].text))


def cut_of(sheet: Sheet, body: Body, n: int) -> Cut:
    """The possible boundary between a body and paragraph `n` of the sheet's."""
    i = sheet.paras[n]
    first = sheet.weights[i]
    rest = _ahead(sheet.units, sheet.paras[n : n + LOOK_AHEAD], sheet.weights)
    ahead = merged((first, rest))
    said = weight_of(body.grams), weight_of(ahead), weight_of(first), weight_of(rest)
    coming = Letters()
    for k in sheet.paras[n + 1 : n + LOOK_AHEAD]:
        text = sheet.units[k].text
        if marks.opens_article(text) or marks.continued_from(text):
            break
        coming.update(letters(text))
    return Cut(body.last, i, sheet.usual, body.grams, ahead, first, rest, said, sheet.wrapped, body.letters, coming)


def is_wrapped(units: Sequence[Unit]) -> bool:
    """Whether the text is set in columns at all; where nearly every paragraph is one long line, no width says anything."""
    paras = [unit for unit in units if unit.kind == "para"]
    return sum(len(unit.lines) > 1 for unit in paras) > WRAPPED * len(paras)


def usual_gap(units: Sequence[Unit]) -> int:
    """How many blank lines usually stand before a line of this sheet."""
    return Counter(line.gap for unit in units for line in unit.lines).most_common(1)[0][0] if units else 0


def _ahead(units: Sequence[Unit], coming: Sequence[int], weights: dict[int, Grams]) -> Grams:
    """The words of the paragraphs after `coming[0]`, as far as no article certainly begins."""
    found: list[Grams] = []
    for k in coming[1:]:
        text = units[k].text
        if marks.opens_article(text) or marks.continued_from(text):
            break
        found.append(weights[k])
    return merged(found)


def is_caption(text: str) -> bool:
    """Whether a paragraph is the text under a picture. One that opens with 本报讯 is an article, whatever credit ends it."""
    if marks.opens_article(text):
        return False
    return (len(text) <= CAPTION and marks.signed_photo(text)) or (len(text) <= POINTED and marks.POINTER.match(text) is not None)


def ends_body(units: Sequence[Unit], i: int) -> bool:
    """Whether unit i is nothing but a credit in brackets below its article: （图片由林海雪摄）."""
    text = units[i].text
    return len(text) <= 24 and text[0] in "（(" and text[-1] in "）)" and i > 0 and units[i - 1].kind == "para"


def of_picture_story(units: Sequence[Unit], i: int) -> bool:
    """Whether unit i is one of several neighbouring texts that point to pictures (图①, 图②): together they are an article."""
    near = [units[k] for k in (i - 1, i + 1) if 0 <= k < len(units)]
    return marks.POINTER.match(units[i].text) is not None and any(
        unit.kind == "para" and marks.POINTER.match(unit.text) for unit in near
    )


def weighed(answers: dict[str, float]) -> list[Reason]:
    """The answers to the questions as reasons, in the order of the rules."""
    known = _rules()
    return [Reason(known[name][1], known[name][0] * value, known[name][2]) for name, value in answers.items() if value]


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
    said, coming, new, later = cut.weights or map(weight_of, (cut.body, cut.ahead, cut.first, cut.rest))
    together = cohesion(cut.body, cut.ahead, (said, coming))
    pull = [affinity(grams(unit.text), [cut.body, cut.ahead]) for unit in floats]
    colon = before.text[-1] in "：:"
    letters_of = [unit.text for unit in floats]
    forms = {unit.byline.how for unit in bylines if unit.byline}
    answers: dict[str, float] = {
        "always": 1.0,
        "dateline": marks.opens_article(opens),
        "continued-from": marks.continued_from(opens) is not None,
        "again": marks.AGAIN.match(opens) is not None,
        "continued-on": marks.continued_on(before.text) is not None,
        "signed": signature(before.lines[-1].text) and not marks.opens_article(before.text[:20]),
        "byline": "marked" in forms or "roles" in forms,
        "signature": bool(bylines) and any(unit.text[0] in "（(" for unit in bylines),
        "byline-and-float": bool(bylines) and bool(floats),
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
        "cohesion-first": cohesion(cut.body, cut.first, (said, new)),
        "cohesion-rest": cohesion(cut.first, cut.rest, (new, later)),
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
    said, coming = sum(cut.letters_so_far.values()), sum(cut.letters_to_come.values())
    before = likeness(own, cut.letters_so_far, said)
    behind = likeness(own, cut.letters_to_come, coming)
    lean = 0.0
    if between:
        ahead = cut.letters_to_come + own
        told = said, sum(ahead.values())
        for text in between:
            part = letters(text)
            lean += likeness(part, ahead, told[1]) - likeness(part, cut.letters_so_far, told[0])
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

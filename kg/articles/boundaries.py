"""What speaks for and against a boundary between two articles at one place of a sheet.

In: the units of the sheet and one possible boundary. Out: answers to the named questions of `kg/zh/pages/boundaries.tsv`. The
weights of those that apply are added up: the sum is the log-odds of a boundary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.articles import marks, wording
from kg.articles.cohesion import STRONGEST
from kg.articles.columns import Unit
from kg.articles.endings import letter_ends
from kg.articles.furniture import LABEL_MARKS, MOST_LABEL, labels_briefs
from kg.articles.printed import APART, LARGE_HEADLINE, NEAR, RULED, STACKED
from kg.articles.wording import Wording
from kg.lexicon import rows, words
from kg.records import Reason
from kg.text import unspaced

DOUBT = 4.0  # log-odds up to which a headline without an article may yet cut one in two
VERSES, MOST_VERSE = 4, 16  # lines that make a poem, and letters of one at most
BARE_DOUBT = 2.5  # the same where nothing stands between
SIGNED_DOUBT = 8.0  # the same where a reporter's line stands with the headline
MOST_CREDIT = 24  # letters of a photographer's credit in brackets
MOST_CLOSING = 20  # letters of the paragraph that closes a letter
SHORT = 60.0  # weight of the words of an article that has hardly begun
MOST_BRIEFS = 40  # lines and paragraphs from a label of briefs to the last of them
MOST_LEAD = 24  # letters within which a story names its place
MOST_OVER = 2.5  # ems of the body by which a headline may begin left or right of its column
MOST = 20.0  # log-odds that letters say at most
_DIALOGUE = re.compile(r"[\u3400-\u9fff·]{1,4}[：:]")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|走进|“")


@dataclass(slots=True)
class Cut:
    """A possible boundary before paragraph `n` of a sheet, where an article goes on since paragraph `first`; what `n` begins

    reaches to paragraph `end` at most. `lines`: the rows of the lines between, half-open.
    """

    words: Wording
    first: int
    n: int
    end: int
    lines: tuple[int, int] | None


@cache
def _rules() -> dict[str, tuple[float, str, str]]:
    """Rule -> its weight, its name among all reasons, its words."""
    return {row["rule"]: (float(row["weight"]), f"boundary/{row['rule']}", row["words"]) for row in rows("pages/boundaries.tsv")}


@cache
def _weights() -> dict[str, float]:
    return {rule: weight for rule, (weight, _, _) in _rules().items()}


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
    known = _weights()
    return sum([known[name] * value for name, value in answers.items() if value])


def printed(units: Sequence[Unit], left: int, right: int, usual: int, wrapped: bool) -> dict[str, float]:
    """What is asked of the print around a possible boundary: the rules that apply, each with 1.0.

    `left`, `right`: the paragraphs on both sides; `usual` blank lines; `wrapped`: whether text is set in columns.
    """
    before, after = units[left], units[right]
    above, below = before.text, after.text
    opens, last = below[:40], before.lines[-1]
    colon = above[-1] in "：:"
    change = abs(after.width - before.width) if wrapped else 0
    laid = after.lines[0].box is not None
    between = units[left + 1 : right]
    gap = after.gap
    asked = {
        "dateline": marks.opens_article(opens),
        "continued-from": marks.continued_from(opens) is not None,
        "again": opens[0] == "又" and marks.AGAIN.match(opens) is not None,
        "continued-on": marks.continued_on(above) is not None,
        "opens-onto": marks.opens_onto(opens),
        "signed": last.text[-1] in "）)" and _signed(above, last.text),
        "local": ("讯" in opens or "消息" in opens) and marks.local(opens),
        "signed-names": marks.signed_by_name(above),
        "salutation": below[-1] in "：:" and marks.SALUTATION.search(below) is not None,
        "letter-end": len(opens) <= MOST_CLOSING and opens.startswith(letter_ends()),
        "credit-end": len(opens) <= MOST_CREDIT and opens[0] in "（(" and marks.signed_photo(opens),
        "learned": "记者" in opens and marks.LEARNED.match(opens) is not None,
        "open": not before.closed and not colon,
        "colon": colon,
        "full-line": wrapped and last.width >= before.width - 2,
        "dialogue": ("：" in opens[:5] or ":" in opens[:5]) and _DIALOGUE.match(opens) is not None,
        "enumerated": opens[0] in "【①②③④⑤⑥—" or marks.ENUMERATED.match(opens) is not None,
        "carries-on": opens.startswith(_carries_on()),
        "date": _DATE.match(opens) is not None,
        "indent": after.lines[0].indent,
        "whole-adjoining": not wrapped and not between,
        "briefs": opens[0] in marks.ITEMS and above[0] != opens[0] and _goes_on(units, right, opens[0]),
        "reply": bool(between) and below[-1] in "：:" and _is_reply(between) and marks.SALUTATION.search(below) is not None,
        "place": bool(between) and _new_place(between, above, opens),
        "brief": bool(between) and _in_briefs(units, left),
        "brief-marked": opens[0] in marks.ITEMS and _marked_below_label(units, right),
        "verse": bool(between) and _ends_verse(units, left),
    }
    answers = {"always": 1.0} | {name: 1.0 for name, yes in asked.items() if yes}
    if change > 2:
        answers["width-little" if change <= 4 else "width" if change <= 10 else "width-much"] = 1.0
    if between:
        gap = max(gap, max([unit.gap for unit in between]))
        answers.update({name: 1.0 for name, yes in _of_lines(units, before, between, wrapped, laid).items() if yes})
        if laid and before.closed and any([unit.kicker is not None and _over(unit, after) for unit in between]):
            answers["kicker"] = 1.0
    else:
        answers["adjoining"] = 1.0
        if laid and gap <= APART:
            answers["laid-below" if gap == STACKED else "laid-next-column" if gap == NEAR else "laid-apart"] = 1.0
    if laid and gap == RULED:
        answers["laid-ruled"] = 1.0
    elif not laid and gap > usual:
        answers["gap-where-none" if usual == 0 else "gap"] = 1.0
        if usual and not between:
            answers["gap-adjoining"] = 1.0
    return answers


def _over(headline: Unit, after: Unit) -> bool:
    """Whether a headline stands over the column of a paragraph alone, or begins at its left edge: not centred over several."""
    head, boxes = headline.lines[0].box, [line.box for line in after.lines if line.box]
    if head is None or not boxes:
        return False
    left, right, most = min(box.x0 for box in boxes), max(box.x1 for box in boxes), MOST_OVER * boxes[0].size
    return abs(head.x0 - left) < most or left - most < head.x0 <= head.x1 < right + most


def _goes_on(units: Sequence[Unit], i: int, mark: str) -> bool:
    """Whether the next paragraph behind paragraph i opens with the same mark."""
    return next((unit.text[0] == mark for unit in units[i + 1 :] if unit.kind == "para"), False)


def _in_briefs(units: Sequence[Unit], left: int) -> bool:
    """Whether paragraph `left` is one of several stories of one paragraph each below a label of briefs: 简讯."""
    if left + 1 >= len(units) or units[left + 1].kind != "float":
        return False
    for i in range(left - 1, max(-1, left - MOST_BRIEFS), -1):
        unit = units[i]
        if unit.kind != "para" and labels_briefs(unit.text):
            return True
        if unit.kind == "furniture" or (unit.kind == "para" and units[i + 1].kind == "para"):
            return False
    return False


def _marked_below_label(units: Sequence[Unit], right: int) -> bool:
    """Whether paragraph `right` opens with the mark of those below a label of briefs, and they stand below no headline."""
    mark = units[right].text[0]
    for i in range(right - 1, max(-1, right - MOST_BRIEFS), -1):
        unit = units[i]
        if unit.kind != "para" and labels_briefs(unit.text):
            return units[i + 1].text[0] == mark
        if unit.kind != "para" and not unit.byline:
            return False
    return False


def _new_place(between: Sequence[Unit], above: str, opens: str) -> bool:
    """Whether a headline names a place first that the paragraph below it opens with and the one above it has not."""
    places = [marks.headed_place(unit.text) for unit in between if unit.kind == "float" and "：" in unit.text[:9]]
    found = [place for place in places if place and place[:2] not in above]
    lead = opens[:MOST_LEAD]
    return any(re.search(f"{place}[省市县区旗州盟镇乡村街]", lead) if len(place) == 2 else place[:2] in lead for place in found)


def _is_reply(between: Sequence[Unit]) -> bool:
    """Whether one of some lines says that the reply to a letter follows."""
    return not words("pages/reply_names.tsv").isdisjoint([unspaced(unit.text) for unit in between])


def like_verse(text: str) -> bool:
    """Whether a line is as short as one of a poem and ends no sentence."""
    return len(text) <= MOST_VERSE and text[-1] not in "。；：、"


def _ends_verse(units: Sequence[Unit], i: int) -> bool:
    """Whether paragraph i is a line of verse below others."""
    some = units[max(i - VERSES + 1, 0) : i + 1]
    return len(some) == VERSES and all([unit.kind == "para" and like_verse(unit.text) for unit in some])


def _of_lines(units: Sequence[Unit], above: Unit, between: Sequence[Unit], wrapped: bool, laid: bool) -> dict[str, bool]:
    """What is asked of the lines and captions between two paragraphs."""
    bylines = [unit for unit in between if unit.byline]
    floats = [unit for unit in between if unit.kind == "float" and not unit.byline]
    forms = {unit.byline.how for unit in bylines if unit.byline}
    found = {
        "byline": "marked" in forms or "roles" in forms,
        "signature": any(unit.text[0] in "（(" for unit in bylines),
        "signature-below": bool(bylines) and bylines[0] is between[0] and above.closed and _signature(between[0]),
        "byline-and-float": bool(bylines) and bool(floats),
        "name": "names" in forms,
        "furniture": any(unit.kind == "furniture" for unit in between),
        "picture": any(unit.kind == "para" for unit in between),
    }
    if floats:
        texts = [unit.text for unit in floats]
        longest = max(map(len, texts))
        found |= {
            "title": any(text.endswith(_title_ends()) for text in texts),
            "notice": not words("pages/notice_names.tsv").isdisjoint(texts),
            "comment": any(_comments(text) for text in texts),
            "subhead": any(text.startswith("——") or marks.reports(text) for text in texts),
            "laid-headline": laid and any(unit.lines[0].scale > LARGE_HEADLINE for unit in floats),
            "one-float" if len(floats) == 1 else "floats": True,
            "long-float": longest > 10,
            "short-floats": longest <= 8,
            "whole-headline": not wrapped,
            "whole-alike": not wrapped and _has_alike(units, floats[-1]),
        }
    return found


def _signature(unit: Unit) -> bool:
    """Whether a line is nothing but names in brackets: （刘玉姣）; not （右图）."""
    return unit.text[0] in "（(" and unit.text[-2:-1] != "图"


def _comments(text: str) -> bool:
    """Whether a headline says that it is a comment, or a note of the editors: 短论：…; 编者按."""
    label = text[:MOST_LABEL].partition("：")[0].strip(LABEL_MARKS)
    return label in words("pages/comment_labels.tsv")


def hopeless(cut: Cut, total: float) -> bool:
    """Whether no words could make a boundary likely where print and letters say so much against it: then none are compared.

    Asked where nothing stands between. It is taken that no word is shared.
    """
    least = wording.least_together(cut.words, cut.first, cut.n, cut.end)
    weight = _weights()["cohesion"] + _weights()["cohesion-adjoining"]
    return total + max(weight * least, weight * STRONGEST) < -BARE_DOUBT


def doubt(answers: dict[str, float]) -> float:
    """Log-odds up to which the cut that gave these answers is in doubt."""
    if {"byline", "byline-and-float"} <= answers.keys():
        return SIGNED_DOUBT
    return BARE_DOUBT if "adjoining" in answers else DOUBT


def by_letters(where: str, likely: float, size: int) -> dict[str, float]:
    """How likely the letters of the first paragraph are `where`: "before" it or "behind" it; it has so many of them."""
    return {f"letters-{where}": max(-MOST, min(MOST, likely)), f"letters-{where}-mean": likely / (size + 1.0)}


def worded(cut: Cut) -> dict[str, float]:
    """What is asked of the words on both sides of a possible boundary and between them: name of the rule -> measure."""
    words, first, n, end = cut.words, cut.first, cut.n, cut.end
    found = {"cohesion": wording.together(words, first, n, end)}
    if wording.above_of(words, first, n)[1] < SHORT:
        found["short-before"] = 1.0
    if cut.lines:
        found["letters-of-floats"] = max(-MOST, min(MOST, wording.lean(words, cut.lines, first, n, end)))
        left, right = wording.pull(words, cut.lines, first, n, end)
        found["floats-of-left"], found["floats-of-right"] = min(left, 6.0), min(right, 6.0)
    return found


def _has_alike(units: Sequence[Unit], line: Unit) -> bool:
    """Whether the sheet has another line outside its paragraphs that is as wide, as section headings are."""
    return any(
        unit.kind == "float" and not unit.byline and unit is not line and abs(unit.width - line.width) <= 2 for unit in units
    )


def _signed(above: str, last: str) -> bool:
    """Whether a paragraph ends with its author, or is nothing but the note who that is."""
    return (signature(last) and not marks.opens_article(above[:20])) or marks.closes(above)


def signature(line: str) -> bool:
    """Whether the last line of a paragraph ends with （记者 甲 乙）."""
    match = re.search(r"[（(]([^（）()]{2,30})[）)]$", line)
    return (
        match is not None
        and re.search("记者|通讯员|作者|整理", match.group(1)) is not None
        and marks.byline(match.group()) is not None
    )

"""Units -> Bodies: which paragraphs make one article, and where the next begins.

In: the units of one sheet. Out: bodies (paragraphs in page order) with the reasons for each boundary. Bodies may have floats
between their paragraphs. `boundaries` tells the log-odds of every possible boundary; where they are positive an article begins.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kg.articles import marks
from kg.articles.boundaries import Cut, by_letters, doubt, hopeless, odds, printed, weighed, worded
from kg.articles.columns import Unit
from kg.articles.printed import STACKED
from kg.articles.wording import Wording, above_of, behind, weights_of, wording
from kg.records import Reason

LOOK_AHEAD = 5  # paragraphs that follow a possible boundary and are asked whether they speak of the same
CAPTION, POINTED = 320, 160  # most characters of a caption with a credit, and of one that points to its picture
NEAR_PICTURES = 3  # units between two numbered texts of one picture story at most
NEVER = -1e6
LEAST_BRIEF = 24  # letters of a brief
SAME_WIDTH, SAME_SIZE = 2, 0.05  # half-width units, and part of the size of the body, by which paragraphs of one column differ
WRAPPED = 0.1  # part of the paragraphs that have several lines where text is set in columns


@dataclass(slots=True)
class Body:
    """The paragraphs of one article: indices of units, and the answers that say why it begins where it does (the first of a page

    and a caption have none). `photo`: the text under a picture; `stretch`: which of the sheet's paragraphs these are, half-open.
    """

    paras: list[int]
    answers: dict[str, float] = field(default_factory=dict)
    stretch: tuple[int, int] = (0, 0)
    photo: bool = False

    @property
    def reasons(self) -> list[Reason]:
        """Why it begins where it does."""
        if self.photo:
            return [Reason("caption/credit", 1.0, "ends with the photographer's credit or points to a picture")]
        return weighed(self.answers) if self.stretch[0] else [Reason("boundary/page-top", 1.0, "the first paragraph of the page")]

    @property
    def first(self) -> int:
        """Index of its first paragraph."""
        return self.paras[0]

    @property
    def last(self) -> int:
        """Index of its last paragraph."""
        return self.paras[-1]


@dataclass(slots=True)
class Reading:
    """One way to cut the sheet: its bodies, what cuts against the rules cost, and the paragraphs where they are in doubt."""

    bodies: list[Body]
    cost: float
    doubtful: list[tuple[float, int]]


@dataclass(slots=True)
class Sheet:
    """The units of a sheet and what is asked of them again and again: words, captions, answers so far.

    `rows`: the row in `words` of each line and caption. For each of `paras`: how far what it begins reaches (`ends`), and how
    likely its letters are there (`behind`). `says`: how much each line and caption says.
    Keys of `answered` are half-open stretches of `paras`.
    """

    units: Sequence[Unit]
    paras: list[int]
    photo: set[int]
    usual: int
    wrapped: bool
    words: Wording
    rows: dict[int, int]
    ends: list[int]
    behind: list[float]
    says: npt.NDArray[np.float64]
    printed: dict[int, tuple[dict[str, float], float]] = field(default_factory=dict)
    answered: dict[tuple[int, int], tuple[dict[str, float], float]] = field(default_factory=dict)


def sheet_of(units: Sequence[Unit]) -> Sheet:
    """A sheet, nothing asked yet."""
    texts = {i: unit.text for i, unit in enumerate(units) if unit.kind == "para"}
    photo = {i for i in texts if is_caption(texts[i]) and not of_picture_story(units, i) and not ends_body(units, i)}
    photo -= in_columns(units, photo) | _listed(texts)
    if len(photo) == len(texts):  # a picture with a headline may be all that the sheet has
        photo = {i for i in photo if not i or units[i - 1].kind != "float"}
    paras = [i for i in texts if i not in photo]
    lines = [*[i for i, unit in enumerate(units) if unit.kind == "float" and not unit.byline], *sorted(photo)]
    words = wording([texts[i] for i in paras], [units[i].text for i in lines])
    ends = _reaches([texts[i] for i in paras])
    rows = {i: row for row, i in enumerate(lines, len(paras))}
    return Sheet(
        units,
        paras,
        photo,
        usual_gap(units),
        is_wrapped(units),
        words,
        rows,
        ends,
        behind(words, ends).tolist(),
        weights_of(words),
    )


def _reaches(paras: Sequence[str]) -> list[int]:
    """For each paragraph how far what it begins may reach: over those that follow, as far as no article certainly begins."""
    found: list[int] = []
    stop = len(paras)
    for n in range(len(paras) - 1, -1, -1):
        found.append(min(stop, n + LOOK_AHEAD))
        if marks.opens_article(paras[n]) or marks.continued_from(paras[n]):
            stop = n
    return found[::-1]


def find_bodies(sheet: Sheet, against: frozenset[int] = frozenset()) -> Reading:
    """All bodies of the sheet in page order; captions are bodies of their own here (`photo`).

    At the paragraphs `against` it is decided against the rules, which costs as much as the rules were sure.
    """
    reading = Reading([], 0.0, [])
    first, why = 0, dict[str, float]()
    for n, i in enumerate(sheet.paras[1:], 1):
        answers, total = asked(sheet, first, n, i in against)
        if abs(total) < doubt(answers):
            reading.doubtful.append((abs(total), i))
        if i in against:
            reading.cost += abs(total)
        if (total > 0) != (i in against):
            reading.bodies.append(Body(sheet.paras[first:n], why, (first, n)))
            first, why = n, answers
    if sheet.paras:
        reading.bodies.append(Body(sheet.paras[first:], why, (first, len(sheet.paras))))
    reading.bodies += [Body([i], photo=True) for i in sorted(sheet.photo)]
    reading.bodies.sort(key=lambda body: body.first)
    return reading


def asked(sheet: Sheet, first: int, n: int, certain: bool = True) -> tuple[dict[str, float], float]:
    """The answers for a boundary between the body from paragraph `first` on and paragraph `n`, and their log-odds.

    Unless they must be `certain`: no answers and NEVER where none could make a boundary likely.
    """
    known = sheet.answered.get((first, n))
    if known is None or (certain and not known[0]):
        known = sheet.answered[first, n] = _answers(sheet, first, n, certain)
    return known


def _answers(sheet: Sheet, first: int, n: int, certain: bool) -> tuple[dict[str, float], float]:
    left, right = sheet.paras[n - 1], sheet.paras[n]
    size = sheet.words.letters.many(n)
    if n not in sheet.printed:
        answers = printed(sheet.units, left, right, sheet.usual, sheet.wrapped) | by_letters("behind", sheet.behind[n], size)
        sheet.printed[n] = answers, odds(answers)
    answers, total = sheet.printed[n]
    before = by_letters("before", above_of(sheet.words, first, n)[0], size)
    total += odds(before)
    lines = [sheet.rows[i] for i in range(left + 1, right) if i in sheet.rows and i not in sheet.photo]
    cut = Cut(sheet.words, first, n, sheet.ends[n], (lines[0], lines[-1] + 1) if lines else None)
    if not certain and right == left + 1 and hopeless(cut, total):
        return {}, NEVER
    by_words = worded(cut)
    if right == left + 1:
        by_words["cohesion-adjoining"] = by_words["cohesion"]
    return answers | before | by_words, total + odds(by_words)


def is_wrapped(units: Sequence[Unit]) -> bool:
    """Whether the text is set in columns at all; where nearly every paragraph is one long line, no width says anything."""
    paras = [unit for unit in units if unit.kind == "para"]
    return sum(len(unit.lines) > 1 for unit in paras) > WRAPPED * len(paras)


def usual_gap(units: Sequence[Unit]) -> int:
    """How many blank lines usually stand before a line of this sheet."""
    return Counter(line.gap for unit in units for line in unit.lines).most_common(1)[0][0] if units else 0


def is_caption(text: str) -> bool:
    """Whether a paragraph is the text under a picture. One that opens with 本报讯 is an article, whatever credit ends it."""
    if marks.opens_article(text):
        return False
    return (len(text) <= CAPTION and marks.signed_photo(text)) or (len(text) <= POINTED and marks.POINTER.match(text) is not None)


def ends_body(units: Sequence[Unit], i: int) -> bool:
    """Whether unit i is nothing but a credit in brackets below its article: （图片由林海雪摄）."""
    text = units[i].text
    return len(text) <= 24 and text[0] in "（(" and text[-1] in "）)" and i > 0 and units[i - 1].kind == "para"


def in_columns(units: Sequence[Unit], photo: set[int]) -> set[int]:
    """Which of some captions are set as paragraphs of an article and so are its own, whatever picture they point to.

    On a laid-out page: in the column of a paragraph, right above or below it in its letters. In a dump only those without a
    credit between two paragraphs as wide as they are.
    """
    found: set[int] = set()
    for order in (sorted(photo), sorted(photo, reverse=True)):
        for i in order:
            above = _runs_in(units, i - 1, i) and i - 1 not in photo - found
            below = _runs_in(units, i, i + 1) and i + 1 not in photo - found
            laid = units[i].lines[0].box is not None
            if (above or below) if laid else (above and below and not marks.signed_photo(units[i].text)):
                found.add(i)
    return found


def _listed(texts: dict[int, str]) -> set[int]:
    """Paragraphs that ▲ marks as items of a list of briefs: the next one opens with the same mark, and neither has a credit."""
    found: set[int] = set()
    for (i, one), (k, other) in pairwise(texts.items()):
        alike = one[0] == other[0] and one[0] in marks.ITEMS and min(len(one), len(other)) >= LEAST_BRIEF
        if alike and not (marks.signed_photo(one) or marks.signed_photo(other)):
            found |= {i, k}
    return found


def _runs_in(units: Sequence[Unit], i: int, j: int) -> bool:
    """Whether two neighbouring units are paragraphs of one width and size, on a laid-out page also of one column."""
    if i < 0 or j >= len(units):
        return False
    above, below = units[i], units[j]
    one, other = above.lines[0], below.lines[0]
    stacked = one.box is None or (below.gap == STACKED and abs(one.scale - other.scale) < SAME_SIZE)
    return above.kind == below.kind == "para" and abs(above.width - below.width) <= SAME_WIDTH and stacked


def of_picture_story(units: Sequence[Unit], i: int) -> bool:
    """Whether unit i is one of several texts near each other that point to pictures (图①, 图②): together they are an article."""
    if not marks.POINTER.match(units[i].text):
        return False
    near = [units[k] for k in (i - 1, i + 1) if 0 <= k < len(units)]
    if marks.signed_photo(units[i].text):  # captions with a credit each are of different articles, if not of one photographer
        names = marks.photographers(units[i].text)
        near = [unit for unit in near if not marks.signed_photo(unit.text) or (names and marks.photographers(unit.text) == names)]
    if marks.PICTURE.match(units[i].text):
        around = range(max(0, i - NEAR_PICTURES), min(len(units), i + NEAR_PICTURES + 1))
        if any(k != i and units[k].kind == "para" and marks.PICTURE.match(units[k].text) for k in around):
            return True
    return any(unit.kind == "para" and marks.POINTER.match(unit.text) for unit in near)

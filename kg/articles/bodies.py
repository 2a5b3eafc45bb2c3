"""Units -> Bodies: which paragraphs make one article, and where the next begins.

In: the units of one sheet. Out: bodies (paragraphs in page order) with the reasons for each boundary. Bodies may have floats
between their paragraphs. `boundaries` tells the log-odds of every possible boundary; where they are positive an article begins.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.articles import marks
from kg.articles.boundaries import Coming, Cut, odds, questions, weighed
from kg.articles.cohesion import Grams, Letters, grams, han, letters, merged, weight_of
from kg.articles.columns import Unit
from kg.records import Reason

DOUBT = 4.0  # log-odds up to which a headline without an article may yet cut one in two
LOOK_AHEAD = 5  # paragraphs that follow a possible boundary and are asked whether they speak of the same
CAPTION, POINTED = 320, 160  # most characters of a caption with a credit, and of one that points to its picture
NEAR_PICTURES = 3  # units between two numbered texts of one picture story at most
WRAPPED = 0.1  # part of the paragraphs that have several lines where text is set in columns


@dataclass(slots=True)
class Body:
    """The paragraphs of one article: indices of units, and why it begins where it does. `photo`: the text under a picture;

    `likes`: how likely the letters of units are in it, as far as that was asked.
    """

    paras: list[int]
    reasons: list[Reason] = field(default_factory=list)
    grams: Grams = field(default_factory=dict)
    photo: bool = False
    letters: Letters = field(default_factory=Letters)
    likes: dict[int, float] = field(default_factory=dict)

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
    """One way to cut the sheet: its bodies, what cuts against the rules cost, and the paragraphs where the rules nearly cut."""

    bodies: list[Body]
    cost: float
    doubtful: list[tuple[float, int]]


@dataclass(slots=True)
class Sheet:
    """The units of a sheet and what is asked of them again and again: n-grams of paragraphs, captions, answers so far.

    Keys of `answered` and `bodies` are half-open stretches of `paras`; `growing`: the body that grows from each of them.
    """

    units: Sequence[Unit]
    weights: dict[int, Grams]
    paras: list[int]
    photo: set[int]
    usual: int
    wrapped: bool
    coming: dict[int, Coming] = field(default_factory=dict)
    answered: dict[tuple[int, int], tuple[dict[str, float], float]] = field(default_factory=dict)
    bodies: dict[tuple[int, int], Body] = field(default_factory=dict)
    growing: dict[int, Body] = field(default_factory=dict)


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
    first, reasons = 0, [Reason("boundary/page-top", 1.0, "the first paragraph of the page")]
    for n, i in enumerate(sheet.paras[1:], 1):
        answers, total = _asked(sheet, first, n)
        if -DOUBT < total <= 0:
            reading.doubtful.append((abs(total), i))
        if i in against:
            reading.cost += abs(total)
        if (total > 0) != (i in against):
            reading.bodies.append(_ended(sheet, first, n, reasons))
            first, reasons = n, weighed(answers)
    if sheet.paras:
        reading.bodies.append(_ended(sheet, first, len(sheet.paras), reasons))
    why = Reason("caption/credit", 1.0, "ends with the photographer's credit or points to a picture")
    reading.bodies += [Body([i], [why], sheet.weights[i], photo=True) for i in sorted(sheet.photo)]
    reading.bodies.sort(key=lambda body: body.first)
    return reading


def _asked(sheet: Sheet, first: int, n: int) -> tuple[dict[str, float], float]:
    """The answers for a boundary between the body from paragraph `first` on and paragraph `n`, and their log-odds."""
    if (first, n) not in sheet.answered:
        answers = questions(sheet.units, cut_of(sheet, _grown(sheet, first, n), n))
        sheet.answered[first, n] = answers, odds(answers)
    return sheet.answered[first, n]


def _grown(sheet: Sheet, first: int, end: int) -> Body:
    """The body of the paragraphs `first` to `end`, which grows on."""
    body = sheet.growing.get(first)
    if body is None or len(body.paras) > end - first:
        body = sheet.growing[first] = begin(sheet, sheet.paras[first], [])
    for i in sheet.paras[first + len(body.paras) : end]:
        go_on(sheet, body, i)
    return body


def _ended(sheet: Sheet, first: int, end: int, reasons: list[Reason]) -> Body:
    """The body of the paragraphs `first` to `end` that grows no more; what is known of it serves every reading."""
    if (first, end) not in sheet.bodies:
        sheet.bodies[first, end] = _grown(sheet, first, end)
        del sheet.growing[first]
    return replace(sheet.bodies[first, end], reasons=reasons)


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
    if n not in sheet.coming:
        sheet.coming[n] = _coming(sheet, n)
    return Cut(body.last, sheet.paras[n], sheet.usual, sheet.wrapped, body.grams, body.letters, sheet.coming[n])


def _coming(sheet: Sheet, n: int) -> Coming:
    """What begins at paragraph `n`: it and those that follow, as far as no article certainly begins."""
    found = [sheet.weights[sheet.paras[n]]]
    said: list[str] = []
    for k in sheet.paras[n + 1 : n + LOOK_AHEAD]:
        text = sheet.units[k].text
        if marks.opens_article(text) or marks.continued_from(text):
            break
        found.append(sheet.weights[k])
        said.append(han(text))
    words = merged(found)
    return Coming(words, weight_of(words), "".join(said))


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


def of_picture_story(units: Sequence[Unit], i: int) -> bool:
    """Whether unit i is one of several texts near each other that point to pictures (图①, 图②): together they are an article."""
    if not marks.POINTER.match(units[i].text):
        return False
    near = [units[k] for k in (i - 1, i + 1) if 0 <= k < len(units)]
    if marks.PICTURE.match(units[i].text):
        around = range(max(0, i - NEAR_PICTURES), min(len(units), i + NEAR_PICTURES + 1))
        if any(k != i and units[k].kind == "para" and marks.PICTURE.match(units[k].text) for k in around):
            return True
    return any(unit.kind == "para" and marks.POINTER.match(unit.text) for unit in near)

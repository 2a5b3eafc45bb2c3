"""Units -> Bodies: which paragraphs make one article, and where the next begins.

In: the units of one sheet. Out: bodies (index ranges of paragraphs in page order) with the reasons for each boundary. Bodies may
have floats between their paragraphs. The rules are ordered and named; each gives a weight, and a positive sum is a boundary.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.articles import marks
from kg.articles.cohesion import Grams, cohesion, grams
from kg.articles.columns import Unit
from kg.lexicon import words
from kg.records import Reason

CARRIES_ON = re.compile(r"此外|同时|与此同时|另外|据了解|据悉|据介绍|目前|如今|随后|其中|该|他|她|“|——|下一步|近年来|今年以来|会上|会议|一是|二是|首先|其次|接着")
LOOK_AHEAD = 5  # paragraphs that follow a possible boundary and are asked whether they speak of the same


@dataclass(slots=True)
class Body:
    """The paragraphs of one article: indices of units, and why it begins where it does."""

    paras: list[int]
    reasons: list[Reason] = field(default_factory=list)
    grams: Grams = field(default_factory=dict)
    photo: bool = False

    @property
    def first(self) -> int:
        """Index of its first paragraph."""
        return self.paras[0]

    @property
    def last(self) -> int:
        """Index of its last paragraph."""
        return self.paras[-1]


def find_bodies(units: Sequence[Unit]) -> list[Body]:
    """All bodies of the sheet in page order; captions are bodies of their own here (`photo`)."""
    usual = Counter(unit.gap for unit in units).most_common(1)[0][0] if units else 0
    paras = [i for i, unit in enumerate(units) if unit.kind == "para"]
    weights = {i: grams(units[i].text) for i in paras}
    photo = {i for i in paras if is_caption(units[i].text)}
    found: list[Body] = []
    current: Body | None = None
    for n, i in enumerate(paras):
        if i in photo:
            found.append(Body([i], [Reason("caption/credit", 1.0, "ends with the photographer's credit or points to a picture")],
                              weights[i], photo=True))
            continue
        if current is None:
            current = Body([i], [Reason("boundary/page-top", 1.0, "first paragraph of the page")], dict(weights[i]))
            found.append(current)
            continue
        ahead: Grams = {}
        for k in [k for k in paras[n:] if k not in photo][:LOOK_AHEAD]:
            if k != i and (marks.opens_article(units[k].text) or marks.continued_from(units[k].text)):
                break
            ahead.update(weights[k])
        reasons = boundary_reasons(units, current.last, i, usual, cohesion(current.grams, ahead))
        if sum(reason.weight for reason in reasons) > 0:
            current = Body([i], reasons, dict(weights[i]))
            found.append(current)
        else:
            current.paras.append(i)
            current.grams.update(weights[i])
    return found


def is_caption(text: str) -> bool:
    """Whether a paragraph is the text under a picture."""
    return len(text) <= 320 and (marks.signed_photo(text) or (marks.POINTER.match(text) is not None and len(text) <= 120))


def boundary_reasons(units: Sequence[Unit], left: int, right: int, usual: int, together: float) -> list[Reason]:
    """Why a new article begins at unit `right` (weights above 0) or why it does not (below 0)."""
    before, after = units[left], units[right]
    between = units[left + 1 : right]
    found: list[Reason] = []

    def say(name: str, weight: float, why: str) -> None:
        found.append(Reason(f"boundary/{name}", weight, why))

    if marks.opens_article(after.text):
        say("dateline", 12.0, "opens with 本报讯 or a dateline")
    if marks.continued_from(after.text):
        say("continued-from", 12.0, "opens with 上接")
    if marks.AGAIN.match(after.text):
        say("again", -4.0, "又讯 adds to the article before it")
    if marks.continued_on(before.text):
        say("continued-on", 8.0, "the paragraph before ends with 下转")
    if signature(before.lines[-1].text) and not marks.opens_article(before.text[:20]):
        say("signed", 5.0, "the paragraph before ends with its author")
    if any(unit.byline and unit.byline.how != "names" for unit in between):
        say("byline", 3.0, "a byline stands between")
    if not before.closed and not marks.COLON.search(before.text) and after.text[0] not in marks.BULLETS:
        say("open", -1.0, "the paragraph before does not end its sentence")
    if abs(before.width - after.width) > 4:
        say("width", 1.5, f"the column changes from {before.width // 2} to {after.width // 2} characters")
    else:
        say("width", -1.5, "the column stays as wide as it was")
    if max(unit.gap for unit in [*between, after]) > usual and usual:
        say("gap", 4.0, "more blank lines than usual stand before it")
    if CARRIES_ON.match(after.text):
        say("carries-on", -1.0, "opens with a word that carries on")
    if any(unit.kind == "float" and unit.text.endswith(tuple(words("pages/title_ends.tsv"))) for unit in between):
        say("title", 5.0, "the title of an official text stands between")
    if between and all(unit.kind == "float" for unit in between):
        say("floats", 0.5, "lines that are no paragraph stand between")
    if not between:
        say("adjoining", -1.0, "nothing stands between")
    say("cohesion", -together, "words that both sides share" if together > 0 else "the two sides share few words")
    return found


def signature(line: str) -> bool:
    """Whether the last line of a paragraph ends with （记者 甲 乙）."""
    match = re.search(r"[（(]([^（）()]{2,30})[）)]$", line)
    return match is not None and any(word in match.group(1) for word in ("记者", "通讯员", "作者", "整理")) and (
        marks.byline(match.group()) is not None
    )

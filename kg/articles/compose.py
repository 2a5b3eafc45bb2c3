"""Bodies and their floats -> Article records: text, parts, runs back to the page, lines, headline, byline, dateline, id.

In: what `bodies` and `floats` decided. Out: Articles. Every printed character of `text` maps to its place on the page.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.articles import marks
from kg.articles.columns import Unit
from kg.articles.furniture import LABEL_MARKS, MOST_LABEL
from kg.divisions import divisions
from kg.lexicon import words
from kg.records import Article, ArticleKind, Page, Part, PartKind, Reason, Run
from kg.text import half_width, squash, unspaced

BRIEF = 420
MOST_PLACE = 8  # letters of a place that stands alone above a headline
MUCH_LONGER = 1.38  # a kicker is so much longer than the headline, which is set in larger letters
_CREDIT = re.compile(r"[（(]([^（）()]{0,90}?(?:记者|通讯员|实习生)[^（）()]{0,120})[）)]")
_BARE_CREDIT = re.compile(
    r"^[^，。（(]{2,24}(?:讯|电|消息)[ \u3000]*[（(]([\u3400-\u9fff·]{2,4}(?:[ \u3000、]+[\u3400-\u9fff·]{1,4}){0,5})[）)]"
)
_REPORTED = re.compile(r"^(?:[^，。（(]{2,16}(?:讯|消息)[ \u3000]*)?((?:记者|通讯员)[^，。：:（）()]{2,24}?)(?:摄影)?报道[：:]")
_SIGNED = re.compile(r"[（(]([^（）()]{2,40})[）)]$")
_HALVES = [(mark, half_width(mark)) for mark in "，：；！？（）"]
_PLACE_OF = re.compile(r"(?:本报|本网|本台|本刊|新华社|中新社)(.*?)(?:专电|电|讯)$")


@dataclass(slots=True)
class Draft:
    """All units of one article, by role, in the order in which the article says them."""

    headline: list[Unit] = field(default_factory=list)
    kicker: list[Unit] = field(default_factory=list)  # known to be one, as `subhead`
    subhead: list[Unit] = field(default_factory=list)
    byline: list[Unit] = field(default_factory=list)
    body: list[tuple[PartKind, list[Unit]]] = field(default_factory=list)
    captions: list[Unit] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    photo: bool = False


class _Writer:
    """Text as it grows, with its parts and runs."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.parts: list[Part] = []
        self.runs: list[Run] = []
        self.ends = (-1, -1)  # of the last run, in the article and on the page

    def put(self, text: str, places: Sequence[int]) -> None:
        """Add printed characters with their places (-1: a separator of ours)."""
        at, size = self.size, len(text)
        self.pieces.append(text)
        self.size = at + size
        if places.__class__ is range and self.ends != (at, places[0]):
            self.runs.append(Run(at, size, places[0]))
            self.ends = (at + size, places[0] + size)
            return
        breaks = [end for end, (last, here) in enumerate(pairwise(places), 1) if here != last + 1]
        for start, end in pairwise([0, *breaks, size]):
            if places[start] >= 0:
                self._run(at + start, end - start, places[start])

    def _run(self, start: int, length: int, place: int) -> None:
        """One more run, joined with the last where it goes on in both texts."""
        ends = self.ends
        if start == ends[0] and place == ends[1]:
            last = self.runs[-1]
            self.runs[-1] = Run(last.start, last.length + length, last.place)
        else:
            self.runs.append(Run(start, length, place))
        self.ends = (start + length, place + length)

    def say(self, text: str) -> None:
        """Add a separator."""
        self.pieces.append(text)
        self.size += len(text)

    def part(self, kind: PartKind, units: Iterable[Unit], between: str) -> str:
        """Add one part of the units' words, `between` them; gives back its text."""
        if self.size:
            self.say("\n")
        start = self.size
        first = len(self.pieces)
        for n, unit in enumerate(units):
            if n:
                self.say(between)
            self._unit(unit)
        self.parts.append(Part(kind, start, self.size))
        return "".join(self.pieces[first:])

    def _unit(self, unit: Unit) -> None:
        last = "。"
        for line in unit.lines:
            text = line.text
            if last.isascii() and text[0].isascii() and last.isalpha() and text[0].isalpha():
                self.say(" ")
            self.put(text, line.places)
            last = text[-1]


def compose(page: Page, draft: Draft, blank: frozenset[int]) -> Article:
    """The article record of one draft; `blank`: the lines of the page on which nothing is printed."""
    main, kicker, sub = split_headline(draft)
    writer = _Writer()
    kicker_text = writer.part("kicker", kicker, " ") if kicker else None
    headline = writer.part("headline", main, _joint(main)) if main else None
    sub_text = writer.part("subhead", sub, "" if sub and len(sub) > 1 and sub[0].text[0] in "—（" else " ") if sub else None
    if draft.byline:
        writer.part("byline", draft.byline, " ")
    body: list[str] = []
    for role, units in draft.body:
        body.append(writer.part(role, units, "\n"))
    for unit in draft.captions:
        writer.part("caption", [unit], "\n")
    text = "".join(writer.pieces)
    main_text = "\n".join(body)
    numbers = [line.number for units in _all_units(draft) for unit in units for line in unit.lines]
    names, dateline = authors(draft, main_text)
    start = marks.continued_from(main_text)
    onto = marks.continued_on(main_text)
    first_unclosed = draft.body and not draft.photo and start is not None
    kind: ArticleKind = (
        "caption" if draft.photo else "continuation" if first_unclosed else "brief" if len(main_text) < BRIEF else "news"
    )
    return Article(
        id=hashlib.sha256((_squashed(headline or "") + "\n" + _squashed(main_text)).encode()).hexdigest()[:12],
        source=page.source,
        kind=kind,
        text=text,
        parts=tuple(writer.parts),
        runs=tuple(writer.runs),
        lines=ranges(numbers, blank=blank),
        headline=headline,
        subhead=" ".join(words for words in (kicker_text, sub_text) if words) or None,
        byline=names,
        dateline=dateline,
        paper=page.paper,
        date=page.date,
        continued_from=start.group() if start else None,
        continued_on=onto.group() if onto else None,
        reasons=tuple(draft.reasons),
    )


def _squashed(text: str) -> str:
    """The text squashed. Its commonest marks are made half-width before: nothing else changes, but NFKC is then soon done."""
    for wide, half in _HALVES:
        text = text.replace(wide, half)
    return squash(text)


def _joint(lines: Sequence[Unit]) -> str:
    """What stands between the lines of a headline: a space between clauses, nothing inside a wrapped one.

    Clauses have one length (巧手织就振兴路 / 匠心点亮新生活), or a space or mark of their own.
    """
    lengths = {len(unspaced(line.text)) for line in lines}
    whole = any(" " in line.text.strip() or line.text.rstrip()[-1:] in "！？，。；：—…" for line in lines[:-1])
    return " " if len(lengths) == 1 or whole else ""


def _all_units(draft: Draft) -> list[list[Unit]]:
    return [
        draft.kicker,
        known_kickers(draft),
        draft.headline,
        draft.subhead,
        draft.byline,
        *(units for _, units in draft.body),
        draft.captions,
    ]


def blank_lines(page: Page) -> frozenset[int]:
    """Numbers of the lines on which nothing is printed."""
    text = page.text
    return frozenset([line.number for line in page.lines if not text[line.start : line.end].strip()])


def ranges(numbers: Iterable[int], *, blank: frozenset[int] = frozenset()) -> tuple[tuple[int, int], ...]:
    """Line numbers as inclusive ranges in order; a stretch goes on over blank lines."""
    found: list[tuple[int, int]] = []
    first = last = -1
    for number in sorted(set(numbers)):
        if number != last + 1 or first < 0:
            if first < 0:
                first = number
            elif not blank.issuperset(range(last + 1, number)):
                found.append((first, last))
                first = number
        last = number
    return (*found, (first, last)) if first >= 0 else ()


def split_headline(draft: Draft) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """(main headline, kicker before it, subhead after it), each in page order.

    Secondary are lines with —— or in brackets, and 见闻, 纪实 …; main are then the lines in the largest letters, the ones that
    shadow print or wide setting makes stand out, and else the shorter ones where one line is much longer than the others.
    """
    lines = draft.headline
    if draft.kicker or draft.subhead:
        return lines, draft.kicker, draft.subhead
    known = known_kickers(draft)
    rest = [i for i in range(len(lines)) if not _secondary(lines, i)]
    plain = [i for i in rest if not marks.reports(lines[i].text)]
    main = _standing_out(lines, plain or rest or list(range(len(lines))))
    if not main:
        return lines, known, []
    return (
        [lines[i] for i in main],
        known + [unit for i, unit in enumerate(lines) if i not in main and i < main[-1]],
        [unit for i, unit in enumerate(lines) if i not in main and i > main[-1]],
    )


def known_kickers(draft: Draft) -> list[Unit]:
    """The kickers that hang on the lines of the headline."""
    return [unit.kicker for unit in draft.headline if unit.kicker]


def _secondary(lines: Sequence[Unit], i: int) -> bool:
    """Whether line i is a kicker or subhead by its marks, or the rest of one."""
    text = lines[i].text
    if len(lines) > i + 1 and len(text) <= MOST_PLACE and text[-1] in "省市县区旗州盟镇乡" and divisions().named(text):
        return True  # a county above what happened there
    if text.startswith(("——", "—", "（", "(")) or text.endswith("——") or (text.endswith("）") and "（" not in text):
        return True
    if len(lines) > 1 and len(text) <= MOST_LABEL and unspaced(text).strip(LABEL_MARKS) in words("pages/kicker_labels.tsv"):
        return True  # the kind of article: 追踪报道
    before = [unit.text for unit in lines[:i]]
    opened = bool(before) and before[-1].startswith(("——", "（")) and not before[-1].endswith("）")
    return opened and (lines[i].width <= lines[i - 1].width) and i > 1


def _standing_out(lines: Sequence[Unit], rest: list[int]) -> list[int]:
    """Those of the lines `rest` that are the main headline."""
    boxes = [box for i in rest if (box := lines[i].lines[0].box)]
    if len(boxes) == len(rest) > 1:
        largest = max(box.size for box in boxes)
        return [i for i in rest if (box := lines[i].lines[0].box) and box.size > 0.87 * largest]
    shadow, spread = ([i for i in rest if getattr(lines[i].lines[0], marked)] for marked in ("shadow", "spread"))
    if shadow or spread:
        return rest if {*shadow, *spread} == {*rest} else shadow or spread
    if len(rest) < 3:
        return rest
    longest = max(rest, key=lambda i: (lines[i].width, -i))
    others = [i for i in rest if i != longest]
    alone = (
        longest in (rest[0], rest[-1]) and _balanced(lines[longest].text) and not lines[longest].text.endswith(("：", "，", "！"))
    )
    return others if alone and lines[longest].width > MUCH_LONGER * max(lines[i].width for i in others) else rest


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count("《") == text.count("》")


def authors(draft: Draft, body: str) -> tuple[tuple[str, ...], str | None]:
    """Names from the byline, 本报讯（记者 …） and photo credits, in that order; and the dateline if it has a place or date."""
    names: list[str] = []
    for unit in draft.byline:
        if unit.byline:
            names += unit.byline.names
    opening = body[:160]
    line = marks.dateline(body)
    credit = _CREDIT.search(opening) or _BARE_CREDIT.match(opening) or _REPORTED.match(opening)
    if credit and credit.start() < 45:
        found = marks.byline(f"（{credit.group(1)}）")
        names += found.names if found else ()
    if draft.body:
        tail = _SIGNED.search(body[-50:])
        found = marks.byline(tail.group()) if tail else None
        names += found.names if found else ()
    if draft.photo:
        names += marks.photographers(body)
    dateline = None
    if line:
        inner = _PLACE_OF.match(line.group())
        dateline = line.group() if inner and inner.group(1) else None
    return tuple(dict.fromkeys(names)), dateline

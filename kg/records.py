"""The records that the stages hand on: Page -> Article -> Mention -> Referent, Entity -> Claim, Quotation, Measure.

All are frozen and plain; sequences are tuples; positions are half-open and count Unicode code points.
Three things always hold: an article's slice equals its mention; evidence lies in its article and maps back to the page;
ids come from content, never from a counter over the corpus, a clock or a random number.
"""

from dataclasses import dataclass
from typing import Literal

PLACE_KINDS = ("Province", "Prefecture", "County", "Township", "Village", "Place")
BODY_KINDS = ("Enterprise", "GovernmentBody", "Organization")
WORK_KINDS = ("Program", "Initiative")
ENTITY_KINDS = ("Person", *BODY_KINDS, *PLACE_KINDS, *WORK_KINDS, "Event", "PolicyDocument", "Product", "Industry")
PREDICATES = (
    "holdsPositionAt", "worksFor", "residentOf", "nativeOf", "locatedIn", "partOf", "carriesOut", "participatesIn", "issues",
    "cooperatesWith", "supports", "investsIn", "produces", "benefitsFrom", "commendedFor", "implementsPolicy", "develops",
)  # fmt: skip
STATUSES = ("Asserted", "Planned", "Reported", "Denied", "Former")

PageForm = Literal["dump", "layout", "article"]
PartKind = Literal["kicker", "headline", "subhead", "byline", "heading", "body", "caption"]
ArticleKind = Literal["news", "brief", "caption", "continuation"]


class KgError(Exception):
    """The root of every error that newskg raises on purpose; its text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line stands on a laid-out page: points from the top left, `size` the height of its letters in points."""

    sheet: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `Page.text[start:end]` without its line break; `number` is 1-based and counts blank lines too."""

    number: int
    start: int
    end: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One source as received. `text` is decoded but otherwise untouched; `lines` are in the order of `text`.

    `form` says what `acquire` knows of it: a text "dump" of columns, a "layout" whose lines have boxes, or one ready "article".
    `headline`, `byline` are given for ready articles only, and so are `roles`: what each line is, where that is known.
    `paper` and `date` (ISO) come from the user or the file name.
    """

    source: str
    sha256: str
    text: str
    lines: tuple[Line, ...]
    form: PageForm = "dump"
    encoding: str = "utf-8"
    paper: str | None = None
    date: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    roles: tuple[PartKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided: the name of the rule or feature, its weight, and words that a reader understands."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of `Article.text` with one role; parts are in order, do not overlap and are separated by one newline."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """`Article.text[start:start + length]` equals `Page.text[place:place + length]` character by character."""

    start: int
    length: int
    place: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or the part of one that stands on this page.

    `text` is everything the article says, in reading order: kicker, headline, subhead, byline, body, captions, each a Part on
    lines of its own. `runs` cover every printed character of `text`; only separators that we put in are outside.
    `lines` are 1-based inclusive ranges of page lines. `continues` is the printed mark (上接1版, 下转3版) or None.
    """

    id: str
    source: str
    kind: ArticleKind
    text: str
    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    lines: tuple[tuple[int, int], ...]
    headline: str | None = None
    subhead: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    paper: str | None = None
    date: str | None = None
    continued_from: str | None = None
    continued_on: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """`Article.text[start:end] == text`, found as `kind`, proposed by `by`. Mentions of an article may nest.

    `kind` is one of ENTITY_KINDS, or "Time" or "Amount", whose normalised value stands in `value` (EDTF; number and unit).
    """

    start: int
    end: int
    kind: str
    text: str
    by: str
    score: float = 1.0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in an article where a referent is meant: a mention by name, or an anaphor (该局, 他, 全县) when `anaphor`."""

    start: int
    end: int
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Referent:
    """Who or what one article means by some of its mentions, before other articles are asked.

    `id` is "<article id>#<n>", n in order of first reference. `key` is the identity key: referents of any articles with equal
    keys are the same thing. `code` is the division code of a place, or of the place that a body belongs to.
    `within` lists ids of referents of the same article that tell namesakes apart (a person's body, a village's township).
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    references: tuple[Reference, ...]
    key: str
    code: str | None = None
    within: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world, over all articles. `id` is the tail of its IRI ("county/141127", "person/wei-ying-1c9e")."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    key: str
    code: str | None = None
    parent: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation that one article states; `Article.text[start:end]` is the sentence or clause that proves it.

    `subject`, `object` are referent ids while an article is read, entity ids in the graph.
    `attributes` are (name, words) pairs in order of name: title, amount, role. `time` is EDTF, what the fact holds for.
    """

    subject: str
    predicate: str
    object: str
    article: str
    start: int
    end: int
    rule: str
    confidence: float
    status: str = "Asserted"
    attributes: tuple[tuple[str, str], ...] = ()
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said: `Article.text[start:end]`, `direct` when it stands in quotation marks (which are left out)."""

    speaker: str
    article: str
    start: int
    end: int
    direct: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and what it measures; `Article.text[start:end]` are the words. `value` is a plain decimal number in `unit`.

    `approx` keeps the printed mark (约, 超, 近, 余, 多) or is empty.
    """

    entity: str
    property: str
    value: str
    unit: str
    article: str
    start: int
    end: int
    rule: str
    approx: str = ""
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article states."""

    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An input, or a part of one, that was left out or changed: a short code in `reason`, a line for the user in `words`."""

    source: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page-wise stages found on one page; everything that linking and the graph need from it.

    `text` is the page as received. `mentions`, `referents`, `facts` and `keywords` are parallel to `articles`.
    """

    source: str
    sha256: str
    text: str = ""
    articles: tuple[Article, ...] = ()
    mentions: tuple[tuple[Mention, ...], ...] = ()
    referents: tuple[tuple[Referent, ...], ...] = ()
    facts: tuple[Facts, ...] = ()
    problems: tuple[Problem, ...] = ()
    keywords: tuple[tuple[str, ...], ...] = ()

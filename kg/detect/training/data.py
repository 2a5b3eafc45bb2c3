"""Annotated articles as training examples, altered anew in every epoch.

In: AnnotatedArticle records. Out: Example records (rows, features, two layers of labels), one a window of text.
What always holds: what a name is replaced by has its kind, and the same name of an article is replaced by the same name
everywhere, so that the features of the whole article stay true. Everything random comes from the given generator.
"""

import random
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.corpus import AnnotatedArticle
from kg.detect.crf import HEADS, LABELS
from kg.detect.features import Ints, features
from kg.detect.network import code_rows, ids, windows
from kg.divisions import divisions
from kg.lexicon import surnames
from kg.records import PLACE_KINDS
from kg.text import is_han

SWAPPED = frozenset(("Person", "Enterprise", "GovernmentBody", "Organization", "Product", *PLACE_KINDS))
SELDOM = frozenset(("Initiative", "Program", "Industry"))  # names that lean on their sentence: exchanged less often
QUOTED = frozenset(
    ("Initiative", "Program", "Event", "Industry", "Product", "Organization")
)  # printed with quotation marks or without
TITLED = ("先生", "女士", "大爷", "大娘", "大姐", "大哥", "师傅", "老师", "主任", "书记", "经理", "队长", "医生")
LEVELS = ("Province", "Prefecture", "County", "Township")
NEARER = "M"  # files from here on are written nearer to what papers print
BARE = 0.2  # share of the articles of an epoch that lose the quotation marks of most of their names
MARKS = {ord(mark): None for mark in "“”"}
WIDENED = string.digits + string.ascii_letters + "%+-."
LABEL = {label: number for number, label in enumerate(LABELS)}
_ROLE = re.compile(r"记者|通讯员|作者|整理|摄影|文|图|摄|特约|首席|见习|实习|本报|[／/|]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A name (`kind` set) or a whole article ("") as its parts: words and inner names."""

    kind: str
    parts: tuple["str | Piece", ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Example:
    """One window: rows [T], features [T, columns], labels [HEADS, T]; `weight` of its loss."""

    rows: Ints
    extra: Ints
    labels: Ints


@dataclass(frozen=True, slots=True)
class Pool:
    """What names can be replaced by: names of the corpus by kind, real divisions, and parts of people's names."""

    names: dict[str, tuple[Piece, ...]]
    families: tuple[tuple[str, ...], tuple[float, ...]]
    given: tuple[str, ...]


def pieces(article: AnnotatedArticle) -> Piece:
    """The body of an article with its names as nested pieces; anaphors are plain words. Crossing mentions are left out."""
    mentions = [(m.start, m.end, m.kind) for m in article.mentions if not m.anaphor and m.end > m.start]
    return _nest(article.text, 0, len(article.text), "", sorted(set(mentions), key=lambda m: (m[0], -m[1])))


def _nest(text: str, start: int, end: int, kind: str, mentions: Sequence[tuple[int, int, str]]) -> Piece:
    parts: list[str | Piece] = []
    at = start
    for i, (s, e, k) in enumerate(mentions):
        if s >= at and e <= end:
            parts += [text[at:s], _nest(text, s, e, k, [m for m in mentions[i + 1 :] if m[0] >= s and m[1] <= e])]
            at = e
    return Piece(kind, tuple(part for part in (*parts, text[at:end]) if part != ""))


def headline(article: AnnotatedArticle) -> Piece:
    """The headline, in which the names of the body are marked (the corpus marks none there)."""
    known = {article.text[m.start : m.end]: m for m in article.mentions if not m.anaphor}
    for name, mention in list(known.items()):  # headlines like the short form: 汝城 for 汝城县
        if mention.kind in LEVELS and len(name) > 2 and name[-1] in "省市县区旗州盟":
            known.setdefault(name[:-1], mention)
    longest = sorted(known, key=lambda name: (-len(name), name))
    found: list[tuple[int, int, str]] = []
    if longest:
        for match in re.finditer("|".join(map(re.escape, longest)), article.headline):
            mention, at = known[match[0]], match.start() - known[match[0]].start
            inner = {
                (m.start + at, m.end + at, m.kind) for m in article.mentions if m.start >= mention.start and m.end <= mention.end
            }
            found += [(match.start(), match.end(), mention.kind), *(m for m in sorted(inner) if m[1] <= match.end())]
    found = sorted(dict.fromkeys(found), key=lambda m: (m[0], -m[1]))
    return _nest(article.headline, 0, len(article.headline), "", found)


def byline(article: AnnotatedArticle) -> tuple[str, ...]:
    """People named in the byline, in order."""
    words = _ROLE.sub(" ", article.byline).replace("　", " ").split()
    return tuple(word for word in words if 2 <= len(word) <= 4 and all(map(is_han, word)))


def pool(articles: Iterable[AnnotatedArticle]) -> Pool:
    """Every different name of the articles once, so that rare names count as much as frequent ones; and real divisions."""
    names: dict[str, dict[str, Piece]] = defaultdict(dict)

    def gather(piece: Piece) -> None:
        for part in piece.parts:
            if isinstance(part, Piece):
                names[part.kind].setdefault(str(part), part)
                gather(part)

    for article in articles:
        gather(pieces(article))
    given = tuple(name[1:] for name in sorted(names["Person"]) if _full(name))
    for division in divisions().by_code.values():
        if division.level in LEVELS and len(division.name) <= 12:
            for form in {division.name, division.name if division.ambiguous else division.short}:
                names[division.level].setdefault(form, Piece(division.level, (form,)))
    families = sorted(surnames().items())
    return Pool(
        {kind: tuple(found[name] for name in sorted(found)) for kind, found in names.items()},
        (tuple(name for name, _ in families), tuple((weight + 1.0) ** 0.6 for _, weight in families)),
        given,
    )


def _full(name: str) -> bool:
    """Whether a person's name is surname and given name, not 老王, 小李 or 王师傅."""
    plain = 2 <= len(name) <= 3 and all(map(is_han, name)) and name[0] in surnames()
    return plain and name[0] not in "老小阿" and name[-1] not in "某总工哥姐叔婶爷奶嫂伯" and not name.endswith(TITLED)


def person(names: Pool, chance: random.Random) -> str:
    """An invented name: a surname by its frequency, a given name of the corpus or one mixed from two of them."""
    family = chance.choices(names.families[0], names.families[1])[0]
    given = chance.choice(names.given)
    if chance.random() < 0.4:
        other = chance.choice(names.given)
        given = given[0] + other[-1]
    return family + given


def alter(piece: Piece, names: Pool, chance: random.Random, swap: float, done: dict[tuple[str, str], Piece]) -> Piece:
    """`piece` with some names replaced; `done` remembers (kind, name) -> what stands for it in this article."""
    parts: list[str | Piece] = []
    for part in piece.parts:
        if isinstance(part, str):
            parts.append(part)
            continue
        key = part.kind, str(part)
        if key not in done:
            free = part.kind in (PLACE_KINDS if piece.kind else SWAPPED)  # inside a name only its places are exchanged
            rate = swap if free else swap / 3 if part.kind in SELDOM and not piece.kind else 0.0
            done[key] = _other(part, names, chance) if chance.random() < rate else part
        parts.append(alter(part, names, chance, swap, done) if done[key] is part else done[key])
    return Piece(piece.kind, tuple(parts))


def _other(part: Piece, names: Pool, chance: random.Random) -> Piece:
    name = str(part)
    if part.kind == "Person":
        if not _full(name):
            return part
        if chance.random() < 0.7:
            return Piece("Person", (person(names, chance),))
    return chance.choice(names.names[part.kind])


def bare(piece: Piece, chance: random.Random) -> Piece:
    """`piece` with most of its names of QUOTED kinds as papers also print them: without quotation marks in and around them."""
    parts = [bare(part, chance) if isinstance(part, Piece) else part for part in piece.parts]
    for i, part in enumerate(parts):
        if isinstance(part, Piece) and part.kind in QUOTED and chance.random() < 0.8:
            parts[i] = _unmarked(part)
            left, right = parts[i - 1] if i else "", parts[i + 1] if i + 1 < len(parts) else ""
            if isinstance(left, str) and isinstance(right, str) and left.endswith("“") and right.startswith("”"):
                parts[i - 1], parts[i + 1] = left[:-1], right[1:]
    return Piece(piece.kind, tuple(part for part in parts if part != ""))


def _unmarked(piece: Piece) -> Piece:
    parts = (_unmarked(part) if isinstance(part, Piece) else part.translate(MARKS) for part in piece.parts)
    return Piece(piece.kind, tuple(part for part in parts if part != ""))


def front(article: AnnotatedArticle, names: Pool, chance: random.Random) -> list[str | Piece]:
    """Lines before the body as pages print them: headline, byline, or 本报讯（记者 …）in front of the first sentence."""
    lines: list[str | Piece] = []
    if article.headline and chance.random() < 0.6:
        lines += [headline(article), "\n"]
    people = byline(article) or (person(names, chance),)
    gap = chance.choice((" ", " ", "　", "", "、"))
    listed: list[str | Piece] = []
    for name in people:
        listed += [gap if listed else "", Piece("Person", (name,))]
    role = chance.choice(("记者", "记者", "通讯员", "记者 "))
    if not article.text.startswith(("本报讯", "□", "本报")) and chance.random() < 0.6:
        form = chance.choice(("line", "line", "lead", "plain"))
        if form == "line":
            outlet = chance.choice(("□ 本报", "□本报", "本报", "■ 本报", "", "文/本报"))
            lines += [outlet, role, " " if gap else "", *listed, "\n"]
        elif form == "lead":
            lines += ["本报讯（", role, gap, *listed, chance.choice(("）", "） ", "）\u3000"))]
        else:
            lines += [*listed, chance.choice(("\n", " 摄\n", " 摄影报道\n"))]
    return [line for line in lines if line != ""]


def render(piece: Piece) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and names (start, end, kind), outer before inner."""
    words: list[str] = []
    found: list[tuple[int, int, str]] = []

    def walk(part: str | Piece, at: int) -> int:
        if isinstance(part, str):
            words.append(part)
            return at + len(part)
        place = len(found)
        if part.kind:
            found.append((at, at, part.kind))
        end = at
        for inner in part.parts:
            end = walk(inner, end)
        if part.kind:
            found[place] = (at, end, part.kind)
        return end

    walk(piece, 0)
    return "".join(words), found


def worn(text: str, chance: random.Random) -> str:
    """The text as careless pages print it, length unchanged: ASCII commas, straight quotation marks, full-width figures."""
    if chance.random() < 0.06:
        text = text.replace("，", ",")
    elif chance.random() < 0.08:
        text = "".join("," if c == "，" and chance.random() < 0.1 else c for c in text)
    if chance.random() < 0.05:
        text = text.translate({ord("“"): '"', ord("”"): '"'})
    if chance.random() < 0.06:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in WIDENED})
    return text


def layers(length: int, found: Iterable[tuple[int, int, str]]) -> Ints:
    """Labels [HEADS, length] of nested names: outermost, directly inside; deeper ones are left out."""
    out = np.zeros((HEADS, length), np.int64)
    ends: list[int] = []
    for start, end, kind in sorted(found, key=lambda f: (f[0], -f[1])):
        while ends and ends[-1] <= start:
            ends.pop()
        if len(ends) < HEADS:
            out[len(ends), start] = LABEL["B-" + kind]
            out[len(ends), start + 1 : end] = LABEL["I-" + kind]
        ends.append(end)
    return out


def examples(text: str, found: Iterable[tuple[int, int, str]], rows: Ints) -> list[Example]:
    """The windows of one text."""
    known, extra, labels = ids(rows, text), features(text), layers(len(text), found)
    made = []
    for start, end in windows(text):
        part = labels[:, start:end].copy()
        for layer in part:  # what a window cuts is no name
            for i, label in enumerate(layer):
                if label == 0 or label % 2 == 1:
                    break
                layer[i] = 0
        made.append(Example(known[start:end], extra[start:end], part))
    return made


def epoch(
    articles: Sequence[AnnotatedArticle],
    names: Pool,
    letters: str,
    chance: random.Random,
    *,
    since: str,
    before: float,
    swap: float = 0.5,
) -> list[Example]:
    """The windows of an epoch's articles, altered: three articles of ten keep their names.

    Of the articles in files before `since` only the share `before` is taken.
    """
    rows = code_rows(letters)
    made: list[Example] = []
    for article in articles:
        if article.file < since and chance.random() >= before:
            continue
        body = pieces(article)
        if chance.random() < BARE:
            body = bare(body, chance)
        whole = Piece("", (*front(article, names, chance), body))
        rate = swap if chance.random() < 0.7 else 0.0
        text, found = render(alter(whole, names, chance, rate, {}))
        made += examples(worn(text, chance), found, rows)
    return made

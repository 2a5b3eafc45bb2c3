"""Reader of annotated articles, the `.ann` files of `kg/zh/corpus/` (format: the README there).

In: the text of a file. Out: AnnotatedArticle records. What always holds: `text[start:end]` is what the bracket held, mentions
are in order of position, outer before inner; predicates carry the names of `records.PREDICATES`.
Used to train the name recogniser and the scorer of relations, never while pages are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.records import ENTITY_KINDS, PREDICATES, KgError

FOLDER = files("kg") / "zh" / "corpus"
PREDICATE = {"holdsPosition": "holdsPositionAt"}  # the corpus writes the shorter name
_TAG = re.compile(r"\|(-|[a-z]+[0-9]*)(~?)(?::([A-Za-z]+))?\}")


class CorpusError(KgError):
    """An annotated file that does not keep the format; names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class AnnotatedMention:
    """`text[start:end]` stands for entity `who` of `kind`; `anaphor` when it is no name (该局, 他, 集团)."""

    start: int
    end: int
    kind: str
    who: str
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedRelation:
    """`subject` and `object` are entity ids of the article; `attributes` are (name, words) pairs, `status` among them."""

    subject: str
    predicate: str
    object: str
    attributes: tuple[tuple[str, str], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedMeasure:
    """A figure of `entity`; `words` stand in the text."""

    entity: str
    property: str
    value: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article; `text` is its body alone. `said` holds (entity id, first characters of the statement) pairs."""

    id: str
    file: str
    headline: str
    byline: str
    paper: str
    date: str
    text: str
    mentions: tuple[AnnotatedMention, ...]
    relations: tuple[AnnotatedRelation, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    measures: tuple[AnnotatedMeasure, ...] = ()


def corpus(folder: Traversable = FOLDER) -> tuple[AnnotatedArticle, ...]:
    """All articles of all `.ann` files of a folder, in order of file name and place. CorpusError names a bad file."""
    if not folder.is_dir():
        raise CorpusError("kg/zh/corpus: the annotated articles are part of the source checkout, not of an installed package")
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".ann")), key=lambda p: p.name)
    return tuple(article for path in paths for article in read_articles(path.read_text("utf-8"), path.name))


def read_articles(text: str, name: str) -> Iterator[AnnotatedArticle]:
    """The articles of one file's text; `name` is the file's, for messages and for `AnnotatedArticle.file`."""
    head: dict[str, str] = {}
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), "----"], 1):
        if line.startswith("# ") and not lines:
            key, _, value = line[2:].partition(":")
            head[key.strip()] = value.strip()
        elif line.strip() != "----":
            lines.append((number, line))
        elif head or any(words.strip() for _, words in lines):
            yield _article(head, lines, name)
            head, lines = {}, []


def _article(head: dict[str, str], lines: list[tuple[int, str]], name: str) -> AnnotatedArticle:
    cut = next((i for i, (_, words) in enumerate(lines) if words.strip() == "=="), len(lines))
    first = lines[0][0] if lines else 0
    try:
        text, tagged = _plain("\n".join(words for _, words in lines[:cut]).strip())
    except ValueError as problem:
        raise CorpusError(f"{name}:{first}: article {head.get('id', '?')}: {problem}") from None
    kinds = {who: kind for _, _, who, kind, _ in sorted(tagged, key=lambda m: (m[0], -m[1])) if kind}
    for who, kind in kinds.items():
        if kind not in ENTITY_KINDS:
            raise CorpusError(f"{name}:{first}: article {head.get('id', '?')}: {who} has the unknown type {kind}")
    mentions = [AnnotatedMention(s, e, kinds.get(who, ""), who, anaphor) for s, e, who, _, anaphor in tagged]
    if nameless := next((m for m in mentions if not m.kind), None):
        raise CorpusError(f"{name}:{first}: article {head.get('id', '?')}: {nameless.who} has no type")
    relations: list[AnnotatedRelation] = []
    said: list[tuple[str, str]] = []
    measures: list[AnnotatedMeasure] = []
    for number, line in lines[cut + 1 :]:
        if line.strip():
            _statement(line, f"{name}:{number}", relations, said, measures)
    return AnnotatedArticle(
        head.get("id", ""), name, head.get("headline", ""), head.get("byline", ""), head.get("paper", ""), head.get("date", ""),
        text, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), tuple(relations), tuple(said), tuple(measures),
    )  # fmt: skip


def _plain(text: str) -> tuple[str, list[tuple[int, int, str, str, bool]]]:
    """Text without brackets, and (start, end, id, type or "", anaphor) for each of them but `{…|-}`."""
    plain: list[str] = []
    open_at: list[int] = []
    tagged: list[tuple[int, int, str, str, bool]] = []
    place = 0
    while place < len(text):
        char = text[place]
        tag = _TAG.match(text, place) if char == "|" and open_at else None
        if tag:
            start = open_at.pop()
            if "\n" in plain[start:]:
                raise ValueError(f"a name that runs over a line's end, near …{text[max(0, place - 12) : tag.end()]}")
            if tag[1] != "-":
                tagged.append((start, len(plain), tag[1], tag[3] or "", bool(tag[2])))
            place = tag.end()
            continue
        if char == "{":
            open_at.append(len(plain))
        elif char == "}":
            raise ValueError(f"a }} without |id before it, near …{text[max(0, place - 12) : place + 1]}")
        else:
            plain.append(char)
        place += 1
    if open_at:
        raise ValueError(f"a {{ that is never closed, near {''.join(plain)[open_at[-1] : open_at[-1] + 14]}")
    return "".join(plain), tagged


def _statement(
    line: str,
    where: str,
    relations: list[AnnotatedRelation],
    said: list[tuple[str, str]],
    measures: list[AnnotatedMeasure],
) -> None:
    """One line below `==` into the list that it belongs to."""
    triple, *cells = (cell.strip() for cell in line.split("|"))
    words = triple.split()
    if len(words) == 2 and words[1] == "said":
        said.append((words[0], cells[0] if cells else ""))
    elif len(words) == 2 and words[1] == "measure" and len(cells) >= 4:
        measures.append(AnnotatedMeasure(words[0], cells[0], cells[1], cells[2], cells[3]))
    elif len(words) == 3 and PREDICATE.get(words[1], words[1]) in PREDICATES:
        pairs = tuple((k.strip(), v.strip()) for k, eq, v in (cell.partition("=") for cell in cells) if eq)
        relation = AnnotatedRelation(words[0], PREDICATE.get(words[1], words[1]), words[2], pairs, "optional" in cells)
        relations.append(relation)
    else:
        raise CorpusError(f"{where}: no relation of the schema, statement or measure: {line.strip()[:40]}")

"""The spaCy pipeline that carries the name recogniser: blank Chinese, one token a character, component `kg_names`.

In: texts of any length. Out: for each text the names found, as plain tuples; in a Doc they stand in `doc.spans["names"]`, nested
ones too, with scores and depths in the group's attributes. What always holds: `text[start:end]` is the name; no Doc is longer
than PIECE characters (spaCy slows down faster than a text grows); of all strings only single characters stay in spaCy's memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from kg.detect.network import Found, Network, build, find, network, windows
from kg.lexicon import ZH
from kg.records import KgError

PIECE = 20_000
DOCS = 64  # Docs whose sentences go through the network together
GROUP = "names"
COLUMNS = ("start", "end", "score", "depth")
CAUTION = 0.0  # added to the score of "no name"; chosen on corpus articles that were kept out of training
FOREIGN = {  # labels of OntoNotes models (zh_core_web_*) -> our kinds
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "EVENT": "Event",
    "LAW": "PolicyDocument", "PRODUCT": "Product",
}  # fmt: skip


class NameFinder:
    """The component: holds the network, marks names in Docs, and saves and loads its weights with the pipeline."""

    def __init__(self, weights: bytes | None = None) -> None:
        self.weights = weights
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = DOCS) -> Iterator[Doc]:
        """Docs with their names, the sentences of `batch_size` Docs at a time."""
        if self.network is None:
            self.network = network()
        docs = iter(stream)
        while kept := list(islice(docs, batch_size)):
            for doc, found in zip(kept, find(self.network, [doc.text for doc in kept], caution=CAUTION), strict=True):
                yield mark(doc, found)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Writes the weights below `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "names.npz").write_bytes(self.weights or (ZH / "model" / "names.npz").read_bytes())

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "NameFinder":
        """Reads the weights below `path`."""
        file = Path(path) / "names.npz"
        self.weights = file.read_bytes()
        with np.load(file, allow_pickle=False) as arrays:
            self.network = build({name: arrays[name] for name in arrays.files})
        return self


@Language.factory("kg_names", assigns=["doc.spans"])
def make_names(nlp: Language, name: str) -> NameFinder:
    """The factory that spaCy calls; the weights are loaded with the first Doc."""
    return NameFinder()


def mark(doc: Doc, found: Sequence[Found]) -> Doc:
    """`doc` with `found` as its span group; spans are widened to whole tokens where a tokenizer joins characters."""
    spans = (doc.char_span(f.start, f.end, label=f.kind, alignment_mode="expand") for f in found)
    attrs: dict[str, list[object]] = {name: [getattr(f, name) for f in found] for name in COLUMNS}
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=[span for span in spans if span is not None], attrs=attrs)
    return doc


def marked(doc: Doc) -> list[Found]:
    """What `mark` wrote."""
    group = doc.spans[GROUP]
    columns = (group.attrs[name] for name in COLUMNS)
    rows = zip(group, *columns, strict=True)
    return [Found(start, end, span.label_, score, depth) for span, start, end, score, depth in rows]


@cache
def pipeline() -> Language:
    """The pipeline with the shipped weights, made once in a process."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_names")
    return nlp


def pieces(text: str, most: int = PIECE) -> list[tuple[int, int]]:
    """The text as spans of whole sentences of at most `most` characters."""
    if len(text) <= most:
        return [(0, len(text))] if text else []
    found: list[tuple[int, int]] = []
    start = end = 0
    for first, last in windows(text):
        if last - start > most:
            found.append((start, end))
            start = first
        end = last
    return [*found, (start, end)]


def recognise(texts: Sequence[str], *, model: str | None = None) -> list[list[Found]]:
    """Names of each text, in order of start, outer first: (start, end, kind, score, depth).

    `model` names an installed spaCy pipeline (zh_core_web_sm …) that is asked instead of ours; its scores are 1.0 and its
    places have the kind Place. KgError when it is not installed.
    """
    nlp = pipeline() if model is None else foreign(model)
    cut = [(number, start, end) for number, text in enumerate(texts) for start, end in pieces(text)]
    found: list[list[Found]] = [[] for _ in texts]
    with nlp.memory_zone() if model else nullcontext():  # single characters are few: their lexemes are kept
        given = (texts[number][start:end] for number, start, end in cut)
        docs = nlp.pipe(given if model else (characters(nlp, text) for text in given), batch_size=DOCS)
        for (number, start, _), doc in zip(cut, docs, strict=True):
            names = marked(doc) if model is None else entities(doc)
            found[number] += [f._replace(start=f.start + start, end=f.end + start) for f in names]
    return found


def characters(nlp: Language, text: str) -> Doc:
    """A Doc with one token a character; what the tokenizer of blank Chinese makes, in a third of the time."""
    return Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))


@cache
def foreign(model: str) -> Language:
    """A pipeline that the user has installed, without what is not needed for names."""
    try:
        return spacy.load(model, exclude=["parser", "attribute_ruler", "lemmatizer"])
    except OSError:
        raise KgError(f"the spaCy model {model} is not installed; install it, or leave the option out") from None


def entities(doc: Doc) -> list[Found]:
    """The entities of a foreign pipeline as ours; labels that are no names (dates, amounts) are left out."""
    return [Found(e.start_char, e.end_char, FOREIGN[e.label_], 1.0, 0) for e in doc.ents if e.label_ in FOREIGN]

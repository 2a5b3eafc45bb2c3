"""How well articles are read that nothing was trained on: annotated files of the corpus format, each article a page of its own.

Run: python -m tests.benchmarks.unseen [FILE.ann…] [--errors N]; without files those of tests/unseen/. Builds the pages in a
temporary folder and prints what `kg score` says of them. Whoever reads the errors of a file has used it up: move it into the
corpus and write a new one.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from kg import pipeline, score
from kg.corpus import AnnotatedArticle, read_articles
from kg.records import PLACE_KINDS

CALLED = re.compile(r"[老小阿].|.{1,2}(?:先生|女士|大爷|大娘|大姐|大哥|大妈|师傅|老师|主任|书记|经理|队长|医生|[某总])")
UNSEEN = Path(__file__).parents[1] / "unseen"


def page_of(article: AnnotatedArticle) -> str:
    """The article as it would stand in a file: headline, byline, body."""
    return "\n".join(filter(None, (article.headline, article.byline, article.text))) + "\n"


def borrowed(article: AnnotatedArticle) -> set[str]:
    """Who is named only inside names of firms, associations, works and goods, and people without their given name."""
    spans = [(m.start, m.end) for m in article.mentions if m.kind not in (*PLACE_KINDS, "Person", "GovernmentBody")]
    alone: dict[str, bool] = {}
    for m in article.mentions:
        inside = any(s <= m.start and m.end <= e and e - s > m.end - m.start for s, e in spans)
        whole = m.kind != "Person" or not CALLED.fullmatch(article.text[m.start : m.end])
        alone[m.who] = alone.get(m.who, False) or (whole and not (inside and m.kind in (*PLACE_KINDS, "Enterprise")))
    return {who for who, named in alone.items() if not named}


def gold_of(article: AnnotatedArticle, source: str) -> dict[str, Any]:
    """The annotation in the form of the gold files; anaphors give relations, but no names. What the gold files take for optional
    is so here: a place or firm that is only ever part of other names (of offices a place stands for itself), 老王 and 李女士.
    """
    kinds: dict[str, str] = {}
    names: dict[str, dict[str, None]] = {}
    for m in article.mentions:
        kinds[m.who] = "Place" if m.kind in PLACE_KINDS else m.kind
        if not m.anaphor:
            names.setdefault(m.who, {})[article.text[m.start : m.end]] = None
    entities = [
        {"id": w, "type": kinds[w], "name": max(n, key=len), "names": list(n), "optional": w in borrowed(article)}
        for w, n in names.items()
    ]
    known = {name for every in names.values() for name in every}
    authors = [name for name in re.split(r"[ \u3000]+", article.byline or "") if 1 < len(name) < 12 and name not in known]
    entities += [{"id": f"by{i}", "type": "Person", "name": n, "names": [n], "optional": True} for i, n in enumerate(authors)]
    relations: list[dict[str, Any]] = [
        {"s": r.subject, "p": r.predicate, "o": r.object, "attrs": dict(r.attributes), "optional": r.optional}
        for r in article.relations
        if r.subject in names and r.object in names
    ]
    relations += [{"s": w, "p": "said", "o": None, "attrs": {"quote": words}} for w, words in article.said if w in names]
    measures = [
        {"s": m.entity, "quote": m.words, "property": m.property, "value": m.value, "unit": m.unit} for m in article.measures
    ]
    text = page_of(article)
    lines = [[1, text.count("\n")]]
    whole = {"headline": article.headline, "kind": "news", "lines": lines, "text": text, "entities": entities}
    return {"source": source, "articles": [{"id": article.id, **whole, "relations": relations, "measures": measures}]}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages, golds = Path(folder) / "pages", Path(folder) / "gold"
        pages.mkdir()
        golds.mkdir()
        for file in given.files or sorted(UNSEEN.glob("*.ann")):
            for article in read_articles(file.read_text("utf-8"), file.name):
                source = f"{article.id}.txt"
                (pages / source).write_text(page_of(article), "utf-8")
                gold = json.dumps(gold_of(article, source), ensure_ascii=False)
                (golds / f"{article.id}.json").write_text(gold, "utf-8")
        out = Path(folder) / "out"
        pipeline.build([pages], out, jobs=1)
        scores = score.score(out / "graph.ttl", score.golds_in(golds), sources=pages)
        print("\n".join(score.lines(scores, errors=given.errors)))


if __name__ == "__main__":
    main()

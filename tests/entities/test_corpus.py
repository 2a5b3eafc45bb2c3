"""Clustering and anaphors on annotated articles that no rule or weight was fitted on."""

from collections import Counter
from functools import cache

import pytest

from kg.corpus import FOLDER, AnnotatedArticle, read_articles
from kg.entities import resolve_page
from kg.records import Article, Mention, Part, Referent
from tests.entities.measure import b_cubed, family

HELD_OUT = ("C4", "D4", "E4", "F4", "G4", "H4", "I4", "J4", "K4", "L4", "M3", "N3", "O3", "P3", "Q3")


@cache
def resolved() -> list[tuple[AnnotatedArticle, tuple[Referent, ...]]]:
    found = []
    for name in HELD_OUT:
        for gold in read_articles((FOLDER / f"{name}.ann").read_text("utf-8"), name):
            article = Article(
                f"{name}-{gold.id}",
                name,
                "news",
                gold.text,
                (Part("body", 0, len(gold.text)),),
                (),
                ((1, 1),),
                paper=gold.paper or None,
            )
            named = [Mention(m.start, m.end, m.kind, gold.text[m.start : m.end], "gold") for m in gold.mentions if not m.anaphor]
            found.append((gold, resolve_page([article], [named])[0]))
    return found


def means(referents: tuple[Referent, ...], start: int, end: int, kind: str) -> str:
    return next(
        r.id for r in referents if family(r.kind) == family(kind) and any((x.start, x.end) == (start, end) for x in r.references)
    )


def test_mentions_of_one_thing_are_put_together() -> None:
    links = [
        (f"{gold.file}-{gold.id}-{m.who}", means(referents, m.start, m.end, m.kind))
        for gold, referents in resolved()
        for m in gold.mentions
        if not m.anaphor
    ]
    precision, recall = b_cubed(links)
    assert len(links) > 4000
    assert precision >= 0.995
    assert recall >= 0.98


@pytest.mark.parametrize(
    ("words", "least"), [(("他", "她"), 0.85), (("该局", "该县", "该公司", "全县", "全市", "集团", "该社", "该院"), 0.85)]
)
def test_anaphors_mean_the_right_thing(words: tuple[str, ...], least: float) -> None:
    right = answered = 0
    for gold, referents in resolved():
        owner = {means(referents, m.start, m.end, m.kind): m.who for m in gold.mentions if not m.anaphor}
        said = {(m.start, m.end): m.who for m in gold.mentions if m.anaphor and gold.text[m.start : m.end] in words}
        for referent in referents:
            for reference in referent.references:
                if reference.anaphor and (reference.start, reference.end) in said:
                    answered += 1
                    right += owner.get(referent.id) == said[reference.start, reference.end]
    assert answered > 20
    assert right >= least * answered


def test_no_referent_is_named_twice() -> None:
    for _, referents in resolved():
        assert max(Counter(r.key for r in referents).values(), default=1) == 1

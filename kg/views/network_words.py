"""Words for the explorer: Chinese and English labels of the ontology's terms, and the pinyin under which a name is found.

In: the ontology's file; names. Out: plain strings. Labels are the ontology's own, so that page, queries and files say the same.
"""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
from pypinyin import Style, lazy_pinyin, pinyin

from kg.graph.vocabulary import KG, expand
from kg.ontology import ontology_file

_LABELS = (expand("rdfs:label"), expand("skos:prefLabel"))


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Local name of every kg: term -> (Chinese, English) label."""
    zh: dict[str, str] = {}
    en: dict[str, str] = {}
    for quad in ox.parse(path=str(ontology_file("kg.ttl")), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value in _LABELS and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            name = quad.subject.value.removeprefix(KG)
            (zh if quad.object.language == "zh" else en).setdefault(name, quad.object.value)
    return {name: (zh[name], en.get(name, name)) for name in sorted(zh)}


def label(name: str) -> tuple[str, str]:
    """The labels of one term, its own name where the ontology does not know it."""
    return labels().get(name, (name, name))


def sounds(names: Iterable[str], *, person: bool = False) -> str:
    """Syllables of each name, separated by blanks, names by `|`. A person's surname is given in all its readings (曾, 单, 任)."""
    found: list[str] = []
    for name in names:
        if not any("一" <= letter <= "鿿" for letter in name):
            continue
        syllables = lazy_pinyin(name.lower())
        found.append(" ".join(syllables))
        if person:
            readings = pinyin(name[0], style=Style.NORMAL, heteronym=True)[0]
            found += [" ".join([reading, *syllables[1:]]) for reading in readings]
    return "|".join(dict.fromkeys(found))

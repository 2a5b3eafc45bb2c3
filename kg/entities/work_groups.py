"""Mentions of programmes, initiatives, events, documents, goods and industries of one article, put together into drafts.

In: mentions, the article's setting and text. Out: drafts, one for each thing. Two names are one thing only where `works` says so.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.entities import works
from kg.entities.drafts import SAME, Draft, nearest
from kg.entities.forms import core, norm
from kg.entities.places import RANK, Setting, chain, credible, steps_spot
from kg.entities.setting import meant_by
from kg.records import Mention, Reason

LEVEL_FIRST = re.compile(r"[省市县区旗州](?=第?[一二三四五六七八九十]+届|委|人民政府|政府|人大|政协)")


def group_works(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str], text: str) -> list[Draft]:
    """Drafts of programmes, initiatives, events, documents, goods and industries."""
    drafts: list[Draft] = []
    by_end: dict[int, Draft] = {}
    late = sorted(
        mentions, key=lambda m: (works.GENERIC_TITLE.match(norm(m.text)) is not None, _numbered(m), -len(norm(m.text)), m.start)
    )
    for mention in late:
        name = aliases.get(core(mention.text), norm(mention.text))
        found: Draft | None = None
        words = "the number or short title printed behind a title"
        if mention.kind == "PolicyDocument" and text[mention.start - 1 : mention.start] in ("（", "("):
            found = by_end.get(mention.start - 1)
        if found is None:
            fits = [(d, why) for d in drafts if (why := _agree(name, mention.kind, d))]
            found = _meant([d for d, _ in fits], mention)
            words = next((why for d, why in fits if d is found), words)
        if found is None:
            found = Draft("", name=name)
            drafts.append(found)
        found.add(mention, Reason("work/name", 0.8, words) if found.references else SAME)
        by_end[mention.end] = found
    _join_short_names(drafts, text)
    for draft in drafts:
        _place_work(draft, setting)
    return drafts


def _join_short_names(drafts: Sequence[Draft], text: str) -> None:
    """A project that is called by the last words of another one is that one, if no other project's name ends so and the two are
    not listed side by side. The longest are joined first, so that a name and two short forms of it come together.
    """
    programs = sorted((d for d in drafts if d.kind == "Program"), key=lambda d: (-len(d.name), d.first))
    for short in programs:
        longer = [d for d in programs if d.references and d is not short and works.shortens(short.name, d.name)]
        if len(longer) == 1 and not _listed_with(short, longer[0], text):
            longer[0].absorb(short, Reason("work/name", 0.7, "the last words of the one longer name that ends so"))


def _listed_with(one: Draft, other: Draft, text: str) -> bool:
    """Whether two things stand somewhere in one list: 光伏项目和屋顶光伏项目."""
    spans = sorted(((r.start, r.end, d) for d in (one, other) for r in d.references), key=lambda s: s[:2])
    beside = ((a, b) for a, b in pairwise(spans) if a[2] is not b[2])
    return any(text[a[1] : b[0]] in ("、", "和", "与", "及", "以及", "同") for a, b in beside)


def _agree(name: str, kind: str, draft: Draft) -> str:
    """Why a mention means a draft: by the rules of its kind, or because nothing but a year and a place is said beside."""
    if kind == draft.kind:
        return works.agree(name, draft.name, kind)
    loose = {kind, draft.kind} <= {"Program", "Initiative", "Event"}
    return "the same words in quotation marks" if loose and works.alone(name) == works.alone(draft.name) else ""


def _meant(fits: Sequence[Draft], mention: Mention) -> Draft | None:
    """The nearest one; of several events of one series the one that the article speaks of first (the headline's)."""
    if mention.kind == "Event":
        return min(fits, key=lambda d: (d.first, d.name), default=None)
    return nearest(fits, mention.start)


def _numbered(mention: Mention) -> bool:
    """Whether a document is given by its number: 岢人社发〔2022〕18号."""
    return mention.kind == "PolicyDocument" and norm(mention.text).endswith("号")


def _place_work(draft: Draft, setting: Setting) -> None:
    kind, name = draft.kind, draft.name
    draft.what = works.compared(name, kind)
    steps = chain(name)[0] if kind != "Industry" else ()
    spot = steps_spot(steps, setting) if steps and credible(steps, setting) else None
    if spot is None and (level := LEVEL_FIRST.match(name)):
        spot = meant_by(level[0], draft.first, setting)
        draft.what = works.compared(name[level.end() :], kind)
    free = draft.what in works.known().values() or any(f in name for f in works.FREE)
    free = free or (kind == "PolicyDocument" and works.LAW.search(name) is not None)
    draft.path = "" if free else spot.path if spot and spot.level in RANK else setting.root
    draft.code = spot.region if spot else None

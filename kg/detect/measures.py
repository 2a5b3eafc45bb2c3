"""Works, measures, events, trades and bodies without quotation marks: a verb of doing, then items that end with head words.

In: a text. Out: Proposals "verb and head" (推行企业开办专窗、上门服务等: each item). The items of a list are read one by one; an
item counts only where a head ends it and what follows can follow a name. Nothing is decided here.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.detect.heads import head_ending, heads
from kg.detect.proposals import Index, Proposal, starting
from kg.detect.vocabulary import cutters, founding_verbs, joints, measure_verbs, work_verbs
from kg.records import BODY_KINDS

_CLOSE = re.compile(r"[，。；：！？\n《》]")
_LEAD = re.compile(
    r"[了起过]?(?:(?:\d[\d.]*|[一二两三四五六七八九十百]+|多|数|各|每|该|本|其)[余多]?(?:批|个|项|条|座|家|处|场|次|类|种|所|期|名|支|大))?"
)
_FOLLOW = re.compile(r"[、，。；：！？\n（()）的等和与及并后中以时]|$")
_PHASE = re.compile(r"[（(]?[一二三四五六首]期[)）]?(?:建设)?(?:项目|工程)?")
_ITEM = r"[^\d，。；：！？\n“”《》（）的了、]{3,14}"
_PLAIN = re.compile(rf"了?({_ITEM}?(?:、{_ITEM}?)*)(?=[，。；：！？\n]|等)")
_NO_START = tuple("的和与及是在暨区有限并由对把将被让为”、）以很更最")
_SOFT = ("Program", "Initiative", "Event", "Industry")
_MOST = 28
_WHOLE = 5  # characters from which a head word is a name by itself (首问负责制)
_SHORT = 4  # characters of a name whose head is a single one (…制, …业)


@cache
def verbs() -> Index:
    """The verbs of doing, for lookup."""
    return Index(work_verbs())


def propose(text: str) -> Iterator[Proposal]:
    """Items behind verbs of doing, and the items of the list that begins there."""
    seen: set[tuple[int, int]] = set()
    end = 0
    for start, place in verbs().longest(text):
        if place >= end:
            stop = _CLOSE.search(text, place)
            end = stop.start() if stop else len(text)
        founds = text[start:place] in founding_verbs()
        for p in items(text, place, end, (*_SOFT, *BODY_KINDS) if founds else _SOFT):
            if (p.start, p.end) not in seen:
                seen.add((p.start, p.end))
                yield p
        how = measure_verbs().get(text[start:place])
        for p in plain(text, place, alone=how == "alone") if how else ():
            if (p.start, p.end) not in seen:
                seen.add((p.start, p.end))
                yield p


def plain(text: str, start: int, *, alone: bool) -> Iterator[Proposal]:
    """Items of a list behind a verb of making measures, and a single one if `alone`: as sure as others with a head."""
    match = _PLAIN.match(text, start)
    if not match or (not alone and "、" not in match[1]):
        return
    place = match.start(1)
    for item in match[1].split("、"):
        if not text.startswith(_NO_START, place) and not any(starting(cutters(), item, n) for n in range(len(item))):
            yield Proposal(place, place + len(item), "Initiative", "verb and head")
        place += len(item) + 1


def items(text: str, start: int, end: int, kinds: tuple[str, ...]) -> Iterator[Proposal]:
    """The items from `start` on, as long as each ends with a head; `end` closes the clause."""
    place = start
    while place < end:
        lead = _LEAD.match(text, place, end)
        place = lead.end() if lead else place
        stop = text.find("、", place, end)
        stop = end if stop < 0 else stop
        found = [] if text.startswith(_NO_START, place) else list(ends(text, place, stop))
        for finish, every in found:
            kind = next((k for k in every if k in kinds), "")
            if kind:
                yield Proposal(place, finish, kind, "verb and head")
        if not found or stop == end:
            return
        place = stop + 1


def ends(text: str, start: int, stop: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Ends of one item and their kinds: each head word after which a name can stop, up to the first word of a new clause."""
    known = heads()
    limit = min(stop, start + _MOST)
    depth = 0
    for place in range(start, limit):
        depth += (text[place] == "“") - (text[place] == "”")
        if not depth and place > start + 1 and (text[place] in "的了" or starting(cutters(), text, place, limit)):
            return
        finish = place + 1
        if depth or finish - start < 3 or not (_FOLLOW.match(text, finish) or follows(text, finish, limit)):
            continue
        word = head_ending(text, finish, start)
        if word and finish - start >= (_SHORT if len(word) == 1 else min(len(word) + 1, _WHOLE)):
            yield finish, known[word]
            phase = _PHASE.match(text, finish)
            if phase:
                yield phase.end(), ("Program",)


def follows(text: str, place: int, limit: int) -> bool:
    """Whether a joint, a verb of doing or a cutter begins here."""
    return any(len(starting(words, text, place, limit)) > 1 for words in (joints(), work_verbs(), cutters()))

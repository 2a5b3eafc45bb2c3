"""他 and 她: the person that each of them means. In: an article's text and its drafts of people. Adds anaphoric references.

A pronoun means the person spoken of last who stood as a subject; who is spoken of often, and whose name leans to the sex of the
pronoun, goes before others; a speaker's 他 inside quotation marks is somebody else. Weights were fitted on `kg/zh/corpus`.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.entities.drafts import Draft
from kg.records import Reason, Reference

PRONOUN = re.compile(r"[他她](?!们|山|乡|国|人|日)")
QUOTE = re.compile(r"“[^”]*”?")
NOT_SUBJECT = re.compile(r"(?:[对给把被向和与同跟为替让请找叫带陪等由比、]|带着|握着|围着|看着|通过|嫁给|包括)$")
SPEAKS = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:说|道|讲|告诉|介绍|表示|回忆|坦言|感慨|笑|称|问|答)|^[：:，]?“")
DATED = 3  # sentences after which a mention counts no less


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign of a pronoun's meaning weighs."""

    sentence: float = 0.42
    clause: float = 0.03
    subject: float = 0.85
    often: float = 1.5
    sex: float = 0.7
    speaker: float = 5.0
    paragraph: float = 1.3
    carried: float = 3.0


WEIGHTS = Weights()


@cache
def _sexes() -> dict[str, float]:
    return {row["char"]: 1.0 if row["sex"] == "f" else -1.0 for row in lexicon.rows("entities/name_genders.tsv")}


@lru_cache(maxsize=50_000)
def leaning(name: str) -> float:
    """1.0 for names that women bear, -1.0 for men's, 0.0 where the given name tells nothing; 女士 and 先生 decide."""
    if name.endswith(("女士", "大妈", "大姐", "大娘", "奶奶", "阿姨", "姐", "妈妈", "婆婆")):
        return 2.0
    if name.endswith(("先生", "大爷", "爷爷", "大叔", "大哥", "叔")):
        return -2.0
    table = _sexes()
    signs = [table.get(c, 0.0) for c in name[1:]]
    return max(-1.0, min(1.0, sum(signs))) if signs else 0.0


def find_pronouns(text: str, people: Sequence[Draft], covered: Collection[int], weights: Weights = WEIGHTS) -> None:
    """Adds a reference to the person that each pronoun means; nothing where nobody was named before."""
    spoken: list[tuple[int, int, Draft, bool]] = sorted(
        ((r.start, r.end, d, _is_subject(text, r.start, r.end)) for d in people for r in d.references), key=lambda s: (s[0], s[1])
    )
    if not spoken:
        return
    marks = [m.start() for m in re.finditer(r"[。！？\n]", text)]
    commas = [m.start() for m in re.finditer(r"[，；：]", text)]
    quotes = [(m.start(), m.end()) for m in QUOTE.finditer(text)]
    often = {id(d): len(d.references) for d in people}
    for match in PRONOUN.finditer(text):
        at = match.start()
        if at in covered:
            continue
        quote = next(((s, e) for s, e in quotes if s < at < e), None)
        speaker = _speaker(text, quote, spoken) if quote else None
        carried = _carried(text, at, spoken) if quote is None else -1
        best: tuple[float, int, Draft] | None = None
        seen: set[int] = set()
        for start, end, draft, subject in reversed(spoken):
            if end > at or id(draft) in seen:
                continue
            seen.add(id(draft))
            apart = bisect_left(marks, at) - bisect_left(marks, start)
            score = -weights.sentence * min(apart, DATED) - 0.05 * max(0, apart - DATED)
            score -= weights.clause * min(4, bisect_left(commas, at) - bisect_left(commas, start))
            score += weights.subject * subject + weights.often * min(4, often[id(draft)] - 1) / 2
            score += weights.sex * leaning(draft.name) * (1.0 if match[0] == "她" else -1.0)
            score += weights.carried * (start == carried)
            score -= weights.speaker * (draft is speaker) + weights.paragraph * ("\n" in text[start:at])
            if best is None or score > best[0]:
                best = (score, start, draft)
        if best:
            owner = best[2]
            owner.references.append(Reference(at, at + 1, True))
            reason = Reason("anaphor/pronoun", 0.7, "the person spoken of last as a subject")
            if reason not in owner.reasons:
                owner.reasons.append(reason)
            insort(spoken, (at, at + 1, owner, _is_subject(text, at, at + 1)), key=lambda s: s[0])


def _carried(text: str, at: int, spoken: Sequence[tuple[int, int, Draft, bool]]) -> int:
    """Where the one person stands whose sentence a pronoun goes on (甲致辞，他表示……), -1 if there is none."""
    if text[at - 1 : at] not in ("，", "；"):
        return -1
    low = max(text.rfind(mark, 0, at) for mark in "。！？\n”")
    before = [(start, subject) for start, end, _, subject in spoken if low < start and end < at]
    return before[0][0] if len(before) == 1 and before[0][1] else -1


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether a mention stands where subjects stand: no preposition before it, no 的 behind it."""
    return not NOT_SUBJECT.search(text[max(0, start - 2) : start]) and text[end : end + 1] != "的"


def _speaker(text: str, quote: tuple[int, int], spoken: Sequence[tuple[int, int, Draft, bool]]) -> Draft | None:
    """Who says the quoted words: the person named right behind them with a verb of speech, else the last one before them."""
    start, end = quote
    for s, e, draft, _ in spoken:
        if end <= s <= end + 12 and SPEAKS.match(text[e : e + 8]):
            return draft
    before = [draft for s, e, draft, _ in spoken if start - 30 <= e <= start and "。" not in text[e:start]]
    return before[-1] if before else None

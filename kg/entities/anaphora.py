"""Anaphors: words that stand for a thing named before. In: an article and its drafts. Adds references to the drafts.

该局, 本社, 集团 alone -> the last thing of that tail; 全县, 我市 -> the division that the level word means; 他, 她 -> a person.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.entities.bodies import level_words
from kg.entities.drafts import Draft
from kg.entities.places import Setting
from kg.entities.setting import meant_by
from kg.records import PLACE_KINDS, Article, Reason, Reference

POINTER = "该|这家|这个|这所|这一|此"
PRONOUN = re.compile(r"[他她](?!们|人|山|乡|国)")
ALONE_BEFORE = "。！？；，、：“”（）\n的在与和到对为由从向让使把被，"


@cache
def words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Anaphoric head -> (kinds, tails, whether it may stand alone)."""
    return {
        row["word"]: (lexicon.aliases(row["kinds"]), lexicon.aliases(row["tails"]), row["bare"] == "yes")
        for row in lexicon.rows("entities/anaphors.tsv")
    }


@cache
def pointed() -> re.Pattern[str]:
    """该局, 这家企业, 本社; 全县, 我市, 县里."""
    heads = "|".join(sorted(words(), key=lambda w: (-len(w), w)))
    levels = "|".join(sorted(level_words(), key=lambda w: (-len(w), w)))
    return re.compile(
        f"(?:{POINTER})(?P<head>{heads})|(?:全|我|本)(?P<level>{levels})|(?P<inside>{levels})(?:里|上)(?![一-龥]?[山路])"
    )


@cache
def alone() -> re.Pattern[str]:
    """Words that may stand alone: 集团, 公司, 合作社."""
    heads = "|".join(sorted((w for w, (_, _, bare) in words().items() if bare), key=lambda w: (-len(w), w)))
    return re.compile(f"(?<![\u4e00-\u9fff])(?P<head>{heads})|(?<=[的在与和到])(?P<head2>{heads})")


def find_anaphors(article: Article, drafts: Sequence[Draft], setting: Setting) -> None:
    """Adds anaphoric references to `drafts`."""
    text = article.text
    taken = [(r.start, r.end) for d in drafts for r in d.references]
    found: list[tuple[int, int, Draft, Reason]] = []
    for match in pointed().finditer(text):
        if _covered(match.start(), match.end(), taken):
            continue
        if head := match["head"]:
            kinds, tails, _ = words()[head]
            owner = _last(drafts, match.start(), kinds, tails)
        else:
            owner = _place(drafts, match["level"] or match["inside"], match.start(), setting)
        if owner:
            found.append((match.start(), match.end(), owner, Reason("anaphor/pointer", 0.8, f"{match[0]} points back")))
    for match in alone().finditer(text):
        head = match["head"] or match["head2"]
        if not _covered(match.start(), match.end(), taken):
            kinds, tails, _ = words()[head]
            owner = _last(drafts, match.start(), kinds, tails)
            if owner:
                found.append((match.start(), match.end(), owner, Reason("anaphor/alone", 0.7, f"{match[0]} without a name")))
    for match in PRONOUN.finditer(text):
        if not _covered(match.start(), match.end(), taken):
            owner = _last(drafts, match.start(), ("Person",), ())
            if owner:
                found.append((match.start(), match.end(), owner, Reason("anaphor/pronoun", 0.7, "the person spoken of last")))
    for start, end, owner, reason in found:
        owner.references.append(Reference(start, end, True))
        if reason not in owner.reasons:
            owner.reasons.append(reason)


def _covered(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in taken)


def _last(drafts: Sequence[Draft], at: int, kinds: Sequence[str], tails: Sequence[str]) -> Draft | None:
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if draft.kind not in kinds or (tails and not any(n.endswith(tuple(tails)) for n in draft.names)):
            continue
        for reference in draft.references:
            if not reference.anaphor and reference.end <= at and (best is None or reference.start > best[0]):
                best = (reference.start, draft)
    return best[1] if best else None


def _place(drafts: Sequence[Draft], word: str, at: int, setting: Setting) -> Draft | None:
    spot = meant_by(word, at, setting)
    return next((d for d in drafts if spot and d.path == spot.path and d.kind in PLACE_KINDS), None) if spot else None

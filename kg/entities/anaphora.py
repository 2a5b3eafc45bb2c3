"""Anaphors: words that stand for a thing named before. In: an article and its drafts. Adds references to the drafts.

该局, 本社, 集团 alone -> the last thing of that tail that is nobody's partner (与某局); 全县, 我市, 县里 -> the division that the
level word means; 张董事长 -> the person of that surname; 他, 她 -> see `pronouns`.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain, takewhile

from kg import lexicon
from kg.entities.bodies import is_unit, level_words
from kg.entities.drafts import Draft
from kg.entities.people import may_be, surname, title_of, whose
from kg.entities.places import Setting
from kg.entities.pronouns import find_pronouns
from kg.entities.roles import find_roles
from kg.entities.setting import meant_by
from kg.records import PLACE_KINDS, Article, Reason, Reference

POINTER = "该|这家|这个|这所|这座|这一|此|本届|本次|我"
WHOLE = ("公司", "企业", "集团")  # none of them is a firm's own team or workshop
INSIDE = "里|上|城|内"
HAN = re.compile(r"[\u4e00-\u9fff]")
OFFICE = "长(?![期远久度效达江途龄势者大成安沙春治寿葛兴宁乐])|委书记|委副书记|委常委|党支书|支书|党支部书记|党总支书记"
REACH = 300  # characters within which somebody's partner is passed over for who was spoken of before
PARTNER = (
    "与",
    "和",
    "同",
    "、",
    "联合",
    "携手",
    "联手",
    "配合",
    "组织",
    "邀请",
)  # right before who is somebody's partner or guest
FREE_BEFORE = frozenset(
    "的在与和到对为由从向让使把被给是等及跟随后来将据经但而则并也又还就都下了说称过着进去时年月日里以因所于却已正会能要帮助往入出任得知道前"
)


@cache
def words() -> dict[str, tuple[frozenset[str], tuple[str, ...], bool, bool]]:
    """Anaphoric head -> (kinds, tails, whether it may stand alone, whether 该 before it frees it from the tails)."""
    return {
        row["word"]: (
            frozenset(lexicon.aliases(row["kinds"])),
            lexicon.aliases(row["tails"]),
            row["bare"] == "yes",
            row["any"] == "yes",
        )
        for row in lexicon.rows("entities/anaphors.tsv")
    }


def _any(every: Sequence[str]) -> str:
    return "|".join(sorted(every, key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    """该局, 这家企业, 我公司; 全县, 我市, 县里; 集团, 合作社."""
    levels = _any(list(level_words()))
    bare = _any([w for w, (_, _, alone, _) in words().items() if alone])
    return re.compile(
        f"(?:{POINTER})(?P<head>{_any(list(words()))})"
        f"|(?:全|我|本|该)(?P<level>{levels})(?!委|政府|长|级|际|面|力|资|体|身|科|来|上市|区域)"
        f"|(?P<inside>{levels})(?:{INSIDE})(?![一-龥]?[山路镇乡])"
        f"|(?P<office>[省市县区旗州镇乡村])(?={OFFICE})"
        f"|(?P<alone>{bare})"
    )


def find_anaphors(article: Article, drafts: Sequence[Draft], setting: Setting) -> None:
    """Adds anaphoric references to `drafts`."""
    text = article.text
    taken = [(r.start, r.end) for d in drafts for r in d.references]
    covered = {place for start, end in taken for place in range(start, end)}
    people = [d for d in drafts if d.kind == "Person"]
    find_roles(text, people, covered)
    tails = _by_tail(drafts)
    for match in _pattern().finditer(text):
        if match.start() in covered or match.end() - 1 in covered:
            continue
        owner, words_of = _owner(match, text, drafts, tails, setting)
        if owner:
            _point(owner, match.start(), match.end(), words_of)
    _find_titles(text, people, covered)
    find_pronouns(text, people, covered)


def _point(owner: Draft, start: int, end: int, words_of: str) -> None:
    owner.references.append(Reference(start, end, True))
    reason = Reason("anaphor/word", 0.8, words_of)
    if reason not in owner.reasons:
        owner.reasons.append(reason)


def _by_tail(drafts: Sequence[Draft]) -> list[tuple[int, int, Draft]]:
    """(start, end, draft) of all mentions by name, last first."""
    return sorted(((r.start, r.end, d) for d in drafts for r in d.references if not r.anaphor), key=lambda m: (-m[0], m[1]))


def _owner(
    match: re.Match[str], text: str, drafts: Sequence[Draft], mentions: Sequence[tuple[int, int, Draft]], setting: Setting
) -> tuple[Draft | None, str]:
    """Whom a match means, and why."""
    at = match.start()
    level = match["level"] or match["inside"] or match["office"]
    if level:
        if match["inside"] and text[at - 1 : at] in ("各", "外", "本", "同", "邻", "那", "哪", "山"):
            return None, ""
        spot = meant_by(level, at, setting)
        found = next((d for d in drafts if spot and d.path == spot.path and d.kind in PLACE_KINDS), None)
        return found, f"{match[0]} is {spot.name if spot else ''}"
    head = match["head"] or match["alone"]
    kinds, tails, _, free = words()[head]
    tails = () if free and match["head"] else tails
    if match["alone"] and not _stands_alone(text, at, match.end()):
        return None, ""

    def fits(end: int, draft: Draft) -> bool:
        own = head in WHOLE and is_unit(draft.name)
        return end <= at and draft.kind in kinds and not own and (not tails or any(n.endswith(tails) for n in draft.names))

    def within(start: int, end: int) -> bool:  # 学校 is not the university in the name of its primary school
        return any(s <= start and end <= e and e - s > end - start and fits(e, d) for s, e, d in mentions)

    able = ((start, draft) for start, end, draft in mentions if fits(end, draft) and not within(start, end))
    last = next(able, None)
    if last is None:
        return None, ""
    near = takewhile(lambda found: found[0] >= at - REACH, chain([last], able))
    draft = next((d for start, d in near if not text.endswith(PARTNER, 0, start)), last[1])
    return draft, f"{match[0]} points back to {draft.name}"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a common noun is no part of a longer word: nothing or a function word before it, no name behind it."""
    before = text[start - 1 : start]
    if HAN.match(before) and before not in FREE_BEFORE:
        return False
    return text[end : end + 1] not in ("化", "制", "法", "型", "们", "群", "类", "级", "间", "家")


@cache
def _titled() -> re.Pattern[str]:
    """A title with two characters before it, or 老, 小 with one character behind it."""
    return re.compile(
        f"(?P<title>{_any(list(lexicon.words('entities/titles.tsv')))})|[老小](?P<nick>[\u4e00-\u9fff])(?![一-龥]?[年师板家镇村])"
    )


def _find_titles(text: str, people: Sequence[Draft], covered: set[int]) -> None:
    """张董事长, 老张: a surname of somebody named before, with a title behind or 老, 小 before it."""
    surnames = {surname(d.name) for d in people if not title_of(d.name)[0]} - {""}
    if not surnames:
        return
    for match in _titled().finditer(text):
        start, end = match.span()
        if match["title"]:
            length = next((n for n in (2, 1) if text[max(0, start - n) : start] in surnames), 0)
            if not length:
                continue
            start -= length
        elif match["nick"] not in surnames or HAN.match(text[start - 1 : start]):
            continue
        if covered.intersection(range(start, end)):
            continue
        words_of = text[start:end]
        known = next((d for d in people if match["nick"] and words_of in d.names), None)
        owner = known or whose(words_of, [d for d in people if d.first < start and may_be(words_of, d.name)], start, text)
        if owner:
            _point(owner, start, end, f"{words_of} is {owner.name}")

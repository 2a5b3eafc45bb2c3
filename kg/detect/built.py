"""Works that are not called 项目 or 工程: 青龙河大桥合龙, 滨河路改造于5月开工, 县中医院新院区竣工.

In: a text and kept Mentions. Out: Mentions of Programs. What is built is one where it is said to begin, to be finished or to cost
so much; a bridge that only stands there stays a place. The words are those of `names/built.tsv`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.detect.proposals import starting
from kg.detect.vocabulary import cutters, everyday, work_verbs
from kg.records import PLACE_KINDS, Mention

SURE = 0.9
_WHEN = (  # what may stand between a work and what is said of it
    r"(?:于|自|在|昨日|昨天|今天|今日|日前|近日|今年|去年|明年|已|正|正式|全面|全线|主体|主桥|基本|全部|顺利|将|计划|预计|如期|提前|已经|即将"
    r"|[上下]半年|[年月]?[初底]|(?:(?<!\d)\d{1,2}[月日])+|[春夏秋冬]季){0,6}"
)
_START = r"(?:^|(?<=[，。；：！？、\n的”]))"
_COMMON = re.compile(
    "[的里了各全等这那该多两几们]|农村|老旧|城区|城镇|道路|村庄|地下"
)  # in words that name no road or market of its own


@cache
def _any(role: str) -> str:
    found = (r["word"] for r in lexicon.rows("names/built.tsv") if role in lexicon.aliases(r["roles"]))
    return "|".join(sorted(found, key=lambda w: (-len(w), w)))


@cache
def _begun() -> re.Pattern[str]:
    """A year in full speaks of what was built long ago; 建成 with an object of what something else becomes."""
    return re.compile(f"(?:工地|现场)?{_WHEN}(?:(?!建成)(?:{_any('begun')})(?!的)|建成(?=[，。；、\n]|通车|投))")


@cache
def _converted() -> re.Pattern[str]:
    """What is done to something, before what is said of it as a work."""
    told = f"{_any('begun')}|完成|启动|进入|，?由|，?总投资|，投资"
    return re.compile(f"(?:{_any('conversion')})(?={_WHEN}(?:{told}))")


@cache
def _object() -> re.Pattern[str]:
    """What something is done to, up to there, from the beginning of its clause."""
    return re.compile(f"{_START}(?P<own>[\u4e00-\u9fff]{{2,6}}?)(?:{_any('object')})$")


def as_works(text: str, kept: Sequence[Mention]) -> list[Mention]:
    """The kept mentions, what is called a place but is being built made a Program wherever the article names it."""
    heads = tuple(_any("building").split("|"))
    built = {
        m.text
        for m in kept
        if m.kind in PLACE_KINDS and m.text.endswith(heads) and len(m.text) > 2 and _begun().match(text, m.end)
    }
    return [replace(m, kind="Program") if m.text in built and m.kind in PLACE_KINDS else m for m in kept]


def conversions(text: str, kept: Iterable[Mention]) -> Iterator[Mention]:
    """A name, or words from the beginning of a clause, with what is done to it: 滨河路 | 改造, 河西镇中心小学 | 扩建."""
    ends: dict[int, int] = {}
    for m in kept:
        ends[m.end] = min(m.start, ends.get(m.end, m.start))
    for done in _converted().finditer(text):
        found = None if done.start() in ends else _object().search(text, max(0, done.start() - 12), done.start())
        start = ends.get(done.start(), found.start() if found and _is_own(text, found) else -1)
        if start >= 0:
            yield Mention(start, done.end(), "Program", text[start : done.end()], "conversion", SURE)


def _is_own(text: str, found: re.Match[str]) -> bool:
    """Whether the words name one road or market: no common word, nothing that somebody does."""
    if found["own"] in everyday() or _COMMON.search(found[0]):
        return False
    return not any(starting(cutters() | work_verbs(), text, at, found.end()) for at in range(*found.span()))


def new_seats(text: str, kept: Iterable[Mention]) -> Iterator[Mention]:
    """The new seat of a school or hospital that is being built: by its whole name, and alone where the article says it again."""
    seats = re.compile(f"(?:{_any('part')})")
    whole = [
        (m.start, part.end())
        for m in kept
        if m.kind in ("Organization", "Enterprise") and (part := seats.match(text, m.end)) and _begun().match(text, part.end())
    ]
    for start, end in whole:
        yield Mention(start, end, "Program", text[start:end], "new seat", SURE)
    for part in seats.finditer(text) if whole else ():
        if len({text[s:e] for s, e in whole}) == 1 and text[whole[0][0] : whole[0][1]].endswith(part[0]):
            yield Mention(*part.span(), "Program", part[0], "new seat", SURE)

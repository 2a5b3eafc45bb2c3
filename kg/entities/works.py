"""Names of works, campaigns, events, documents, goods, trades. In: surface forms. Out: what is compared, whether two agree.

“一件事”改革 and 高效办成一件事 agree, 第三届 and 首届 of one expo do not: numerals, years, phases must not contradict each other.
"""

import re
from functools import cache, lru_cache

from kg import lexicon
from kg.entities.forms import MARKS, bare, core, norm, numbers, quoted, same_numbers
from kg.entities.places import chain

LAW = re.compile(r"(?<![办方用做])法》?(?:（.*）)?$")
FREE = ("中华人民共和国", "中共中央", "国务院", "全国", "国家")
SESSIONS = (
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("政治协商会议", "政协"),
    ("委员会第", "委第"),
    ("第", ""),
)
THIS = re.compile(r"^(?:本届|本次|今年的?|此次|这届|这次)")
YEAR = re.compile(r"^(?:20\d\d年?)?度?")
ORDINAL = re.compile(r"^(?:第[一二三四五六七八九十百\d]+|首)[届次季]|^20\d\d年?(?:度)?")
PHASE = re.compile(r"[一二三四五六七八九十\d]+期")
GENERIC_TITLE = re.compile(
    r"^《?(?:.{0,2}意见|办法|方案|通知|条例|规定|规划|决定|措施|细则|公告|通告|协议|倡议书?|报告|计划|纲要|规则|章程|公约|标准|若干措施"
    r"|[一二三四五六七八九十百\d]+条(?:意见|措施|规定)?)》?$"
)


@cache
def generic() -> dict[str, frozenset[str]]:
    """Kind -> generic head words of its names (改革, 服务, 项目, 产业链)."""
    found: dict[str, set[str]] = {}
    for row in lexicon.rows("entities/work_heads.tsv"):
        for kind in lexicon.aliases(row["kinds"]):
            found.setdefault(kind, set()).add(row["head"])
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def known() -> dict[str, str]:
    """Compared form of any name of a nationally known work -> compared form of its usual name."""
    rows = lexicon.rows("entities/known_works.tsv")
    return {core(n): core(row["name"]) for row in rows for n in (row["name"], *lexicon.aliases(row["aliases"]))}


@lru_cache(maxsize=200_000)
def compared(name: str, kind: str) -> str:
    """A name as it is compared: its quoted words if it has no more than a generic head beside, else without place and head."""
    flat = norm(name)
    if usual := known().get(core(flat)):
        return usual
    if kind == "PolicyDocument":
        return core(flat).removeprefix("中华人民共和国")
    if kind == "Event":
        for long, spoken in SESSIONS:
            flat = flat.replace(long, spoken)
    flat = THIS.sub("", flat)
    inner = quoted(flat)
    if len(inner) == 1 and kind in ("Initiative", "Program", "Product"):
        head, _, tail = flat.partition(inner[0])
        if (not tail[1:] or tail[1:] in generic().get(kind, ())) and not chain(head[:-1])[1]:
            return core(inner[0])
    return core(stem(bare(flat), kind))


@lru_cache(maxsize=200_000)
def stem(name: str, kind: str) -> str:
    """A name without the place before it and the generic head behind it, as long as something remains."""
    steps, rest = chain(name)
    if steps and len(rest) >= (2 if kind == "Product" else 3):
        name = rest
    heads = generic().get(kind, frozenset())
    return next((name[:-n] for n in range(min(8, len(name) - 2), 0, -1) if name[-n:] in heads), name)


@lru_cache(maxsize=100_000)
def alone(name: str) -> str:
    """The quoted words of a name that has nothing but a year and a place beside: 2024太原“迎泽消费节” -> 迎泽消费节."""
    flat = norm(name)
    inner = quoted(flat)
    if len(inner) != 1 or not flat.endswith(tuple(MARKS)):
        return core(flat)
    before = YEAR.sub("", flat[: flat.find(inner[0]) - 1])
    return core(inner[0]) if not chain(before)[1] else core(flat)


@lru_cache(maxsize=200_000)
def agree(one: str, other: str, kind: str) -> str:
    """Why two names of one kind in one article mean one thing, or "" if they need not: the shorter one ends the longer one."""
    a, b = norm(one), norm(other)
    if not same_numbers(a, b) or (kind == "Program" and PHASE.findall(a) != PHASE.findall(b)):
        return ""
    x, y = compared(one, kind), compared(other, kind)
    if x == y:
        return "the same words but for marks, place and head word"
    short, long = (a, b) if len(x) < len(y) else (b, a)
    x, y = sorted((x, y), key=lambda c: (len(c), c))
    if kind == "PolicyDocument":
        return "a title and its short form" if (len(x) >= 4 or GENERIC_TITLE.match(short)) and y.endswith(x) else ""
    if kind == "Event":
        whole, plain = core(THIS.sub("", short)), core(ORDINAL.sub("", short))  # 第六届核桃节, 第六届岚县核桃节
        fits = (len(whole) >= 3 and core(long).endswith(whole)) or (
            len(plain) >= 3 and core(ORDINAL.sub("", long)).endswith(plain)
        )
        return "the last words of a longer name" if fits else ""
    if kind == "Initiative" and quoted(short) and quoted(long) and len(x) >= 3 and y.endswith(x):
        return "the last words of a longer name"
    if kind in ("Program", "Initiative") and y.endswith(x) and (len(x) >= 5 or (len(x) >= 4 and 2 * len(x) >= len(y))):
        return "the last words of a longer name"
    if kind in ("Initiative", "Program") and (inner := quoted(short)) and len(inner) == 1 and len(quoted(long)) == 1:
        alone = core(inner[0]) == core(short) or not numbers(short)
        if alone and core(inner[0]) == core(quoted(long)[0]) and len(core(inner[0])) >= 3 and core(short) == core(inner[0]):
            return "the quoted words of a longer name"
    return ""


def shortens(short: str, long: str) -> bool:
    """Whether the name of a project can be the last words of a longer one: 再生铝项目 of 年产30万吨再生铝项目; never 二期项目."""
    a, b = core(norm(short)), core(norm(long))
    own = not numbers(a) and PHASE.findall(a) == PHASE.findall(b) and len(core(stem(bare(norm(short)), "Program"))) >= 2
    return own and 3 <= len(a) < len(b) and b.endswith(a)

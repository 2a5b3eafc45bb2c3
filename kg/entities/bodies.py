"""Names of bodies taken apart: place or level + function + unit. In: a surface form. Out: a Body; no context is needed.

岚县行政审批服务管理局投资审批股 -> 岚县 | 行政审批服务管理局 | 投资审批股; 县委 -> level 县 | 委员会; 市监局 -> | 市场监督管理局.
Functions are known from `kg/zh/entities/functions.tsv`; an unknown one stays as it is printed. Bodies of different places are
never the same, however alike their names are.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.entities.forms import MARKS, norm, number
from kg.entities.places import HAMLET, TOWN, Step, chain

PARTY = re.compile(r"^(?:中国共产党|中共)")
LEAGUE = re.compile(r"^(?:中国共产主义青年团|共青团|团)(?=.{0,12}(?:委|委员会)$)")
SESSION = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}届)")
CENTRAL = ("国家税务总局", "国家统计局", "国家矿山安全监察局")
ORDINAL = re.compile(
    r"^第?([一二三四五六七八九十]{1,3})(人民医院|医院|中医院|院|中学|初级中学|高级中学|中|小学|实验小学|小|幼儿园|幼|职业中学|职中)$"
)
ORDINAL_HEAD = {"院": "人民医院", "医院": "人民医院", "中": "中学", "小": "小学", "幼": "幼儿园", "职中": "职业中学"}
SELF_LEVEL = ("县", "市", "区", "旗", "州", "省", "镇", "乡", "街道", "村", "社区")


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in parts. `level` is a word such as 县 when the place is named by its level alone; `known` as in the lexicon."""

    steps: tuple[Step, ...]
    level: str
    function: str
    unit: str
    kind: str
    known: bool


@cache
def functions() -> dict[str, tuple[str, str]]:
    """Every name of a function -> (official name, kind)."""
    found: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("entities/functions.tsv"):
        for name in (row["name"], *lexicon.aliases(row["aliases"])):
            found[name] = (row["name"], row["kind"])
    return found


@cache
def heads() -> tuple[tuple[str, str, bool], ...]:
    """(last characters, kind, whether of a unit), longest first."""
    rows = [(r["head"], r["kind"], r["unit"] == "yes") for r in lexicon.rows("entities/unit_heads.tsv")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def level_words() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Level word -> (level or "City", tails of the names that it can mean)."""
    return {r["word"]: (r["level"], lexicon.aliases(r["tails"])) for r in lexicon.rows("entities/level_words.tsv")}


@lru_cache(maxsize=200_000)
def parse(text: str) -> Body:
    """A body's name in its parts."""
    name = norm(text).strip(MARKS)
    name, league = LEAGUE.subn("", name)
    name, party = PARTY.subn("", name)
    for central in CENTRAL:
        if name.startswith(central) and len(name) > len(central) and chain(name[len(central) :])[0]:
            name = name[len(central) :]
    steps, rest = _place(name)
    level, rest = _level(rest, bool(steps))
    if league:
        return Body(steps, level, "团委", "", "Organization", True)
    function, unit, kind, known = _function(SESSION.sub("", rest) or rest, bool(steps or level), bool(party))
    return Body(steps, level, function, unit, kind, known)


def _place(name: str) -> tuple[tuple[Step, ...], str]:
    """The chain of places at the head of a body's name, as far as what is left can still be a body."""
    if name in functions():
        return (), name
    steps, rest = chain(name)
    while steps and not _can_be_body(rest, steps[-1]):
        rest = steps[-1].text + rest
        steps = steps[:-1]
    found = list(steps)
    for pattern, level in ((TOWN, "Township"), (HAMLET, "Village")):
        match = pattern.match(rest)
        if match and match.end() > 2 and rest not in functions() and _tail_of(rest[match.end() :]):
            word = match[0]
            if not (found and found[-1].level == level) and word not in ("乡镇", "城镇", "村镇", "农村", "新农村", "社区"):
                found.append(Step(word, (), level))
                rest = rest[match.end() :]
    return tuple(found), rest


def _can_be_body(rest: str, last: Step) -> bool:
    if not rest:
        return False
    weak = all(d.ambiguous and d.short == last.text for d in last.divisions)
    return rest in functions() or (len(rest) >= 2 and not weak) or _level(rest, True)[1] in functions()


def _tail_of(rest: str) -> bool:
    return (
        rest in functions()
        or any(rest.startswith(f) for f in ("党", "政府", "人民", "便民", "卫生", "中心", "派出所", "司法所"))
        or (len(rest) >= 2 and any(rest.endswith(h) for h, _, _ in heads()))
    )


def _level(rest: str, placed: bool) -> tuple[str, str]:
    """A word for a level before the function (县委, 市政府; after a place: 岚县县委), unless it belongs to a longer word."""
    if rest in functions() and not (placed and rest[:1] in SELF_LEVEL):
        return "", rest
    compounds = lexicon.words("entities/level_compounds.tsv")
    for word in sorted(level_words(), key=lambda w: (-len(w), w)):
        tail = rest[len(word) :]
        if rest.startswith(word) and tail and (tail in functions() or not any(rest.startswith(c) for c in compounds)):
            if tail in functions() or _starts_function(tail) or any(tail.endswith(h) for h, _, _ in heads()):
                return word, tail
    return "", rest


def _starts_function(text: str) -> str:
    """The longest known function that a text starts with; a single character such as 委 must be all of it."""
    table = functions()
    for length in range(min(20, len(text)), 1, -1):
        if text[:length] in table:
            return text[:length]
    return ""


def _function(rest: str, placed: bool, party: bool) -> tuple[str, str, str, bool]:
    """(function, unit, kind, known) of what is left when the place is cut off."""
    if party and rest in ("委员会", "委"):
        return "委员会", "", "GovernmentBody", True
    if ordinal := ORDINAL.match(rest):
        head = ORDINAL_HEAD.get(ordinal[2], ordinal[2])
        return f"第{number(ordinal[1])}{head}", "", "Organization", True
    table = functions()
    if rest in table and (placed or len(rest) > 1):
        name, kind = table[rest]
        return name, "", kind, True
    found = _starts_function(rest)
    if found in ("人民政府", "政府") and (inner := _starts_function(rest[len(found) :])):
        found += inner  # 县人民政府教育体育局 is the 教育体育局
        name, kind = table[inner]
    elif found:
        name, kind = table[found]
    if found and len(found) >= 3 and any(rest.endswith(h) for h, _, _ in heads()):
        return name, rest[len(found) :], kind, True
    return rest, "", next((k for h, k, _ in heads() if rest.endswith(h)), ""), False


def official(body: Body) -> str:
    """Function and unit as one name."""
    return body.function + body.unit


def is_unit(name: str) -> bool:
    """Whether a name without a place is that of a part of a body (三科, 交警大队)."""
    return next((unit for head, _, unit in heads() if name.endswith(head)), False)

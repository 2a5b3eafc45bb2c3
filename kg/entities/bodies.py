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
from kg.entities.places import HAMLET, NO_TOWN, TOWN, Step, chain

PARTY = re.compile(r"^(?:中国共产党|中共)")
OF_COUNTIES = ("人民代表大会常务委员会",)  # a town's 人大 has none
OF_COMMITTEE = ("组织部", "宣传部", "统战部", "社会工作部", "网信办", "巡察办", "政法委员会")  # 岚县县委宣传部, never 岚县宣传部
LEAGUE = re.compile(r"^(?:中国共产主义青年团|共青团|团)(?=.{0,12}(?:委|委员会)$)")
SESSION = re.compile(r"^第?[一二三四五六七八九十]{1,3}届(?=.{2})")
POINTED = re.compile(r"^(?:该|本|我)(?:[局院校厅委所站馆社厂]|公司|集团|中心|学校|医院)(?=.+[股科室队所处部组]$)")
CENTRAL = ("国家税务总局", "国家统计局")
ORDINAL = re.compile(
    r"^第?([一二三四五六七八九十]{1,3})"
    r"(人民医院|医院|中医院|院|中学|初级中学|高级中学|中|小学|实验小学|小|幼儿园|幼|职业中学|职中)(?:学校)?$"
)
ORDINAL_PART = re.compile(r"^第([一二三四五六七八九十]{1,3})(人民医院|医院|中学|小学)")
ORDINAL_HEAD = {"院": "人民医院", "医院": "人民医院", "中": "中学", "小": "小学", "幼": "幼儿园", "职中": "职业中学"}
TOWN_START = ("党", "政府", "人民", "便民", "卫生", "中心", "派出所", "司法所", "纪委", "综合")


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in parts. `level` is a word such as 县 when the place is named by its level alone; `known` as in the lexicon.

    `printed` is function and unit as printed; `rest` is all behind the place, for when its first words are no place after all.
    """

    steps: tuple[Step, ...]
    level: str
    function: str
    unit: str
    kind: str
    known: bool
    printed: str = ""

    @property
    def what(self) -> str:
        """Function and unit as one name."""
        return self.function + self.unit


@cache
def functions() -> dict[str, tuple[str, str]]:
    """Every name of a function -> (official name, kind)."""
    found: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("entities/functions.tsv"):
        for name in (row["name"], *lexicon.aliases(row["aliases"])):
            found[name] = (row["name"], row["kind"])
    return found


@cache
def frequent() -> frozenset[str]:
    """Functions that one county has many of: a name without a place never means the county's."""
    return frozenset(row["name"] for row in lexicon.rows("entities/functions.tsv") if row["many"])


@cache
def official() -> frozenset[str]:
    """The official names of all functions."""
    return frozenset(name for name, _ in functions().values())


@cache
def heads() -> dict[str, tuple[str, bool]]:
    """Last characters of bodies' names -> (kind, whether of a unit)."""
    return {r["head"]: (r["kind"], r["unit"] == "yes") for r in lexicon.rows("entities/unit_heads.tsv")}


@lru_cache(maxsize=100_000)
def head_of(name: str) -> str:
    """The longest known head word that a name ends with, or ""."""
    return next((name[-n:] for n in range(min(4, len(name)), 0, -1) if name[-n:] in heads()), "")


def is_unit(name: str) -> bool:
    """Whether a name ends as those of parts of a body do (查验科, 交警大队)."""
    return heads().get(head_of(name), ("", False))[1]


@cache
def level_words() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Level word -> (level or "City", tails of the names that it can mean)."""
    return {r["word"]: (r["level"], lexicon.aliases(r["tails"])) for r in lexicon.rows("entities/level_words.tsv")}


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("entities/level_compounds.tsv")))


@lru_cache(maxsize=200_000)
def parse(text: str, placed: bool = True) -> Body:
    """A body's name in its parts; with `placed` False the first words are taken for no place."""
    name = POINTED.sub("", norm(text).strip(MARKS))  # 该局市政股
    name, league = LEAGUE.subn("", name)
    name, party = PARTY.subn("", name) if not PARTY.fullmatch(name) else (name, 0)  # the Party itself is nobody's committee
    name = next((name[len(c) :] for c in CENTRAL if name.startswith(c) and len(name) > len(c) and chain(name[len(c) :])[0]), name)
    steps, rest = _place(name) if placed else ((), name)
    if (later := SESSION.sub("", rest)) != rest and _level(later)[0]:
        rest = later  # 十四届县委
    level, rest = _level(rest)
    if league:
        return Body(steps, level, "团委", "", "Organization", True, rest)
    function, unit, kind, known = _function(SESSION.sub("", rest), steps[-1].text if steps else level, bool(party))
    if known and unit.endswith("分局") and steps and len(below := _below(steps, unit.removesuffix("分局"))) > len(steps):
        return Body(below, level, function, "", kind, known, rest)  # 衢州市生态环境局龙游分局 is the 生态环境局 of 龙游
    return Body(steps, level, function, unit, kind, known, rest)


def _below(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """A chain with the place that a branch is named by, if it is one inside the last step; else the chain as it is."""
    longer, rest = chain("".join(s.text for s in steps) + name)
    return longer if not rest else steps


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
        if match is None or match.end() < 3 or rest in functions() or (found and found[-1].level == level):
            continue
        tail = rest[match.end() :]
        if (
            match[0] not in NO_TOWN
            and not _cut_by(match.end(), rest)
            and (tail in functions() or tail.startswith(TOWN_START) or (len(tail) >= 2 and head_of(tail)))
        ):
            found.append(Step(match[0], (), level))
            rest = tail
    return tuple(found), rest


def _cut_by(end: int, rest: str) -> bool:
    """Whether a town that ends there would cut a known function in two: 县住房和城乡建设局 has no 乡."""
    level, tail = _level(rest)
    return len(level) + len(_starts_function(tail)) > end or rest[:end].endswith("城乡")


def _can_be_body(rest: str, last: Step) -> bool:
    """和平医院 is a hospital called Peace: a common word is a place only before what every such place has."""
    if not rest:
        return False
    if rest[0] in "村镇乡" and not _starts_function(rest) and all(d.name != last.text for d in last.divisions):
        return False  # 红旗村党支部 is no office of 红旗
    if rest in functions() or ORDINAL.match(rest) or _level(rest)[1] in functions():
        return True
    return len(rest) >= 2 and not all(d.ambiguous and d.short == last.text for d in last.divisions)


def _level(rest: str) -> tuple[str, str]:
    """A word for a level before the function (县委, 市政府; after a place: 岚县县委), unless it belongs to a longer word."""
    table = functions()
    words = level_words()
    if rest in table:
        return "", rest
    for length in (3, 2, 1):
        word, tail = rest[:length], rest[length:]
        if word not in words or not tail:
            continue
        if (
            tail in table
            or SESSION.sub("", tail) in table
            or (not rest.startswith(_compounds()) and (_starts_function(tail) or head_of(tail)))
        ):
            return word, tail
    return "", rest


@lru_cache(maxsize=100_000)
def _starts_function(text: str) -> str:
    """The longest known function of two or more characters that a text starts with."""
    table = functions()
    return next((text[:n] for n in range(min(20, len(text)), 1, -1) if text[:n] in table), "")


def _function(rest: str, place: str, party: bool) -> tuple[str, str, str, bool]:
    """(function, unit, kind, known) of what is left when the place is cut off."""
    if party and rest in ("委员会", "委"):
        return "委员会", "", "GovernmentBody", True
    if place and rest == "医院":
        return "人民医院", "", "Organization", True
    if place.endswith("街道") and rest == "办事处":
        return "街道办事处", "", "GovernmentBody", True
    if ordinal := ORDINAL.match(rest):
        head = ORDINAL_HEAD.get(ordinal[2], ordinal[2])
        return f"第{number(ordinal[1])}{head}", "", "Organization", True
    if (part := ORDINAL_PART.match(rest)) and head_of(rest[part.end() :]):
        return f"第{number(part[1])}{part[2]}", rest[part.end() :], "Organization", True
    table = functions()
    if rest in table and (place or len(rest) > 1):
        return table[rest][0], "", table[rest][1], True
    found = _starts_function(rest)
    name, kind = table.get(found, ("", ""))
    if found in ("人民政府", "政府") and (inner := _starts_function(rest[len(found) :])):
        found += inner  # 县人民政府教育体育局 is the 教育体育局
        name, kind = table[inner]
        if found == rest:
            return name, "", kind, True
    if found and len(found) >= 3 and head_of(rest[len(found) :]):
        return name, rest[len(found) :], kind, True
    return rest, "", heads().get(head_of(rest), ("", False))[0], False

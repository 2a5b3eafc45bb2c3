"""Names of firms taken apart: place + trade name and trade + legal form. In: a surface form. Out: a Firm; no context is needed.

江苏某某海洋装备集团股份有限公司 -> 江苏 | 某某海洋装备 | 集团股份有限公司 (group).
Short forms drop the place, the trade or the form; a form of another class (集团 and its 分公司, 合作社) makes another firm.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.entities.forms import MARKS, abbreviates, norm, same_numbers
from kg.entities.places import HAMLET, NO_TOWN, TOWN, Step, chain

BRANCH = re.compile(
    r"(?:集团|公司|银行|保险|财险|人寿|移动|联通|电信|国网|邮政|信用社|联社).*?"
    r"(?:分公司|支公司|分行|支行|中心支公司|营业部|供电公司|分社|分厂|项目部|营业厅)$"
)
PART = re.compile(r"(?:队|站|车间|班组|工区|分场|部|小组|研究院|研究所|实验室|工作室|分店|基地)$")
MOTHER = re.compile(r"^(.{2,16}?(?:集团|公司|银行|联社))(?:股份|有限|责任)*(?:公司)?(.{2,})$")
LOOSE = frozenset(("company", "group", "factory", ""))  # classes that a short form may leave out or blur


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's name in parts; `rest` is all behind the place, `stem` is that without legal form, `form` its class or ""."""

    steps: tuple[Step, ...]
    rest: str
    stem: str
    form: str

    @property
    def key(self) -> str:
        """What identifies a firm beside its place: trade name, trade and class of form."""
        tail = {"company": "公司", "group": "集团", "cooperative": "合作社"}.get(self.form, self.rest[len(self.stem) :])
        return self.stem.casefold() + tail


@cache
def forms() -> dict[str, str]:
    """Legal form -> class."""
    return {r["form"]: r["class"] for r in lexicon.rows("entities/legal_forms.tsv")}


@lru_cache(maxsize=200_000)
def parse(text: str, placed: bool = True) -> Firm:
    """A firm's name in its parts; with `placed` False the first words are taken for no place."""
    name = norm(text).translate(str.maketrans("", "", MARKS + "（）"))
    steps, rest = _place(name) if placed else ((), name)
    for length in range(min(12, len(rest) - 1), 0, -1):
        if kind := forms().get(rest[-length:]):
            return Firm(steps, rest, rest[:-length], kind)
    return Firm(steps, rest, rest, "")


def _place(name: str) -> tuple[tuple[Step, ...], str]:
    steps, rest = chain(name)
    while steps and (len(rest) < 2 or rest in forms() or _cuts_a_name(steps[-1], rest)):
        rest = steps[-1].text + rest
        steps = steps[:-1]
    found = list(steps)
    for pattern, level in ((TOWN, "Township"), (HAMLET, "Village")):
        match = pattern.match(rest)
        if match and 2 < match.end() <= len(rest) - 2 and match[0] not in NO_TOWN and not (found and found[-1].level == level):
            found.append(Step(match[0], (), level))
            rest = rest[match.end() :]
    return tuple(found), rest


def _cuts_a_name(step: Step, rest: str) -> bool:
    """Whether a short form would cut a village or town in two: 红旗村 is no place in 红旗."""
    return rest[0] in "村镇乡" and all(d.name != step.text for d in step.divisions)


@lru_cache(maxsize=100_000)
def is_branch(text: str) -> bool:
    """Whether a name is that of a branch named with its mother (某某公司某某分公司)."""
    return bool(BRANCH.search(text))


@lru_cache(maxsize=200_000)
def shortens(a: Firm, b: Firm) -> bool:
    """Whether `a` can be a short form of `b` within one article: 锅王, 锅王电器 of 廉江市锅王电器有限公司; never its branch."""
    if a.rest == b.rest or len(a.rest) >= len(b.rest) or not same_numbers(a.rest, b.rest):
        return a.rest == b.rest and (not a.steps or not b.steps or _one_place(a, b))
    if b.rest.startswith(a.rest) and _goes_on_as_another(b.rest[len(a.rest) :]):
        return False
    if is_branch(b.rest):
        return len(a.rest) >= 3 and b.rest.endswith(a.rest)
    if a.form and b.form and a.form != b.form and not {a.form, b.form} <= LOOSE:
        return False
    if a.form == "group" and b.form != "group" and "集团" not in b.rest:
        return False
    if a.form == "" and len(a.stem) >= 2 and _one_place(a, b) and abbreviates(a.stem, b.stem):
        return True  # 兴县国投 of 兴县国有资产投资集团: the same place says enough
    mother = MOTHER.match(b.stem)
    if mother and not a.stem.startswith(mother[1]):
        return a.stem == mother[2] or abbreviates(a.stem, mother[2])
    if len(a.stem) >= 2 and b.stem.startswith(a.stem):
        return True
    if len(a.rest) >= 3 and b.rest.endswith(a.rest):
        return len(a.stem) >= 3
    if len(a.rest) >= 3 and abbreviates(a.rest, b.rest):
        return True
    slack = 2 if len(a.stem) >= 4 and a.stem[:2] == b.stem[:2] else 1
    return len(a.stem) >= 3 and abbreviates(a.stem, b.stem, slack)


def _goes_on_as_another(tail: str) -> bool:
    """Whether what follows a firm's name makes another one of it: 某某林场 | 扑火队, 国电 | 兴县新能源有限公司."""
    steps, rest = chain(tail)
    return bool(PART.search(tail)) or (
        bool(rest) and any(d.short == steps[0].text for d in steps[0].divisions) if steps else False
    )


def _one_place(a: Firm, b: Firm) -> bool:
    """Whether the names of two firms begin with one place, in full or in short."""
    if not a.steps or not b.steps:
        return False
    one, other = a.steps[-1], b.steps[-1]
    return bool(set(one.divisions) & set(other.divisions)) or (one.text == other.text and not one.divisions)


@lru_cache(maxsize=100_000)
def generic(a: Firm, b: Firm) -> bool:
    """Whether `a` is only the trade and the form of `b`: 担保公司 of 神木中小企业融资担保公司."""
    return (2 <= len(a.rest) < len(b.rest) and b.rest.endswith(a.rest)) or bool(
        a.form and a.form == b.form and b.stem.endswith(a.stem)
    )

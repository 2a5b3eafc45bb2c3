"""Names of firms taken apart: place + trade name and trade + legal form. In: a surface form. Out: a Firm; no context is needed.

江苏某某海洋装备集团股份有限公司 -> 江苏 | 某某海洋装备 | 集团股份有限公司 (class group). Short forms drop the place, the trade or the form;
a form of another class (集团 and its 分公司, 公司 and 合作社) makes another firm.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.entities.forms import MARKS, abbreviates, norm, same_numbers
from kg.entities.places import HAMLET, TOWN, Step, chain

BRANCH = re.compile(
    r"(?:集团|公司|银行|保险|财险|人寿|移动|联通|电信|国网|邮政|信用社|联社)(.*?)(分公司|支公司|分行|支行|中心支公司|营业部|供电公司|分社|分厂|项目部)$"
)
SUBSIDIARY = re.compile(r"^(.{2,12}?(?:集团|公司))(.{2,})$")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's name in parts; `stem` is the name without place and legal form, `form` a class of `legal_forms.tsv` or ""."""

    steps: tuple[Step, ...]
    stem: str
    form: str
    tail: str


@cache
def forms() -> tuple[tuple[str, str], ...]:
    """(legal form, class), longest first."""
    return tuple(
        sorted(((r["form"], r["class"]) for r in lexicon.rows("entities/legal_forms.tsv")), key=lambda f: (-len(f[0]), f[0]))
    )


@lru_cache(maxsize=200_000)
def parse(text: str) -> Firm:
    """A firm's name in its parts."""
    name = norm(text).replace("（", "").replace("）", "").strip(MARKS)
    for mark in MARKS:
        name = name.replace(mark, "")
    steps, rest = _place(name)
    for tail, kind in forms():
        if rest.endswith(tail) and len(rest) - len(tail) >= 1:
            return Firm(steps, rest[: -len(tail)], kind, tail)
    return Firm(steps, rest, "", "")


def _place(name: str) -> tuple[tuple[Step, ...], str]:
    steps, rest = chain(name)
    while steps and (len(rest) < 2 or any(rest == tail for tail, _ in forms())):
        rest = steps[-1].text + rest
        steps = steps[:-1]
    if steps and all(d.ambiguous and d.short == steps[0].text for d in steps[0].divisions):
        return (), name
    found = list(steps)
    for pattern, level in ((TOWN, "Township"), (HAMLET, "Village")):
        match = pattern.match(rest)
        if match and match.end() > 2 and len(rest) - match.end() >= 2 and match[0] not in ("乡镇", "城镇", "村镇", "农村"):
            found.append(Step(match[0], (), level))
            rest = rest[match.end() :]
    return tuple(found), rest


def is_branch(text: str) -> bool:
    """Whether a name is that of a branch or a subsidiary named with its mother (某某集团某某有限公司)."""
    return bool(BRANCH.search(text))


@lru_cache(maxsize=200_000)
def shortens(short: str, full: str) -> bool:
    """Whether `short` can be a short form of `full` within one article: 锅王, 锅王电器 of 廉江市锅王电器有限公司."""
    if short == full or len(short) >= len(full) or not same_numbers(short, full):
        return False
    a, b = parse(short), parse(full)
    if is_branch(full) and not is_branch(short):
        return False
    if a.form and b.form and a.form != b.form and {a.form, b.form} - {"company", "group"}:
        return False
    if a.form == "group" and b.form == "company" and "集团" not in full:
        return False
    mother = SUBSIDIARY.match(b.stem)
    if mother and len(mother[2]) >= 2 and b.stem not in a.stem:
        return a.stem == mother[2] or abbreviates(a.stem, mother[2])
    stem, whole = a.stem, b.stem
    if not stem:
        return False
    if whole.startswith(stem) or (len(stem) >= 3 and whole.endswith(stem)):
        return True
    return len(stem) >= 3 and stem[:2] == whole[:2] and abbreviates(stem, whole)

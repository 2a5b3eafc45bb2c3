"""Bodies by division and function: 岚县 + 行政审批服务管理局, 市 + 工信局, 县委. In: a text. Out: Proposals of bodies.

The function words and their other names are those of `kg/zh/entities/functions.tsv`.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.detect.places import LONGEST, levels
from kg.detect.proposals import Index, Proposal, ending
from kg.lexicon import aliases, rows

LEVEL = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "街道",
    "苏木",
    "嘎查",
    "社区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
    "村",
    "兵团",
)

_CORPS = re.compile(r"第?[一二三四五六七八九十]{1,3}师(?![傅范资生长])|[一二三四五六七八九十〇0-9]{1,4}团(?![队结圆员委购体])")


@cache
def functions() -> tuple[Index, dict[str, str]]:
    """All function names, and the kind of each."""
    kinds: dict[str, str] = {}
    for row in rows("entities/functions.tsv"):
        for name in (row["name"], *aliases(row["aliases"])):
            kinds.setdefault(name, row["kind"])
    kinds |= {"委": "GovernmentBody"}
    level = [word + "委" for word in LEVEL]
    return Index([*kinds, *level]), kinds


def propose(text: str) -> Iterator[Proposal]:
    """Functions behind a division or a level; a function alone is proposed under another rule name."""
    index, kinds = functions()
    done = 0
    for start, end in index.longest(text):
        if start < done:
            continue
        name = text[start:end]
        if name not in kinds:  # 县委, 市委
            yield Proposal(start, end, "GovernmentBody", "level and function")
            continue
        done = end
        division = ending(levels(), text, start, most=LONGEST)
        level = next((word for word in LEVEL if text.endswith(word, 0, start)), "")
        if len(division) > 1 and not text.endswith("共青团", 0, start - len(division)):
            yield Proposal(start - len(division), end, kinds[name], "division and function")
        if level and len(division) <= 3:  # 会同县 is a county, but 会同县妇联 mostly says with whom
            yield Proposal(start - len(level), end, kinds[name], "level and function")
        if len(name) > 3:
            yield Proposal(start, end, kinds[name], "function alone")
    if "兵团" in text:
        for match in _CORPS.finditer(text):
            yield Proposal(*match.span(), "GovernmentBody", "corps")

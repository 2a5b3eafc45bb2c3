"""Works, campaigns and events: quotation marks with a head word behind them, and figures before one (年产6万吨锻件项目).

In: a text. Out: Proposals of Program, Initiative, Event, Product, Industry and of bodies called so. What stands alone in
quotation marks is proposed too, under a rule of its own: most of it is speech or a figure of speech, and the settling knows that.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.detect.heads import head_ending, heads
from kg.detect.places import LONGEST, levels
from kg.detect.proposals import Proposal, ending, starting
from kg.detect.vocabulary import cutters, joints, work_verbs
from kg.text import is_han

_QUOTE = re.compile(r"“([^“”\n]{1,23}[^“”\n。！？，；：…])”")
_FIGURE = re.compile(
    r"(?:年产|年加工|年处理|装机|总装机)?\d[\d.]*(?:[+＋/]\d+)?(?:万|亿)?(?:千瓦|兆瓦|[MGmg][Ww]h?|吨|亩|头|只|公里|平方米|立方米|千伏|kV|KV|套|台|件)"
    r"(?:[/／]年)?[^\s，。、；：“”！？（）《》的了]{2,24}?(?:项目|工程|基地|电站|生产线)(?:[一二三四]期|（[一二三四]期）)?"
)
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届次季]|首届"
    r"|(?<!\d)20\d\d(?:年度?)?(?![年—–-]|\d|年?[\d月初底末上下来])"
)
_ENDED = frozenset("的了是在将和与为被让把由已从向到给着带做")
REACH = 14
LONG = 34


def propose(text: str) -> Iterator[Proposal]:
    """Quoted names with and without a head, and projects that begin with a figure."""
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        yield Proposal(start, end, "Initiative", "quotation")
        stop, kind = headed(text, end)
        if stop:
            yield Proposal(start, stop, kind, "quotation and head")
        if (begin := led(text, start)) < start:
            yield Proposal(begin, stop or end, kind if stop else "Initiative", "quotation and head")
    for match in _FIGURE.finditer(text):
        yield Proposal(*match.span(), "Program", "figure and head")
    for match in _NUMBERED.finditer(text):
        yield from numbered(text, *match.span())


def numbered(text: str, start: int, end: int) -> Iterator[Proposal]:
    """An event from 第三届, 首届 or its year on, with the name of a division before it where one stands there."""
    before = ending(levels(), text, start, most=LONGEST)
    depth = 0
    for place in range(end + 1, min(len(text), end + LONG)):
        depth += (text[place] == "“") - (text[place] == "”")
        if text[place] in "，。；：！？\n《》的" or depth < 0 or (not depth and starting(clauses(), text, place)):
            return
        word = "" if depth else head_ending(text, place + 1, end)
        further = is_han(text[place + 1 : place + 2] or "。") and not starting(joints() | clauses(), text, place + 1)
        if word and "Event" in heads()[word] and (not further or text[place + 1] in "在上于召开幕的等"):
            yield Proposal(start, place + 1, "Event", "number and event")
            if len(before) > 1:
                yield Proposal(start - len(before), place + 1, "Event", "number and event")
            return


@cache
def clauses() -> frozenset[str]:
    """Words of two and more characters at which a name behind quotation marks has already ended."""
    return frozenset(word for word in cutters() | work_verbs() if len(word) > 1 and word not in heads())


def led(text: str, start: int) -> int:
    """Where the words before an opening mark begin (开展 | 企业“合规体检”), if a verb of doing is there; else `start`."""
    for place in range(start - 2, max(0, start - REACH), -1):
        if not is_han(text[place]) or text[place] in "的了是在将和与为被让把对由等":
            return start
        verb = ending(work_verbs(), text, place)
        if len(verb) > 1:
            return place
    return start


def headed(text: str, end: int) -> tuple[int, str]:
    """(end, kind) of the head word behind a closing mark, with up to a few characters before it; (0, "") if there is none."""
    known = heads()
    for start in range(end, min(len(text), end + REACH)):
        if not is_han(text[start]) or text[start] in _ENDED or starting(clauses(), text, start):
            break
        word = starting(known, text, start, most=10)
        if len(word) > 1:
            stop = start + len(word)
            further = starting(known, text, stop, most=10)
            while len(further) > 1:  # 服务 + 机制
                word, stop = further, stop + len(further)
                further = starting(known, text, stop, most=10)
            return stop, known[word][0]
    return 0, ""

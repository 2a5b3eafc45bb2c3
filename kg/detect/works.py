"""Works, campaigns and events: quotation marks with a head word behind them, and figures before one (年产6万吨锻件项目).

In: a text. Out: Proposals of Program, Initiative, Event, Product, Industry and of bodies called so. What stands alone in
quotation marks is proposed too, under a rule of its own: most of it is speech or a figure of speech, and the settling knows that.
"""

import re
from collections.abc import Iterator

from kg.detect.heads import heads
from kg.detect.proposals import Proposal, starting
from kg.text import is_han

_QUOTE = re.compile(r"“([^“”\n]{1,23}[^“”\n。！？，；：…])”")
_FIGURE = re.compile(
    r"(?:年产|年加工|年处理|装机|总装机)?\d[\d.]*(?:[+＋/]\d+)?(?:万|亿)?(?:千瓦|兆瓦|[MGmg][Ww]h?|吨|亩|头|只|公里|平方米|立方米|千伏|kV|KV|套|台|件)"
    r"(?:[/／]年)?[^\s，。、；：“”！？（）《》的了]{2,24}?(?:项目|工程|基地|电站|生产线)(?:[一二三四]期|（[一二三四]期）)?"
)
REACH = 14


def propose(text: str) -> Iterator[Proposal]:
    """Quoted names with and without a head, and projects that begin with a figure."""
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        yield Proposal(start, end, "Initiative", "quotation")
        stop, kind = headed(text, end)
        if stop:
            yield Proposal(start, stop, kind, "quotation and head")
    for match in _FIGURE.finditer(text):
        yield Proposal(*match.span(), "Program", "figure and head")


def headed(text: str, end: int) -> tuple[int, str]:
    """(end, kind) of the head word behind a closing mark, with up to a few characters before it; (0, "") if there is none."""
    known = heads()
    for start in range(end, min(len(text), end + REACH)):
        if not is_han(text[start]) or text[start] in "的了是在将和与为被让":
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

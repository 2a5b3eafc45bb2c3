"""The lines of a web page around an article that are the site's own: buttons, counters, rights, other articles.

In: rows. Out: whether one is furniture, and the stretch without it. Only the edges of an article are freed; a sentence that
speaks of a thing of which furniture speaks too (村里开通了公众号，村民扫二维码就能办事。) is none.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.acquire import told
from kg.acquire.tree import Row
from kg.lexicon import rows as lexicon

_ENDS = "。！？…”）)"
_OPEN = "（(【[丨|·■▌▲\u25b6 　"
_ISSUE_LINE = re.compile(r"[^。！？]{0,16}(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}[^。！？，]{0,24}")
_SENTENCE = re.compile("[\u4e00-\u9fff0-9”》）][。！？][”）)]?$")
_STOP = re.compile("[。！？…]")
_LICENCE = re.compile(r"(?:ICP[备证]|公网安备)\d|AllRightsReserved", re.I)
_COUNTER = re.compile(r"(?:阅读|浏览|点击|访问|点赞|评论|人气|字数)(?:量|数|率|次数)?[:：]?\d+次?")
_PAGES = re.compile(r"[\d\s\[\]<>«»‹›|…共第条/]*(?:(?:[首末尾]|上一|下一|前一|后一|\d)页[\d\s\[\]<>«»‹›|…共第条/]*)+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
LONGEST = 60  # characters of a line of furniture
SHORT = 20  # characters of a heading over other articles


@cache
def _furniture(kind: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in lexicon("pages/web_furniture.tsv") if row["kind"] == kind)


@lru_cache(4096)
def is_furniture(text: str) -> bool:
    """Whether a line at the edge of an article is the site's own."""
    if len(text) > LONGEST:
        return False
    bare = "".join(text.lstrip(_OPEN).split())
    if bare.strip("[]【】()（）|>：:-—·") in _furniture("whole") or _ISSUE_LINE.fullmatch(text) or _COUNTER.fullmatch(bare):
        return True
    if _PAGES.fullmatch(text):
        return True
    if told.day(text) and len(list(told.pieces(text))) > 1 and bare[-1:] != "。":  # day, author and counter on one line
        return True
    if bare.startswith(_labels("label")):
        return bare[-1:] != "。"
    if bare.startswith(_labels("day")):  # 时间：3月5日上午 is what a notice says
        return _YEAR.search(bare) is not None and bare[-1:] != "。"
    return _calls(bare) or (_any("mark").search(text) is not None and not _says(bare))


@cache
def _labels(kind: str) -> tuple[str, ...]:
    return tuple(word + colon for word in _furniture(kind) for colon in ":：丨|")


@cache
def _any(*kinds: str) -> re.Pattern[str]:
    """What finds any word of some kinds."""
    return re.compile("|".join(re.escape(word) for kind in kinds for word in _furniture(kind)))


def _calls(bare: str) -> bool:
    """Whether a line speaks to who looks at the site: 欢迎关注…, 未经授权不得转载."""
    if bare[:1] in '“"' or not _any("mark", "right").search(bare):
        return False
    return bare.startswith(_furniture("call")) or _any("right").search(bare) is not None


def _says(bare: str) -> bool:
    """Whether a line is a sentence that tells of something: closed, and no licence of a site."""
    return _SENTENCE.search(bare) is not None and not _LICENCE.search(bare)


def edges(rows: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """rows[start:end] without the site's own lines at either edge."""
    end = next((i for i in range(start + 1, end) if _others(rows[i].text.lstrip(_OPEN))), end)
    prose = [i for i in range(start, end) if rows[i].text[-1] in _ENDS and not apart(rows[i])]
    if not prose:
        return start, end
    end = next((i for i in range(prose[-1] + 1, end) if apart(rows[i])), end)
    first = next((i for i in prose if _STOP.search(rows[i].text)), prose[0])  # a kicker may end with a quotation mark too
    return next((i + 1 for i in range(first - 1, start - 1, -1) if apart(rows[i])), start), end


def _others(text: str) -> bool:
    """Whether a line opens the list of other articles (下一篇：…, 相关阅读): not 下一条路修到哪里，村民说了算。"""
    if text.strip("[]【】：: ") in _furniture("below"):
        return True
    word = next((word for word in _furniture("cut") if text.startswith(word)), None)
    if word is None:
        return False
    return text[len(word) : len(word) + 1] in tuple("：:】]") or (len(text) <= SHORT and text[-1] not in _ENDS)


def apart(row: Row) -> bool:
    """Whether a line is no part of the article: the site's own, bare words of a header or footer, or all link."""
    bare = row.block is not None and row.block.tag in ("header", "footer")
    return bare or is_furniture(row.text) or row.linked > 0.8 * len("".join(row.text.split()))

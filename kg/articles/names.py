"""Names without a sentence around them: which words of a byline or of a list are names of people.

In: one piece of a line, or a whole line. Out: names, or yes and no. Surnames come from `kg/zh/surnames.tsv`.
"""

import re
from functools import cache, lru_cache
from itertools import groupby, pairwise

from kg.lexicon import rows, words

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0010ffff]+")  # sooner asked than letter by letter
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•．][\u3400-\u9fff]{1,8})+")
# what is told of a person, at least so many letters: behind a blank, or in brackets that may go on in the next line
_TOLD = r"(?:(?: ?（[^）]{{1,16}}） ?| )[^ ]{{{},}}(?<![。，])|（[^（）。元]{{6,}}(?<![，、；])）?)$"
_ENTRY = re.compile(r"([\u3400-\u9fff·]{2,12})" + _TOLD.format(6))
_LIKE_ENTRY = re.compile(r"[\u3400-\u9fff·]{2,5}" + _TOLD.format(2))
BUSY = "忙"  # ends what a picture shows (采摘忙), and no given name
FREQUENT = 20.0  # weight of a surname that makes a bare word a name
MOST_ROW = 60  # letters of a row of names


def no_name(piece: str) -> bool:
    """Whether a piece of a byline says what is seen or of which kind the text is: 采摘忙, 答复."""
    known = words("pages/no_names.tsv")
    return piece in known or (len(piece) == 3 and piece[-1] == BUSY) or (len(piece) == 4 and bool({piece[:2], piece[2:]} & known))


def plain_name(name: str) -> bool:
    """Whether three characters without any mark around them are a name, not a word (金牛银行): no everyday pair in them."""
    return (
        _HAN.fullmatch(name) is not None
        and not no_name(name)
        and not any(a + b in words("pages/common_bigrams.tsv", "pair") for a, b in pairwise(name))
    )


def surname(name: str) -> bool:
    """Whether a name that nothing marks as one begins with a surname that many bear (是根本, 荣成海 do not)."""
    return "·" in name or name[:2] in _many() or name[0] in _many()


@cache
def _many() -> frozenset[str]:
    return frozenset(
        row["surname"] for row in rows("surnames.tsv") if float(row["weight"]) >= FREQUENT or len(row["surname"]) == 2
    )


def spread_names(pieces: list[str]) -> list[str]:
    """李 影 as one name, also beside whole ones, and 赖 永 康; single letters that do not come out even stay as they are."""
    found: list[str] = []
    for alone, run in groupby(pieces, key=lambda piece: len(piece) == 1):
        some = list(run)
        size = 1 if not alone else 3 if len(some) == 3 else 2 if len(some) % 2 == 0 else 1
        found += ["".join(some[i : i + size]) for i in range(0, len(some), size)]
    return found


def people(piece: str, *, sure: bool = False) -> list[str]:
    """The names that one piece of a byline consists of (王伟李强 is two), or none. `sure` forgives a rare surname."""
    known = words("surnames.tsv", "surname")
    if no_name(piece):
        return []
    if any(mark in piece for mark in "·•．"):
        return [piece] if _NAME.fullmatch(piece) else []
    if not _HAN.fullmatch(piece):
        return []
    if len(piece) in (2, 3) and (piece[0] in known or sure):
        return [piece]
    if len(piece) == 4 and (piece[:2] in known or sure):
        return [piece]
    if 4 <= len(piece) <= 9 and sure:
        return _glued(piece)
    return []


def _glued(piece: str) -> list[str]:
    """Names printed without a space between them: cut so that every name begins with a surname that many bear, three letters
    first.
    """
    if not piece:
        return []
    for size in (3, 2):
        head, tail = piece[:size], piece[size:]
        if len(head) == size and head[0] in _many():
            if not tail:
                return [head]
            rest = _glued(tail)
            if rest:
                return [head, *rest]
    return []


def row_of_names(text: str) -> bool:
    """Whether a line is nothing but three names or more that no byline is: one row of a list (王芳李建国张伟 赵桂兰)."""
    pieces = text.split()
    if sum(map(len, pieces)) < 8 or len(text) > MOST_ROW or not all(map(plain_name, pieces)):
        return False
    return all(map(_wholly_names, pieces))


def _wholly_names(piece: str) -> bool:
    """Whether a piece can be cut into names of two or three letters that begin with surnames that many bear."""
    reached = {0}
    for at in range(len(piece)):
        if at in reached and piece[at] in _many():
            reached |= {at + 2, at + 3}
    return len(piece) in reached


@lru_cache(maxsize=256)
def entry(text: str) -> bool:
    """Whether a line is one entry of a list of persons, or begins one: 王晓芳 临县农业技术推广中心高级农艺师; 王晓芳（临县…）."""
    match = _ENTRY.match(text)
    return match is not None and bool(people(match.group(1))) and surname(match.group(1))


def like_entry(text: str) -> bool:
    """Whether a line would be an entry of a list if its first word were a name: 斯琴高娃 县第一中学教师, 郑永福 养殖大户."""
    return _LIKE_ENTRY.match(text) is not None

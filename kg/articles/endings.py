"""How a letter closes: 此致 / 敬礼 / who signs it. Set by themselves, these lines look like headlines and are the letter's own.

In: the units of a sheet in page order. Out: the same, such lines below a paragraph being paragraphs now.
"""

import re
from functools import cache

from kg.articles import marks, names
from kg.articles.columns import Unit
from kg.lexicon import words

MOST_CLOSING = 12  # letters of a line that closes a letter
MOST_SIGNATURE = 20
NOTICE = "特此"  # closes a notice, below which a headline may stand at once
_AT_END = re.compile(r"电话|联系人|特此|登报|挂失|作废|敬请|咨询|报名|竞买")  # what the last paragraph of a notice says
MOST_SIGNED = 3  # lines between the closing words and the day
_OTHERS = re.compile(r"(?<=.) ?等(?:\d+|[一二三四五六七八九十百]+|数|多)?(?:人|户|名|位)?(?:居民|村民|业主|读者|家长)?$")


@cache
def letter_ends() -> tuple[str, ...]:
    """The words with which letters close."""
    return tuple(sorted(words("pages/letter_ends.tsv")))


def closes_letter(text: str) -> bool:
    """Whether a line is nothing but closing words: 此致, 敬礼！"""
    return len(text) <= MOST_CLOSING and text.startswith(letter_ends())


def close_letters(parts: list[Unit]) -> None:
    """Closing words below a paragraph, and the line that signs them, become paragraphs of the letter.

    More lines sign it only above a day, or where they name offices.
    """
    for i, unit in enumerate(parts[1:], 1):
        if parts[i - 1].kind != "para" or not closes_letter(unit.text):
            continue
        _to_letter(unit, parts[i - 1])
        below = parts[i + 1 : i + 1 + MOST_SIGNED]
        if not below or closes_letter(below[0].text):
            continue
        day = next((n for n, line in enumerate(below) if marks.day_alone(line.text)), None)
        for n, line in enumerate(below):
            signs = (
                n <= day if day is not None else line.text.endswith(offices()) or (n == 0 and not unit.text.startswith(NOTICE))
            )
            if not signs or line.kind != "float" or len(line.text) > MOST_SIGNATURE:
                break
            _to_letter(line, unit)


def sign_letters(parts: list[Unit]) -> None:
    """A line right below the paragraphs of a letter that names who wrote it becomes its last paragraph: 柳河县 居民 孟庆余."""
    open_letter = 0  # paragraphs since the address
    for i, unit in enumerate(parts):
        if unit.kind == "para":
            addressed = unit.text[-1] in "：:" and marks.SALUTATION.search(unit.text) is not None
            open_letter = 1 if addressed else open_letter + (open_letter > 0)
            continue
        last = i + 1 == len(parts) or parts[i + 1].kind != "para"
        if open_letter > 1 and unit.kind == "float" and last and _names_writer(unit):
            _to_letter(unit, parts[i - 1])
        open_letter = 0


def sign_notices(parts: list[Unit]) -> None:
    """An office alone on the line right below a notice and right above the next headline signs the notice: 某县拍卖有限公司."""
    for above, unit, below in zip(parts, parts[1:], parts[2:], strict=False):
        lone = (above.kind, unit.kind, below.kind) == ("para", "float", "float") and not unit.byline
        office = lone and len(unit.text) <= MOST_SIGNATURE and unit.text.endswith(offices())
        if office and _AT_END.search(above.text):
            _to_letter(unit, above)


def _names_writer(unit: Unit) -> bool:
    """Whether a line ends with a name, and tells before it or by its form whose it is, or names an office."""
    *told, name = _OTHERS.sub("", unit.text).split()
    if len(unit.text) > MOST_SIGNATURE or unit.text[0] in marks.BULLETS + "（(":
        return False
    return (not told and name.endswith(offices())) or bool(told and len(name) <= 4 and names.people(name))


@cache
def offices() -> tuple[str, ...]:
    """How the names of offices end that sign a letter."""
    return tuple(sorted(words("pages/office_endings.tsv")))


def _to_letter(line: Unit, above: Unit) -> None:
    line.kind, line.width, line.byline = "para", above.width, None

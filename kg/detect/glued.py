"""Where a person's name ends when the next word is glued to it: 穆亮 | 荣立三等功, not 穆亮荣.

In: a text and a span that may be a person. Out: its end, perhaps one or two letters earlier. The letter stays with the name when
what is left behind it can go on too (李国强 | 调研), or when the article has the longer name elsewhere before other words.
"""

from functools import cache

from kg import lexicon
from kg.detect.people import surname
from kg.detect.places import levels
from kg.detect.proposals import starting
from kg.detect.vocabulary import addresses, everyday, followers, general, posts
from kg.text import is_han

_PREPOSITIONS = frozenset("向和于从")  # surnames, too
_LEVELS = frozenset("省市县区旗州盟镇乡村")
KNOWN = 2  # rank of an everyday word that counts
FREQUENT = 3  # rank of an everyday word that ends even a common name (赵志 | 明确表示)


@cache
def openings() -> frozenset[str]:
    """Words that begin right behind a name with a letter of given names."""
    return lexicon.words("names/openings.tsv")


def name_end(text: str, start: int, end: int) -> int:
    """The end of the name that stands at `start:end`."""
    family = surname(text, start)
    if not family or not all(map(is_han, text[start:end])):
        return end
    last = text[end - 2 : end]
    if end - start == family + 3 and _word(last) and last not in addresses() | posts() and not _elsewhere(text, start, end):
        return end - 2  # 穆亮成功 | 当选
    if family + 2 <= end - start <= family + 3 and _cuts_a_word(text, start + family, end) and not _elsewhere(text, start, end):
        return name_end(text, start, end - 1)
    return end


def read_again(text: str, start: int, end: int) -> tuple[str, int]:
    """The kind and the end of what looks like a name of a person: a division behind the post 代表 (代表 | 温岭市) is one, a
    preposition with its noun (代表 | 向大会) has no kind.
    """
    name = text[start:end]
    kind, form = levels().get(name, ("", "")) if name[-1] in _LEVELS else ("", "")
    if form == "full":
        return kind, end
    if name[0] in _PREPOSITIONS and (name[1:] in general() or name[1:] in posts()):
        return "", end
    return "Person", name_end(text, start, end)


def _word(word: str) -> bool:
    return everyday().get(word, 0) >= KNOWN or word in openings()


def _cuts_a_word(text: str, given: int, end: int) -> bool:
    """Whether the end of a name cuts a word in two, and what is left of the word is none with which a clause goes on."""
    word = text[end - 1 : end + 1]
    if len(word) < 2 or not _word(word) or _word(text[end : end + 2]):
        return False
    follower = starting(followers(), text, end)
    going_on = follower or text[end + 1 : end + 2] in ("了", "着", "过")
    if len(follower) > 1 or (going_on and word not in openings()):
        return False
    common = text[given:end] in lexicon.words("entities/given_names.tsv")
    return not common or everyday().get(word, 0) >= FREQUENT


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the same letters stand somewhere else before another letter."""
    name, behind = text[start:end], text[end : end + 1]
    at = text.find(name)
    while at >= 0:
        if at != start and text[at + len(name) : at + len(name) + 1] != behind:
            return True
        at = text.find(name, at + 1)
    return False

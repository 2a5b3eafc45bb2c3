"""People whose names are ordinary words (高兴, 万里), where only a person can stand: the network sees the word, not the name.

In: a text. Out: Mentions of kind Person. Once the article introduces such a name, it is also read at the beginning of clauses
before what follows a person; 高兴地说 stays the ordinary word.
"""

import re
from collections.abc import Iterator

from kg.detect.people import ROLE, post_index, surname
from kg.detect.proposals import starting
from kg.detect.vocabulary import everyday, followers, posts
from kg.records import Mention

_APPOINTED = re.compile(
    r"(?:任命|免去|补选|增选|选举|提名|决定任命)([\u4e00-\u9fff]{2,3}?)"
    r"(?=同志|为|的[\u4e00-\u9fff]{2,20}(?:职务|书记|主席|主任|局长|院长|庭长|委员)|等|任|（女)"
)
_CALLED = re.compile(r"(?:名叫|名字叫|(?<![手])叫)([\u4e00-\u9fff]{2,3})(?=，(?:是|今年|来自|家住|\d))")
_SIGNED = re.compile(rf"(?:^|\n)[□■●▲][ \u3000]*([\u4e00-\u9fff]{{2,3}})[ \u3000]+(?={ROLE})")
_SPEAKS = re.compile(r"说[，：。道]|笑着说|告诉记者|介绍说?[，：]|坦言|表示，|回忆|感慨|一[边直脸手]|以\d")
_CLAUSE = frozenset("，。；！？：“”\n")
SURE = 0.9


def people(text: str) -> list[Mention]:
    """The names, and their further places."""
    found = sorted(set(introduced(text)))
    for name in sorted({text[start:end] for start, end in found}):
        found += [span for span in subjects(text, name) if span not in found]
    return [Mention(start, end, "Person", text[start:end], "word as name", SURE) for start, end in sorted(found)]


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """Behind 任命, 叫 and the mark of an author; an everyday word between a post and what somebody says."""
    for pattern in (_APPOINTED, _CALLED, _SIGNED):
        for match in pattern.finditer(text):
            if surname(text, match.start(1)) and match[1] not in posts():
                yield match.span(1)
    for start, end in post_index().every(text):
        if end - start < 2 or not surname(text, end):
            continue
        size = next((n for n in (3, 2) if text[end : end + n] in everyday()), 0)
        if size and text[end : end + size] not in posts() and _SPEAKS.match(text, end + size):
            yield end, end + size


def subjects(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a known name begins a clause and what follows a person follows."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if (start == 0 or text[start - 1] in _CLAUSE) and starting(followers(), text, end):
            yield start, end
        start = text.find(name, end)

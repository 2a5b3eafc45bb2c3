"""Careers told as lists: 历任某镇党委书记，某县林业局局长，1998年3月当选某县副县长 says that one person held three posts.

In: a Scene and its signs. Out: Posts, one for every body or place of a list of two or more, or of a list whose person stands in
the sentence before (李文，男，中共党员。曾任……). A list goes on over ，、； as long as every item is a body or place with a post
and nobody's name follows; each item has the status of the last word that takes posts up (曾任 over, 现任 not, 拟任 planned).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.facts.posts import Post, trimmed
from kg.facts.rules import ANY_SIGN, word_class
from kg.facts.scene import SIGN, Scene
from kg.facts.seats import BODIES, PERSON
from kg.facts.speech import reporters
from kg.facts.status import NOW, status_of_verb
from kg.records import PLACE_KINDS

LONGEST = 16  # items of one list
PLACES = "".join(chr(SIGN[kind]) for kind in PLACE_KINDS)
_DATE = "(?:(?:同|次|翌)年|0年)(?:0月)?(?:0日)?(?:起|以来|至今|后|至0年(?:0月)?)?,?"
_MARK = re.compile(f"[{PERSON}]|[。!?\n]")


@cache
def _opener() -> re.Pattern[str]:
    """The word that opens a list, at the head of a clause or behind a person's name."""
    head = rf"(?:^|(?<=[,。;、\n)])|(?<={PERSON})|(?<={PERSON}同志))"
    return re.compile(rf"{head}(?:{_DATE})?(?P<verb>{word_class('career')})")


@cache
def _item() -> re.Pattern[str]:
    """A body or place with its posts, the first of which may be a word that is no known post (文书、副乡长)."""
    posts = rf"(?:[^,。;:、!?\n()“”{ANY_SIGN}]{{1,6}}、)?(?:{word_class('staff or posts')})"
    return re.compile(rf"[{PLACES}]{{0,2}}(?P<seat>[{BODIES}{PLACES}])的?(?P<title>{posts})(?:等)?(?:职务|职|一职|人选)?")


@cache
def _other() -> re.Pattern[str]:
    """An item whose body is no name: 生产队队长."""
    return re.compile(rf"[^,。;:、!?\n{ANY_SIGN}]{{0,12}}(?:{word_class('staff or posts')})(?=[,;、])")


@cache
def _joint() -> re.Pattern[str]:
    """What stands between two items; a date and a word of its own may begin the second."""
    return re.compile(rf"(?:[,;、]|,?(?=兼任?|并任))(?:{_DATE})?(?P<verb>{word_class('career')}|兼任|并任|兼)?")


@cache
def _over() -> re.Pattern[str]:
    return re.compile(word_class("career over"))


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(word_class("staff"))


def careers(scene: Scene, signs: str) -> Iterator[Post]:
    """All posts of all such lists."""
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    done, writers = 0, reporters(scene)
    for opener in _opener().finditer(signs):
        if opener.start() < done:
            continue
        items, end = _items(signs, opener.end(), opener["verb"])
        person, near = _holder(scene, signs, at_token, opener.start(), writers)
        if not items or person is None or (len(items) == 1 and near):
            continue
        done = end
        over = _over().search(signs, end, _paragraph_end(signs, end)) is not None
        seats = [int(scene.who[at_token[token]]) if token in at_token else -1 for token, *_ in items]
        for number, ((token, title, verb), seat) in enumerate(zip(items, seats, strict=True)):
            if seat < 0 or seat in seats[number + 1 :]:  # of two posts at one place the later one
                continue
            status = status_of_verb(verb)
            yield Post(
                int(scene.who[person]), seat, person, trimmed(title), "posts/career-list", verb, at_token[token],
                "Former" if over and status == "Asserted" else status,
                "worksFor" if _staff().fullmatch(title) else "holdsPositionAt",
                sure=over or status != "Asserted" or seat in seats[:number] or NOW.search(verb) is not None,
            )  # fmt: skip


def _items(signs: str, place: int, verb: str) -> tuple[list[tuple[int, str, str]], int]:
    """Token of the seat, title and verb of each item from a place on, and where the list ends."""
    found: list[tuple[int, str, str]] = []
    end = place
    for _ in range(LONGEST):
        item = _item().match(signs, place)
        told = item or _other().match(signs, place)
        if told is None or not _ends(signs, told.end()):
            break
        if item:
            found.append((item.start("seat"), item["title"], verb))
        end = told.end()
        joint = _joint().match(signs, end)
        if not joint:
            break
        place = joint.end()
        verb = verb if joint["verb"] in (None, "兼", "兼任", "并任") else joint["verb"]
    return found, end


def _ends(signs: str, place: int) -> bool:
    """Whether an item ends at a place: a mark or the end stands there, no name and no verb."""
    return place >= len(signs) or signs[place] in ",。;、:!?\n(）)兼并"


def _paragraph_end(signs: str, place: int) -> int:
    end = signs.find("\n", place)
    return end if end >= 0 else len(signs)


def _holder(scene: Scene, signs: str, at_token: dict[int, int], place: int, writers: set[int]) -> tuple[int | None, bool]:
    """The reference of the person whose list opens at a place, and whether it stands in the same sentence: the only one there or
    the last that opens a clause; else the only one of the sentences before in the paragraph; never the writer.
    """
    begin = max(signs.rfind(mark, 0, place) for mark in "。!?\n") + 1
    first = signs.rfind("\n", 0, place) + 1
    told = [t for t in range(first, place) if signs[t] == PERSON and t in at_token and scene.who[at_token[t]] not in writers]
    here = [t for t in told if t >= begin]
    if here:
        people = {int(scene.who[at_token[t]]) for t in here}
        heads = [t for t in here if t == begin or signs[t - 1] in ",;:“()"] if len(people) > 1 else here
        return (at_token[heads[-1]] if heads else None), True
    if not re.fullmatch(f"(?:{_DATE})?", signs[begin:place]):
        return None, False
    people = {int(scene.who[at_token[t]]) for t in told}
    return (at_token[told[-1]] if len(people) == 1 else None), False

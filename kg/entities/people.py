"""People of one article. In: mentions of people, the text, drafts of bodies and places. Out: drafts of people.

The same name in one article is one person. Surname with title (沙董事长), nickname (老阚, 阿坚) and half a name join the one person
that they can mean. What tells namesakes apart (body, place, byline) is kept in `near`; the nearest of it makes the key.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.entities.drafts import Draft, nearest
from kg.entities.forms import norm
from kg.entities.places import Setting
from kg.records import Article, Mention, Reason

NICK = re.compile(r"^(?:老|小|阿|大)([\u4e00-\u9fff])$")
BY_LINE = re.compile(r"(?:记者|通讯员|实习生|摄影|作者|文/图|文|图|编辑|责编|见习记者|特约记者)[^。；，]{0,24}$")
BREAK = re.compile(r"[。！？；\n”]")
SHOT = re.compile(r"^[\s、\u4e00-\u9fff]{0,12}[摄文图](?:影)?(?:/|$|\n|）|\))")


@cache
def titles() -> tuple[str, ...]:
    """Titles that stand behind a surname, longest first."""
    return tuple(sorted(lexicon.words("entities/titles.tsv"), key=lambda t: (-len(t), t)))


@cache
def _surnames() -> frozenset[str]:
    return lexicon.words("surnames.tsv", "surname")


def surname(name: str) -> str:
    """The surname of a Han name, two characters where the table has them; "" for others."""
    if "·" in name or not name:
        return ""
    return name[:2] if name[:2] in _surnames() and len(name) > 2 and len(name[:2]) == 2 else name[:1]


def title_of(name: str) -> tuple[str, str]:
    """(surname, title) of a form such as 沙董事长, 李女士; ("", "") if it is no such form."""
    for title in titles():
        head = name[: len(name) - len(title)]
        if name.endswith(title) and head and (head in _surnames() or len(head) == 1):
            return head, title
    return "", ""


def group_people(article: Article, mentions: Sequence[Mention], things: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Drafts of people, full names first."""
    drafts: dict[str, Draft] = {}
    partial: list[Mention] = []
    for mention in mentions:
        name = norm(mention.text)
        if title_of(name)[0] or NICK.match(name) or len(name) == 1:
            partial.append(mention)
        else:
            drafts.setdefault(name, Draft("", name=name)).add(
                mention, Reason("person/name", 0.95, "one name, one article, one person")
            )
    _join_parts(drafts)
    for mention in partial:
        name = norm(mention.text)
        owner = nearest((d for d in drafts.values() if may_be(name, d.name)), mention.start) if name not in drafts else None
        if owner:
            owner.add(mention, Reason("person/short-form", 0.8, f"{name} fits {owner.name} only"))
        else:
            drafts.setdefault(name, Draft("", name=name)).add(mention, Reason("person/name", 0.5, "known by surname only"))
    for draft in drafts.values():
        _anchor(article, draft, things, setting)
    return list(drafts.values())


def _join_parts(drafts: dict[str, Draft]) -> None:
    """Given names alone and first parts of names with a dot: 雪芝 of 武雪芝, 阿依古丽 of 阿依古丽·买买提."""
    for name in sorted(drafts, key=lambda n: (len(n), n)):
        whole = [
            f for f in drafts if f != name and (f.split("·")[0] == name or (len(name) == 2 and len(f) == 3 and f[1:] == name))
        ]
        if len(whole) == 1 and drafts[whole[0]].references:
            drafts[whole[0]].absorb(drafts.pop(name), Reason("person/part-of-name", 0.8, f"{name} is part of {whole[0]}"))


def may_be(short: str, name: str) -> bool:
    """Whether a form such as 沙董事长, 老阚, 阿坚 can mean the person of this name."""
    head, _ = title_of(short)
    if head:
        return surname(name) == head
    nick = NICK.match(short)
    if nick:
        return surname(name) == nick[1] if short[0] in "老小大" else name.endswith(nick[1]) and len(name) > 1
    return len(short) == 1 and surname(name) == short


def _anchor(article: Article, draft: Draft, things: Sequence[Draft], setting: Setting) -> None:
    """Body or place that the text puts beside the name, nearest first; a byline anchors to the paper."""
    text = article.text
    found: dict[int, tuple[int, Draft]] = {}
    for reference in draft.references:
        left = text[max(0, reference.start - 40) : reference.start]
        left = BREAK.split(left)[-1]
        if BY_LINE.search(left) or SHOT.match(text[reference.end : reference.end + 16]):
            draft.code, draft.what = setting.home, "byline"
            continue
        low = reference.start - len(left)
        for thing in things:
            for other in thing.references:
                if low <= other.start < reference.start:
                    gap = reference.start - other.end
                    if id(thing) not in found or gap < found[id(thing)][0]:
                        found[id(thing)] = (gap, thing)
    ranked = sorted(
        found.values(), key=lambda f: (f[1].kind not in ("Enterprise", "GovernmentBody", "Organization"), f[0], f[1].key)
    )
    draft.near = [thing for _, thing in ranked[:4]]
    draft.path = setting.root

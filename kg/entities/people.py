"""People of one article. In: mentions of people and the text; later drafts of bodies and places. Out: drafts of people.

The same name in one article is one person. Surname with title (张董事长), nickname (老阚, 阿坚) and half a name join the one
person that they can mean. What tells namesakes apart (body, village, byline) is kept in `near`; the nearest of it makes the key.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kg import lexicon
from kg.entities.drafts import Draft, nearest
from kg.entities.forms import norm
from kg.entities.places import Setting
from kg.records import BODY_KINDS, Article, Mention, Reason

NICK = re.compile(r"^[老小阿大]([\u4e00-\u9fff])(?<![师])头?$")
BY_LINE = re.compile(r"(?:记者|通讯员|实习生|摄影|作者|撰文|供图|文/图|编辑|责编|[文图][：:])[\s\u4e00-\u9fff、]{0,24}$")
BREAK = re.compile(r"[。！？；\n]|”(?!）)")
SHOT = re.compile(r"^[\s、\u4e00-\u9fff]{0,12}(?:摄影报道|摄|文/图|图/文)(?:/|$|\n|）|\))")
SIGNED = re.compile(r"（([^（）\n]{2,30})）(?=\n|$)")  # the names of those who wrote an article, at its end
BEHIND = re.compile(r"(?:（[女男回汉藏苗壮满族蒙，、\u4e00-\u9fff]{1,8}）)?(?:[ 　]|（|，|是|系|为|任|的|担任|出任|现任|任职于)?")
ONE_NAME = Reason("person/name", 0.95, "one name, one article, one person")
BRACKET = re.compile(r"（[^（）]*）")
CLOSE = 16  # characters between a body and the person whose post is printed in between: 农业机械专业合作社联合社副理事长


@lru_cache(maxsize=100_000)
def surname(name: str) -> str:
    """The surname of a Han name, two characters where the table has them; "" for others."""
    if "·" in name or not name:
        return ""
    return name[:2] if len(name) > 2 and name[:2] in lexicon.words("surnames.tsv", "surname") else name[:1]


def _address() -> frozenset[str]:
    return lexicon.words("entities/titles.tsv")


@lru_cache(maxsize=100_000)
def title_of(name: str) -> tuple[str, str]:
    """(surname, title) of a form such as 张董事长, 李女士; ("", "") if it is no such form."""
    titles = _address()
    for length in range(min(4, len(name) - 1), 0, -1):
        head = name[:-length]
        if name[-length:] in titles and (len(head) == 1 or (len(head) == 2 and head in lexicon.words("surnames.tsv", "surname"))):
            return head, name[-length:]
    return "", ""


def group_people(article: Article, mentions: Sequence[Mention], setting: Setting) -> list[Draft]:
    """Drafts of people, full names first."""
    drafts: dict[str, Draft] = {}
    partial: list[Mention] = []
    full = {norm(m.text) for m in mentions if len(m.text) > 1}
    for mention in mentions:
        name = norm(mention.text)
        # 李卫平老师, where 李卫平 is named too
        name = next((name[:-n] for n in (2, 3, 1) if name[:-n] in full and name[-n:] in _address()), name)
        if title_of(name)[0] or NICK.match(name) or len(name) == 1:
            partial.append(mention)
        else:
            drafts.setdefault(name, Draft("", name=name)).add(mention, ONE_NAME)
    _join_parts(drafts)
    nicknames: dict[str, Draft] = {}  # 老李 is one person all through an article
    for mention in partial:
        name = norm(mention.text)
        owner = None if name in drafts else nicknames.get(name) or whose(name, list(drafts.values()), mention.start, article.text)
        if owner and NICK.match(name):
            nicknames[name] = owner
        if owner:
            owner.add(mention, Reason("person/short-form", 0.8, f"{name} fits {owner.name}"))
        else:
            drafts.setdefault(name, Draft("", name=name)).add(mention, Reason("person/name", 0.5, "known by surname only"))
    for draft in drafts.values():
        draft.path = setting.root
    return [d for d in drafts.values() if d.references]


def anchor_people(text: str, people: Sequence[Draft], things: Sequence[Draft]) -> None:
    """What stands beside each person: bodies and places named or meant (集团 before 董事长) right before or behind the name."""
    spans = sorted((r.start, r.end, n) for n, thing in enumerate(things) for r in thing.references)
    starts = {s: (e, n) for s, e, n in sorted(spans, key=lambda s: (things[s[2]].kind in BODY_KINDS, s))}
    signed = _signed(text, [d.name for d in people])
    for draft in people:
        _anchor(text, draft, things, spans, starts)
        if any(s < r.start < e for r in draft.references for s, e in signed):
            draft.what = "byline"


def _join_parts(drafts: dict[str, Draft]) -> None:
    """Given names alone and parts of names with dots: 雪芝 of 武雪芝, 阿依古丽 and 买买提 of 阿依古丽·买买提."""
    for name in sorted(drafts, key=lambda n: (-len(n), n)):
        whole = [
            f for f in drafts if f != name and (_parts_within(name, f) or (len(name) == 2 and len(f) == 3 and f[1:] == name))
        ]
        if len(whole) == 1 and drafts[whole[0]].references:
            drafts[whole[0]].absorb(drafts.pop(name), Reason("person/part-of-name", 0.8, f"{name} is part of {whole[0]}"))


def _parts_within(name: str, whole: str) -> bool:
    """Whether all parts of a name stand side by side in one with more dots: 阿里·迪奥普 in 穆萨·阿里·迪奥普."""
    return len(name) > 1 and name.count("·") < whole.count("·") and f"·{name}·" in f"·{whole}·"


def whose(short: str, people: Sequence[Draft], at: int, text: str) -> Draft | None:
    """The person that a form such as 张董事长, 老阚, 阿坚 means: one who bears the title in the text, else the one named last."""
    fits = [d for d in people if may_be(short, d.name)]
    title = title_of(short)[1]
    bearing = [d for d in fits if title and any(text[: r.start].endswith(title) for r in d.references if not r.anaphor)]
    return nearest(bearing or fits, at)


@lru_cache(maxsize=100_000)
def nameless(name: str) -> bool:
    """Whether a form is borne by many: 王某, 李女士, 老张. Such a person is never the same in two articles."""
    return "某" in name or bool(title_of(name)[0]) or NICK.match(name) is not None or len(name) < 2


@lru_cache(maxsize=100_000)
def rare(name: str) -> bool:
    """Whether a person's name is hardly borne by two people of one region: three characters, no everyday given name."""
    if "·" in name:
        return len(name) >= 6
    return (
        len(name) == 3
        and name[1:] not in lexicon.words("entities/given_names.tsv")
        and not (set(name[1:]) <= lexicon.words("entities/given_characters.tsv"))
    )


@lru_cache(maxsize=100_000)
def may_be(short: str, name: str) -> bool:
    """Whether a short form can mean the person of this name."""
    head, _ = title_of(short)
    if head:
        return surname(name) == head and not title_of(name)[0]
    nick = NICK.match(short)
    if nick:
        return name.endswith(nick[1]) and len(name) > 1 if short[0] == "阿" else surname(name) == nick[1] and len(name) > 1
    return len(short) == 1 and surname(name) == short


def _signed(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Spans of brackets at the end of a paragraph that hold nothing but names: （甲 乙）."""
    known = sorted(names, key=lambda n: (-len(n), n))
    found = []
    for match in SIGNED.finditer(text):
        left = match[1]
        for name in (*known, "记者", "通讯员", "本报", "实习生"):
            left = left.replace(name, "")
        if not left.strip(" 　、/"):
            found.append(match.span())
    return found


def _behind(text: str, end: int, things: Sequence[Draft], starts: Mapping[int, tuple[int, int]], posted: bool) -> int | None:
    """The body printed right behind a name with the post in it: 甲 某公司焊工; 任命甲为某检察院副检察长.

    Behind a name whose post stands before it, a comma begins the next person of a list.
    """
    match = BEHIND.match(text, end)
    if match is None or match.end() == end:
        return None
    at = match.end()
    while at in starts and things[starts[at][1]].kind not in BODY_KINDS:
        at = starts[at][0]  # the places printed before the body
    if at not in starts:
        return None
    stop, number = starts[at]
    told = text[stop : stop + 14].split("，")[0].split("。")[0]
    if "，" in match[0] and posted:
        return None
    if "，" in match[0] and not any(
        told[i : i + n] in lexicon.words("entities/titles.tsv") for i in range(len(told)) for n in (2, 3)
    ):
        return None
    return number


def _anchor(
    text: str, draft: Draft, things: Sequence[Draft], spans: Sequence[tuple[int, int, int]], starts: Mapping[int, tuple[int, int]]
) -> None:
    """Bodies and small places that the text puts right before the name, nearest first; a byline makes the paper the anchor."""
    found: dict[int, tuple[bool, int]] = {}
    told = rare(draft.name)
    for reference in (r for r in draft.references if not r.anaphor):
        left = BREAK.split(text[max(0, reference.start - 40) : reference.start])[-1]
        if BY_LINE.search(left) or SHOT.match(text[reference.end : reference.end + 16]):
            draft.what = "byline"
            continue
        posted = any(left.endswith(title) for title in (left[-2:], left[-3:]) if title in _address())
        if (behind := _behind(text, reference.end, things, starts, posted)) is not None:
            found[behind] = (False, 1)
        low = reference.start - len(left)
        for _, end, number in spans[bisect_left(spans, (low, 0, 0)) : bisect_left(spans, (reference.start, 0, 0))]:
            if end <= reference.start:
                between = BRACKET.sub("", text[end : reference.start])
                gap = len(between)
                far = gap > CLOSE or "，" in between
                found[number] = min(found.get(number, (True, 99)), (far, gap))
        told = told or posted
    ranked = sorted(found.items(), key=lambda f: (f[1][0], things[f[0]].kind not in BODY_KINDS, f[1][1], f[0]))
    # 镇长王伟 is one, but a town has many villagers of that name
    draft.near = [things[n] for n, (far, _) in ranked if not far and (told or things[n].what != "Township")][:3]


def anchored(draft: Draft) -> Draft | None:
    """What makes a person's key: the first body or small place beside the name; counties and cities hold too many namesakes."""
    return next((d for d in draft.near if d.kind in BODY_KINDS or d.what in ("Township", "Village")), None)

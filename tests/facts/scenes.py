"""Builds articles with referents from marked sentences: `{岚县|County:a}推出{“早餐会”|Initiative:b}`."""

import re

from kg.facts.scene import Scene, scene_of
from kg.records import Article, Mention, Part, Reference, Referent

_TAG = re.compile(r"\|(?:([A-Za-z]+):)?([a-z][0-9]*)(~?)\}")


def marked(words: str, headline: str = "") -> tuple[Article, tuple[Mention, ...], tuple[Referent, ...]]:
    """`{words|Kind:id}` names a new referent, `{words|id}` an old one, `{words|id~}` is an anaphor; marks may nest."""
    lead = f"{headline}\n" if headline else ""
    plain, opened, found, kinds, at = [*lead], [], [], {}, 0
    while at < len(words):
        tag = _TAG.match(words, at) if words[at] == "|" else None
        if tag:
            start = opened.pop()
            kinds.setdefault(tag[2], tag[1])
            found.append((start, len(plain), tag[2], bool(tag[3])))
            at = tag.end()
            continue
        if words[at] == "{":
            opened.append(len(plain))
        else:
            plain.append(words[at])
        at += 1
    text = "".join(plain)
    head = (Part("headline", 0, len(headline)),) if headline else ()
    parts = (*head, Part("body", len(lead), len(text)))
    article = Article("a", "page", "news", text, parts, (), (), headline or None)
    referents = []
    for who in sorted(kinds, key=lambda w: min((s, -e) for s, e, i, _ in found if i == w)):
        places = sorted((s, e, anaphor) for s, e, i, anaphor in found if i == who)
        names = tuple(dict.fromkeys(text[s:e] for s, e, anaphor in places if not anaphor)) or (who,)
        references = tuple(Reference(s, e, anaphor) for s, e, anaphor in places)
        referents.append(Referent(who, kinds[who] or "Person", max(names, key=len), names, references, who))
    mentions = tuple(Mention(s, e, kinds[i] or "Person", text[s:e], "test") for s, e, i, anaphor in sorted(found) if not anaphor)
    return article, mentions, tuple(referents)


def scene(words: str, headline: str = "") -> Scene:
    """The scene of a marked sentence."""
    article, _, referents = marked(words, headline)
    return scene_of(article, referents)

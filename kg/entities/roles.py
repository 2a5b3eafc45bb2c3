"""该负责人, 这位护林员: the person who was introduced by that word. In: a text and its drafts of people. Adds references.

The person bears the word right before the name, in the same paragraph or the one before; of several the one named last, of two
in one sentence nobody. 该负责人 is also the only one who was introduced by any post.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.entities.drafts import Draft
from kg.records import Reason, Reference

HEAD = "负责人"
BEFORE = 12  # characters of a post before a name


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pointing word with the word for a person, and any such word at an end."""
    words = lexicon.words("entities/titles.tsv") | lexicon.words("names/posts.tsv") | {HEAD}
    every = "|".join(sorted((w for w in words if len(w) > 1), key=lambda w: (-len(w), w)))
    return re.compile(f"(?:该|这位|这名)(?P<role>{every})(?![\u4e00-\u9fff]?[的、])"), re.compile(f"(?:{every})$")


def find_roles(text: str, people: Sequence[Draft], covered: set[int]) -> None:
    """Adds a reference to the person that each such word means, and what it covers to `covered`."""
    pointing, post = _patterns()
    for match in pointing.finditer(text):
        if match.start() in covered:
            continue
        low = text.rfind("\n", 0, max(text.rfind("\n", 0, match.start()), 0)) + 1
        named = [(r.start, d) for d in people for r in d.references if low <= r.start < match.start() and not r.anaphor]
        bearing = [(at, d) for at, d in named if text.endswith(match["role"], 0, at)]
        posted = [(at, d) for at, d in named if post.search(text[max(0, at - BEFORE) : at])]
        owner = _last(text, bearing) if bearing else _only(posted) if match["role"] == HEAD else None
        if owner:
            owner.references.append(Reference(*match.span(), True))
            owner.reasons.append(Reason("anaphor/role", 0.7, f"{match[0]} is who was introduced as {match['role']}"))
            covered.update(range(*match.span()))


def _last(text: str, bearing: Sequence[tuple[int, Draft]]) -> Draft | None:
    """The one named last, unless another one bears the word in the same sentence."""
    at, owner = max(bearing, key=lambda b: b[0])
    sentence = max(text.rfind(mark, 0, at) for mark in "。！？\n")
    return None if any(start > sentence and d is not owner for start, d in bearing) else owner


def _only(posted: Sequence[tuple[int, Draft]]) -> Draft | None:
    """The one person of a list, None when there are several."""
    return posted[0][1] if posted and all(d is posted[0][1] for _, d in posted) else None

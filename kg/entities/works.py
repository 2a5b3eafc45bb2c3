"""Names of works, campaigns, events, documents, goods and trades. In: surface forms. Out: what is compared, and whether two agree.

“一件事”改革 and 高效办成一件事 agree, 第三届 and 首届 of one expo do not: numerals, years and phases must not contradict each other.
"""

from functools import cache, lru_cache

from kg import lexicon
from kg.entities.forms import bare, core, norm, quoted, same_numbers
from kg.entities.places import chain

FREE = ("中华人民共和国", "中共中央", "国务院", "全国", "国家")


@cache
def generic() -> dict[str, tuple[str, ...]]:
    """Kind -> generic head words of its names, longest first (改革, 服务, 项目, 产业链)."""
    found: dict[str, list[str]] = {}
    for row in lexicon.rows("entities/work_heads.tsv"):
        for kind in lexicon.aliases(row["kinds"]):
            found.setdefault(kind, []).append(row["head"])
    return {kind: tuple(sorted(words, key=lambda w: (-len(w), w))) for kind, words in found.items()}


@cache
def known() -> dict[str, str]:
    """Compared form of a nationally known work -> its usual name."""
    return {
        core(n): row["name"]
        for row in lexicon.rows("entities/known_works.tsv")
        for n in (row["name"], *lexicon.aliases(row["aliases"]))
    }


@lru_cache(maxsize=200_000)
def compared(name: str, kind: str) -> str:
    """A name as it is compared: its quoted words if it has any, else without place and generic head."""
    flat = norm(name)
    if usual := known().get(core(flat)):
        return core(usual)
    if kind == "PolicyDocument":
        return core(flat).removeprefix("中华人民共和国")
    inner = quoted(flat)
    if len(inner) == 1 and kind in ("Initiative", "Program", "Product", "Event") and same_numbers(inner[0], flat):
        tail = flat[flat.find(inner[0]) + len(inner[0]) + 1 :]
        if not tail or tail in generic().get(kind, ()):
            return core(inner[0])
    return core(stem(bare(flat), kind))


@lru_cache(maxsize=200_000)
def stem(name: str, kind: str) -> str:
    """A name without the place before it and the generic head behind it, as long as something remains."""
    steps, rest = chain(name)
    if steps and len(rest) >= 3 and kind != "PolicyDocument":
        name = rest
    for head in generic().get(kind, ()):
        if name.endswith(head) and len(name) - len(head) >= 2:
            return name[: -len(head)]
    return name


@lru_cache(maxsize=200_000)
def agree(one: str, other: str, kind: str) -> str:
    """Why two names of an article mean one thing, or "" if they need not: the shorter one lies in the longer one."""
    if not same_numbers(norm(one), norm(other)):
        return ""
    a, b = compared(one, kind), compared(other, kind)
    if a == b:
        return "the same words but for marks, place and head word"
    short, long = sorted((a, b), key=len)
    if kind == "PolicyDocument":
        return "a title and its short form" if len(short) >= 4 and long.endswith(short) else ""
    if len(short) >= 4 and (long.endswith(short) or long.startswith(short)) and len(short) >= 0.5 * len(long):
        return "one name lies in the other"
    quotes = {core(q) for q in quoted(norm(one))} & {core(q) for q in quoted(norm(other))}
    if quotes and max(len(q) for q in quotes) >= 3 and min(len(quoted(norm(one))), len(quoted(norm(other)))) == 1:
        return "the same words in quotation marks"
    inner = quoted(norm(one if a == long else other))
    return "the quoted words of the longer name" if short in {core(q) for q in inner} and len(short) >= 3 else ""

"""Rules applied to a Scene: which rule finds which pair, and where.

In: a Scene and Rules. Out: Hits, in order of rule and place. A pattern sees the signs of the text (one sign for every outermost
mention), so a slot is one character and a match is bounded by the pattern's own bounds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.facts.rules import FIRST, JOINT, Example, Rule, rules, word_class
from kg.facts.scene import KIND_NUMBER, Scene, scene_of
from kg.records import Article, Part, Reference, Referent

BEFORE_OBJECTS = "在于对为托由向与和从把将以按据用给让到赴"
_IS = re.compile("(?:是|为|系|属于|作为)[^，。；：！？\n]{0,9}$")
OPENING = 12  # so many tokens (近日，, 今年以来，) may stand before a subject


@dataclass(frozen=True, slots=True)
class Hit:
    """One pair found by one rule: indexes of referents and of the references that stand for them, and the span of the words."""

    rule: Rule
    subject: int
    object: int
    left: int
    right: int
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]


def signs_of(scene: Scene) -> str:
    """The text that patterns read: one character for every token."""
    return "".join(map(chr, scene.tokens.tolist()))


def find_hits(scene: Scene, given: tuple[Rule, ...] | None = None) -> Iterator[Hit]:
    """All hits of all rules in one article."""
    signs = signs_of(scene)
    at_token = {int(scene.token_start[i]): i for i in range(len(scene.start)) if scene.outer[i] == i}
    for rule in given if given is not None else rules():
        if rule.context is not None and not rule.context.search(scene.article.text):
            continue
        for match in rule.pattern.finditer(signs):
            yield from _hits(scene, rule, match, at_token)


def _hits(scene: Scene, rule: Rule, match: re.Match[str], at_token: dict[int, int]) -> Iterator[Hit]:
    ends: dict[str, list[int]] = {}
    for role in "so":
        if role in rule.pattern.groupindex and match[role] is not None:
            first, last = match.span(role)
            loose = role in rule.lists  # 某镇镇长甲、某局局长乙: what is not followed by a joint belongs to a post
            kept = [t for t in range(first, last) if not loose or t + 1 == last or chr(int(scene.tokens[t + 1])) in JOINT]
            ends[role] = [at_token[t] for t in kept if t in at_token]
    start, end = int(scene.char_of_token[match.start()]), int(scene.char_of_token[match.end()])
    if rule.inherit:
        role, kinds, back = rule.inherit
        found = _before(scene, match.start(), {KIND_NUMBER[k] for k in kinds}, back, at_token)
        if found is None:
            return
        ends[role] = [found]
        start = min(start, int(scene.start[found]))
    for role, kinds_of_role in rule.kinds:
        ends[role] = [i for i in ends.get(role, []) if scene.referents[scene.who[i]].kind in kinds_of_role]
    known = rule.pattern.groupindex
    attributes = tuple((n, _plain(scene, match.span(g))) for n, g in rule.attributes if g in known and match[g])
    for s in ends.get("s", []):
        for o in ends.get("o", []):
            subject, obj = int(scene.who[s]), int(scene.who[o])
            if subject != obj:
                yield Hit(rule, subject, obj, min(s, o), max(s, o), start, end, attributes)


def _plain(scene: Scene, span: tuple[int, int]) -> str:
    return scene.article.text[int(scene.char_of_token[span[0]]) : int(scene.char_of_token[span[1]])]


def _before(scene: Scene, token: int, kinds: set[int], back: int, at_token: dict[int, int]) -> int | None:
    """The nearest outermost reference of some kinds before a token, not more than `back` sentences away; with FIRST the subject
    of the sentence.
    """
    if back == FIRST:
        return _subject(scene, token, kinds, at_token)
    here = int(scene.sentence_at[scene.char_of_token[token]])
    for place in sorted((t for t in at_token if t < token), reverse=True):
        i = at_token[place]
        if here - int(scene.sentence_at[scene.start[i]]) > back:
            return None
        if int(scene.kinds[scene.who[i]]) in kinds and not any(test(scene, i) for test in (studied, beside, larger)):
            return i
    return None


@cache
def _spirit() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('studied')})(?!{word_class('spirited')})")


def studied(scene: Scene, reference: int) -> bool:
    """Whether a reference names an event that is only studied there: 学习全省农村工作会议精神 holds no meeting."""
    kind = int(scene.kinds[scene.who[reference]])
    return kind == KIND_NUMBER["Event"] and _spirit().match(scene.article.text, int(scene.end[reference])) is not None


@cache
def _program() -> re.Pattern[str]:
    return re.compile(word_class("beside the event"))


def beside(scene: Scene, reference: int) -> bool:
    """Whether a reference names an event that is only part of another one's programme: 节会期间举办茶乡马拉松."""
    if int(scene.kinds[scene.who[reference]]) != KIND_NUMBER["Event"]:
        return False
    place, text = int(scene.start[reference]), scene.article.text
    begin = max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1
    return _program().search(text, begin, place) is not None


@cache
def _part() -> re.Pattern[str]:
    return re.compile(f"的?[^，。；：！？、\n]{{0,4}}?(?:{word_class('part of a work')})")


def larger(scene: Scene, reference: int) -> bool:
    """Whether a reference names a work only to say that another one is part of it: 该工程是全省生态修复工程的子项目."""
    if int(scene.kinds[scene.who[reference]]) not in (KIND_NUMBER["Program"], KIND_NUMBER["Initiative"]):
        return False
    start, text = int(scene.start[reference]), scene.article.text
    return _IS.search(text, max(0, start - 12), start) is not None and _part().match(text, int(scene.end[reference])) is not None


def only_studied(scene: Scene) -> frozenset[int]:
    """The events that the article holds nowhere: 传达学习全省农村工作会议精神."""
    held: set[int] = set()
    read: set[int] = set()
    for reference, who in enumerate(scene.who.tolist()):
        (read if studied(scene, reference) else held).add(who)
    return frozenset(read - held)


@cache
def _advises() -> re.Pattern[str]:
    """What others do is told behind: 调查队建议，有关部门要支持宏达公司."""
    return re.compile(f"(?:{word_class('advise')})$")


def _subject(scene: Scene, token: int, kinds: set[int], at_token: dict[int, int]) -> int | None:
    """The reference that opens the stretch since the last full stop, semicolon or colon, the last one of a chain; None when a
    person stands in its clause (县委书记李文表示，……), when it only advises, or another name of these kinds opens a later clause.
    """
    start = token
    while start > 0 and chr(int(scene.tokens[start - 1])) not in "。；：！？;:!?\n":
        start -= 1
    inside = [t for t in sorted(at_token) if start <= t < token]
    if not inside or inside[0] - start > OPENING or chr(int(scene.tokens[inside[0] - 1])) in BEFORE_OBJECTS:
        return None
    last = 0
    while last + 1 < len(inside) and inside[last + 1] == inside[last] + 1:
        last += 1
    comma = next((t for t in range(inside[last], token) if chr(int(scene.tokens[t])) in "，,"), token)
    if _advises().search(signs_of(scene), inside[last] + 1, comma):
        return None
    person = any(int(scene.kinds[scene.who[at_token[t]]]) == KIND_NUMBER["Person"] for t in inside if t < comma)
    later = any(chr(int(scene.tokens[t - 1])) in "，," and int(scene.kinds[scene.who[at_token[t]]]) in kinds for t in inside[1:])
    found = at_token[inside[last]]
    return found if not person and not later and int(scene.kinds[scene.who[found]]) in kinds else None


def example_scene(example: Example) -> Scene:
    """An example as a scene: every mention a referent of its own, `s` and `o` their ids where they are marked."""
    article = Article("example", "", "news", example.text, (Part("body", 0, len(example.text)),), (), ())
    referents = tuple(
        Referent(f"{role or 'x'}{n}", kind, example.text[a:b], (example.text[a:b],), (Reference(a, b),), f"x{n}")
        for n, (a, b, kind, role) in enumerate(example.mentions)
    )
    return scene_of(article, referents)


def example_fails(rule: Rule, example: Example) -> str:
    """Empty when a rule does with an example what it should; else what is wrong."""
    scene = example_scene(example)
    found = {(scene.referents[h.subject].id[0], scene.referents[h.object].id[0]) for h in find_hits(scene, (rule,))}
    roles = {role for *_, role in example.mentions if role}
    if not example.wanted:
        return f"finds something in the no example {example.text}; narrow the pattern or move the example" if found else ""
    if not found:
        return f"finds nothing in the yes example {example.text}; widen the pattern or move the example"
    wanted = ("s" if "s" in roles else "x", "o" if "o" in roles else "x")
    if roles and wanted not in found:
        return f"finds other ends than those marked in {example.text}; check the slots"
    return ""

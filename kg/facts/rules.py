"""The rules of relations: `kg/zh/rules/*.yaml` read, checked and compiled into patterns over the signs of a Scene.

In: YAML. Out: Rule records in file order, which is their priority. The language is told in `kg/zh/rules/README.md`: Chinese
text with slots for mentions, classes of words and bounded gaps. Every repetition in a compiled pattern is bounded, so no
sentence can make it run away; a rule without examples, with an unknown key or with ends that do not fit the schema does not
load (file, line, remedy).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import yaml

from kg import lexicon
from kg.facts.scene import SIGN
from kg.facts.schema import ENDS
from kg.lexicon import ZH, LexiconError
from kg.records import BODY_KINDS, ENTITY_KINDS, PLACE_KINDS, PREDICATES, STATUSES, WORK_KINDS
from kg.text import half_width

FAMILIES = {
    "Body": BODY_KINDS, "AnyPlace": PLACE_KINDS, "Work": WORK_KINDS, "Actor": ("Person", *BODY_KINDS, *PLACE_KINDS),
    "Any": ENTITY_KINDS,
}  # fmt: skip
KEYS = {"name", "predicate", "pattern", "attributes", "status", "inherit", "context", "confidence", "note", "yes", "no"}
ANY_SIGN = f"\\u{min(SIGN.values()):04x}-\\u{max(SIGN.values()):04x}"
GAPS = {"…": "[^，。；：！？,;:!?\n]", "……": "[^。！？!?\n]", "~": f"[^，。；：！？,;:!?\n{ANY_SIGN}]"}
_PART = re.compile(
    r"<!(?P<barred>[^<>]{1,16})>|\{(?P<slot>[a-z]?)(?P<many>[+&*]?):(?P<kinds>[A-Za-z|]+)\}|<(?P<class>[a-z ]+)>"
    r"|(?P<wide>……|…|~)(?P<size>[0-9]{1,2})|(?P<unless>!\()|(?P<text>.)",
    re.S,
)
_EXAMPLE = re.compile(r"\{([^{}|]+)\|([A-Za-z]+)(?::([so]))?\}")
LIST_LENGTH = 40
JOINT = "、和与及，以"  # what stands behind an item of a loose list that is not its last
JOINTS = {  # between the items of a list
    "+": "(?:[、和与及]|以及)", "&": "", "*": "(?:[、和与及，]|以及)[^，。；：！？、,;:!?\n“”]{0,20}?",
}  # fmt: skip
FIRST = -1
SYNTAX = {"^": r"(?:^|(?<=\n))", "$": r"(?=\n|$)", "(": "(?:", ")": ")", "|": "|", "?": "?"}
POST_RANKS = {"posts": "leading", "staff": "staff", "place posts": "of", "staff or posts": ""}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its mentions (start, end, kind, role or ""), and whether the rule must find something in it."""

    text: str
    mentions: tuple[tuple[int, int, str, str], ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `inherit` is (role, kinds, sentences back; -1: the first of the sentence) when an end stands outside the
    pattern, `lists` the roles whose items have words before them, `kinds` what each end may be, `context` words of which the
    article must hold one (None: any article)."""

    name: str
    file: str
    line: int
    predicate: str
    pattern: re.Pattern[str]
    source: str
    lists: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    status: str
    inherit: tuple[str, tuple[str, ...], int] | None
    confidence: float
    note: str
    examples: tuple[Example, ...]
    kinds: tuple[tuple[str, frozenset[str]], ...] = ()
    context: re.Pattern[str] | None = None


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # "no" stays a word; libyaml where PyYAML was built with it


class RuleError(LexiconError):
    """A rule that cannot be used; the text is `file:line: what is wrong; what to do`."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in order of file name and place; RuleError for the first that is wrong."""
    problems: list[str] = []
    found = tuple(_read(problems))
    if problems:
        raise RuleError(problems[0])
    return found


def _read(problems: list[str]) -> Iterator[Rule]:
    folder = ZH / "rules"
    names: set[str] = set()
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        for rule in read_rules(path.read_text("utf-8"), f"kg/zh/rules/{path.name}", problems):
            if rule.name in names:
                problems.append(f"{rule.file}:{rule.line}: the name {rule.name} is used twice; rename one")
            names.add(rule.name)
            yield rule


def read_rules(text: str, file: str, problems: list[str]) -> Iterator[Rule]:
    """The rules of one file that can be used; the others are told in `problems`, one line each."""
    try:
        loader = LOADER(text)
        tree = loader.get_single_node()
        loaded = loader.construct_document(tree) if tree else None
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        problems.append(f"{file}:{mark.line + 1 if mark else 1}: this is not YAML; mend the quotation marks or the indent")
        return
    if not isinstance(loaded, list) or not isinstance(tree, yaml.SequenceNode):
        problems.append(f"{file}:1: a rule file is a list; begin every rule with '- name:'")
        return
    for node, item in zip(tree.value, loaded, strict=True):
        line = node.start_mark.line + 1
        try:
            yield _rule(item, file, line)
        except ValueError as problem:
            problems.append(f"{file}:{line}: {problem}")


def _rule(item: object, file: str, line: int) -> Rule:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise ValueError("a rule needs a name; add 'name: file/what-it-catches'")
    if unknown := sorted(set(item) - KEYS):
        raise ValueError(f"{item['name']} has the unknown key {unknown[0]}; keys are {', '.join(sorted(KEYS))}")
    predicate = item.get("predicate")
    if predicate not in PREDICATES:
        raise ValueError(f"{item['name']}: unknown predicate {predicate}; take one of {', '.join(PREDICATES)}")
    status = item.get("status", "Asserted")
    if status not in STATUSES:
        raise ValueError(f"{item['name']}: unknown status {status}; take one of {', '.join(STATUSES)}")
    source = str(item.get("pattern", ""))
    pattern, lists, slots = compile_pattern(source)
    inherit = _inherit(item)
    ends = {**slots, **({inherit[0]: inherit[1]} if inherit else {})}
    for role, allowed in zip("so", ENDS[str(predicate)], strict=True):
        if role not in ends:
            raise ValueError(f"{item['name']}: the pattern has no slot {{{role}:…}}; add it or an inherit key")
        if not set(ends[role]) & allowed:
            raise ValueError(f"{item['name']}: {'|'.join(ends[role])} cannot be {role} of {predicate}; see kg/facts/schema.py")
    examples = (*_examples(item, "yes"), *_examples(item, "no"))
    if not any(e.wanted for e in examples) or all(e.wanted for e in examples):
        raise ValueError(f"{item['name']} has no yes and no examples; add at least one of each")
    attributes = tuple(sorted((str(k), str(v)) for k, v in (item.get("attributes") or {}).items()))
    return Rule(
        item["name"], file, line, str(predicate), pattern, source, lists, attributes, str(status), inherit,
        float(item.get("confidence", 0.9)), str(item.get("note", "")), examples,
        tuple((role, frozenset(ends[role])) for role in "so"), _context(item),
    )  # fmt: skip


def _context(item: dict[str, object]) -> re.Pattern[str] | None:
    classes = str(item["context"]).split("|") if "context" in item else []
    return re.compile("|".join(map(word_class, classes))) if classes else None


def _inherit(item: dict[str, object]) -> tuple[str, tuple[str, ...], int] | None:
    given = item.get("inherit")
    if given is None:
        return None
    found = re.fullmatch(r"([so]): ([A-Za-z|]+) ([0-9]|first)", str(given))
    if not found:
        raise ValueError(f"{item['name']}: inherit is written 'o: Body 2' (role, kinds, sentences back or first)")
    return found[1], kinds_of(found[2]), FIRST if found[3] == "first" else int(found[3])


def kinds_of(words: str) -> tuple[str, ...]:
    """Kinds from `Body|County`; ValueError for an unknown one."""
    kinds: dict[str, None] = {}
    for word in words.split("|"):
        if word not in FAMILIES and word not in ENTITY_KINDS:
            raise ValueError(f"unknown kind {word}; take a kind of the records or {', '.join(FAMILIES)}")
        kinds.update(dict.fromkeys(FAMILIES.get(word, (word,))))
    return tuple(kinds)


def compile_pattern(source: str) -> tuple[re.Pattern[str], tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The pattern over signs, the roles that are loose lists, and the kinds of each role; ValueError for what is not in the
    language.
    """
    parts: list[str] = []
    lists: list[str] = []
    slots: dict[str, tuple[str, ...]] = {}
    groups = 0
    for part in _PART.finditer(source):
        if part["barred"]:
            parts.append(f"(?<![{re.escape(half_width(part['barred']))}])")
        elif part["kinds"]:
            kinds = kinds_of(part["kinds"])
            signs = "[" + "".join(sorted({chr(SIGN[k]) for k in kinds})) + "]"
            joint = JOINTS[part["many"]] if part["many"] else ""
            body = f"{signs}(?:{joint}{signs}){{0,{LIST_LENGTH}}}" if part["many"] else signs
            parts.append(f"(?P<{part['slot']}>{body})" if part["slot"] else body)
            if part["slot"]:
                slots[part["slot"]] = kinds
            if part["many"] == "*" and part["slot"]:
                lists.append(part["slot"])
        elif part["class"]:
            groups += 1
            inner = word_class(part["class"])
            parts.append(f"(?P<{part['class'].replace(' ', '_')}>{inner})" if source.count(part[0]) == 1 else f"(?:{inner})")
        elif part["wide"]:
            parts.append(f"{GAPS[part['wide']]}{{0,{int(part['size'])}}}?")
        elif part["unless"]:
            parts.append("(?!")
        elif part["text"] in "*+[]\\.":
            raise ValueError(f"{part['text']} is not in the language; use …8 for a gap and {{s+:Kind}} for a list")
        else:
            parts.append(SYNTAX.get(part["text"]) or re.escape(half_width(part["text"])))
    try:
        return re.compile("".join(parts)), tuple(lists), slots
    except re.error as problem:
        raise ValueError(f"the pattern cannot be read ({problem.msg}); check brackets and '|'") from None


@cache
def _posts() -> dict[str, str]:
    return {r["post"]: r["rank"] for r in lexicon.rows("facts/posts.tsv")}


@cache
def _post(word: str) -> str:
    """The pattern of a post; where it is the end of a post of the other rank (医师, 主任医师) that one is none."""
    longer = [w for w, rank in _posts().items() if w.endswith(word) and rank != _posts()[word]]
    return "".join(f"(?<!{re.escape(w.removesuffix(word))})" for w in sorted(longer)) + re.escape(word)


@cache
def word_class(name: str) -> str:
    """A class of words as an alternation: `<posts>` and `<staff>` are runs of posts, other names are classes of
    `facts/classes.tsv`.
    """
    if name in POST_RANKS:
        ranks = POST_RANKS[name]
        rows = [r for r in lexicon.rows("facts/posts.tsv") if r["rank"] == ranks or (ranks == "of" and r["of"]) or not ranks]
        tails = "|".join(map(_post, sorted((r["post"] for r in rows), key=lambda w: (-len(w), w))))
        begin = f"(?!{word_class('no post')})[^由，。；：！？、,;:!?\n“”（）() {ANY_SIGN}]"
        one = f"{begin}{{0,9}}(?:{tails})(?:（[^（）\n]{{1,8}}）)?"
        return f"{one}(?:[、兼]{one}){{0,3}}"
    words = sorted((r["word"] for r in lexicon.rows("facts/classes.tsv") if r["class"] == name), key=lambda w: (-len(w), w))
    if not words:
        raise ValueError(f"unknown class <{name}>; add its words to kg/zh/facts/classes.tsv")
    return "|".join(map(re.escape, words))


def _examples(item: dict[str, object], key: str) -> Iterator[Example]:
    given = item.get(key)
    for words in given if isinstance(given, list) else []:
        yield read_example(str(words), wanted=key == "yes")


def read_example(words: str, *, wanted: bool) -> Example:
    """`{临县|County:s}推出……` as a text and its mentions."""
    text, mentions, at = "", [], 0
    for found in _EXAMPLE.finditer(words):
        text += words[at : found.start()]
        if found[2] not in ENTITY_KINDS:
            raise ValueError(f"unknown kind {found[2]} in an example; take a kind of the records")
        mentions.append((len(text), len(text) + len(found[1]), found[2], found[3] or ""))
        text += found[1]
        at = found.end()
    return Example(text + words[at:], tuple(mentions), wanted)

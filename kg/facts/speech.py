"""Who said what: statements in quotation marks and statements reported after a verb of speech.

In: a Scene. Out: Quotations in order of place; the span of a direct one leaves its quotation marks out. Quotation marks that
do not close are closed at the end of their paragraph, so that one slip of the printer costs one statement, not all that
follow.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.facts.scene import KIND_NUMBER, Scene
from kg.facts.speakers import NOBODY, bounded, people_of, subject
from kg.records import Quotation

OPEN, CLOSE = "“「", "”」"
SENTENCE_MARKS = "。！？!?…"
FARTHEST = 500  # no sentence is longer: a page of colons must not take a second
_TURN = re.compile(r"[（(]下?转[^（）()\n]{1,12}版[^（）()\n]{0,12}[）)]$")
_PERSON = KIND_NUMBER["Person"]
_CREDIT = re.compile(
    r"[（(][^（）()\n]{0,12}(?:记者|通讯员|实习生|摄影)[^（）()\n]{0,40}[）)]"
    r"|^[□■▲◆●○]? ?(?:本报|特约)?(?:见习)?(?:记者|通讯员)[^，。：:\n]{1,40}$|[^\n，。；]{1,20}(?:摄|/文|/图|图/文)[）)]?$",
    re.M,
)
_ANNOUNCES = re.compile(
    "[账话]$|(?:心愿|愿望|感受|体会|感慨|想法|念头|理由|道理|答案|打算|秘诀|诀窍|信念|信条|口头禅|观点|看法|建议)是?$"
)
_SAID_BY_ITSELF = re.compile(r"[，。！？；!?…～]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: the inner span, and the outer one with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


@cache
def verbs() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of all verbs of speech, longest first, and those of them that bring in a statement by themselves."""
    rows = list(lexicon.rows("facts/speech_verbs.tsv"))
    return re.compile("|".join(bounded(rows, "verb"))), frozenset(r["verb"] for r in rows if r["strength"] == "sure")


def quotes_of(text: str) -> list[Quote]:
    """Outermost quotations paragraph by paragraph; one that never closes ends with its paragraph or at the next opening mark."""
    out: list[Quote] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        opened, depth = -1, 0
        for place in range(at, end):
            char = text[place]
            if char in OPEN:
                if opened < 0:
                    opened = place
                depth += 1
            elif char in CLOSE and opened >= 0:
                depth -= 1
                if depth <= 0:
                    out.append(Quote(opened + 1, place, opened, place + 1))
                    opened, depth = -1, 0
        if opened >= 0:
            stop = text.find("”", opened, end)
            stop = stop if stop > 0 else end
            out.append(Quote(opened + 1, stop, opened, min(stop + 1, end)))
        at = end + 1
    return [q for q in out if q.end > q.start]


def find_quotations(scene: Scene) -> tuple[Quotation, ...]:
    """All statements of an article whose speaker is known."""
    silent = reporters(scene)
    people = people_of(scene, silent)
    quotes = [q for q in quotes_of(scene.article.text) if _is_speech(scene, q)]
    found = {**_answered(scene, people), **_reported(scene, quotes, people), **_direct(scene, quotes, people)}
    return tuple(_unturned(scene.article.text, found[key]) for key in sorted(found))


def _unturned(text: str, said: Quotation) -> Quotation:
    """A statement without the mark that the page turns within it: （下转3版） is nobody's word."""
    mark = _TURN.search(text, said.start, said.end)
    return replace(said, end=mark.start()) if mark and mark.start() > said.start else said


def reporters(scene: Scene) -> set[int]:
    """Referents who wrote the article or took its pictures: named in a byline or a credit and nowhere else."""
    text = scene.article.text
    credits = [m.span() for m in _CREDIT.finditer(text)]
    credits += [(p.start, p.end) for p in scene.article.parts if p.kind == "byline"]
    inside: dict[int, bool] = {}
    for i in range(len(scene.start)):
        if scene.kinds[scene.who[i]] == _PERSON and not scene.anaphor[i]:
            held = any(start <= scene.start[i] and scene.end[i] <= end for start, end in credits)
            inside[int(scene.who[i])] = inside.get(int(scene.who[i]), True) and held
    return {who for who, always in inside.items() if always}


def _is_speech(scene: Scene, quote: Quote) -> bool:
    """Whether words in quotation marks are said rather than named: they hold a mark, or a colon or verb stands before them."""
    text = scene.article.text
    inner = text[quote.start : quote.end]
    if any(scene.start[i] <= quote.start and scene.end[i] >= quote.end for i in range(len(scene.start))):
        return False
    before = text[max(0, quote.outer_start - 1) : quote.outer_start]
    return before in ("：", ":") or bool(_SAID_BY_ITSELF.search(inner)) or len(inner) >= 14


def _direct(scene: Scene, quotes: list[Quote], people: list[int]) -> dict[tuple[int, int], Quotation]:
    found: dict[tuple[int, int], Quotation] = {}
    last = -1
    last_end = -1
    following = {a: b.outer_start for a, b in pairwise(quotes)}
    for quote in quotes:
        speaker, rule = _speaker(scene, quote, people, following.get(quote, len(scene.article.text)))
        between = scene.article.text[last_end : quote.start]
        if speaker == NOBODY and last >= 0 and "\n" not in between and len(between) > 2:  # ”“ is the answer of another one
            speaker, rule = last, "speech/goes on"
        if speaker < 0:
            continue
        last, last_end = speaker, quote.end
        found[quote.start, quote.end] = Quotation(
            scene.referents[speaker].id, scene.article.id, quote.start, quote.end, True, rule
        )
    return found


def _speaker(scene: Scene, quote: Quote, people: list[int], next_quote: int) -> tuple[int, str]:
    """The referent who speaks a direct quotation, -1 when nobody does, and the name of the rule that says so."""
    text = scene.article.text
    before_start = _sentence_start(text, quote.outer_start)
    every, sure = verbs()
    mark = text[quote.outer_start - 1 : quote.outer_start]
    verb_before = [m.start() for m in every.finditer(text, before_start, quote.outer_start)]
    brought = mark in ("：", ":") or bool(verb_before and mark in ("，", ",", "道", "说"))
    clause = max(before_start, *(text.rfind(c, 0, quote.outer_start - 1) for c in "，；,"))
    end = next((v for v in reversed(verb_before) if v > clause), quote.outer_start)
    if end == quote.outer_start and mark in ("，", ","):  # 她说，事情难办，“可总得有人办。”
        end = next((m.start() for m in every.finditer(text, before_start, end) if m[0] in sure), end)
    nearest = subject(scene, people, before_start, end)
    if brought and nearest != NOBODY:
        return nearest, "speech/before"
    speaker = _speaker_behind(scene, quote, people, next_quote)
    if speaker != NOBODY:
        return speaker, "speech/after"
    if nearest != NOBODY:
        return nearest, "speech/before"
    if mark in ("\n", ""):
        after_end = _sentence_end(text, quote.outer_end)
        speaker = _first_person(scene, people, quote.outer_end, _sentence_end(text, after_end + 1))
        if speaker >= 0:
            return speaker, "speech/after"
    previous = _sentence_start(text, max(before_start - 1, 0))
    return _last_person(scene, people, previous, quote.outer_start), "speech/sentence before"


def _speaker_behind(scene: Scene, quote: Quote, people: list[int], next_quote: int) -> int:
    """The referent who speaks by the words behind a quotation: the subject of the verb, else the first one named there."""
    text = scene.article.text
    behind = quote.outer_end
    tail = text[behind : _sentence_end(text, behind)]
    cut = min(max(next_quote - behind, 0), len(tail))
    verb = verbs()[0].search(tail[:cut])
    if verb:
        speaker = subject(scene, people, behind, behind + verb.start())
        speaker = speaker if speaker != NOBODY else _first_person(scene, people, behind, behind + cut)
        if speaker != NOBODY:
            return speaker
    if text[quote.end - 1] in SENTENCE_MARKS + "，":
        return _first_person(scene, people, behind, behind + cut)
    return NOBODY


def _last_person(scene: Scene, people: list[int], start: int, end: int) -> int:
    return next((int(scene.who[i]) for i in reversed(people) if start <= scene.start[i] and scene.end[i] <= end), -1)


def _first_person(scene: Scene, people: list[int], start: int, end: int) -> int:
    return next((int(scene.who[i]) for i in people if start <= scene.start[i] and scene.end[i] <= end), -1)


def _sentence_end(text: str, at: int) -> int:
    """The end of the sentence that goes on at a place, quotations stepped over."""
    depth, last = 0, min(len(text), at + FARTHEST)
    for place in range(at, last):
        char = text[place]
        if char == "\n":
            return place
        depth += (char in OPEN) - (char in CLOSE and depth > 0)
        if depth == 0 and (char in SENTENCE_MARKS or (char in CLOSE and text[place - 1] in SENTENCE_MARKS)):
            return place + 1
    return last


def _sentence_start(text: str, at: int) -> int:
    """The start of the sentence that a place stands in."""
    for place in range(at - 1, max(at - FARTHEST, -1), -1):
        if text[place] in SENTENCE_MARKS + "\n" or (text[place] in CLOSE and place and text[place - 1] in SENTENCE_MARKS):
            return place + 1
    return max(at - FARTHEST, 0)


def _reported(scene: Scene, quotes: list[Quote], people: list[int]) -> dict[tuple[int, int], Quotation]:
    """Statements without quotation marks: from a sure verb of speech to the end of the sentence."""
    text = scene.article.text
    inside = [(q.start, q.end) for q in quotes]
    found: dict[tuple[int, int], Quotation] = {}
    pattern, sure = verbs()
    for verb in pattern.finditer(text):
        if verb[0] not in sure:
            continue
        start = verb.end() + (text[verb.end() : verb.end() + 1] in ("，", "：", ",", ":"))
        if any(a <= verb.start() < b for a, b in inside) or text[start : start + 1] in (*OPEN, "。", "\n", "，", "的", ""):
            continue
        speaker = subject(scene, people, _sentence_start(text, verb.start()), verb.start())
        if speaker == NOBODY and text[verb.start() - 1] in "他她":
            speaker = _last_person(scene, people, 0, verb.start())
        end = _sentence_end(text, start)
        if speaker < 0 or end - start < 6 or _body_speaks(scene, verb.start()):
            continue
        found[start, end] = Quotation(scene.referents[speaker].id, scene.article.id, start, end, False, "speech/reported")
    return found


def _body_speaks(scene: Scene, verb: int) -> bool:
    """Whether the name right before a verb is no person's: 集团承诺, 县委要求."""
    before = [i for i in range(len(scene.start)) if verb - 3 <= scene.end[i] <= verb and scene.outer[i] == i]
    return bool(before) and int(scene.kinds[scene.who[before[-1]]]) != _PERSON


def _answered(scene: Scene, people: list[int]) -> dict[tuple[int, int], Quotation]:
    """Statements after a colon: 李文：看证明商标 in an interview, and 给记者算了笔账：一亩…… in a story; 答： is the last
    one named.
    """
    text = scene.article.text
    found: dict[tuple[int, int], Quotation] = {}
    known = {n: i for i, r in enumerate(scene.referents) if r.kind == "Person" for n in r.names if len(n) > 1}
    for colon in re.finditer("[：:]", text):
        start = colon.end()
        no_statement = text[start : start + 1] in (*OPEN, "\n", "", "《") or text[start - 2 : start - 1].isdigit()
        if no_statement or scene.quoted_at[start - 1]:
            continue
        before = _sentence_start(text, colon.start())
        head = text[before : colon.start()].strip()
        speaker = _last_person(scene, people, before, colon.start())
        if head in ("答", "A") and speaker < 0:
            speaker = _last_person(scene, people, 0, colon.start())
        told = subject(scene, people, before, colon.start())
        speaker = known.get(head, speaker if told == NOBODY else told)
        named = speaker >= 0 and any(scene.who[i] == speaker and scene.end[i] == colon.start() for i in people)
        at_start = head in known or named
        end = text.find("\n", start) if at_start or head == "答" else _sentence_end(text, start)
        end = end if end > 0 else len(text)
        spoken = at_start or head in ("答", "A") or bool(_ANNOUNCES.search(head) or verbs()[0].search(head))
        if speaker < 0 or end - start < 6 or len(head) > 40 or not spoken:
            continue
        found[start, end] = Quotation(scene.referents[speaker].id, scene.article.id, start, end, False, "speech/after a colon")
    return found

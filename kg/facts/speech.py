"""Who said what: statements in quotation marks and statements reported after a verb of speech.

In: a Scene. Out: Quotations in order of place; the span of a direct one leaves its quotation marks out. Quotation marks that
do not close are closed at the end of their paragraph, so that one slip of the printer costs one statement, not all that
follow.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.quotes import SENTENCE_MARKS, Quote, is_said, quotes_of, sentence_end, sentence_start
from kg.facts.reported import answered, reported
from kg.facts.scene import KIND_NUMBER, Scene
from kg.facts.speakers import NOBODY, UNNAMED, first_person, last_person, people_of, subject, verbs
from kg.records import Quotation

_TURN = re.compile(r"[（(]下?转[^（）()\n]{1,12}版[^（）()\n]{0,12}[）)]$")
_PERSON = KIND_NUMBER["Person"]
_WRITTEN = re.compile(  # 信中写道
    r"[，；,]?[^，；,“”他她]{0,8}(?:[中里上面]|[信书诗词]|碑文|横幅|纸条|锦旗)(?:这样|还|是|也|赫然)?写[道着]"
)
_BROKEN = re.compile("，[”」]([^“”「」。！？\n]+)[，：]$")  # “……，”甲指着远处，“……”
_CREDIT = re.compile(
    r"[（(][^（）()\n]{0,12}(?:记者|通讯员|实习生|摄影)[^（）()\n]{0,40}[）)]"
    r"|^[□■▲◆●○]? ?(?:本报|特约)?(?:见习)?(?:记者|通讯员)[^，。：:\n]{1,40}$|[^\n，。；]{1,20}(?:摄|/文|/图|图/文)[）)]?$",
    re.M,
)


def find_quotations(scene: Scene) -> tuple[Quotation, ...]:
    """All statements of an article whose speaker is known."""
    silent = reporters(scene)
    people = people_of(scene, silent)
    every = quotes_of(scene.article.text)
    quotes = [q for q in every if is_said(scene, q)]
    colons = answered(scene, people)
    after = reported(scene, every, people)
    after = {span: said for span, said in after.items() if not any(a <= span[0] and span[1] <= b for a, b in colons)}
    found = {**colons, **after, **_direct(scene, quotes, people)}
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


def _direct(scene: Scene, quotes: list[Quote], people: list[int]) -> dict[tuple[int, int], Quotation]:
    """Statements in quotation marks. One without a speaker of its own goes on where the last one ended."""
    text = scene.article.text
    found: dict[tuple[int, int], Quotation] = {}
    last, last_end = NOBODY, 0
    for run, following in _runs(text, quotes):
        speaker, rule = _of_run(scene, run, people, following)
        if speaker == NOBODY and last >= 0 and _goes_on(scene, last, last_end, run, people):
            speaker, rule = last, "speech/goes on"
        if speaker < 0:
            continue
        last, last_end = speaker, run[-1].end
        for quote in run:
            who = scene.referents[speaker].id
            found[quote.start, quote.end] = Quotation(who, scene.article.id, quote.start, quote.end, True, rule)
    return found


def _runs(text: str, quotes: list[Quote]) -> Iterator[tuple[list[Quote], int]]:
    """Quotations that are one speech: each but the last is left open at the end of its paragraph, the next one opens the next.
    With each run the place where the quotation behind it opens.
    """
    run: list[Quote] = []
    for quote in quotes:
        if run and not (run[-1].left_open and text[run[-1].end : quote.outer_start].isspace()):
            yield run, quote.outer_start
            run = []
        run.append(quote)
    if run:
        yield run, len(text)


def _of_run(scene: Scene, run: list[Quote], people: list[int], following: int) -> tuple[int, str]:
    """The speaker of quotations that are one speech: told before the first, behind the last, or guessed as for a single one."""
    if len(run) == 1:
        return _speaker(scene, run[0], people, following)
    ends = [_speaker(scene, run[0], people, run[0].end), _speaker(scene, run[-1], people, following)]
    told = [one for one in ends if one[0] != NOBODY and one[1] in ("speech/before", "speech/after")]
    return (told or ends)[0]


def _goes_on(scene: Scene, last: int, last_end: int, run: list[Quote], people: list[int]) -> bool:
    """Whether a quotation without a speaker is the last speaker's: in the same paragraph, but ”“ is another one's answer; or a
    paragraph of its own behind one that names nobody else since.
    """
    text = scene.article.text
    between = text[last_end : run[0].outer_start]
    if "\n" not in between:
        return len(between) > 1
    alone = text[run[-1].outer_end : run[-1].outer_end + 1] in ("\n", "") and between.endswith("\n")
    others = [i for i in people if last_end <= scene.start[i] < run[0].start and scene.who[i] != last]
    return alone and between.rstrip().count("\n") == 0 and not others


def _speaker(scene: Scene, quote: Quote, people: list[int], next_quote: int) -> tuple[int, str]:
    """The referent who speaks a direct quotation, -1 when nobody does, and the name of the rule that says so."""
    text = scene.article.text
    before_start = sentence_start(text, quote.outer_start)
    every, strength = verbs()
    mark = text[quote.outer_start - 1 : quote.outer_start]
    verb_before = [m.start() for m in every.finditer(text, before_start, quote.outer_start)]
    brought = mark in ("：", ":") or bool(verb_before and mark in ("，", ",", "道", "说"))
    clause = max(before_start, *(text.rfind(c, 0, quote.outer_start - 1) for c in "，；,"))
    end = next((v for v in reversed(verb_before) if v > clause), quote.outer_start)
    if end == quote.outer_start and mark in ("，", ","):  # 她说，事情难办，“可总得有人办。”
        end = next((m.start() for m in every.finditer(text, before_start, end) if strength[m[0]] == "sure"), end)
    broken = _BROKEN.search(text, before_start, quote.outer_start)
    nearest = subject(scene, people, broken.start(1) if broken else before_start, end)
    brought = brought or broken is not None
    if mark in ("：", ":") and _WRITTEN.fullmatch(text, clause, quote.outer_start - 1):
        return UNNAMED, ""
    if brought and nearest != NOBODY:
        return nearest, "speech/before"
    speaker = NOBODY if brought and clause < end < quote.outer_start else _speaker_behind(scene, quote, people, next_quote)
    if speaker != NOBODY:
        return speaker, "speech/after"
    if nearest != NOBODY:
        return nearest, "speech/before"
    if mark in ("\n", ""):
        after_end = sentence_end(text, quote.outer_end)
        speaker = first_person(scene, people, quote.outer_end, sentence_end(text, after_end + 1))
        if speaker >= 0:
            return speaker, "speech/after"
    previous = sentence_start(text, max(before_start - 1, 0))
    return last_person(scene, people, previous, quote.outer_start), "speech/sentence before"


def _speaker_behind(scene: Scene, quote: Quote, people: list[int], next_quote: int) -> int:
    """The referent who speaks by the words behind a quotation: the subject of the verb, else the first one named there."""
    text = scene.article.text
    behind = quote.outer_end
    tail = text[behind : sentence_end(text, behind)]
    cut = min(max(next_quote - behind, 0), len(tail))
    verb = verbs()[0].search(tail[:cut])
    if verb:
        speaker = subject(scene, people, behind, behind + verb.start())
        speaker = speaker if speaker != NOBODY else first_person(scene, people, behind, behind + cut)
        if speaker != NOBODY:
            return speaker
    if text[quote.end - 1] in SENTENCE_MARKS + "，":
        return first_person(scene, people, behind, behind + cut)
    return NOBODY

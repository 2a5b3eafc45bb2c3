"""Statements without quotation marks: after a verb of speech, and after a colon. In: a Scene. Out: Quotations by their places."""

import re
from functools import cache

from kg import lexicon
from kg.facts.quotes import OPEN, Quote, sentence_end, sentence_start
from kg.facts.scene import KIND_NUMBER, Scene
from kg.facts.speakers import NOBODY, last_person, subject, verbs
from kg.records import Quotation

_PERSON = KIND_NUMBER["Person"]
_ANNOUNCES = re.compile(
    "[账话]$|(?:心愿|愿望|感受|体会|感慨|想法|念头|理由|道理|答案|打算|秘诀|诀窍|信念|信条|口头禅|观点|看法|建议)是?$"
)


_TOLD = ("告诉", "告诉记者", "提醒", "叮嘱", "嘱咐", "告诫")  # verbs with the name of who is told behind them
_QUESTION = re.compile("^(?:问|Q)[：:]", re.M)
_IN_PERSON = re.compile(r"[我咱俺你您]|[要须]|应该|应当|不能|不怕|[别莫](?=[让把再拿])|愿意?|希望|相信|[！？!?]$")


def reported(scene: Scene, quotes: list[Quote], people: list[int]) -> dict[tuple[int, int], Quotation]:
    """Statements without quotation marks: from a sure verb of speech to the end of the sentence."""
    text = scene.article.text
    inside = [(q.start, q.end) for q in quotes]
    found: dict[tuple[int, int], Quotation] = {}
    pattern, strength = verbs()
    every = list(pattern.finditer(text))
    for verb in every:
        told = verb.end() + (text[verb.end() : verb.end() + 2] in ("说：", "道：", "说，", "道，"))  # 回答 | 说：
        told = next((int(scene.end[i]) for i in people if scene.start[i] == told and verb[0] in _TOLD), told)
        marked = text[told : told + 1] in ("，", "：", ",", ":")
        if strength[verb[0]] == "weak" or (strength[verb[0]] == "comma" and not marked):
            continue
        start = told + marked
        if any(a <= verb.start() < b for a, b in inside) or text[start : start + 1] in (*OPEN, "。", "\n", "，", "的", ""):
            continue
        speaker = subject(scene, people, sentence_start(text, verb.start()), verb.start())
        if speaker == NOBODY and text[verb.start() - 1] in "他她":
            speaker = last_person(scene, people, 0, verb.start())
        end = sentence_end(text, start)
        if (
            speaker < 0
            or end - start < 6
            or _body_speaks(scene, verb.start())
            or (not marked and _is_act(verb[0], text[start:end]))
        ):
            continue
        end = _before_the_next(scene, people, speaker, start, [v.start() for v in every if start < v.start() < end]) or end
        found[start, end] = Quotation(scene.referents[speaker].id, scene.article.id, start, end, False, "speech/reported")
    return found


@cache
def _acts() -> dict[str, re.Pattern[str]]:
    """Verb -> how the clause behind it ends when the verb tells of an act."""
    rows = [(r["verb"], lexicon.aliases(r["no_end"])) for r in lexicon.rows("facts/speech_verbs.tsv")]
    return {verb: re.compile(f"[^，。；：！？]*(?:{'|'.join(ends)})(?:[，。；！？并]|$)") for verb, ends in rows if ends}


def _is_act(verb: str, words: str) -> bool:
    """Whether the words behind a verb say what is done, not what is said: 宣布 | 项目开工, 表示 | 衷心感谢, 介绍 | 村里的经验."""
    return verb in _acts() and _acts()[verb].match(words) is not None


def _before_the_next(scene: Scene, people: list[int], speaker: int, start: int, verbs_behind: list[int]) -> int:
    """The ； before the words of the next speaker of a sentence (甲说，……；乙说，……), 0 where nobody else speaks."""
    text = scene.article.text
    for verb in verbs_behind:
        mark = text.rfind("；", start, verb)
        if mark > 0 and subject(scene, people, mark + 1, verb) not in (NOBODY, speaker):
            return mark + 1
    return 0


def _body_speaks(scene: Scene, verb: int) -> bool:
    """Whether the name right before a verb is no person's: 集团承诺, 县委要求."""
    before = [i for i in range(len(scene.start)) if verb - 3 <= scene.end[i] <= verb and scene.outer[i] == i]
    return bool(before) and int(scene.kinds[scene.who[before[-1]]]) != _PERSON


def answered(scene: Scene, people: list[int]) -> dict[tuple[int, int], Quotation]:
    """Statements after a colon: 李文：看证明商标 in an interview, and 给记者算了笔账：一亩…… in a story; 答： is the one who
    answered before, at first the last one named before the questions.
    """
    text = scene.article.text
    found: dict[tuple[int, int], Quotation] = {}
    known = {n: i for i, r in enumerate(scene.referents) if r.kind == "Person" for n in r.names if len(n) > 1}
    asked = _QUESTION.search(text)
    answers = last_person(scene, people, 0, asked.start()) if asked else NOBODY
    for colon in re.finditer("[：:]", text):
        start = colon.end()
        no_statement = text[start : start + 1] in (*OPEN, "\n", "", "《") or text[start - 2 : start - 1].isdigit()
        if no_statement or scene.quoted_at[start - 1]:
            continue
        before = sentence_start(text, colon.start())
        head = text[before : colon.start()].strip()
        if head in ("答", "A"):
            speaker = answers if answers >= 0 else last_person(scene, people, 0, colon.start())
        else:
            told = subject(scene, people, before, colon.start())
            speaker = known.get(head, last_person(scene, people, before, colon.start()) if told == NOBODY else told)
        named = speaker >= 0 and any(scene.who[i] == speaker and scene.end[i] == colon.start() for i in people)
        at_start = head in known or named
        end = text.find("\n", start) if at_start or head == "答" else sentence_end(text, start)
        end = end if end > 0 else len(text)
        spoken = at_start or head in ("答", "A") or bool(_ANNOUNCES.search(head) or verbs()[0].search(head))
        if speaker < 0 or end - start < 6 or len(head) > 40 or not spoken or _only_titled(scene, before, text[start:end]):
            continue
        found[start, end] = Quotation(scene.referents[speaker].id, scene.article.id, start, end, False, "speech/after a colon")
    return found


def _only_titled(scene: Scene, at: int, words: str) -> bool:
    """Whether the words after a name and a colon are a headline about somebody (老兵李文：一张军功章的故事), not what he says."""
    headline = any(p.kind not in ("body", "caption", "byline") and p.start <= at < p.end for p in scene.article.parts)
    return headline and not _IN_PERSON.search(words)

"""One generated page: which stories, what furniture, how each is laid out, in what order the frames come; and the answers."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from tests.pagegen.stories import Story, stories
from tests.pagegen.typeset import NOT_FIRST, NOT_LAST, Setting, set_paragraph

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    ""
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建文利清波宁健俊峰辉林雪梅慧晶鑫宇浩然子轩晓梓涵志国春光"
ROLES = ("记者", "本报记者", "通讯员", "见习记者", "实习生")
SECTIONS = (
    "要闻",
    "综合新闻",
    "县区新闻",
    "民生",
    "经济",
    "社会",
    "一线传真",
    "区域新闻",
    "综合",
    "教育",
    "时政要闻",
    "城乡一线",
    "基层快讯",
)
_OPENED = re.compile(
    r"本报|本台|新华社|编辑同志|[^。，]{1,6}：|[【《]|[^。]{0,60}：$|[\d一二三四]+[、.．]"
)  # takes no 本报讯 before it
PAPERS = ("晋川日报", "河东晚报", "临江日报", "青原日报", "北原晨报", "云岭日报")
LABELS = ("图片新闻", "更正", "编后", "短讯", "简讯")  # printed over many articles, the headline of none
CITIES = ("晋中", "阳泉", "朔州", "大同", "长治", "运城", "忻州", "临汾", "晋城", "通辽", "宝鸡", "九江")


@dataclass
class Answer:
    """What a reader should find."""

    headline: str | None
    subhead: str | None
    reporters: tuple[str, ...]
    kind: str
    body: str
    lines: set[int] = field(default_factory=set)
    rough_headline: bool = False


@dataclass
class Frame:
    """A block of lines that keeps together: part of a body, a headline group, a byline, a caption, furniture (owner None)."""

    role: str
    owner: int | None
    lines: list[str]
    width: int = 0
    size: float = 9.0
    plain: list[str] = field(default_factory=list)  # the same without shadow print or spread letters


@dataclass
class GeneratedPage:
    text: str
    answers: list[Answer]
    frames: list[Frame]
    seed: int


def a_name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def generate(seed: int, *, held_out: bool = True, plain: bool = False) -> GeneratedPage:
    """A page with answers. `plain` leaves out what a PDF cannot show alike (shadow print, spread lines)."""
    rng = random.Random(seed)
    pool = stories(held_out)
    chosen = rng.sample(pool, rng.randint(2, 8))
    setting = Setting(
        indent=rng.choice(("printed", "none") if plain else ("printed", "lost", "lost", "none")),
        figures=0.0 if plain else rng.choice((0.0, 0.3, 0.8)),
        justified=0.0 if plain else rng.choice((0.0, 0.05, 0.25)),
        wide_figures=not plain and rng.random() < 0.1,
        glued=rng.random() < 0.7,
    )
    marks = 0.0 if plain else rng.choice((0.0, 0.0, 0.3))
    answers: list[Answer] = []
    groups: list[list[Frame]] = []
    ahead = rng.choice((0.0, 0.0, 0.5, 1.0, 1.0))  # how often a headline is printed before its article on this page
    for story in chosen:
        answer, frames = _article(story, len(answers), setting, marks, plain, ahead, rng)
        answers.append(answer)
        groups.append(frames)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        owner = rng.randrange(len(chosen)) if rng.random() < 0.35 else None
        groups.append(_caption(owner, chosen, answers, setting, held_out, rng))
    order = _order(groups, answers, rng)
    order = _furniture(order, rng)
    text = _dump(order, answers, rng)
    return GeneratedPage(text, answers, order, seed)


def _article(
    story: Story, k: int, setting: Setting, marks: float, plain: bool, ahead: float, rng: random.Random
) -> tuple[Answer, list[Frame]]:
    reporters = story.reporters[:2] or (a_name(rng),)
    width = rng.choice((11, 12, 13, 14, 15, 16, 16, 17, 18, 18, 19, 20, 20, 21, 22, 24, 27, 30))
    paragraphs = list(story.paragraphs)
    form = rng.choice(("credit", "credit", "credit", "byline", "byline", "end", "name", "dated"))
    part = rng.random()
    headline = None if story.headline in LABELS else story.headline
    subhead = story.subhead
    kind = "news"
    onto = None
    if paragraphs[0].startswith(("（上接", "（紧接")):
        form, headline, subhead, kind, reporters = "continued", None, None, "continuation", ()
    elif part < 0.07 and len("".join(paragraphs)) > 500:
        paragraphs = _second_half(paragraphs, rng)
        form, headline, subhead, kind, reporters = "continued", None, None, "continuation", ()
    elif part < 0.14 and "（下转" not in paragraphs[-1]:
        onto = f"（下转{rng.randint(2, 8)}版）"
        paragraphs = paragraphs[: max(1, len(paragraphs) - rng.randint(0, 2))]
    if _OPENED.match(paragraphs[0]) and form in ("credit", "dated"):
        form = "end"
    if form == "end" and paragraphs[-1][-1] not in "。！？”":  # signs itself, as notices do
        form = "byline"
    if form == "credit":
        role = rng.choice(ROLES[:2] + ("记者",) * 3)
        names = " ".join(reporters)
        lead = rng.choice((f"本报讯（{role} {names}）", f"本报讯 （{role} {names}）", f"本报讯（{role}{'、'.join(reporters)}）"))
        paragraphs[0] = lead + rng.choice(("", " ")) + paragraphs[0]
    elif form == "dated":
        day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        paragraphs[0] = f"本报{rng.choice(CITIES)}{day}{rng.choice(('讯', '电'))}（记者 {' '.join(reporters)}）" + paragraphs[0]
    if onto:
        paragraphs[-1] += onto
    if form == "end" and rng.random() < 0.3:
        paragraphs[-1] += f"（记者 {' '.join(reporters)}）"
        form = "in-text"
    marked = any(paragraph[0] in "△▲【①②③" for paragraph in paragraphs)
    if not marked and not any(map(is_heading, paragraphs)) and len(paragraphs) > 4 and rng.random() < 0.3:
        paragraphs = _with_headings(paragraphs, rng)
    body = _body_frames(paragraphs, width, k, setting, not plain, rng)
    if headline is not None and rng.random() < (0.1 if plain else 0.16):  # drawn as a picture, and so lost to a dump
        headline, subhead = None, None
    group = _headline_frame(headline, subhead, "".join(paragraphs), k, marks, rng) if headline else None
    byline = _byline_frame(form, reporters, k, rng)
    answer = Answer(headline, subhead, reporters, kind, "\n".join(paragraphs))
    frames = _arrange(body, group, byline, ahead, rng)
    return answer, frames


def _second_half(paragraphs: list[str], rng: random.Random) -> list[str]:
    text = "\n".join(paragraphs)
    cut = rng.randint(len(text) // 3, len(text) // 2)
    rest = text[cut:].lstrip("，。、；：？！”’）》 \n")
    while is_heading(rest.partition("\n")[0]) and "\n" in rest:  # no page turns right before a section heading
        rest = rest.partition("\n")[2]
    mark = f"（上接{rng.randint(1, 3)}版）" if rng.random() < 0.75 else ""
    return (mark + rest).split("\n")


def _with_headings(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Short section headings before some paragraphs: whole clauses of their own words."""
    found = paragraphs[:1]
    for n, paragraph in enumerate(paragraphs[1:]):
        clauses = [clause for clause in re.split("[^\u4e00-\u9fff]+", paragraph) if 4 <= len(clause) <= 10]
        if n % 2 == 0 and clauses and n < len(paragraphs) - 2:
            found.append(rng.choice(clauses))
        found.append(paragraph)
    return found


def is_heading(paragraph: str) -> bool:
    return len(paragraph) <= 22 and paragraph[-1] not in "。！？：；”…）"


def _body_frames(paragraphs: list[str], width: int, k: int, setting: Setting, changes: bool, rng: random.Random) -> list[Frame]:
    """The body in one or more column stretches, whose width may differ (beside a picture, across the foot of the page)."""
    lines: list[str] = []
    frames: list[Frame] = []
    current = width
    long = changes and sum(map(len, paragraphs)) > 500
    for paragraph in paragraphs:
        if is_heading(paragraph):
            lines += set_paragraph(paragraph, current, Setting(indent="none"), rng)
            continue
        if lines and long and rng.random() < 0.03:
            frames.append(Frame("body", k, lines, current))
            lines = []
            current = max(
                10, rng.choice((current - 3, current + 3, current + 10, current - 1, current + 1, current - 2, current + 2))
            )
        lines += set_paragraph(paragraph, current, setting, rng)
    frames.append(Frame("body", k, lines, current))
    return frames


def _break_headline(text: str, most: int, body: str, rng: random.Random) -> list[str]:
    """A headline in lines of at most `most` letters, broken at a space or mark where there is one, else between words.

    As a compositor would: no line begins with a closing mark or ends with an opening one, and no word of the body is cut.
    """
    parts = [part for part in text.split(" ") if part]
    if len(parts) == 2 and len(text) > 8 and abs(len(parts[0]) - len(parts[1])) <= 0.3 * len(text) / 2 and rng.random() < 0.8:
        return parts
    if len(text) <= most:
        return [text]
    middle = len(text) // 2
    allowed = [cut for cut in range(4, len(text) - 3) if text[cut] not in NOT_FIRST and text[cut - 1] not in NOT_LAST]
    allowed.sort(key=lambda cut: (abs(cut - middle), cut))
    for cut in allowed:
        if text[cut - 1] == " " and abs(cut - middle) < len(text) // 3:
            return [text[: cut - 1], *_break_headline(text[cut:], most, body, rng)]
        if text[cut - 1] in "，：”、" and abs(cut - middle) < len(text) // 3:
            return [text[:cut].rstrip("，"), *_break_headline(text[cut:], most, body, rng)]
    for cut in allowed:
        if text[cut - 1 : cut + 1] not in body and not (text[cut].isascii() and text[cut - 1].isascii()):
            return [text[:cut].strip(), text[cut:].strip()]
    return [text]


def _headline_frame(headline: str, subhead: str | None, body: str, k: int, marks: float, rng: random.Random) -> Frame:
    plain = _break_headline(headline, rng.choice((10, 14, 18, 22, 40)), body, rng)
    way = rng.choice(("whole", "letters", "spread", "pieces")) if rng.random() < marks else ""
    lines = [_decorate(line, way, rng) for line in plain]  # all lines of one headline are set in one way
    if subhead:
        if rng.random() < 0.6:
            extra = _break_headline("——" + subhead, 24, body, rng)
            return Frame("headline", k, lines + extra, size=18, plain=plain + extra)
        return Frame("headline", k, [subhead, *lines], size=18, plain=[subhead, *plain])
    return Frame("headline", k, lines, size=18, plain=plain)


def _decorate(line: str, way: str, rng: random.Random) -> str:
    if not way:
        return line
    if way == "whole":
        return line + line
    if way == "letters":
        return "".join(char * 2 for char in line)
    if way == "pieces" and len(line) > 6:
        cut = rng.randint(2, len(line) - 2)
        return line[:cut] * 2 + line[cut:] * 2
    return " ".join(line) if len(line) <= 12 else line + line


def _byline_frame(form: str, reporters: tuple[str, ...], k: int, rng: random.Random) -> Frame | None:
    names = " ".join(reporters)
    if form == "byline":
        line = rng.choice(
            (
                f"□ 本报记者 {names}",
                f"□本报记者 {names}",
                f"本报记者 {names}",
                f"■ 记者 {names}",
                f"□ {names}",
                f"本报记者 {names} 文/图",
            )
        )
        return Frame("byline", k, [line], plain=[line])
    if form == "end":
        line = rng.choice((f"（本报记者 {names}）", f"（{names}）", f"（记者 {names}）"))
        return Frame("signature", k, [line], plain=[line])
    if form == "name":
        return Frame("byline", k, [names], plain=[names])
    return None


def _arrange(body: list[Frame], group: Frame | None, byline: Frame | None, ahead: float, rng: random.Random) -> list[Frame]:
    """The frames of one article in the order in which the dump has them, were it alone."""
    frames = list(body)
    if byline and byline.role == "signature":
        frames.append(byline)
    if not group:
        return [byline, *frames] if byline and byline.role == "byline" else frames
    head = [group] + ([byline] if byline and byline.role == "byline" else [])
    if rng.random() < 0.12:
        return _into(frames, head, rng)
    return head + frames if rng.random() < ahead else frames + head


def _into(frames: list[Frame], head: list[Frame], rng: random.Random) -> list[Frame]:
    """The headline inside the body, where a column ends (between two paragraphs)."""
    target = frames[0]
    ends = [n + 1 for n, line in enumerate(target.lines[:-1]) if line[-1] in "。”！？" and len(line) < target.width]
    if not ends or target.role != "body":
        return head + frames
    cut = rng.choice(ends)
    first = Frame("body", target.owner, target.lines[:cut], target.width)
    rest = Frame("body", target.owner, target.lines[cut:], target.width)
    return [first, *head, rest, *frames[1:]]


def _caption(
    owner: int | None, chosen: list[Story], answers: list[Answer], setting: Setting, held_out: bool, rng: random.Random
) -> list[Frame]:
    width = rng.choice((18, 20, 24, 28, 32))
    if owner is not None:
        story = chosen[owner]
        sentences = [s for p in story.paragraphs for s in p.split("。") if 14 <= len(s) <= 40 and _tells(s)]
        if sentences:
            who = (answers[owner].reporters or (a_name(rng),))[0]
            text = rng.choice(("图为", "▲", "")) + rng.choice(sentences) + rng.choice((f"。 本报记者 {who} 摄", f"。{who} 摄"))
            lines = set_paragraph(text, width, Setting(indent="none"), rng)
            return [Frame("caption", owner, lines, width)]
    others = [s for s in stories(held_out) if s not in chosen and len(s.paragraphs[0]) > 14]
    scenes = [
        text for s in others if _tells(text := "。".join([t for t in s.paragraphs[0].split("。") if t][:2])) and len(text) < 150
    ]
    text = rng.choice(scenes) + "。 " + a_name(rng) + rng.choice((" 摄", " " + a_name(rng) + " 摄", "摄"))
    answers.append(Answer(None, None, (), "caption", text))
    setting = Setting(indent=setting.indent, figures=setting.figures)
    return [Frame("caption", len(answers) - 1, set_paragraph(text, width, setting, rng), width)]


def _tells(sentence: str) -> bool:
    """Whether words could stand under a picture: plain sentences, no talk, no question, no salutation."""
    return not any(mark in sentence for mark in "“”？！：；（）【】《》\n") and sentence[-1] not in "，、"


def can_be_brought_back(frame: Frame, answers: list[Answer]) -> bool:
    """Whether a reader could find the article of a torn headline: it shares two pairs of characters with its own body alone."""
    text = "".join(frame.plain)
    pairs = {a + b for a, b in pairwise(text) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"}
    bodies = [answer.body for k, answer in enumerate(answers) if k != frame.owner]
    own = answers[frame.owner].body if frame.owner is not None else ""
    return sum(pair in own and not any(pair in body for body in bodies) for pair in pairs) >= 2


def _order(groups: list[list[Frame]], answers: list[Answer], rng: random.Random) -> list[Frame]:
    """All frames of the page in dump order: article by article, some headlines torn away and their bylines with them.

    A byline left behind alone would stand between two bodies and be anybody's.
    """
    torn: list[Frame] = []
    rng.shuffle(groups)
    habit = rng.choice((0.0, 0.0, 0.2, 0.5))
    order: list[Frame] = []
    for frames in groups:
        head = next((frame for frame in frames if frame.role == "headline"), None)
        byline = next((frame for frame in frames if frame.role == "byline"), None)
        kept = list(frames)
        if head and rng.random() < habit and can_be_brought_back(head, answers):
            torn.append(head)
            kept.remove(head)
            if byline:
                kept.remove(byline)
                torn.append(byline)
        order += kept
    while torn:
        moved = [torn.pop(0)]
        if torn and torn[0].role == "byline" and torn[0].owner == moved[0].owner:
            moved.append(torn.pop(0))
        where = rng.random()
        if where < 0.6:
            at = len(order)
        elif where < 0.75:
            at = 0
        else:
            spots = [n for n in range(1, len(order)) if order[n].owner != order[n - 1].owner]
            at = rng.choice(spots) if spots else len(order)
        order[at:at] = moved
    return order


def _furniture(order: list[Frame], rng: random.Random) -> list[Frame]:
    date = f"{rng.randint(2005, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    top = [
        date + rng.choice((" 星期", "  星期")) + rng.choice("一二三四五六日"),
        f"第{rng.randint(1, 8)}版",
        rng.choice(SECTIONS),
        rng.choice(PAPERS),
        f"0{rng.randint(1, 8)}",
        "农历甲辰年四月初一",
        f"A{rng.randint(1, 9)}版 {rng.choice(SECTIONS)}",
    ]
    foot = [
        f"责任编辑 {a_name(rng)} 版面编辑 {a_name(rng)}",
        f"责编：{a_name(rng)} 美编：{a_name(rng)} 电话：03{rng.randint(10, 99)}-3{rng.randint(100000, 999999)}",
        "新闻热线：0351-4281234",
        "网址：www.example.cn",
        f"本版责编 {a_name(rng)}",
        f"编辑/{a_name(rng)} 校对/{a_name(rng)}",
        "本版图片均为资料图",
    ]
    top_lines = rng.sample(top, rng.choice((0, 1, 2, 3)))
    foot_lines = rng.sample(foot, rng.choice((0, 0, 1, 2)))
    order = [Frame("furniture", None, [line]) for line in top_lines] + order
    for line in foot_lines:
        spots = [n for n in range(1, len(order)) if order[n].owner != order[n - 1].owner]
        at = len(order) if rng.random() < 0.8 or not spots else rng.choice(spots)
        order.insert(at, Frame("furniture", None, [line]))
    if rng.random() < 0.25:
        spots = [n for n in range(1, len(order)) if order[n].owner != order[n - 1].owner]
        if spots:
            order.insert(rng.choice(spots), Frame("furniture", None, [rng.choice(SECTIONS)]))
    return order


def _dump(order: list[Frame], answers: list[Answer], rng: random.Random) -> str:
    """The frames as text, with the blank lines of one dumping program; notes the lines of each answer."""
    habit: Callable[[Frame, int, bool], int] = rng.choice((_no_blanks, _after_each, _after_paragraphs, _after_blocks))
    noisy = rng.random() < 0.4
    out: list[str] = []
    for at, frame in enumerate(order):
        goes_on = at + 1 < len(order) and order[at + 1].owner == frame.owner
        for n, line in enumerate(frame.lines):
            out.append(line)
            if frame.owner is not None:
                answers[frame.owner].lines.add(len(out))
            blanks = habit(frame, n, n == len(frame.lines) - 1)
            if noisy and rng.random() < 0.03:
                blanks = 1 - min(blanks, 1)
            if goes_on and blanks == 2:
                blanks = rng.choice((1, 1, 1, 1, 1, 2))
            out += [""] * blanks
    return "\n".join(out) + "\n"


def _no_blanks(frame: Frame, n: int, last: bool) -> int:
    return 0


def _after_each(frame: Frame, n: int, last: bool) -> int:
    return 0 if frame.role == "headline" and not last else 1


def _after_paragraphs(frame: Frame, n: int, last: bool) -> int:
    return 1 if last or (frame.role == "body" and frame.lines[n][-1] in "。”" and len(frame.lines[n]) < frame.width) else 0


def _after_blocks(frame: Frame, n: int, last: bool) -> int:
    return 2 if last and frame.role in ("body", "caption", "signature") else 1

"""People by what stands beside them: a byline, a post before the name, a word of address or a verb of speech after it.

In: an article's text and parts. Out: Proposals of kind Person. A name is a surname and one or two more characters; where its end
is not marked, what follows decides (镇长王小明说: 说 is no given name).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.detect.proposals import Index, Proposal, ending, starting
from kg.detect.vocabulary import addresses, followers, joints, posts, surnames
from kg.records import Part
from kg.text import is_han

_ROLE = r"(?:本报|全媒体|特约|首席|见习|实习|驻站|特派)*(?:记者|通讯员|实习生|见习生|作者|摄影|撰文|文字)"
ROLE = rf"(?:{_ROLE}|摄|文|图)"
_LEAD = re.compile(rf"[（(]({ROLE}[^（()）。]{{2,60}})[)）]")
_LINE = re.compile(rf"(?:^|\n)[□■●○▲☆★◎\s]*((?:文[/／])?{ROLE}[:： \u3000][^，。、；：！？\n]{{2,40}})(?=\n|$)")
_PHOTO = re.compile(
    r"((?:[\u4e00-\u9fff]{1,3}[ \u3000]?[\u4e00-\u9fff]{1,3}[ \u3000、/]+)*[\u4e00-\u9fff]{1,2}[ \u3000]?[\u4e00-\u9fff]{1,2})"
    r"[ \u3000]*(?:文/图|摄影报道|摄影|供图|文图|摄)[。）)]?\s*(?=\n|$)"
)
_ALONE = r"(?<![\u4e00-\u9fff])[文图](?![\u4e00-\u9fff])"  # not the last letter of a name: 郭敬文
_NOT_NAME = re.compile(rf"{_ROLE}|摄|{_ALONE}|报道|本报讯|本报|报讯|文/图|[\s\u3000、，,/／:：|｜□■○●◎☆★△▲◆◇]+")
_DOTTED = re.compile(r"([\u4e00-\u9fff]{2,7})·([\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,6})?)(?![”》])")
_SEX = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?=[（(，,](?:男|女)[）)，,])")
_SPEECH = re.compile(
    r"(?:[^\u4e00-\u9fff]|^)([\u4e00-\u9fff]{2,4}?)(?:(?:高兴|激动|自豪|感慨|开心|兴奋)地|笑着|向记者|在接受采访时)?"
    r"(?:介绍说?|说道?|告诉(?:记者|笔者|我们)|表示|坦言|回忆|感慨道?)(?![明服法不])"
)
_NAMED = re.compile(
    r"(?:任命|任用|免去|补选|增选|推选|提名|接受|批准|选举|授予|追授)([\u4e00-\u9fff]{2,4}?)(?=同志|为|的|等|辞去|任|“)"
    r"|(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?)(?=同志|同学)"
)
FREQUENT = 60.0  # weight of a surname before which a run of glued names is cut


def surname(text: str, start: int) -> int:
    """Length of the surname that starts here: 2, 1 or 0."""
    known = surnames()
    if text[start : start + 2] in known and len(text[start : start + 2]) == 2:
        return 2
    return int(text[start : start + 1] in known)


def common(text: str, start: int) -> bool:
    """Whether a frequent surname starts here; a run of names is cut only before such, or 巴雅尔图雅 would be two people."""
    return any(surnames().get(text[start : start + size], 0.0) >= FREQUENT for size in (2, 1))


def propose(text: str, parts: Sequence[Part]) -> Iterator[Proposal]:
    """People of bylines, behind posts and before words of address."""
    yield from bylines(text, parts)
    yield from posted(text)
    yield from told(text)


def bylines(text: str, parts: Sequence[Part]) -> Iterator[Proposal]:
    """Names after 记者, 通讯员, before 摄, and whatever stands on a byline; glued names are split by surname and length."""
    spans = [(p.start, p.end) for p in parts if p.kind == "byline"]
    spans += [m.span(1) for pattern in (_LEAD, _LINE) for m in pattern.finditer(text)]
    for start, end in spans:
        for s, e in names_of(text, start, end):
            yield Proposal(s, e, "Person", "byline")
    for match in _PHOTO.finditer(text):
        for s, e in names_of(text, *match.span(1)):
            if surname(text, s):
                yield Proposal(s, e, "Person", "photo")


def names_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the names of a byline."""
    place = start
    for match in [*_NOT_NAME.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if stop > place and all(is_han(c) or c == "·" for c in text[place:stop]):
            yield from split(text, place, stop)
        place = match.end() if match else end


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of characters as names: 赵志明王晓芳 -> 赵志明, 王晓芳. A run that does not split cleanly is given whole if short."""
    length = end - start
    if length < 2:
        return
    if length <= 3 or (length == 4 and surname(text, start) == 2) or "·" in text[start:end]:
        yield start, end
        return
    cuts = _cut(text, start, end)
    if cuts:
        yield from cuts
    elif length <= 8:  # 巴雅尔图雅
        yield start, end


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names of two or three characters (four with a double surname) that fill the run, three first; [] if there are none."""
    if start == end:
        return []
    double = surname(text, start) == 2
    for size in (4, 3, 2) if double else (3, 2):
        if start + size <= end and surname(text, start):
            if start + size == end:
                return [(start, end)]
            rest = _cut(text, start + size, end)
            if rest and common(text, start + size):
                return [(start, start + size), *rest]
    return []


@cache
def post_index() -> Index:
    """Posts, for lookup."""
    return Index(posts())


def posted(text: str) -> Iterator[Proposal]:
    """Names right after a post, or right before a word of address; a list 甲、乙、丙 goes on with the same rule."""
    known = surnames()
    behind = {end for _, end in post_index().every(text)}
    for start, char in enumerate(text):
        if char not in known:
            continue
        if start in behind:
            for end in likely_ends(text, start):
                yield Proposal(start, end, "Person", "post before")
                yield from listed(text, end)
        called = starting(addresses(), text, start + 1)
        if len(called) > 1 and (start == 0 or not is_han(text[start - 1]) or text[start - 1] in "的了是位名叫向对和与"):
            yield Proposal(start, start + 1 + len(called), "Person", "address")


def listed(text: str, end: int) -> Iterator[Proposal]:
    """The further names of a list that begins behind a post: 县领导甲、乙、丙出席."""
    while text.startswith("、", end) and surname(text, end + 1):
        start = end + 1
        end = next(iter(likely_ends(text, start)), 0)
        if end:
            yield Proposal(start, end, "Person", "post before")


def told(text: str) -> Iterator[Proposal]:
    """Where only a person can stand: before a verb of speech, before （女） and ，男，, behind 任命; names with a dot."""
    for match in _SPEECH.finditer(text):
        start, end = match.span(1)
        if surname(text, start) and end - start <= 2 + surname(text, start):
            yield Proposal(start, end, "Person", "before speech")
    for match in _NAMED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if surname(text, start):
            yield Proposal(start, end, "Person", "appointed")
    for match in _SEX.finditer(text):
        yield Proposal(*match.span(), "Person", "sex")
    for match in _DOTTED.finditer(text):
        yield from dotted(text, *match.span(), match.start(2))


def dotted(text: str, start: int, end: int, middle: int) -> Iterator[Proposal]:
    """A name with a dot: from a mark or behind a post or joint to the first place where a name can stop."""
    begin = next((p for p in range(middle - 3, start - 1, -1) if p == start or begins(text, p)), start)
    if begin == start and start and is_han(text[start - 1]):
        return
    for stop in range(middle + 2, end + 1):
        if stop == len(text) or not is_han(text[stop]) or starting(followers(), text, stop):
            yield Proposal(begin, stop, "Person", "dotted")
            return


def begins(text: str, place: int) -> bool:
    """Whether a post, a joint or 的 ends here, so that a name can begin."""
    return text[place - 1] in "的和与由" or any(len(ending(words, text, place)) > 1 for words in (posts(), joints()))


def likely_ends(text: str, start: int) -> Iterator[int]:
    """Ends of a name that starts here, by what follows: the first of two or three characters after which a name can stop."""
    family = surname(text, start)
    for size in (2, 3) if family == 1 else (3, 4):
        end = start + size
        if not all(map(is_han, text[start:end])) or end > len(text):
            return
        if end == len(text) or not is_han(text[end]) or len(starting(followers(), text, end)) > 0:
            yield end

"""Names that a list makes: items that share one head (家具、木雕等专业镇), and parallel clauses that each say what a place does.

In: a text. Out: Proposals "shared head" and "practice list". Both only propose; what reads like them but is none is judged later.
"""

import re
from collections.abc import Iterator

from kg.detect.heads import head_ending
from kg.detect.places import spans
from kg.detect.proposals import Proposal, ending, starting
from kg.detect.vocabulary import joints, work_verbs

_ITEM = r"[\u4e00-\u9fffA-Za-z0-9+]{2,12}"
_LOOSE = r"[\u4e00-\u9fffA-Za-z0-9+“”]{2,18}"
_FEW = r"(?:\d{1,3}|[一二三四五六七八九十两多]{1,3})"
_COUNTS = {str(n): n for n in range(2, 11)} | {word: n for n, word in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_SHARED = re.compile(
    rf"((?:{_ITEM}、)+{_ITEM}?)(?:等(?:{_FEW})?[个条大]?|({_FEW})[个条大])"
    r"(?:特色|重点|优势|主导|支柱|新兴|省级|市级)?"
    r"(产业链|产业集群|专业镇|(?:行政村|自然村|村寨|村|乡镇|镇|乡|街道|社区)(?![民干级集服振土下间长企办医示品贤友亲村]))"
)
_HEADS = {
    "产业": "Industry", "产业链": "Industry", "产业集群": "Industry", "专业镇": "Program", "行政村": "Village",
    "自然村": "Village", "村寨": "Village", "村": "Village", "社区": "Village", "乡镇": "Township", "镇": "Township",
    "乡": "Township", "街道": "Township",
}  # fmt: skip
_NAMED = re.compile(
    rf"(产业链|产业集群|专业镇|行政村|自然村|村|乡镇|镇|街道|社区|产业)(?:共有?|共计|有)?(?:\d{{1,3}}|[一二三四五六七八九十两]{{1,3}})[个条大]"
    rf"[，：]?(?:分别|依次|具体)(?:是|为|包括|即|有)?：?((?:{_ITEM}、)+{_ITEM}?)(?=[，。；和及]|等)"
)
_STRETCH = re.compile(r"[^。！？\n]{1,500}[。！？\n]?")  # the cost of a list grows with the square of what it is sought in
_SEGMENT = re.compile(r"[^，；。：！？\n]+")
_SORTS = {
    "企业": "Enterprise", "公司": "Enterprise", "合作社": "Enterprise", "商户": "Enterprise", "店铺": "Enterprise",
    **dict.fromkeys(("商家", "厂商", "小店", "茶企", "药企", "车企", "酒企", "煤企"), "Enterprise"),
    "高校": "Organization", "学校": "Organization", "单位": "GovernmentBody", "部门": "GovernmentBody",
    "农产品": "Product", "产品": "Product", "活动": "Event", "项目": "Program", "工程": "Program", "产业": "Industry",
    "景区": "Place", "景点": "Place", "机制": "Initiative", "制度": "Initiative", "模式": "Initiative", "措施": "Initiative",
    "服务": "Initiative",
}  # fmt: skip
_SORT = re.compile(
    rf"((?:{_LOOSE}、)+{_LOOSE})等(?:\d{{1,4}}(?:余|多)?|[一二三四五六七八九十百两多]{{1,4}})?[余多]?[家个所项种款条类座处大]?"
    rf"[\u4e00-\u9fff]{{0,6}}?({'|'.join(sorted(_SORTS, key=len, reverse=True))})"
)
PARALLEL = 3  # clauses of one sentence that begin with a place before they count as a list of practices


def propose(text: str) -> Iterator[Proposal]:
    """Items of lists and what the places of parallel clauses do."""
    for stretch in _STRETCH.finditer(text):
        yield from listed(text, *stretch.span())
    yield from practices(text)


def listed(text: str, first: int, last: int) -> Iterator[Proposal]:
    """Items of the lists of one sentence."""
    for match in _SHARED.finditer(text, first, last):
        if match[2] and _COUNTS.get(match[2]) != match[1].count("、") + 1:
            continue  # 甲、乙两个村 names them all, 甲、乙的41个村 none
        start = match.start(1)
        for number, item in enumerate(match[1].split("、")):
            lead = len(starting(joints() | work_verbs(), item, 0)) if number == 0 else 0
            if (number or lead) and len(
                item
            ) - lead > 1:  # where the first item begins is known only behind a verb or preposition
                yield Proposal(start + lead, start + len(item), _HEADS[match[3]], "shared head")
            start += len(item) + 1
    for match in _NAMED.finditer(text, first, last):
        start = match.start(2)
        for item in match[2].split("、"):
            if len(item) > 1:
                yield Proposal(start, start + len(item), _HEADS[match[1]], "shared head")
            start += len(item) + 1
    for match in _SORT.finditer(text, first, last):
        yield from sort_of(match)


def sort_of(match: re.Match[str]) -> Iterator[Proposal]:
    """Items of a list that ends with what they are: 甲、乙等26家企业; the first only where a verb or joint stands before it."""
    start = match.start(1)
    for number, item in enumerate(match[1].split("、")):
        lead = 0
        if number == 0:
            ends = (p for p in range(len(item) - 1, 0, -1) if len(ending(joints() | work_verbs(), item, p)) > 1)
            lead = next(ends, 0)
        if (number or lead) and len(item) - lead > 1:
            yield Proposal(start + lead, start + len(item), _SORTS[match[2]], "list item")
        start += len(item) + 1


def practices(text: str) -> Iterator[Proposal]:
    """In a sentence with several clauses that begin with a place: the rest of each, without its verb if a noun is left."""
    divisions = dict(spans(text))
    for sentence in re.finditer(r"[^。！？\n]+", text):
        clauses = []
        for clause in _SEGMENT.finditer(text, *sentence.span()):
            start = clause.start()
            while divisions.get(start, clause.end() + 1) <= clause.end():
                start = divisions[start]
            if start > clause.start():
                clauses.append((start, clause.end()))
        if len(clauses) >= PARALLEL:
            for start, end in clauses:
                verb = len(starting(work_verbs(), text, start, end))
                nominal = verb and end - start - verb >= 4 and head_ending(text, end, start + verb)
                first = start + verb if nominal else start  # 推行 + a noun; 促进市场主体增效 is a name as a whole
                if 4 <= end - first <= 40 and text[start] not in "、的与和由":
                    yield Proposal(first, end, "Initiative", "practice list")

"""What the print itself says: furniture, section labels, bylines, datelines, 上接/下转, captions, photographers.

In: the text of one line or paragraph. Out: what it is, or None. Words come from `kg/zh/pages/`; nothing here looks at layout.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.articles import names
from kg.divisions import divisions
from kg.lexicon import words

BULLETS = "□■◇◆●○◎⊙◉☆★▢▣◻◼▪▫"
ITEMS = frozenset(BULLETS + "▲△▼▶►")  # marks before the items of a list; triangles point to pictures too
NUMERALS = "一二三四五六七八九十"
OPENERS = "本新中人央据晚晨早日商时都"  # letters with which a dateline begins
CLOSED = re.compile(r"[。！？!?…；;][”’」』）)\"]*$")
DATELINE = re.compile(
    r"(?:(?:本报|本刊|本网|本台)(?:综合|特)?(?:消息|讯(?!员)|电|(?!记者|通讯|特约|见习|实习|全媒|融媒|首席)[\u4e00-\u9fff]{0,8}?(?:\d{1,2}月\d{1,2}日)?(?:专电|讯(?!员)|电(?!话)))"
    r"|(?:晚|晨|早|日|商|时|都市)报(?:\d{1,2}月\d{1,2}日)?讯(?=[（(记通特])"
    r"|(?:新华社|中新社|中新网|人民网|央视网|新华网|人民日报|据新华社)[\u4e00-\u9fff]{0,8}?(?:\d{1,2}月\d{1,2}日)?(?:专电|电|讯|消息))"
)
_ADDRESSED = "读者|网友|先生|女士|市民|居民|业主|村民|家长"
SALUTATION = re.compile(
    rf"(?:(?:编辑|记者|编者|报社)?(?:同志|老师)(?:们)?|[\u3400-\u9fff]{{2,6}}(?:{_ADDRESSED})|(?:各|尊敬的|亲爱的|致)[^。；！？：]{{2,80}})[：:]$"
)
LEARNED = re.compile(r"(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|今日)?，?(?:本报)?记者(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|今日)?从")
HALF_SIGNED = re.compile(r"[（(](?:本报)?(?:特约|见习|实习)?(?:记者|通讯员)[^（）()]{0,30}$")
HALF_TURN = re.compile(r"[（(](?:下(?:转(?:第?[A-Z]?\d{0,2}版?)?)?|转第?\d{0,2})$")
_HOUSE = r"(?:[\u4e00-\u9fff]{1,6}[市县区旗乡镇州盟]|[\u4e00-\u9fff]{1,8}报|[\u4e00-\u9fff]{2,8}(?:网|台|融媒体?|传媒|中心|在线))"
LOCAL = re.compile(_HOUSE + r"(?:\d{1,2}月\d{1,2}日)?(?:讯|消息)[ \u3000（(：:]")
_SHORT_HOUSE = re.compile(r"([\u4e00-\u9fff]{2,4})讯[ \u3000]?[（(]")
_HEADED_PLACE = re.compile(r"([\u4e00-\u9fff]{2,8}?)[：:]")
AGAIN = re.compile(r"又[讯电](?:[ （\u3000]|$)?")
FROM = re.compile(r"[（(【\[]?(?:紧|上|文)?[上紧]?接(?:第)?([A-Z]?[\d一二三四五六七八九十]{1,3})版[^）)】\]]{0,12}[）)】\]]?")
ONTO = re.compile(r"[（(【\[]?(?:下转|转)(?:第)?([A-Z]?[\d一二三四五六七八九十]{1,3})版[^）)】\]]{0,12}[）)】\]]?")
POINTER = re.compile(
    r"^(?:▲|△|▼|◀|►|▶|←|→|↑|↓|图为|上图|下图|左图|右图|图[①②③④⑤⑥\d][:：]?|①|图\d|图[一二三四五六七八九十][:：\u3000 ])"
)
PICTURE = re.compile(r"图[ \u3000]?[①②③④⑤⑥⑦⑧⑨\d一二三四五六七八九十]")
SIGNED = re.compile(r"[（(]?[^。！？：；]{0,40}(?:摄|摄影|摄影报道|供图|/图|/摄|图片)[）)]?$")
DATED_SCENE = re.compile(r"^(?:.{0,24}[。，])?(?:近日|日前|连日来|昨日|今日|当日|\d{1,2}月\d{1,2}日|眼下|时下|入[春夏秋冬])")
ENUMERATED = re.compile(rf"^(?:[（(]?[{NUMERALS}]{{1,3}}[）)、]|[（(]?\d{{1,2}}[）).、．])")
_BYLINE_HINT = re.compile(rf"^[{BULLETS}（(]|[ 　]|记者|员|摄|文|图|作者|整理|执笔|/")
_SIGNATURE = re.compile(r"(?<=[）)】\]])[ \u3000]*[（(][^（）()转接版]{2,30}[）)]$")
_SPLIT = re.compile(r"[\s、/|&;；:：]+")
_NAMES = re.compile(r"。([（(][\u3400-\u9fff]{2,3}(?:[ \u3000、][\u3400-\u9fff]{2,3}){0,2}[）)])$")
_SHOT = re.compile(r"摄(?:影(?:报道)?)?[）) ]*$")
_HEAD = re.compile(rf"[{BULLETS}\s]*[（(\[]?")
_DAY_ALONE = re.compile(
    rf"(?:\d{{4}}|[二〇○零一{NUMERALS}]{{4}})年(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})月(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})日"
)
_GLUED = re.compile(
    r"((?:记者|通讯员|实习生)[\u3400-\u9fff]{2,3}?)(?=(?:本报|特约|见习|实习)?(?:记者|通讯员|实习生)[\u3400-\u9fff])"
)
_TEACHER = re.compile(r"指导(?:老师|教师)[：:][^。，]{2,14}$")
_OF_NO_BYLINE = re.compile("[“。，！？]|作者(?:单位|简介|系|为|是)")
_WIDE = re.compile("[\uff01-\uff0b\uff0d-\uff1a\uff1c-\uff5e]")  # not ， and ；
_FULL = str.maketrans(",;:!?()", "，；：！？（）")
HALF_MARK = re.compile(r"[,;:!?().](?:(?<!\.)|(?=\n|$))")  # . only at the end of a line
_NO_PLACE = (
    "乡镇",
    "乡村",
    "农村",
    "村镇",
    "城市",
    "城乡",
    "强市",
    "兴市",
    "强县",
    "兴县",
    "立县",
    "富县",
    "强镇",
    "兴镇",
    "强村",
    "兴村",
    "立市",
)
_DIVIDED = frozenset("省市县区旗州盟镇乡村")
MOST_BYLINE = 60
SHORT_BYLINE = 12  # letters of a byline that needs no word or mark of one
MOST_NAME = 8  # letters of a name that is no Han one

ByHow = Literal["marked", "roles", "names"]


@dataclass(frozen=True, slots=True)
class Byline:
    """Who is named in a line of authors, and how sure the form makes it: "marked" □, "roles" 本报记者, or bare "names"."""

    names: tuple[str, ...]
    how: ByHow
    photo: bool = False


@cache
def _roles() -> re.Pattern[str]:
    known = sorted(words("pages/roles.tsv"), key=lambda word: (-len(word), word))
    whole = "|".join(re.escape(word) for word in known if len(word) > 1)
    short = "".join(word for word in known if len(word) == 1)
    houses = "|".join(map(re.escape, _houses()))
    tail = "摄影报道|摄影|摄|报道|整理|供图|文图"
    housed = rf"(?:[\u3400-\u9fff]{{1,10}}?(?:{houses}))?(?:{whole})"
    return re.compile(rf"(?<![\u3400-\u9fff])(?:{housed}|[{short}](?=[/:：\s]))|(?<=[/\s])[{short}](?=$|[/:：\s])|(?:{tail})$")


@cache
def _houses() -> tuple[str, ...]:
    return tuple(sorted(words("pages/paper_endings.tsv") | words("pages/newsrooms.tsv")))


def reports(text: str) -> bool:
    """Whether a headline line names the kind of its article (…纪实, …见闻), as subheads do."""
    return _reports().search(text) is not None


@cache
def _reports() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("pages/report_words.tsv")))))


def full_marks(text: str) -> str:
    """The text with marks of full width where a Chinese text prints them half-width (协作区,共建), of the same length."""
    if HALF_MARK.search(text):
        text = text.translate(_FULL)
    return text[:-1] + "。" if text[-1] == "." and text[-2:-1] and not text[-2:-1].isascii() else text


def half(text: str) -> str:
    """The text with letters, figures and marks of full width made half-width, but for the marks that part clauses (，；)."""
    for wide in set(_WIDE.findall(text)) if _WIDE.search(text) else ():
        text = text.replace(wide, chr(ord(wide) - 0xFEE0))
    return text


def day_alone(text: str) -> bool:
    """Whether a line is nothing but a date, as below a notice: 2024年5月7日; 二〇一〇年十一月二十五日."""
    return text[-1] == "日" and len(text) < 30 and _DAY_ALONE.fullmatch(half("".join(text.split()))) is not None


def byline(text: str) -> Byline | None:
    """The authors if `text` is wholly a byline: □ 本报记者 甲 乙; （记者 甲 通讯员 乙）; 文/图 甲; 甲 乙 摄; 甲."""
    if (
        len(text) > MOST_BYLINE
        or text[-1] in "；：、"
        or _OF_NO_BYLINE.search(text)
        or (len(text) > SHORT_BYLINE and not _BYLINE_HINT.search(text))
    ):
        return None
    marked = text[0] in BULLETS
    bracketed = text[0] in "（("
    head = _HEAD.match(text)
    inner = text[head.end() if head else 0 :]
    if inner and inner[-1] in "）)]":
        inner = inner[:-1]
    around = _roles().split(_GLUED.sub(r"\1 ", inner) if "员" in inner or "生" in inner else inner)
    roles = len(around) > 1
    if not roles and ("：" in inner or ":" in inner):
        return None
    rest = [piece for part in around for piece in names.spread_names([piece for piece in _SPLIT.split(part) if piece])]
    rest = [piece for piece in rest if not names.no_name(piece)]
    roles = roles or any(piece.endswith(_houses()) for piece in rest[:-1])  # 县融媒体中心 甲
    if not rest or (bracketed and text[-1] not in "）)"):
        return None
    named: list[str] = []
    unread = 0
    if len(rest) > 1 and not roles and all(2 <= len(piece) <= 3 and names.plain_name(piece) for piece in rest):
        known = sum(names.surname(piece) for piece in rest)
        if marked or bracketed or known == len(rest) or (known > 1 and known > 0.5 * len(rest)):
            return Byline(tuple(rest), "marked" if marked else "names")
        return None
    alone = roles and len(rest) == 1 and len(rest[0]) <= MOST_NAME and not _SHOT.search(inner)
    for piece in rest:
        found = names.people(piece, sure=roles or bracketed) or (
            [piece] if alone and names.plain_name(piece) else []  # （本报记者 额尔登陶格套）
        )
        if found:
            named += found
            continue
        unread += 1
        if not roles or unread > 1 or not 4 <= len(piece) <= 10 or piece == rest[-1] or any(char.isdigit() for char in piece):
            return None
    if not named or (not roles and sum(map(len, rest)) > 24):
        return None
    if not roles and not marked and not bracketed and not all(names.plain_name(name) and names.surname(name) for name in named):
        return None
    if not roles and any(name[-1] in _DIVIDED and divisions().named(name) for name in named):
        return None  # 罗平县 above a headline
    how: ByHow = "marked" if marked else "roles" if roles else "names"
    return Byline(tuple(named), how, _SHOT.search(inner) is not None and "文" not in inner)


def dateline(text: str) -> re.Match[str] | None:
    """The 电头 that `text` opens with (本报晋中9月28日讯), or None. Spaces may stand inside it."""
    return DATELINE.match(half("".join(text[:40].split())))


@lru_cache(maxsize=1024)
def opens_article(text: str) -> bool:
    """Whether a paragraph that begins so can only be the first of an article."""
    return text[0] in OPENERS and dateline(text) is not None and text[:4] != "据新华网"


def local(text: str) -> bool:
    """Whether a paragraph opens with the dateline of a county or town: 云水县讯 (…); 岚县讯（记者 甲）; 靖西讯（甲）."""
    short = _SHORT_HOUSE.match(text)
    return LOCAL.match(text) is not None or (short is not None and bool(divisions().named(short.group(1))))


def headed_place(text: str) -> str | None:
    """The place that a headline names first (如皋：…; 毛石镇：…), or None."""
    match = _HEADED_PLACE.match(text)
    place = match.group(1) if match else ""
    formed = len(place) > 2 and place[-1] in "市县旗镇乡村" and not place.endswith(_NO_PLACE)
    return place if formed or (place and divisions().named(place)) else None


def continued_from(text: str) -> re.Match[str] | None:
    """（上接1版） at the head of a paragraph."""
    return FROM.match(text[:24].replace(" ", "")[:16]) if "接" in text[:10] else None


def continued_on(text: str) -> re.Match[str] | None:
    """（下转3版） at the end of a paragraph, or before its signature: （下转3版）（记者 甲）."""
    if "版" not in text[-60:]:
        return None
    tail = _SIGNATURE.sub("", text[-60:])[-30:].replace(" ", "")
    last = None
    for match in ONTO.finditer(tail[-20:]):
        last = match
    return last if last is not None and tail.endswith(last.group()) else None


def opens_onto(text: str) -> bool:
    """Whether a line begins with （下转3版） and so ends the article above it."""
    return text[0] in "（(【[" and "转" in text[:4] and ONTO.match(text.replace(" ", "")) is not None


def closes(text: str) -> bool:
    """Whether a line is a note on the author or origin of what stands above it: （作者系某县第二中学教师）; 指导老师：某某."""
    if text[0] == "指":
        return _TEACHER.match(text) is not None
    return text[0] in "（(" and text[-1] in "）)" and any(word in text for word in words("pages/closing_notes.tsv"))


def signed_by_name(text: str) -> bool:
    """Whether a text ends with the bare names of authors after its last sentence, as each of several briefs does."""
    match = _NAMES.search(text[-20:]) if text[-1] in "）)" else None
    found = byline(match.group(1)) if match else None
    return found is not None and found.how == "names" and all(map(names.surname, found.names))


def photographers(text: str) -> tuple[str, ...]:
    """The names in the credit at the end of a caption: 赵志明 王晓芳 摄; （资料图片） gives none."""
    if not SIGNED.search(text[-44:]):
        return ()
    tail = re.split(r"[。！？）”]", text[-44:].rstrip("）) "))[-1]
    found = byline(tail.strip("（( ")) if tail.strip("（( ") else None
    return found.names if found else ()


def signed_photo(text: str) -> bool:
    """Whether a paragraph ends with a photographer's credit and so is a caption; not with half of 零下四十摄氏度."""
    if text[-1] == "摄" and (text[-2:-1] in NUMERALS + "百千零〇" or text[-2:-1].isdigit()):
        return False
    return text.rstrip("）) ").endswith(("摄", "摄影", "摄影报道", "供图", "/图")) and SIGNED.search(text[-44:]) is not None

"""What structure alone makes certain beside the names that were kept: sections of bodies, branches of firms, signboards, heights.

In: a text and kept Mentions. Out: further Mentions, and kept ones of another kind; none crosses a likely one. Structure speaks
where the network is faint: 某局 + 查验科 + 科长, 某集团 + 某某煤矿, “某某”店主, 某县 + 某某梁 + 上.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from kg.detect import lists, wordlike
from kg.detect.bodies import LEVEL
from kg.detect.built import as_works, conversions, new_seats
from kg.detect.honours import honours
from kg.detect.places import LONGEST, levels
from kg.detect.proposals import starting
from kg.detect.sieve import told
from kg.detect.vocabulary import cutters, joints, posts, work_verbs
from kg.divisions import divisions
from kg.records import BODY_KINDS, WORK_KINDS, Mention
from kg.text import is_han

_HEAD = r"(?:科|股|处|室|站|所|庭|大队|中队|支队|专案组|分局|学院|分院|研究院|研究所|派出所|ICU|部|车间|班)"
_SECTION = re.compile(rf"[\u4e00-\u9fff、]{{1,10}}{_HEAD}")
_PLAIN_SECTION = re.compile(  # surely one, whatever follows
    r"[\u4e00-\u9fff]{2,8}(?:[科股]|大队|中队|支队|分局|学院|分院|研究院|研究所|派出所|专案组)"
)
_NO_SECTION = re.compile(
    r"党支部|某部|总部|干部|全部|内部|老股|入股|持股|占股|控股|参股|[本该全各每某两几多]|办公室$|(?:领导|上|值|代|带|跟|加)班$"
)
_NO_START = ("与", "和", "及", "同", "由", "向", "、", "的", "在", "所属", "下属", "等")
_MARK = re.compile(r"[，。；：！？、\s（）()”]|$")
_OWN = re.compile(r"(?:该|我|本)(?:县局|市局|区局|局|院|委|关|支行|公司|集团|中心|法院|医院|海关|大队|支队)")
_ALONE = re.compile(r"(?:(?<=[，。；：！？“、\n])|^)(?=[\u4e00-\u9fff]{2,6}(?:[科股]|大队|中队)[\u4e00-\u9fff])")
_LEAGUE = re.compile(r"(?:共青团|(?<![集师财社兵军])团)([\u4e00-\u9fff]{1,11}?)委(?:员会|(?!员))")
_MEDICAL = re.compile(r"(?:[内外骨儿眼]|急诊|妇产|超声|影像|检验|麻醉|药剂|护理|口腔|中医|康复|放射|皮肤|病理|重症医学)科$")
_BRANCH = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:煤矿|铁矿|金矿|铜矿|发电厂|热电厂|电厂|水泥厂|化肥厂|分厂|分公司|支公司|供电公司|营业部|支行|分行)(?![长区房工主])"
)
_FIRM = re.compile(r"(?:集团|公司|银行|农商行|财险|人寿|移动|联通|电信|国网|邮政)$")
_OWNER = r"(?:店主|店长|老板娘?|掌柜|经营者|经营人|摊主|业主)"
_SHOP = r"(?:[坊馆铺店楼轩庄居阁斋厨堂灶社园院]|客栈|民宿|小院|农家乐|面)"
_SIGN = re.compile(
    rf"“([^“”\n，。！？；]{{2,8}})”(?={_OWNER})"
    rf"|(?:开的|开办的?|开了|开起了?|经营的?|经营着)(?:一?[家间])?“([^“”\n，。！？；]{{1,7}}{_SHOP})”"
    r"|(?:一家|一间|这家)(?:名为|名叫|叫|叫做)“([^“”\n，。！？；]{2,8})”的(?=[\u4e00-\u9fff]{0,4}(?:企业|公司|茶企|药企|饭店|餐馆|小店|店|民宿|工厂|作坊|合作社))"
    r"|(?<=的)“([^“”\n，。！？；]{1,8}(?:民宿|客栈|农家乐|饭庄|饭店|餐馆|酒家|面馆|照相馆|理发店|杂货店|小卖部))”"
)
_HOST = re.compile(  # 2024年 | 某商会 | 第三届会员大会
    r"(?:\d{4}年(?:度|首届)?|第[一二三四五六七八九十\d]+[届次]|首届)?"
    r"([\u4e00-\u9fff]{2,}?(?:协会|商会|学会|校友会|同乡会|联合会|联谊会|研究会|促进会))"
    r"(?=第?[一二三四五六七八九十\d]+[届次]|成立|换届|会员|理事|年会|年度)"
)
_SEVERAL = re.compile("[暨及与和]")
_HEIGHT = re.compile(
    r"(?![东西南北中前后上下大小深高荒青矿登进]{0,2}[山坡梁岭沟湾])(?!的|晒)[\u4e00-\u9fff]{1,3}[梁岭峁崖坪塬](?=[上下里中顶]|脚下|一带|，|。|、)"
)
_RIVER = re.compile(  # 清水河 | 两岸
    r"(?:(?<=[，。；：、在沿对过\n])|^)(?![沿在对过该这那大小两全本内运着从是以到与和成解看见有来去游修治把将让]|[拔界银天先暗护][河江])[\u4e00-\u9fff]{1,3}[河江]"
    r"(?=两岸|河畔|沿岸|流域|沿线|干流|上游|下游|中游|岸边|畔|大堤|河道|支流|城区段)"
)
_ROAD = re.compile(r"(?<![A-Za-z0-9])[GSXY]\d{1,4}(?:国道|省道|县道|乡道|[\u4e00-\u9fff]{2,4}高速(?:公路)?)")
_PRAISED = re.compile("典型经验|经验做法|典型做法|典型案例|创新案例|督查激励|通报表扬")
_NO_PRACTICE = re.compile(r"^[以把在将被]|[、和\d，]|公司|管理局|开发区|服务中心|委员会|合作社")
LIKELY = 0.7  # score from which a kept name is not given up for one that structure makes
SURE = 0.9
BLOCK = 64  # characters


def ensure(text: str, kept: Sequence[Mention]) -> list[Mention]:
    """The kept mentions and what structure adds; a less likely name that an added one crosses goes."""
    kept = as_works(text, kept)
    made = (
        *sections(text, kept), *sections_of_firms(kept), *own_sections(text), *sections_alone(text, kept),
        *branches(text, kept), *heights(text, kept), *districts(text, kept),
        *signs(text), *hosts(kept), *ways(text), *leagues(text), *practices(text, kept), *wordlike.people(text), *honours(text),
        *conversions(text, kept), *new_seats(text, kept),
    )  # fmt: skip
    near: dict[int, list[Mention]] = defaultdict(list)  # by place, so that long articles are not compared with themselves
    named: dict[str, list[Mention]] = defaultdict(list)
    gone: set[Mention] = set()
    for m in kept:
        _enter(m, near, named)
    for found in made:
        beside = {m for block in _blocks(found) for m in near[block] if m not in gone}
        across = {m for m in beside if m.start < found.end and found.start < m.end and not _nested(m, found)}
        if any(m.score >= LIKELY for m in across if (m.start, m.end) != (found.start, found.end)):
            continue
        if any((m.start, m.end, m.kind) == (found.start, found.end, found.kind) for m in across):
            continue
        if found.by == "signboard":  # a shop is one wherever its signboard stands
            across |= {m for m in named[_bare(found)] if m.kind != found.kind}
        gone |= across
        _enter(found, near, named)
    return [m for every in named.values() for m in every if m not in gone]


def _enter(m: Mention, near: dict[int, list[Mention]], named: dict[str, list[Mention]]) -> None:
    """Keeps a mention where its place and its name find it."""
    named[_bare(m)].append(m)
    for block in _blocks(m):
        near[block].append(m)


def _blocks(m: Mention) -> range:
    return range(m.start // BLOCK, (m.end - 1) // BLOCK + 1)


def _bare(m: Mention) -> str:
    return m.text.strip("“”")


def _nested(one: Mention, other: Mention) -> bool:
    """Whether one of two spans lies inside the other and is shorter."""
    inside = (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
    return inside and (one.start, one.end) != (other.start, other.end)


@cache
def going_on() -> frozenset[str]:
    """Words that show that a clause goes on."""
    return cutters() | frozenset(word for word in joints() | work_verbs() if len(word) > 1)


def section_end(text: str, start: int) -> int:
    """Where a section's name that starts here ends: before a post, or before a mark or 的 where its head is plain; 0 if none."""
    if text.startswith(_NO_START, start) or starting(going_on(), text, start):
        return 0
    for end in range(start + 2, min(start + 13, len(text)) + 1):
        if not (is_han(text[end - 1]) or text[end - 1].isascii()) or text[end - 1] in "的了是" or text[end - 1].isspace():
            return 0
        if starting(going_on(), text, end - 1, end + 3):
            return 0
        if not _SECTION.fullmatch(text, start, end) or _NO_SECTION.search(text, start, end):
            continue
        if starting(posts(), text, end):
            return end
        if _PLAIN_SECTION.fullmatch(text, start, end) and (text.startswith("的", end) or _MARK.match(text, end)):
            return end
    return 0


def districts(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """The district between its city and the body named by both, though its name is a common word: 阳泉市 | 矿区 | 财政局."""
    bodies = [m for m in kept if m.kind in BODY_KINDS]
    for city in kept:
        if city.kind != "Prefecture" or not any(m.start == city.start and city.end + 2 < m.end for m in bodies):
            continue
        name = starting(levels(), text, city.end, most=LONGEST)
        inside = {d.code[:4] for d in divisions().named(name) if len(d.code) == 6}
        if inside & {d.code[:4] for d in divisions().named(city.text)} and levels()[name] == ("County", "full"):
            yield Mention(city.end, city.end + len(name), "County", name, "district", SURE)


def sections(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """A section right behind its body: the whole chain, and the section by itself."""
    spans = {(m.start, m.end) for m in kept}
    outer = {m.end: m for m in sorted(kept, key=lambda m: -m.start) if m.kind in BODY_KINDS}  # the longest that ends there
    for m in sorted(outer.values(), key=lambda m: m.start):
        end = section_end(text, m.end)
        if not end or (m.kind == "Enterprise" and not starting(posts(), text, end)):
            continue
        if any(m.end < o.end < end and o.start < m.end for o in kept):  # 某海关驻某县办事处 | 查验科 is nearer
            continue
        if (m.start, end) in spans:
            continue
        yield Mention(m.start, end, m.kind, text[m.start : end], "section", SURE)
        if end - m.end > 2 and (m.end, end) not in spans and text[m.end] != "驻":
            yield Mention(m.end, end, m.kind, text[m.end : end], "section", SURE)


def sections_of_firms(kept: Sequence[Mention]) -> Iterator[Mention]:
    """A section that was kept as an office though its name begins with its firm's: 供电公司 + 运维检修部."""
    firms: dict[int, list[Mention]] = defaultdict(list)
    for m in kept:
        if m.kind == "Enterprise":
            firms[m.start].append(m)
    for m in kept:
        if m.kind == "GovernmentBody" and any(
            f.end < m.end and _SECTION.fullmatch(m.text, f.end - m.start) for f in firms.get(m.start, ())
        ):
            yield Mention(m.start, m.end, "Enterprise", m.text, "section", SURE)


def own_sections(text: str) -> Iterator[Mention]:
    """A section of the body that the article speaks of: 该局 + 投资审批股."""
    for match in _OWN.finditer(text):
        start, end = match.end(), section_end(text, match.end())
        if end - start > 2:
            kind = "Organization" if match[0].endswith(("医院", "院")) and "法院" not in match[0] else "GovernmentBody"
            kind = "Enterprise" if match[0].endswith(("公司", "集团", "支行")) else kind
            yield Mention(start, end, kind, text[start:end], "section", SURE)


def sections_alone(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """A section at the beginning of a clause before a post, where the body is understood: 急诊科护士长某某."""
    for match in _ALONE.finditer(text):
        start = match.start()
        end = section_end(text, start)
        if not end or text[end - 1] not in "科股队" or not starting(posts(), text, end):
            continue
        if not any(m.start < end and start < m.end for m in kept):
            kind = "Organization" if _MEDICAL.search(text, start, end) else "GovernmentBody"
            yield Mention(start, end, kind, text[start:end], "section", SURE)


def branches(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """A mine, plant or branch right behind its group: the whole chain is a firm of its own."""
    spans = {(m.start, m.end) for m in kept}
    for m in kept:
        match = _BRANCH.match(text, m.end) if m.kind == "Enterprise" and _FIRM.search(m.text) else None
        if not match or any(starting(going_on(), text, place, match.end()) for place in range(m.end, match.end())):
            continue
        if (m.start, match.end()) not in spans:
            yield Mention(m.start, match.end(), "Enterprise", text[m.start : match.end()], "branch", SURE)


def signs(text: str) -> Iterator[Mention]:
    """A name in quotation marks that an owner runs, or that is said to be a firm's."""
    for match in _SIGN.finditer(text):
        number = match.lastindex or 0
        start, end = match.start(number) - 1, match.end(number) + 1
        yield Mention(start, end, "Enterprise", text[start:end], "signboard", SURE)


def hosts(kept: Sequence[Mention]) -> Iterator[Mention]:
    """The association that a meeting's name begins with: 某商会 + 第三届会员大会."""
    for m in kept:
        match = _HOST.match(m.text) if m.kind == "Event" else None
        if match and not _SEVERAL.search(match[1]):
            yield Mention(m.start + match.start(1), m.start + match.end(1), "Organization", match[1], "host", SURE)


def practices(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """What each place of a list is praised for, where nothing of it is known as a work: A市推行…；B县探索…"""
    works = [(m.start, m.end) for m in kept if m.kind in WORK_KINDS or m.kind in ("Event", "Industry", "Product")]
    praised: dict[int, bool] = {}  # by line
    for p in lists.practices(text):
        line = text.rfind("\n", 0, p.start)
        if line not in praised:
            before, stop = text.rfind("\n", 0, max(line, 0)), text.find("\n", p.end)
            praised[line] = bool(_PRAISED.search(text, before + 1, stop if stop >= 0 else len(text)))
        if not praised[line]:
            continue
        end = p.start + told(text[p.start : p.end])
        name = text[p.start : end]
        if len(name) > 3 and not _NO_PRACTICE.search(name) and not any(s < end and p.start < e for s, e in works):
            yield Mention(p.start, end, "Initiative", name, "practice list", SURE)


def ways(text: str) -> Iterator[Mention]:
    """Roads by their number, rivers by what lies along them."""
    for pattern in (_ROAD, _RIVER):
        for match in pattern.finditer(text):
            yield Mention(*match.span(), "Place", match[0], "place and head", SURE)


def leagues(text: str) -> Iterator[Mention]:
    """A committee of the Youth League, which its place stands inside of: 团县委, 共青团岚县委员会."""
    for match in _LEAGUE.finditer(text):
        if match[1] in LEVEL or levels().get(match[1], ("", ""))[1] == "full":
            yield Mention(*match.span(), "Organization", match[0], "level and function", SURE)


def heights(text: str, kept: Sequence[Mention]) -> Iterator[Mention]:
    """A hill right behind a county or township, where somebody is on it."""
    taken = {m.start for m in kept}
    for m in kept:
        match = _HEIGHT.match(text, m.end) if m.kind in ("County", "Township", "Village") and m.end not in taken else None
        if match:
            yield Mention(match.start(), match.end(), "Place", match[0], "chain", SURE)

"""What a web page tells of itself beside its article: date, paper, author, headline.

In: the tree, and the lines around the article. Out: words, or None. Nothing is made up: a date is a whole day that stands there,
a paper is a name that ends as names of papers and sites do.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kg.acquire.plain import day_in
from kg.lexicon import surnames

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)")
_ISSUE = re.compile("发布|发表|时间|日期|出版|第.{1,4}版")
_DAY_ALONE = re.compile(rf"[（(]?(?:[\u4e00-\u9fff]{{2,8}}(?:报|网|发布|中心)\s*)?{_DAY.pattern}\s*日?[\s\d:]*[）)]?")
_TODAY = re.compile("今天|今日是|现在是|当前时间|系统时间|北京时间")
_SCRIPT_DAY = re.compile(
    r"""\b(?:ct|create_?time|publish_?time|pub_?(?:time|date)|release_?time)["']?\s*[=:]\s*["']((?:19|20)\d{2}-\d\d-\d\d|\d{10}(?!\d))""",
    re.I,
)
NEAR_BEHIND = 3  # lines behind the article of which one may be its day alone
_PAPER = re.compile(
    r"[\u4e00-\u9fff·]{1,14}?(?:日报|晚报|早报|晨报|时报|周报|导报|商报|快报|都市报|报|新闻网|网|周刊|融媒体中心|融媒|发布)$"
)
_SOURCE = re.compile(r"(?:来源|稿源)\s*[:：]\s*《?([\u4e00-\u9fff·]{2,16})")
_QUOTED = re.compile(r"《([\u4e00-\u9fff]{2,10}(?:报|周刊))》")
_ISSUED = re.compile(r"([\u4e00-\u9fff]{2,8}报)\s*[（(]?\s*(?:19|20)\d{2}\s*[-/.年]")
_SITE = re.compile(
    r"(?:网|报|网站|政府|中心|新闻|电子版|客户端|频道|在线|要闻|时政|融媒|发布|首页|正文|报数字版)$|^第.{1,4}版|^[A-Z]?\d+版"
)
_OFFICE = re.compile(  # 青禾县水利局, but not 青禾县成立数据局
    r"(?!.*(?:成立|组建|设立|走进|来到|表彰|约谈|通报|慰问|命名))[\u4e00-\u9fff]{2,8}[省市县区旗州镇乡][\u4e00-\u9fff]{0,8}(?:局|委员会|办公室|人民政府|厅)"
)
_CUT = re.compile(r"\s*[-_|–—]+\s*")
_LABEL = re.compile(
    r"(?=(?:来源|稿源|字数|作者|记者|通讯员|编辑|责任编辑|责编|时间|日期|发布时间|发布日期|浏览|点击|阅读|字号|字体|摄影)[^:：]{0,4}\s*[:：])"
)
_AUTHORS = re.compile(
    r"^[□■◎●]?\s*[（(]?\s*(?:作者|文/图|图/文|文\s*[/／|｜](?!化)|(?:本报|本台|本网)?(?:见习|全媒体|融媒体?)?(?:记者|通讯员))[\s:：]*\S"
)
_PERSONS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、\s]+[\u4e00-\u9fff]{2,4}){0,4}")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) +([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
MOST_BYLINE = 60
CHINA = timedelta(hours=8)  # that clocks there are before UTC
METAS = ("article:published_time", "pubdate", "publishdate", "publish-date", "og:release_date", "datepublished")


def metas(tree: Any) -> dict[str, str]:
    """The meta elements of a page, names in lower case, the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def linked_data(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object of a page that has a headline or a date; empty where there is none that can be read."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("@graph"), list):
            value = value["@graph"]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and (one.get("headline") or one.get("datePublished")):
                return one
    return {}


def day(text: str) -> str | None:
    """The first whole day of a text as an ISO date."""
    return _real(_DAY.finditer(text))


def _real(found: Iterable[re.Match[str]]) -> str | None:
    for match in found:
        try:
            return date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            continue
    return None


def date_of(tree: Any, meta: dict[str, str], ld: dict[str, Any], before: Sequence[str], behind: Sequence[str]) -> str | None:
    """The day of a page: what it says to machines, else a whole day in the lines before the article, else behind it."""
    told = [ld.get("datePublished"), *(meta.get(name) for name in METAS)]
    told += [element.get("datetime") for element in tree.iter("time")]
    for value in told:
        found = day(value) if isinstance(value, str) else None
        if found:
            return found
    return _printed_day(before, behind) or _script_day(tree) or _address_day(tree, meta)


def _printed_day(before: Sequence[str], behind: Sequence[str]) -> str | None:
    """A day before the article, one beside a word of publishing first; one behind it only beside such a word or alone."""
    days = [(line, found) for line in before if len(line) <= 120 and not _TODAY.search(line) and (found := day(line))]
    if days:
        return next((found for line, found in days if _ISSUE.search(line)), days[-1][1])
    for n, line in enumerate(behind):
        alone = n < NEAR_BEHIND and _DAY_ALONE.fullmatch(line)
        if len(line) <= 60 and not _TODAY.search(line) and (_ISSUE.search(line) or alone) and (found := day(line)):
            return found
    return None


def _script_day(tree: Any) -> str | None:
    """The day that a program of the page sets (WeChat: var ct = "1712712345")."""
    for script in tree.iter("script"):
        match = _SCRIPT_DAY.search(script.text or "")
        if match:
            told = match.group(1)
            return day(told) or (datetime.fromtimestamp(int(told), UTC) + CHINA).date().isoformat()
    return None


def _address_day(tree: Any, meta: dict[str, str]) -> str | None:
    """The day that the address of the page tells, where the page holds it."""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next((found for address in (*links, meta.get("og:url")) if address and (found := day_in(address))), None)


def paper_of(tree: Any, meta: dict[str, str], ld: dict[str, Any], lines: Sequence[str]) -> str | None:
    """The paper or site of a page."""
    publisher = ld.get("publisher")
    told = [meta.get("og:site_name"), meta.get("contentsource"), meta.get("sitename")]
    told.append(publisher.get("name") if isinstance(publisher, dict) else None)
    told += [element.text_content() for element in tree.xpath("//*[@id='js_name']")[:1]]  # the account of a WeChat page
    for line in lines:
        match = _SOURCE.search(line) or _QUOTED.search(line) or _ISSUED.search(line)
        told.append(match.group(1) if match else None)
    told += reversed(_CUT.split((tree.findtext(".//title") or "").strip()))
    for words in told:
        name = re.sub("(?:数字报|电子版|数字版|客户端)$", "", words.strip()) if isinstance(words, str) else ""
        if _PAPER.fullmatch(name):
            return name
    return None


def is_paper(words: str) -> bool:
    """Whether words are the name of a paper or site."""
    return _PAPER.fullmatch(words) is not None


def is_site(words: str) -> bool:
    """Whether words name a site, a paper or a column rather than an article."""
    return len(words) <= 20 and bool(_SITE.search(words.strip()) or _OFFICE.fullmatch(words.strip()))


def title_of(meta: dict[str, str], ld: dict[str, Any], title: str | None) -> str | None:
    """The headline that a page tells to machines, else its title without the site's parts."""
    for value in (meta.get("articletitle"), meta.get("og:title"), ld.get("headline")):
        if isinstance(value, str) and value.strip() and not is_site(value):
            return bare_title(value)
    return bare_title(title) if title and title.strip() else None


def bare_title(title: str) -> str | None:
    """A title without the parts of paper, site and column on either side; None where nothing else stands in it."""
    parts = [part for part in _CUT.split(title.strip()) if part]
    kept = [i for i, part in enumerate(parts) if not is_site(part)]
    if not kept:
        return None
    if len(kept) == len(parts):
        return title.strip()
    return "——".join(parts[kept[0] : kept[-1] + 1])


def pieces(line: str) -> Iterator[str]:
    """A line of labels (来源：… 作者：… 时间：…) label by label."""
    yield from (bare for piece in _LABEL.split(line) if (bare := piece.strip(" \u3000｜|")))


def byline_of(lines: Iterable[str], meta: dict[str, str], ld: dict[str, Any]) -> str | None:
    """The printed line that names authors, else the author that the page tells to machines where it is a person's name."""
    for line in lines:
        for piece in pieces(line):
            if _AUTHORS.match(piece) and len(piece) <= MOST_BYLINE and piece[-1] not in "。！？":
                return closed(piece)
    author = ld.get("author")
    author = author[0] if isinstance(author, list) and author else author
    told = author.get("name") if isinstance(author, dict) else author
    for words in (told, meta.get("author")):
        name = closed(words) if isinstance(words, str) else ""
        if name and (_AUTHORS.match(name) or _PERSONS.fullmatch(name)) and not is_site(name):
            return name
    return None


def author_of(line: str) -> str | None:
    """The names on a line that its element calls the author's."""
    name = closed(line)
    return name if len(name) <= MOST_BYLINE and (_AUTHORS.match(name) or _PERSONS.fullmatch(name)) and not is_site(name) else None


def are_persons(line: str) -> bool:
    """Whether a line is nothing but names of persons, each with a surname."""
    names = re.split(r"[、\s]+", closed(line))
    return bool(_PERSONS.fullmatch(closed(line))) and all(name[:1] in surnames() or name[:2] in surnames() for name in names)


def names_of(byline: str | None) -> tuple[str, ...]:
    """The names of a byline that holds nothing else, or the byline as it is printed."""
    if byline is None:
        return ()
    return tuple(re.split(r"[、\s]+", byline)) if are_persons(byline) else (byline,)


def closed(line: str) -> str:
    """A byline whose names of two characters are printed without their space (夏 静)."""
    return _SPACED.sub(r"\1\2", re.sub(r"[\s\u3000]+", " ", line)).strip()

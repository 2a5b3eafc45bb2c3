"""Mentions of places, bodies and firms of one article, put together into drafts.

In: mentions of the right kinds and the article's setting. Out: drafts, one for each thing. Bodies of different places are never
put together; a short form joins the one full form that it can shorten, the nearest if there are several.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from kg.entities import bodies, firms
from kg.entities.drafts import SAME, Draft, nearest, put
from kg.entities.forms import abbreviates, core, norm, numeral
from kg.entities.places import Setting, Spot, credible, related, steps_spot
from kg.entities.setting import Spots, main_spot, meant_by
from kg.records import Mention, Reason

ORDINAL = re.compile(r"(?<=^第)[1-9]\d?(?!\d)")
ZONES = ("区", "景区", "风景区", "风景名胜区", "旅游区", "旅游景区", "旅游度假区", "度假区")
SECTIONS = ("科", "股", "处", "室", "庭", "大队", "中队", "车间", "专案组")  # of one body, seldom named with their place
HIGHER = (("厅", "厅"), ("委", "委员会"), ("委员会", "委员会"))  # heads of offices above the county
CHAIN = 16  # characters of a chain of posts before a department
CHAINED = re.compile("(?:常委|委员|副书记|书记|秘书长)[、兼](?:[\u4e00-\u9fff]{2,6}[、兼])?$")
ZONE = re.compile(r"(?:园区|产业园|工业园|工业园区|开发区|景区|新区|高新区|经开区)管(?:委会|理委员会)")


def group_places(mentions: Sequence[Mention], spots: Spots) -> list[Draft]:
    """Drafts of all places."""
    drafts: dict[str, Draft] = {}
    for mention in mentions:
        spot = spots[mention.start, mention.end]
        draft = put(drafts, spot.path, mention, spot.reason)
        if not draft.name:
            draft.name, draft.path, draft.code, draft.what = spot.name, spot.path, spot.code, spot.level
            draft.call(spot.name)
    return _join_places(list(drafts.values()))


def _join_places(drafts: list[Draft]) -> list[Draft]:
    """One place printed with and without its region: 黑茶山林区 and 兴县黑茶山林区, 深湾村 with and without its town."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.path.startswith("@"), -len(d.path.split("/")), d.first)):
        last = draft.path.rpartition("/")[2] if "/" in draft.path else ""
        fits = [
            k for k in kept
            if last and k.what == draft.what and _one_name(k.path.rpartition("/")[2], last, draft.what)
            and (draft.path[0] == "@" or related(k.path, draft.path))
        ]  # fmt: skip
        if len(fits) == 1:
            fits[0].absorb(draft, Reason("place/region-left-out", 0.9, "the same name, once with and once without its region"))
        else:
            kept.append(draft)
    return kept


def _one_name(one: str, other: str, level: str) -> bool:
    """Whether two names of one article are one place's: the same, or a sight with and without 景区 behind it."""
    if one == other or level != "Place":
        return one == other
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and long.removeprefix(short) in ZONES


def group_bodies(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str], text: str = "") -> list[Draft]:
    """Drafts of governments, offices and organisations. `text` is the article's."""
    drafts: dict[str, Draft] = {}
    waiting: list[tuple[Mention, bodies.Body, Spot | None]] = []
    texts = {m: aliases.get(core(m.text), norm(m.text)) for m in mentions}
    for mention in sorted(mentions, key=lambda m: not bodies.parse(texts[m]).steps):  # those with their place first
        body, spot = _placed(texts[mention], mention.start, setting)
        if body.level and not body.steps and (same := _named_fully(drafts, body)):
            same.add(mention, Reason("body/antecedent", 0.85, f"{body.level} of {same.name}"))
            continue
        if spot is None or (len(body.what) == 1 and not body.known):
            waiting.append((mention, body, spot))
            continue
        draft = put(drafts, f"{spot.path}/{body.what}", mention, _body_reason(body, spot))
        _describe(draft, norm(mention.text), body, spot)
    _join_short(drafts)
    _join_ends(drafts)
    for mention, body, spot in waiting:
        if spot is None and body.function in bodies.OF_COMMITTEE:
            spot = _of_the_committee(drafts, mention, setting, text)
        _place_body(drafts, mention, body, spot, setting)
    return list(drafts.values())


def _named_fully(drafts: Mapping[str, Draft], body: bodies.Body) -> Draft | None:
    """The one office of this function that the article names with its city: 市法院 after 乐平市人民法院.

    Only for 市, which can mean a prefecture and a county: 县公安局 beside 临县公安局 is often another county's.
    """
    level, tails = bodies.level_words().get(body.level, ("", ()))
    tails = tails if level == "City" else ()
    fits = [d for d in drafts.values() if d.what == body.what and tails and d.region.endswith(tails)]
    return fits[0] if len(fits) == 1 else None


def _placed(text: str, at: int, setting: Setting) -> tuple[bodies.Body, Spot | None]:
    """A body's name in parts and the place that it belongs to, if the name says so."""
    body = bodies.parse(text)
    if body.steps:
        if credible(body.steps, setting):
            return body, steps_spot(body.steps, setting)
        body = bodies.parse(text, False)
    if body.level:
        return body, meant_by(body.level, at, setting)
    for length in range(min(6, len(text) - 2), 1, -1):  # 塔畈中心学校, where the article names 塔畈乡
        if (spot := setting.local.get(text[:length])) and text[length:] in bodies.functions():
            name, kind = bodies.functions()[text[length:]]
            return bodies.Body((), text[:length], name, "", kind, True, text[length:]), spot
    return body, None


def _park(text: str, at: int, setting: Setting) -> Spot | None:
    """The park or zone whose 管委会 is meant: 园区管委会 after 城北电子产业园."""
    zone = ZONE.fullmatch(text)
    named = sorted([*setting.others, *setting.spots], key=lambda spot: spot[0])
    before = [s for start, s in named if start <= at and s.name.endswith(("园", "园区", "开发区", "景区", "新区", "高新区"))]
    return before[-1] if zone and before else None


def _body_reason(body: bodies.Body, spot: Spot) -> Reason:
    if body.steps:
        return Reason("body/place-and-function", 1.0, f"{spot.name} + {body.what}")
    return Reason("body/level-word", 0.8, f"{body.level} means {spot.name} here")


def _describe(draft: Draft, text: str, body: bodies.Body, spot: Spot) -> None:
    """Name, place and the expanded forms of a body."""
    draft.path, draft.what, draft.code, draft.region = spot.path, body.what, spot.region, spot.name
    tail = text if body.steps else text.removeprefix(body.level)
    if body.function in bodies.OF_COMMITTEE and not body.steps and not body.level:
        tail = ("委" if spot.level in ("Province", "Prefecture", "County") else "党委") + tail
    expanded = text if body.steps else _joined(spot.name, tail)
    if len(expanded) > len(draft.name):
        draft.name = expanded
    draft.call(expanded)
    official = (
        "委员会",
        "团委",
        "海关",
        *bodies.OF_COMMITTEE,
        *(bodies.OF_COUNTIES if spot.level in ("Township", "Village") else ()),
    )
    if body.known and not body.unit and body.function not in official:
        function = ORDINAL.sub(lambda digits: numeral(int(digits[0])), _spelt_out(body.function, text))
        draft.call(_joined(spot.name, function))


def _spelt_out(function: str, printed: str) -> str:
    """The official name of a function with the head that is printed: 局 in counties is 厅 or 委员会 above them (省发改委)."""
    head = next((full for tail, full in HIGHER if printed.endswith(tail)), "")
    return function[:-1] + head if head and function.endswith("局") else function


def _join_short(drafts: dict[str, Draft]) -> None:
    """Short forms that the lexicon does not know: 县科经局 joins the one body of the same place that it can shorten."""
    for key, draft in sorted(drafts.items()):
        if draft.what in bodies.official():
            continue
        fuller = [d for k, d in drafts.items() if k != key and d.path == draft.path and _shortens(draft.what, d.what)]
        if len(fuller) == 1 and fuller[0].references:
            fuller[0].absorb(draft, Reason("body/short-form", 0.8, f"{draft.what} shortens {fuller[0].what}, same place"))
    for key in [k for k, d in drafts.items() if not d.references]:
        del drafts[key]


def _join_ends(drafts: dict[str, Draft]) -> None:
    """兴县办事处 joins 太原海关驻兴县办事处: the last words of a longer name, place and all."""
    for key, draft in sorted(drafts.items()):
        if len(draft.name) < 4 or draft.what in bodies.official():
            continue
        longer = [
            d for k, d in drafts.items() if k != key and d.references and d.name.endswith(draft.name) and d.name != draft.name
        ]
        if len(longer) == 1:
            longer[0].absorb(draft, Reason("body/short-form", 0.85, f"the last words of {longer[0].name}"))
            del drafts[key]


def _shortens(short: str, full: str) -> bool:
    """Whether an unlisted function shortens a longer one, or a later part of it (靖海湾法庭 in 人民法院靖海湾人民法庭)."""
    if bodies.head_of(short) != bodies.head_of(full):
        return False
    if abbreviates(short, full):
        return True
    at = full.find(short[0], 2) if len(short) >= 3 else -1
    return at > 0 and (full[at:] == short or abbreviates(short, full[at:]))


def _place_body(drafts: dict[str, Draft], mention: Mention, body: bodies.Body, spot: Spot | None, setting: Setting) -> None:
    """A body named without any place: the one of the article that it can mean, else one of the place the article is about."""
    what, text = body.what, bodies.POINTED.sub("", norm(mention.text))
    tail = text.removeprefix(body.level)
    level = bodies.level_words().get(body.level, ("", ("",)))[1]  # 县统计局 is no city's
    near = [d for d in drafts.values() if (d.path == spot.path if spot else d.region.endswith(level))]
    longer = [d for d in drafts.values() if not body.known and len(what) == 2 and d.what.startswith(what)]
    first = min(longer, key=lambda d: (len(d.what), d.key), default=None)
    tests: tuple[tuple[Callable[[Draft], bool], str], ...] = (
        (lambda d: d.what == what, "the same function as one named with its place"),
        (
            lambda d: bool(tail and what) and (any(n.endswith(tail) for n in d.names) or d.what.endswith(what)),
            "the last words of a longer name",
        ),
        (lambda d: not body.known and _shortens(what, d.what), "a short form of a longer name"),
        (lambda d: d is first, "the first words of a longer name"),
    )
    for test, words in tests:
        if found := nearest(filter(test, near), mention.start):
            found.add(mention, Reason("body/antecedent", 0.8, words))
            return
    if park := _park(text, mention.start, setting):
        text = park.name + text[text.find("管") :]
        draft = put(drafts, f"{park.path}/管委会", mention, Reason("body/antecedent", 0.8, f"of {park.name}"))
        draft.name, draft.path, draft.what, draft.code = text, park.path.rpartition("/")[0], text, park.region
        return
    if spot is None and body.known and not body.level:
        spot = _small_spot(setting, mention.start) if body.function in bodies.frequent() else main_spot(setting)
    if spot:
        draft = put(
            drafts, f"{spot.path}/{what}", mention, Reason("body/article-place", 0.6, f"the article is about {spot.name}")
        )
        _describe(draft, text, body, spot)
        return
    if text.endswith(SECTIONS) and (whole := _whole_of(drafts, mention.start)):
        draft = put(drafts, f"{whole.path}/{whole.what}{what}", mention, Reason("body/unit", 0.6, f"a part of {whole.name}"))
        draft.name, draft.path, draft.what, draft.code = _joined(whole.name, text), whole.path, whole.what + what, whole.code
        return
    root = f"@{setting.article}" if body.level or body.function in bodies.frequent() else setting.root
    draft = put(drafts, f"{root}/{what}", mention, Reason("body/name", 0.5, "known by its name and the paper's region"))
    draft.name, draft.path, draft.what = draft.name or text, root, what
    draft.code = setting.home


def _of_the_committee(drafts: Mapping[str, Draft], mention: Mention, setting: Setting, text: str) -> Spot | None:
    """The place of the committee in whose chain of posts a department stands: 汾州市委常委、 | 宣传部 | 部长."""
    ends = {r.end: d for d in drafts.values() if d.what == "委员会" for r in d.references}
    chained = CHAINED.search(text, max(0, mention.start - CHAIN), mention.start)
    while chained and chained.start() not in ends:
        chained = CHAINED.search(text, chained.start() + 1, mention.start)
    if chained is None:
        return None
    path = ends[chained.start()].path
    return next((spot for _, spot in setting.spots if spot.path == path), None)


def _small_spot(setting: Setting, at: int) -> Spot | None:
    """The township or village spoken of last: whose 派出所 or 党支部 is meant."""
    before = [spot for start, spot in setting.spots if start <= at and spot.level in ("Township", "Village")]
    return before[-1] if before else None


def _whole_of(drafts: Mapping[str, Draft], at: int) -> Draft | None:
    """The body that a department named alone belongs to: the one that the article named most before it."""
    named = [(sum(r.start < at for r in d.references), d) for d in drafts.values() if not bodies.is_unit(d.what)]
    return min((n for n in named if n[0]), key=lambda n: (-n[0], n[1].key), default=(0, None))[1]


def _joined(whole: str, part: str) -> str:
    """The name of a part behind that of its whole, what both share once: 附属同德医院 + 同德医院心外科."""
    shared = next((n for n in range(min(len(whole), len(part)) - 1, 1, -1) if whole.endswith(part[:n])), 0)
    return whole + part[shared:]


def group_firms(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str]) -> list[Draft]:
    """Drafts of firms; longer names first, so that short ones find them."""
    drafts: dict[str, Draft] = {}
    known: dict[str, list[firms.Firm]] = {}
    for mention in sorted(mentions, key=lambda m: (-len(aliases.get(core(m.text), norm(m.text))), m.start)):
        text = aliases.get(core(mention.text), norm(mention.text))
        firm = _firm(text, setting)
        found, reason = drafts.get(core(text)), SAME
        for test in (firms.shortens, firms.generic):
            if found is None:
                fits = [d for k, d in drafts.items() if any(test(firm, f) for f in known[k])]
                found = nearest(fits, mention.start) if test is firms.shortens or len(fits) == 1 else None
                reason = Reason("firm/short-form", 0.8, f"{text} shortens {found.name}") if found else SAME
        if found is not None:
            found.add(mention, reason)
            known[found.key].append(firm)
            continue
        draft = put(drafts, core(text), mention, Reason("firm/name", 0.9, "known by its name"))
        known[draft.key] = [firm]
        spot = steps_spot(firm.steps, setting) if firm.steps else None
        draft.name, draft.what = text, firm.key
        draft.path = spot.path if spot else setting.root
        draft.code = spot.region if spot else setting.home
    return list(drafts.values())


def _firm(text: str, setting: Setting) -> firms.Firm:
    firm = firms.parse(text)
    return firm if credible(firm.steps, setting) else firms.parse(text, False)

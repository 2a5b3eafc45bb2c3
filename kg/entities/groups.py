"""Mentions of places, bodies, firms and works of one article, put together into drafts.

In: mentions of the right kinds and the article's setting. Out: drafts, one for each thing. Bodies of different places are never
put together; a short form joins the one full form that it can shorten, the nearest if there are several.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.divisions import divisions
from kg.entities import bodies, firms, works
from kg.entities.drafts import Draft, nearest
from kg.entities.forms import abbreviates, core, norm
from kg.entities.places import LEVELS, Setting, Spot, place_steps, related, resolve
from kg.entities.setting import chain_spot, main_spot, meant_by
from kg.records import Mention, Reason

SAME = Reason("name/same", 1.0, "the same name in the same article")
TAILS = ("村", "镇", "乡", "社区", "街道", "苏木", "嘎查", "寨", "屯", "县", "市", "区", "旗", "州", "省")


def put(drafts: dict[str, Draft], key: str, mention: Mention, reason: Reason) -> Draft:
    """The draft of a key, made if it is new, with one more mention."""
    draft = drafts.setdefault(key, Draft(key))
    draft.add(mention, reason)
    return draft


def group_places(mentions: Sequence[Mention], setting: Setting) -> list[Draft]:
    """Drafts of all places."""
    full = {norm(m.text) for m in mentions}
    drafts: dict[str, Draft] = {}
    before: tuple[int, Spot] | None = None
    for mention in mentions:
        text = norm(mention.text)
        near = before[1] if before and before[0] == mention.start else None
        whole = next((text + t for t in TAILS if _short_of(text, text + t, full)), text)
        spot = resolve(whole, mention.kind, setting, near)
        draft = put(drafts, f"{spot.level.lower()}:{spot.path}", mention, spot.reasons[0] if spot.reasons else SAME)
        draft.name = draft.name or spot.name
        draft.path, draft.code = spot.path, spot.code
        draft.what = spot.level
        draft.call(spot.name)
        before = (mention.end, spot)
    return _join_places(list(drafts.values()))


def _short_of(text: str, whole: str, full: set[str]) -> bool:
    """Whether an unlisted name is printed elsewhere with its tail (花栗园 and 竹山县花栗园村)."""
    return not divisions().named(text) and not text.endswith(TAILS) and any(f.endswith(whole) for f in full)


def _join_places(drafts: list[Draft]) -> list[Draft]:
    """One place printed with and without its region: 洋口港区 and 如东洋口港区, 后庄村 with and without its town."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.path.startswith("@"), -len(d.path.split("/")), d.first)):
        last = draft.path.split("/")[-1]
        twin = (
            None
            if "/" not in draft.path
            else next(
                (
                    k
                    for k in kept
                    if k.path.split("/")[-1] == last and (draft.path.startswith("@") or related(k.path, draft.path))
                ),
                None,
            )
        )
        if twin:
            twin.absorb(draft, Reason("place/region-left-out", 0.9, "the same name, once with and once without its region"))
        else:
            kept.append(draft)
    return kept


def group_bodies(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str]) -> list[Draft]:
    """Drafts of governments, offices and organisations."""
    drafts: dict[str, Draft] = {}
    waiting: list[tuple[Mention, bodies.Body]] = []
    for mention in mentions:
        text = aliases.get(core(mention.text), norm(mention.text))
        body = bodies.parse(text)
        spot = (
            chain_spot(body.steps, setting)
            if body.steps
            else meant_by(body.level, mention.start, setting)
            if body.level
            else None
        )
        if spot is None:
            waiting.append((mention, body))
            continue
        draft = put(drafts, f"{spot.path}/{bodies.official(body)}", mention, _body_reason(body, spot))
        _describe(draft, norm(mention.text), body, spot)
    _join_short(drafts)
    for mention, body in waiting:
        _place_body(drafts, mention, body, setting)
    return list(drafts.values())


def _body_reason(body: bodies.Body, spot: Spot) -> Reason:
    if body.steps:
        return Reason("body/place-and-function", 1.0, f"{spot.name} + {bodies.official(body)}")
    return Reason("body/level-word", 0.8, f"{body.level} means {spot.name} here")


def _describe(draft: Draft, text: str, body: bodies.Body, spot: Spot) -> None:
    """Name, place and the expanded forms of a body."""
    draft.path, draft.what, draft.code = (
        spot.path,
        bodies.official(body),
        spot.path.split("/")[0] if spot.path[0] != "@" else None,
    )
    expanded = text if body.steps else spot.name + text.removeprefix(body.level)
    if len(expanded) > len(draft.name) or not draft.name:
        draft.name = expanded
    draft.call(expanded)
    if body.known and not body.unit and body.function not in ("委员会", "团委"):
        draft.call(spot.name + body.function)


def _join_short(drafts: dict[str, Draft]) -> None:
    """Short forms that the lexicon does not know: 县科经局 joins the one body of the same place that it can shorten."""
    for key, draft in sorted(drafts.items()):
        listed = draft.what in {name for name, _ in bodies.functions().values()}
        fuller = [
            d for k, d in drafts.items()
            if k != key and d.path == draft.path and abbreviates(draft.what, d.what)
            and not (listed and d.what in {name for name, _ in bodies.functions().values()})
        ]  # fmt: skip
        if len(fuller) == 1 and not listed:
            fuller[0].absorb(draft, Reason("body/short-form", 0.8, f"{draft.what} shortens {fuller[0].what}, same place"))
    for key in [k for k, d in drafts.items() if not d.references]:
        del drafts[key]


def _place_body(drafts: dict[str, Draft], mention: Mention, body: bodies.Body, setting: Setting) -> None:
    """A body named without any place: the one of the article that it can mean, else one of the place the article is about."""
    what, text = bodies.official(body), norm(mention.text)
    tests: tuple[tuple[Callable[[Draft], bool], str], ...] = (
        (lambda d: d.what == what, "the same function as one named with its place"),
        (lambda d: len(what) >= 2 and d.what.endswith(what), "the last words of a longer name"),
        (lambda d: not body.known and abbreviates(what, d.what), "a short form of a longer name"),
    )
    for test, words in tests:
        if found := nearest((d for d in drafts.values() if test(d)), mention.start):
            found.add(mention, Reason("body/antecedent", 0.8, words))
            return
    spot = main_spot(setting) if body.known else None
    if spot:
        draft = put(
            drafts, f"{spot.path}/{what}", mention, Reason("body/article-place", 0.6, f"the article is about {spot.name}")
        )
        _describe(draft, text, body, spot)
        return
    draft = put(drafts, f"{setting.root}/{what}", mention, Reason("body/name", 0.5, "known by its name and the paper's region"))
    draft.name, draft.path, draft.what = draft.name or text, setting.root, what
    draft.code = setting.home


def group_firms(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str]) -> list[Draft]:
    """Drafts of firms; longer names first, so that short ones find them."""
    drafts: dict[str, Draft] = {}
    for mention in sorted(mentions, key=lambda m: (-len(aliases.get(core(m.text), norm(m.text))), m.start)):
        text = aliases.get(core(mention.text), norm(mention.text))
        found = drafts.get(core(text))
        if found is None:
            longer = [d for d in drafts.values() if firms.shortens(text, d.name) or any(firms.shortens(text, n) for n in d.names)]
            found = nearest(longer, mention.start)
        if found is not None:
            found.add(
                mention,
                Reason("firm/short-form", 0.8, f"{text} shortens {found.name}") if core(text) != core(found.name) else SAME,
            )
            continue
        draft = put(drafts, core(text), mention, Reason("firm/name", 0.9, "known by its name"))
        draft.name = text
        firm = firms.parse(text)
        spot = chain_spot(firm.steps, setting)
        draft.path = spot.path if spot else setting.root
        draft.code = spot.path.split("/")[0] if spot and spot.path[0] != "@" else setting.home
        draft.what = firm_key(firm)
    return list(drafts.values())


def firm_key(firm: firms.Firm) -> str:
    """What identifies a firm beside its place: trade name, trade and class of form."""
    return core(firm.stem) + {"company": "公司", "group": "集团", "cooperative": "合作社"}.get(firm.form, firm.tail)


def group_works(mentions: Sequence[Mention], setting: Setting, aliases: Mapping[str, str]) -> list[Draft]:
    """Drafts of programmes, initiatives, events, documents, goods and industries."""
    drafts: list[Draft] = []
    for mention in sorted(mentions, key=lambda m: (-len(norm(m.text)), m.start)):
        text = aliases.get(core(mention.text), norm(mention.text))
        found = None
        for draft in drafts:
            if found is None and _may_be(draft.kind, mention.kind) and (words := works.agree(text, draft.name, draft.kind)):
                draft.add(mention, Reason("work/name", 0.8, words))
                found = draft
        if found is None:
            draft = Draft("", name=text)
            draft.add(mention, SAME)
            drafts.append(draft)
    for draft in drafts:
        _place_work(draft, setting)
    return drafts


def _may_be(kind: str, other: str) -> bool:
    """Kinds that two recognisers may give one thing."""
    loose = {"Program", "Initiative", "Product", "Event"}
    return kind == other or (kind in loose and other in loose)


def _place_work(draft: Draft, setting: Setting) -> None:
    kind, name = draft.kind, draft.name
    draft.what = works.compared(name, kind)
    steps = place_steps(name, "Place")[0]
    spot = chain_spot([s for s in steps if s.divisions][:2], setting) if kind != "Industry" else None
    free = draft.what in map(core, works.known().values()) or any(f in name for f in works.FREE)
    draft.path = "" if free else spot.path if spot and spot.level in LEVELS else setting.root
    draft.code = spot.path.split("/")[0] if spot and spot.path[0] != "@" else None


def every(groups: Iterable[Iterable[Draft]]) -> list[Draft]:
    """All drafts that still stand for something, by first mention."""
    return sorted((d for group in groups for d in group if d.references), key=lambda d: (d.first, d.kind, d.key))

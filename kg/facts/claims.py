"""Claims of one article: what rules find, what the scorer adds, each with evidence, attributes, status and time.

In: a Scene. Out: Claims in order of evidence. What always holds: no claim without evidence, both ends fit the schema; a pair
has one claim for a predicate, the one that is surest; a rule's finding stands above the scorer's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import dates
from kg.facts.amounts import amounts
from kg.facts.careers import careers
from kg.facts.evidence import clause_bounds, evidence, readable
from kg.facts.honours import is_won
from kg.facts.match import find_hits, only_studied, signs_of
from kg.facts.places import governments, posts_of_places
from kg.facts.posts import Post, belongs_to_government, fitting, inner_seat, title_of
from kg.facts.rolls import rolls
from kg.facts.rules import word_class
from kg.facts.scene import Scene
from kg.facts.schema import ENDS
from kg.facts.scorer import score
from kg.facts.seats import posts_of_bodies
from kg.facts.sections import sections
from kg.facts.status import POSTS, status_of, status_of_verb
from kg.facts.terms import dates_item, dates_post
from kg.records import WORK_KINDS, Claim
from kg.text import sentences

MONEY = ("investsIn", "supports")
SURE, SECTION, ROLL = 0.85, 0.95, 0.88
RULED = {"posts/of-the-place": 0.88, "posts/of-the-body": 0.9, "posts/vice-of-the-head": 0.9, "posts/career-list": 0.92}
SIDE_BY_SIDE = ("scorer/", "chains/")  # what is read from where names stand, not from a verb
ONE_WAY = ("locatedIn", "partOf")
LASTING = ("locatedIn", "partOf", "nativeOf", "residentOf", "produces")  # of people and bodies these have no date
LARGEST_FIRST = ("Province", "Prefecture", "County", "Township", "Village")
ROW = 40
NEAR = 30  # characters from the ends of an investment to its sum
TOTAL = re.compile(
    "，?(?:该|本)?(?:项目|工程)?(?:计划|预计|概算)?(?:总投资|投资总额|投资额)[^，。；！？\\s]{0,4}?(?=[0-9一二三四五六七八九十])"
)
HERE = re.compile(r"该(?P<head>[院校局厅厂社所站馆行])[^，。；：！？\s]{2,8}$")  # 该院院长李文
SHARED = re.compile("[、与和及]|共同|合资|联合|合作")


Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its words are read: indexes of referents and references, the rule, the confidence, what the rule says
    itself.
    """

    subject: int
    predicate: str
    object: int
    left: int
    right: int
    rule: str
    confidence: float
    status: str = ""  # what the words around it say, unless a rule tells
    title: str = ""


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """All claims of an article."""
    drafts: dict[tuple[int, str, int], Draft] = {}
    found = list(_drafts(scene))
    for draft in found:
        key = draft.subject, draft.predicate, draft.object
        if key not in drafts or (draft.confidence > drafts[key].confidence and drafts[key].rule.startswith("scorer/")):
            drafts[key] = draft
    bounds = clause_bounds(scene.article.text), list(sentences(scene.article.text))
    times = dates.find_times(scene.article.text, scene.article.date)
    seat = governments(scene)
    claims: dict[tuple[str, str, str], Claim] = {}
    ruled = {_person_of(scene, d) for d in found if d.predicate in POSTS and not d.rule.startswith("scorer/")}
    for draft in _settled(scene, list(drafts.values()), ruled):
        claim = _claim(scene, draft, bounds, times, seat)
        triple = claim.subject, claim.predicate, claim.object
        if triple not in claims or claims[triple].confidence < claim.confidence:
            claims[triple] = claim
    return tuple(sorted(claims.values(), key=lambda c: (c.start, c.end, c.subject, c.predicate, c.object)))


def _drafts(scene: Scene) -> Iterator[Draft]:
    signs = signs_of(scene)
    lists = list(careers(scene, signs))
    yield from _of_careers(scene, [post for post in lists if post.sure])
    for hit in find_hits(scene):
        subjects, objects = ENDS[hit.rule.predicate]
        if scene.referents[hit.subject].kind in subjects and scene.referents[hit.object].kind in objects:
            title, told = dict(hit.attributes).get("title", ""), hit.rule.status if hit.rule.status != "Asserted" else ""
            other = hit.left if scene.who[hit.left] == hit.object else hit.right
            inner = inner_seat(scene, other, title) if hit.rule.predicate == "holdsPositionAt" else None
            if inner is not None and scene.referents[scene.who[inner]].kind in objects:
                organ = scene.article.text[int(scene.end[inner]) : int(scene.end[other])]  # 某医院 | 党委 | 书记
                yield Draft(
                    hit.subject, hit.rule.predicate, int(scene.who[inner]), hit.left, hit.right, hit.rule.name,
                    hit.rule.confidence, told, organ + title if title else title,
                )  # fmt: skip
            yield Draft(
                hit.subject, hit.rule.predicate, hit.object, hit.left, hit.right, hit.rule.name, hit.rule.confidence, told, title,
            )  # fmt: skip
    yield from _of_careers(scene, [post for post in lists if not post.sure])
    for post in (*posts_of_places(scene, signs), *posts_of_bodies(scene, signs)):
        yield Draft(
            post.person, "holdsPositionAt", post.seat, post.reference, post.reference, post.rule, RULED[post.rule],
            status_of_verb(post.verb) if post.verb else "", post.title,
        )  # fmt: skip
    for section, body in sections(scene):
        part, whole = int(scene.who[section]), int(scene.who[body])
        yield Draft(part, "partOf", whole, section, body, "chains/section-of-the", SECTION)
    for winner, honour in rolls(scene):
        yield Draft(int(scene.who[winner]), "commendedFor", int(scene.who[honour]), honour, winner, "honours/roll", ROLL)
    for found in score(scene):
        yield Draft(
            found.subject, found.predicate, found.object, found.left, found.right, f"scorer/{found.predicate}", found.confidence
        )


def _of_careers(scene: Scene, posts: list[Post]) -> Iterator[Draft]:
    """The posts of lists; a post in a party organ may be one in what the organ belongs to, too."""
    for post in posts:
        left, right = sorted((post.reference, post.seat_reference))
        seats = [(post.seat, post.title)]
        if (inner := inner_seat(scene, post.seat_reference, post.title)) is not None:
            organ = scene.article.text[int(scene.end[inner]) : int(scene.end[post.seat_reference])]
            seats.append((int(scene.who[inner]), organ + post.title))
        for seat, title in seats:
            if scene.referents[seat].kind in ENDS[post.predicate][1]:
                yield Draft(post.person, post.predicate, seat, left, right, post.rule, RULED[post.rule], post.status, title)


def _settled(scene: Scene, drafts: list[Draft], ruled: set[int]) -> list[Draft]:
    """Drafts without what a rule contradicts: who has a post in a body by a rule has none by the same words in another one
    (`ruled` are the references of such people); nor what no reader would say: a county in a village, a post that is read across
    the rows of a list of names.
    """
    read, chosen = only_studied(scene), _only_chosen(scene)
    held = [d for d in drafts if d.predicate != "participatesIn" or (d.object not in read and d.subject not in chosen)]
    kept = [d for d in held if not d.rule.startswith("scorer/") or not _contradicted(scene, d, ruled)]
    kept = [d for d in kept if not _only_won(scene, d)]
    sure = {(d.subject, d.predicate, d.object): d.confidence for d in kept if d.predicate in ONE_WAY}
    return [d for d in kept if d.confidence >= sure.get((d.object, d.predicate, d.subject), 0.0)]


def _only_won(scene: Scene, draft: Draft) -> bool:
    """Whether somebody is said to carry out what he or she got there: 授予县供电公司“先进集体”称号."""
    if draft.predicate != "carriesOut" or not draft.rule.startswith(SIDE_BY_SIDE):
        return False
    return is_won(scene, draft.left if scene.who[draft.left] == draft.object else draft.right)


def _only_chosen(scene: Scene) -> frozenset[int]:
    """People of whom the article only says that they are appointed, elected or removed: 决定任命李文为局长 puts nobody there."""
    text = scene.article.text
    chosen = [_chosen().search(text[max(0, start - 20) : start]) is not None for start in scene.start.tolist()]
    return frozenset(scene.who.tolist()) - {who for who, told in zip(scene.who.tolist(), chosen, strict=True) if not told}


@cache
def _chosen() -> re.Pattern[str]:
    return re.compile(f"(?:{word_class('chosen')})[^，。；：！？\n的]{{0,12}}$")


def _contradicted(scene: Scene, draft: Draft, ruled: set[int]) -> bool:
    if draft.predicate in POSTS and draft.confidence < SURE and _person_of(scene, draft) in ruled:
        return True
    if draft.predicate not in POSTS and set(scene.referents[draft.subject].names) & set(scene.article.byline):
        return True
    return _upside_down(scene, draft) or _across_rows(scene, draft) or _elsewhere(scene, draft)


def _elsewhere(scene: Scene, draft: Draft) -> bool:
    """Whether the words say that a post is in a body of another class than the draft's: 该院院长李文 heads no company."""
    person = _person_of(scene, draft)
    before = scene.article.text[max(0, int(scene.start[person]) - 12) : int(scene.start[person])]
    here = HERE.search(before) if draft.predicate in POSTS else None
    return here is not None and not any(here["head"] in name for name in scene.referents[draft.object].names)


def _upside_down(scene: Scene, draft: Draft) -> bool:
    """Whether a larger place is said to lie in a smaller one, or a county in a county."""
    kinds = [scene.referents[i].kind for i in (draft.subject, draft.object)]
    if draft.predicate != "locatedIn" or any(kind not in LARGEST_FIRST for kind in kinds):
        return False
    inner, outer = (LARGEST_FIRST.index(kind) for kind in kinds)
    return inner < outer or (inner == outer and kinds[0] != "Village")


def _across_rows(scene: Scene, draft: Draft) -> bool:
    """Whether the ends of a post stand in two rows of a list (姓名 单位 职务): short lines without any mark."""
    if (
        draft.predicate not in POSTS
        or scene.paragraph_at[scene.start[draft.left]] == scene.paragraph_at[scene.start[draft.right]]
    ):
        return False
    text = scene.article.text
    for place in (int(scene.start[draft.left]), int(scene.start[draft.right])):
        line = text[text.rfind("\n", 0, place) + 1 : (text.find("\n", place) + 1 or len(text) + 1) - 1]
        if len(line) > ROW or re.search("[，。；：！？“”]", line):
            return False
    return True


def _amount(scene: Scene, draft: Draft, start: int, end: int) -> str:
    """The sum of money of the evidence that stands nearest to the two ends, as printed; between them before beside them."""
    text = scene.article.text
    first, last = int(scene.end[draft.left]), int(scene.start[draft.right])
    money = [(start + a.number_start, start + a.end) for a in amounts(text[start:end]) if a.family == "money"]
    far = [(max(first - e, s - last, 0), abs(last - s), s, e) for s, e in money]
    return text[min(far)[2] : min(far)[3]] if far and min(far)[0] <= NEAR else ""


def _total_behind(scene: Scene, draft: Draft, start: int, end: int) -> int:
    """Where the clause behind an investment ends that gives its sum (由宏达公司投资建设，总投资3亿元), if one investor alone is
    named; else `end`."""
    text = scene.article.text
    total = TOTAL.match(text, end)
    if draft.predicate != "investsIn" or not total or _amount(scene, draft, start, end) or SHARED.search(text, start, end):
        return end
    money = next((a for a in amounts(text[total.end() : end + NEAR]) if a.family == "money"), None)
    return total.end() + money.end if money and not money.number_start else end


def _time(scene: Scene, draft: Draft, times: tuple[dates.Time, ...], first: int, start: int, end: int) -> str | None:
    """The time that a claim holds for: the first one in its clauses, else the last one before them in their sentence (`first`);
    never a part of a name. A body lies in its county without a date.
    """
    kinds = {scene.referents[scene.who[i]].kind for i in (draft.left, draft.right)}
    if draft.predicate in LASTING and not kinds & {*WORK_KINDS, "Event"}:
        return None
    named = [(int(s), int(e)) for s, e in zip(scene.start, scene.end, strict=True) if s < end and e > first]
    told = [t for t in times if t.edtf and first <= t.start < end and not any(s <= t.start < e for s, e in named)]
    if draft.predicate in POSTS:
        told = [t for t in told if _dates(scene, draft, t)]
    return next((t.edtf for t in told if t.start >= start), told[-1].edtf if told else None)


def _dates(scene: Scene, draft: Draft, time: dates.Time) -> bool:
    """Whether a time dates a post; what a name or a sentence before gave it (`left` is `right`) only where it is taken up."""
    person = _person_of(scene, draft)
    seat = draft.left + draft.right - person
    if draft.rule == "posts/career-list":
        return dates_item(scene, time, seat)
    return (seat != person or bool(draft.status)) and dates_post(scene, time, person, seat)


def _person_of(scene: Scene, draft: Draft) -> int:
    """The reference of the draft that stands for its person."""
    return draft.left if scene.who[draft.left] == draft.subject else draft.right


def _claim(
    scene: Scene, draft: Draft, bounds: tuple[Spans, Spans], times: tuple[dates.Time, ...], seat: dict[int, int]
) -> Claim:  # fmt: skip
    start, end = evidence(scene, bounds[0], draft.left, draft.right)
    end = _total_behind(scene, draft, start, end)
    attributes: dict[str, str] = {}
    obj = draft.object
    if draft.predicate in POSTS:
        first = scene.who[draft.left] == draft.subject
        person, other = (draft.left, draft.right) if first else (draft.right, draft.left)
        title = fitting(draft.title, scene.referents[obj]) if draft.title else title_of(scene, person, other)
        if title:
            attributes["title"] = title
        if draft.predicate == "holdsPositionAt" and obj in seat and belongs_to_government(title):
            obj = seat[obj]
    if draft.predicate in MONEY and (amount := _amount(scene, draft, start, end)):
        attributes["amount"] = amount
    status = draft.status or status_of(scene, draft.predicate, draft.left, draft.right)
    shown = start, end
    if draft.left == draft.right or scene.start[draft.right] >= scene.end[draft.left]:
        shown = readable(bounds[1], start, end)
    time = _time(scene, draft, times, shown[0], start, end)
    return Claim(
        scene.referents[draft.subject].id, draft.predicate, scene.referents[obj].id, scene.article.id, *shown, draft.rule,
        round(draft.confidence, 3), status, tuple(sorted(attributes.items())), time,
    )  # fmt: skip

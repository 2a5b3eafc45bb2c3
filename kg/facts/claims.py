"""Claims of one article: what rules find, what the scorer adds, each with evidence, attributes, status and time.

In: a Scene. Out: Claims in order of evidence. What always holds: no claim without evidence, both ends fit the schema; a pair
has one claim for a predicate, the one that is surest; a rule's finding stands above the scorer's.
"""

import re
from collections.abc import Iterator

from kg import dates
from kg.facts.amounts import amounts
from kg.facts.careers import careers
from kg.facts.evidence import clause_bounds, evidence, readable
from kg.facts.match import find_hits, signs_of
from kg.facts.places import governments, posts_of_places
from kg.facts.posts import Post, belongs_to_government, fitting, inner_seat, title_of
from kg.facts.rolls import rolls
from kg.facts.scene import Scene
from kg.facts.schema import ENDS
from kg.facts.scorer import score
from kg.facts.seats import posts_of_bodies
from kg.facts.sections import sections
from kg.facts.settling import Draft, person_of, settled
from kg.facts.status import POSTS, status_of, status_of_verb
from kg.facts.terms import dates_item, dates_post
from kg.records import WORK_KINDS, Claim
from kg.text import sentences

MONEY = ("investsIn", "supports")
SECTION, ROLL = 0.95, 0.88
RULED = {"posts/of-the-place": 0.88, "posts/of-the-body": 0.9, "posts/vice-of-the-head": 0.9, "posts/career-list": 0.92}
LASTING = ("locatedIn", "partOf", "nativeOf", "residentOf", "produces")  # of people and bodies these have no date
NEAR = 30  # characters from the ends of an investment to its sum
TOTAL = re.compile(
    "，?(?:该|本)?(?:项目|工程)?(?:计划|预计|概算)?(?:总投资|投资总额|投资额)[^，。；！？\\s]{0,4}?(?=[0-9一二三四五六七八九十])"
)
SHARED = re.compile("[、与和及]|共同|合资|联合|合作")


Spans = list[tuple[int, int]]


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
    ruled = {person_of(scene, d) for d in found if d.predicate in POSTS and not d.rule.startswith("scorer/")}
    for draft in settled(scene, list(drafts.values()), ruled):
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
    person = person_of(scene, draft)
    seat = draft.left + draft.right - person
    if draft.rule == "posts/career-list":
        return dates_item(scene, time, seat)
    return (seat != person or bool(draft.status)) and dates_post(scene, time, person, seat)


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

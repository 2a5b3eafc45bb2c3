"""The way from a page to its articles: lines, units, bodies, floats, captions, records.

In: a Page. Out: its Articles in page order. Sheets (form feeds, PDF pages) are read one by one.
"""

from collections.abc import Sequence
from itertools import groupby

from kg.articles import marks
from kg.articles.bodies import Body, find_bodies, is_caption
from kg.articles.cohesion import Grams, affinity, grams
from kg.articles.columns import Unit, units
from kg.articles.compose import Draft, compose
from kg.articles.floats import Place, assign, distance
from kg.articles.printed import Printed, printed_lines
from kg.records import Article, Page, PartKind, Reason

SURE_CAPTION = 3.0  # affinity at which a caption far from its article is plainly about it
DATED_CAPTION = 7.0  # the same for one that tells when and where by itself


def split_page(page: Page) -> tuple[Article, ...]:
    """All articles of the page, in the order of their first paragraphs."""
    found: list[Article] = []
    for _, lines in groupby(printed_lines(page), key=lambda line: line.sheet):
        found += [compose(page, draft) for draft in read_sheet(list(lines))]
    return tuple(found)


def read_sheet(lines: Sequence[Printed]) -> list[Draft]:
    """The articles of one sheet, not yet written out."""
    parts = _captions(units(lines))
    bodies = find_bodies(parts)
    places = assign(parts, bodies)
    return _drafts(parts, bodies, places)


def _captions(parts: list[Unit]) -> list[Unit]:
    """Floats that are captions become paragraphs; a photographer's name below a paragraph joins it."""
    found: list[Unit] = []
    for unit in parts:
        if unit.kind == "float":
            text = unit.text
            if unit.byline and unit.byline.photo and found and found[-1].kind == "para" and "/" not in text:
                found[-1].lines += unit.lines
                continue
            if found and asks(found[-1]):
                found[-1].kind = "float"
            if not unit.byline and is_caption(text) and "。" in text:
                unit.kind = "para"
        found.append(unit)
    return found


def asks(unit: Unit) -> bool:
    """Whether a paragraph of one line may as well be a headline that asks or exclaims: 家门口的“上海专家号”怎么挂？"""
    text = unit.text
    return unit.kind == "para" and len(unit.lines) == 1 and text[-1] in "？！" and len(text) <= 20 and "：" not in text and "。" not in text


def _drafts(parts: list[Unit], bodies: list[Body], places: dict[int, Place]) -> list[Draft]:
    drafts: dict[int, Draft] = {}
    news = [k for k, body in enumerate(bodies) if not body.photo]
    owners = {k: _caption_owner(parts, bodies, news, places, k) for k, body in enumerate(bodies) if body.photo}
    for k, body in enumerate(bodies):
        if owners.get(k) is None:
            drafts[k] = Draft(reasons=list(body.reasons), photo=body.photo)
    for i, place in sorted(places.items()):
        if place.body is None or place.body not in drafts:
            continue
        draft = drafts[place.body]
        if place.role == "headline":
            draft.headline.append(parts[i])
            draft.reasons.append(Reason("headline/words", round(place.weight, 2), f"{parts[i].text}: words shared with the body"))
        elif place.role == "byline":
            draft.byline.append(parts[i])
    for k, body in enumerate(bodies):
        owner = owners.get(k)
        if owner is not None:
            drafts[owner].captions.append(parts[body.first])
            drafts[owner].reasons.append(Reason("caption/words", 1.0, "a caption that is plainly about this article"))
            continue
        headings = {i for i, place in places.items() if place.body == k and place.role == "heading"}
        for i in sorted({*body.paras, *headings}):
            kind: PartKind = "heading" if i in headings else "caption" if body.photo else "body"
            if drafts[k].body and drafts[k].body[-1][0] == kind and kind != "heading":
                drafts[k].body[-1][1].append(parts[i])
            else:
                drafts[k].body.append((kind, [parts[i]]))
    return [drafts[k] for k in sorted(drafts)]


def _caption_owner(
    parts: list[Unit], bodies: list[Body], news: list[int], places: dict[int, Place], k: int
) -> int | None:
    """The article that a caption is plainly about, or None if it stands for itself."""
    text = parts[bodies[k].first].text
    weights: list[Grams] = [bodies[n].grams for n in news]
    scores = affinity(grams(text), weights)
    names = set(marks.photographers(text))
    best, most = None, 0.0
    for n, score in zip(news, scores, strict=True):
        by = [parts[i].byline for i, place in places.items() if place.body == n and place.role == "byline"]
        same_author = any(names & set(found.names) for found in by if found)
        total = score + 2.0 * same_author
        if distance(parts, bodies[k].first, bodies, n) < 1.0:
            total += 0.5
        if total > most:
            best, most = n, total
    dated = marks.DATED_SCENE.match(text) is not None and len(text) > 50
    pointed = marks.POINTER.match(text) is not None
    return best if most >= (DATED_CAPTION if dated else SURE_CAPTION - 1.5 * pointed) else None

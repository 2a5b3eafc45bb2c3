"""The way from a page to its articles: lines, units, bodies, floats, captions, records.

In: a Page. Out: its Articles in page order. Sheets (form feeds, PDF pages) are read one by one.
"""

from dataclasses import replace
from itertools import groupby

from kg.articles import marks, names
from kg.articles.bodies import Body, Reading, Sheet, find_bodies, is_caption, sheet_of
from kg.articles.boundaries import like_verse
from kg.articles.columns import Unit, units
from kg.articles.compose import Draft, blank_lines, compose
from kg.articles.endings import close_letters, sign_letters, sign_notices
from kg.articles.floats import Place, assign
from kg.articles.issue import issue
from kg.articles.nearness import adjoins
from kg.articles.placed import by_places
from kg.articles.printed import APART, LARGE_HEADLINE, STACKED, printed_lines
from kg.articles.ready import ready_draft
from kg.articles.wording import shares
from kg.records import Article, Page, PartKind, Reason

MOST_DOUBTS = 10
BELIEF = 1.5  # how much the log-odds of a cut weigh against the costs of headlines
ARTICLE = 3.0  # what an article more gains: that it may lack its headline and author was weighed with its cut
LEAST_VERSE, USUAL_VERSE = 5, 9  # lines of a poem, and letters of its lines on average
MOST_OFFICES = 4  # that sign one notice
MOST_ASKED = 28  # letters of a headline that asks
LETTERS = 1.1  # times the size of the body: letters of the body
ABOUT = 0.15  # part of a caption's words, shared with one article alone, at which it is plainly about that article
SAME_AUTHOR, POINTED, ADJOINING, DATED = 0.12, 0.06, 0.04, -0.08  # what adds to that part


def split_page(page: Page) -> tuple[Article, ...]:
    """All articles of the page, in the order of their first paragraphs."""
    if page.form == "article":
        return (compose(page, ready_draft(page), blank_lines(page)),)
    drafts: list[Draft] = []
    furniture: list[str] = []
    for _, lines in groupby(printed_lines(page), key=lambda line: line.sheet):
        parts = _captions(by_places(units(list(lines))))
        furniture += [unit.text for unit in parts if unit.kind == "furniture"]
        drafts += read_sheet(parts)
    paper, date = issue(furniture)
    page = replace(page, paper=page.paper or paper, date=page.date or date)
    blank = blank_lines(page)
    return tuple(compose(page, draft, blank) for draft in drafts)


def read_sheet(parts: list[Unit]) -> list[Draft]:
    """The articles of the units of one sheet, not yet written out."""
    sheet = sheet_of(parts)
    bodies, places = weigh_cuts(sheet)
    _take_notes(parts, bodies)
    return _drafts(sheet, bodies, places)


def weigh_cuts(sheet: Sheet) -> tuple[list[Body], dict[int, Place]]:
    """The cuts between articles and the places of the floats that together cost least.

    The rules alone decide first; then the places are tried where they are in doubt: a headline alone asks for a body.
    """
    against: frozenset[int] = frozenset()
    best = find_bodies(sheet)
    places, cost = _weighed(sheet, best)
    for _, i in sorted(best.doubtful)[:MOST_DOUBTS]:
        if any(body.first == i for body in best.bodies) and not _under_headline(sheet, places, i):
            continue
        other = find_bodies(sheet, against | {i})
        moved, price = _weighed(sheet, other)
        if price < cost - 1e-9:
            against, best, places, cost = against | {i}, other, moved, price
    return best.bodies, places


def _under_headline(sheet: Sheet, places: dict[int, Place], i: int) -> bool:
    """Whether a line of a headline stands right above paragraph i: only such a cut may be taken back."""
    return i - 1 in places and not sheet.units[i - 1].byline


def _weighed(sheet: Sheet, reading: Reading) -> tuple[dict[int, Place], float]:
    """The places of the floats under one reading, and what they and its cuts cost."""
    places, price = assign(sheet, reading.bodies)
    return places, BELIEF * reading.cost + price - ARTICLE * len(reading.bodies)


def _take_notes(parts: list[Unit], bodies: list[Body]) -> None:
    """A note on pictures between the paragraphs of one article is its own, not the page's (本版照片由某某拍摄)."""
    for body in bodies:
        notes = [i for i in range(body.first + 1, body.last) if parts[i].rule == "note" and parts[i - 1].kind == "para"]
        body.paras = sorted([*body.paras, *notes])


def _captions(parts: list[Unit]) -> list[Unit]:
    """Floats that are captions become paragraphs; a photographer's name below a paragraph joins it."""
    found: list[Unit] = []
    for unit in parts:
        if unit.kind == "float":
            text = unit.text
            credit = (text[0] in "（(" and marks.signed_photo(text)) or (not unit.byline and marks.closes(text))
            if found and found[-1].kind == "para" and (credit or marks.opens_onto(text)):
                unit.kind, unit.byline, unit.width = "para", None, found[-1].width
                found.append(unit)
                continue
            if unit.byline and unit.byline.photo and found and found[-1].kind == "para" and "/" not in text:
                found[-1].lines += unit.lines
                continue
            if found and asks(found[-1], sure=unit.byline is not None):
                _stand_alone(found[-1])
            if not unit.byline and is_caption(text) and "。" in text:
                unit.kind = "para"
        elif found and (
            asks(found[-1], sure=True)
            if marks.opens_article(unit.text)
            else asks(found[-1]) and (len(found) == 1 or found[-2].kind != "para")
        ):
            _stand_alone(found[-1])
        if marks.day_alone(unit.text):
            _sign(found, unit)
        found.append(unit)
    _name(found)
    _verse(found)
    _close(found)
    close_letters(found)
    sign_letters(found)
    sign_notices(found)
    return found


def _close(parts: list[Unit]) -> None:
    """On a laid-out page, lines in letters of the body right below a paragraph and above nothing are its article's last."""
    closing = False  # whether the unit below is such a line
    for i in range(len(parts) - 1, 0, -1):
        unit, line = parts[i], parts[i].lines[0]
        small = line.box is not None and line.scale < LETTERS and unit.kind == "float" and not unit.byline
        ends = small and (i + 1 == len(parts) or parts[i + 1].gap >= APART or (parts[i + 1].gap == STACKED and closing))
        first = i
        while ends and first and parts[first].gap == STACKED and parts[first].kind == "float":
            first -= 1
        closing = ends and unit.gap == STACKED and parts[first].kind == "para"
        if closing:
            unit.kind, unit.width = "para", parts[first].width


def _name(parts: list[Unit]) -> None:
    """Bare names right between a headline and a body are a byline, however rare the surnames: 普布; 虎雪梅 马占元.

    On a laid-out page letters as small as the body's tell them from a headline, and names may be of any form: 云其木格.
    """
    for above, unit, below in zip(parts, parts[1:], parts[2:], strict=False):
        kinds = (above.kind, unit.kind, below.kind)
        if kinds == ("float", "float", "para") and not unit.byline and not above.byline and len(above.text) > 4:
            pieces = unit.text.split()
            if unit.lines[0].box is not None and unit.lines[0].scale > LETTERS and _as_large(unit, above):
                continue  # the rest of the headline: 名公布
            small = unit.lines[0].box is not None and unit.lines[0].scale < 1.1 and above.lines[0].scale > LARGE_HEADLINE
            named = sum(bool(names.people(piece, sure=small)) for piece in pieces)
            if named and len(pieces) <= 3 and all(2 <= len(piece) <= (5 if small else 4) for piece in pieces):
                unit.byline = marks.Byline(tuple(pieces), "names")


def _as_large(unit: Unit, above: Unit) -> bool:
    """Whether a line is printed in letters as large as those of the line above it."""
    return unit.lines[0].scale > 0.87 * above.lines[0].scale


def _verse(parts: list[Unit]) -> None:
    """Many short lines without full stops right below a byline are the lines of a poem; the last one before what follows is its
    headline.
    """
    for at, unit in enumerate(parts):
        if unit.byline and unit.kind == "float":
            end = at + 1
            while end < len(parts) and parts[end].kind == "float" and not parts[end].byline and like_verse(parts[end].text):
                end += 1
            lines = parts[at + 1 : end if end == len(parts) or parts[end].kind == "furniture" else end - 1]
            if len(lines) >= LEAST_VERSE and sum([len(line.text) for line in lines]) <= USUAL_VERSE * len(lines):
                for line in lines:
                    line.kind, line.width = "para", max([other.width for other in lines])


def _sign(before: list[Unit], day: Unit) -> None:
    """A date alone below a notice, and the offices above it, if any, are the last paragraphs of the notice."""
    offices = 0
    while offices < len(before) and before[-1 - offices].kind == "float" and not before[-1 - offices].byline:
        offices += 1
    if offices <= MOST_OFFICES and offices < len(before) and before[-1 - offices].kind == "para":
        notice = before[-1 - offices]
        for unit in [*before[len(before) - offices :], day]:
            unit.kind = "para"
            unit.width = notice.width


def _stand_alone(unit: Unit) -> None:
    """A paragraph of one line becomes a line outside the column."""
    unit.kind = "float"
    unit.width = unit.lines[0].width


def asks(unit: Unit, *, sure: bool = False) -> bool:
    """Whether a paragraph of one line may as well be a headline that asks or exclaims: 夜里的急诊怎么挂？

    Right above a byline or a dateline (`sure`) it may be longer and name its place or theme: 莱州：门牌换了，事情谁来办？
    """
    text = unit.text
    return (
        unit.kind == "para"
        and len(unit.lines) == 1
        and text[-1] in "？！"
        and len(text) <= (MOST_ASKED if sure else 20)
        and (sure or "：" not in text)
        and "。" not in text
    )


def _drafts(sheet: Sheet, bodies: list[Body], places: dict[int, Place]) -> list[Draft]:
    parts = sheet.units
    drafts: dict[int, Draft] = {}
    owners = _caption_owners(sheet, bodies, places) if sheet.photo else {}
    for k, body in enumerate(bodies):
        if owners.get(k) is None:
            drafts[k] = Draft(reasons=body.reasons, photo=body.photo)
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


def _caption_owners(sheet: Sheet, bodies: list[Body], places: dict[int, Place]) -> dict[int, int | None]:
    """The article that each caption is plainly about, or None if it stands for itself."""
    news = [k for k, body in enumerate(bodies) if not body.photo]
    shared = shares(sheet.words, [bodies[k].stretch for k in news]).tolist()
    found: dict[int, int | None] = {}
    for k, body in enumerate(bodies):
        if body.photo:
            row = sheet.rows[body.first] - len(sheet.paras)
            weight = float(sheet.says[row]) + 1.0
            scores = [(n, score / weight) for n, score in zip(news, shared[row], strict=True)]
            found[k] = _caption_owner(sheet, bodies, places, k, scores)
    return found


def _caption_owner(
    sheet: Sheet, bodies: list[Body], places: dict[int, Place], k: int, shared: list[tuple[int, float]]
) -> int | None:
    """The article of caption k, which shares some part of its words with each. One that points (▲, 图①) has an article."""
    parts = sheet.units
    text = parts[bodies[k].first].text
    names = set(marks.photographers(text))
    pointed = marks.POINTER.match(text) is not None
    dated = marks.DATED_SCENE.match(text) is not None and len(text) > 50
    scores: list[tuple[float, int]] = []
    for n, score in shared:
        by = [parts[i].byline for i, place in places.items() if place.body == n and place.role == "byline"]
        same = any(names & set(found.names) for found in by if found) or any(
            name in parts[bodies[n].first].text[:60] for name in names
        )
        near = adjoins(bodies, bodies[k].first, n)
        scores.append((score + SAME_AUTHOR * same + POINTED * pointed + ADJOINING * near + DATED * dated, n))
    share, best = max(scores, default=(0.0, 0))
    if share >= ABOUT:
        return best
    before = [n for n, _ in shared if bodies[n].last < bodies[k].first]
    return before[-1] if pointed and before else None

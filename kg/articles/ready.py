"""A ready article -> its draft. In: a Page of the form "article". Out: a Draft with every line in its role.

Nothing is reordered and nothing left out: each line of the page is a part of the article, in the order of the page.
"""

from itertools import groupby

from kg.articles import marks
from kg.articles.bodies import is_caption
from kg.articles.columns import Unit
from kg.articles.compose import Draft
from kg.articles.printed import printed_lines
from kg.records import Page, PartKind, Reason


def ready_draft(page: Page) -> Draft:
    """A ready article: each line has the role that the page gives it, or else the first is the headline, then comes the byline,
    where they are given; each further line is a paragraph, or a caption among paragraphs.
    """
    lines = printed_lines(page)
    draft = Draft(reasons=[Reason("article/ready", 1.0, "came as one article")])
    known = len(page.roles) == len(page.lines)
    roles: list[PartKind] = [page.roles[line.number - 1] for line in lines] if known else _roles_by_order(page, len(lines))
    heads = {"kicker": draft.kicker, "headline": draft.headline, "subhead": draft.subhead}
    for role, group in groupby(zip(roles, lines, strict=True), key=lambda pair: pair[0]):
        said = [line for _, line in group]
        if role in heads:
            heads[role] += [Unit("float", [line]) for line in said]
        elif role == "byline":
            read = marks.byline(said[0].text) if len(page.byline) == 1 else None  # one string is a line as it is printed
            draft.byline.append(Unit("float", said, byline=read or marks.Byline(page.byline, "roles")))
        else:
            draft.body.append((role, [Unit("para", [line]) for line in said]))
    _part_captions(draft)
    return draft


def _roles_by_order(page: Page, lines: int) -> list[PartKind]:
    """The roles of the lines of a ready article of which nothing but headline and byline is told."""
    head: list[PartKind] = []
    if page.headline:
        head.append("headline")
    if page.byline:
        head.append("byline")
    rest: list[PartKind] = ["body"] * (lines - len(head))
    return head[:lines] + rest


def _part_captions(draft: Draft) -> None:
    """Paragraphs that are captions become captions, where other paragraphs are left."""
    paras = [unit for role, units in draft.body if role == "body" for unit in units]
    taken = {id(unit) for unit in paras if is_caption(unit.text)}
    if not taken or len(taken) == len(paras):
        return
    parts: list[tuple[PartKind, list[Unit]]] = []
    for role, units in draft.body:
        for caption, group in groupby(units, key=lambda unit: id(unit) in taken):
            parts.append(("caption" if caption else role, list(group)))
    draft.body[:] = parts

"""Drafts: referents of one article while they are still being gathered. In: mentions. Out: Drafts that grow by `add`.

A draft is the only mutable record of this stage and never leaves it; `page` turns drafts into Referents in the end.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.entities.forms import bare, norm
from kg.records import Mention, Reason, Reference
from kg.text import unspaced

SAME = Reason("name/same", 1.0, "the same name in the same article")


@dataclass(slots=True, eq=False)
class Draft:
    """One thing that an article speaks of. `path` is its place's path, `what` the part of its key behind the place,
    `region` the name of a body's place.
    """

    key: str
    kinds: Counter[str] = field(default_factory=Counter)
    names: dict[str, int] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    name: str = ""
    path: str = ""
    what: str = ""
    code: str | None = None
    region: str = ""
    near: list["Draft"] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where it is first spoken of."""
        return min(r.start for r in self.references) if self.references else 0

    @property
    def kind(self) -> str:
        """The kind that most of its mentions have; the earlier name in order of the alphabet when they are even."""
        if len(self.kinds) == 1:
            return next(iter(self.kinds))
        return min(self.kinds, key=lambda k: (-self.kinds[k], k)) if self.kinds else "Place"

    def add(self, mention: Mention, reason: Reason | None = None) -> None:
        """One more mention by name."""
        self.kinds[mention.kind] += 1
        self.call(norm(mention.text))
        printed = unspaced(mention.text)
        if printed != unicodedata.normalize("NFKC", printed):  # a full-width “＋” or digit: also found as it is printed
            for form in (printed, bare(printed)):
                self.names.setdefault(form, 0)
        self.references.append(Reference(mention.start, mention.end))
        if reason is not None and reason not in self.reasons:
            self.reasons.append(reason)

    def call(self, *names: str) -> None:
        """Names it goes by, in order of first use; marks around a whole name are left out as a name of its own too."""
        for name in names:
            for form in (name, bare(name)):
                if form:
                    self.names[form] = self.names.get(form, 0) + 1

    def absorb(self, other: "Draft", reason: Reason) -> None:
        """Takes over all of `other`, which then stands for nothing."""
        self.kinds.update(other.kinds)
        for name, count in other.names.items():
            self.names[name] = self.names.get(name, 0) + count
        self.references.extend(other.references)
        self.near.extend(d for d in other.near if d is not self)
        self.reasons.extend(r for r in (*other.reasons, reason) if r not in self.reasons)
        other.references = []


def nearest(drafts: Iterable[Draft], at: int) -> Draft | None:
    """The draft spoken of last before `at`, else the one spoken of first after it."""
    before: tuple[int, Draft] | None = None
    after: tuple[int, Draft] | None = None
    for draft in drafts:
        for reference in draft.references:
            if reference.start < at and (before is None or reference.start > before[0]):
                before = (reference.start, draft)
            elif reference.start > at and (after is None or reference.start < after[0]):
                after = (reference.start, draft)
    found = before or after
    return found[1] if found else None


def put(drafts: dict[str, Draft], key: str, mention: Mention, reason: Reason) -> Draft:
    """The draft of a key, made if it is new, with one more mention."""
    draft = drafts.get(key)
    if draft is None:
        draft = drafts[key] = Draft(key)
    draft.add(mention, reason)
    return draft


def every(groups: Iterable[Iterable[Draft]]) -> list[Draft]:
    """All drafts that still stand for something, by first mention."""
    return sorted((d for group in groups for d in group if d.references), key=lambda d: (d.first, d.kind, d.key))

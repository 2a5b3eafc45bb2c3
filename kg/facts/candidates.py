"""Candidates for the owner of a figure: the referents near every amount of an article, and how each stands to it.

In: a Scene whose last referents are the amounts, in text order, and what each amount says by itself. Out: Candidates: one row for
every pair, the rows of an amount in order of distance, with numbers whose columns are POSITIONS. No words and no model here.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.facts.scene import KIND_NUMBER, Ints, Scene
from kg.facts.trees import Floats
from kg.facts.words import Hashes, mixed, text_hash
from kg.records import PLACE_KINDS

NEAREST = 16
_FAR = 9999
_NEAR, _REACH = 12, 60
POSITIONS = (
    "way", "kind", "tokens between", "characters between", "clauses between", "sentences between", "paragraphs between",
    "names between", "names of the kind between", "opens the clause", "opens the sentence", "opens the paragraph",
    "opens the sentence before", "anaphor", "inside another name", "references", "references in paragraph", "rank",
    "rank in kind", "in headline", "family", "approximate", "digits", "size", "inside a name", "quoted", "number in sentence",
    "amounts in sentence",
    "names in clause before", "tokens to clause start", "amount in headline", "amounts between", "referents",
    "sentence of the amount", "paragraph of the amount", "candidates", "place in order of distance",
    "kind of the name before", "tokens to the name before", "kind of the name after", "tokens to the name after",
    "kind of the name around", "last name before the amount", "kind of the last name", "tokens to the last name",
    "opens the last clause with a name", "opens the one before it", "tokens to a person before", "tokens to a body before",
    "tokens to a place before", "tokens to a work before", "share of references",
)  # fmt: skip


WORDS = ("unit", *(f"name {n}" for n in (1, 2)), "unit and name 1", "unit and name 2", "before and name", "behind and name")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows: `amount` (index among the amounts), `who` (referent), `ref` (its nearest reference), `way` 0 before the amount,
    1 after it, 2 around it; `positions` under POSITIONS, `words` hashes under WORDS."""

    amount: Ints
    who: Ints
    ref: Ints
    way: Ints
    positions: Floats
    words: Hashes


@dataclass(frozen=True, slots=True)
class Notes:
    """What an amount says by itself, one row an amount: family, approximate, digits, size; and a hash of its unit."""

    numbers: Floats
    unit: Hashes


def candidates_of(scene: Scene, notes: Notes, headline_end: int) -> Candidates | None:
    """Candidates of the last referents of a scene, which are its amounts; None where there is none."""
    count = len(notes.unit)
    size = len(scene.referents)
    places = np.arange(len(scene.start))
    first_amount = size - count
    own = places[scene.who < first_amount]
    if not count or not len(own):
        return None
    at = np.full(count, -1, dtype=np.int64)
    at[scene.who[scene.who >= first_amount] - first_amount] = places[scene.who >= first_amount]
    amount, ref = _nearest(scene, own, _costs(scene, own, at))
    who, here = scene.who[ref], at[amount]
    around = (scene.start[ref] <= scene.start[here]) & (scene.end[here] <= scene.end[ref])
    way = np.where(around, 2, np.where(scene.start[ref] >= scene.end[here], 1, 0))
    tails = np.array([[text_hash(r.name[-n:], 20 + n) for n in (1, 2)] for r in scene.referents[:first_amount]], dtype=np.uint64)
    words = _words(scene, notes.unit, tails, here, amount, who)
    found = Candidates(amount, who, ref, way, np.zeros((0, 0), np.float32), words)
    return replace(found, positions=_positions(scene, found, at, first_amount, notes, headline_end))


def _words(scene: Scene, unit: Hashes, tails: Hashes, here: Ints, amount: Ints, who: Ints) -> Hashes:
    """Columns WORDS: the unit, the ends of the name, and what stands together: the end of the name with the unit, with the two
    tokens before the number and with the two behind the unit."""
    tokens = np.concatenate([[0, 0], scene.tokens, [0, 0]]).astype(np.uint64)
    start, end = scene.token_start[here] + 2, scene.token_end[here] + 2
    before, behind = (mixed(mixed(np.uint64(salt), tokens[a]), tokens[a + 1]) for salt, a in ((41, start - 2), (43, end)))
    short, long = tails[who].T
    pairs = [mixed(unit[amount], short), mixed(unit[amount], long), mixed(before, short), mixed(behind, short)]
    return np.column_stack([unit[amount], short, long, *pairs])


def _costs(scene: Scene, own: Ints, at: Ints) -> Ints:
    """(amounts, references): tokens between, more over each mark, sentence and paragraph, and for what stands behind."""
    before = scene.token_start[at][:, None] - scene.token_end[own][None, :]
    behind = scene.token_start[own][None, :] - scene.token_end[at][:, None]
    cost: Ints = np.maximum(np.maximum(before, behind), 0) + 6 * (behind > 0)
    for counter, weight in ((scene.clause_at, 3), (scene.sentence_at, 20), (scene.paragraph_at, 30)):
        cost = cost + weight * np.abs(counter[scene.start[own]][None, :] - counter[scene.start[at]][:, None])
    return cost


def _nearest(scene: Scene, own: Ints, cost: Ints) -> tuple[Ints, Ints]:
    """(amount, reference): for each amount the nearest reference of each referent near enough to it, the NEAREST and the
    topic's, in order of cost."""
    count = len(cost)
    amount, ref = np.repeat(np.arange(count), len(own)), np.tile(own, count)
    price, who = cost.ravel(), scene.who[ref]
    order = np.lexsort((ref, price, who, amount))
    first = order[np.flatnonzero(np.diff(amount[order] * len(scene.referents) + who[order], prepend=-1))]
    first = first[np.lexsort((who[first], price[first], amount[first]))]
    rank = np.tile(np.arange(len(first) // count), count)  # every amount has every referent once
    kept = first[(rank < NEAREST) | np.isin(who[first], scene.who[own[:4]])]
    return amount[kept], ref[kept]


def _positions(
    scene: Scene, c: Candidates, at: Ints, first_amount: int, notes: Notes, headline_end: int
) -> Floats:  # fmt: skip
    here = at[c.amount]
    outermost = (scene.outer == np.arange(len(scene.start))) & (scene.who < first_amount)
    spots, kinds = scene.token_start[outermost], scene.kinds[scene.who[outermost]]
    tokens = len(scene.tokens)
    names = _running(spots, tokens)
    by_kind = np.stack([_running(spots[_group(kinds) == g], tokens) for g in range(4)])
    low = np.where(c.way == 1, scene.token_end[here], scene.token_end[c.ref])
    high = np.maximum(np.where(c.way == 1, scene.token_start[c.ref], scene.token_start[here]), low)
    sentence, clause, paragraph = (x[scene.start] for x in (scene.sentence_at, scene.clause_at, scene.paragraph_at))
    clause_first, sentence_first, paragraph_first = (
        _opener(unit, outermost, scene.who) for unit in (clause, sentence, paragraph)
    )
    starts = np.searchsorted(scene.clause_at[scene.char_of_token[:-1]], clause[here])
    in_sentence = np.bincount(sentence[at], minlength=int(scene.sentence_at.max()) + 1)
    number = np.arange(len(at)) - np.searchsorted(sentence[at], sentence[at])
    order, seen = _first_seen(scene, first_amount)
    in_paragraph = np.zeros((first_amount + len(at), int(paragraph.max()) + 1), np.int64)
    np.add.at(in_paragraph, (scene.who, paragraph), 1)
    in_head = np.zeros(first_amount + len(at), bool)
    in_head[scene.who[scene.start < headline_end]] = True
    kinds_of = scene.kinds[:first_amount]
    by_kind_order = np.lexsort((order, kinds_of))
    rank_in_kind = np.zeros(first_amount, dtype=np.int64)
    rank_in_kind[by_kind_order] = np.arange(first_amount) - np.searchsorted(kinds_of[by_kind_order], kinds_of[by_kind_order])
    spot = _running(scene.token_start[at], tokens)
    per_amount = np.bincount(c.amount, minlength=len(at))
    first_row = np.concatenate([[0], np.cumsum(per_amount)])[c.amount]
    body = min(headline_end + 1, len(scene.sentence_at) - 1) if headline_end else 0
    opening = scene.sentence_at[body], scene.paragraph_at[body]  # where the body starts: not every article has a headline
    values = [
        c.way, scene.kinds[c.who], high - low,
        np.maximum(scene.start[here] - scene.end[c.ref], scene.start[c.ref] - scene.end[here]),
        np.abs(clause[here] - clause[c.ref]), np.abs(sentence[here] - sentence[c.ref]),
        np.abs(paragraph[here] - paragraph[c.ref]),
        names[high] - names[low], by_kind[_group(scene.kinds[c.who]), high] - by_kind[_group(scene.kinds[c.who]), low],
        clause_first[clause[here]] == c.who, sentence_first[sentence[here]] == c.who,
        paragraph_first[paragraph[here]] == c.who, sentence_first[np.maximum(sentence[here] - 1, 0)] == c.who,
        scene.anaphor[c.ref], scene.outer[c.ref] != c.ref, seen[c.who], in_paragraph[c.who, paragraph[here]], order[c.who],
        rank_in_kind[c.who], in_head[c.who], *notes.numbers[c.amount].T, scene.outer[here] != here,
        scene.quoted_at[scene.start[here]], number[c.amount], in_sentence[sentence[here]],
        names[scene.token_start[here]] - names[starts], scene.token_start[here] - starts, scene.start[here] < headline_end,
        np.maximum(spot[high] - spot[low], 0), np.full(len(here), first_amount),
        np.maximum(sentence[here] - opening[0], -1), np.maximum(paragraph[here] - opening[1], -1),
        per_amount[c.amount], np.arange(len(here)) - first_row, *_neighbours(scene, c, outermost, here),
        seen[c.who] / max(int(seen[:first_amount].sum()), 1),
    ]  # fmt: skip
    return np.column_stack(values).astype(np.float32)


def _neighbours(scene: Scene, c: Candidates, outermost: NDArray[np.bool_], here: Ints) -> list[Ints]:
    """What stands beside the candidate: kind and distance of the names before and after it (-1 where none is near), the kind of
    the name that holds it; and what stands before the amount: its last name, and the last of each group."""
    places = np.flatnonzero(outermost)
    start, end, kind = scene.token_start[places], scene.token_end[places], scene.kinds[scene.who[places]]
    mine = np.searchsorted(places, scene.outer[c.ref])
    before, after = np.maximum(mine - 1, 0), np.minimum(mine + 1, len(places) - 1)
    gap_before = np.where(before < mine, start[mine] - end[before], _FAR)
    gap_after = np.where(after > mine, start[after] - end[mine], _FAR)
    around = np.where(scene.outer[c.ref] != c.ref, kind[mine], -1)
    spot = scene.token_start[here]
    last = np.searchsorted(start, spot) - 1
    gap_last = np.where(last >= 0, spot - end[last], _FAR)
    columns = [
        np.where(gap_before <= _NEAR, kind[before], -1), np.minimum(gap_before, _NEAR + 1),
        np.where(gap_after <= _NEAR, kind[after], -1), np.minimum(gap_after, _NEAR + 1), around,
        (mine == last) & (last >= 0), np.where(gap_last <= _REACH, kind[last], -1), np.minimum(gap_last, _REACH + 1),
    ]  # fmt: skip
    clause = scene.clause_at[scene.start[places]]
    first = np.searchsorted(clause, clause[np.maximum(last, 0)])  # the names that open the last clauses with one
    earlier = np.searchsorted(clause, clause[np.maximum(first - 1, 0)])
    who = scene.who[places]
    columns += [(last >= 0) & (who[first] == c.who), (first > 0) & (who[earlier] == c.who)]
    groups = _group(kind)
    for group in range(4):
        ends = end[groups == group]
        place = np.searchsorted(ends, spot, side="right") - 1
        gap = spot - ends[place] if len(ends) else np.full(len(spot), _FAR)
        columns.append(np.minimum(np.where(place >= 0, gap, _FAR), _REACH + 1))
    return columns


def _group(kinds: Ints) -> Ints:
    """0 people, 1 bodies, 2 places, 3 works and things."""
    table = np.full(len(KIND_NUMBER), 3)
    table[KIND_NUMBER["Person"]] = 0
    table[[KIND_NUMBER[k] for k in ("Enterprise", "GovernmentBody", "Organization")]] = 1
    table[[KIND_NUMBER[k] for k in PLACE_KINDS]] = 2
    out: Ints = table[kinds]
    return out


def _opener(unit: Ints, outermost: NDArray[np.bool_], who: Ints) -> Ints:
    """For each unit the referent of the first outermost reference in it, -1 where there is none."""
    out = np.full(int(unit.max()) + 2, -1, dtype=np.int64)
    chosen = np.flatnonzero(outermost)
    out[unit[chosen][::-1]] = who[chosen][::-1]
    return out


def _first_seen(scene: Scene, first_amount: int) -> tuple[Ints, Ints]:
    """The rank of each referent by first reference, and how many references it has."""
    first = np.full(first_amount, _FAR)
    own = np.flatnonzero(scene.who < first_amount)[::-1]
    first[scene.who[own]] = own
    return np.argsort(np.argsort(first, kind="stable"), kind="stable"), np.bincount(scene.who, minlength=first_amount)


def _running(places: Ints, size: int) -> Ints:
    """How many of the places lie before each token."""
    return np.concatenate([[0], np.cumsum(np.bincount(places, minlength=size + 1))])[: size + 2]

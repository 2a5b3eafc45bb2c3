"""Candidate pairs of referents and what can be read off them: distances, order, nesting, lists, topics, rivals.

In: a Scene. Out: Pairs: one row for every ordered pair of referents near enough for a relation, with the two references that
stand best for them, and a matrix of numbers whose columns are FEATURES. No words and no predicates here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.facts.scene import KIND_NUMBER, Ints, Scene
from kg.facts.topics import TOPICS, topic_columns
from kg.records import BODY_KINDS, PLACE_KINDS

GROUP_OF = np.zeros(len(KIND_NUMBER), dtype=np.int64)
for _number, _names in enumerate((("Person",), BODY_KINDS, PLACE_KINDS, ("Program", "Initiative"), ("Event",))):
    for _name in _names:
        GROUP_OF[KIND_NUMBER[_name]] = _number
for _name in ("PolicyDocument", "Product", "Industry", "Amount"):
    GROUP_OF[KIND_NUMBER[_name]] = 5
GROUPS = ("people", "bodies", "places", "works", "events", "things")
_LINKS = frozenset("、和与及，")
_REACH = 3
_FAR = 999
_MOST = 20_000  # pairs of one article; the longest ones have half as many
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows: `subject`, `object` index referents; `left`, `right` are the references in text order; `way` 0 subject first,
    1 object first, 2 one inside the other. The four token bounds reach over lists that the references stand in."""

    subject: Ints
    object: Ints
    left: Ints
    right: Ints
    way: Ints
    left_start: Ints
    left_end: Ints
    right_start: Ints
    right_end: Ints
    numbers: NDArray[np.float32]


FEATURES = (
    "subject kind", "object kind", "order", "tokens between", "characters between", "tokens between lists", "clauses between",
    "sentences between", "paragraphs between", "subject inside another name", "object inside another name", "same list",
    "length of subject list", "length of object list", "place in subject list", "place in object list",
    "subject rank", "object rank", "subject count", "object count", "subject in headline", "object in headline",
    "subject opens its sentence", "object opens its sentence", "subject opens its clause", "object opens its clause",
    "subject opens the sentence of the object", "subject opens the clause of the object", "subject opens the sentence before",
    "subject opens the paragraph", "object opens the sentence of the subject", "object opens the paragraph",
    "subject is anaphor", "object is anaphor", "sentence of the pair", "paragraph of the pair", "sentences in article",
    "referents", "referents of the subject kind", "referents of the object kind", "shared sentences", "shared clauses",
    "distance subject first", "distance object first", "distance to first object", "distance from first subject",
    "quoted", "subject name holds object", "subject name begins with object", "object name holds subject",
    "object name begins with subject", "actors in sentence before right", "actors in sentence before left",
    "names in the left clause", "names in the right clause", "rivals of the subject", "rivals of the object",
    "length of subject name", "length of object name", "subject rank in its kind", "object rank in its kind",
    "subject first seen after object", "clause length", "tokens to clause start", "tokens to clause end",
    *(f"{group} between" for group in GROUPS), "sureness of the subject", "sureness of the object",
    *TOPICS,
)  # fmt: skip


def pairs_of(scene: Scene, wanted: NDArray[np.bool_]) -> Pairs | None:
    """All ordered pairs whose kinds `wanted[kind, kind]` allows and that are near or about the topic; None where none is."""
    count = len(scene.referents)
    if len(scene.start) < 2 or count < 2:
        return None
    order = np.argsort(scene.who, kind="stable")
    bounds = np.searchsorted(scene.who[order], np.arange(count))
    present = np.zeros(count, dtype=bool)
    present[scene.who] = True
    if not present.all():
        return None
    clause, sentence, paragraph = (at[scene.start] for at in (scene.clause_at, scene.sentence_at, scene.paragraph_at))
    cost = _cost(scene, clause, sentence, paragraph)
    size = len(scene.start)
    coded = cost * (size * size) + np.arange(size)[:, None] * size + np.arange(size)[None, :]
    near = _least(coded, order, bounds)
    subject, obj = np.nonzero(wanted[scene.kinds[:, None], scene.kinds[None, :]] & ~np.eye(count, dtype=bool))
    best = near[subject, obj] % (size * size)
    s_ref, o_ref = best // size, best % size
    first_ref = order[bounds]
    seen = np.diff([*bounds, size])
    topic = (np.argsort(np.argsort(first_ref)) < 4) | (seen > 2)
    keep = (np.abs(sentence[s_ref] - sentence[o_ref]) <= _REACH) | topic[subject] | topic[obj]
    if keep.sum() > _MOST:
        nearest = np.argsort(np.where(keep, cost[s_ref, o_ref], _FAR * _FAR), kind="stable")[:_MOST]
        keep = np.isin(np.arange(len(keep)), nearest)
    subject, obj, s_ref, o_ref = subject[keep], obj[keep], s_ref[keep], o_ref[keep]
    if not len(subject):
        return None
    return _rows(scene, subject, obj, s_ref, o_ref, cost, order, bounds, clause, sentence, paragraph)


def _cost(scene: Scene, clause: Ints, sentence: Ints, paragraph: Ints) -> Ints:
    """How far apart every two references stand: tokens between them, more over each mark, sentence and paragraph."""
    gap = np.maximum(scene.token_start[None, :] - scene.token_end[:, None], scene.token_start[:, None] - scene.token_end[None, :])
    far: Ints = np.maximum(gap, 0)
    for at, weight in ((clause, 3), (sentence, 25), (paragraph, 25)):
        far = far + weight * np.abs(at[:, None] - at[None, :])
    return np.minimum(far, 9999)


def _least(matrix: Ints, order: Ints, bounds: Ints) -> Ints:
    """The least value for every two referents of a matrix over references."""
    rows = np.minimum.reduceat(matrix[order][:, order], bounds, axis=0)
    out: Ints = np.minimum.reduceat(rows, bounds, axis=1)
    return out


def _lists(scene: Scene) -> tuple[Ints, Ints, Ints, Ints]:
    """For every reference: token bounds of the list (甲、乙和丙) it stands in, its length, and the place in it."""
    size = len(scene.start)
    low, high = scene.token_start.copy(), scene.token_end.copy()
    length, place = np.ones(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    outer = np.flatnonzero(scene.outer == np.arange(size))
    group = GROUP_OF[scene.kinds[scene.who]]
    run: list[int] = []
    for k, i in enumerate(outer):
        joined = False
        if run:
            gap = scene.tokens[scene.token_end[run[-1]] : scene.token_start[i]]
            joined = 0 < len(gap) < 2 and chr(gap[0]) in _LINKS and group[i] == group[run[-1]]
        if run and not joined:
            _close(run, scene, low, high, length, place)
            run = []
        run.append(int(i))
        if k == len(outer) - 1:
            _close(run, scene, low, high, length, place)
    inner = scene.outer
    return low[inner], high[inner], length[inner], place[inner]


def _close(run: list[int], scene: Scene, low: Ints, high: Ints, length: Ints, place: Ints) -> None:
    for number, i in enumerate(run):
        low[i], high[i] = scene.token_start[run[0]], scene.token_end[run[-1]]
        length[i], place[i] = len(run), number


def _rows(
    scene: Scene, subject: Ints, obj: Ints, s_ref: Ints, o_ref: Ints, cost: Ints, order: Ints, bounds: Ints,
    clause: Ints, sentence: Ints, paragraph: Ints,
) -> Pairs:  # fmt: skip
    size, count = len(scene.start), len(scene.referents)
    inside = (scene.start[s_ref] < scene.end[o_ref]) & (scene.start[o_ref] < scene.end[s_ref])
    way = np.where(inside, 2, (s_ref > o_ref).astype(np.int64))
    left, right = np.minimum(s_ref, o_ref), np.maximum(s_ref, o_ref)
    low, high, length, place = _lists(scene)
    together = (low[left] == low[right]) & (length[left] > 1) & (scene.outer[left] != scene.outer[right])
    bound = [
        np.where(together, own[side], whole[side])
        for side, own, whole in (
            (left, scene.token_start, low), (left, scene.token_end, high),
            (right, scene.token_start, low), (right, scene.token_end, high),
        )
    ]  # fmt: skip
    first_ref = order[bounds]
    seen = np.diff([*bounds, size])
    rank = np.argsort(np.argsort(first_ref))
    forward = np.where(np.arange(size)[:, None] < np.arange(size)[None, :], cost, _FAR)
    ahead = _least(np.minimum(forward, _FAR), order, bounds)
    from_first = np.minimum(np.minimum.reduceat(cost[order][:, first_ref], bounds, axis=0), _FAR)
    head_end = next((p.end for p in scene.article.parts if p.kind == "headline"), 0)
    in_head = np.bincount(scene.who, weights=scene.start < head_end, minlength=count) > 0
    outermost = scene.outer == np.arange(size)
    group = GROUP_OF[scene.kinds[scene.who]]
    actor = outermost & (group < 3)
    opens_sentence, sentence_opener = _openers(sentence, actor, scene.who)
    opens_clause, clause_opener = _openers(clause, actor, scene.who)
    _, paragraph_opener = _openers(paragraph, actor, scene.who)
    by_sentence = _shared(scene.who, sentence, count)
    by_clause = _shared(scene.who, clause, count)
    tokens = len(scene.tokens)
    running = [_running(scene.token_start[outermost & (group == g)], tokens) for g in range(len(GROUPS))]
    actors = _running(scene.token_start[actor], tokens)
    every = _running(scene.token_start[outermost], tokens)
    gap_from, gap_to = scene.token_end[left], np.maximum(scene.token_start[right], scene.token_end[left])
    clause_first, clause_last = _span_of(scene.clause_at, scene)
    sentence_first, _ = _span_of(scene.sentence_at, scene)
    s_clause, o_clause, s_sent, o_sent = clause[s_ref], clause[o_ref], sentence[s_ref], sentence[o_ref]
    names = [sorted(r.names) for r in scene.referents]
    holds, begins = _name_nesting(names)
    kinds_of = np.bincount(scene.kinds, minlength=len(KIND_NUMBER))
    rank_in_kind = np.array([np.sum((scene.kinds == scene.kinds[i]) & (rank < rank[i])) for i in range(count)])
    name_length = np.array([len(r.name) for r in scene.referents])
    mid = scene.start[right]
    clause_length = clause_last - clause_first
    values: list[NDArray[np.generic]] = [
        scene.kinds[subject], scene.kinds[obj], way, np.maximum(gap_to - gap_from, 0),
        np.maximum(scene.start[right] - scene.end[left], 0), np.maximum(bound[2] - bound[1], 0), np.abs(s_clause - o_clause),
        np.abs(s_sent - o_sent), np.abs(paragraph[s_ref] - paragraph[o_ref]), ~outermost[s_ref], ~outermost[o_ref], together,
        length[s_ref], length[o_ref], place[s_ref], place[o_ref],
        rank[subject], rank[obj], seen[subject], seen[obj], in_head[subject], in_head[obj],
        opens_sentence[s_ref], opens_sentence[o_ref], opens_clause[s_ref], opens_clause[o_ref],
        sentence_opener[o_sent] == subject, clause_opener[o_clause] == subject,
        sentence_opener[np.maximum(o_sent - 1, 0)] == subject,
        paragraph_opener[paragraph[o_ref]] == subject, sentence_opener[s_sent] == obj, paragraph_opener[paragraph[s_ref]] == obj,
        scene.anaphor[s_ref], scene.anaphor[o_ref], sentence[right], paragraph[right],
        np.full(len(subject), scene.sentence_at[-1]), np.full(len(subject), count), kinds_of[scene.kinds[subject]],
        kinds_of[scene.kinds[obj]], by_sentence[subject, obj], by_clause[subject, obj],
        ahead[subject, obj], ahead[obj, subject], from_first[subject, obj], from_first[obj, subject],
        scene.quoted_at[mid], holds[subject, obj], begins[subject, obj], holds[obj, subject], begins[obj, subject],
        actors[scene.token_start[right]] - actors[sentence_first[scene.sentence_at[scene.start[right]]]],
        actors[scene.token_start[left]] - actors[sentence_first[scene.sentence_at[scene.start[left]]]],
        every[clause_last[clause[left]]] - every[clause_first[clause[left]]],
        every[clause_last[clause[right]]] - every[clause_first[clause[right]]],
        _rivals(cost[s_ref, o_ref], obj, scene.kinds[subject]), _rivals(cost[s_ref, o_ref], subject, scene.kinds[obj]),
        name_length[subject], name_length[obj], rank_in_kind[subject], rank_in_kind[obj], rank[subject] > rank[obj],
        clause_length[clause[right]], scene.token_start[right] - clause_first[clause[right]],
        clause_last[clause[right]] - scene.token_end[right],
        *(np.maximum(r[gap_to] - r[gap_from], 0) for r in running), scene.sure[subject], scene.sure[obj],
        *_topics(scene, group, subject, obj, s_ref, o_ref),
    ]  # fmt: skip
    numbers = np.column_stack(values).astype(np.float32)
    return Pairs(subject, obj, left, right, way, bound[0], bound[1], bound[2], bound[3], numbers)


def _topics(scene: Scene, group: Ints, subject: Ints, obj: Ints, s_ref: Ints, o_ref: Ints) -> list[NDArray[np.generic]]:
    """The columns of `topic_columns`, made for some pairs at a time: they need memory for every pair and referent."""
    step = max(_CHUNK // len(scene.referents), 1)
    parts = [
        topic_columns(scene, group, subject[at : at + step], obj[at : at + step], s_ref[at : at + step], o_ref[at : at + step])
        for at in range(0, len(subject), step)
    ]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


def _openers(at: Ints, actor: NDArray[np.bool_], who: Ints) -> tuple[NDArray[np.bool_], Ints]:
    """Which references open their unit among actors, and for each unit the referent that does (-1 for none)."""
    chosen = np.flatnonzero(actor)
    units, first = np.unique(at[chosen], return_index=True)
    opens = np.zeros(len(at), dtype=bool)
    opens[chosen[first]] = True
    opener = np.full(int(at.max()) + 1, -1, dtype=np.int64)
    opener[units] = who[chosen[first]]
    return opens, opener


def _shared(who: Ints, unit: Ints, count: int) -> Ints:
    """How many units (sentences, clauses) every two referents share."""
    seen = np.zeros((count, int(unit.max()) + 1), dtype=np.float32)
    seen[who, unit] = 1
    return (seen @ seen.T).astype(np.int64)


def _running(places: Ints, size: int) -> Ints:
    """How many of the places lie before each token."""
    return np.concatenate([[0], np.cumsum(np.bincount(places, minlength=size + 1))])[: size + 1]


def _span_of(at: Ints, scene: Scene) -> tuple[Ints, Ints]:
    """Token bounds of each unit."""
    changes = np.concatenate([[0], np.flatnonzero(np.diff(at)) + 1])
    first = np.zeros(int(at[-1]) + 1, dtype=np.int64)
    first[at[changes]] = scene.token_at[changes]
    last = np.concatenate([first[1:], [len(scene.tokens)]])
    return first, last


def _name_nesting(names: list[list[str]]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """[a, b]: whether a name of a holds (begins with) a name of b, the last character of a place's name left off."""
    whole = ["\n" + "\n".join(forms) for forms in names]
    stems = [tuple({form if len(form) < 3 else form[:-1] for form in forms}) for forms in names]
    count = len(names)
    holds, begins = np.zeros((count, count), dtype=bool), np.zeros((count, count), dtype=bool)
    for b, forms in enumerate(stems):
        for form in forms:
            for a, text in enumerate(whole):
                if form in text:
                    holds[a, b] = True
                    begins[a, b] |= "\n" + form in text
    return holds, begins


def _rivals(cost: Ints, end: Ints, kind: Ints) -> Ints:
    """How many candidates of the same kind stand nearer to the same end."""
    group = end * len(KIND_NUMBER) + kind
    order = np.lexsort((cost, group))
    sorted_group = group[order]
    starts = np.concatenate([[0], np.flatnonzero(np.diff(sorted_group)) + 1])
    place = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    out = np.zeros(len(order), dtype=np.int64)
    out[order] = place
    return out

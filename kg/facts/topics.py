"""What an article is about, read off its references: topics, the subject that a sentence inherits, who stood last before a place.

In: a Scene and candidate pairs with their references. Out: one column for each of TOPICS. No words and no predicates: the body
that opened the last sentence is taken up by the next one (今年以来，推出…) whatever it does.
"""

import numpy as np
from numpy.typing import NDArray

from kg.facts.scene import Ints, Scene

TOPICS = (
    "rank of the subject by count", "rank of the object by count", "share of the subject in its group",
    "rank of the subject in its group", "subject in the lead", "object in the lead", "others of its group since the subject",
    "others of its group before the object", "others of its kind since the subject", "subject opens the text before",
    "subject is the carried actor", "subject is the carried body", "sentences since the carried body",
    "sentence of the object has an opener", "subjects in the sentence of the object", "subjects in the paragraph of the object",
    "rank of the subject in the paragraph", "objects in the paragraph of the subject", "first mention of the subject",
    "first mention of the object", "letters that names share", "kind around the subject", "kind around the object",
    "tokens in the paragraph", "same outermost name", "others with the same names", "bodies in the sentence",
    "people in the sentence", "things in the sentence", "first place of its sentence",
)  # fmt: skip
_OPENING = 10  # tokens from the start of a sentence within which its subject stands


def topic_columns(scene: Scene, group: Ints, subject: Ints, obj: Ints, s_ref: Ints, o_ref: Ints) -> list[NDArray[np.generic]]:
    """The columns of TOPICS for pairs of referents and the references that stand for them; `group` is that of each reference."""
    size, count = len(scene.start), len(scene.referents)
    sentence, paragraph = scene.sentence_at[scene.start], scene.paragraph_at[scene.start]
    outermost = scene.outer == np.arange(size)
    groups = np.zeros(count, dtype=np.int64)
    groups[scene.who] = group
    seen = np.bincount(scene.who, minlength=count)
    same_group = groups[:, None] == groups[None, :]
    first = np.full(count, size)
    np.minimum.at(first, scene.who, np.arange(size))
    by_count = ((seen[None, :] > seen[:, None]) & same_group).sum(axis=1)
    by_first = ((first[None, :] < first[:, None]) & same_group).sum(axis=1)
    last = _last_before(scene.who, count)
    own, before = last[subject, o_ref], last[:, o_ref].T
    later = before > own[:, None]
    ahead = last[obj, s_ref]
    later_object = ahead[:, None] < last[:, s_ref].T
    same_kind = scene.kinds[:, None] == scene.kinds[None, :]
    actor, body = _carried(scene, outermost & (group < 3)), _carried(scene, outermost & ((group == 1) | (group == 2)))
    here = sentence[o_ref]
    in_sentence, in_paragraph = _counts(scene.who, sentence, count), _counts(scene.who, paragraph, count)
    there = in_paragraph[:, paragraph[o_ref]].T
    mine = there[np.arange(len(subject)), subject]
    outer_kind = np.where(outermost, -1, scene.kinds[scene.who[scene.outer]])
    lengths = np.bincount(scene.paragraph_at[scene.char_of_token[:-1]])
    lead = int(paragraph[np.argmax(scene.start >= _head_end(scene))])
    in_lead = in_paragraph[:, lead] > 0
    shared = _shared_letters([r.name for r in scene.referents])
    by_group = [_counts(np.where(outermost & chosen, 0, 1), sentence, 2)[0] for chosen in (group == 1, group == 0, group > 2)]
    first_in_sentence = np.concatenate([[True], sentence[1:] != sentence[:-1]]) if size else np.zeros(0, dtype=bool)
    return [
        by_count[subject], by_count[obj], seen[subject] / np.maximum((seen[None, :] * same_group).sum(axis=1), 1)[subject],
        by_first[subject], in_lead[subject], in_lead[obj],
        (later & same_group[subject]).sum(axis=1), (later_object & same_group[obj]).sum(axis=1),
        (later & same_kind[subject]).sum(axis=1), own >= 0, actor[0][here] == subject, body[0][here] == subject,
        np.minimum(here - body[1][here], 20), actor[1][here] == here,
        in_sentence[subject, here], mine, ((there > mine[:, None]) & same_group[subject]).sum(axis=1),
        in_paragraph[obj, paragraph[s_ref]], first[subject] == s_ref, first[obj] == o_ref, shared[subject, obj],
        outer_kind[s_ref], outer_kind[o_ref], lengths[paragraph[np.maximum(s_ref, o_ref)]],
        scene.outer[s_ref] == scene.outer[o_ref],
        ((shared[subject] >= shared[subject, obj][:, None]) & same_kind[obj]).sum(axis=1),
        *(counts[here] for counts in by_group), first_in_sentence[s_ref],
    ]  # fmt: skip


def _head_end(scene: Scene) -> int:
    return next((p.end for p in scene.article.parts if p.kind == "headline"), 0)


def _last_before(who: Ints, count: int) -> Ints:
    """[referent, reference]: the last reference of the referent that stands before the other one; -1 where none does."""
    size = len(who)
    at = np.full((count, size), -1, dtype=np.int64)
    at[who, np.arange(size)] = np.arange(size)
    reached = np.maximum.accumulate(at, axis=1)
    return np.concatenate([np.full((count, 1), -1, dtype=np.int64), reached[:, :-1]], axis=1)


def _carried(scene: Scene, chosen: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """For every sentence the referent that opened it or, where none did, the last one that opened a sentence before it, and
    the sentence that it opened; -1, -1 before the first.
    """
    sentence = scene.sentence_at[scene.start]
    total = int(scene.sentence_at[-1]) + 1
    token_sentence = scene.sentence_at[scene.char_of_token[:-1]]
    begins = np.searchsorted(token_sentence, np.arange(total))
    opens = np.flatnonzero(chosen & (scene.token_start - begins[sentence] < _OPENING))
    units, index = np.unique(sentence[opens], return_index=True)
    opener = np.full(total, -1, dtype=np.int64)
    opener[units] = scene.who[opens[index]]
    since = np.maximum.accumulate(np.where(opener >= 0, np.arange(total), -1))
    return np.where(since >= 0, opener[since], -1), since


def _counts(who: Ints, unit: Ints, count: int) -> Ints:
    """[referent, unit]: how many references of a referent stand in a sentence or paragraph."""
    width = int(unit.max()) + 1
    return np.bincount(who * width + unit, minlength=count * width).reshape(count, width)


def _shared_letters(names: list[str]) -> Ints:
    """How many different pairs of neighbouring characters two names share."""
    number: dict[str, int] = {}
    rows, columns = [], []
    for row, name in enumerate(names):
        for i in range(len(name) - 1):
            rows.append(row)
            columns.append(number.setdefault(name[i : i + 2], len(number)))
    held = np.zeros((len(names), max(len(number), 1)), dtype=np.float32)
    held[rows, columns] = 1
    shared: Ints = (held @ held.T).astype(np.int64)
    return shared

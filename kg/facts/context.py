"""What the other pairs of an article say about a pair: rivals for the same end, posts, places and partners in between, and
the other members of its lists.

In: confidences of a first look at every pair (trees, and the reader of prose where they are not low), as a cube (referents,
referents, predicates). Out: for chosen pairs one row of numbers under CONTEXT, the looks at all predicates, and KIN. So 局长 X
leads X's bureau to the plan, and a plan with a sure owner needs no second one; what holds for 甲 holds for 乙 in 甲、乙和丙.
"""

import numpy as np
from numpy.typing import NDArray

from kg.facts.pairs import GROUP_OF, Pairs
from kg.facts.scene import Ints, Scene
from kg.facts.trees import Floats

CONTEXT = (
    "first look", "best other subject", "best other object", "better subjects", "better objects", "all subjects", "all objects",
    "the other way round", "through the post of the subject", "through people with a post in the subject",
    "through the place of the subject", "through what lies in the subject", "by way of a third",
    "through the larger whole of the object", "through parts of the object", "through the larger whole of the subject",
    "through partners of the subject", "through those whose partner the subject is",
)  # fmt: skip
KIN = (
    "best other subject of its group", "better subjects of its group", "best other object of its kind",
    "better objects of its kind",
    "mean of the subject's list", "best of the subject's list", "mean of the object's list", "best of the object's list",
    "best other subject in its sentence", "better subjects in its sentence", "share of the subject", "share of the object",
    "best subject that is named before", "looks at the pair", "best other predicate",
)  # fmt: skip


def context_of(
    cube: Floats, predicates: tuple[str, ...], scene: Scene, pairs: Pairs, rows: Ints, number: Ints
) -> Floats:  # fmt: skip
    """(rows, CONTEXT, one column for each predicate, KIN): what the cube says around some pairs for the predicates `number`,
    in the order of rows, those of one predicate side by side.
    """
    subject, obj = pairs.subject[rows], pairs.object[rows]
    layer = {p: cube[:, :, i] for i, p in enumerate(predicates)}
    none = np.zeros_like(cube[:, :, 0])
    posts, place = layer.get("holdsPositionAt", none), layer.get("locatedIn", none)
    part, partner = layer.get("partOf", none), layer.get("cooperatesWith", none)
    out = np.empty((len(rows), len(CONTEXT)), np.float32)
    for n in np.unique(number).tolist():
        mine = slice(int(np.searchsorted(number, n)), int(np.searchsorted(number, n, "right")))
        own = np.ascontiguousarray(cube[:, :, n])
        steps = (
            posts @ own, posts.T @ own, place @ own, place.T @ own, own @ own, own @ part.T, own @ part, part @ own,
            partner @ own, partner.T @ own,
        )  # fmt: skip
        _fill(out[mine], own, steps, subject[mine], obj[mine])
    kin = _kin(cube, scene, pairs, rows, number)
    return np.concatenate([out, cube[subject, obj], kin], axis=1).astype(np.float32)


def _fill(out: Floats, own: Floats, steps: tuple[Floats, ...], subject: Ints, obj: Ints) -> None:
    """The columns of CONTEXT for the rows of one predicate."""
    value = own[subject, obj]
    by_object, by_subject = np.sort(own, axis=0), np.sort(own, axis=1)
    columns = [
        value, _next_best(by_object[-1][obj], by_object[-2][obj], value),
        _next_best(by_subject[:, -1][subject], by_subject[:, -2][subject], value),
        (own[:, obj] > value[None, :]).sum(axis=0), (own[subject] > value[:, None]).sum(axis=1),
        own.sum(axis=0)[obj], own.sum(axis=1)[subject], own[obj, subject], *(step[subject, obj] for step in steps),
    ]  # fmt: skip
    for place, column in enumerate(columns):
        out[:, place] = column


def _kin(cube: Floats, scene: Scene, pairs: Pairs, rows: Ints, number: Ints) -> Floats:
    """The columns of KIN: rows of the same predicate that share an end, a list or a sentence."""
    subject, obj, way = pairs.subject[rows], pairs.object[rows], pairs.way[rows]
    value = cube[subject, obj, number]
    many, tokens = cube.shape[2], len(scene.tokens) + 1
    first_left = way == 0
    s_low = np.where(first_left, pairs.left_start[rows], pairs.right_start[rows])
    o_low = np.where(first_left, pairs.right_start[rows], pairs.left_start[rows])
    sentence = scene.sentence_at[scene.start[np.where(way == 1, pairs.right[rows], pairs.left[rows])]]
    ends = (
        obj * 8 + GROUP_OF[scene.kinds[subject]], subject * 32 + scene.kinds[obj], obj * tokens + s_low,
        subject * tokens + o_low, obj * tokens + sentence,
    )  # fmt: skip
    by_object, by_subject, s_list, o_list, near = (_others(key * many + number, value) for key in ends)
    total = np.maximum(cube.sum(axis=(0, 1))[number], 1e-6)
    rank = np.full(len(scene.referents), len(scene.start), dtype=np.int64)
    np.minimum.at(rank, scene.who, np.arange(len(scene.start)))
    earlier = np.where(rank[None, :] < rank[obj][:, None], cube[:, obj, number].T, 0.0)  # named before the object
    earlier[np.arange(len(rows)), subject] = 0.0
    looks = cube[subject, obj]
    looks[np.arange(len(rows)), number] = 0.0
    return np.column_stack([
        by_object[1], by_object[2], by_subject[1], by_subject[2], s_list[0], s_list[1], o_list[0], o_list[1], near[1], near[2],
        cube.sum(axis=1)[subject, number] / total, cube.sum(axis=0)[obj, number] / total, earlier.max(axis=1),
        looks.sum(axis=1), looks.max(axis=1),
    ]).astype(np.float32)  # fmt: skip


def _others(key: Ints, value: Floats) -> tuple[Floats, Floats, Ints]:
    """For every row of the rows with the same key: mean and greatest value of the others (-1 where there is none), and how
    many are greater.
    """
    order = np.lexsort((-value, key))
    starts = np.flatnonzero(np.concatenate([[True], key[order][1:] != key[order][:-1]]))
    length = np.diff([*starts, len(key)])
    begin, many = np.repeat(starts, length), np.repeat(length, length)
    place = np.arange(len(key)) - begin
    sums = np.repeat(np.add.reduceat(value[order], starts), length)
    mean = np.where(many > 1, (sums - value[order]) / np.maximum(many - 1, 1), -1.0)
    second = value[order][np.minimum(begin + 1, len(key) - 1)]
    best = np.where(many > 1, np.where(place == 0, second, value[order][begin]), -1.0)
    out = np.empty((3, len(key)), np.float32)
    out[:, order] = mean, best, place
    return out[0], out[1], out[2].astype(np.int64)


def _next_best(best: NDArray[np.float32], second: NDArray[np.float32], value: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(best > value, best, second)

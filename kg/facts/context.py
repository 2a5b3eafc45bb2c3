"""What the other pairs of an article say about a pair: rivals for the same end, posts, places and partners in between.

In: confidences of a first look at every pair, as a cube (referents, referents, predicates). Out: for chosen pairs one row of
numbers under CONTEXT. So 局长 X leads X's bureau to the plan, and a plan with a sure owner needs no second one.
"""

import numpy as np
from numpy.typing import NDArray

from kg.facts.scene import Ints
from kg.facts.trees import Floats

CONTEXT = (
    "first look", "best other subject", "best other object", "better subjects", "better objects", "all subjects", "all objects",
    "the other way round", "through the post of the subject", "through people with a post in the subject",
    "through the place of the subject", "through what lies in the subject", "by way of a third",
    "through the larger whole of the object", "through parts of the object", "through the larger whole of the subject",
    "through partners of the subject", "through those whose partner the subject is",
)  # fmt: skip


def context_of(cube: Floats, predicates: tuple[str, ...], number: int, subject: Ints, obj: Ints) -> Floats:
    """(pairs, CONTEXT and then one column for each predicate): what the cube says around each pair for one predicate."""
    own = cube[:, :, number]
    value = own[subject, obj]
    by_object, by_subject = np.sort(own, axis=0), np.sort(own, axis=1)
    other_subject = _next_best(by_object[-1][obj], by_object[-2][obj], value)
    other_object = _next_best(by_subject[:, -1][subject], by_subject[:, -2][subject], value)
    layer = {p: cube[:, :, i] for i, p in enumerate(predicates)}
    none = np.zeros_like(own)
    posts, place = layer.get("holdsPositionAt", none), layer.get("locatedIn", none)
    part, partner = layer.get("partOf", none), layer.get("cooperatesWith", none)
    steps = (
        posts @ own, posts.T @ own, place @ own, place.T @ own, own @ own, own @ part.T, own @ part, part @ own, partner @ own,
        partner.T @ own,
    )  # fmt: skip
    columns = [
        value, other_subject, other_object,
        (own[:, obj] > value[None, :]).sum(axis=0), (own[subject] > value[:, None]).sum(axis=1),
        own.sum(axis=0)[obj], own.sum(axis=1)[subject], own[obj, subject], *(step[subject, obj] for step in steps),
    ]  # fmt: skip
    return np.concatenate([np.column_stack(columns), cube[subject, obj]], axis=1).astype(np.float32)


def _next_best(best: NDArray[np.float32], second: NDArray[np.float32], value: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(best > value, best, second)

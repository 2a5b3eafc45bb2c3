"""Which predicates may stand between which kinds: the one table that candidates, rules and their check read."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.records import BODY_KINDS, ENTITY_KINDS, PLACE_KINDS, PREDICATES, WORK_KINDS

_BODIES, _PLACES, _WORKS = frozenset(BODY_KINDS), frozenset(PLACE_KINDS), frozenset(WORK_KINDS)
_EVENT, _PERSON, _DOCUMENT = frozenset({"Event"}), frozenset({"Person"}), frozenset({"PolicyDocument"})
_ACTORS = _BODIES | _PLACES | _PERSON
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "holdsPositionAt": (_PERSON, _BODIES | _PLACES | _WORKS | _EVENT),
    "worksFor": (_PERSON, _BODIES | _WORKS),
    "residentOf": (_PERSON, _PLACES),
    "nativeOf": (_PERSON, _PLACES),
    "locatedIn": (_BODIES | _WORKS | _PLACES | _EVENT, _PLACES),
    "partOf": (_BODIES | _WORKS, _BODIES | _WORKS),
    "carriesOut": (_ACTORS, _WORKS | _EVENT),
    "participatesIn": (_ACTORS, _EVENT),
    "issues": (_BODIES | _PLACES, _DOCUMENT),
    "cooperatesWith": (_BODIES | _PLACES, _BODIES | _PLACES),
    "supports": (_ACTORS | _WORKS, frozenset(ENTITY_KINDS)),
    "investsIn": (_ACTORS, _WORKS | _BODIES),
    "produces": (_BODIES | _PLACES, frozenset({"Product"})),
    "benefitsFrom": (_ACTORS, _WORKS),
    "commendedFor": (_ACTORS, _WORKS),
    "implementsPolicy": (_BODIES | _WORKS | _PLACES | _EVENT, _DOCUMENT),
    "develops": (_PLACES | _BODIES, frozenset({"Industry"})),
}


@cache
def allowed() -> NDArray[np.bool_]:
    """(kinds, kinds, predicates): whether a predicate may stand between two kinds, in the order of the records module."""
    size = len(ENTITY_KINDS) + 1  # the last kind is Amount, which no relation has
    table = np.zeros((size, size, len(PREDICATES)), dtype=bool)
    for p, predicate in enumerate(PREDICATES):
        subjects, objects = ENDS[predicate]
        for s, subject in enumerate(ENTITY_KINDS):
            for o, obj in enumerate(ENTITY_KINDS):
                table[s, o, p] = subject in subjects and obj in objects
    return table


def some_fit(table: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(kinds, kinds): whether any predicate of a table may stand between two kinds."""
    fit: NDArray[np.bool_] = np.any(table, axis=2)
    return fit

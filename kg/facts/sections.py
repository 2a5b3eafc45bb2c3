"""Sections whose name begins with the word that stands for their body: 该局企业注册股, 集团品控部.

In: a Scene. Out: pairs of references, the section and what its name begins with. Patterns of rules see the outer name alone,
and the scorer rarely meets such names; of 65 in the corpus 64 are parts.
"""

from collections.abc import Iterator

from kg.facts.scene import Scene
from kg.records import BODY_KINDS


def sections(scene: Scene) -> Iterator[tuple[int, int]]:
    """(reference of the section, reference of the body) for every anaphor of a body that opens the name of another body."""
    for inner in range(1, len(scene.start)):
        outer = int(scene.outer[inner])
        opens = scene.start[inner] == scene.start[outer] and scene.end[inner] < scene.end[outer]
        if opens and scene.anaphor[inner] and not scene.anaphor[outer] and scene.who[inner] != scene.who[outer]:
            section, body = (scene.referents[scene.who[i]].kind for i in (outer, inner))
            if section in BODY_KINDS and body in BODY_KINDS:
                yield outer, inner

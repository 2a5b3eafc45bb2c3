"""Words, for where words are wanted: the word index, keyword statistics. Names are found on characters, never on words.

In: a text. Out: its words in order, white space left out, so that they join to the text without its white space.
The segmentation model (spacy-pkuseg) was trained here, see `kg/zh/model/README.md`; names of divisions are never cut.
"""

from functools import cache
from pathlib import Path
from typing import Any

from kg.divisions import divisions
from kg.lexicon import ZH, LexiconError

LONGEST = 2_000  # characters that are segmented at once; the time grows faster than a line does


def words(text: str) -> tuple[str, ...]:
    """The words of a text. LexiconError when the model is missing."""
    found: list[str] = []
    for line in text.split():
        for start in range(0, len(line), LONGEST):
            found += segmenter().cut(line[start : start + LONGEST])
    return tuple(found)


@cache
def segmenter() -> Any:
    """The segmenter, loaded once in a process. Its files are checked: without them the library would unpickle or download."""
    folder = Path(str(ZH / "model" / "words"))
    for name in ("features.msgpack", "weights.npz"):
        if not (folder / name).is_file():
            raise LexiconError(f"kg/zh/model/words/{name}: this model is missing; reinstall newskg")
    import spacy_pkuseg  # type: ignore[import-untyped]

    made = spacy_pkuseg.pkuseg(str(folder), None)
    whole = {d.name for d in divisions().by_code.values() if d.level in ("Province", "Prefecture", "County") and len(d.name) > 2}
    made.preprocesser = spacy_pkuseg.Preprocesser(sorted(whole))
    return made

"""`python -m kg.detect.training`: trains the name recogniser on `kg/zh/corpus/` and writes `kg/zh/model/names.npz`.

python -m kg.detect.training                 about 20 minutes of one core; --trial OUT keeps articles out and writes OUT
python -m kg.detect.training --onward        trains the shipped weights on, when the corpus or the features have grown; 15 minutes
python -m kg.detect.training words FOLDER    the segmentation model, from the folder with the open word data
python -m kg.detect.training measure GOLD…   F1 of the network alone on annotated articles
"""

import argparse
import sys
from pathlib import Path

from kg.detect.training import measure, names, words
from kg.lexicon import ZH
from kg.records import KgError

MODEL = Path(str(ZH)) / "model"


def say(line: str) -> None:
    """One line of progress."""
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Exit status 0, or 2 with one line when something is missing."""
    parser = argparse.ArgumentParser(prog="python -m kg.detect.training", description="Train or measure the models of kg.detect.")
    parser.add_argument("what", nargs="?", default="names", choices=("names", "words", "measure"))
    parser.add_argument("paths", nargs="*", type=Path, help="words: the data folder; measure: annotated articles as JSON")
    parser.add_argument("--trial", type=Path, metavar="OUT", help="names: keep articles out, say the F1 on them, write OUT")
    parser.add_argument("--onward", action="store_true", help="names: go on from the shipped weights")
    given = parser.parse_args()
    try:
        if given.what == "names":
            shipped = MODEL / "names.npz"
            earlier = shipped if given.onward else None
            names.train_names(given.trial or shipped, say, trial=given.trial is not None, earlier=earlier)
        elif given.what == "words" and len(given.paths) == 1:
            words.train_words(given.paths[0], MODEL / "words", say)
        elif given.what == "measure" and given.paths:
            print(measure.report(given.paths))
        else:
            parser.error(f"{given.what} needs paths")
    except KgError as problem:
        say(str(problem))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

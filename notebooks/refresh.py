"""Runs the notebooks and keeps their results in them, so that a reader on GitHub sees what comes out.

In: the pages of the checkout, built afresh. Out: the three notebooks with their outputs, free of clock times and paths of the
machine. `python -m notebooks.refresh` from the root of the checkout; the tests call `executed`.
"""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from kg import pipeline

HERE = Path(__file__).parent
NAMES = ("explore", "sparql", "improve")


def executed(name: str, build: Path | None = None) -> NotebookNode:
    """The notebook `name`, run from top to bottom; `build` takes the place of its BUILD. CellExecutionError when a cell fails."""
    book = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    written = {}
    for cell in book.cells:
        if build and "parameters" in cell.metadata.get("tags", ()):
            written[cell.id] = cell.source
            cell.source += f"\nBUILD = Path({str(build)!r})"
    paths = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    place = {"metadata": {"path": str(HERE)}}
    client = NotebookClient(book, timeout=900, kernel_name="python3", resources=place, record_timing=False)
    client.execute(env=os.environ | {"PYTHONPATH": paths})
    for cell in book.cells:
        cell.source = written.get(cell.id, cell.source)
    return book


def main() -> None:
    """Runs all three and writes them back."""
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder) / "build"
        pipeline.build([HERE.parent / "seeds", *sorted((HERE.parent / "tests" / "practice").glob("*.txt"))], build)
        for name in NAMES:
            book = executed(name, build)
            book.metadata.pop("widgets", None)
            book.metadata["language_info"] = {"name": "python"}  # without the version of the machine that ran it
            nbformat.write(book, HERE / f"{name}.ipynb")
            print(f"notebooks/{name}.ipynb")


if __name__ == "__main__":
    main()

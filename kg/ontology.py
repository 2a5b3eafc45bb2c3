"""Where the ontology's files are: `ontology/` beside the package in a checkout, inside it once installed. Reads, never writes."""

from importlib.resources import files
from pathlib import Path

from kg.records import KgError


def ontology_file(name: str) -> Path:
    """The path of a file of the ontology, such as `shapes.ttl` or `queries/posts.rq`. KgError if there is none of that name."""
    package = Path(str(files("kg")))
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise KgError(f"ontology/{name}: this file is missing from the installation; reinstall newskg")


def saved_queries() -> dict[str, str]:
    """Name -> SPARQL of every saved query, by name; its first comment lines say what it answers, in Chinese and English."""
    folder = ontology_file("queries/posts.rq").parent
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.rq"))}

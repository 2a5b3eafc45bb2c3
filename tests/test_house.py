"""The house keeps its plan: imports run one way, stages do not know each other, foreign libraries stay in their rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
STAGES = ("acquire", "articles", "detect", "entities", "facts", "graph", "views")
BASE = ("records", "text", "ontology", "lexicon", "divisions", "dates", "corpus")  # each imports only what stands before it
TOP = ("pipeline", "score", "check", "decide", "__main__")
ROOMS = {
    "spacy": ("detect",),
    "spacy_pkuseg": ("detect",),
    "torch": ("detect/training", "facts/prose_training.py"),
    "lightgbm": ("facts",),
    "rdflib": ("graph", "views"),
    "pyshacl": ("graph",),
    "pyoxigraph": ("graph", "views", "pipeline.py"),
    "networkx": ("views",),
    "pyvis": ("views",),
    "starlette": ("views",),
}
MODULES = sorted(p for p in ROOT.rglob("*.py") if "zh" not in p.relative_to(ROOT).parts)


def room(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def kg_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("kg.")}


def test_the_modules_were_found() -> None:
    assert len(MODULES) > 40
    assert {room(p) for p in MODULES} >= {*STAGES, *TOP, "records", "text", "lexicon"}


def test_stages_stand_in_the_order_of_the_data() -> None:
    folders = sorted(p.name for p in ROOT.iterdir() if p.is_dir() and (p / "__init__.py").exists())
    assert tuple(folders) == STAGES


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    here, rooms = room(path), kg_rooms(path)
    if here in STAGES:
        allowed = {*BASE, here} | ({"graph"} if here == "views" else set())
        assert rooms <= allowed, f"{here} imports {sorted(rooms - allowed)}"
    elif here in BASE:
        allowed = set(BASE[: BASE.index(here)])
        assert rooms <= allowed, f"{here} imports {sorted(rooms - allowed)}"
    elif here in TOP[:-1]:
        assert not rooms & {"__main__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_foreign_libraries_stay_in_their_rooms(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        for library, rooms in ROOMS.items():
            if name.split(".")[0] == library:
                assert any(where == r or where.startswith(r + "/") for r in rooms), f"{where} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= 320, "split it: there is a second thing in it"


def test_nothing_is_unpickled() -> None:
    for path in MODULES:
        names = {name.split(".")[0] for name in imports(path)}
        assert not names & {"pickle", "marshal", "joblib", "dill", "shelve"}, path
        assert "allow_pickle=True" not in path.read_text("utf-8"), path

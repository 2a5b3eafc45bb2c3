"""The notebooks run from top to bottom on a build of the pages that the tests have, and what they show is worth showing."""

import json
import re
from io import StringIO
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat import NotebookNode

import kg
from notebooks.refresh import HERE, NAMES, executed

PLOTS = {"explore": 3, "sparql": 2, "improve": 0}
TABLES = {"explore": 7, "sparql": 12, "improve": 7}


def outputs(book: NotebookNode) -> list[NotebookNode]:
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


def shown(book: NotebookNode, words: str) -> str:
    """What the first code cell that holds these words shows, as text."""
    cell = next(cell for cell in book.cells if cell.cell_type == "code" and words in cell.source)
    return "\n".join(output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def kept_words() -> dict[Path, int]:
    """Every file of the installed lexicons and rules, and when it was changed last."""
    return {path: path.stat().st_mtime_ns for path in (Path(kg.__file__).parent / "zh").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def books(built: Path) -> dict[str, NotebookNode]:
    """All three, run on one build; a cell that fails raises here, and so does a change of the installation."""
    before = kept_words()
    found = {name: executed(name, built) for name in NAMES}
    assert kept_words() == before
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_its_tables_and_plots(books: dict[str, NotebookNode], name: str) -> None:
    data = [output.data for output in outputs(books[name]) if "data" in output]
    tables = [d["text/html"] for d in data if "text/html" in d]
    assert sum("image/png" in d for d in data) == PLOTS[name]
    assert sum("<td>" in table for table in tables) >= TABLES[name]
    assert not [table for table in tables if re.search(r"<td>nan</td>", table)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_complained_about_while_it_runs(books: dict[str, NotebookNode], name: str) -> None:
    said = [output.text for output in outputs(books[name]) if output.get("name") == "stderr"]
    assert said == []  # a missing glyph or a deprecated call is a line there


def test_the_network_has_ties_bridges_and_people_between_bodies(books: dict[str, NotebookNode]) -> None:
    book = books["explore"]
    ties = re.search(r"(\d+) ties", shown(book, "SURE = 0.5"))
    assert ties and int(ties[1]) > 100
    assert shown(book, "crossing = [").count("\n") > 3
    assert shown(book, "several = ties").count("\n") > 3
    assert "confidence" in shown(book, "views.explain(")


def test_the_questions_have_answers_with_their_sentences(books: dict[str, NotebookNode]) -> None:
    book = books["sparql"]
    assert "official" in shown(book, "shares = speech.groupby")
    assert "亿元" in shown(book, "money = ask(")
    assert "元" in shown(book, "large = figures[")
    assert shown(book, "def footnote").count("行）") == 4


def test_the_name_and_the_rule_help(books: dict[str, NotebookNode]) -> None:
    book = books["improve"]
    cell = next(cell for cell in book.cells if 'measure("with the rule")' in cell.source)
    steps = pd.read_html(StringIO(cell.outputs[0].data["text/html"]))[0].set_index("step")
    entities, relations = steps["entities F1"], steps["relations F1"]
    assert entities["with the name"] > entities["as installed"], "has kg/zh learned 忻县地区? Then show another name"
    assert relations["with the rule"] > relations["with the name"]
    assert shown(book, "COUNTEREXAMPLE =").strip() == "[]"
    assert "has no" in shown(book, 'RULE = """')
    assert shown(book, "HELP =").count("own/assigned-assistance") == 4


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_in_the_file_is_small_and_says_nothing_of_the_machine(name: str) -> None:
    path = HERE / f"{name}.ipynb"
    text = path.read_text("utf-8")
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert path.stat().st_size < 600_000
    assert not re.search(r"/home/|/root/|/tmp/|/work/|[A-Z]:\\\\", text)
    assert all("execution" not in cell.metadata for cell in book.cells)
    assert not [output for output in outputs(book) if output.output_type == "error"]
    assert any(outputs(book)), "run python -m notebooks.refresh"


@pytest.mark.parametrize("name", NAMES)
def test_every_code_cell_stands_under_words_in_two_languages(name: str) -> None:
    book = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    words = "".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert len(re.findall("[\u4e00-\u9fff]", words)) > 150
    assert len(re.findall("[a-z]{3,}", words)) > 200
    assert json.loads((HERE / f"{name}.ipynb").read_text("utf-8"))["metadata"]["kernelspec"]["name"] == "python3"

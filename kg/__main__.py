"""The command line. Each command reads its arguments, calls one thing and prints.

Results go to standard output, words to standard error. Exit status: 0 done; 1 done, but inputs had to be left out or a check
failed; 2 bad usage, or nothing could be done.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from kg.records import KgError, Problem

app = typer.Typer(
    help="From pages of local newspapers in Chinese to a knowledge graph in which every fact shows its sentence.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
words = Console(stderr=True, highlight=False)
Out = Annotated[Path, typer.Argument(help="folder of a build", show_default=False)]


class TableFormat(StrEnum):
    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"


@app.command()
def build(
    sources: Annotated[list[Path], typer.Argument(help="files, folders and zip files of pages", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="folder to write into")] = Path("output"),
    paper: Annotated[str | None, typer.Option(help="name of the newspaper, whatever the pages say")] = None,
    date: Annotated[str | None, typer.Option(help="date of the issue as YYYY-MM-DD, whatever the pages say")] = None,
    encoding: Annotated[str | None, typer.Option(help="encoding of the text files, where it is guessed wrongly")] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="read scanned pages with Tesseract, where it is installed")] = False,
    base: Annotated[str | None, typer.Option(help="where the IRIs of the data stand, ending in / or #")] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="worker processes")] = os.cpu_count() or 1,
) -> None:
    """Read pages and publish a build: graph.ttl, graph.nq, network.html, articles.jsonl, report.json and the store."""
    from kg import pipeline

    with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=words, transient=True) as bar:
        task = bar.add_task("reading")
        read = 0

        def page_read(name: str) -> None:
            nonlocal read
            read += 1
            bar.update(task, description=f"{read} pages read, the last {Path(name).name}")

        options = {"base": base} if base else {}
        report = pipeline.build(
            sources, out, paper=paper, date=date, encoding=encoding, ocr=ocr, jobs=jobs, progress=page_read, **options
        )
    _summary(report, out)
    raise typer.Exit(1 if report.problems else 0)


def _summary(report: object, out: Path) -> None:
    from kg.pipeline import Report

    assert isinstance(report, Report)
    table = Table("", "", "", show_header=False, box=None, pad_edge=False)
    table.add_row("pages", str(report.pages), f"{report.kept} unchanged since the last build" if report.kept else "")
    table.add_row("articles", str(report.articles), "")
    table.add_row("entities", str(sum(report.entities.values())), _counts(report.entities))
    table.add_row(
        "claims", str(sum(report.claims.values())), _counts(report.claims) + " (of the articles; the division table adds its own)"
    )
    table.add_row("quotations", str(report.quotations), "")
    table.add_row("figures", str(report.measures), "")
    table.add_row("triples", str(report.triples), "")
    words.print(table)
    _left_out(report.problems)
    words.print(f"published in {out}: graph.ttl graph.nq network.html articles.jsonl report.json store/", soft_wrap=True)


def _counts(found: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _left_out(problems: list[Problem]) -> None:
    for problem in problems[:20]:
        words.print(f"left out or changed ({problem.reason}): {problem.words}", soft_wrap=True, markup=False)
    if len(problems) > 20:
        words.print(f"… and {len(problems) - 20} more, all in report.json")


@app.command()
def query(
    out: Out,
    sparql: Annotated[str | None, typer.Argument(help="a SPARQL query", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", help="a file that holds the query")] = None,
    saved: Annotated[str | None, typer.Option("--saved", help="a saved query; without a name: kg query OUT lists them")] = None,
    given: Annotated[list[str] | None, typer.Option("--with", help="NAME=VALUE: set a variable to a Chinese name")] = None,
    form: Annotated[TableFormat, typer.Option("--format", help="how to print the result")] = TableFormat.table,
) -> None:
    """Ask a build with SPARQL; without a query, list the saved ones."""
    from kg import views
    from kg.ontology import saved_queries

    stored = saved_queries()
    if sum(x is not None for x in (sparql, file, saved)) > 1:
        raise KgError("give one of: a query, --file, --saved")
    if saved is not None and saved not in stored:
        raise KgError(f"there is no saved query {saved}; there are: {', '.join(stored)}")
    if sparql is None and file is None and saved is None:
        for name, text in stored.items():
            titles = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
            print(f"{name:12} {' · '.join(titles)}")
        return
    text = stored[saved] if saved else file.read_text("utf-8") if file else sparql or ""
    pairs = dict(pair.partition("=")[::2] for pair in given or [])
    sys.stdout.write(views.ask(out, text, given=pairs, form=form.value))


@app.command()
def explain(
    out: Out,
    thing: Annotated[str, typer.Argument(help="a name, or the IRI of an entity, claim or article", show_default=False)],
) -> None:
    """The way back: rule, sentence, article and page line of an entity or claim."""
    from kg import views

    sys.stdout.write(views.explain(out, thing))


@app.command()
def export(
    out: Out,
    to: Annotated[str, typer.Option("--to", help="the format; 'list' names them all")],
    file: Annotated[Path | None, typer.Option("-o", "--out", help="file to write")] = None,
) -> None:
    """One more format of the same graph: RDF serialisations, GraphML, GEXF, CSV and others."""
    from kg import views

    if to == "list" or file is None:
        print("\n".join(f"{name:10} {about}" for name, about in views.EXPORTS.items()))
        raise typer.Exit(0 if to == "list" else 2)
    words.print(f"{file}: {views.export(out, to, file)}", soft_wrap=True)


@app.command()
def view(
    out: Out,
    to_open: Annotated[bool, typer.Option("--open/--no-open", help="open it in the browser")] = True,
) -> None:
    """Open the interactive network of a build."""
    import webbrowser

    from kg import graph

    page = graph.release(out) / "network.html"
    print(out / page.name)
    if to_open and not webbrowser.open(page.as_uri()):
        print("no browser was found here: open this file by double click, or kg serve", file=sys.stderr)


@app.command()
def serve(
    out: Out,
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="port to listen on")] = 8000,
    allow_host: Annotated[list[str] | None, typer.Option(help="a further Host name to answer to")] = None,
    cors: Annotated[list[str] | None, typer.Option(help="an origin whose pages may read the endpoint")] = None,
    token: Annotated[str, typer.Option(help="what who asks must show; made and printed for a host beyond this machine")] = "",
    seconds: Annotated[float, typer.Option(min=0.1, help="seconds that one query may take")] = 10,
    rows: Annotated[int, typer.Option(min=1, help="rows that one query may give")] = 10_000,
) -> None:
    """Explorer and SPARQL 1.1 endpoint over a build, on loopback unless told otherwise."""
    from kg import views

    allowed, origins = tuple(allow_host or ()), tuple(cors or ())
    views.serve(out, host=host, port=port, allow_host=allowed, cors=origins, token=token, seconds=seconds, rows=rows)


@app.command()
def decide(
    out: Out,
    verdict: Annotated[str, typer.Argument(help="same, different, wrong, right, rename, retype, or list")],
    things: Annotated[list[str] | None, typer.Argument(help="names, IRIs or IRI tails; the new name or class")] = None,
    author: Annotated[str, typer.Option(envvar="USER", help="who decides")] = "",
    why: Annotated[str, typer.Option(help="the reason")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="take such a decision back")] = False,
) -> None:
    """Record a person's decision about identity or a fact; every later build replays it."""
    from kg import decide as deciding
    from kg import graph

    if verdict == "list":
        graph.release(out)  # says so where there is no build
        print("\n".join(deciding.listed(out)))
        return
    words.print(deciding.decide(out, verdict, things or [], author=author, why=why, undo=undo), soft_wrap=True, markup=False)


@app.command()
def review(
    out: Out,
    author: Annotated[str, typer.Option(envvar="USER", help="who decides")] = "",
) -> None:
    """Show the pairs that may be one, surest first, with their evidence, and take answers at the keyboard."""
    from kg import decide as deciding

    pairs = deciding.doubts(out)
    words.print(f"{len(pairs)} undecided pairs" if pairs else "no pair of this build is in doubt")
    for one, other, text in pairs:
        print(f"\n{text}")
        answer = typer.prompt("one and the same? [y]es, [n]o, [s]kip, [q]uit", default="s").strip().lower()[:1]
        if answer == "q":
            break
        if answer in ("y", "n"):
            verdict = "same" if answer == "y" else "different"
            words.print(deciding.decide(out, verdict, [one, other], author=author), soft_wrap=True, markup=False)


@app.command()
def validate(out: Out) -> None:
    """Check a build: SHACL shapes and integrity."""
    from kg.graph.validate import validate as breaches

    found = breaches(out)
    for line in found:
        print(line)
    words.print(f"{out}: {len(found)} breaches" if found else f"{out}: keeps all shapes and promises", soft_wrap=True)
    raise typer.Exit(1 if found else 0)


@app.command()
def score(
    out: Annotated[Path, typer.Argument(help="folder of a build, or a graph.ttl", show_default=False)],
    gold: Annotated[list[Path], typer.Option("--gold", help="annotated articles (JSON), or a folder of them")],
    sources: Annotated[Path | None, typer.Option(help="folder of the source files, so that blank lines do not count")] = None,
    errors: Annotated[int, typer.Option(help="print up to so many missed and wrong items")] = 0,
) -> None:
    """Precision, recall and F1 against annotated articles."""
    from kg import graph
    from kg import score as scoring

    path = out if out.is_file() else graph.release(out) / "graph.ttl"
    files = [file for given in gold for file in (scoring.golds_in(given) if given.is_dir() else [given])]
    for line in scoring.lines(scoring.score(path, files, sources=sources), errors=errors):
        print(line)


@app.command()
def check() -> None:
    """Check lexicons and rules, in seconds, without a model: file, line, what is wrong."""
    from kg.check import check as problems

    found = problems()
    for line in found:
        print(line)
    words.print(f"{len(found)} problems" if found else "all lexicons and rules are well")
    raise typer.Exit(1 if found else 0)


@app.command()
def rules(
    gold: Annotated[list[Path] | None, typer.Option("--gold", help="annotated articles (JSON); else the corpus")] = None,
    examples: Annotated[bool, typer.Option("--examples", help="print the yes and no examples too")] = False,
) -> None:
    """List each relation rule with its hits and its precision on annotated articles."""
    from kg import facts

    for card in facts.cards(gold or ()):
        low, high = card.interval or (0.0, 1.0)
        precision = "  –                " if card.precision is None else f"{card.precision:5.3f} ({low:.2f} to {high:.2f})"
        print(f"{precision}  {card.right:4} right {card.wrong:4} wrong  {card.name}  {card.predicate}  {card.where}")
        if examples:
            print("".join(f"    {mark} {text}\n" for mark, texts in (("+", card.yes), ("-", card.no)) for text in texts), end="")


@contextmanager
def _one_line_errors() -> Iterator[None]:
    try:
        yield
    except KgError as error:
        words.print(f"kg: {error}", soft_wrap=True, markup=False)
        sys.exit(2)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        words.print(f"kg: {error.filename or ''}: {error.strerror or error}", soft_wrap=True, markup=False)
        sys.exit(2)
    except UnicodeDecodeError as error:
        words.print(f"kg: a file that was given is not UTF-8 text ({error.reason})", soft_wrap=True, markup=False)
        sys.exit(2)


def main() -> None:
    """The console script `kg`."""
    with _one_line_errors():
        app()


if __name__ == "__main__":
    main()

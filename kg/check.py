"""Whether the data files of `kg/zh/` are well: lexicons and rules, in seconds, without a model. Gives lines `file:line: what`."""

from kg import facts, lexicon
from kg.records import KgError


def check() -> list[str]:
    """All that is wrong with lexicons and rules; empty when all is well."""
    found = []
    for name in sorted(_tables()):
        try:
            found += table_problems(name)
        except KgError as error:
            found.append(str(error))
    return found + facts.check_rules()


def _tables() -> list[str]:
    def below(folder: str) -> list[str]:
        place = lexicon.ZH / folder if folder else lexicon.ZH
        names: list[str] = []
        for entry in place.iterdir():
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir() and entry.name != "corpus":
                names += below(path)
            elif entry.name.endswith(".tsv"):
                names.append(path)
        return names

    return below("")


def table_problems(name: str) -> list[str]:
    """A table must be sorted by its first column, hold no row twice and no white space around a cell."""
    found: list[str] = []
    seen: set[tuple[str, ...]] = set()
    before = ""
    for number, row in lexicon.numbered_rows(name):
        cells = tuple(row.values())
        where = f"kg/zh/{name}:{number}"
        if cells in seen:
            found.append(f"{where}: {cells[0]} stands there twice; remove one")
        if cells[0] < before:
            found.append(f"{where}: {cells[0]} comes after {before}; sort the file by its first column")
        if any(cell != cell.strip() for cell in cells):
            found.append(f"{where}: white space around a cell; remove it")
        seen.add(cells)
        before = cells[0]
    return found if seen else [f"kg/zh/{name}: no rows"]

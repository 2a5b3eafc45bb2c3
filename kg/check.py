"""Whether the data files of `kg/zh/` are well: lexicons and rules, in seconds, without a model. Gives lines `file:line: what`."""

from kg import facts, lexicon
from kg.records import KgError


def check() -> list[str]:
    """All that is wrong with lexicons and rules; empty when all is well."""
    found = []
    for name in sorted(_tables()):
        try:
            found += _table(name)
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


def _table(name: str) -> list[str]:
    """A table must be sorted by its first column, hold no row twice and no blank around a cell."""
    found: list[str] = []
    seen: set[tuple[str, ...]] = set()
    before = ""
    header_passed = False
    for row in lexicon.rows(name):
        cells = tuple(row.values())
        header_passed = True
        if cells in seen:
            found.append(f"kg/zh/{name}: {cells[0]} stands there twice; remove one")
        if cells[0] < before:
            found.append(f"kg/zh/{name}: {cells[0]} comes after {before}; sort the file by its first column")
        if any(cell != cell.strip() for cell in cells):
            found.append(f"kg/zh/{name}: {cells[0]}: white space around a cell; remove it")
        seen.add(cells)
        before = cells[0]
    if not header_passed:
        found.append(f"kg/zh/{name}: no rows")
    return found

"""How well whole pages are read: generated pages with known answers, as text dumps and as PDF.

Run: python -m tests.benchmarks.pages [PAGES] [FIRST SEED] [--errors]. Prints the mean line IoU of articles, the share that is
exact to the line, the share of headlines found; how many pages give the same articles as PDF and as dump; and the speed of
reading dumps on one core, once the lexicons are loaded. `--errors` lists every article of a dump that is not exact or has not
its headline.
"""

import sys
import time

from kg.acquire.pdf import pages_of_pdf
from kg.acquire.plain import lines_of
from kg.articles import split_page
from kg.divisions import divisions
from kg.records import Article, Page
from tests.articles.test_split import found_in, printed_numbers, squash
from tests.pagegen.page import Answer, GeneratedPage, generate
from tests.pagegen.pdf import print_pdf

FIRST, PDF_FIRST = 900_000, 910_000
WARM = 10  # pages after whose reading all lexicons are loaded
LOST = 50  # letters of a wrong line that the list of errors shows


def dump_of(made: GeneratedPage) -> Page:
    """A generated page as its text dump."""
    return Page("made.txt", "", made.text, lines_of(made.text))


def right_headline(answer: Answer, found: Article | None) -> bool:
    """Whether an article has the headline that was printed over it."""
    return bool(answer.headline and found and found.headline and squash(answer.headline) in squash(found.headline))


def dumps(first: int, pages: int, errors: bool) -> None:
    """Prints what is right on the dumps of some seeds."""
    shares: list[float] = []
    headlines = right = 0
    every = [generate(seed) for seed in range(first, first + pages)]
    sources = [dump_of(made) for made in every]
    for source in sources[:WARM]:
        split_page(source)
    divisions()
    start = time.process_time()
    read = [split_page(source) for source in sources]
    seconds = time.process_time() - start
    size = sum(len(made.text.encode("utf-8")) for made in every)
    for seed, made, source, found in zip(range(first, first + pages), every, sources, read, strict=True):
        printed = printed_numbers(source)
        for answer in made.answers:
            share, best = found_in(found, answer.lines & printed, printed)
            shares.append(share)
            named = right_headline(answer, best)
            headlines += answer.headline is not None
            right += named
            if errors and (share < 1.0 or (answer.headline and not named)):
                _show(seed, source, answer, share, best)
    print(f"dumps {pages} pages, {len(shares)} articles, {headlines} headlines")
    print(f"  mean line IoU {sum(shares) / len(shares):.4f}")
    print(f"  exact         {sum(share == 1.0 for share in shares) / len(shares):.4f}")
    print(f"  headlines     {right / max(headlines, 1):.4f}")
    print(f"  speed         {size / 1e6 / seconds:.2f} MB of text a second")


def _show(seed: int, source: Page, answer: Answer, share: float, best: Article | None) -> None:
    print(f"{seed} {share:.2f} {answer.kind} {answer.headline} / {best.headline if best else None}")
    got = {n for low, high in best.lines for n in range(low, high + 1)} if best else set()
    for line in source.lines:
        text = source.text[line.start : line.end]
        if text.strip() and (line.number in got) != (line.number in answer.lines):
            print(f"    {'+' if line.number in got else '-'}{line.number} {text[:LOST]}")


def sheets(first: int, pages: int, errors: bool) -> None:
    """Prints how many pages give the same articles as PDF and as dump, and how many articles of either are exact."""
    same = 0
    exact = {"PDF": 0, "dump": 0}
    articles = 0
    for seed in range(first, first + pages):
        made = generate(seed, plain=True)
        (source,) = pages_of_pdf(print_pdf(made), "made.pdf", None, None, False)
        assert isinstance(source, Page)
        ways = {"PDF": content(source), "dump": content(dump_of(made))}
        lines = made.text.splitlines()
        wanted = [frozenset(squash(lines[n - 1]) for n in answer.lines) for answer in made.answers]
        articles += len(wanted)
        same += ways["PDF"] == ways["dump"]
        for way, found in ways.items():
            exact[way] += sum(answer in found for answer in wanted)
            if errors and ways["PDF"] != ways["dump"]:
                for answer in wanted:
                    if answer not in found:
                        near = max(found, key=lambda other: len(other & answer), default=frozenset())
                        print(seed, way, "lacks", sorted(answer - near)[:4], "has", sorted(near - answer)[:4])
    print(f"PDF {pages} pages, {articles} articles")
    print(f"  same articles as the dump {same}")
    for way, count in exact.items():
        print(f"  exact as {way:4}             {count / articles:.4f}")


def content(source: Page) -> set[frozenset[str]]:
    """The articles of a page, each as the set of its printed lines."""
    text = {line.number: squash(source.text[line.start : line.end]) for line in source.lines}
    found: set[frozenset[str]] = set()
    for article in split_page(source):
        numbers = [n for low, high in article.lines for n in range(low, high + 1)]
        found.add(frozenset(text[n] for n in numbers if text[n]))
    return found


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    pages = numbers[0] if numbers else 200
    errors = "--errors" in sys.argv
    if "--pdf" not in sys.argv:
        dumps(numbers[1] if len(numbers) > 1 else FIRST, pages, errors)
    if "--dumps" not in sys.argv:
        sheets(numbers[1] if len(numbers) > 1 else PDF_FIRST, max(pages // 4, 1), errors)


if __name__ == "__main__":
    main()

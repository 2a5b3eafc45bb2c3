"""How linking grows: generated referents from 10,000 to 1,000,000 mentions, each size in a process of its own.

usage: python -m tests.benchmarks.link_many [MENTIONS ...]     (default 10000 100000 1000000)
Prints mentions, referents, entities, seconds, microseconds for a mention, peak memory. Counties and offices are drawn from the
tables, people and firms made up; some names are borne by many, as in life.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from kg import lexicon
from kg.divisions import divisions
from kg.entities import link
from kg.records import Article, Part, Reference, Referent

EACH = 25  # mentions in an article


def generated(mentions: int) -> tuple[list[Article], list[tuple[Referent, ...]]]:
    """Articles (without text, which linking reads for posts only) and their referents."""
    random.seed(mentions)
    counties = [d for d in divisions().by_code.values() if d.level == "County"]
    offices = [row["name"] for row in lexicon.rows("entities/functions.tsv")]
    surnames = sorted(name for name in lexicon.words("surnames.tsv", "surname") if len(name) == 1)[:200]
    given = sorted(lexicon.words("entities/given_names.tsv"))
    trades = ["农业", "机械", "食品", "茶业", "药业", "物流", "科技", "陶瓷", "纺织", "能源"]
    letters = "澜岚璟涵睿凌霄澄沐骏翊彦璞玥珩琨铄皓峥"
    articles, groups = [], []
    for number in range(mentions // EACH):
        county = random.choice(counties)
        identity = f"art-{number:08d}"
        articles.append(Article(identity, "b.txt", "news", "", (Part("body", 0, 0),), (), ((1, 1),)))
        groups.append(tuple(_referents(identity, county.code, county.name, offices, surnames, given, trades, letters)))
    return articles, groups


def _referents(
    article: str, code: str, name: str, offices: list[str], surnames: list[str], given: list[str], trades: list[str], letters: str
) -> Iterator[Referent]:
    at = 0

    def one(kind: str, label: str, key: str, where: str | None, times: int, within: tuple[str, ...] = ()) -> Referent:
        nonlocal at
        at += 1
        references = tuple(Reference(at * 100 + i * 10, at * 100 + i * 10 + len(label)) for i in range(times))
        return Referent(f"{article}#{at}", kind, label, (label,), references, key, where, within)

    yield one("County", name, f"county:{code}", code, 5)
    bodies = []
    for office in random.sample(offices, 3):
        body = one("GovernmentBody", name + office, f"GovernmentBody:{code}/{office}", code, 3)
        bodies.append(body)
        yield body
    brand = "".join(random.choices(letters, k=2))
    trade = random.choice(trades)
    firm = one("Enterprise", f"{name}{brand}{trade}有限公司", f"Enterprise:{code}/{brand}{trade}公司", code, 3)
    yield firm
    for near in random.sample([*bodies, firm], 3):
        person = random.choice(surnames) + random.choice(given)
        anchored = random.random() < 0.7
        key = f"Person:{person}@{near.key}" if anchored else f"Person:{person}@@{article}"
        yield one("Person", person, key, None, 2, (near.id,) if anchored else ())
    yield one("Initiative", f"“{brand}帮办”", f"Initiative:@{code[:4]}00/{brand}帮办", None, 2)


def measured(mentions: int) -> str:
    """One line of figures for one size."""
    articles, groups = generated(mentions)
    referents = sum(len(g) for g in groups)
    real = sum(len(r.references) for g in groups for r in g)
    before = time.perf_counter()
    linking = link(articles, groups)
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{real:>9} mentions {referents:>8} referents {len(linking.entities):>8} entities {len(linking.possibly):>8} doubts "
        f"{seconds:8.1f} s {1e6 * seconds / real:6.1f} us/mention {peak:7.0f} MB"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        print(measured(int(sys.argv[2])))
    else:
        for size in sys.argv[1:] or ["10000", "100000", "1000000"]:
            command = [sys.executable, "-m", "tests.benchmarks.link_many", "--one", size]
            print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="", flush=True)

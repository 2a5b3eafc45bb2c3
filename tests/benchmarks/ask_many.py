"""How many may ask the endpoint at once: point queries by many clients, on a build of the seed pages or of the folder given.

`python -m tests.benchmarks.ask_many [CLIENTS] [QUERIES] [BUILD]` (20 clients with 20 queries each) prints how often each status
came, queries a second, and the time that half and 95 of 100 answered queries took at most.
"""

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from kg import pipeline
from tests.views.served import ROOT, request, served

POINT = "SELECT ?o { <https://w3id.org/newskg/id/county/141127> skos:prefLabel ?o }"


def client(url: str, queries: int) -> list[tuple[int, float]]:
    """Status and seconds of each query, one after the other."""
    found = []
    for _ in range(queries):
        begun = time.perf_counter()
        found.append((request(url, "/sparql?" + urlencode({"query": POINT})).status, time.perf_counter() - begun))
    return found


def main() -> None:
    clients, queries = (int(word) for word in [*sys.argv[1:3], "20", "20"][:2])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(folder) / "build"
        if len(sys.argv) <= 3:
            pipeline.build([ROOT / "seeds"], out)
        with served(out) as url, ThreadPoolExecutor(clients) as many:
            client(url, 1)
            begun = time.perf_counter()
            seen = [one for found in many.map(lambda _: client(url, queries), range(clients)) for one in found]
            took = time.perf_counter() - begun
    times = sorted(seconds for status, seconds in seen if status == 200)
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(Counter(status for status, _ in seen).items()))
    print(f"{clients} clients with {queries} queries each: {statuses}; {len(times) / took:.0f} answers a second; ", end="")
    print(f"half within {times[len(times) // 2]:.2f} s, 95 of 100 within {times[len(times) * 95 // 100]:.2f} s")


if __name__ == "__main__":
    main()

"""Names of people, places and bodies: ours beside other recognisers that install without a model hub.

    python -m tests.benchmarks.peers GOLD.json…  [--peer newskg --peer LAC …] [--model zh_core_web_sm]

In: annotated articles. Out: a table, F1 by group and characters a CPU second. A peer that is not installed is left out by name,
so that peers that need other versions of numpy can be measured from an environment of their own. Everybody is scored the same
way: a distinct string of an article is right if it is a name of an entity of its group; optional entities count neither way.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Found = set[tuple[str, str]]  # (group, string)
Finder = Callable[[str], Found]
PLACES = ("Place", "Province", "Prefecture", "County", "Township", "Village")
BODIES = ("Enterprise", "GovernmentBody", "Organization")
GROUPS = ("Person", "Place", "Body")
GROUP = {"Person": "Person", **dict.fromkeys(PLACES, "Place"), **dict.fromkeys(BODIES, "Body")}
TAGS = {"nr": "Person", "ns": "Place", "nt": "Body", "PER": "Person", "LOC": "Place", "ORG": "Body", "np": "Person", "ni": "Body"}
MARKS = str.maketrans("", "", "“”‘’\"'《》〈〉「」『』（）()—-·、，,")


def squash(name: str) -> str:
    """A name without marks and spaces."""
    return "".join(name.split()).translate(MARKS)


def newskg() -> Finder:
    """Our whole stage."""
    from kg.detect import find_mentions
    from kg.records import Article, Part

    def find(text: str) -> Found:
        article = Article("a", "a", "news", text, (Part("body", 0, len(text)),), (), ())
        return {(GROUP[m.kind], squash(m.text)) for m in find_mentions([article])[0] if m.kind in GROUP}

    return find


def network_alone(model: str | None = None) -> Finder:
    """Our network without grammars, judge and settling; or a spaCy pipeline that the user has installed."""
    from kg.detect.network import FAINT
    from kg.detect.pipeline import recognise

    def find(text: str) -> Found:
        found = recognise([text], model=model)[0]
        return {(GROUP[f.kind], squash(text[f.start : f.end])) for f in found if f.kind in GROUP and f.depth != FAINT}

    return find


def lac() -> Finder:
    """Baidu LAC 2.1.2; newer paddles have no paddle.fluid, which it asks for."""
    import paddle
    import paddle.base

    sys.modules["paddle.fluid"] = paddle.base
    paddle.fluid = paddle.base
    sys.modules["paddle.fluid.core"] = paddle.base.core
    from LAC import LAC

    tagger = LAC(mode="lac")
    return lambda text: tagged(zip(*tagger.run(text), strict=True)) if text.strip() else set()


def jieba() -> Finder:
    """jieba's part-of-speech tagger: nr, ns, nt."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.ERROR)
    return lambda text: tagged((pair.word, pair.flag) for pair in posseg.cut(text))


def jiagu() -> Finder:
    """jiagu's recogniser over its own words: tags B-PER, I-PER …"""
    import jiagu as peer

    def find(text: str) -> Found:
        words = peer.seg(text)
        found: list[tuple[str, str]] = []
        inside = ""
        for word, tag in zip(words, peer.ner(words), strict=True):
            head, _, kind = tag.partition("-")
            if head == "I" and found and inside == kind:
                found[-1] = (found[-1][0] + word, found[-1][1])
            elif head == "B":
                found.append((word, kind))
            inside = kind
        return tagged(found)

    return find


def thulac() -> Finder:
    """thulac's part-of-speech tagger: np, ns, ni."""
    import thulac as peer

    tagger = peer.thulac()
    return lambda text: tagged((word, tag) for word, tag in tagger.cut(text))


def tagged(pairs: Iterable[Sequence[str]]) -> Found:
    """Tagged words as names."""
    return {(TAGS[tag], squash(word)) for word, tag in pairs if tag in TAGS and squash(word)}


PEERS: dict[str, Callable[[], Finder]] = {
    "newskg": newskg, "newskg, network alone": network_alone, "LAC": lac, "jieba.posseg": jieba, "jiagu": jiagu, "thulac": thulac,
}  # fmt: skip


def articles(paths: Iterable[Path]) -> list[tuple[str, list[dict[str, object]]]]:
    """(text with headline, entities) of every article."""
    found = []
    for path in paths:
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            if article.get("kind") != "furniture" and article["entities"]:
                lines = [article.get("subhead"), article.get("headline"), article["text"]]
                found.append(("\n".join(line for line in lines if line), article["entities"]))
    return found


def measure(find: Finder, given: Sequence[tuple[str, list[dict[str, object]]]]) -> tuple[dict[str, list[int]], float]:
    """[right strings, found strings, entities found, entities wanted] by group, and characters a CPU second.

    The time is that of a second pass, so that loading does not count.
    """
    counts = {g: [0, 0, 0, 0] for g in GROUPS}
    for text, entities in given:
        named: dict[str, list[tuple[set[str], bool]]] = {g: [] for g in GROUPS}
        for entity in entities:
            forms = {squash(str(n)) for n in [entity["name"], *entity.get("names", [])]}  # type: ignore[misc]
            for kind in {GROUP.get(str(t)) for t in [entity["type"], *entity.get("alt_types", [])]}:  # type: ignore[misc]
                if kind:
                    named[kind].append((forms, bool(entity.get("optional"))))
        every = [pair for pairs in named.values() for pair in pairs]
        hit: set[int] = set()
        for kind, name in sorted(find(text)):
            right = [pair for pair in named[kind] if name in pair[0]]
            if not right and any(optional for forms, optional in every if name in forms):
                continue
            if right and all(optional for _, optional in right):
                continue
            counts[kind][1] += 1
            counts[kind][0] += bool(right)
            hit |= {id(forms) for forms, _ in right}
        for kind, pairs in named.items():
            counts[kind][2] += sum(id(forms) in hit for forms, optional in pairs if not optional)
            counts[kind][3] += sum(not optional for _, optional in pairs)
    began = time.process_time()
    for text, _ in given:
        find(text)
    speed = sum(len(text) for text, _ in given) / max(time.process_time() - began, 1e-6)
    return counts, speed


def f1(right: int, found: int, met: int, wanted: int) -> float:
    """F1 of the precision of strings and the recall of entities."""
    precision, recall = right / max(found, 1), met / max(wanted, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Prints one row for each peer that is installed."""
    parser = argparse.ArgumentParser(description="Measure recognisers of names side by side.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--peer", action="append", choices=sorted(PEERS))
    parser.add_argument("--model", help="an installed spaCy pipeline to measure beside them")
    given = parser.parse_args()
    every = {name: PEERS[name] for name in given.peer or PEERS}
    if given.model:
        every[given.model] = lambda: network_alone(given.model)
    texts = articles(given.gold)
    print(f"| {'peer':24} | Person | Place | Body | all three | characters a CPU second |\n|---|---|---|---|---|---|")
    for name, make in every.items():
        try:
            find = make()
        except (ImportError, OSError) as problem:
            print(f"{name} is left out: {problem}", file=sys.stderr)
            continue
        counts, speed = measure(find, texts)
        total = [sum(row[i] for row in counts.values()) for i in range(4)]
        figures = " | ".join(f"{f1(*counts[g]):.3f}" for g in GROUPS)
        print(f"| {name:24} | {figures} | {f1(*total):.3f} | {speed:,.0f} |", flush=True)


if __name__ == "__main__":
    main()

"""What is not SPARQL gets a line, a column and a plain sentence: written cases for each part of the grammar, and a thousand
queries with something taken out, doubled or put in."""

import json
import random
import re

import pyoxigraph as ox
import pytest

from kg.graph.vocabulary import PREFIXES
from kg.ontology import saved_queries
from kg.views.guard import Refusal, look
from kg.views.query import STRANGER, read

FAULTY = [
    "SELECT", "SELECT ?x", "SELECT * WHERE", "SELECT * {", "SELECT * }", "SELECT {}", "SELECT ?x ?x y {}",
    "SELECT DISTINCT {}", "SELECT (1 AS 2) {}", "SELECT (?x AS) {}", "SELECT (AS ?x) {}", "SELECT 1 AS ?x {}",
    "SELECT COUNT(*) {}", "SELECT * { ?s }", "SELECT * { ?s ?p }", "SELECT * { ?s ?p ?o ?q }",
    "SELECT * { ?s ?p ?o ; ; ?q }", "SELECT * { ?s ?p ?o , }", "SELECT * { ?s ?p ?o . . }", "SELECT * { 'x' ?p }",
    "SELECT * { ?s 'p' ?o }", "SELECT * { ?s _:b ?o }", "SELECT * { [ ?p ?o }", "SELECT * { ( ?s ?o }",
    "SELECT * { ?s ?p 'x }", 'SELECT * { ?s ?p "x\n" }', "SELECT * { ?s ?p '''x }", "SELECT * { ?s <a b> ?o }",
    "SELECT * { ?s ?p 'x'@ }", "SELECT * { ?s ?p 'x'^^ }", "SELECT * { ?s ?p 'x'^^'y' }", "SELECT * { ?s ?p '\\q' }",
    "SELECT * { ?s no:such ?o }", "SELECT * { OPTIONAL ?s ?p ?o }", "SELECT * { UNION { ?s ?p ?o } }",
    "SELECT * { {} UNION }", "SELECT * { GRAPH { ?s ?p ?o } }", "SELECT * { GRAPH ?g ?s ?p ?o }", "SELECT * { MINUS }",
    "SELECT * { FILTER }", "SELECT * { FILTER ?x > 1 }", "SELECT * { FILTER (?x >) }", "SELECT * { FILTER (?x IN 1) }",
    "SELECT * { FILTER (?x && ) }", "SELECT * { FILTER REGEX }", "SELECT * { FILTER NOT { ?s ?p ?o } }",
    "SELECT * { FILTER (NOSUCH(?x)) }", "SELECT * { BIND(1) }", "SELECT * { BIND(1 AS x) }", "SELECT * { BIND 1 AS ?x }",
    "SELECT * { ?s ?p ?x BIND(1 AS ?x) }", "SELECT * { VALUES ?x }", "SELECT * { VALUES (?x ?y) { (1) } }",
    "SELECT * { VALUES ?x { ?y } }", "SELECT * { ?s /?p ?o }", "SELECT * { ?s <a:p>/ ?o }", "SELECT * { ?s (<a:p> ?o }",
    "SELECT * { ?s <a:p>{2} ?o }", "SELECT * {} GROUP BY", "SELECT * {} HAVING", "SELECT * {} ORDER BY",
    "SELECT * {} ORDER ?x", "SELECT * {} LIMIT", "SELECT * {} LIMIT -1", "SELECT * {} LIMIT 1.5", "SELECT * {} LIMIT ?x",
    "SELECT * {} OFFSET x", "SELECT * {} LIMIT 1 LIMIT 2", "SELECT * {} 1", "SELECT * FROM {}", "SELECT * FROM ?g {}",
    "SELECT * FROM NAMED {}", "ASK", "ASK WHERE", "ASK ?x {}", "DESCRIBE", "DESCRIBE 'x'", "CONSTRUCT",
    "CONSTRUCT { ?s ?p }", "CONSTRUCT { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o FILTER(?o > 1) }",
    "CONSTRUCT { FILTER(1) } WHERE {}", "PREFIX SELECT * {}", "PREFIX x SELECT * {}", "PREFIX x: SELECT * {}",
    "PREFIX x: 'y' SELECT * {}", "BASE SELECT * {}", "BASE 'x' SELECT * {}", "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*, 1) AS ?n) {}", "SELECT (SUM() AS ?n) {}", "SELECT * { 1 }", "?s ?p ?o", "{ }", "查询",
    "SELECT ＊ { ?s ?p ?o }", "SELECT * { ?s ?p “x” }", "SELECT * {？s ?p ?o}", "SELECT * { ?s ?p ?o }。",
]  # fmt: skip
OURS = re.compile(r"Error|Exception|Traceback|pyoxigraph|\.py\b|object at|<class")


def answered(query: str) -> Refusal | None:
    """What the guard and the engine say against a query, as a client would be told."""
    try:
        look(query)
        ox.Store().query(query, prefixes=PREFIXES)
    except Refusal as refused:
        return refused
    except SyntaxError as error:
        head = json.dumps({"error": "malformed", "words": str(error.msg)}).encode()
        with pytest.raises(Refusal) as told:
            read(0, head + b"\n", query, STRANGER)
        return told.value
    except (ValueError, RuntimeError):
        return None
    return None


@pytest.mark.parametrize("query", FAULTY)
def test_a_fault_of_the_grammar_is_told_with_its_place(query: str) -> None:
    told = answered(query)
    assert told is not None and told.code == "malformed"
    lines = query.split("\n")
    assert 1 <= told.line <= len(lines)
    assert 1 <= told.column <= len(lines[told.line - 1]) + 1
    assert re.match(r"\w.{12,}", told.words) and not OURS.search(told.words)


def mutated(luck: random.Random) -> str:
    """One of the saved queries with a few tokens taken out, doubled, exchanged or put in."""
    tokens = re.findall(r"\s+|\w+|.", luck.choice(sorted(saved_queries().values())))
    for _ in range(luck.randrange(1, 4)):
        at = luck.randrange(len(tokens))
        odd = luck.choice(
            ["{", "}", "(", ")", "'", '"', "<", ">", ";", ".", "?", "@", "^^", "\\", "\x00", "张", "\ud83d", "SELECT", "1e"]
        )
        match luck.randrange(4):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[at])
            case 2:
                tokens[at] = odd
            case _:
                tokens.insert(at, odd)
    return "".join(tokens)


def test_a_thousand_spoilt_queries_are_answered_or_told_their_fault() -> None:
    luck, told = random.Random(11), 0
    for _ in range(1000):
        query = mutated(luck).encode("utf-8", "replace").decode()
        fault = answered(query)
        if fault is not None:
            told += 1
            assert fault.line >= 1 and fault.column >= 1, query
            assert not OURS.search(fault.words), fault.words
    assert told > 500

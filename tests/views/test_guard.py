"""The first fence: what the text of a query may not hold, however it is glued, and what it may hold after all."""

import pytest

from kg.views.guard import DEEPEST, LONGEST, Refusal, fault, look

BODY = "{ ?s ?p ?o }"
REMOTE = "<http://127.0.0.1:9/sparql>"
CALLS = {
    "plain": f"SELECT * {{ SERVICE {REMOTE} {BODY} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {REMOTE} {BODY} }}",
    "lower case": f"SELECT * {{ service {REMOTE} {BODY} }}",
    "mixed case, no space": f"SELECT * {{sErViCe{REMOTE}{BODY}}}",
    "variable": f"SELECT * {{ VALUES ?x {{ {REMOTE} }} SERVICE ?x {BODY} }}",
    "variable, no space": f"SELECT * {{ SERVICE?x{BODY} }}",
    "prefixed": f"PREFIX x: {REMOTE} SELECT * {{ SERVICE x:y {BODY} }}",
    "empty prefix glued": f"PREFIX : {REMOTE} SELECT * {{ SERVICE:y{BODY} }}",
    "silent and empty prefix glued": f"PREFIX : {REMOTE} SELECT * {{ SERVICESILENT:y {BODY} }}",
    "a prefix that is called so": f"PREFIX service: {REMOTE} PREFIX : {REMOTE} SELECT * {{ service:y #\n {BODY} }}",
    "glued to a double": f"SELECT * {{ ?s ?p 1e0SERVICE {REMOTE} {BODY} }}",
    "glued to a decimal": f"SELECT * {{ ?s ?p 1.5SERVICE {REMOTE} {BODY} }}",
    "glued to an integer": f"SELECT * {{ ?s ?p 1SERVICE {REMOTE} {BODY} }}",
    "glued to a boolean": f"SELECT * {{ ?s ?p trueSERVICE {REMOTE} {BODY} }}",
    "boolean and prefix glued": f"PREFIX : {REMOTE} SELECT * {{ ?s ?p trueSERVICE:y {BODY} }}",
    "glued to a string": f"SELECT * {{ ?s ?p 'x'SERVICE {REMOTE} {BODY} }}",
    "glued to a long string": f"SELECT * {{ ?s ?p '''x'y\\''''SERVICE {REMOTE} {BODY} }}",
    "glued to a bracket": f"SELECT * {{ ?s ?p ?o FILTER(1<2)SERVICE {REMOTE} {BODY} }}",
    "between comparisons": f"SELECT * {{ ?s ?p ?o FILTER(?s<?o)SERVICE {REMOTE} {BODY} FILTER(?o>?s) }}",
    "after a comment": f"SELECT * {{ # comment\nSERVICE {REMOTE} {BODY} }}",
    "after a comment ended by a return": f"SELECT * {{ # comment\rSERVICE {REMOTE} {BODY} }}",
    "after an empty string": f'SELECT * {{ ?s ?p ""SERVICE {REMOTE} {BODY} }}',
    "after an escaped quotation mark": f'SELECT * {{ FILTER("\\"")SERVICE {REMOTE} {BODY} }}',
    "after a written-out quotation mark": f'SELECT * {{ FILTER("\\u0022")SERVICE {REMOTE} {BODY} }}',
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE {REMOTE} {BODY} }} }} }}",
    "in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE {REMOTE} {BODY} }} }}",
    "in GRAPH": f"SELECT * {{ GRAPH ?g {{ SERVICE {REMOTE} {BODY} }} }}",
    "in OPTIONAL": f"SELECT * {{ OPTIONAL {{ SERVICE {REMOTE} {BODY} }} }}",
    "in CONSTRUCT": f"CONSTRUCT {BODY} WHERE {{ SERVICE {REMOTE} {BODY} }}",
}
HARMLESS = {
    "comment": f"# SERVICE <x> {{ }}\nSELECT * {BODY} # LOAD <x>",
    "string": "SELECT * { ?s ?p 'SERVICE <x> { }' }",
    "long string": 'SELECT * { ?s ?p """a " SERVICE " b""" }',
    "iri": "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    "variable": "SELECT ?SERVICE $service { ?SERVICE ?p $service }",
    "prefixed name": "PREFIX ex: <http://example.org/> SELECT * { ?s ex:SERVICE ?o }",
    "prefix": "PREFIX service: <http://example.org/> SELECT * { ?s service:x ?o . ?s service:y ?z }",
    "graph of such a name": "PREFIX service: <http://example.org/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
    "language": "SELECT * { ?s ?p 'x'@en-service }",
    "blank node": "SELECT * { _:service ?p ?o }",
    "update words in names": "SELECT ?insert ?delete { ?insert <http://example.org/load> ?delete }",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_a_call_to_another_server_is_refused(query: str) -> None:
    with pytest.raises(Refusal) as refused:
        look(query)
    assert refused.value.code == "service-disabled"
    assert refused.value.line >= 1


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS.keys())
def test_the_word_in_another_role_is_no_call(query: str) -> None:
    assert look(query).form == "SELECT"


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL", "DROP ALL",
        "CREATE GRAPH <a:g>", "COPY DEFAULT TO <a:g>", "MOVE DEFAULT TO <a:g>", "ADD DEFAULT TO <a:g>",
        "with <a:g> delete {} where {}",
        "PREFIX ex: <http://example.org/> # comment\nBASE <http://example.org/> INSERT DATA { ex:a ex:b ex:c }",
    ],
)  # fmt: skip
def test_an_update_is_refused(update: str) -> None:
    with pytest.raises(Refusal) as refused:
        look(update)
    assert refused.value.code == "update"


@pytest.mark.parametrize("mark", ["{", "(", "["])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 1000, 30_000])
def test_deep_nesting_is_refused_before_it_is_read(mark: str, depth: int) -> None:
    with pytest.raises(Refusal) as refused:
        look("SELECT * { ?s ?p " + mark * depth)
    assert refused.value.code == "too-complex"


def test_rows_of_signs_are_nesting_too() -> None:
    with pytest.raises(Refusal) as refused:
        look("ASK { FILTER(" + "! " * 100 + "?x) }")
    assert refused.value.code == "too-complex"


def test_brackets_side_by_side_are_not_deep() -> None:
    assert look("SELECT * {" + "{ ?s ?p ?o }" * 500 + "}").form == "SELECT"


def test_a_query_has_a_longest_length() -> None:
    with pytest.raises(Refusal) as refused:
        look("#" * (LONGEST + 1))
    assert refused.value.code == "too-long"


def test_form_and_variables_are_seen() -> None:
    seen = look("PREFIX a: <http://a/> BASE <http://b/> # c\n construct { ?x a:p $y } where { ?x a:p $y }")
    assert seen.form == "CONSTRUCT"
    assert seen.variables == {"x", "y"}


@pytest.mark.parametrize(
    ("query", "words", "place"),
    [
        ("SELECT * {\n  x:y ?p ?o }", "the prefix x: is not declared", (2, 3)),
        ("SELECT * {\n ?s ?p 'x }", "this quotation mark is never closed", (2, 8)),
        ("SELECT * { ?s ?p ?o", "this { is never closed", (1, 10)),
        ("SELECT * { ?s ?p ?o ) }", "this ) closes nothing", (1, 21)),
        ("SELEC * { }", "a query begins with one of SELECT", (1, 1)),
        ("", "a query begins with one of SELECT", (7, 9)),
        ("SELECT * { ?s ?p ?o } LIMIT x", "not SPARQL", (7, 9)),
    ],
)
def test_a_fault_is_named_in_plain_words_with_its_place(query: str, words: str, place: tuple[int, int]) -> None:
    found = fault(query, frozenset({"kg"}), 7, 9)
    assert words in found.words
    assert (found.line, found.column) == place


def test_a_string_that_is_never_closed_hides_nothing() -> None:
    for code, hidden in (("service-disabled", "SERVICE <a:a> {}"), ("too-complex", "(" * 100)):
        with pytest.raises(Refusal) as refused:
            look(f"SELECT * {{ ?s ?p 'x {hidden} }}")
        assert refused.value.code == code


def test_a_hostile_text_is_looked_at_in_reasonable_steps() -> None:
    for text in ("'''", '"\\', "<", "a:", "?", "a.a-", "\\", "''''", "a..", '"""\\"', "<a", "@a-", "_:a.", "'\\", "a:.", "1.e"):
        assert look("SELECT * " + text * (LONGEST // len(text) - 10)).form == "SELECT"

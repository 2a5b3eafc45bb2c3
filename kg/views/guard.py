"""What a stranger's SPARQL may not do, seen from its text alone: a first fence, before the child process without a network.

In: the text of a query. Out: its form and variables, or a Refusal with line and column. The text is split as the engine splits
it, so that a keyword in a comment, string, IRI, variable or prefixed name does not count, and one glued to a number does. What is
read once is not read again from its next character (a string that is never closed, words joined by dots): time is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.records import KgError

LONGEST = 65_536  # characters of a query
DEEPEST = 64  # brackets open at once; the engine's stack ends at some thousand
UNARY = 64  # signs in a row (!!!!x), which nest just as brackets do
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")

_BASE = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
_BASE += "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_CHARS = rf"{_BASE}_\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""(?P<space>[\x20\t\r\n]+|\#[^\r\n]*)
    |(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>|<(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    |(?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$][{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*)
    |(?P<blank>_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<prefixed>(?P<prefix>[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?)?:
        (?:(?:[{_BASE}_0-9:]|{_PLX})(?:(?:[{_CHARS}.:]|{_PLX})*(?:[{_CHARS}:]|{_PLX}))?)?)
    |(?P<word>[{_CHARS}](?:[{_CHARS}.]*[{_CHARS}])?)
    |(?P<broken>"(?:[^"\\\r\n]|\\.)*+|'(?:[^'\\\r\n]|\\.)*+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


class Refusal(KgError):
    """A query that is not run. `code` is one word for programs; `line` and `column` count from 1, 0 when there is no place."""

    def __init__(self, code: str, words: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"line {line}, column {column}: {words}" if line else words)
        self.code, self.words, self.line, self.column = code, words, line, column


@dataclass(frozen=True, slots=True)
class Look:
    """What a query is by its text: one of FORMS, or "" when it is none (the engine will say why); its variables; whether it names
    its dataset with FROM."""

    form: str
    variables: frozenset[str]
    dataset: bool


def look(query: str) -> Look:
    """Lets a query pass or raises Refusal: too long, too deep, an update, or a call to another server."""
    if len(query) > LONGEST:
        raise Refusal("too-long", f"the query has {len(query)} characters; {LONGEST} are the most")
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup != "space"]
    _no_service(query, tokens)
    _not_too_deep(query, tokens)
    first = _first_keyword(tokens)
    if first is not None and first[0].upper() in UPDATES:
        raise Refusal("update", "this is an update; here a graph is only asked, never changed", *_place(query, first.start()))
    form = first[0].upper() if first is not None else ""
    variables = frozenset(token[0][1:] for token in tokens if token.lastgroup == "variable")
    dataset = any(token.lastgroup == "word" and token[0].upper() == "FROM" for token in tokens)
    return Look(form if form in FORMS else "", variables, dataset)


def _no_service(query: str, tokens: list[re.Match[str]]) -> None:
    """The engine fetches what SERVICE names; it also reads the word out of 1e0SERVICE, and out of SERVICE:x before a brace."""
    for at, token in enumerate(tokens):
        if token.lastgroup in ("word", "broken") and "service" in token[0].lower():
            break
        if token.lastgroup == "prefixed" and "service" in (token["prefix"] or "").lower():
            named = at > 0 and tokens[at - 1].lastgroup == "word" and tokens[at - 1][0].upper().endswith("GRAPH")
            if not named and at + 1 < len(tokens) and tokens[at + 1][0] == "{":
                break
    else:
        return
    words = "SERVICE is off: a query here does not call other servers"
    raise Refusal("service-disabled", words, *_place(query, token.start()))


def _not_too_deep(query: str, tokens: list[re.Match[str]]) -> None:
    depth = signs = 0
    for token in tokens:
        text = token[0]
        if token.lastgroup == "broken":
            depth += sum(map(text.count, "{(["))
        depth += (text in "{([") - (text in "})]")
        signs = signs + 1 if text in "!+-^" else 0
        if depth > DEEPEST or signs > UNARY:
            raise Refusal("too-complex", f"nested deeper than {DEEPEST} levels", *_place(query, token.start()))


def fault(query: str, prefixes: frozenset[str], line: int, column: int) -> Refusal:
    """Plain words for a query that the engine could not read: the frequent faults by name, else the engine's place."""
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup != "space"]
    first = _first_keyword(tokens)
    if first is None or first[0].upper() not in FORMS:
        place = _place(query, first.start()) if first else (line, column)
        return Refusal("malformed", f"a query begins with one of {', '.join(FORMS)}, after its PREFIX lines", *place)
    known = set(prefixes)
    opened: list[re.Match[str]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.lastgroup == "prefixed":
            if before is not None and before[0].upper() == "PREFIX":
                known.add(token["prefix"] or "")
            elif (token["prefix"] or "") not in known:
                words = f"the prefix {token['prefix'] or ''}: is not declared; add PREFIX {token['prefix'] or ''}: <…>"
                return Refusal("malformed", words, *_place(query, token.start()))
        elif token.lastgroup == "broken":
            return Refusal("malformed", "this quotation mark is never closed", *_place(query, token.start()))
        elif token[0] in tuple("({["):
            opened.append(token)
        elif token[0] in tuple(")}]") and (not opened or opened.pop()[0] + token[0] not in ("()", "{}", "[]")):
            return Refusal("malformed", f"this {token[0]} closes nothing", *_place(query, token.start()))
    if opened:
        return Refusal("malformed", f"this {opened[-1][0]} is never closed", *_place(query, opened[-1].start()))
    return Refusal("malformed", "from about here on this is not SPARQL", line, column)


def _first_keyword(tokens: list[re.Match[str]]) -> re.Match[str] | None:
    """The first word after the prologue: what the query does."""
    rest: Iterator[re.Match[str]] = iter(tokens)
    for token in rest:
        if token.lastgroup != "word":
            return None
        if token[0].upper() == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif token[0].upper() in ("BASE", "VERSION"):
            next(rest, None)
        else:
            return token
    return None


def _place(query: str, at: int) -> tuple[int, int]:
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)

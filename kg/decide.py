"""What people decide about a build, turned into lines of the decisions files.

In: a build and the names, IRIs or IRI tails that a person gave. Out: Decisions, written beside the build, replayed by the next.
Names must be plain: one that several entities share is refused with their IRIs.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg import entities, views
from kg.entities import Decision
from kg.records import ENTITY_KINDS, KgError

NUMBER_OF_THINGS = {"same": 2, "different": 2, "wrong": 1, "right": 1, "rename": 2, "retype": 2}


def decide(out: Path, verdict: str, things: list[str], *, author: str, why: str = "", undo: bool = False) -> str:
    """Records one decision; gives a line that says what was written where. KgError when it cannot be understood."""
    if verdict not in NUMBER_OF_THINGS:
        raise KgError(f"{verdict} is no decision; use one of: {', '.join(NUMBER_OF_THINGS)}")
    if undo:
        before = _standing(out, verdict, things)
        decision = entities.undo(before, author, date.today().isoformat(), why)
    else:
        decision = replace(_decision(out, verdict, things), author=author, date=date.today().isoformat(), comment=why)
    path = entities.add_decision(out, decision)
    about = " and ".join(filter(None, decision.labels)) or decision.subject
    value = f" -> {decision.value}" if decision.value else ""
    said = f"{'taken back: ' if undo else ''}{verdict}: {about}{value}; written to {path}, in force from the next kg build on"
    if verdict == "wrong" and not undo:
        said += f"\nto take it back: kg decide {out} wrong {decision.subject} {decision.predicate} {decision.object} --undo"
    kinds = [thing.partition("/")[0] for thing in (decision.subject, decision.object)]
    unlike = verdict == "same" and not undo and kinds[0] != kinds[1]
    return said + (f"\nmind: {kinds[0]} and {kinds[1]} are different kinds" if unlike else "")


def _standing(out: Path, verdict: str, things: list[str]) -> Decision:
    """The standing decision that a person means by some of its words, as `list` prints them, or by the names of the time.

    It is not looked up in the graph: what was merged, renamed or called wrong is no longer there under its old name.
    """
    meant = [{thing, _tail(out, thing)} for thing in things]
    found = [
        d
        for d in entities.standing(entities.read_decisions(out))
        if d.verdict == verdict
        and meant
        and all(words & {d.subject, d.predicate, d.object, d.article, d.value, *d.labels} for words in meant)
    ]
    if len(found) != 1:
        many = f"{len(found)} such decisions stand; say more of their words" if found else "no such decision stands"
        raise KgError(f"{many}: kg decide {out} list shows all")
    return found[0]


def _tail(out: Path, thing: str) -> str:
    """The IRI tail of what is called so in the build now, or the word itself."""
    try:
        return views.entity_of(out, thing)[0]
    except KgError:
        return thing


def _decision(out: Path, verdict: str, things: list[str]) -> Decision:
    if len(things) != NUMBER_OF_THINGS[verdict]:
        raise KgError(f"kg decide OUT {verdict} takes {NUMBER_OF_THINGS[verdict]} more words, not {len(things)}")
    if verdict in ("wrong", "right"):
        claim = views.claim_of(out, things[0])
        return Decision(verdict, claim.subject, claim.object, claim.predicate, claim.article, labels=(claim.sentence, ""))
    first, name = views.entity_of(out, things[0])
    if verdict in ("same", "different"):
        second, other = views.entity_of(out, things[1])
        if first == second:
            raise KgError(f"{things[0]} and {things[1]} are one entity already: {first}")
        return Decision(verdict, first, second, labels=(name, other))
    if verdict == "retype" and things[1] not in ENTITY_KINDS:
        raise KgError(f"{things[1]} is no class; use one of: {', '.join(ENTITY_KINDS)}")
    return Decision(verdict, first, value=things[1], labels=(name, ""))


def listed(out: Path) -> Iterator[str]:
    """The decisions of a build that stand, and those that contradict earlier ones."""
    decisions = entities.read_decisions(out)
    for one in entities.standing(decisions):
        words = [one.verdict, one.subject, one.predicate, one.object, one.value, one.author, one.date, one.comment]
        yield "\t".join(word for word in words if word)
    for before, after in entities.overruled(decisions):
        who, later = before.author or "somebody", after.author or "somebody"
        about = " ".join(filter(None, (before.subject, before.predicate, before.object)))
        yield f"conflict about {about}: {who} said {before.verdict} on {before.date}, {later} says {after.verdict}"


def doubts(out: Path) -> list[tuple[str, str, str]]:
    """Undecided pairs of a build, surest first: (one, other, what a person needs to decide), as IRI tails and text."""
    decided = {d.about for d in entities.standing(entities.read_decisions(out))}
    return [
        (one, other, words) for one, other, words in views.doubts_of(out) if ("identity", *sorted((one, other))) not in decided
    ]

"""Who is meant: mentions of one page -> referents (`resolve_page`), referents of all articles -> entities (`link`).

People's decisions are read and written by `read_decisions` and `add_decision`, and replayed by `link` above any score.
"""

from kg.entities.decisions import Decision, add_decision, overruled, read_decisions, standing, undo, verdict_on
from kg.entities.linking import Linking, link
from kg.entities.page import resolve_page

__all__ = [
    "Decision",
    "Linking",
    "add_decision",
    "link",
    "overruled",
    "read_decisions",
    "resolve_page",
    "standing",
    "undo",
    "verdict_on",
]

"""Who is meant: mentions of one page -> referents (`resolve_page`), referents of all articles -> entities (`link`)."""

from kg.entities.decisions import Decision, read_decisions
from kg.entities.linking import Linking, link
from kg.entities.page import resolve_page

__all__ = ["Decision", "Linking", "link", "read_decisions", "resolve_page"]

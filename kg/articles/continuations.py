"""Articles that say 下转3版 joined with those that say 上接1版, over pages and files. In: articles. Out: pairs of ids."""

from collections.abc import Sequence

from kg.records import Article


def join_continuations(articles: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    """(id of the part that says 下转, id of the part that says 上接)."""
    onto = [a for a in articles if a.continued_on]
    back = [a for a in articles if a.continued_from]
    if len(onto) == 1 and len(back) == 1:
        return ((onto[0].id, back[0].id),)
    return ()

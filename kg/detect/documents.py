"""Documents: what stands in 《》 and ends like a plan, a notice, a law. In: a text. Out: Proposals of kind PolicyDocument.

The marks belong to the span, as print has them; songs, books and programmes in the same marks are left to the settling.
"""

import re
from collections.abc import Iterator

from kg.detect.heads import head_of
from kg.detect.proposals import Proposal

_BOOK = re.compile(r"《([^《》\n]{1,80}(?:〈[^〈〉]*〉[^《》\n]*)?)》")
_TAIL = re.compile(r"[（(][^（()）]*[)）]$|〉$")


def propose(text: str) -> Iterator[Proposal]:
    """Every title in 《》; `by` says whether its head is that of a document."""
    for match in _BOOK.finditer(text):
        words = _TAIL.sub("", match[1])
        _, kinds = head_of(words)
        certain = "PolicyDocument" in kinds or words.startswith("关于")
        yield Proposal(*match.span(), "PolicyDocument", "title" if certain else "title, no document word")

"""Hostile text made harmless for a reader's eye: what cannot be seen is written out. In: str. Out: str."""

import re

# Controls, marks that turn the direction of writing, and characters without width, but for the plain line break and tab.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def visible(text: str) -> str:
    """The text with every hidden or direction-turning character as ⟨U+202E⟩; length changes, sense does not."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def hidden(text: str) -> bool:
    """Whether `visible` would change the text."""
    return _HIDDEN.search(text) is not None
